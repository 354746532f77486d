//! Letters to speakers of a lightning round. Each leads to the page of her turn, where she can
//! change what she said or take it back.

use super::model::{Round, Turn, span};
use crate::events::Event;
use crate::groups::Group;
use crate::ids::PersonId;
use crate::mail::{Block, Body, Button, Letter, Line, Tone};
use crate::rsvps::neutral;
use crate::text;
use crate::words::{Phrase, Words};

/// What has happened to a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    In,
    StandsBy,
    /// She stood by, and has a place now.
    MovedUp,
    /// An organizer took it out of the line-up.
    TakenOff,
    Tomorrow,
    /// The evening has another time or place.
    Changed,
    Postponed,
    Cancelled,
    Thanks,
}

/// What a letter says of each news: its kind, and the keys of subject, heading and first sentence.
struct Keys {
    kind: &'static str,
    subject: &'static str,
    sentence: &'static str,
}

impl News {
    /// Whoever has a turn brings people who will like her talk.
    pub fn has_invitation(self) -> bool {
        matches!(self, News::In | News::MovedUp | News::Tomorrow)
    }

    #[rustfmt::skip] // One line each reads as the table that it is.
    fn keys(self) -> Keys {
        let (kind, subject, sentence) = match self {
            News::In => ("turn_in", "lightning-mail-in-subject", "lightning-mail-in"),
            News::StandsBy => ("turn_stands_by", "lightning-mail-by-subject", "lightning-mail-by"),
            News::MovedUp => ("turn_moved_up", "lightning-mail-up-subject", "lightning-mail-up"),
            News::TakenOff => ("turn_taken_off", "lightning-mail-off-subject", "lightning-mail-off"),
            News::Tomorrow => ("turn_tomorrow", "lightning-mail-tomorrow-subject", "lightning-mail-tomorrow"),
            News::Changed => ("turn_changed", "lightning-mail-changed-subject", "lightning-mail-changed"),
            News::Postponed => ("turn_postponed", "lightning-mail-postponed-subject", "lightning-mail-postponed"),
            News::Cancelled => ("turn_cancelled", "lightning-mail-cancelled-subject", "lightning-mail-cancelled"),
            News::Thanks => ("turn_thanks", "lightning-mail-thanks-subject", "lightning-mail-thanks"),
        };
        Keys { kind, subject, sentence }
    }
}

/// Whom a letter is for.
pub struct Reader {
    pub person: PersonId,
    pub email: String,
    /// The whole address of her turn's page.
    pub link: String,
    /// The whole address by which she brings somebody; `None`: the letter is about something else.
    pub invitation: Option<String>,
}

/// The round that a letter is about.
pub struct About<'a> {
    pub group: &'a Group,
    pub event: &'a Event,
    pub round: &'a Round,
    /// The whole address of the event's page.
    pub page: &'a str,
    /// The whole address of a picture.
    pub cover: &'a str,
}

impl About<'_> {
    pub fn write(&self, reader: &Reader, turn: &Turn, news: News) -> Letter {
        let keys = news.keys();
        let phrase = || self.phrase(turn);
        let mut blocks = vec![Block::Paragraph(phrase().t(keys.sentence))];
        if let Some(link) = reader.invitation.clone() {
            let bring = self.words().with("link", link);
            blocks.push(Block::Paragraph(bring.t("lightning-mail-bring")));
        }
        match news {
            News::In | News::MovedUp | News::Tomorrow => {
                blocks.push(Block::Paragraph(phrase().t("lightning-mail-strictly")));
                blocks.push(self.card(turn));
            }
            News::StandsBy | News::Changed => blocks.push(self.card(turn)),
            News::TakenOff | News::Postponed | News::Cancelled => {}
            News::Thanks => blocks.push(Block::Paragraph(phrase().t("lightning-mail-next-step"))),
        }
        blocks.push(Block::Buttons(self.buttons(reader, news)));
        Letter {
            kind: keys.kind,
            to: reader.email.clone(),
            to_name: neutral(&turn.name),
            person: Some(reader.person),
            from_name: self.group.name.clone(),
            reply_to: Some(self.group.contact_email.clone()),
            subject: phrase().t(keys.subject),
            body: Body {
                language: self.words().language.tag().to_owned(),
                preheader: phrase().t(keys.sentence),
                masthead: self.group.name.clone(),
                cover: Some(self.cover.to_owned()),
                heading: phrase().t(keys.subject),
                blocks,
                footer: vec![Line::Text(phrase().t("lightning-mail-why"))],
            },
            urgent: matches!(news, News::In | News::StandsBy | News::MovedUp),
            unique_key: matches!(news, News::Tomorrow)
                .then(|| format!("{}:{}:{}", keys.kind, turn.id, self.event.sequence)),
            ..Letter::default()
        }
    }

    fn words(&self) -> Words {
        self.group.words().plain()
    }

    fn phrase(&self, turn: &Turn) -> Phrase {
        let words = self.words();
        let starts = self.round.starts_at(self.event).in_zone(&self.event.tz());
        let limit = span(self.round.limit_secs);
        words
            .with("name", text::first_name(&neutral(&turn.name)).to_owned())
            .with("event", self.event.title.clone())
            .with("group", self.group.name.clone())
            .with("date", words.near_date(starts.date()))
            .with("when", words.near_moment(&starts))
            .with("limit", limit)
    }

    /// The talk, on the leaf of its day.
    fn card(&self, turn: &Turn) -> Block {
        let words = self.words();
        let starts = self.round.starts_at(self.event).in_zone(&self.event.tz());
        let date = starts.date();
        // Anybody can send this to anybody, so it carries nothing that a program makes a link of.
        let title = neutral(&turn.title);
        Block::Card {
            weekday: words.short_weekday(date),
            day: date.day().to_string(),
            month: words.short_month(date),
            title: if title.is_empty() {
                words.t("lightning-untitled")
            } else {
                title
            },
            lines: vec![self.event.title.clone(), words.near_moment(&starts)],
        }
    }

    fn buttons(&self, reader: &Reader, news: News) -> Vec<Button> {
        let button = |key: &str, href: &str, tone| Button {
            label: self.words().t(key),
            href: href.to_owned(),
            tone,
        };
        match news {
            News::TakenOff | News::Cancelled => {
                vec![button("lightning-mail-event", self.page, Tone::Plain)]
            }
            News::Thanks => vec![
                button("lightning-mail-slides", &reader.link, Tone::Go),
                button("lightning-mail-event", self.page, Tone::Plain),
            ],
            _ => vec![
                button("lightning-mail-turn", &reader.link, Tone::Go),
                button("lightning-mail-event", self.page, Tone::Plain),
            ],
        }
    }
}
