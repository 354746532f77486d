//! What a list makes of a post: the message that all its copies have in common. Pure.
//!
//! Transparent lists change nothing that the author's signature covers, so that it still holds where
//! the copy arrives. Where that cannot be, since the list is decorated or the author's domain wants
//! what fails its checks refused, the copy is from the list, and says of whom.

use super::incoming::Author;
use super::model::{List, ReplyTo, Style, permalink};
use crate::clock::Instant;
use crate::inbound::{Checks, Fields, Outcome, Policy};
use crate::mail::{encoded_address, encoded_text, text_part};
use mail_parser::{MessageParser, MimeHeaders};

/// Taken out of every post: what only its way here needed, and what would call its author from each
/// reader's program.
const NOT_PASSED_ON: [&str; 12] = [
    "Return-Path",
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "Bcc",
    "Resent-Bcc",
    "Authentication-Results",
    "Disposition-Notification-To",
    "Return-Receipt-To",
    "X-Confirm-Reading-To",
    "List-Archive",
    "Archived-At",
];

/// Written by the list into every copy, the two of [`crate::mail::Slip`] among them, and taken out where
/// a list before this one wrote them.
const WRITTEN: [&str; 9] = [
    "List-Id",
    "List-Post",
    "List-Help",
    "List-Owner",
    "List-Subscribe",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Precedence",
    "Feedback-ID",
];

/// What programs put before a subject that is answered, in the languages whose programs do not say Re.
const ANSWERS: [&str; 12] = [
    "re", "aw", "sv", "vs", "antw", "odp", "ref", "rif", "ynt", "hä", "res", "r",
];

/// Where the list lives.
pub struct Place<'a> {
    /// What our own addresses end with.
    pub domain: &'a str,
    /// The whole address of the list's page.
    pub page: &'a str,
    /// The same of its archive.
    pub archive: &'a str,
    /// The group's short name in addresses.
    pub group: &'a str,
    /// What stands after an author's name in a copy that is from the list, as "via Turku Python".
    pub via: &'a str,
}

/// What somebody types on a page, for everybody on the list.
pub struct Typed<'a> {
    pub subject: &'a str,
    pub text: &'a str,
    /// The ids of the messages that it answers, the nearest last.
    pub answers: &'a [String],
}

/// The message that a mail program would have made of it.
///
/// # Errors
/// If an address cannot stand in a message.
pub fn compose(
    author: &Author,
    (address, message_id): (&str, &str),
    typed: &Typed<'_>,
    now: Instant,
) -> anyhow::Result<Vec<u8>> {
    let text = format!("{}\r\n", typed.text.trim_end().replace('\n', "\r\n"));
    let mut fields = Fields::of(&text_part(&text));
    let date = now.timestamp().strftime("%a, %d %b %Y %H:%M:%S +0000");
    fields.add("From", &encoded_address(&author.name, &author.email)?);
    fields.add("To", address);
    fields.add("Subject", &encoded_text(typed.subject));
    fields.add("Date", &date.to_string());
    fields.add("Message-ID", &format!("<{message_id}>"));
    if let Some(nearest) = typed.answers.last() {
        let all: Vec<String> = typed.answers.iter().map(|id| format!("<{id}>")).collect();
        fields.add("In-Reply-To", &format!("<{nearest}>"));
        fields.add("References", &all.join("\r\n "));
    }
    fields.add("MIME-Version", "1.0");
    Ok(fields.into_bytes())
}

/// Whether the copies have to be from the list's own address.
pub fn must_munge(list: &List, raw: &[u8], checks: Option<&Checks>) -> bool {
    if list.settings.style == Style::Decorated {
        return true;
    }
    let Some(checks) = checks else {
        return true;
    };
    let is_strict = match checks.policy {
        Policy::None => false,
        // DNS was silent, so the domain may well want that (RFC 7489 §6.3).
        Policy::Quarantine | Policy::Reject | Policy::Unknown => true,
    };
    is_strict && (checks.dkim != Outcome::Pass || breaks_signature(list, raw))
}

/// Whether an author's signature covers a field that the list writes. To sign one that is not there is
/// to forbid it.
fn breaks_signature(list: &List, raw: &[u8]) -> bool {
    let fields = Fields::of(raw);
    let mut signatures = fields.find_all("DKIM-Signature");
    signatures.any(|signature| {
        let tags = signature.split(';').filter_map(|tag| tag.split_once('='));
        let mut covered = tags
            .filter(|(name, _)| name.trim() == "h")
            .flat_map(|(_, names)| names.split(':'))
            .map(str::trim);
        covered.any(|name| {
            WRITTEN
                .iter()
                .any(|written| written.eq_ignore_ascii_case(name))
                || list.settings.reply_to == ReplyTo::List && name.eq_ignore_ascii_case("Reply-To")
        })
    })
}

