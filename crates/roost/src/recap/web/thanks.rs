//! Whom an evening owes thanks, and letters for them that only need to be sent.

use crate::db::{self, Tx};
use crate::events::{AgendaLine, Event};
use crate::groups::{Group, Organizer};
use crate::recap::model::{Thanks, ThanksKind};
use crate::recap::store;
use crate::text;
use crate::venues::{self, Venue};
use crate::web::Form;
use crate::words::{Phrase, Words};

/// Somebody to thank. Its fields begin with `slot`, so that several letters fit on one page.
pub struct Target {
    pub slot: String,
    /// Empty: the form asks for it.
    pub name: String,
    /// "Spoke about Packaging without tears"
    pub note: String,
    /// "Marta Example, 4 December"; empty: nobody has sent it yet.
    pub sent: String,
    /// Whether the address refused the letter, so that another one can be tried.
    pub has_failed: bool,
    /// Whether something typed into its letter is to mend.
    pub is_open: bool,
}

impl Target {
    pub fn asks_name(&self) -> bool {
        self.name.is_empty()
    }

    pub fn can_send(&self) -> bool {
        self.sent.is_empty() || self.has_failed
    }

    /// The name of one of its fields.
    pub fn field(&self, part: &str) -> String {
        field(&self.slot, part)
    }
}

pub fn field(slot: &str, part: &str) -> String {
    format!("{slot}-{part}")
}

/// What kind of thanks a slot is for; `None`: none of ours.
pub fn kind(slot: &str) -> Option<ThanksKind> {
    match slot.split_once('-') {
        Some(("speaker", number)) if number.parse::<u8>().is_ok() => Some(ThanksKind::Speaker),
        None if slot == "venue" => Some(ThanksKind::Venue),
        None if slot == "sponsor" => Some(ThanksKind::Sponsor),
        _ => None,
    }
}

/// What the letters are written from.
pub struct Desk<'d> {
    pub group: &'d Group,
    pub by: &'d Organizer,
    pub event: &'d Event,
    pub agenda: &'d [AgendaLine],
    pub thanked: &'d [Thanks],
    /// The whole address of the evening's page.
    pub page: &'d str,
}

/// Everybody to thank, with the letters filled into the form where nothing was typed.
pub async fn targets(
    tx: &mut Tx<'_>,
    desk: &Desk<'_>,
    mut form: Form,
) -> db::Result<(Vec<Target>, Form)> {
    let mut targets = Vec::new();
    for (number, (speaker, talks)) in (0..).zip(speakers(desk.agenda)) {
        let slot = format!("speaker-{number}");
        let key = text::sort_key(&speaker);
        let known = store::list_emails_by_name(tx, desk.group.id, &key).await?;
        let email = match &known[..] {
            [email] => email.clone(),
            _ => String::new(),
        };
        let talk = talks.join(", ");
        let named = desk
            .named(text::first_name(&speaker))
            .with("talk", talk.clone());
        let body = named.t("recap-speaker-body");
        form = filled(form, &slot, (email, named.t("recap-speaker-subject"), body));
        let note = desk.words().with("talk", talk).t("recap-speaker-note");
        targets.push(desk.target(&form, slot, (ThanksKind::Speaker, speaker, note)));
    }
    if let Some(venue) = venue(tx, desk.event).await? {
        let name = venue.place.name;
        let named = desk.named(&name);
        let body = named.t("recap-venue-body");
        form = filled(
            form,
            "venue",
            (String::new(), named.t("recap-venue-subject"), body),
        );
        let note = desk.words().t("recap-venue-note");
        targets.push(desk.target(&form, "venue".to_owned(), (ThanksKind::Venue, name, note)));
    }
    let sponsors = desk.thanked.iter();
    for sponsor in
        sponsors.filter(|thanks| thanks.kind == ThanksKind::Sponsor && !thanks.has_failed)
    {
        let note = desk.words().t("recap-sponsor-note");
        let name = sponsor.name.clone();
        targets.push(desk.target(&form, String::new(), (ThanksKind::Sponsor, name, note)));
    }
    let named = desk.named("");
    let body = named.t("recap-sponsor-body");
    form = filled(
        form,
        "sponsor",
        (String::new(), named.t("recap-sponsor-subject"), body),
    );
    let note = desk.words().t("recap-sponsor-note");
    let slot = "sponsor".to_owned();
    targets.push(desk.target(&form, slot, (ThanksKind::Sponsor, String::new(), note)));
    Ok((targets, form))
}

impl Desk<'_> {
    fn words(&self) -> Words {
        self.group.words()
    }

    fn named(&self, name: &str) -> Phrase {
        let words = self.words().plain();
        words
            .with("name", name.to_owned())
            .with("event", self.event.title.clone())
            .with("date", words.near_date(self.event.starts().date()))
            .with("group", self.group.name.clone())
            .with("me", self.by.name.clone())
            .with("link", self.page.to_owned())
    }

    fn target(
        &self,
        form: &Form,
        slot: String,
        (kind, name, note): (ThanksKind, String, String),
    ) -> Target {
        let folded = text::sort_key(&name);
        let mut thanked = self.thanked.iter();
        let sent = thanked.find(|thanks| thanks.kind == kind && thanks.folded == folded);
        let words = self.words();
        let is_open = ["name", "email", "subject", "body"]
            .iter()
            .any(|part| form.problem(&field(&slot, part)).is_some());
        Target {
            sent: sent.map_or_else(String::new, |thanks| {
                let day = thanks.sent_at.in_zone(&self.group.zone()).date();
                words
                    .with("who", thanks.sent_by.clone())
                    .with("date", words.near_date(day))
                    .t("recap-thanked")
            }),
            has_failed: sent.is_some_and(|thanks| thanks.has_failed),
            slot,
            name,
            note,
            is_open,
        }
    }
}

fn filled(mut form: Form, slot: &str, (email, subject, body): (String, String, String)) -> Form {
    for (part, value) in [("email", email), ("subject", subject), ("body", body)] {
        let name = field(slot, part);
        if !form.fields.has(&name) {
            form = form.with(&name, value);
        }
    }
    form
}

/// Who spoke, each once, with the titles of what she said.
fn speakers(agenda: &[AgendaLine]) -> Vec<(String, Vec<String>)> {
    let mut speakers: Vec<(String, Vec<String>)> = Vec::new();
    for line in agenda.iter().filter(|line| !line.speaker.is_empty()) {
        let key = text::sort_key(&line.speaker);
        let mut known = speakers.iter_mut();
        match known.find(|(speaker, _)| text::sort_key(speaker) == key) {
            Some((_, talks)) => talks.push(line.title.clone()),
            None => speakers.push((line.speaker.clone(), vec![line.title.clone()])),
        }
    }
    speakers
}

async fn venue(tx: &mut Tx<'_>, event: &Event) -> db::Result<Option<Venue>> {
    match event.venue_id.filter(|_| event.attendance_mode.has_room()) {
        Some(id) => venues::find_venue(tx, event.group_id, id).await,
        None => Ok(None),
    }
}
