use super::public::is_public;
use super::{Limits, Reach, Refusal, address, get};
use std::net::IpAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const LIMITS: Limits = Limits {
    bytes: 1_000,
    time: Duration::from_secs(5),
};

/// A host on this machine that gives each request the answer for its path; returns what it begins with.
async fn host(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 4_096];
            let read = stream.read(&mut request).await.unwrap_or(0);
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            assert!(!request.to_lowercase().contains("cookie"), "{request}");
            let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
            let _ = stream.write_all(answer(&path).as_bytes()).await;
        }
    });
    base
}

fn found(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn moved(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n")
}

async fn fetch(url: &str) -> Result<String, Refusal> {
    let fetched = get(&address(url)?, Reach::PublicAndLoopback, LIMITS).await?;
    Ok(String::from_utf8(fetched.bytes).unwrap())
}

#[test]
fn only_addresses_of_the_public_internet_are_public() {
    let closed = [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.9.9.9",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ];
    let open = [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.255.255",
        "223.255.255.255",
        "2606:4700::1111",
        "2a01:4f8::1",
        "2001:4860::8888",
        "64:ff9b::8.8.8.8",
        "::ffff:8.8.8.8",
    ];
    let wrong = |addresses: &[&str], public| {
        let parsed = addresses.iter().map(|text| text.parse::<IpAddr>().unwrap());
        parsed
            .filter(|address| is_public(*address) != public)
            .collect::<Vec<_>>()
    };

    assert_eq!(wrong(&closed, false), Vec::<IpAddr>::new());
    assert_eq!(wrong(&open, true), Vec::<IpAddr>::new());
}

#[test]
fn only_addresses_of_the_web_are_taken_and_webcal_is_one() {
    let plain = |typed: &str| address(typed).map(String::from);

    assert_eq!(
        plain(" webcal://example.org/a.ics "),
        Ok("https://example.org/a.ics".to_owned())
    );
    assert_eq!(
        plain("WEBCAL://example.org:8443/a"),
        Ok("https://example.org:8443/a".to_owned())
    );
    for odd in [
        "",
        "calendar.ics",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "gopher://example.org/",
        "data:text/calendar,BEGIN:VCALENDAR",
        "https://ada:secret@example.org/",
        "http://",
    ] {
        assert_eq!(plain(odd), Err(Refusal::NoAddress), "{odd}");
    }
}

#[tokio::test]
async fn what_is_not_public_is_not_asked_whatever_it_is_called() {
    for odd in [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "https://192.168.1.1/",
    ] {
        let fetched = get(&address(odd).unwrap(), Reach::Public, LIMITS).await;
        assert_eq!(fetched, Err(Refusal::NotPublic), "{odd}");
    }
}

#[tokio::test]
async fn a_redirect_is_followed_and_checked_like_the_first_address() {
    let base = host(|path| match path {
        "/a" => moved("/b?c=d"),
        "/b?c=d" => found("BEGIN:VCALENDAR"),
        "/to-metadata" => moved("http://169.254.169.254/latest"),
        "/to-file" => moved("file:///etc/passwd"),
        "/nowhere" => "HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n".to_owned(),
        _ => moved("/round"),
    })
    .await;

    assert_eq!(
        fetch(&format!("{base}/a")).await,
        Ok("BEGIN:VCALENDAR".to_owned())
    );
    for (path, refusal) in [
        ("/to-metadata", Refusal::NotPublic),
        ("/to-file", Refusal::NoAddress),
        ("/nowhere", Refusal::Status(301)),
        ("/round", Refusal::TooManyRedirects),
    ] {
        assert_eq!(
            fetch(&format!("{base}{path}")).await,
            Err(refusal),
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_answer_that_is_too_long_wrong_or_none_is_refused() {
    let base = host(|path| match path {
        "/long" => found(&"x".repeat(1_001)),
        "/fits" => found(&"x".repeat(1_000)),
        "/endless" => format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(5_000)),
        "/gone" => "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n".to_owned(),
        _ => "SSH-2.0-nothing\r\n".to_owned(),
    })
    .await;

    assert_eq!(fetch(&format!("{base}/fits")).await, Ok("x".repeat(1_000)));
    for (path, refusal) in [
        ("/long", Refusal::TooLarge),
        ("/endless", Refusal::TooLarge),
        ("/gone", Refusal::Status(410)),
        ("/odd", Refusal::Silent),
    ] {
        assert_eq!(
            fetch(&format!("{base}{path}")).await,
            Err(refusal),
            "{path}"
        );
    }
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = format!("http://{}/", closed.local_addr().unwrap());
    drop(closed);
    assert_eq!(fetch(&nobody).await, Err(Refusal::Silent));
}

#[tokio::test]
async fn a_host_that_never_ends_is_left() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let short = Limits {
        time: Duration::from_millis(200),
        ..LIMITS
    };

    let fetched = get(&address(&url).unwrap(), Reach::PublicAndLoopback, short).await;

    assert_eq!(fetched, Err(Refusal::TooSlow));
}
