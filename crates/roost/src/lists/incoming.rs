//! What a message says of itself, as far as a list has to know. Bytes in, facts out.

use crate::bounces::is_automatic;
use crate::mail::encoded_address;
use crate::text;
use mail_parser::{Address, HeaderName, HeaderValue, Message, MessageParser};

/// How much of a name, a subject and an address is kept.
const NAME: usize = 120;
const SUBJECT: usize = 300;
const ADDRESS: usize = 254;

/// How much of the text is looked at, and quoted to organizers.
const TEXT: usize = 4_000;

/// More stations than any honest way has (RFC 5321 §6.3).
const STATIONS: usize = 50;

/// A message goes to a list and to some people beside it, not to everybody that its author knows.
const BESIDE: usize = 12;

/// What people write who want to leave and do not know how.
const COMMANDS: [&str; 12] = [
    "unsubscribe",
    "subscribe",
    "leave",
    "remove",
    "remove me",
    "please remove me",
    "unsubscribe me",
    "please unsubscribe me",
    "signoff",
    "stop",
    "abmelden",
    "désinscription",
];

/// How answering machines begin their subjects that do not say otherwise that they are some.
const AWAY: [&str; 14] = [
    "out of office",
    "out of the office",
    "automatic reply",
    "auto-reply",
    "autoreply",
    "auto:",
    "automatische antwort",
    "abwesenheit",
    "réponse automatique",
    "respuesta automática",
    "risposta automatica",
    "automaattinen vastaus",
    "poissaoloviesti",
    "automatiskt svar",
];

/// A name and an address, in one line each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    /// Empty: the address stands alone.
    pub name: String,
    pub email: String,
}

/// Why nothing is made of a message at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noise {
    /// A program wrote it: a bounce, an answering machine.
    Automatic,
    /// It went through this list before, or is from one of our own addresses.
    Own,
    /// It has come through so many servers that it goes round.
    Round,
    /// It cannot be read, or names no author or several.
    Unreadable,
}

impl Noise {
    /// One word for the keeper.
    pub fn word(self) -> &'static str {
        match self {
            Noise::Automatic => "automatic",
            Noise::Own => "own",
            Noise::Round => "round",
            Noise::Unreadable => "unreadable",
        }
    }
}

/// What is known of a message that is not noise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub author: Author,
    /// Without `<` and `>`; `None`: it has none, or none that can be kept.
    pub message_id: Option<String>,
    pub subject: String,
    /// The text as it can be shown, cut.
    pub text: String,
    /// Whether the list stands in To or Cc.
    pub is_addressed: bool,
    /// Whether many others stand there.
    pub is_crowded: bool,
    /// Whether it seems to ask for something that the list's other addresses do.
    pub is_command: bool,
}

/// Reads a message to the list `address`; `domain` is what our own addresses end with.
///
/// # Errors
/// If it is noise.
pub fn read(
    raw: &[u8],
    envelope_from: &str,
    (address, domain): (&str, &str),
) -> Result<Facts, Noise> {
    let message = MessageParser::default().parse(raw);
    let message = message.ok_or(Noise::Unreadable)?;
    if envelope_from.is_empty() || is_automatic(&message) || is_away(&message) {
        return Err(Noise::Automatic);
    }
    if message.header_values(HeaderName::Received).count() > STATIONS {
        return Err(Noise::Round);
    }
    let author = author(&message).ok_or(Noise::Unreadable)?;
    let host = author.email.rsplit_once('@').map_or("", |(_, host)| host);
    if host.eq_ignore_ascii_case(domain) || went_through(&message, address) {
        return Err(Noise::Own);
    }
    let (addressed, others) = addressees(&message, address);
    let subject = subject(&message);
    let text = text_of(&message);
    Ok(Facts {
        message_id: message_id(&message),
        is_addressed: addressed,
        is_crowded: others > BESIDE,
        is_command: is_command(&subject, &text),
        author,
        subject,
        text,
    })
}

/// Who wrote it, for whoever answers; `None`: nobody, or several (RFC 7489 §6.6.1 knows no author then).
pub fn author(message: &Message<'_>) -> Option<Author> {
    let mut fields = message.header_values(HeaderName::From);
    let (first, None) = (fields.next()?, fields.next()) else {
        return None;
    };
    let HeaderValue::Address(from) = first else {
        return None;
    };
    let mut all = from.iter();
    let (one, None) = (all.next()?, all.next()) else {
        return None;
    };
    let email = one.address()?.trim().to_owned();
    let fine = email.len() <= ADDRESS
        && email
            .rsplit_once('@')
            .is_some_and(|(local, host)| !local.is_empty() && !host.is_empty())
        && encoded_address("", &email).is_ok()
        && !email.contains(|c: char| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>'));
    fine.then(|| Author {
        name: text::visible_line(one.name().unwrap_or_default(), NAME),
        email,
    })
}

fn is_away(message: &Message<'_>) -> bool {
    let subject = message.subject().unwrap_or_default().trim().to_lowercase();
    AWAY.iter().any(|begin| subject.starts_with(begin))
}

/// Whether it carries the fields that the list writes into every copy.
fn went_through(message: &Message<'_>, address: &str) -> bool {
    let post = format!("mailto:{address}");
    let id = address.replacen('@', ".", 1);
    message.headers_raw().any(|(name, value)| {
        let value = value.to_ascii_lowercase();
        name.eq_ignore_ascii_case("List-Post") && value.contains(&post)
            || name.eq_ignore_ascii_case("List-Id") && value.contains(&format!("<{id}>"))
    })
}

/// Whether the list stands among whom it is for, and how many others do.
fn addressees(message: &Message<'_>, address: &str) -> (bool, usize) {
    let (to, cc) = (message.all_to(), message.all_cc());
    let all: Vec<&str> = to
        .chain(cc)
        .flat_map(Address::iter)
        .filter_map(|one| one.address())
        .collect();
    let ours = all
        .iter()
        .filter(|one| one.trim().eq_ignore_ascii_case(address))
        .count();
    (ours > 0, all.len() - ours)
}

/// In one line, cut.
pub fn subject(message: &Message<'_>) -> String {
    text::visible_line(message.subject().unwrap_or_default(), SUBJECT)
}

/// Without `<` and `>`; `None`: it has none, or none that can be kept.
pub fn message_id(message: &Message<'_>) -> Option<String> {
    let id = message.message_id()?.trim();
    let fine = !id.is_empty()
        && id.len() <= 500
        && id
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>'));
    fine.then(|| id.to_owned())
}

/// What its author typed, in whatever part it stands.
pub fn text_of(message: &Message<'_>) -> String {
    let text = message.body_text(0).unwrap_or_default();
    let begin: String = text.chars().take(TEXT).collect();
    text::visible_lines(&begin)
}

/// Nothing but a word for the way out, in the subject or in the text.
fn is_command(subject: &str, text: &str) -> bool {
    let is_one = |line: &str| {
        let line = line.trim().trim_matches(['.', '!', ',']).to_lowercase();
        COMMANDS.contains(&line.as_str())
    };
    let mut typed = typed_lines(text);
    let first = typed.next().unwrap_or_default();
    // A subject alone may be about anything; with a text beside it, it is a subject.
    is_one(subject) && (first.is_empty() || is_one(first))
        || is_one(first) && typed.next().is_none()
}

/// The lines that are neither empty nor quoted, before a signature.
pub fn typed_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| line.trim_end() != "--")
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('>'))
}
