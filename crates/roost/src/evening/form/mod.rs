//! What an organizer types about an event: read into a plan, or filled in from one.
mod when;
mod place;
mod agenda;
mod questions;
mod repeat;

pub use agenda::{Row, rows, with_rows};
pub use place::{filled_place, read_place};
pub use questions::{QuestionFields, with_questions};
pub use repeat::{read_rule, with_rule};
pub use when::read_schedule;

use crate::clock::Instant;
use crate::events::{
    AgendaLine, AttendanceMode, Cover, Details, Event, LINK_MINUTES, MOST_GUESTS,
    MOST_LINK_MINUTES, MOST_SEATS, Plan, Questions,
};
use crate::groups::Group;
use crate::ids::Moment;
use crate::venues::Venue;
use crate::web::Form;
use crate::words::Words;

pub const TITLE: usize = 120;
const SENTENCE: usize = 240;
const DESCRIPTION: usize = 20_000;

/// What the form is read against.
pub struct Known<'k> {
    pub venues: &'k [Venue],
    pub words: Words,
    pub at: &'k Moment,
    /// A postponed event has no date to change here.
    pub dated: Option<&'k Event>,
    /// The picture that the event has so far, or that was sent along.
    pub picture: Option<String>,
}

/// The plan that the form describes; `None`: it has mistakes, which it now names.
pub fn read(form: &mut Form, known: &Known<'_>) -> Option<Plan> {
    let words = known.words;
    let title = form.line("title", TITLE);
    if !title.is_empty() && !title.chars().any(char::is_alphanumeric) {
        form.refuse("title", words.t("evening-title-needs-letters"));
    }
    let (sentence, description) = (
        form.optional_line("sentence", SENTENCE),
        form.text("description", DESCRIPTION),
    );
    let schedule = match known.dated {
        Some(event) => Some(event.schedule()),
        None => read_schedule(form, words, known.at.now),
    };
    let mode: Option<AttendanceMode> = form.choice("mode");
    let venue = place::read_venue(form, known, mode.is_none_or(AttendanceMode::has_room));
    let agenda = agenda::read_agenda(form, words);
    let questions = questions::read_questions(form, words, known.at);
    let rsvps = when::read_rsvp_times(form, words, schedule.as_ref());
    let (capacity, online_capacity) = (
        form.number("capacity", 1..=MOST_SEATS),
        form.number("online_capacity", 1..=MOST_SEATS),
    );
    let overbooked = read_overbooked(form, words, capacity);
    let guests = form.number("guests_allowed", 0..=MOST_GUESTS);
    let minutes = form.number("online_link_from_minutes", 0..=MOST_LINK_MINUTES);
    let (online_link, picture_alt) = (
        form.link("online_link"),
        form.optional_line("picture_alt", 240),
    );
    let cover = read_cover(form, known);

    let (mode, schedule) = (mode?, schedule?);
    let details = Details {
        title,
        sentence,
        description,
        schedule,
        attendance_mode: mode,
        venue_id: None,
        online_link,
        online_link_from_minutes: minutes.unwrap_or(LINK_MINUTES),
        capacity: capacity.filter(|_| mode.has_room()),
        online_capacity: online_capacity.filter(|_| mode.has_online()),
        overbooked: if mode.has_room() { overbooked } else { 0 },
        asks_still_coming: form.flag("asks_still_coming"),
        guests_allowed: guests.unwrap_or(0),
        rsvp_opens_at: rsvps.0,
        rsvp_closes_at: rsvps.1,
        questions,
        cover,
        picture: known.picture.clone(),
        picture_alt,
    };
    form.is_fine().then_some(Plan {
        details,
        venue,
        agenda,
    })
}

/// Does what the buttons beside the agenda and the questions ask. `false`: none was pressed, so the
/// form is meant to be saved.
pub fn change_rows(form: &mut Form, words: Words) -> bool {
    agenda::change_rows(form) || questions::change_questions(form, words)
}