/// The message that all copies of a post have in common.
///
/// # Errors
/// If the author's or the list's address cannot stand in a message.
pub fn prepare(
    (list, raw): (&List, &[u8]),
    (author, message_id): (&Author, &str),
    munges: bool,
    place: &Place<'_>,
) -> anyhow::Result<Vec<u8>> {
    let mut fields = Fields::of(raw);
    fields.remove(&NOT_PASSED_ON);
    fields.remove(&WRITTEN);
    if !fields.has("Message-ID") {
        fields.add("Message-ID", &format!("<{message_id}>"));
    }
    let address = list.address(place.domain);
    if list.settings.style == Style::Decorated {
        decorate(&mut fields, raw, list, place)?;
    }
    address_replies(&mut fields, list, (author, munges), &address)?;
    if munges {
        let name = match author.name.as_str() {
            "" => author.email.split('@').next().unwrap_or_default(),
            name => name,
        };
        let from = encoded_address(&format!("{name} {}", place.via), &address)?;
        // What was signed is changed, so the signature would only say that it fails.
        fields.remove(&["From", "Sender", "DKIM-Signature"]);
        fields.add("From", &from);
    }
    add_list_fields(&mut fields, list, place);
    let own = permalink(message_id);
    fields.add("Archived-At", &format!("<{}/{own}>", place.archive));
    Ok(fields.into_bytes())
}

/// RFC 2369, RFC 2919, RFC 5064. What differs from reader to reader comes with each copy.
fn add_list_fields(fields: &mut Fields, list: &List, place: &Place<'_>) {
    let (name, domain) = (list.name.as_str(), place.domain);
    let mail = |word: &str| format!("<mailto:{}>", list.address_for(word, domain));
    let title = encoded_text(&phrase(&list.settings.title));
    fields.add("List-Id", &format!("{title} <{name}.{domain}>"));
    fields.add("List-Post", &format!("<mailto:{name}@{domain}>"));
    fields.add("List-Help", &mail("help"));
    fields.add("List-Owner", &mail("owner"));
    let join = format!("{},\r\n <{}>", mail("join"), place.page);
    fields.add("List-Subscribe", &join);
    fields.add("List-Archive", &format!("<{}>", place.archive));
    fields.add("Precedence", "list");
    fields.add("Feedback-ID", &format!("list:{}:roost", place.group));
}

/// The title as a phrase of RFC 5322: in quotes where it is plain, else encoded as a whole.
fn phrase(title: &str) -> String {
    if title.is_ascii() {
        format!("\"{}\"", title.replace(['"', '\\'], " "))
    } else {
        title.to_owned()
    }
}

/// Where an answer goes. What the author asked for in Reply-To is never lost.
fn address_replies(
    fields: &mut Fields,
    list: &List,
    (author, munges): (&Author, bool),
    address: &str,
) -> anyhow::Result<()> {
    let asked = fields.find("Reply-To");
    let writer = encoded_address(&author.name, &author.email)?;
    match (list.settings.reply_to, munges) {
        (ReplyTo::Author, false) => {}
        (ReplyTo::Author, true) => {
            fields.remove(&["Reply-To"]);
            fields.add("Reply-To", asked.as_deref().unwrap_or(&writer));
        }
        (ReplyTo::List, _) => {
            fields.remove(&["Reply-To"]);
            let reply = match &asked {
                Some(asked) if !asked.to_lowercase().contains(address) => {
                    format!("{address},\r\n {asked}")
                }
                _ => address.to_owned(),
            };
            fields.add("Reply-To", &reply);
            // Answering to all reaches whoever wrote, whose address From does not say any more.
            if munges && asked.is_none() {
                let cc = match fields.find("Cc") {
                    Some(cc) => format!("{cc},\r\n {writer}"),
                    None => writer,
                };
                fields.remove(&["Cc"]);
                fields.add("Cc", &cc);
            }
        }
    }
    Ok(())
}

