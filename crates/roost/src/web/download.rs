use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use std::fmt::Write;

/// A file to keep under `name`, never shown in the page and never kept by a cache.
pub fn download(name: &str, media_type: &'static str, content: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        ),
    ];
    (headers, content.into()).into_response()
}

/// RFC 6266 §4.3: the name once in ASCII for old programs, once as it is.
fn disposition(name: &str) -> HeaderValue {
    let plain: String = deunicode::deunicode(name)
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ' '))
        .collect();
    let mut exact = String::new();
    for byte in name.bytes() {
        // RFC 8187 §3.2.1, `attr-char`.
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            exact.push(char::from(byte));
        } else {
            write!(exact, "%{byte:02X}").expect("a string takes what is written");
        }
    }
    let line = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}");
    HeaderValue::from_str(&line).expect("both names are plain ASCII")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_file_name_is_sent_in_ascii_and_as_it_is() {
        assert_eq!(
            disposition("Åbo \"Python\"\r\nX: 1.csv"),
            "attachment; filename=\"Abo PythonX 1.csv\"; \
             filename*=UTF-8''%C3%85bo%20%22Python%22%0D%0AX%3A%201.csv"
        );
    }
}
