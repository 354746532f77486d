use super::model::{Announcement, Held, NAME, Target};
use super::store::Recipient;
use crate::clock::Instant;
use crate::config::Config;
use crate::events::Event;
use crate::groups::Group;
use crate::mail::{self, Block, Body, Button, Letter, Line, Tone};
use crate::markup;
use crate::preferences::Links;
use crate::text;
use crate::words::Words;
use askama::filters::{Html, escape};

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
        let about = |key: &str| match event {
            Some(event) => words.with("event", event.title.clone()).t(key),
            None => words.t("announcements-mail-why-people"),
        };
        let why = match announcement.target() {
            Target::Going(_) => about("announcements-mail-why-going"),
            Target::Came(_) | Target::FirstTimers(_) => about("announcements-mail-why-came"),
            Target::Speaking(_) => about("announcements-mail-why-speaking"),
            Target::Waiting(_) => about("announcements-mail-why-waiting"),
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

    /// What a copy says to this reader, as text.
    pub fn text(&self, name: &str) -> String {
        let called = self.called(name);
        mail::text_of(&addressed(self.without_links(), &called))
    }

    /// The whole HTML part as this reader would get it, without links that open anything of hers.
    ///
    /// # Errors
    /// If the template fails, which only a broken formatter can cause.
    pub fn html(&self, name: &str) -> anyhow::Result<String> {
        let footer = vec![
            Line::Text(self.why.clone()),
            Line::Text(self.words().t("announcements-mail-unsubscribe")),
        ];
        let subject = &self.announcement.subject;
        let letter = self.letter(name, subject, (self.without_links(), footer));
        Ok(mail::html_of(&letter)?)
    }

    /// The subject as this reader sees it.
    pub fn subject(&self, name: &str) -> String {
        self.announcement.subject.replace(NAME, &self.called(name))
    }

    /// What was written, as a page shows it to this reader.
    pub fn prose(&self, name: &str) -> String {
        let blocks = addressed(self.blocks.clone(), &self.called(name));
        let html = blocks.into_iter().find_map(|block| match block {
            Block::Html { html, .. } => Some(html),
            _ => None,
        });
        html.unwrap_or_default()
    }

    fn called(&self, name: &str) -> String {
        called(self.words(), name)
    }

    /// One recipient's copy. `links` lead to less of such mail, `feedback` to where she tells how it
    /// was.
    pub fn copy(
        &self,
        recipient: &Recipient,
        email: &str,
        (links, feedback): (&Links, Option<String>),
    ) -> Letter {
        let Announcement { id, .. } = self.announcement;
        let footer = vec![
            Line::Text(self.why.clone()),
            Line::Link {
                label: self.words().t("announcements-mail-unsubscribe"),
                href: links.stop.clone(),
            },
            Line::Link {
                label: self.words().t("preferences-mail-choose"),
                href: links.choose.clone(),
            },
        ];
        Letter {
            kind: "announcement",
            to: email.to_owned(),
            to_name: recipient.name.clone(),
            person: Some(recipient.person_id),
            announcement: Some(*id),
            unsubscribe: Some(links.stop.clone()),
            list: Some(mail::list_name(
                self.config,
                "announcements",
                &self.group.slug,
            )),
            unique_key: Some(format!("announcement:{id}:{}", recipient.person_id)),
            ..self.letter(
                &recipient.name,
                &self.announcement.subject,
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
            ..self.letter(name, &subject, (self.without_links(), footer))
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
        if self.announcement.target().asks_feedback() {
            let words = self.words();
            blocks.push(Block::Note(words.t("announcements-feedback-here")));
        }
        blocks
    }

    fn letter(
        &self,
        name: &str,
        subject: &str,
        (blocks, footer): (Vec<Block>, Vec<Line>),
    ) -> Letter {
        let (words, called) = (self.words(), self.called(name));
        Letter {
            from_name: words
                .with("author", self.announcement.author.clone())
                .with("group", self.group.name.clone())
                .t("announcements-from"),
            reply_to: Some(self.group.contact_email.clone()),
            subject: subject.replace(NAME, &called),
            body: Body {
                language: words.language.tag().to_owned(),
                preheader: markup::excerpt(&self.announcement.body, 120).replace(NAME, &called),
                masthead: self.group.name.clone(),
                cover: Some(
                    self.config
                        .link(&format!("{}/cover.png", self.group.path())),
                ),
                heading: self.announcement.subject.replace(NAME, &called),
                blocks: addressed(blocks, &called),
                footer,
            },
            ..Letter::default()
        }
    }

    fn words(&self) -> Words {
        self.group.words().plain()
    }
}

/// Tells its author that a message did not go out at its hour, and what to do.
pub fn held(
    config: &Config,
    group: &Group,
    (announcement, send_at): (&Announcement, Instant),
    why: Held,
) -> Letter {
    let words = group.words().plain();
    let subject = words
        .with("subject", announcement.subject.clone())
        .t("announcements-held-subject");
    let when = words.long_moment(&send_at.in_zone(&group.zone()));
    let page = format!("{}/organize/write/{}", group.path(), announcement.id);
    Letter {
        kind: "announcement_held",
        to_name: announcement.author.clone(),
        person: Some(announcement.author_id),
        from_name: group.name.clone(),
        unique_key: Some(format!(
            "held:{}:{}",
            announcement.id,
            send_at.timestamp().as_microsecond()
        )),
        body: Body {
            language: words.language.tag().to_owned(),
            preheader: words.t(why.sentence()),
            masthead: group.name.clone(),
            heading: subject.clone(),
            blocks: vec![
                Block::Paragraph(words.with("when", when).t("announcements-held-due")),
                Block::Paragraph(words.t(why.sentence())),
                Block::Buttons(vec![Button {
                    label: words.t("announcements-held-open"),
                    href: config.link(&page),
                    tone: Tone::Go,
                }]),
            ],
            footer: vec![Line::Text(words.t("announcements-held-why"))],
            ..Body::default()
        },
        subject,
        ..Letter::default()
    }
}

/// What a reader is called in the text.
fn called(words: Words, name: &str) -> String {
    match text::first_name(name) {
        "" => words.t("announcements-mail-somebody"),
        first => first.to_owned(),
    }
}

/// Subject and text of a message as one reader sees them, for letters that hold several.
pub fn said_to(words: Words, name: &str, (subject, body): (&str, &str)) -> (String, Block) {
    let called = called(words, name);
    let block = Block::Html {
        html: markup::to_html(body, 3),
        text: markup::to_text(body),
    };
    let mut blocks = addressed(vec![block], &called);
    (subject.replace(NAME, &called), blocks.remove(0))
}

/// The blocks with the reader's name where it is to stand.
fn addressed(mut blocks: Vec<Block>, called: &str) -> Vec<Block> {
    for block in &mut blocks {
        if let Block::Html { html, text } = block
            && html.contains(NAME)
        {
            let safe = escape(called, Html).map_or_else(|_| String::new(), |safe| safe.to_string());
            *html = html.replace(NAME, &safe);
            *text = text.replace(NAME, called);
        }
    }
    blocks
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
