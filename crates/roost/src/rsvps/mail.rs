//! Letters about answers. Each is made from what is known when it is written, and leads to the
//! manage link, whose page has one button and nothing to type.

use super::model::{Attending, Rsvp};
use crate::clock::Instant;
use crate::events::{Event, FormerTime};
use crate::groups::Group;
use crate::ids::PersonId;
use crate::mail::{Block, Body, Button, Letter, Line, Tone};
use crate::preferences::Links;
use crate::text;
use crate::words::{Phrase, Words};

/// The longest name that a letter to an unconfirmed address carries.
const NAME_LENGTH: usize = 60;

/// What has happened to an answer, or to the evening that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// She has a seat.
    Going,
    /// Somebody without an account answered; she shows that the address is hers by the link.
    PleaseConfirm {
        /// Whether a seat is held for her meanwhile.
        held: bool,
        /// From when on the seat may go to somebody who waits.
        until: Instant,
    },
    /// The link again, for somebody who answered before.
    Manage,
    Waitlisted {
        place: i64,
    },
    SeatFree {
        until: Instant,
    },
    FirstTap,
    PassedOn,
    /// So many seats are free, fewer than she needs.
    Fewer {
        free: i64,
    },
    /// She waited and has a seat now.
    Seated,
    Changed {
        time_before: Option<FormerTime>,
        place_before: Option<String>,
    },
    Cancelled,
    Postponed,
    /// A new date, and until when her seat is kept without an answer.
    Redated {
        before: FormerTime,
        until: Instant,
    },
    /// She did not say whether the new date suits her.
    Silent,
    /// An organizer noted that she is not coming.
    TakenOff,
    Reminder,
    /// In two days: does she still come?
    StillComing,
    /// In two days, and she has a seat because she asked to be counted in every time.
    Standing {
        /// Whether she is asked if she still comes.
        asks: bool,
    },
}

/// What a letter says of each news: its kind, and the keys of subject, heading and first sentence.
struct Keys {
    kind: &'static str,
    subject: &'static str,
    heading: &'static str,
    sentence: &'static str,
}

macro_rules! keys {
    ($kind:literal, $subject:literal, $heading:literal, $sentence:literal) => {
        Keys {
            kind: $kind,
            subject: $subject,
            heading: $heading,
            sentence: $sentence,
        }
    };
}

impl News {
    #[rustfmt::skip] // One line each reads as the table that it is.
    fn keys(&self) -> Keys {
        match self {
            News::Going => keys!("rsvp_going", "rsvps-mail-going-subject", "rsvps-mail-going", "rsvps-mail-going-text"),
            News::PleaseConfirm { held: true, .. } => keys!("rsvp_please_confirm", "rsvps-mail-confirm-subject", "rsvps-mail-confirm", "rsvps-mail-confirm-held"),
            News::PleaseConfirm { held: false, .. } => keys!("rsvp_please_confirm", "rsvps-mail-confirm-subject", "rsvps-mail-confirm", "rsvps-mail-confirm-waits"),
            News::Manage => keys!("rsvp_manage", "rsvps-mail-manage-subject", "rsvps-mail-manage", "rsvps-mail-manage-text"),
            News::Waitlisted { .. } => keys!("rsvp_waitlisted", "rsvps-mail-waitlisted-subject", "rsvps-mail-waitlisted", "rsvps-mail-waitlisted-text"),
            News::SeatFree { .. } => keys!("rsvp_seat_free", "rsvps-mail-free-subject", "rsvps-mail-free", "rsvps-mail-free-text"),
            News::FirstTap => keys!("rsvp_first_tap", "rsvps-mail-free-subject", "rsvps-mail-free", "rsvps-mail-first-tap"),
            News::PassedOn => keys!("rsvp_passed_on", "rsvps-mail-passed-subject", "rsvps-mail-passed", "rsvps-mail-passed-text"),
            News::Fewer { .. } => keys!("rsvp_fewer", "rsvps-mail-fewer-subject", "rsvps-mail-fewer", "rsvps-mail-fewer-text"),
            News::Seated => keys!("rsvp_seated", "rsvps-mail-seated-subject", "rsvps-mail-seated", "rsvps-mail-seated-text"),
            News::Changed { .. } => keys!("rsvp_changed", "rsvps-mail-changed-subject", "rsvps-mail-changed", "rsvps-mail-changed-text"),
            News::Cancelled => keys!("rsvp_cancelled", "rsvps-mail-cancelled-subject", "rsvps-mail-cancelled", "rsvps-mail-cancelled-text"),
            News::Postponed => keys!("rsvp_postponed", "rsvps-mail-postponed-subject", "rsvps-mail-postponed", "rsvps-mail-postponed-text"),
            News::Redated { .. } => keys!("rsvp_redated", "rsvps-mail-redated-subject", "rsvps-mail-redated", "rsvps-mail-redated-text"),
            News::Silent => keys!("rsvp_silent", "rsvps-mail-silent-subject", "rsvps-mail-silent", "rsvps-mail-silent-text"),
            News::TakenOff => keys!("rsvp_taken_off", "rsvps-mail-off-subject", "rsvps-mail-off", "rsvps-mail-off-text"),
            News::StillComing => keys!("rsvp_still_coming", "rsvps-mail-still-subject", "rsvps-mail-still", "rsvps-mail-still-text"),
            News::Standing { asks: true } => keys!("rsvp_standing", "rsvps-mail-still-subject", "rsvps-mail-still", "rsvps-mail-standing-asks"),
            News::Standing { asks: false } => keys!("rsvp_standing", "rsvps-mail-standing-subject", "rsvps-mail-standing", "rsvps-mail-standing-text"),
            News::Reminder => keys!("rsvp_reminder", "rsvps-mail-reminder-subject", "rsvps-mail-reminder", "rsvps-mail-reminder-text"),
        }
    }