/// Seats over those in the room: none unless the room has a limit, and no more than it has.
fn read_overbooked(form: &mut Form, words: Words, capacity: Option<i64>) -> i64 {
    let overbooked = form.number("overbooked", 0..=MOST_SEATS).unwrap_or(0);
    let room = capacity.unwrap_or(0);
    // A mistake in the number of seats is named there.
    if overbooked > room && form.problem("capacity").is_none() {
        let key = match capacity {
            None => "evening-overbooked-needs-seats",
            Some(_) => "evening-overbooked-too-many",
        };
        form.refuse("overbooked", words.with("room", room).t(key));
    }
    overbooked
}

fn read_cover(form: &mut Form, known: &Known<'_>) -> Cover {
    let cover = form.choice("cover").unwrap_or(Cover::Group);
    if cover == Cover::Picture && known.picture.is_none() {
        form.refuse("cover", known.words.t("evening-cover-needs-picture"));
    }
    cover
}

/// The form for an event that nobody has described yet: an evening of the usual length, a week ahead.
pub fn fresh(words: Words, group: &Group, now: Instant) -> Form {
    let day = now.in_zone(&group.zone()).date();
    let day = day.saturating_add(jiff::Span::new().days(7));
    let form = Form::empty(words)
        .with("zone", &group.zone)
        .with("starts_on", day.to_string())
        .with("starts_at", "18:00")
        .with("ends_at", "20:30")
        .with("mode", AttendanceMode::InPerson.value())
        .with("guests_allowed", "0")
        .with("overbooked", "0")
        .with("online_link_from_minutes", LINK_MINUTES.to_string())
        .with("cover", Cover::Group.value());
    with_rows(with_questions(form, &Questions::default()), &[])
}

/// The form as it describes an event that there is.
pub fn filled(words: Words, event: &Event, agenda: &[AgendaLine]) -> Form {
    described(words, &Details::of(event), agenda)
}

/// The form with all that it would say of an evening.
pub fn described(words: Words, details: &Details, agenda: &[AgendaLine]) -> Form {
    let form = Form::empty(words)
        .with("title", &details.title)
        .with("sentence", &details.sentence)
        .with("description", &details.description)
        .with("mode", details.attendance_mode.value())
        .with("online_link", &details.online_link)
        .with(
            "online_link_from_minutes",
            details.online_link_from_minutes.to_string(),
        )
        .with("capacity", number(details.capacity))
        .with("online_capacity", number(details.online_capacity))
        .with("overbooked", details.overbooked.to_string())
        .with("guests_allowed", details.guests_allowed.to_string())
        .with("cover", details.cover.value())
        .with("picture_alt", &details.picture_alt);
    let form = match details.asks_still_coming {
        true => form.with("asks_still_coming", "yes"),
        false => form,
    };
    let venue = details
        .venue_id
        .map_or_else(String::new, |id| id.to_string());
    let form = with_questions(form, &details.questions);
    with_rows(when::with_times(form, details).with("venue", venue), agenda)
}

/// The form for an event like an earlier one: all but its date.
pub fn copied(
    words: Words,
    group: &Group,
    event: &Event,
    agenda: &[AgendaLine],
    now: Instant,
) -> Form {
    let fresh = fresh(words, group, now);
    let day = fresh.value("starts_on").to_owned();
    let mut form = filled(words, event, agenda);
    // What was shown and filmed belongs to the evening at which it was.
    for row in rows(&form) {
        form.fields.set(&row.slides, "");
        form.fields.set(&row.video, "");
    }
    for name in [
        "rsvp_opens_on",
        "rsvp_opens_at",
        "rsvp_closes_on",
        "rsvp_closes_at",
        "ends_on",
    ] {
        form.fields.set(name, "");
    }
    if event.cover == Cover::Picture {
        form.fields.set("cover", Cover::Group.value());
    }
    form.fields.set("starts_on", day);
    form
}

fn number(number: Option<i64>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}
