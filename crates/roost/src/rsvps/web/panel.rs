use crate::answers::{self, Field, Given};
use crate::clock::Instant;
use crate::db::{self, Tx};
use crate::events::{AttendanceMode, Closed, Event};
use crate::groups::{Group, Photos};
use crate::ids::PersonId;
use crate::invites::{self, Via};
use crate::rsvps::model::{Attending, FIRST_TAP, Rsvp, State, place_in_line};
use crate::rsvps::store::{self, Counts};
use crate::web::components::Perch;
use crate::web::{Flash, Form};
use crate::words::Words;

/// The viewer's own answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAnswer {
    pub rsvp: Rsvp,
    /// Her place in line, counted from 1; of no meaning unless she waits.
    pub place: i64,
    /// What she said to the event's questions.
    pub answers: Vec<Given>,
}

pub async fn find_own_answer(
    tx: &mut Tx<'_>,
    event: &Event,
    person: PersonId,
) -> db::Result<Option<OwnAnswer>> {
    let Some(rsvp) = store::find_rsvp(tx, event.group_id, event.id, person).await? else {
        return Ok(None);
    };
    let place = match rsvp.state {
        State::Waitlisted => place_in_line(store::count_before(tx, &rsvp).await?),
        _ => 0,
    };
    let answers = match event.questions.is_empty() {
        true => Vec::new(),
        false => answers::list_given(tx, (event.group_id, event.id), person).await?,
    };
    Ok(Some(OwnAnswer {
        rsvp,
        place,
        answers,
    }))
}

/// What the panel is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    pub group: &'a Group,
    pub event: &'a Event,
    pub counts: Counts,
    pub own: Option<&'a OwnAnswer>,
    /// What she has said to pictures; `None`: nothing, or nobody knows who she is.
    pub photos: Option<Photos>,
    pub signed_in: bool,
    /// Who invited her; `None`: nobody.
    pub via: Option<&'a Via>,
    /// Whether she has never answered an event of the group, as far as anybody knows.
    pub is_new: bool,
    pub now: Instant,
}

/// What the panel asks or says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// She has not answered: are you coming?
    Ask,
    Going,
    /// She is going, and was asked whether she still comes.
    StillComing,
    Waitlisted,
    /// She waits, and in the last hours a seat is free: the first tap has it.
    FirstTap,
    Offered,
    Declined,
    Closed,
}

/// The seats of one pool, as birds and in words.
pub struct Seats {
    /// `None`: there is no limit, so there is nothing to draw.
    pub perch: Option<Perch>,
    pub label: String,
    pub strong: String,
    pub soft: String,
}

/// "Are you coming?", with the seats and the one thing to do. Shown by `rsvps/_panel.html`, and on
/// telephones also by `rsvps/_dock.html`.
pub struct Panel {
    /// Where its forms are sent.
    pub path: String,
    /// The event's page.
    pub event_path: String,
    pub view: View,
    pub heading: String,
    /// Says how things stand; empty where the heading says it all.
    pub sentence: String,
    pub seats: Vec<Seats>,
    /// Values and words; empty where nobody may be brought along.
    pub guests: Vec<(String, String)>,
    /// Values and words; empty unless one can come in person and online.
    pub pools: Vec<(String, String)>,
    /// What the event asks.
    pub asked: Vec<Field>,
    /// What she can say to pictures, values and words: until she has said something, and then whenever
    /// she looks at her answer.
    pub photos: Vec<(String, String)>,
    /// Who invited her; `None`: nobody, or she has answered.
    pub via: Option<Via>,
    /// How somebody new may have heard of the group, values and words; empty: she is not asked.
    pub heard: Vec<(String, String)>,
    pub signed_in: bool,
    /// Where a visitor who has an account signs in.
    pub sign_in_path: String,
    /// Who sees the address, and for what.
    pub who_sees: String,
    pub when: String,
    pub form: Form,
    /// What became of the answer just given, when the panel alone is sent.
    pub message: Option<Flash>,
}

