//! What a message says that came back: a report for programs (RFC 3464, RFC 5965), or one of the many
//! letters that mail servers write for people. Bytes in, meaning out.

use super::model::Weight;
use super::status;
use crate::text;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

/// How much of a report is read, and how many addresses are looked for in it.
const READ: usize = 256 << 10;
const TAGS: usize = 40;

/// How long the sentence is that is kept.
const SENTENCE: usize = 200;

/// What a message is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// The letter was given up.
    Bounce(Bounce),
    /// It is late, and still on its way.
    Delay,
    /// Its reader called it spam.
    Complaint(Complaint),
    /// An answering machine.
    Automatic,
    /// Anything else.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounce {
    pub weight: Weight,
    /// Such as `5.1.1`; empty if none was given.
    pub status: String,
    /// What the server said, in one line and without addresses.
    pub sentence: String,
}

impl Bounce {
    /// A refusal in a server's words.
    pub fn of(status: &str, words: &str) -> Self {
        let status = match status {
            "" => status::find(words).unwrap_or_default(),
            status => status,
        };
        let spaced = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Bounce {
            weight: status::weigh(status, words),
            status: status.to_owned(),
            sentence: text::visible_line(&text::without_addresses(&spaced), SENTENCE),
        }
    }

    /// Status and sentence as a delivery keeps them.
    pub fn line(&self) -> String {
        format!("{} {}", self.status, self.sentence)
            .trim()
            .to_owned()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Such as `abuse` (RFC 5965 §7.3), in lower case.
    pub kind: String,
    /// Local parts of the kind `b+…` and `u+…` that stand in it.
    pub tags: Vec<String>,
}

impl Complaint {
    /// `not-spam` takes a complaint back.
    pub fn asks_for_an_end(&self) -> bool {
        self.kind != "not-spam"
    }
}

/// Reads what came back.
pub fn read(raw: &[u8]) -> Report {
    let Some(message) = MessageParser::default().parse(raw) else {
        return Report::Other;
    };
    if let Some(part) = part_of(&message, "feedback-report") {
        return complaint(&message, &contents(part));
    }
    let parts = ["delivery-status", "global-delivery-status"];
    let status = parts.iter().find_map(|kind| part_of(&message, kind));
    if let Some(found) = status.and_then(|part| by_fields(&contents(part))) {
        return found;
    }
    let words = words_of(&message);
    if is_from_a_server(&message) {
        return by_words(&words);
    }
    if is_automatic(&message) {
        return Report::Automatic;
    }
    Report::Other
}

/// The part `message/…` of this kind.
fn part_of<'a>(message: &'a Message<'a>, kind: &str) -> Option<&'a MessagePart<'a>> {
    message.parts.iter().find(|part| {
        part.content_type().is_some_and(|found| {
            let subtype = found.subtype().unwrap_or_default();
            found.ctype().eq_ignore_ascii_case("message") && subtype.eq_ignore_ascii_case(kind)
        })
    })
}

fn contents(part: &MessagePart<'_>) -> String {
    let bytes = part.contents();
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(READ)]);
    text.replace("\r\n", "\n")
}

