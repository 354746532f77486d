//! A name server on a port of its own that knows a few records, and people whose mail it stands for.

use mail_auth::common::crypto::Ed25519Key;
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::DkimSigner;
use mail_auth::dkim::generate::DkimKeyPair;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::net::UdpSocket;

/// The kinds of records that are known here (RFC 1035 §3.2.2).
pub const A: u16 = 1;
pub const PTR: u16 = 12;
pub const MX: u16 = 15;
pub const TXT: u16 = 16;

/// What a record says, by name and kind.
type Records = BTreeMap<(String, u16), Vec<u8>>;

/// What is published. A name that is not there does not exist.
#[derive(Clone)]
pub struct Zone {
    pub address: SocketAddr,
    records: Arc<Mutex<Records>>,
}

impl Zone {
    pub async fn open() -> Zone {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let zone = Zone {
            address: socket.local_addr().unwrap(),
            records: Arc::default(),
        };
        let records = Arc::clone(&zone.records);
        tokio::spawn(async move {
            let mut question = [0; 2_048];
            while let Ok((length, from)) = socket.recv_from(&mut question).await {
                let reply = answer(&question[..length], &records.lock().unwrap());
                let _ = socket.send_to(&reply, from).await;
            }
        });
        zone
    }

    pub fn publish(&self, name: &str, text: &str) {
        let pieces = text.as_bytes().chunks(255);
        let pieces =
            pieces.flat_map(|piece| [&[u8::try_from(piece.len()).unwrap()], piece].concat());
        self.publish_record(name, TXT, pieces.collect());
    }

    /// What a record of this kind says, as it goes over the wire.
    pub fn publish_record(&self, name: &str, kind: u16, says: Vec<u8>) {
        let mut records = self.records.lock().unwrap();
        records.insert((name.to_owned(), kind), says);
    }

    /// A domain whose mail is signed, and what it wants done with mail that is not.
    pub fn domain(&self, domain: &str, policy: &str) -> Domain {
        let pair = DkimKeyPair::generate_ed25519().unwrap();
        let public = data_encoding::BASE64.encode(pair.public_key());
        let record = format!("v=DKIM1; k=ed25519; p={public}");
        self.publish(&format!("s._domainkey.{domain}"), &record);
        if !policy.is_empty() {
            self.publish(
                &format!("_dmarc.{domain}"),
                &format!("v=DMARC1; p={policy}"),
            );
        }
        Domain {
            name: domain.to_owned(),
            key: pair.private_key().to_vec(),
        }
    }
}

/// A name as it goes over the wire (RFC 1035 §3.1).
pub fn wire_name(name: &str) -> Vec<u8> {
    let labels = name.trim_end_matches('.').split('.');
    let mut wire: Vec<u8> = labels
        .flat_map(|label| [&[u8::try_from(label.len()).unwrap()], label.as_bytes()].concat())
        .collect();
    wire.push(0);
    wire
}

/// RFC 1035 §4: the question once more, and a record if there is one.
fn answer(question: &[u8], records: &Records) -> Vec<u8> {
    let (mut name, mut at) = (Vec::new(), 12);
    while let Some(length @ 1..) = question.get(at).map(|b| usize::from(*b)) {
        name.push(String::from_utf8_lossy(&question[at + 1..=at + length]).to_lowercase());
        at += length + 1;
    }
    let asked = &question[12..at + 5];
    let kind = u16::from_be_bytes([question[at + 1], question[at + 2]]);
    let name = name.join(".");
    // A name with others below it exists, without anything of its own.
    let exists = records
        .keys()
        .any(|(known, _)| *known == name || known.ends_with(&format!(".{name}")));
    let found = records.get(&(name, kind));
    let mut reply = question[..2].to_vec();
    reply.extend([0x85, if exists { 0x80 } else { 0x83 }, 0, 1, 0]);
    reply.push(u8::from(found.is_some()));
    reply.extend([0, 0, 0, 0]);
    reply.extend_from_slice(asked);
    if let Some(says) = found {
        reply.extend([0xc0, 12]);
        reply.extend(kind.to_be_bytes());
        reply.extend([0, 1, 0, 0, 0, 60]);
        reply.extend(u16::try_from(says.len()).unwrap().to_be_bytes());
        reply.extend(says);
    }
    reply
}

/// Signs what is written there.
pub struct Domain {
    name: String,
    key: Vec<u8>,
}

impl Domain {
    /// The message with a signature above it, in lines that end with CR LF.
    pub fn sign(&self, message: &str) -> String {
        self.sign_over(&["From", "To", "Subject", "Date", "Message-ID"], message)
    }

    /// The same over these fields.
    pub fn sign_over(&self, fields: &[&str], message: &str) -> String {
        let message = message.replace("\r\n", "\n").replace('\n', "\r\n");
        let key = Ed25519Key::from_pkcs8_der(&self.key).unwrap();
        let signed = DkimSigner::from_key(key)
            .domain(self.name.as_str())
            .selector("s")
            .headers(fields.iter().copied())
            .sign(message.as_bytes())
            .unwrap();
        format!("{}{message}", signed.to_header())
    }
}
