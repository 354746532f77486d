use super::{Chrome, Cookies, Flash, Viewer};
use crate::limits::Network;
use crate::state::App;
use crate::words::Words;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

/// One request as far as every page is concerned.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The path and, if there is one, the query.
    pub path: String,
    pub cookies: Cookies,
    pub network: Network,
    /// What the browser calls itself, cut.
    pub agent: String,
}

impl Visit {
    /// What surrounds the page that answers this request.
    pub fn chrome(&self, app: &App, words: Words, viewer: Option<Viewer>) -> Chrome {
        Chrome {
            w: words,
            installation: app.settings().shown_name().to_owned(),
            viewer,
            flash: Flash::from_cookies(&self.cookies),
            current: "",
            path: self.path.clone(),
            base_url: app.config.link(""),
        }
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let agent = parts
            .headers
            .get("user-agent")
            .and_then(|agent| agent.to_str().ok());
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        Ok(Visit {
            path: path.to_owned(),
            cookies: Cookies::of(&parts.headers),
            network: Network::from(address(parts, &app.config.trusted_proxies)),
            agent: crate::text::cut(agent.unwrap_or_default(), 200),
        })
    }
}

/// The client's address: the socket's, or what a configured proxy says of it.
fn address(parts: &Parts, trusted: &[IpAddr]) -> IpAddr {
    let socket = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    // Without a socket, as in tests of the router, everybody comes from this machine.
    let socket = socket.map_or(IpAddr::from([127, 0, 0, 1]), |socket| {
        socket.0.ip().to_canonical()
    });
    if !trusted.contains(&socket) {
        return socket;
    }
    // The last address that is not a proxy of ours: what stands before it, anybody may have written.
    let forwarded = forwarded(&parts.headers);
    forwarded
        .into_iter()
        .rev()
        .find(|address| !trusted.contains(address))
        .unwrap_or(socket)
}

/// The addresses of `Forwarded` (RFC 7239 §4), or else of `X-Forwarded-For`, as far as they are any.
fn forwarded(headers: &HeaderMap) -> Vec<IpAddr> {
    let texts = |name| {
        headers
            .get_all(name)
            .into_iter()
            .filter_map(|v| v.to_str().ok())
    };
    let standard: Vec<&str> = texts("forwarded")
        .flat_map(|line| line.split([',', ';']))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| name.eq_ignore_ascii_case("for"))
        .map(|(_, node)| node)
        .collect();
    if standard.is_empty() {
        return texts("x-forwarded-for")
            .flat_map(|line| line.split(','))
            .filter_map(node)
            .collect();
    }
    standard.into_iter().filter_map(node).collect()
}

/// An address as proxies write it: bare, with a port, quoted, IPv6 in brackets.
fn node(text: &str) -> Option<IpAddr> {
    let bare = text.trim().trim_matches('"');
    let parsed = bare
        .parse::<IpAddr>()
        .or_else(|_| bare.parse::<SocketAddr>().map(|s| s.ip()));
    parsed
        .or_else(|_| bare.trim_matches(['[', ']']).parse())
        .ok()
        .map(|ip| ip.to_canonical())
}