/// The fields of each paragraph, unfolded, with their names in lower case.
fn paragraphs(text: &str) -> Vec<Vec<(String, String)>> {
    let mut paragraphs = vec![Vec::<(String, String)>::new()];
    for line in text.lines() {
        let fields = paragraphs.last_mut().expect("there is always one");
        if line.trim().is_empty() {
            if !fields.is_empty() {
                paragraphs.push(Vec::new());
            }
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    paragraphs
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(known, _)| known == name);
    found.map(|(_, value)| value.as_str())
}

/// RFC 3464 §2.3: the first paragraph is about the message, each other one about a recipient. `None`:
/// no recipient is in it.
fn by_fields(text: &str) -> Option<Report> {
    let mut worst: Option<Report> = None;
    for fields in paragraphs(text) {
        let Some(action) = field(&fields, "action") else {
            continue;
        };
        let action = action.split([' ', '(']).next().unwrap_or_default();
        let status = field(&fields, "status").and_then(status::find);
        let said = field(&fields, "diagnostic-code").unwrap_or_default();
        let said = said.split_once(';').map_or(said, |(_, said)| said).trim();
        let found = match action.to_ascii_lowercase().as_str() {
            "failed" => {
                // What the other server said is nearer to the cause than what ours made of it.
                let general = matches!(status, None | Some("5.0.0" | "4.0.0"));
                let status = if general {
                    status::find(said).or(status)
                } else {
                    status
                };
                Report::Bounce(Bounce::of(status.unwrap_or_default(), said))
            }
            "delayed" => Report::Delay,
            _ => Report::Other,
        };
        worst = Some(match (worst, found) {
            (Some(Report::Bounce(a)), Report::Bounce(b)) if b.weight > a.weight => {
                Report::Bounce(b)
            }
            (Some(bounce @ Report::Bounce(_)), _) => bounce,
            (Some(Report::Delay), Report::Other) => Report::Delay,
            (_, found) => found,
        });
    }
    worst
}

/// RFC 5965: the report's own fields, and whatever of the letter is appended.
fn complaint(message: &Message<'_>, fields: &str) -> Report {
    let all: Vec<_> = paragraphs(fields).into_iter().flatten().collect();
    let kind = field(&all, "feedback-type").unwrap_or("abuse");
    let mut tags = Vec::new();
    for part in &message.parts {
        collect_tags(&contents(part), &mut tags);
    }
    Report::Complaint(Complaint {
        kind: text::visible_line(&kind.to_ascii_lowercase(), 40),
        tags,
    })
}

/// Local parts `b+…` and `u+…` of the right length. Their tokens say whether they are ours.
fn collect_tags(text: &str, tags: &mut Vec<String>) {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-');
    for word in text.split(|c: char| !is_local(c)) {
        let word = word.to_ascii_lowercase();
        let right = matches!(
            (word.get(..2), word.len()),
            (Some("b+" | "b-"), 41) | (Some("u+" | "u-"), 28)
        );
        if right && tags.len() < TAGS && !tags.contains(&word) {
            tags.push(word);
        }
    }
}

/// What the message says in words, without the copy of ours at its end.
fn words_of(message: &Message<'_>) -> String {
    let mut words = String::new();
    for place in 0..message.text_body_count().min(4) {
        let text = message.body_text(place).unwrap_or_default();
        for line in text.lines() {
            if begins_a_copy(line) || words.len() > READ {
                return words;
            }
            words.push_str(line);
            words.push('\n');
        }
    }
    words
}

fn begins_a_copy(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    let rule = line.starts_with("--")
        && ["copy", "original", "returned", "undelivered", "header"]
            .iter()
            .any(|word| line.contains(word));
    rule || [
        "return-path:",
        "received:",
        "> received:",
        "original message headers",
    ]
    .iter()
    .any(|start| line.starts_with(start))
}

fn is_from_a_server(message: &Message<'_>) -> bool {
    let from = message.from().and_then(|from| from.first());
    let address = from.and_then(|from| from.address()).unwrap_or_default();
    let name = from.and_then(|from| from.name()).unwrap_or_default();
    let who = format!("{name} {address}").to_lowercase();
    let subject = message.subject().unwrap_or_default().to_lowercase();
    let servers = [
        "mailer-daemon",
        "mailerdaemon",
        "postmaster",
        "mail delivery",
        "mail administrator",
        "system administrator",
        "microsoft outlook",
        "microsoftexchange",
    ];
    let subjects = [
        "failure notice",
        "undeliver",
        "returned mail",
        "delivery failed",
        "delivery failure",
        "delivery status",
        "delivery problem",
        "non delivery",
        "non-delivery",
        "unzustellbar",
    ];
    message.header("X-Failed-Recipients").is_some()
        || servers.iter().any(|word| who.contains(word))
        || subjects.iter().any(|word| subject.contains(word))
}

/// Whether a program wrote it (RFC 3834), which is never answered.
pub fn is_automatic(message: &Message<'_>) -> bool {
    let header = |name: &'static str| {
        message
            .header_raw(name)
            .unwrap_or_default()
            .trim()
            .to_lowercase()
    };
    let submitted = header("Auto-Submitted");
    let precedence = header("Precedence");
    let named = ["X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"];
    // RFC 3834 §5: anything but `no` was sent by a program.
    !submitted.is_empty() && !submitted.starts_with("no")
        || matches!(precedence.as_str(), "auto_reply" | "bulk" | "junk")
        || named.iter().any(|name| message.header(*name).is_some())
}

/// The line that tells why, and what it means.
fn by_words(words: &str) -> Report {
    let lower = words.to_lowercase();
    let late = [
        "will be retried",
        "will retry",
        "still trying",
        "keep trying",
        "not yet been delivered",
        "no action is required",
        "has been delayed",
        "delivery is delayed",
        "temporary problem",
    ];
    if late.iter().any(|word| lower.contains(word)) {
        return Report::Delay;
    }
    let lines: Vec<&str> = words
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    // What the other server said stands in a line with its status or its code, else anywhere.
    let told = lines.iter().position(|line| status::find(line).is_some());
    let told = told.or_else(|| {
        let code = |line: &&str| {
            let mut words = line.split(|c: char| !c.is_ascii_alphanumeric());
            words.any(|word| matches!(word, "550" | "551" | "552" | "553" | "554"))
        };
        lines.iter().position(code)
    });
    let said = match told {
        Some(place) => lines[place..]
            .iter()
            .take(3)
            .copied()
            .collect::<Vec<_>>()
            .join(" "),
        None => lines.iter().take(12).copied().collect::<Vec<_>>().join(" "),
    };
    let bounce = Bounce::of("", &said);
    // The reason may stand in another line than the status.
    let weight = match status::find(&said) {
        Some(status) => status::weigh(status, &lower),
        None => status::weigh("", &lower),
    };
    Report::Bounce(Bounce { weight, ..bounce })
}
