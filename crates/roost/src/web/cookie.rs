use crate::config::Config;
use axum::http::{HeaderMap, HeaderValue, header};

/// The cookies of a request.
#[derive(Debug, Default, Clone)]
pub struct Cookies(Vec<(String, String)>);

impl Cookies {
    pub fn of(headers: &HeaderMap) -> Self {
        let lines = headers
            .get_all(header::COOKIE)
            .into_iter()
            .filter_map(|line| line.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        });
        Cookies(pairs.collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether there is a cookie of this name, with whatever prefix.
    pub fn has_suffix(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known.ends_with(name))
    }

    /// The cookie that [`set_cookie`] set under this name.
    pub fn get_own(&self, config: &Config, name: &str) -> Option<&str> {
        self.get(&full_name(config, name))
    }
}

/// A cookie for this host only, out of reach of scripts.
///
/// `__Host-` and Secure need TLS; on a local network without it nobody could sign in.
pub fn set_cookie(config: &Config, name: &str, value: &str, max_age_secs: i64) -> HeaderValue {
    let secure = if config.is_secure() { "; Secure" } else { "" };
    let name = full_name(config, name);
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={max_age_secs}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).expect("cookie values are base64url")
}

pub fn clear_cookie(config: &Config, name: &str) -> HeaderValue {
    set_cookie(config, name, "", 0)
}

fn full_name(config: &Config, name: &str) -> String {
    if config.is_secure() {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}
