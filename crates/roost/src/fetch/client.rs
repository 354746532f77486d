use super::public::is_public;
use http_body_util::{BodyExt, Empty, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, CONNECTION, HOST, HeaderValue, LOCATION, USER_AGENT};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};

const MOST_REDIRECTS: usize = 5;

/// One address of a host may be out of order while the next one answers.
const CONNECT: Duration = Duration::from_secs(5);

/// How much may come, and how long it may take from the first question to the last byte.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub bytes: usize,
    pub time: Duration,
}

/// Which addresses may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    #[default]
    Public,
    /// This machine, too: for tests, which have no other host to ask.
    PublicAndLoopback,
}

impl Reach {
    fn allows(self, address: IpAddr) -> bool {
        let is_own = self == Reach::PublicAndLoopback && address.to_canonical().is_loopback();
        is_own || is_public(address)
    }
}

/// What an address holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was found after all redirects.
    pub address: Url,
    pub bytes: Vec<u8>,
}

/// Why an address is not fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is none, or none of the web's.
    NoAddress,
    /// It leads to a network that is not public.
    NotPublic,
    /// There is no such host.
    Unknown,
    /// Nobody answers there, or not as the web does.
    Silent,
    /// The answer is no; this is its code.
    Status(u16),
    TooManyRedirects,
    TooLarge,
    TooSlow,
}

/// The address that somebody typed. `webcal` is what calendars call `https`.
///
/// # Errors
/// [`Refusal::NoAddress`].
pub fn address(typed: &str) -> Result<Url, Refusal> {
    let typed = typed.trim();
    let scheme = typed.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_calendar = ["webcal", "webcals"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(scheme));
    let url = if is_calendar {
        Url::parse(&format!("https{}", &typed[scheme.len()..]))
    } else {
        Url::parse(typed)
    };
    check(url.map_err(|_| Refusal::NoAddress)?)
}

fn check(url: Url) -> Result<Url, Refusal> {
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host();
    let has_secret = !url.username().is_empty() || url.password().is_some();
    (is_web && !has_secret)
        .then_some(url)
        .ok_or(Refusal::NoAddress)
}

/// Fetches what an address holds.
///
/// # Errors
/// Why there is nothing to read.
pub async fn get(address: &Url, reach: Reach, limits: Limits) -> Result<Fetched, Refusal> {
    let fetched = timeout(limits.time, follow(address, reach, limits.bytes)).await;
    fetched.unwrap_or(Err(Refusal::TooSlow))
}

async fn follow(address: &Url, reach: Reach, most: usize) -> Result<Fetched, Refusal> {
    let mut address = check(address.clone())?;
    for _ in 0..=MOST_REDIRECTS {
        let mut connection = Connection::open(&address, reach).await?;
        let response = connection.ask(&address).await?;
        if response.status().is_redirection() {
            address = next(&address, &response)?;
            continue;
        }
        if response.status() != StatusCode::OK {
            return Err(Refusal::Status(response.status().as_u16()));
        }
        let body = Limited::new(response.into_body(), most).collect().await;
        let bytes = body.map_err(|fault| match fault.is::<LengthLimitError>() {
            true => Refusal::TooLarge,
            false => Refusal::Silent,
        })?;
        return Ok(Fetched {
            address,
            bytes: bytes.to_bytes().to_vec(),
        });
    }
    Err(Refusal::TooManyRedirects)
}

fn next(address: &Url, response: &Response<Incoming>) -> Result<Url, Refusal> {
    let location = response.headers().get(LOCATION);
    let location = location.and_then(|value| value.to_str().ok());
    let location = location.ok_or(Refusal::Status(response.status().as_u16()))?;
    check(address.join(location).map_err(|_| Refusal::NoAddress)?)
}

/// An open connection to a host whose addresses were checked.
struct Connection {
    sender: http1::SendRequest<Empty<Bytes>>,
    /// What drives it; ends with it.
    _driver: JoinSet<()>,
}

impl Connection {
    async fn open(address: &Url, reach: Reach) -> Result<Connection, Refusal> {
        let stream = connect(&resolve(address, reach).await?).await?;
        if address.scheme() == "http" {
            return Connection::over(stream).await;
        }
        let name = match address.host() {
            Some(Host::Domain(name)) => ServerName::try_from(name.to_owned()).ok(),
            Some(Host::Ipv4(v4)) => Some(ServerName::from(IpAddr::V4(v4))),
            Some(Host::Ipv6(v6)) => Some(ServerName::from(IpAddr::V6(v6))),
            None => None,
        };
        let name = name.ok_or(Refusal::NoAddress)?;
        let stream = TLS.connect(name, stream).await;
        Connection::over(stream.map_err(|_| Refusal::Silent)?).await
    }

    async fn over<S>(stream: S) -> Result<Connection, Refusal>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let shaken = http1::handshake(TokioIo::new(stream)).await;
        let (sender, connection) = shaken.map_err(|_| Refusal::Silent)?;
        let mut driver = JoinSet::new();
        driver.spawn(async move {
            // How it ended, the request has heard.
            let _ = connection.await;
        });
        Ok(Connection {
            sender,
            _driver: driver,
        })
    }

    async fn ask(&mut self, address: &Url) -> Result<Response<Incoming>, Refusal> {
        let target = &address[url::Position::BeforePath..url::Position::AfterQuery];
        let host = &address[url::Position::BeforeHost..url::Position::AfterPort];
        let host = HeaderValue::from_str(host).map_err(|_| Refusal::NoAddress)?;
        let request = Request::get(target)
            .header(HOST, host)
            .header(USER_AGENT, concat!("Roost/", env!("CARGO_PKG_VERSION")))
            .header(ACCEPT, "text/calendar, */*;q=0.5")
            .header(CONNECTION, "close")
            .body(Empty::new())
            .map_err(|_| Refusal::NoAddress)?;
        let response = self.sender.send_request(request).await;
        response.map_err(|_| Refusal::Silent)
    }
}

/// Every address of the host, all of them allowed.
async fn resolve(address: &Url, reach: Reach) -> Result<Vec<SocketAddr>, Refusal> {
    let port = address.port_or_known_default().ok_or(Refusal::NoAddress)?;
    let found: Vec<SocketAddr> = match address.host().ok_or(Refusal::NoAddress)? {
        Host::Ipv4(v4) => vec![SocketAddr::from((v4, port))],
        Host::Ipv6(v6) => vec![SocketAddr::from((v6, port))],
        Host::Domain(name) => {
            let found = lookup_host((name, port)).await;
            found.map_err(|_| Refusal::Unknown)?.collect()
        }
    };
    if found.is_empty() {
        return Err(Refusal::Unknown);
    }
    if found.iter().any(|own| !reach.allows(own.ip())) {
        return Err(Refusal::NotPublic);
    }
    Ok(found)
}

async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Refusal> {
    for address in addresses {
        if let Ok(Ok(stream)) = timeout(CONNECT, TcpStream::connect(address)).await {
            return Ok(stream);
        }
    }
    Err(Refusal::Silent)
}

static TLS: LazyLock<TlsConnector> = LazyLock::new(|| {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring knows the protocols of today")
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
});
