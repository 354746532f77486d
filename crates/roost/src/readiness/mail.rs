use super::model::{Duty, Line, Owner};
use super::say;
use crate::config::Config;
use crate::events::Event;
use crate::groups::Group;
use crate::ids::PersonId;
use crate::mail::{Block, Body, Button, Letter, Line as FooterLine, Tone};
use crate::words::{Phrase, Words};
use jiff::civil::Date;

/// Somebody who organizes, as a letter reaches her.
pub struct Reader {
    pub person: PersonId,
    pub name: String,
    pub email: String,
}

/// What every letter about an event's preparation has around it.
pub struct Desk<'d> {
    pub config: &'d Config,
    pub group: &'d Group,
    pub event: &'d Event,
}

impl Desk<'_> {
    /// What `reader` looks after and is not done. `by`: the colleague who asks; `None`: the day came.
    pub fn nudge(&self, reader: &Reader, lines: &[Line], today: Date, by: Option<&str>) -> Letter {
        let words = self.words();
        let day = self.event.starts().date();
        let first = lines.first().map_or("", |line| line.title.as_str());
        let named = || {
            self.named()
                .with("line", first.to_owned())
                .with("count", lines.len())
        };
        let opening = match by {
            Some(by) => named().with("who", by.to_owned()).t("readiness-mail-asks"),
            None => named().t("readiness-mail-due"),
        };
        let mut blocks = vec![Block::Paragraph(opening)];
        blocks.extend(lines.iter().map(|line| {
            let due = say::due(words, line.due(day), today);
            let said = words.with("line", line.title.clone()).with("due", due);
            Block::Paragraph(said.t("readiness-mail-line"))
        }));
        blocks.push(Block::Buttons(vec![self.button("readiness-mail-open", "")]));
        let letter = self.letter(
            ("preparation_due", "readiness-mail-why"),
            reader,
            (named().t("readiness-mail-subject"), blocks),
        );
        Letter {
            expires_at: Some(self.event.starts_at),
            ..letter
        }
    }

    /// A colleague would like `reader` to take a duty.
    pub fn asks(&self, reader: &Reader, duty: Duty, by: &str) -> Letter {
        let named = || self.about(duty).with("who", by.to_owned());
        let blocks = vec![
            Block::Paragraph(named().t("readiness-mail-duty-asks")),
            Block::Note(self.words().t(duty.note_key())),
            Block::Buttons(vec![self.button("readiness-mail-answer", "#rota")]),
        ];
        self.letter(
            ("duty_asked", "readiness-mail-duty-why"),
            reader,
            (named().t("readiness-mail-duty-subject"), blocks),
        )
    }

    /// What became of the question that `reader` asked.
    pub fn answers(&self, reader: &Reader, duty: Duty, who: &Owner, yes: bool) -> Letter {
        let key = if yes {
            "readiness-mail-duty-yes"
        } else {
            "readiness-mail-duty-no"
        };
        let named = || self.about(duty).with("who", who.name.clone());
        let blocks = vec![
            Block::Paragraph(named().t(key)),
            Block::Buttons(vec![self.button("readiness-mail-open", "#rota")]),
        ];
        self.letter(
            ("duty_answered", "readiness-mail-duty-why"),
            reader,
            (named().t("readiness-mail-duty-answered-subject"), blocks),
        )
    }

    fn words(&self) -> Words {
        self.group.words().plain()
    }

    fn named(&self) -> Phrase {
        let words = self.words();
        words
            .with("event", self.event.title.clone())
            .with("group", self.group.name.clone())
            .with("date", words.near_date(self.event.starts().date()))
    }

    fn about(&self, duty: Duty) -> Phrase {
        self.named().with("duty", self.words().t(duty.key()))
    }

    fn button(&self, key: &str, part: &str) -> Button {
        let (group, slug) = (self.group.path(), &self.event.slug);
        let path = format!("{group}/organize/events/{slug}/readiness{part}");
        Button {
            label: self.words().t(key),
            href: self.config.link(&path),
            tone: Tone::Go,
        }
    }

    fn letter(
        &self,
        (kind, why): (&'static str, &str),
        reader: &Reader,
        (subject, blocks): (String, Vec<Block>),
    ) -> Letter {
        Letter {
            kind,
            to: reader.email.clone(),
            to_name: reader.name.clone(),
            person: Some(reader.person),
            from_name: self.group.name.clone(),
            reply_to: Some(self.group.contact_email.clone()),
            subject: subject.clone(),
            body: Body {
                language: self.words().language.tag().to_owned(),
                masthead: self.group.name.clone(),
                heading: subject,
                blocks,
                footer: vec![FooterLine::Text(self.named().t(why))],
                ..Body::default()
            },
            ..Letter::default()
        }
    }
}
