use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use std::io::Write;

/// How a body goes over the wire (RFC 9110 §8.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

/// How much time a smaller body is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Made once per start.
    Most,
    /// Made once per write of a group, and sent many times: a few milliseconds a page.
    Some,
}

impl Encoding {
    /// The smallest that whoever asks understands. Rare preferences are heard as none.
    pub fn accepted(headers: &HeaderMap) -> Self {
        let accepted = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if accepts(accepted, "br") {
            Encoding::Brotli
        } else if accepts(accepted, "gzip") {
            Encoding::Gzip
        } else {
            Encoding::Plain
        }
    }

    /// The value of `Content-Encoding`; `None`: there is no such header.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Encoding::Brotli => Some("br"),
            Encoding::Gzip => Some("gzip"),
            Encoding::Plain => None,
        }
    }

    pub fn encode(self, plain: &Bytes, effort: Effort) -> Bytes {
        match (self, effort) {
            (Encoding::Brotli, Effort::Most) => brotli(plain, 11),
            (Encoding::Brotli, Effort::Some) => brotli(plain, 5),
            (Encoding::Gzip, Effort::Most) => gzip(plain, flate2::Compression::best()),
            (Encoding::Gzip, Effort::Some) => gzip(plain, flate2::Compression::default()),
            (Encoding::Plain, _) => plain.clone(),
        }
    }
}

/// Whether an `Accept-Encoding` allows a coding by name, without a weight of zero.
fn accepts(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|offer| {
        let (name, weight) = offer.split_once(';').unwrap_or((offer, ""));
        let refused = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
        name.trim() == coding && !refused
    })
}

fn brotli(plain: &[u8], quality: u32) -> Bytes {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, quality, 22);
    writer.write_all(plain).expect("memory takes every byte");
    writer.into_inner().into()
}

fn gzip(plain: &[u8], level: flate2::Compression) -> Bytes {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), level);
    writer.write_all(plain).expect("memory takes every byte");
    writer.finish().expect("memory takes every byte").into()
}