impl Panel {
    pub fn new(words: Words, seen: &Seen<'_>, form: Form) -> Panel {
        let Seen { group, event, .. } = *seen;
        let event_path = event.path(&group.slug);
        let view = seen.view();
        let (heading, sentence) = seen.says(words, view);
        let form = match (seen.own, form.value("guests")) {
            (Some(own), "") => form
                .with("guests", own.rsvp.guests.to_string())
                .with("attending", own.rsvp.attending.value()),
            _ => form,
        };
        let form = match seen.own.filter(|_| !answers::was_asked(&form)) {
            Some(own) => answers::filled(form, &event.questions, &own.answers),
            None => form,
        };
        let form = match seen.photos.filter(|_| !form.flag("photos")) {
            Some(photos) => form.with("photos", photos.value()),
            None => form,
        };
        let via = seen
            .via
            .filter(|_| matches!(view, View::Ask | View::Declined));
        Panel {
            path: format!("{event_path}/rsvp"),
            sign_in_path: match via {
                Some(via) => format!("/sign-in?next={event_path}%3Fi%3D{}", via.code),
                None => format!("/sign-in?next={event_path}"),
            },
            heard: match view {
                View::Ask if seen.is_new && via.is_none() => invites::heard_options(words),
                _ => Vec::new(),
            },
            via: via.cloned(),
            who_sees: words.with("group", group.name.clone()).t("rsvps-who-sees"),
            when: words.near_moment(&event.starts()),
            seats: pools(event)
                .into_iter()
                .map(|attending| seen.seats(words, attending))
                .collect(),
            guests: guests(words, event.guests_allowed),
            pools: choices(words, event.attendance_mode),
            asked: answers::fields(words, &event.questions),
            photos: match seen.photos {
                Some(_) if view != View::Going => Vec::new(),
                known => photos(words, known),
            },
            signed_in: seen.signed_in,
            event_path,
            view,
            heading,
            sentence,
            form,
            message: None,
        }
    }

    /// The words of the button that says "yes", on the panel and in the dock.
    pub fn yes(&self) -> &'static str {
        match self.view {
            View::Offered | View::FirstTap => "rsvps-button-take",
            View::StillComing => "rsvps-button-still",
            View::Ask | View::Going | View::Waitlisted | View::Declined | View::Closed => {
                "rsvps-button-coming"
            }
        }
    }

    /// The words of the button that says "no".
    pub fn no(&self) -> &'static str {
        match self.view {
            View::Waitlisted | View::FirstTap => "rsvps-button-leave-line",
            View::Going => "rsvps-button-cannot",
            View::StillComing => "rsvps-button-free",
            View::Ask | View::Offered | View::Declined | View::Closed => "rsvps-button-no",
        }
    }

    /// Whether a single tap says all that there is to say.
    pub fn needs_one_tap(&self) -> bool {
        !self.asked.iter().any(|question| question.required)
    }

    /// Whether there is something to change besides coming or not.
    pub fn has_more(&self) -> bool {
        let asks = !self.asked.is_empty() || !self.photos.is_empty();
        asks || !self.guests.is_empty() || !self.pools.is_empty()
    }

    /// Whether the first thing to do is to say "yes".
    pub fn asks(&self) -> bool {
        matches!(
            self.view,
            View::Ask | View::Offered | View::Declined | View::FirstTap | View::StillComing
        )
    }

    /// Whether saying "yes" may end in the line.
    pub fn may_wait(&self) -> bool {
        self.asks() && self.view != View::StillComing
    }
}

