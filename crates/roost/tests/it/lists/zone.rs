//! A name server on a port of its own that knows a few texts, and people whose mail it stands for.

use mail_auth::common::crypto::Ed25519Key;
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::DkimSigner;
use mail_auth::dkim::generate::DkimKeyPair;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::net::UdpSocket;

/// What is published: texts by name. A name that is not there does not exist.
#[derive(Clone)]
pub struct Zone {
    pub address: SocketAddr,
    texts: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Zone {
    pub async fn open() -> Zone {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let zone = Zone {
            address: socket.local_addr().unwrap(),
            texts: Arc::default(),
        };
        let texts = Arc::clone(&zone.texts);
        tokio::spawn(async move {
            let mut question = [0; 2_048];
            while let Ok((length, from)) = socket.recv_from(&mut question).await {
                let reply = answer(&question[..length], &texts.lock().unwrap());
                let _ = socket.send_to(&reply, from).await;
            }
        });
        zone
    }

    pub fn publish(&self, name: &str, text: &str) {
        let mut texts = self.texts.lock().unwrap();
        texts.insert(name.to_owned(), text.to_owned());
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

/// RFC 1035 §4: the question once more, and a text if there is one.
fn answer(question: &[u8], texts: &BTreeMap<String, String>) -> Vec<u8> {
    let (mut name, mut at) = (Vec::new(), 12);
    while let Some(length @ 1..) = question.get(at).map(|b| usize::from(*b)) {
        name.push(String::from_utf8_lossy(&question[at + 1..=at + length]).to_lowercase());
        at += length + 1;
    }
    let asked = &question[12..at + 5];
    let is_text = question[at + 1..at + 3] == [0, 16];
    let name = name.join(".");
    let found = texts.get(&name);
    // A name with others below it exists, without anything of its own.
    let exists = texts
        .keys()
        .any(|known| *known == name || known.ends_with(&format!(".{name}")));
    let found = found.filter(|_| is_text);
    let mut reply = question[..2].to_vec();
    reply.extend([
        0x85,
        if exists { 0x80 } else { 0x83 },
        0,
        1,
        0,
        u8::from(found.is_some()),
        0,
        0,
        0,
        0,
    ]);
    reply.extend_from_slice(asked);
    if let Some(text) = found {
        let strings: Vec<u8> = text
            .as_bytes()
            .chunks(255)
            .flat_map(|chunk| [&[u8::try_from(chunk.len()).unwrap()], chunk].concat())
            .collect();
        reply.extend([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60]);
        reply.extend(u16::try_from(strings.len()).unwrap().to_be_bytes());
        reply.extend(strings);
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
