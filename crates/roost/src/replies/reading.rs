//! What an answer to a letter says. A message in, meaning out.

use crate::archive::{Block, Span, blocks};
use crate::ics::{self, Answered, Reply};
use crate::lists;
use crate::rsvps::{Answer, Wish};
use mail_parser::{Message, MimeHeaders};

/// What a message says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// `None`: nothing that can be understood in one way only.
    pub wish: Option<Wish>,
    /// What the organizers should read, in lines; may be empty.
    pub words: String,
    /// How many files came with it.
    pub files: usize,
    /// Whether a calendar says it, and not its owner's fingers.
    pub by_calendar: bool,
}

/// The event that a letter was about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    pub uid: &'a str,
    pub sequence: i64,
    /// Whose answer it is.
    pub email: &'a str,
}

const YES: &[&str] = &[
    "yes",
    "yes please",
    "yep",
    "yeah",
    "yes i am",
    "yes i will",
    "yes i'm coming",
    "yes i am coming",
    "yes i'll be there",
    "i'm coming",
    "i am coming",
    "i'm in",
    "i'll be there",
    "i will be there",
    "i'll come",
    "count me in",
    "coming",
    "going",
    "see you there",
    "ja",
    "ja gerne",
    "ich komme",
    "oui",
    "je viens",
    "sí",
    "si",
    "sì",
    "sim",
    "kyllä",
    "joo",
    "tulen",
    "ja tack",
    "jag kommer",
    "igen",
    "ano",
    "evet",
    "да",
    "так",
    "نعم",
    "כן",
    "はい",
    "是",
    "네",
    "👍",
];

const NO: &[&str] = &[
    "no",
    "nope",
    "no thanks",
    "no thank you",
    "no sorry",
    "sorry no",
    "no i'm not",
    "no i am not",
    "no i can't",
    "no i cannot",
    "not coming",
    "i'm not coming",
    "i am not coming",
    "i can't come",
    "i cannot come",
    "i can't make it",
    "i cannot make it",
    "can't make it",
    "can't come",
    "count me out",
    "nein",
    "nein danke",
    "leider nein",
    "ich komme nicht",
    "non",
    "non merci",
    "não",
    "ei",
    "en tule",
    "nej",
    "nej tack",
    "nee",
    "nem",
    "nie",
    "ne",
    "hayır",
    "нет",
    "ні",
    "لا",
    "לא",
    "いいえ",
    "否",
    "아니요",
    "👎",
];

/// How programs begin the line that they put below what somebody typed.
const SENT_FROM: &[&str] = &[
    "sent from ",
    "sent with ",
    "get outlook for ",
    "gesendet von ",
    "von meinem ",
    "envoyé de ",
    "envoyé depuis ",
    "enviado desde ",
    "enviado do ",
    "inviato da ",
    "lähetetty ",
    "skickat från ",
    "sendt fra ",
    "verzonden vanaf ",
];

/// How programs begin a copy of the letter that they do not mark as a quote.
const COPIED: &[&str] = &[
    "-----", "_____", "from:", "von:", "de:", "da:", "van:", "från:",
];

/// More lines and letters than a name and a greeting below an answer.
const SIGNED_LINES: usize = 3;
const SIGNED_LETTERS: usize = 60;

/// More guests than any event allows.
const GUESTS: i64 = 20;

/// Reads an answer to a letter about an event.
pub fn read(message: &Message<'_>, about: About<'_>) -> Read {
    match reply_of(message, about.email) {
        Some(reply) => by_calendar(&reply, about),
        None => by_words(message),
    }
}

/// The first calendar's answer among the parts.
fn reply_of(message: &Message<'_>, email: &str) -> Option<Reply> {
    message.parts.iter().find_map(|part| {
        let kind = part.content_type()?;
        let subtype = kind.subtype().unwrap_or_default();
        let named = part.attachment_name().unwrap_or_default();
        let is_calendar = subtype.eq_ignore_ascii_case("calendar")
            || subtype.eq_ignore_ascii_case("ics")
            || named.to_ascii_lowercase().ends_with(".ics");
        is_calendar
            .then(|| ics::read_reply(part.contents(), email))
            .flatten()
    })
}

/// An answer to another event, or to what the event was before it moved, says nothing about this one.
fn by_calendar(reply: &Reply, about: About<'_>) -> Read {
    let is_current = reply
        .sequence
        .is_none_or(|sequence| sequence >= about.sequence);
    let wish = match reply.said {
        Answered::Declined if reply.uid == about.uid => Some(Wish::declined()),
        Answered::Accepted if reply.uid == about.uid && is_current => Some(Wish::going()),
        _ => None,
    };
    Read {
        wish,
        words: crate::text::visible_lines(&reply.comment).trim().to_owned(),
        files: 0,
        by_calendar: true,
    }
}