impl Seen<'_> {
    fn view(&self) -> View {
        let closed = self.event.accepts_rsvps(self.now).err();
        let Some(own) = self.own else {
            return if closed.is_some() {
                View::Closed
            } else {
                View::Ask
            };
        };
        let over = matches!(
            closed,
            Some(Closed::Draft | Closed::Cancelled | Closed::HasBegun | Closed::Postponed)
        );
        match own.rsvp.state {
            _ if over => View::Closed,
            State::Going if own.rsvp.owes_a_word() => View::StillComing,
            State::Going => View::Going,
            State::Offered => View::Offered,
            State::Waitlisted if self.is_first_tap(&own.rsvp) => View::FirstTap,
            State::Waitlisted => View::Waitlisted,
            State::Declined if closed.is_some() => View::Closed,
            State::Declined => View::Declined,
        }
    }

    fn is_first_tap(&self, own: &Rsvp) -> bool {
        let free = self
            .capacity(own.attending)
            .is_none_or(|capacity| self.counts.held_by(own.attending) + own.size() <= capacity);
        free && self.event.starts_at.since(self.now) <= FIRST_TAP
    }

    fn capacity(&self, attending: Attending) -> Option<i64> {
        match attending {
            Attending::InPerson => self.event.seats_in_room(),
            Attending::Online => self.event.online_capacity,
        }
    }

    /// Heading and sentence.
    fn says(&self, words: Words, view: View) -> (String, String) {
        let t = |heading: &str, sentence: &str| (words.t(heading), words.t(sentence));
        let moment = |at: Instant| words.near_moment(&at.in_zone(&self.event.tz()));
        match (view, self.own) {
            (View::Ask, _) | (_, None) if view != View::Closed => {
                (words.t("rsvps-ask"), String::new())
            }
            (View::StillComing, _) => t("rsvps-still", "rsvps-still-text"),
            (View::Going, Some(own)) if !own.rsvp.is_firm() => {
                t("rsvps-going", "rsvps-going-unconfirmed")
            }
            (View::Going, Some(own)) if own.rsvp.asked_again_at.is_some() => {
                t("rsvps-going", "rsvps-going-asked-again")
            }
            (View::Going, Some(own)) => {
                let phrase = words.with("guests", own.rsvp.guests);
                (words.t("rsvps-going"), phrase.t("rsvps-going-text"))
            }
            (View::Waitlisted, Some(own)) => (
                words.with("place", own.place).t("rsvps-waitlisted"),
                words.t("rsvps-waitlisted-text"),
            ),
            (View::FirstTap, _) => t("rsvps-first-tap", "rsvps-first-tap-text"),
            (View::Offered, Some(own)) => {
                let until = own.rsvp.accept_by.map(moment).unwrap_or_default();
                let phrase = words.with("until", until);
                (words.t("rsvps-offered"), phrase.t("rsvps-offered-text"))
            }
            (View::Declined, Some(own)) if own.rsvp.was_released() => {
                t("rsvps-declined", "rsvps-released-text")
            }
            (View::Declined, _) => t("rsvps-declined", "rsvps-declined-text"),
            _ => (words.t("rsvps-closed"), self.why_closed(words)),
        }
    }

    pub(super) fn why_closed(&self, words: Words) -> String {
        let Err(closed) = self.event.accepts_rsvps(self.now) else {
            return String::new();
        };
        why_closed(words, closed, self.event)
    }

    fn seats(&self, words: Words, attending: Attending) -> Seats {
        let hybrid = self.event.attendance_mode == AttendanceMode::Hybrid;
        let held = self.counts.held_by(attending);
        let waiting = self.counts.waiting_for(attending);
        let pool = if hybrid {
            words.t(crate::rsvps::mail::attending_key(attending))
        } else {
            String::new()
        };
        let Some(capacity) = self.capacity(attending) else {
            return Seats {
                perch: None,
                label: String::new(),
                strong: words.with("count", held).t("rsvps-seats-taken"),
                soft: pool,
            };
        };
        let with_you = self
            .own
            .is_some_and(|own| own.rsvp.attending == attending && own.rsvp.state == State::Going);
        let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
        let numbers = words
            .with("taken", held)
            .with("capacity", capacity)
            .with("free", (capacity - held).max(0))
            .with("waiting", waiting);
        let strong = if held < capacity {
            numbers.t("rsvps-seats-left")
        } else {
            numbers.t("rsvps-seats-full")
        };
        let soft = [numbers.t("rsvps-seats-of"), pool];
        let soft: Vec<String> = soft.into_iter().filter(|part| !part.is_empty()).collect();
        Seats {
            perch: Some(Perch::new(number(held), number(capacity), with_you)),
            label: numbers.t("rsvps-seats-label"),
            strong,
            soft: soft.join(" · "),
        }
    }
}

/// Why answers are closed, in words that say what one can expect.
pub(super) fn why_closed(words: Words, closed: Closed, event: &Event) -> String {
    match closed {
        Closed::NotYet(opens) => words
            .with("opens", words.near_moment(&opens.in_zone(&event.tz())))
            .t("rsvps-closed-not-yet"),
        Closed::Early => words.t("rsvps-closed-early"),
        Closed::HasBegun => words.t("rsvps-closed-begun"),
        Closed::Cancelled => words.t("rsvps-closed-cancelled"),
        Closed::Postponed => words.t("rsvps-closed-postponed"),
        Closed::Draft => words.t("rsvps-closed-draft"),
    }
}

fn pools(event: &Event) -> Vec<Attending> {
    let mode = event.attendance_mode;
    let room = mode.has_room().then_some(Attending::InPerson);
    let online = mode.has_online().then_some(Attending::Online);
    room.into_iter().chain(online).collect()
}

fn guests(words: Words, allowed: i64) -> Vec<(String, String)> {
    if allowed == 0 {
        return Vec::new();
    }
    (0..=allowed)
        .map(|count| {
            let said = words.with("count", count).t("rsvps-guests-option");
            (count.to_string(), said)
        })
        .collect()
}

/// Nobody is made to say anything.
fn photos(words: Words, known: Option<Photos>) -> Vec<(String, String)> {
    let nothing = (String::new(), words.t("rsvps-photos-unsaid"));
    let unsaid = known.is_none().then_some(nothing);
    let said = Photos::BOTH.into_iter().map(|photos| {
        let key = match photos {
            Photos::Fine => "rsvps-photos-fine",
            Photos::Never => "rsvps-photos-never",
        };
        (photos.value().to_owned(), words.t(key))
    });
    unsaid.into_iter().chain(said).collect()
}

fn choices(words: Words, mode: AttendanceMode) -> Vec<(String, String)> {
    if mode != AttendanceMode::Hybrid {
        return Vec::new();
    }
    Attending::BOTH
        .into_iter()
        .map(|attending| {
            let key = crate::rsvps::mail::attending_key(attending);
            (attending.value().to_owned(), words.t(key))
        })
        .collect()
}
