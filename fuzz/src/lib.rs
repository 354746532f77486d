//! What has to hold whatever bytes come. `bin/fuzz` looks for bytes for which it does not; those that it
//! has found interesting stand in `corpus`, and every run of the tests goes through them
//! (`crates/roost/tests/it/fuzz.rs`).

use roost::archive::{self, Block, Knot, Span, arrange};
use roost::bounces::{self, Report};
use roost::clock::Instant;
use roost::inbound::{Dialect, Found, Message, Rules, Session, Wish};
use std::collections::BTreeMap;

/// The largest message of the conversations here.
const MOST: usize = 2_000;

/// A conversation with our mail server: its first byte chooses the protocol and where it is cut, the
/// others are what the other side sends.
pub fn session(bytes: &[u8]) {
    let Some((choice, sent)) = bytes.split_first() else {
        return;
    };
    if sent.is_empty() {
        return;
    }
    let dialect = match choice & 1 {
        0 => Dialect::Smtp,
        _ => Dialect::Lmtp,
    };
    let whole = talk(dialect, [sent]);
    let size = usize::from(choice >> 1) + 1;
    assert_eq!(
        talk(dialect, sent.chunks(size)),
        whole,
        "cuts change what is said"
    );
    for line in whole.said.split_inclusive('\n') {
        assert!(line.ends_with("\r\n"), "a reply ends with CR LF: {line:?}");
        assert!(line.len() <= 512, "RFC 5321 §4.5.3.1.5: {line:?}");
    }
    for kept in &whole.kept {
        let text = String::from_utf8_lossy(&kept.raw).replace("\r\n", "");
        assert!(
            !text.contains(['\r', '\n']),
            "a line end of another kind is kept"
        );
        assert!(kept.raw.len() <= MOST, "more is kept than is allowed");
        assert!(!kept.recipients.is_empty(), "it is for nobody");
    }
}

/// What was said, the messages that were kept, and whether we hung up.
#[derive(Debug, Default, PartialEq, Eq)]
struct Heard {
    said: String,
    kept: Vec<Message<String>>,
    closed: bool,
}

/// Leads a conversation in which `nobody…` is unknown and `later…` cannot be told.
fn talk<'a>(dialect: Dialect, pieces: impl IntoIterator<Item = &'a [u8]>) -> Heard {
    let rules = Rules {
        host: "mx.example.org".to_owned(),
        domain: "lists.example.org".to_owned(),
        max_bytes: MOST,
        max_recipients: 3,
        starttls: false,
    };
    let mut session = Session::new(rules, dialect);
    let mut heard = Heard::default();
    for piece in pieces {
        session.feed(piece);
        while let Some(wish) = session.go_on() {
            match wish {
                Wish::Find(local) if local.starts_with("nobody") => session.found(Found::Nowhere),
                Wish::Find(local) if local.starts_with("later") => session.found(Found::Unsure),
                Wish::Find(local) => session.found(Found::Here(local)),
                Wish::Keep(message) => {
                    heard.kept.push(*message);
                    session.kept(true);
                }
                Wish::Starttls => unreachable!("it is not offered"),
                Wish::Close => heard.closed = true,
            }
        }
        heard.said.push_str(&session.take_output());
        if heard.closed {
            break;
        }
    }
    heard
}

/// A message as an archive shows it.
pub fn message(bytes: &[u8]) {
    let own = "own@example.org";
    let read = archive::read(bytes, own, second(1_793_000_000));
    assert!(!read.text.contains('\r'));
    assert!(read.text.len() <= 110_000, "more text than a page holds");
    assert!(
        !read.ancestors.iter().any(|id| id == own),
        "it answers itself"
    );
    for file in &read.files {
        assert!(!file.name.is_empty() && !file.name.contains(['/', '\\', '\n', '\0']));
    }
    let mut laid = String::new();
    for block in archive::blocks(&read.text) {
        match block {
            Block::Text(lines) => {
                for span in lines.iter().flatten() {
                    if let Span::Link(link) = span {
                        assert!(link.starts_with("http"), "a link leads elsewhere: {link}");
                    }
                    laid.push_str(span.text());
                }
            }
            Block::Code(text) | Block::Signature(text) => laid.push_str(&text),
            Block::Quote { whose, text, .. } => {
                laid.push_str(&whose);
                laid.push_str(&text);
            }
        }
    }
    assert_eq!(
        letters(&laid),
        letters(&read.text),
        "a word is lost in layout"
    );
}

/// How often each letter stands in it.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut letters = BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        *letters.entry(c).or_default() += 1;
    }
    letters
}

/// A report about a letter that came back.
pub fn report(bytes: &[u8]) {
    match bounces::read_report(bytes) {
        Report::Bounce(bounce) => {
            let line = bounce.line();
            assert!(!line.contains(['\r', '\n']), "more than a line: {line:?}");
            assert!(
                line.chars().count() <= 300,
                "more than a sentence: {line:?}"
            );
        }
        Report::Complaint(complaint) => {
            assert!(complaint.tags.iter().all(|tag| tag.is_ascii()));
        }
        Report::Delay | Report::Automatic | Report::Other => {}
    }
}

/// A thread: each message takes three bytes, which are its id, its time and how many ancestors follow
/// it, one byte each.
pub fn threads(bytes: &[u8]) {
    let names: Vec<String> = (0..=u8::MAX).map(|number| format!("m{number}")).collect();
    let mut knots = read_knots(bytes, &names);
    let before = told(&knots);
    assert_eq!(before.len(), knots.len(), "each stands there once");
    for (place, (id, answers)) in before.iter().enumerate() {
        let above = before.iter().position(|(other, _)| other == answers);
        assert!(
            above.is_none_or(|above| above < place),
            "{id} stands above {answers}"
        );
    }
    knots.reverse();
    assert_eq!(
        told(&knots),
        before,
        "the order of coming changes the thread"
    );
}

fn read_knots<'n>(bytes: &[u8], names: &'n [String]) -> Vec<Knot<'n>> {
    let mut knots: Vec<Knot<'n>> = Vec::new();
    let mut rest = bytes;
    while let [id, time, count, more @ ..] = rest {
        let count = usize::from(count % 8).min(more.len());
        let (above, next) = more.split_at(count);
        rest = next;
        let message_id = names[usize::from(*id)].as_str();
        if knots.iter().any(|knot| knot.message_id == message_id) {
            continue;
        }
        knots.push(Knot {
            message_id,
            ancestors: above
                .iter()
                .map(|id| names[usize::from(*id)].as_str())
                .collect(),
            written_at: second(i64::from(*time)),
        });
    }
    knots
}

/// Each message and what it answers; empty: nothing that is there.
fn told<'n>(knots: &[Knot<'n>]) -> Vec<(&'n str, &'n str)> {
    let placed = arrange(knots);
    let id = |place: usize| knots[placed[place].index].message_id;
    let each = placed.iter().enumerate();
    each.map(|(place, one)| (id(place), one.answers.map_or("", id)))
        .collect()
}

fn second(second: i64) -> Instant {
    Instant::from(jiff::Timestamp::from_second(second).expect("these are near"))
}
