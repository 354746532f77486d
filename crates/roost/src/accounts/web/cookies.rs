use super::visitor::SESSION_COOKIE;
use crate::config::Config;
use crate::ids::Moment;
use crate::tokens;
use crate::web::{Visit, clear_cookie, set_cookie};
use axum::http::HeaderValue;
use data_encoding::BASE64URL_NOPAD;

/// Binds a sign-in to the browser that asked for it.
const BROWSER_COOKIE: &str = "browser";

/// Long enough for a slow mail and a second try.
const BROWSER_SECS: i64 = 3_600;

/// As long as browsers keep any cookie. The session's row says when it ends, and moves on with use;
/// a cookie that ended earlier would have to be sent anew with every page.
const SESSION_SECS: i64 = 400 * 24 * 3_600;

/// What the sign-ins of this browser are found by.
pub fn browser(config: &Config, visit: &Visit) -> Option<[u8; 32]> {
    let secret = visit.cookies.get_own(config, BROWSER_COOKIE)?;
    (!secret.is_empty()).then(|| tokens::hash(secret))
}

/// The browser's secret, a new one if it has none: its hash, and the cookie that keeps it.
pub fn keep_browser(config: &Config, visit: &Visit, at: &Moment) -> ([u8; 32], HeaderValue) {
    let known = visit.cookies.get_own(config, BROWSER_COOKIE);
    let known = known.filter(|secret| {
        BASE64URL_NOPAD
            .decode(secret.as_bytes())
            .is_ok_and(|bytes| bytes.len() == 32)
    });
    let secret = known.map_or_else(|| BASE64URL_NOPAD.encode(&at.secret()), str::to_owned);
    let cookie = set_cookie(config, BROWSER_COOKIE, &secret, BROWSER_SECS);
    (tokens::hash(&secret), cookie)
}

pub fn keep_session(config: &Config, secret: &str) -> HeaderValue {
    set_cookie(config, SESSION_COOKIE, secret, SESSION_SECS)
}

pub fn forget_session(config: &Config) -> HeaderValue {
    clear_cookie(config, SESSION_COOKIE)
}
