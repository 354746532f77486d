use crate::clock::Instant;
use crate::events::{Details, MOST_DAYS, Misfit, Schedule, Which, doors_before, find_zone, tell};
use crate::web::Form;
use crate::words::Words;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;

/// When the event is; `None`: the form has a mistake there, which it now names.
pub fn read_schedule(form: &mut Form, words: Words, now: Instant) -> Option<Schedule> {
    let zone = form.line("zone", 64);
    let (day, starts, ends) = (
        form.date("starts_on"),
        form.time("starts_at"),
        form.time("ends_at"),
    );
    let last_day = if form.value("ends_on").trim().is_empty() {
        day
    } else {
        form.date("ends_on")
    };
    let doors = optional_time(form, "doors_at");
    let starts = day?.to_datetime(starts?);
    let ends = last_day?.to_datetime(ends?);
    let doors = doors.map(|doors| doors_before(starts, doors));
    match Schedule::new(&zone, starts, ends, doors, now) {
        Ok(schedule) => Some(schedule),
        Err(misfit) => {
            let (field, sentence) = say(words, &zone, misfit);
            form.refuse(field, sentence);
            None
        }
    }
}

fn optional_time(form: &mut Form, name: &str) -> Option<Time> {
    if form.value(name).trim().is_empty() {
        return None;
    }
    form.time(name)
}

/// What to do about a schedule that does not fit, and at which field.
fn say(words: Words, zone: &str, misfit: Misfit) -> (&'static str, String) {
    let time_of = |which| match which {
        Which::Starts => "starts_at",
        Which::Ends => "ends_at",
        Which::Doors => "doors_at",
    };
    match misfit {
        Misfit::UnknownZone => (
            "zone",
            words
                .with("zone", zone.to_owned())
                .t("evening-zone-unknown"),
        ),
        Misfit::Skipped(which, wall) => {
            let sentence = words
                .with("time", words.time(wall.time()))
                .with("date", words.long_date(wall.date()))
                .with("zone", zone.to_owned());
            (time_of(which), sentence.t("evening-time-skipped"))
        }
        Misfit::Year(which, first, last) => {
            let field = if which == Which::Ends {
                "ends_on"
            } else {
                "starts_on"
            };
            let sentence = words
                .with("first", first.to_string())
                .with("last", last.to_string());
            (field, sentence.t("evening-year"))
        }
        Misfit::EndsBeforeStart => ("ends_at", words.t("evening-ends-before-start")),
        Misfit::TooLong => (
            "ends_on",
            words.with("days", MOST_DAYS).t("evening-too-long"),
        ),
        Misfit::DoorsAfterStart => ("doors_at", words.t("evening-doors-after-start")),
    }
}

/// From when until when people can answer, in the event's zone; `None`: as soon as it is public,
/// and until it starts.
pub fn read_rsvp_times(
    form: &mut Form,
    words: Words,
    schedule: Option<&Schedule>,
) -> (Option<Instant>, Option<Instant>) {
    let opens = read_moment(form, words, ("rsvp_opens_on", "rsvp_opens_at"), schedule);
    let closes = read_moment(form, words, ("rsvp_closes_on", "rsvp_closes_at"), schedule);
    if let Some(schedule) = schedule {
        if opens.is_some_and(|opens| opens >= schedule.starts.at) {
            form.refuse("rsvp_opens_on", words.t("evening-rsvp-opens-late"));
        }
        if closes.is_some_and(|closes| closes > schedule.starts.at) {
            form.refuse("rsvp_closes_on", words.t("evening-rsvp-closes-late"));
        }
        if opens
            .zip(closes)
            .is_some_and(|(opens, closes)| closes <= opens)
        {
            form.refuse("rsvp_closes_on", words.t("evening-rsvp-closes-first"));
        }
    }
    (opens, closes)
}

fn read_moment(
    form: &mut Form,
    words: Words,
    (on, at): (&'static str, &'static str),
    schedule: Option<&Schedule>,
) -> Option<Instant> {
    if form.value(on).trim().is_empty() && form.value(at).trim().is_empty() {
        return None;
    }
    let (date, time) = (form.date(on), form.time(at));
    let wall: DateTime = date?.to_datetime(time?);
    let zone_name = &schedule?.zone;
    let told = tell(&find_zone(zone_name)?, wall);
    if told.is_none() {
        let (_, sentence) = say(words, zone_name, Misfit::Skipped(Which::Starts, wall));
        form.refuse(at, sentence);
    }
    told.map(|told| told.at)
}

/// Fills in an event's times, as its zone's clocks show them.
pub fn with_times(form: Form, details: &Details) -> Form {
    let when = &details.schedule;
    let (starts, ends) = (when.starts.wall.0, when.ends.wall.0);
    let last_day = if ends.date() == starts.date() {
        String::new()
    } else {
        ends.date().to_string()
    };
    let doors = when
        .doors
        .map_or_else(String::new, |doors| clock(doors.wall.0));
    let (opens_on, opens_at) = split(when, details.rsvp_opens_at);
    let (closes_on, closes_at) = split(when, details.rsvp_closes_at);
    form.with("zone", &when.zone)
        .with("starts_on", starts.date().to_string())
        .with("starts_at", clock(starts))
        .with("ends_on", last_day)
        .with("ends_at", clock(ends))
        .with("doors_at", doors)
        .with("rsvp_opens_on", opens_on)
        .with("rsvp_opens_at", opens_at)
        .with("rsvp_closes_on", closes_on)
        .with("rsvp_closes_at", closes_at)
}

fn split(when: &Schedule, at: Option<Instant>) -> (String, String) {
    let Some(at) = at else {
        return (String::new(), String::new());
    };
    let zone = find_zone(&when.zone).unwrap_or(TimeZone::UTC);
    let wall = at.in_zone(&zone).datetime();
    (wall.date().to_string(), clock(wall))
}

/// As a time field writes it.
fn clock(wall: DateTime) -> String {
    wall.strftime("%H:%M").to_string()
}
