use super::Subject;
use anyhow::Context;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;

/// The installation's key. Made at first run, part of a backup, shared by nodes.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    pub fn new(bytes: [u8; 32]) -> Self {
        Key(bytes)
    }

    /// The key from 64 hexadecimal digits.
    ///
    /// # Errors
    /// If it is anything else.
    pub fn from_hex(text: &str) -> anyhow::Result<Self> {
        let bytes = HEXLOWER_PERMISSIVE
            .decode(text.trim().as_bytes())
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .context("the secret must be 64 hexadecimal digits")?;
        Ok(Key(bytes))
    }

    pub fn to_hex(&self) -> String {
        HEXLOWER_PERMISSIVE.encode(&self.0)
    }

    /// 128 bits over kind, subject and generation, as a link carries them: 22 characters.
    pub(super) fn token(&self, subject: Subject, generation: i64) -> String {
        let text = format!("{:?}:{}:{generation}", subject.kind, subject.id);
        BASE64URL_NOPAD.encode(&self.mac("token", text.as_bytes())[..16])
    }

    /// HMAC-SHA-256 of `content` for one purpose, which keeps uses of the key apart.
    pub fn mac(&self, purpose: &str, content: &[u8]) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(content);
        mac.finalize().into_bytes().into()
    }
}
