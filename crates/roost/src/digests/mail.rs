use super::model::Item;
use super::store::Reader;
use crate::announcements::said_to;
use crate::config::Config;
use crate::events::Event;
use crate::groups::Group;
use crate::mail::{self, Block, Body, Button, Letter, Line, Tone};
use crate::preferences::{DIGEST, Every, Links};
use crate::words::Words;

/// What the letters of one digest share.
pub struct Desk<'d> {
    pub config: &'d Config,
    pub group: &'d Group,
    pub every: Every,
}

impl Desk<'_> {
    /// The letter of one reader: what she has not had yet, and what comes next.
    pub fn digest(
        &self,
        reader: &Reader,
        (items, events): (&[&Item], &[Event]),
        links: &Links,
    ) -> Letter {
        let (subject, why) = match self.every {
            Every::Week => ("digests-mail-week", "digests-mail-why-week"),
            Every::Month => ("digests-mail-month", "digests-mail-why-month"),
        };
        let mut blocks = self.said(reader, items);
        if !events.is_empty() {
            blocks.push(Block::Heading(self.words().t("digests-mail-next")));
            blocks.extend(events.iter().flat_map(|event| self.card(event)));
        }
        self.letter(reader, (subject, why), (items, blocks), links)
    }

    /// The last letter of somebody who gets each announcement from now on.
    pub fn last(&self, reader: &Reader, items: &[&Item], links: &Links) -> Letter {
        let keys = ("digests-mail-last", "digests-mail-why-last");
        self.letter(reader, keys, (items, self.said(reader, items)), links)
    }

    fn letter(
        &self,
        reader: &Reader,
        (subject, why): (&'static str, &'static str),
        (items, blocks): (&[&Item], Vec<Block>),
        links: &Links,
    ) -> Letter {
        let words = self.words();
        let named = |key: &str| words.with("group", self.group.name.clone()).t(key);
        let link = |key: &str, href: &String| Line::Link {
            label: words.t(key),
            href: href.clone(),
        };
        let subjects = items.iter().map(|item| {
            let (subject, _) = said_to(words, &reader.name, (&item.subject, ""));
            subject
        });
        let subjects: Vec<_> = subjects.collect();
        Letter {
            kind: DIGEST,
            to: reader.email.clone(),
            to_name: reader.name.clone(),
            person: Some(reader.id),
            from_name: self.group.name.clone(),
            reply_to: Some(self.group.contact_email.clone()),
            subject: named(subject),
            body: Body {
                language: words.language.tag().to_owned(),
                preheader: subjects.join(" · "),
                masthead: self.group.name.clone(),
                cover: Some(
                    self.config
                        .link(&format!("{}/cover.png", self.group.path())),
                ),
                heading: named(subject),
                blocks,
                footer: vec![
                    Line::Text(named(why)),
                    link("digests-mail-end", &links.stop),
                    link("preferences-mail-choose", &links.choose),
                ],
            },
            unsubscribe: Some(links.stop.clone()),
            list: Some(mail::list_name(self.config, DIGEST, &self.group.slug)),
            quiet_zone: Some(self.group.zone.clone()),
            ..Letter::default()
        }
    }

    fn words(&self) -> Words {
        self.group.words().plain()
    }

    /// Each announcement under its subject, with its day.
    fn said(&self, reader: &Reader, items: &[&Item]) -> Vec<Block> {
        let words = self.words();
        let blocks = items.iter().flat_map(|item| {
            let day = item.sent_at.in_zone(&self.group.zone()).date();
            let (subject, text) = said_to(words, &reader.name, (&item.subject, &item.body));
            [
                Block::Heading(subject),
                Block::Note(words.near_date(day)),
                text,
            ]
        });
        blocks.collect()
    }

    /// The event as a leaf of the calendar, and the way to its page.
    fn card(&self, event: &Event) -> [Block; 2] {
        let words = self.words();
        let date = event.starts().date();
        let times = words
            .with("starts", words.time(event.starts().time()))
            .with("ends", words.time(event.ends().time()));
        [
            Block::Card {
                weekday: words.short_weekday(date),
                day: date.day().to_string(),
                month: words.short_month(date),
                title: event.title.clone(),
                lines: vec![times.t("rsvps-mail-times")],
            },
            Block::Buttons(vec![Button {
                label: words.t("digests-mail-event"),
                href: self.config.link(&event.path(&self.group.slug)),
                tone: Tone::Plain,
            }]),
        ]
    }
}
