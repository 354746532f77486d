//! Addresses of ours, and what came to them. Pure.

use crate::clock::Instant;
use crate::ids::ReceivedId;
use std::net::IpAddr;

/// The longest local part (RFC 5321 §4.5.3.1.1).
const LOCAL: usize = 64;

/// Whose an address is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Our domain's: what stands before the @, in lower case.
    Ours(String),
    Elsewhere,
    Malformed,
}

/// Whose the address of a recipient is. `domain` is ours.
pub fn ask(address: &str, domain: &str) -> Asked {
    let (local, host) = match address.rsplit_once('@') {
        Some(parts) => parts,
        // RFC 5321 §4.5.1: the one name that every host knows.
        None if address.eq_ignore_ascii_case("postmaster") => (address, domain),
        None => return Asked::Malformed,
    };
    if local.is_empty() || host.is_empty() {
        return Asked::Malformed;
    }
    let is_ours = match url::Host::parse(host.trim_end_matches('.')) {
        Ok(url::Host::Domain(host)) => host == domain,
        _ => false,
    };
    // A source route (RFC 5321 §F.2) asks us to pass it on.
    if !is_ours || local.starts_with('@') {
        return Asked::Elsewhere;
    }
    if local.len() > LOCAL || local.chars().any(char::is_control) {
        return Asked::Malformed;
    }
    Asked::Ours(local.to_lowercase())
}

/// The two sides of `b+…` or `b-…`; `None`: it has neither sign.
pub fn split_tag(local: &str) -> Option<(&str, &str)> {
    local.split_once(['+', '-'])
}

/// Which of a message's recipients a job is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Arrival {
    pub received: ReceivedId,
    pub position: i64,
}

impl Arrival {
    /// What its job is known by, beside the job's name.
    pub fn key(&self) -> String {
        format!("{}.{}", self.received, self.position)
    }
}

/// A message as a job reads it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Arrived {
    /// What stood before the @, in lower case.
    pub local: String,
    /// Empty: the null sender.
    pub envelope_from: String,
    pub raw: Vec<u8>,
    pub received_at: Instant,
    /// What stands for it, as JSON: see [`Arrived::checks`].
    pub(super) checks: Option<String>,
}

/// What became of a message for one of its recipients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum End {
    Done,
    /// There was nothing to do about it.
    Dropped,
}

/// Where a message came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub remote: IpAddr,
    pub helo: String,
    pub from: String,
    pub secure: bool,
}

/// How much came in, as the keeper sees it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Messages within the last hour.
    pub lately: i64,
    /// What of the last hour came to nothing.
    pub dropped: i64,
    /// Not yet looked at.
    pub waiting: i64,
}

/// A message whose job was set aside.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SetAside {
    pub received_id: ReceivedId,
    pub local: String,
    pub received_at: Instant,
    pub size: i64,
}

/// What a message is kept with (RFC 5321 §4.4), written when somebody reads the source.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Source {
    pub raw: Vec<u8>,
    pub envelope_from: String,
    pub remote: String,
    pub helo: String,
    pub secure: bool,
    pub received_at: Instant,
}

impl Source {
    /// The message with the two lines that mail servers put above one.
    pub fn with_trace(&self, host: &str) -> Vec<u8> {
        let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_control()).collect() };
        let (from, helo) = (plain(&self.envelope_from), plain(&self.helo));
        let with = if self.secure { "ESMTPS" } else { "ESMTP" };
        let at = self.received_at.timestamp();
        let mut whole = format!(
            "Return-Path: <{from}>\r\nReceived: from {helo} ([{}]) by {host} with {with}; {at}\r\n",
            self.remote
        )
        .into_bytes();
        whole.extend_from_slice(&self.raw);
        whole
    }
}
