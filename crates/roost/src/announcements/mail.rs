use super::model::{Announcement, Audience};
use super::store::Recipient;
use crate::config::Config;
use crate::events::Event;
use crate::groups::Group;
use crate::mail::{self, Block, Body, Button, Letter, Line, Tone};
use crate::markup;
use crate::words::Words;

/// Everything that the copies of one announcement share.
pub struct Copies<'a> {
    config: &'a Config,
    group: &'a Group,
    announcement: &'a Announcement,
    blocks: Vec<Block>,
    why: String,
}

impl<'a> Copies<'a> {
    pub fn new(
        config: &'a Config,
        group: &'a Group,
        announcement: &'a Announcement,
        event: Option<&Event>,
    ) -> Self {
        let words = group.words().plain();
        let mut blocks = vec![Block::Html {
            html: markup::to_html(&announcement.body, 3),
            text: markup::to_text(&announcement.body),
        }];
        if let Some(event) = event {
            blocks.extend(card(config, group, event, words));
        }
        let why = match (announcement.audience, event) {
            (Audience::Going, Some(event)) if announcement.asks_feedback => words
                .with("event", event.title.clone())
                .t("announcements-mail-why-came"),
            (Audience::Going, Some(event)) => words
                .with("event", event.title.clone())
                .t("announcements-mail-why-going"),
            (Audience::Waiting, Some(event)) => words
                .with("event", event.title.clone())
                .t("announcements-mail-why-waiting"),
            _ => words
                .with("group", group.name.clone())
                .t("announcements-mail-why-agreed"),
        };
        Copies {
            config,
            group,
            announcement,
            blocks,
            why,
        }
    }

    /// What every copy says, as text.
    pub fn text(&self) -> String {
        mail::text_of(&self.without_links())
    }

    /// One recipient's copy. `unsubscribe` is the whole address that ends such mail, `feedback` the
    /// one where she tells how it was.
    pub fn copy(
        &self,
        recipient: &Recipient,
        email: &str,
        (unsubscribe, feedback): (String, Option<String>),
    ) -> Letter {
        let Announcement { id, .. } = self.announcement;
        let footer = vec![
            Line::Text(self.why.clone()),
            Line::Link {
                label: self.words().t("announcements-mail-unsubscribe"),
                href: unsubscribe.clone(),
            },
        ];
        Letter {
            kind: "announcement",
            to: email.to_owned(),
            to_name: recipient.name.clone(),
            person: Some(recipient.person_id),
            announcement: Some(*id),
            unsubscribe: Some(unsubscribe),
            unique_key: Some(format!("announcement:{id}:{}", recipient.person_id)),
            ..self.letter(
                self.announcement.subject.clone(),
                (self.blocks(feedback), footer),
            )
        }
    }

    /// What its author gets to look at before anybody else does.
    pub fn test(&self, name: &str, email: &str) -> Letter {
        let words = self.words();
        let subject = words
            .with("subject", self.announcement.subject.clone())
            .t("announcements-mail-test");
        let footer = vec![
            Line::Text(self.why.clone()),
            Line::Text(words.t("announcements-mail-test-why")),
        ];
        Letter {
            kind: "announcement_test",
            to: email.to_owned(),
            to_name: name.to_owned(),
            person: Some(self.announcement.author_id),
            urgent: true,
            ..self.letter(subject, (self.without_links(), footer))
        }
    }

    /// What the message says, and under it the way to its reader's two questions.
    fn blocks(&self, feedback: Option<String>) -> Vec<Block> {
        let mut blocks = self.blocks.clone();
        if let Some(href) = feedback {
            let words = self.words();
            blocks.push(Block::Paragraph(words.t("announcements-mail-feedback")));
            blocks.push(Block::Buttons(vec![Button {
                label: words.t("announcements-mail-feedback-open"),
                href,
                tone: Tone::Go,
            }]));
            blocks.push(Block::Note(words.t("announcements-mail-feedback-note")));
        }
        blocks
    }

    /// The same for whoever only looks at it: nobody's link may be used up.
    fn without_links(&self) -> Vec<Block> {
        let mut blocks = self.blocks.clone();
        if self.announcement.asks_feedback {
            let words = self.words();
            blocks.push(Block::Note(words.t("announcements-feedback-here")));
        }
        blocks
    }

    fn letter(&self, subject: String, (blocks, footer): (Vec<Block>, Vec<Line>)) -> Letter {
        let words = self.words();
        Letter {
            from_name: words
                .with("author", self.announcement.author.clone())
                .with("group", self.group.name.clone())
                .t("announcements-from"),
            reply_to: Some(self.group.contact_email.clone()),
            subject,
            body: Body {
                language: words.language.tag().to_owned(),
                preheader: markup::excerpt(&self.announcement.body, 120),
                masthead: self.group.name.clone(),
                cover: Some(
                    self.config
                        .link(&format!("{}/cover.png", self.group.path())),
                ),
                heading: self.announcement.subject.clone(),
                blocks,
                footer,
            },
            ..Letter::default()
        }
    }

    fn words(&self) -> Words {
        self.group.words().plain()
    }
}

/// "18:00 to 20:00": the leaf of the calendar has the day already.
pub fn times(event: &Event, words: Words) -> String {
    words
        .with("starts", words.time(event.starts().time()))
        .with("ends", words.time(event.ends().time()))
        .t("rsvps-mail-times")
}

/// The event as a leaf of the calendar, and the way to its page.
fn card(config: &Config, group: &Group, event: &Event, words: Words) -> [Block; 2] {
    let starts = event.starts_at.in_zone(&event.tz());
    let date = starts.date();
    [
        Block::Card {
            weekday: words.short_weekday(date),
            day: date.day().to_string(),
            month: words.short_month(date),
            title: event.title.clone(),
            lines: vec![times(event, words)],
        },
        Block::Buttons(vec![Button {
            label: words.t("announcements-mail-event"),
            href: config.link(&format!("{}/events/{}", group.path(), event.slug)),
            tone: Tone::Plain,
        }]),
    ]
}
