use crate::config::Config;
use crate::groups::Group;
use crate::lists::Author;
use crate::mail::{Block, Body, Button, Letter, Line, Tone};
use crate::rsvps::{self, Attending, NoSeats, Opened, Outcome, State};
use crate::text;
use crate::words::{Phrase, Words};

/// Why an answer by mail changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// It is no plain yes or no.
    Words,
    /// Somebody else's address stands in From.
    Another,
    /// The calendar answered something else than yes or no, or what the event was before.
    Calendar,
    /// So many seats are not free.
    NoSeats(NoSeats),
    /// The event takes no answers any more, or not this one.
    Closed,
}

/// Whose letter was answered, and what it leads to.
pub struct Desk<'a> {
    pub config: &'a Config,
    pub opened: &'a Opened,
    /// Name and address of whose answer it is.
    pub reader: (&'a str, &'a str),
    /// The token of the manage link.
    pub token: &'a str,
}

impl Desk<'_> {
    /// Says that nothing has changed, and why, and leads to where it can be.
    pub fn unclear(&self, why: Unclear) -> Letter {
        let key = match why {
            Unclear::Words => "replies-unclear-words",
            Unclear::Another => "replies-unclear-another",
            Unclear::Calendar => "replies-unclear-calendar",
            Unclear::NoSeats(_) => "replies-unclear-seats",
            Unclear::Closed => "replies-unclear-closed",
        };
        let phrase = match why {
            Unclear::NoSeats(NoSeats { free }) => self.phrase().with("free", free),
            _ => self.phrase(),
        };
        let buttons = match why {
            Unclear::Closed => vec![self.button("replies-see", "", Tone::Plain)],
            _ => vec![
                self.button("replies-coming", "?answer=going", Tone::Go),
                self.button("replies-not-coming", "?answer=declined", Tone::Plain),
            ],
        };
        let heading = self.words().t("replies-unclear");
        let blocks = vec![Block::Paragraph(phrase.t(key)), Block::Buttons(buttons)];
        let letter = self.letter(
            "reply_unclear",
            "replies-unclear-subject",
            (heading, blocks),
        );
        Letter {
            // Whoever asks a second time in words has had the link; the organizers read the words.
            unique_key: Some(format!("reply-unclear:{}", self.opened.rsvp.id)),
            ..letter
        }
    }

    /// Says what an answer came to that no other letter tells about.
    pub fn noted(&self, outcome: Outcome) -> Letter {
        let rsvp = &self.opened.rsvp;
        let (key, button) = match outcome {
            Outcome::Declined => (
                "replies-noted-declined",
                self.button("replies-coming-after-all", "?answer=going", Tone::Plain),
            ),
            _ => (
                match (rsvp.state, rsvp.attending) {
                    (State::Waitlisted, _) => "replies-noted-waitlisted",
                    (_, Attending::Online) => "replies-noted-online",
                    (_, Attending::InPerson) => "replies-noted-going",
                },
                self.button("replies-not-coming", "?answer=declined", Tone::Plain),
            ),
        };
        let heading = match outcome {
            Outcome::Declined => self.words().t("replies-noted-no"),
            _ => self.words().t("replies-noted-yes"),
        };
        let phrase = self.phrase().with("guests", rsvp.guests);
        let blocks = vec![
            Block::Paragraph(phrase.t(key)),
            Block::Buttons(vec![button]),
        ];
        self.letter("reply_noted", "replies-noted-subject", (heading, blocks))
    }

    fn letter(
        &self,
        kind: &'static str,
        subject: &str,
        (heading, blocks): (String, Vec<Block>),
    ) -> Letter {
        let group = &self.opened.group;
        let (name, email) = self.reader;
        let preheader = blocks.iter().find_map(|block| match block {
            Block::Paragraph(text) => Some(text::cut(text, 120)),
            _ => None,
        });
        let link = Line::Link {
            label: self.words().t("rsvps-mail-manage-link"),
            href: self.link(),
        };
        Letter {
            kind,
            to: email.to_owned(),
            to_name: rsvps::neutral(name),
            person: Some(self.opened.rsvp.person_id),
            from_name: group.name.clone(),
            reply_to: rsvps::answers_to(self.config, self.token),
            subject: self.phrase().t(subject),
            body: Body {
                language: self.words().language.tag().to_owned(),
                preheader: preheader.unwrap_or_default(),
                masthead: group.name.clone(),
                heading,
                blocks,
                footer: vec![Line::Text(self.phrase().t("replies-why")), link],
                ..Body::default()
            },
            urgent: true,
            ..Letter::default()
        }
    }

    fn words(&self) -> Words {
        self.opened.group.words().plain()
    }

    fn phrase(&self) -> Phrase {
        let Opened { group, event, .. } = self.opened;
        let starts = self.words().near_moment(&event.starts());
        self.words()
            .with("event", event.title.clone())
            .with("group", group.name.clone())
            .with("starts", starts)
    }

    fn link(&self) -> String {
        self.config.link(&format!("/rsvp/{}", self.token))
    }

    fn button(&self, key: &str, query: &str, tone: Tone) -> Button {
        Button {
            label: self.words().t(key),
            href: format!("{}{query}", self.link()),
            tone,
        }
    }
}

/// What somebody wrote, for the organizers; they answer its author. Everything is quoted as text: no
/// markup and no attachment of a stranger goes out under our name.
pub fn passed_on(
    (group, event): (&Group, &str),
    author: &Author,
    (words_of, files): (&str, usize),
) -> Letter {
    let words = group.words().plain();
    let who = match author.name.as_str() {
        "" => author.email.clone(),
        name => format!("{name} ({})", author.email),
    };
    let phrase = || {
        words
            .with("event", event.to_owned())
            .with("author", who.clone())
            .with("files", files)
    };
    let mut blocks = vec![Block::Paragraph(phrase().t("replies-passed-first"))];
    if !words_of.is_empty() {
        blocks.push(Block::Paragraph(words_of.to_owned()));
    }
    if files > 0 {
        blocks.push(Block::Note(phrase().t("replies-passed-files")));
    }
    blocks.push(Block::Note(phrase().t("replies-passed-note")));
    Letter {
        kind: "reply_passed_on",
        to: group.contact_email.clone(),
        from_name: group.name.clone(),
        reply_to: Some(author.email.clone()),
        subject: phrase().t("replies-passed-subject"),
        body: Body {
            language: words.language.tag().to_owned(),
            preheader: text::cut(words_of, 120),
            masthead: group.name.clone(),
            heading: phrase().t("replies-passed-heading"),
            blocks,
            ..Body::default()
        },
        ..Letter::default()
    }
}