fn by_words(message: &Message<'_>) -> Read {
    let text = lists::text_of(message);
    let lines = typed(&text);
    let files = message.attachment_count();
    let Some((first, rest)) = lines.split_first() else {
        // Some write their answer where the subject was.
        return Read {
            wish: meaning(&lists::subject(message)),
            words: String::new(),
            files,
            by_calendar: false,
        };
    };
    let wish = meaning(first);
    let contradicts = rest
        .iter()
        .filter_map(|line| begins_with(line))
        .any(|other| Some(other) != wish.map(|wish| wish.answer));
    let wish = wish.filter(|_| !contradicts);
    let words = match wish {
        Some(_) if is_greeting(rest) => String::new(),
        Some(_) => rest.join("\n"),
        None => lines.join("\n"),
    };
    Read {
        wish,
        words: words.trim().to_owned(),
        files,
        by_calendar: false,
    }
}

/// The lines that somebody typed: no quote, no signature, nothing of what their program put below. Empty
/// ones stand between paragraphs only.
fn typed(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for block in blocks(text) {
        let paragraph: Vec<String> = match block {
            Block::Text(lines) => lines
                .iter()
                .map(|line| line.iter().map(Span::text).collect())
                .collect(),
            Block::Code(text) => text.lines().map(str::to_owned).collect(),
            Block::Quote { .. } | Block::Signature(_) => continue,
        };
        if !lines.is_empty() {
            lines.push(String::new());
        }
        for line in paragraph {
            if ends_typing(&line) {
                trim_end(&mut lines);
                return lines;
            }
            lines.push(line.trim().to_owned());
        }
    }
    trim_end(&mut lines);
    lines
}

fn trim_end(lines: &mut Vec<String>) {
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
}

/// Whether what begins there is not typed: a copy of the letter, the line above one, or where it was
/// sent from.
fn ends_typing(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    let is_above_a_copy = line.ends_with(':')
        && (line.contains('@') || line.chars().filter(char::is_ascii_digit).count() >= 4);
    let begins = |all: &[&str]| all.iter().any(|begin| line.starts_with(begin));
    is_above_a_copy || begins(SENT_FROM) || begins(COPIED)
}

/// Whether nothing stands there but a greeting and a name.
fn is_greeting(lines: &[String]) -> bool {
    let full = lines.iter().filter(|line| !line.is_empty());
    let letters: usize = full.clone().map(|line| line.chars().count()).sum();
    let asks = full.clone().any(|line| line.contains('?'));
    full.count() <= SIGNED_LINES && letters <= SIGNED_LETTERS && !asks
}

/// What a line says that is an answer and nothing else. "+1" brings somebody, as it does on paper.
fn meaning(line: &str) -> Option<Wish> {
    let line = bare(line);
    if YES.contains(&line.as_str()) {
        return Some(Wish::going());
    }
    if NO.contains(&line.as_str()) {
        return Some(Wish::declined());
    }
    let (before, count) = line.split_once('+')?;
    let is_yes = before.trim().is_empty() || YES.contains(&before.trim());
    let count = count.trim();
    let count = count
        .strip_suffix("guests")
        .or_else(|| count.strip_suffix("guest"))
        .unwrap_or(count);
    let guests: i64 = count.trim().parse().ok()?;
    (is_yes && (1..=GUESTS).contains(&guests)).then(|| Wish {
        guests: Some(guests),
        ..Wish::going()
    })
}

/// What a line begins with, whatever follows.
fn begins_with(line: &str) -> Option<Answer> {
    let line = bare(line);
    let first = line.split(' ').next().unwrap_or_default();
    match (YES.contains(&first), NO.contains(&first)) {
        (true, _) => Some(Answer::Going),
        (_, true) => Some(Answer::Declined),
        _ => None,
    }
}

/// In lower case, without punctuation, with single spaces.
fn bare(line: &str) -> String {
    let line = line.to_lowercase().replace('’', "'");
    let is_kept = |c: char| c.is_alphanumeric() || matches!(c, '+' | '\'' | '👍' | '👎');
    let words = line.split(|c: char| !is_kept(c) && !is_mark(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    // The colour of a hand, and what makes a picture of a sign, say nothing.
    words.join(" ").replace(is_variation, "")
}

/// Whether a sign belongs to the letter before it.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !is_punctuation(c)
}

fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '、'
            | '…'
            | '–'
            | '—'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '،'
            | '؟'
            | '¡'
            | '¿'
    )
}

fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}')
}