/// A word before the subject, and a line below the text.
fn decorate(fields: &mut Fields, raw: &[u8], list: &List, place: &Place<'_>) -> anyhow::Result<()> {
    let message = MessageParser::default().parse(raw);
    let message = message.ok_or_else(|| anyhow::anyhow!("the post cannot be read"))?;
    if !list.settings.prefix.is_empty() {
        let subject = with_prefix(message.subject().unwrap_or_default(), &list.settings.prefix);
        fields.remove(&["Subject"]);
        fields.add("Subject", &encoded_text(&subject));
    }
    let footer = format!("{}\n{}", list.settings.title, place.page);
    let kind = message.content_type();
    let is_plain = kind.is_none_or(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        kind.ctype().eq_ignore_ascii_case("text") && subtype.eq_ignore_ascii_case("plain")
    });
    let format = kind.and_then(|kind| kind.attribute("format"));
    let is_flowed = format.is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
    let described = fields.take(&DESCRIBES_BODY);
    fields.add("MIME-Version", "1.0");
    // Text that flows would be joined with the footer's lines, so it stays a part of its own.
    if is_plain && !is_flowed && message.attachment_count() == 0 {
        let text = message
            .body_text(0)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        let part = text_part(&with_footer(&text, &footer));
        let part = Fields::of(&part);
        for name in ["Content-Type", "Content-Transfer-Encoding"] {
            if let Some(value) = part.find(name) {
                fields.add(name, &value);
            }
        }
        fields.body = part.body;
        return Ok(());
    }
    wrap(fields, &described, &footer);
    Ok(())
}

/// The fields that say what the body is, which go with it.
const DESCRIBES_BODY: [&str; 7] = [
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Content-Disposition",
    "Content-Language",
    "Content-ID",
    "Content-Description",
];

/// The whole body becomes the first part, untouched, and the footer the second.
fn wrap(fields: &mut Fields, described: &[u8], footer: &str) {
    let boundary = free_boundary(&fields.body);
    let mut body = format!("--{boundary}\r\n").into_bytes();
    let mut described = Fields::of(described);
    described.remove(&["MIME-Version"]);
    described.body = std::mem::take(&mut fields.body);
    body.extend(described.into_bytes());
    body.extend_from_slice(format!("\r\n--{boundary}\r\n").as_bytes());
    body.extend(text_part(&format!(
        "-- \r\n{}",
        footer.replace('\n', "\r\n")
    )));
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    fields.body = body;
    let kind = format!("multipart/mixed; boundary=\"{boundary}\"");
    fields.add("Content-Type", &kind);
}

/// A boundary that does not stand in the body.
fn free_boundary(body: &[u8]) -> String {
    let mut number = 0_u32;
    loop {
        let boundary = format!("=_list_{number:08x}");
        let taken = body
            .windows(boundary.len())
            .any(|window| window == boundary.as_bytes());
        if !taken {
            return boundary;
        }
        number += 1;
    }
}

/// The footer below the text, once: an answer may bring the former one along.
fn with_footer(text: &str, footer: &str) -> String {
    let below = format!("-- \n{footer}");
    let text = text.trim_end();
    let text = text.strip_suffix(&below).unwrap_or(text).trim_end();
    let text = format!("{text}\n\n{below}");
    text.replace('\n', "\r\n")
}

/// The subject without the Re before it and the list's word in brackets.
pub fn bare_subject<'a>(subject: &'a str, prefix: &str) -> &'a str {
    strip_answers(subject, prefix).0
}

/// The subject with the word in brackets before it, once, and one Re at most.
pub fn with_prefix(subject: &str, prefix: &str) -> String {
    let (rest, is_answer) = strip_answers(subject, prefix);
    let answer = if is_answer { "Re: " } else { "" };
    format!("[{prefix}] {answer}{rest}").trim_end().to_owned()
}

/// What is left of a subject, and whether it said Re.
fn strip_answers<'a>(subject: &'a str, prefix: &str) -> (&'a str, bool) {
    let mark = format!("[{}]", prefix.to_lowercase());
    let mut rest = subject.trim();
    let mut is_answer = false;
    loop {
        let lower = rest.to_lowercase();
        // What lower case makes longer or shorter cannot be cut by it.
        let cut = if !prefix.is_empty()
            && lower.starts_with(&mark)
            && rest.is_char_boundary(mark.len())
        {
            mark.len()
        } else if let Some(length) = answer_length(rest) {
            is_answer = true;
            length
        } else {
            return (rest, is_answer);
        };
        rest = rest[cut..].trim_start();
    }
}

/// How long `Re:`, `AW:` or `Re[2]:` is that the subject begins with.
fn answer_length(subject: &str) -> Option<usize> {
    let colon = subject.find(':')?;
    let word = subject[..colon].trim_end();
    let word = word.split_once('[').map_or(word, |(word, _)| word);
    let known = ANSWERS.contains(&word.to_lowercase().as_str());
    known.then_some(colon + 1)
}
