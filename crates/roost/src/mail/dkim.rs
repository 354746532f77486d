//! Signatures by the installation itself (DKIM, RFC 6376), and the keys for them.
//!
//! Keys lie in the folder `dkim` of the data folder, a folder to each pair: one key for RSA with 2,048
//! bits, which everybody can check, and one for Ed25519 (RFC 8463), which is shorter. Their selectors
//! are the pair's name with `r` and `e` before it. The first pair signs from the next start on; a
//! later one only once it is chosen, so that its records can stand in DNS before anybody looks for
//! them.

use super::mime::Envelope;
use anyhow::Context;
use data_encoding::BASE64;
use mail_auth::common::crypto::{Ed25519Key, RsaKey, Sha256, SigningKey};
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::generate::DkimKeyPair;
use mail_auth::dkim::{DkimSigner, Done};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs1KeyDer};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// What is signed where it is there, and where it is not that it is not. Twice: a second one that is
/// added on the way breaks the signature (RFC 6376 §8.15).
const SIGNED: [&str; 26] = [
    "From",
    "To",
    "Cc",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Reply-To",
    "MIME-Version",
    "Content-Type",
    "Auto-Submitted",
    "Precedence",
    "Feedback-ID",
    "List-Id",
    "List-Help",
    "List-Post",
    "List-Owner",
    "List-Archive",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
];

/// What stands before an RSA key of 2,048 bits to make it a `SubjectPublicKeyInfo` (RFC 5280), which is
/// what those who check signatures read.
const RSA_INFO: [u8; 24] = [
    0x30, 0x82, 0x01, 0x22, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01,
    0x01, 0x05, 0x00, 0x03, 0x82, 0x01, 0x0f, 0x00,
];

const RSA_BITS: usize = 2048;

/// Names the pair that signs.
const ACTIVE: &str = "active";

/// Signs letters with both keys of one pair.
pub struct Signer {
    rsa: DkimSigner<RsaKey<Sha256>, Done>,
    ed25519: DkimSigner<Ed25519Key, Done>,
}

impl Signer {
    /// The pair that was chosen, for letters of this domain; `None`: there is none, so that letters
    /// go out unsigned.
    ///
    /// # Errors
    /// If a key cannot be read.
    pub fn load(data: &Path, domain: &str) -> anyhow::Result<Option<Signer>> {
        let folder = data.join("dkim");
        let Some(name) = active(&folder)? else {
            return Ok(None);
        };
        let rsa = read(&folder, &name, Kind::Rsa)?;
        let rsa = PrivateKeyDer::Pkcs1(PrivatePkcs1KeyDer::from(rsa));
        let rsa = RsaKey::from_key_der(rsa).map_err(|error| anyhow::anyhow!("{error}"))?;
        let ed25519 = Ed25519Key::from_pkcs8_der(&read(&folder, &name, Kind::Ed25519)?)
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        Ok(Some(Signer {
            rsa: signer(rsa, domain, Kind::Rsa.selector(&name)),
            ed25519: signer(ed25519, domain, Kind::Ed25519.selector(&name)),
        }))
    }

    /// Puts both signatures above the letter.
    ///
    /// # Errors
    /// If the letter has no headers, which none of ours lacks.
    pub fn sign(&self, envelope: &mut Envelope) -> anyhow::Result<()> {
        let fault = |error: mail_auth::Error| anyhow::anyhow!("it cannot be signed: {error}");
        let rsa = self.rsa.sign(&envelope.bytes).map_err(fault)?;
        let ed25519 = self.ed25519.sign(&envelope.bytes).map_err(fault)?;
        let mut signed = ed25519.to_header().into_bytes();
        signed.extend(rsa.to_header().into_bytes());
        signed.append(&mut envelope.bytes);
        envelope.bytes = signed;
        Ok(())
    }
}

fn signer<K: SigningKey>(key: K, domain: &str, selector: String) -> DkimSigner<K, Done> {
    DkimSigner::from_key(key)
        .domain(domain)
        .selector(selector)
        .headers(SIGNED)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rsa,
    Ed25519,
}

impl Kind {
    const BOTH: [Kind; 2] = [Kind::Rsa, Kind::Ed25519];

    fn selector(self, name: &str) -> String {
        match self {
            Kind::Rsa => format!("r{name}"),
            Kind::Ed25519 => format!("e{name}"),
        }
    }

    /// Of the file with the key that signs, and of the kind in DNS.
    fn name(self) -> &'static str {
        match self {
            Kind::Rsa => "rsa",
            Kind::Ed25519 => "ed25519",
        }
    }

    /// Of the file with the key that everybody may know.
    fn public_name(self) -> String {
        format!("{}.public", self.name())
    }
}

/// A record that belongs into DNS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DnsRecord {
    /// The whole name, such as `r1._domainkey.example.org`.
    pub name: String,
    /// The text of the TXT record.
    pub text: String,
}

/// A pair of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub name: String,
    /// Whether letters are signed with it.
    pub is_active: bool,
    pub records: Vec<DnsRecord>,
}