    /// Who has a seat shows the code of her letter at the door.
    pub fn has_code(&self) -> bool {
        matches!(self, News::Going | News::Seated | News::Standing { .. })
    }

    /// What asks for nothing new and can be turned off. It is of no use once the event has begun.
    pub fn is_reminder(&self) -> bool {
        matches!(
            self,
            News::Reminder | News::StillComing | News::Standing { .. }
        )
    }

    /// Whether its reader is to say yes or no.
    pub fn asks(&self) -> bool {
        matches!(
            self,
            News::PleaseConfirm { .. }
                | News::SeatFree { .. }
                | News::FirstTap
                | News::Redated { .. }
                | News::StillComing
                | News::Standing { asks: true }
        )
    }

    /// Whoever has just got a seat can bring somebody.
    pub fn has_invitation(&self) -> bool {
        matches!(self, News::Going | News::Seated)
    }

    /// The event as a calendar file belongs to letters that say that she comes, or that it changed.
    pub fn has_calendar(&self) -> bool {
        matches!(
            self,
            News::Going
                | News::Seated
                | News::Standing { .. }
                | News::Changed { .. }
                | News::Cancelled
        )
    }
}

/// Whom a letter is for.
#[derive(Debug, Clone)]
pub struct Reader {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    /// The whole address of her manage link.
    pub link: String,
    /// The address where she answers by mail; `None`: mail does not come in.
    pub answers_to: Option<String>,
    /// The whole address that opens her at the door; `None`: she has no seat in the room.
    pub code: Option<String>,
    /// The whole address by which she brings somebody; `None`: the letter is about something else.
    pub invitation: Option<String>,
    /// Where she ends reminders; `None`: the letter is none.
    pub choices: Option<Links>,
}

/// The evening that a letter is about.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    pub group: &'a Group,
    pub event: &'a Event,
    /// Whether she has still to answer what nobody can come without.
    pub questions: bool,
    /// The venue in one line; empty: none, or not known yet.
    pub place: &'a str,
    /// The same with the way in.
    pub directions: &'a str,
    /// The whole address of the event's page.
    pub page: &'a str,
    /// The whole address of a picture.
    pub cover: &'a str,
}

