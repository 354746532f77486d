//! Conditional requests: whoever has an answer already is told so (RFC 9110 §13).

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use sha2::{Digest, Sha256};

/// Names the bytes that go out: equal bytes, equal tag (RFC 9110 §8.8.3).
pub fn strong_tag(body: &[u8]) -> HeaderValue {
    value(&format!("\"{}\"", digest(body)))
}

/// Names what an answer says, whatever a layer further out makes of its bytes by compressing them.
pub fn weak_tag(body: &[u8]) -> HeaderValue {
    value(&format!("W/\"{}\"", digest(body)))
}

/// The answer under its tag, or 304 without a body to somebody who has it.
pub fn if_changed(asked: &HeaderMap, tag: HeaderValue, mut answer: Response) -> Response {
    answer.headers_mut().insert(header::ETAG, tag);
    if !is_known(asked, answer.headers()) {
        return answer;
    }
    // RFC 9110 §15.4.5: what describes a body that is not sent is left out.
    for name in [
        header::CONTENT_LENGTH,
        header::CONTENT_ENCODING,
        header::CONTENT_TYPE,
    ] {
        answer.headers_mut().remove(name);
    }
    *answer.status_mut() = StatusCode::NOT_MODIFIED;
    *answer.body_mut() = Body::empty();
    answer
}

/// RFC 9110 §13.1.2: one of a list, compared weakly, or `*` for any.
fn is_known(asked: &HeaderMap, ours: &HeaderMap) -> bool {
    let Some(ours) = ours.get(header::ETAG).map(|tag| opaque(tag.as_bytes())) else {
        return false;
    };
    // A comma within a foreign tag splits it into pieces that lack a quote, so none of them is ours.
    let known = asked.get_all(header::IF_NONE_MATCH);
    let mut known = known
        .iter()
        .flat_map(|tags| tags.as_bytes().split(|byte| *byte == b','));
    known.any(|one| {
        let one = one.trim_ascii();
        one == b"*" || opaque(one) == ours
    })
}

/// The tag without the mark that it is weak (RFC 9110 §8.8.3.2).
fn opaque(tag: &[u8]) -> &[u8] {
    tag.strip_prefix(b"W/").unwrap_or(tag)
}

fn digest(body: &[u8]) -> String {
    data_encoding::BASE64URL_NOPAD.encode(&Sha256::digest(body)[..12])
}

fn value(tag: &str) -> HeaderValue {
    HeaderValue::from_str(tag).expect("base64url is plain")
}

#[cfg(test)]
mod tests {
    use super::{if_changed, strong_tag, weak_tag};
    use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
    use axum::response::IntoResponse;

    fn status(known: &[&str], tag: &HeaderValue) -> StatusCode {
        let mut asked = HeaderMap::new();
        for line in known {
            let line = HeaderValue::from_str(line).expect("it is a header");
            asked.append(header::IF_NONE_MATCH, line);
        }
        if_changed(&asked, tag.clone(), "words".into_response()).status()
    }

    #[test]
    fn a_tag_is_known_in_a_list_weakly_or_as_any() {
        let (strong, weak) = (strong_tag(b"words"), weak_tag(b"words"));
        let ours = strong.to_str().expect("it is plain");
        let weakened = weak.to_str().expect("it is plain");
        let list = format!("\"a,b\", {ours} ,W/\"c\"");
        let piece = format!("\"a,{}", &ours[1..]);

        for tag in [&strong, &weak] {
            for known in [ours, weakened, &list, "*", " * "] {
                assert_eq!(status(&[known], tag), StatusCode::NOT_MODIFIED, "{known}");
            }
            assert_eq!(status(&["\"a\"", ours], tag), StatusCode::NOT_MODIFIED);
            for other in ["", "\"a\"", "W/", &piece, &ours[1..]] {
                assert_eq!(status(&[other], tag), StatusCode::OK, "{other}");
            }
            assert_eq!(status(&[], tag), StatusCode::OK);
        }
    }

    #[test]
    fn what_is_known_already_comes_without_its_body_and_what_describes_it() {
        let tag = strong_tag(b"words");
        let asked = HeaderMap::from_iter([(header::IF_NONE_MATCH, tag.clone())]);
        let answer = ([(header::CACHE_CONTROL, "no-cache")], "words").into_response();

        let answer = if_changed(&asked, tag.clone(), answer);

        let expected = HeaderMap::from_iter([
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            (header::ETAG, tag),
        ]);
        assert_eq!(answer.headers(), &expected);
    }
}
