//! A letter as mail servers carry it.

use super::letter::Message;
use super::parts;
use super::store::Due;
use super::verp;
use crate::clock::Instant;
use crate::codes;
use crate::config::Config;
use crate::ids::GroupId;
use crate::tokens::{self, Key};
use crate::words::{Language, Region, Words};
use anyhow::Context;
use lettre::Address;
use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use std::time::SystemTime;

/// The longest line that may be sent, without its end (RFC 5322 §2.1.1).
const LONGEST_LINE: usize = 998;

/// Who it goes from and to, for the conversation, and what is sent.
pub struct Envelope {
    pub from: Address,
    pub to: Address,
    pub bytes: Vec<u8>,
}

impl Envelope {
    /// What stands above the first empty line.
    pub fn fields(&self) -> &[u8] {
        let end = self.bytes.windows(4).position(|four| four == b"\r\n\r\n");
        &self.bytes[..end.unwrap_or(self.bytes.len())]
    }
}

/// # Errors
/// If an address is none; so it is never going to succeed.
pub fn compose(due: &Due, now: Instant, config: &Config, key: &Key) -> anyhow::Result<Envelope> {
    let message: Message = serde_json::from_str(&due.message).context("the letter is not ours")?;
    let from: Address = config
        .mail
        .from
        .parse()
        .context("mail.from is no address")?;
    let to = address(&due.recipient)?;
    let subject = one_line(&message.subject);

    let mut builder = lettre::Message::builder()
        .message_id(Some(format!("<{}>", due.message_id)))
        .date(SystemTime::from(now.timestamp()))
        .from(mailbox(&sender(&message, due.group_id), from.clone()))
        .to(mailbox(&message.to_name, to.clone()))
        .subject(subject.clone())
        .raw_header(plain("Auto-Submitted", "auto-generated"));
    if let Some(reply_to) = message.reply_to.as_ref().and_then(|a| a.parse().ok()) {
        builder = builder.reply_to(Mailbox::new(None, reply_to));
    }
    if let Some(address) = message.unsubscribe.as_ref().filter(|a| is_plain(a)) {
        let ways = match mail_that_ends(address, config) {
            Some(mailto) => format!("<{address}>, <{mailto}>"),
            None => format!("<{address}>"),
        };
        builder = builder
            .raw_header(plain("List-Unsubscribe", &ways))
            .raw_header(plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    if let Some(list) = message.list.as_ref().filter(|list| is_plain(list)) {
        builder = builder
            .raw_header(plain("List-Id", &format!("<{list}>")))
            .raw_header(plain("Precedence", "bulk"))
            .raw_header(plain("Feedback-ID", &feedback_id(&message, list)));
    }
    for (name, address) in list_fields(&message) {
        builder = builder.raw_header(plain(name, &format!("<{address}>")));
    }
    let html = SinglePart::html(parts::html(&subject, &message.body)?);
    let both = MultiPart::alternative().singlepart(SinglePart::plain(parts::text(&message.body)?));
    let both = match message.body.scan().and_then(codes::png) {
        Some(code) => both.multipart(with_code(html, code)?),
        None => both.singlepart(html),
    };
    let whole = match message.calendar {
        Some(calendar) => builder.multipart(
            MultiPart::mixed()
                .multipart(both)
                .singlepart(event(calendar)?),
        ),
        None => builder.multipart(both),
    };
    Ok(Envelope {
        from: returns_to(due, config, key)?.unwrap_or(from),
        to,
        bytes: whole?.formatted(),
    })
}

/// Where a report goes that the letter did not arrive: an address of its own, which names nobody.
/// `None`: no mail comes in.
pub(super) fn returns_to(due: &Due, config: &Config, key: &Key) -> anyhow::Result<Option<Address>> {
    let Some(domain) = &config.inbound.domain else {
        return Ok(None);
    };
    let local = format!("b+{}", verp::bounce_token(key, due.id));
    Ok(Some(
        Address::new(local, domain).context("inbound.domain is no domain")?,
    ))
}

/// The address that ends what the link ends, for programs that write instead of posting. The links
/// that end announcements and those that leave a list have one.
fn mail_that_ends(link: &str, config: &Config) -> Option<String> {
    let domain = config.inbound.domain.as_ref()?;
    let (tag, token) = match link.strip_suffix("/leave") {
        Some(own) => ("l", own.rsplit_once("/subscription/")?.1),
        None => ("u", link.rsplit_once("/unsubscribe/")?.1),
    };
    let token = tokens::for_mail(token)?;
    Some(format!("mailto:{tag}+{token}@{domain}?subject=unsubscribe"))
}

/// The fields of RFC 2369 that are alike for every reader. An address that cannot stand in one is left
/// out.
fn list_fields(message: &Message) -> Vec<(&'static str, &String)> {
    let Some(fields) = &message.list_fields else {
        return Vec::new();
    };
    let all = [
        ("List-Post", &fields.post),
        ("List-Help", &fields.help),
        ("List-Owner", &fields.owner),
        ("List-Subscribe", &fields.subscribe),
        ("List-Archive", &fields.archive),
    ];
    all.into_iter()
        .filter(|(_, value)| is_plain(value))
        .collect()
}

/// What mail programs sort a group's mail of one kind by (RFC 2919).
pub fn list_name(config: &Config, kind: &str, slug: &str) -> String {
    let host = config.base_url.host_str().unwrap_or("localhost");
    format!("{kind}.{slug}.{host}")
}

/// What big receivers count complaints by: the kind of mail, the group, and us last.
fn feedback_id(message: &Message, list: &str) -> String {
    if let Some(fields) = &message.list_fields {
        return format!("list:{}:roost", fields.group);
    }
    let mut parts = list.splitn(3, '.');
    let (kind, group) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    format!("{kind}:{group}:roost")
}

/// Refuses a sender that no letter could be composed with: each would fail for good.
///
/// # Errors
/// One sentence that says what to change.
pub fn check_sender(config: &Config) -> anyhow::Result<()> {
    anyhow::ensure!(
        config.mail.from.parse::<Address>().is_ok(),
        "mail.from must be an e-mail address and nothing else, such as roost@example.org"
    );
    Ok(())
}

/// The address with its host as DNS knows it, which every mail server understands (RFC 5891).
pub(super) fn address(typed: &str) -> anyhow::Result<Address> {
    let address: Address = typed.parse().context("the recipient is no address")?;
    match url::Host::parse(address.domain()) {
        Ok(url::Host::Domain(host)) => Ok(Address::new(address.user(), &host)?),
        _ => Ok(address),
    }
}

/// The domain that everything is sent from, as DNS knows it; `None`: `mail.from` is no address.
pub fn sender_domain(config: &Config) -> Option<String> {
    let (_, typed) = config.mail.from.rsplit_once('@')?;
    match url::Host::parse(typed) {
        Ok(url::Host::Domain(host)) => Some(host),
        _ => None,
    }
}

/// `Turku Python via Roost`; the installation itself writes under its own name.
pub fn sender(message: &Message, group: GroupId) -> String {
    let name = one_line(&message.from_name);
    let words = Words::new(Language::of(&message.body.language), Region::default()).plain();
    match (group == GroupId::NONE, name.is_empty()) {
        (_, true) => words.t("mail-from-nobody"),
        (true, false) => name,
        (false, false) => words.with("group", name).t("mail-from"),
    }
}

/// The code goes along as a part that the HTML names (RFC 2392): many programs fetch no pictures.
fn with_code(html: SinglePart, code: Vec<u8>) -> anyhow::Result<MultiPart> {
    let picture = Attachment::new_inline("scan".to_owned());
    let picture = picture.body(code, ContentType::parse("image/png")?);
    Ok(MultiPart::related().singlepart(html).singlepart(picture))
}

/// Mail programs offer to keep an event that comes as a published calendar, and to answer one that
/// is a request. RFC 6047 §2.4: the type's `method` is the calendar's own.
fn event(calendar: String) -> anyhow::Result<SinglePart> {
    // Typed text cannot begin a line of a calendar, so the first such line is the calendar's.
    let method = calendar
        .lines()
        .find_map(|line| line.strip_prefix("METHOD:"));
    let kind = format!(
        "text/calendar; charset=utf-8; method={}",
        method.unwrap_or("PUBLISH")
    );
    let kind = ContentType::parse(&kind)?;
    Ok(SinglePart::builder()
        .header(kind)
        .header(ContentDisposition::attachment("event.ics"))
        .body(calendar))
}

fn mailbox(name: &str, address: Address) -> Mailbox {
    let name = one_line(name);
    Mailbox::new(Some(name).filter(|name| !name.is_empty()), address)
}

/// The text without line breaks and other controls, which could begin a header of their own.
pub fn one_line(text: &str) -> String {
    let spaced = text.replace(
        |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'),
        " ",
    );
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A header whose value is plain and must not be folded or encoded.
pub(super) fn plain(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::dangerous_new_pre_encoded(
        HeaderName::new_from_ascii_str(name),
        value.to_owned(),
        value.to_owned(),
    )
}

fn is_plain(address: &str) -> bool {
    address.len() < LONGEST_LINE - "List-Unsubscribe: <>".len()
        && address.bytes().all(|b| b.is_ascii_graphic() && b != b'>')
}
