use crate::clock::Instant;
use crate::ids::{AnnouncementId, BodyId, PersonId};
use serde::{Deserialize, Serialize};

/// One message to one address, as a feature asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letter {
    /// Which mail it is, in snake case: `rsvp_confirmed`.
    pub kind: &'static str,
    pub to: String,
    /// Empty: the address stands alone.
    pub to_name: String,
    /// Whom of the group it is for; `None`: nobody that the group knows.
    pub person: Option<PersonId>,
    /// The announcement that it carries. Such a letter is left out if its reader leaves, or takes
    /// back her yes to mail, before its turn.
    pub announcement: Option<AnnouncementId>,
    /// Who writes, as the reader knows her: the group's or the installation's name.
    pub from_name: String,
    /// The address that answers go to; `None`: the one that everything is sent from.
    pub reply_to: Option<String>,
    pub subject: String,
    pub body: Body,
    /// The text of an `.ics` file, which mail programs offer to put into the calendar.
    pub calendar: Option<String>,
    /// What tells such mail from other mail of the group (RFC 2919), such as
    /// `announcements.turku-python.roost.example.org`; `None`: it is no mail to many.
    pub list: Option<String>,
    /// The other addresses of the mailing list that it tells of (RFC 2369); `None`: it is of none.
    pub list_fields: Option<ListFields>,
    /// An https address where a POST ends such mail without a question (RFC 8058).
    pub unsubscribe: Option<String>,
    /// Somebody waits for it: it overtakes what is not urgent.
    pub urgent: bool,
    /// After this instant it is of no use and is not sent; `None`: it always is.
    pub expires_at: Option<Instant>,
    /// The time zone in whose night it does not leave, unless the morning is too late for it; `None`:
    /// it leaves at any hour.
    pub quiet_zone: Option<String>,
    /// A second letter of the same group with the same key is not written; `None`: it always is.
    pub unique_key: Option<String>,
}

/// What a mail program offers of a mailing list. Whole addresses, also those of mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListFields {
    /// The group's short name, which complaints are counted by.
    pub group: String,
    pub post: String,
    pub help: String,
    pub owner: String,
    pub subscribe: String,
    pub archive: String,
}

/// What the letter says, from which both parts are made. Its words are in the reader's language
/// already, without isolation marks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The language that it is written in, BCP 47; empty: English.
    pub language: String,
    /// What a list of mails shows after the subject.
    pub preheader: String,
    /// The name of the group or the installation, above everything.
    pub masthead: String,
    /// The whole address of a PNG.
    pub cover: Option<String>,
    pub heading: String,
    pub blocks: Vec<Block>,
    /// Small, below everything: why this came, how to end it.
    pub footer: Vec<Line>,
}

impl Body {
    /// The address that the letter carries as a code; a letter has at most one.
    pub fn scan(&self) -> Option<&str> {
        self.blocks.iter().find_map(|block| match block {
            Block::Scan { href, .. } => Some(href.as_str()),
            _ => None,
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    Paragraph(String),
    /// What the blocks below it are about.
    Heading(String),
    /// Digits to type, large.
    Code(String),
    /// Markup that is safe already, and the same as text.
    Html {
        html: String,
        text: String,
    },
    /// An event: its day as on a calendar's leaf, and beside it what, when and where.
    Card {
        weekday: String,
        day: String,
        month: String,
        title: String,
        lines: Vec<String>,
    },
    Buttons(Vec<Button>),
    /// An address as a code to be read by a camera.
    Scan {
        label: String,
        /// A whole address.
        href: String,
    },
    /// A quieter paragraph.
    Note(String),
    /// What somebody typed: its lines and spaces stay as they are.
    Typed(String),
    /// Small links, one below the other.
    Links(Vec<Line>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    pub label: String,
    /// A whole address.
    pub href: String,
    pub tone: Tone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// The one thing to do.
    Go,
    Plain,
}

/// One line of the footer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Line {
    Text(String),
    Link { label: String, href: String },
}

/// What of a letter is kept as JSON until its turn comes. The rest has columns of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub to_name: String,
    pub from_name: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub body: Body,
    pub calendar: Option<String>,
    pub unsubscribe: Option<String>,
    #[serde(default)] // letters in the queue since before
    pub list: Option<String>,
    #[serde(default)] // likewise
    pub list_fields: Option<ListFields>,
}

impl Message {
    pub fn of(letter: &Letter) -> Self {
        Message {
            to_name: letter.to_name.clone(),
            from_name: letter.from_name.clone(),
            reply_to: letter.reply_to.clone(),
            subject: letter.subject.clone(),
            body: letter.body.clone(),
            calendar: letter.calendar.clone(),
            unsubscribe: letter.unsubscribe.clone(),
            list: letter.list.clone(),
            list_fields: letter.list_fields.clone(),
        }
    }
}

/// One copy to one address, as a feature asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Which mail it is, in snake case.
    pub kind: &'static str,
    pub to: String,
    pub person: PersonId,
    pub body: BodyId,
    /// A second copy of the same group with the same key is not written.
    pub unique_key: String,
    /// How its reader gets no more.
    pub slip: Slip,
}

/// The two ways out of a list (RFC 2369, RFC 8058), each for one reader alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// An https address where a POST ends it without a question.
    pub unsubscribe: String,
    /// An address where any message ends it.
    pub leave: String,
}