/// Makes a pair and keeps it. The first one signs from the next start on.
///
/// # Errors
/// If there is a pair of that name, the name has other than small letters and digits, or the folder
/// cannot be written. Nothing is left of a pair that could not be written whole.
pub fn make(data: &Path, name: &str) -> anyhow::Result<()> {
    check_name(name)?;
    let folder = data.join("dkim");
    let (whole, half) = (folder.join(name), folder.join(format!("{name}.half")));
    anyhow::ensure!(!whole.exists(), "there is a pair of keys called {name}");
    let fault = |error: mail_auth::Error| anyhow::anyhow!("no key could be made: {error}");
    let rsa = DkimKeyPair::generate_rsa(RSA_BITS).map_err(fault)?;
    let ed25519 = DkimKeyPair::generate_ed25519().map_err(fault)?;
    let public = [RSA_INFO.as_slice(), rsa.public_key()].concat();
    if half.exists() {
        fs::remove_dir_all(&half).context("what is left of an attempt cannot be removed")?;
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&half)
        .context("the folder dkim cannot be made")?;
    for (kind, private, public) in [
        (Kind::Rsa, rsa.private_key(), public.as_slice()),
        (Kind::Ed25519, ed25519.private_key(), ed25519.public_key()),
    ] {
        write(&half.join(kind.name()), private)?;
        write(&half.join(kind.public_name()), public)?;
    }
    // A pair is there whole or not at all, whatever happens to the power.
    File::open(&half)?.sync_all()?;
    fs::rename(&half, &whole)?;
    File::open(&folder)?.sync_all()?;
    if active(&folder)?.is_none() {
        choose(data, name)?;
    }
    Ok(())
}

/// What stands in selectors and addresses of DNS.
fn check_name(name: &str) -> anyhow::Result<()> {
    let fits = (1..=32).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    anyhow::ensure!(fits, "a name has up to 32 small letters and digits");
    Ok(())
}

/// From now on the pair of that name signs, once the server starts anew.
///
/// # Errors
/// If there is none, or the folder cannot be written.
pub fn choose(data: &Path, name: &str) -> anyhow::Result<()> {
    let folder = data.join("dkim");
    for kind in Kind::BOTH {
        read(&folder, name, kind)?;
    }
    let half = folder.join("active.half");
    if half.exists() {
        fs::remove_file(&half)?;
    }
    write_text(&half, name)?;
    fs::rename(&half, folder.join(ACTIVE)).context("the folder dkim cannot be written")?;
    Ok(File::open(&folder)?.sync_all()?)
}

/// Every pair with what belongs into DNS for it, by name.
///
/// # Errors
/// If the folder cannot be read.
pub fn list(data: &Path, domain: &str) -> anyhow::Result<Vec<Pair>> {
    let folder = data.join("dkim");
    let files = match fs::read_dir(&folder) {
        Ok(files) => files,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).context("the folder dkim cannot be read"),
    };
    let active = active(&folder)?;
    let mut names = Vec::new();
    for file in files {
        let name = file?.file_name();
        let name = name.to_str().filter(|name| check_name(name).is_ok());
        names.extend(name.filter(|name| *name != ACTIVE).map(str::to_owned));
    }
    names.sort();
    let pairs = names.into_iter().map(|name| {
        let records = Kind::BOTH.map(|kind| record(&folder, domain, &name, kind));
        let records: anyhow::Result<Vec<_>> = records.into_iter().collect();
        Ok(Pair {
            records: records?,
            is_active: active.as_deref() == Some(name.as_str()),
            name,
        })
    });
    pairs.collect()
}

fn record(folder: &Path, domain: &str, name: &str, kind: Kind) -> anyhow::Result<DnsRecord> {
    let file = folder.join(name).join(kind.public_name());
    let public = fs::read_to_string(file).with_context(|| format!("the pair {name} is damaged"))?;
    Ok(DnsRecord {
        name: format!("{}._domainkey.{domain}", kind.selector(name)),
        text: format!("v=DKIM1; k={}; p={}", kind.name(), public.trim()),
    })
}

/// The name of the pair that signs; `None`: none does.
fn active(folder: &Path) -> anyhow::Result<Option<String>> {
    match fs::read_to_string(folder.join(ACTIVE)) {
        Ok(name) => Ok(Some(name.trim().to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).context("the folder dkim cannot be read"),
    }
}

fn read(folder: &Path, name: &str, kind: Kind) -> anyhow::Result<Vec<u8>> {
    check_name(name)?;
    let text = fs::read_to_string(folder.join(name).join(kind.name()))
        .with_context(|| format!("there is no pair of keys called {name}"))?;
    BASE64
        .decode(text.trim().as_bytes())
        .context("a key is damaged")
}

fn write(path: &Path, key: &[u8]) -> anyhow::Result<()> {
    write_text(path, &BASE64.encode(key))
}

/// A new file, readable by its owner only, on the disk when this returns.
fn write_text(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut file = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(path)
        .context("the folder dkim cannot be written")?;
    file.write_all(text.as_bytes())?;
    Ok(file.sync_all()?)
}