impl About<'_> {
    /// The letter that tells `reader` the news about her answer.
    pub fn write(&self, reader: &Reader, rsvp: &Rsvp, news: &News) -> Letter {
        let keys = news.keys();
        let phrase = || self.phrase(reader, rsvp, news);
        let mut blocks = vec![Block::Paragraph(phrase().t(keys.sentence))];
        blocks.extend(self.particulars(news));
        // A postponed evening promises no date, so it shows none.
        if *news != News::Postponed {
            blocks.push(self.card());
        }
        if let Some(href) = reader.code.clone() {
            let label = self.words().t("rsvps-mail-code");
            blocks.push(Block::Scan { label, href });
        }
        blocks.push(self.buttons(reader, news));
        if self.questions {
            blocks.push(Block::Note(self.words().t("rsvps-mail-questions")));
        }
        blocks.extend(self.note(news).map(Block::Note));
        if reader.answers_to.is_some() && news.asks() {
            let phrase = self.words().with("guests", self.event.guests_allowed);
            blocks.push(Block::Note(phrase.t("rsvps-mail-or-answer")));
        }
        if let Some(link) = reader.invitation.clone() {
            let phrase = self.words().with("link", link);
            blocks.push(Block::Note(phrase.t("rsvps-mail-bring")));
        }
        Letter {
            kind: keys.kind,
            to: reader.email.clone(),
            to_name: neutral(&reader.name),
            person: Some(reader.person),
            from_name: self.group.name.clone(),
            reply_to: reader
                .answers_to
                .clone()
                .or_else(|| Some(self.group.contact_email.clone())),
            subject: phrase().t(keys.subject),
            body: Body {
                language: self.words().language.tag().to_owned(),
                preheader: phrase().t(keys.sentence),
                masthead: self.group.name.clone(),
                cover: Some(self.cover.to_owned()),
                heading: phrase().t(keys.heading),
                blocks,
                footer: self.footer(reader, rsvp, news),
            },
            unsubscribe: reader.choices.as_ref().map(|l| l.stop_reminders.clone()),
            urgent: true,
            expires_at: news.is_reminder().then_some(self.event.starts_at),
            quiet_zone: news.is_reminder().then(|| self.event.zone.clone()),
            ..Letter::default()
        }
    }

    /// Why she gets it, and where she changes that.
    fn footer(&self, reader: &Reader, rsvp: &Rsvp, news: &News) -> Vec<Line> {
        let is_standing = matches!(news, News::Standing { .. });
        let why = match is_standing {
            true => "rsvps-mail-why-standing",
            false => "rsvps-mail-why",
        };
        let link = |key, href| Line::Link {
            label: self.words().t(key),
            href,
        };
        let mut footer = vec![
            Line::Text(self.phrase(reader, rsvp, news).t(why)),
            link("rsvps-mail-manage-link", reader.link.clone()),
        ];
        if is_standing {
            let end = format!("{}/standing", reader.link);
            footer.push(link("rsvps-mail-standing-end", end));
        }
        if let Some(links) = &reader.choices {
            let end = links.stop_reminders.clone();
            footer.push(link("preferences-mail-stop-reminders", end));
            footer.push(link("preferences-mail-choose", links.choose.clone()));
        }
        footer
    }

    fn words(&self) -> Words {
        self.group.words().plain()
    }

    /// Every value that some sentence needs.
    fn phrase(&self, reader: &Reader, rsvp: &Rsvp, news: &News) -> Phrase {
        let phrase = self
            .words()
            .with("event", self.event.title.clone())
            .with("group", self.group.name.clone())
            .with("name", neutral(&reader.name))
            .with("guests", rsvp.guests)
            .with("starts", self.moment(self.event.starts_at))
            .with("note", self.event.status_note.clone());
        match news {
            News::PleaseConfirm { until, .. } => phrase.with("until", self.moment(*until)),
            News::SeatFree { until } => phrase.with("until", self.moment(*until)),
            News::Redated { before, until } => phrase
                .with("until", self.moment(*until))
                .with("before", self.moment(before.starts_at)),
            News::Waitlisted { place } => phrase.with("place", *place),
            News::Fewer { free } => phrase.with("free", *free).with("wanted", rsvp.size()),
            _ => phrase,
        }
    }

    fn moment(&self, at: Instant) -> String {
        self.words().near_moment(&at.in_zone(&self.event.tz()))
    }

    /// What exactly changed, or what the organizers said about it.
    fn particulars(&self, news: &News) -> Vec<Block> {
        match news {
            News::Changed {
                time_before,
                place_before,
            } => {
                let time = time_before.as_ref().map(|before| {
                    let phrase = self.words().with("before", self.moment(before.starts_at));
                    let phrase = phrase.with("after", self.moment(self.event.starts_at));
                    phrase.t("rsvps-mail-changed-time")
                });
                let place = place_before.as_ref().map(|before| {
                    let phrase = self.words().with("before", before.clone());
                    let phrase = phrase.with("after", self.directions.to_owned());
                    phrase.t("rsvps-mail-changed-place")
                });
                time.into_iter()
                    .chain(place)
                    .map(Block::Paragraph)
                    .collect()
            }
            News::Cancelled | News::Postponed if !self.event.status_note.is_empty() => {
                vec![Block::Paragraph(self.event.status_note.clone())]
            }
            _ => Vec::new(),
        }
    }

    fn card(&self) -> Block {
        let (words, starts) = (self.words(), self.event.starts());
        let date = starts.date();
        let time = words
            .with("starts", words.time(starts.time()))
            .with("ends", words.time(self.event.ends().time()));
        let time = match self.event.doors() {
            Some(doors) => time
                .with("doors", words.time(doors.time()))
                .t("rsvps-mail-times-doors"),
            None => time.t("rsvps-mail-times"),
        };
        let lines = [time, self.place.to_owned()];
        Block::Card {
            weekday: words.short_weekday(date),
            day: date.day().to_string(),
            month: words.short_month(date),
            title: self.event.title.clone(),
            lines: lines.into_iter().filter(|line| !line.is_empty()).collect(),
        }
    }

    /// At most one filled button; each leads to a page that asks once more and has nothing to type.
    fn buttons(&self, reader: &Reader, news: &News) -> Block {
        let button = |key: &str, query: &str, tone| Button {
            label: self.words().t(key),
            href: format!("{}{query}", reader.link),
            tone,
        };
        let coming = |key| button(key, "?answer=going", Tone::Go);
        let cannot = |key| button(key, "?answer=declined", Tone::Plain);
        let buttons = match news {
            News::PleaseConfirm { .. } => vec![
                coming("rsvps-mail-button-confirm"),
                cannot("rsvps-mail-button-not-me"),
            ],
            News::SeatFree { .. } | News::FirstTap => {
                vec![
                    coming("rsvps-mail-button-take"),
                    cannot("rsvps-mail-button-no"),
                ]
            }
            News::Fewer { free } => {
                let query = format!("?answer=going&guests={}", free - 1);
                let label = self
                    .words()
                    .with("free", *free)
                    .t("rsvps-mail-button-fewer");
                let href = format!("{}{query}", reader.link);
                vec![Button {
                    label,
                    href,
                    tone: Tone::Go,
                }]
            }
            News::Redated { .. } => vec![
                coming("rsvps-mail-button-still"),
                cannot("rsvps-mail-button-no"),
            ],
            News::Standing { asks: false } => vec![cannot("rsvps-mail-button-release")],
            News::StillComing | News::Standing { asks: true } => vec![
                coming("rsvps-mail-button-yes-still"),
                cannot("rsvps-mail-button-free"),
            ],
            News::Silent | News::TakenOff => vec![coming("rsvps-mail-button-again")],
            News::Reminder | News::Going | News::Seated | News::Changed { .. } => {
                vec![cannot("rsvps-mail-button-cannot")]
            }
            News::Waitlisted { .. } | News::PassedOn => {
                vec![cannot("rsvps-mail-button-leave-line")]
            }
            News::Manage => vec![button("rsvps-mail-button-manage", "", Tone::Go)],
            News::Cancelled | News::Postponed => vec![Button {
                label: self.words().t("rsvps-mail-button-event"),
                href: self.page.to_owned(),
                tone: Tone::Plain,
            }],
        };
        Block::Buttons(buttons)
    }

    fn note(&self, news: &News) -> Option<String> {
        let key = match news {
            News::PleaseConfirm { .. } => "rsvps-mail-confirm-note",
            News::SeatFree { .. } | News::FirstTap => "rsvps-mail-free-note",
            News::Fewer { .. } => "rsvps-mail-fewer-note",
            News::Reminder => "rsvps-mail-reminder-note",
            News::StillComing | News::Standing { asks: true } => "rsvps-mail-still-note",
            News::Standing { asks: false } => "rsvps-mail-standing-note",
            _ => return None,
        };
        Some(self.words().t(key))
    }
}

/// A name as it may stand in a letter to an address that nobody has confirmed: short, and nothing
/// that a mail program makes a link of.
pub fn neutral(name: &str) -> String {
    let mut plain = String::new();
    let mut before = ' ';
    for c in name.chars() {
        let c = match c {
            c if c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '.') => c,
            // Marks belong to the letters of many scripts.
            c if !c.is_ascii() && !c.is_control() => c,
            _ => ' ',
        };
        // A dot within a word would make an address of it.
        if before == '.' && c != ' ' {
            plain.push(' ');
        }
        plain.push(c);
        before = c;
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    text::cut(&words.join(" "), NAME_LENGTH)
}

/// Which seats an answer is about, for the sentence that says so.
pub fn attending_key(attending: Attending) -> &'static str {
    match attending {
        Attending::InPerson => "rsvps-in-person",
        Attending::Online => "rsvps-online",
    }
}
