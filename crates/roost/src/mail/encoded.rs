//! Fields and parts as mail servers carry them, for messages that we change and do not write.

use lettre::message::header::{From, Header, Headers, Subject};
use lettre::message::{Mailbox, Mailboxes, SinglePart};

/// A text as a field's value, encoded and folded where it has to be (RFC 2047).
pub fn encoded_text(text: &str) -> String {
    value(Subject::from(text.to_owned()))
}

/// A name and an address likewise; an empty name: the address alone.
///
/// # Errors
/// If the address is none.
pub fn encoded_address(name: &str, email: &str) -> anyhow::Result<String> {
    let name = Some(name.to_owned()).filter(|name| !name.is_empty());
    let mailbox = Mailbox::new(name, email.parse()?);
    Ok(value(From::from(Mailboxes::from(mailbox))))
}

/// A part of plain text with the fields that describe it, in lines that end with CR LF.
pub fn text_part(text: &str) -> Vec<u8> {
    SinglePart::plain(text.to_owned()).formatted()
}

fn value<H: Header>(field: H) -> String {
    let mut headers = Headers::new();
    let name = H::name().to_string();
    headers.set(field);
    let line = headers.to_string();
    let value = line.get(name.len() + 1..).unwrap_or_default();
    value.trim().to_owned()
}
