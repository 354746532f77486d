use super::{find, pages};
use crate::events::{self, AgendaLine, Event, Status};
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::{EventId, VenueId};
use crate::series::{self, Defaults, Occurrence, Part, Rule, Series};
use crate::state::App;
use crate::venues;
use crate::web::components::Day;
use crate::web::{Chrome, Result, page};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// Events to come that are looked through for dates of the series: more than anybody plans.
const MOST: i64 = 500;

#[derive(askama::Template)]
#[template(path = "evening/series/show.html")]
struct ShowPage {
    chrome: Chrome,
    nav: OrganizeNav,
    title: String,
    /// "Every third Thursday at 18:30"
    line: String,
    path: String,
    runs: bool,
    is_published: bool,
    dates: Vec<Entry>,
    skipped: Vec<String>,
}

/// One date to come.
struct Entry {
    day: Day,
    when: String,
    /// `None`: it is made later.
    made: Option<Made>,
}

/// The event that a date has become.
struct Made {
    path: String,
    title: String,
    status: Status,
    /// What it is, what the series says and what the event says.
    differences: Vec<Difference>,
}

struct Difference {
    key: &'static str,
    before: String,
    after: String,
}

impl Made {
    /// Key and tone of the badge that says how it stands.
    fn badge(&self) -> (&'static str, &'static str) {
        match self.status {
            Status::Published => ("series-published", "leaf"),
            Status::Draft => ("evening-draft", ""),
            Status::Cancelled => ("evening-cancelled", "bull"),
            Status::Postponed => ("evening-postponed", "king"),
        }
    }
}

/// What is known of the events to come and their places.
struct Known {
    events: HashMap<EventId, Event>,
    agendas: HashMap<EventId, Vec<AgendaLine>>,
    venues: HashMap<VenueId, String>,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let series = find(&app, &here, &id).await?;
    let (group, now) = (here.group.id, app.clock.now());
    let mut tx = app.db.read().await?;
    let skipped = series::list_skipped(&mut tx, group, series.id).await?;
    let made = series::list_occurrences(&mut tx, group, series.id).await?;
    let mut agendas: HashMap<EventId, Vec<AgendaLine>> = HashMap::new();
    for (event, line) in events::list_agendas_ahead(&mut tx, group, now).await? {
        agendas.entry(event).or_default().push(line);
    }
    let ahead = events::list_ahead(&mut tx, group, now, MOST).await?;
    let book = venues::list_venues(&mut tx, group).await?;
    drop(tx);
    let known = Known {
        events: ahead.into_iter().map(|event| (event.id, event)).collect(),
        agendas,
        venues: book
            .into_iter()
            .map(|it| (it.id, it.place.line()))
            .collect(),
    };
    let rule = series.rule(skipped);
    let today = now.in_zone(&here.group.zone()).date();
    let words = here.group.words();
    let later = rule.skipped.iter().filter(|day| **day >= today);
    let shown = ShowPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        line: series::line(words, &rule, series.defaults.starts),
        path: format!("{}/{}", pages(&here), series.id),
        runs: series.runs(),
        is_published: series.made_as == Status::Published,
        skipped: later.map(|day| words.long_date(*day)).collect(),
        dates: dates(&here, (&series, &rule), &made, &known, today),
        title: series.defaults.title.clone(),
    };
    page(StatusCode::OK, &shown)
}

/// Every date to come that was made, and the next that will be.
fn dates(
    here: &Here,
    (series, rule): (&Series, &Rule),
    made: &[Occurrence],
    known: &Known,
    today: Date,
) -> Vec<Entry> {
    let words = here.group.words();
    let mut dates = BTreeMap::new();
    for occurrence in made {
        let Some(event) = known.events.get(&occurrence.event_id) else {
            continue;
        };
        let agenda = known.agendas.get(&event.id).map_or(&[][..], Vec::as_slice);
        let entry = Entry {
            day: Day::new(event.starts_wall.0.date(), words),
            when: words.long_moment(&event.starts()),
            made: Some(Made {
                path: event.path(&here.group.slug),
                title: event.title.clone(),
                status: event.status,
                differences: differences(words, (occurrence, event), agenda, known),
            }),
        };
        dates.insert(occurrence.held_on.0, entry);
    }
    if series.runs() {
        let is_made = |day: &Date| made.iter().any(|it| it.held_on.0 == *day);
        let later = rule.next_dates(today, series::AHEAD + 2).into_iter();
        for day in later.filter(|day| !is_made(day)) {
            dates.entry(day).or_insert_with(|| Entry {
                day: Day::new(day, words),
                when: words.long_date(day),
                made: None,
            });
        }
    }
    dates.into_values().collect()
}

/// In what an event is not what the series made it.
fn differences(
    words: Words,
    (occurrence, event): (&Occurrence, &Event),
    agenda: &[AgendaLine],
    known: &Known,
) -> Vec<Difference> {
    let (given, own) = (&occurrence.given, &Defaults::of_event(event, agenda));
    let mut differences = Vec::new();
    let day = event.starts_wall.0.date();
    if day != occurrence.held_on.0 {
        differences.push(Difference {
            key: "series-part-day",
            before: words.long_date(occurrence.held_on.0),
            after: words.long_date(day),
        });
    }
    differences.extend(given.differences(own).into_iter().map(|part| Difference {
        key: key(part),
        before: said(words, part, given, known),
        after: said(words, part, own, known),
    }));
    differences
}

fn key(part: Part) -> &'static str {
    match part {
        Part::Title => "evening-title",
        Part::Sentence => "evening-sentence",
        Part::Description => "evening-description",
        Part::Time => "series-part-time",
        Part::Place => "evening-where",
        Part::Seats => "evening-seats",
        Part::RsvpTimes => "evening-rsvp-times",
        Part::Questions => "evening-questions",
        Part::Round => "evening-asks-still",
        Part::Agenda => "evening-agenda",
        Part::Cover => "evening-cover",
    }
}

/// What an evening says in one part, short enough for a line.
fn said(words: Words, part: Part, evening: &Defaults, known: &Known) -> String {
    const LONGEST: usize = 80;
    let minutes = |before: Option<i64>| match before {
        Some(minutes) => words.with("minutes", minutes).t("series-minutes-before"),
        None => words.t("series-nothing"),
    };
    let number = |number: Option<i64>| match number {
        Some(number) => number.to_string(),
        None => words.t("series-no-limit"),
    };
    let text = match part {
        Part::Title => evening.title.clone(),
        Part::Sentence => evening.sentence.clone(),
        Part::Description => crate::markup::excerpt(&evening.description, LONGEST),
        Part::Time => words
            .with("starts", words.time(evening.starts))
            .with("ends", words.time(ends(evening)))
            .t("series-span"),
        Part::Place => place(words, evening, known),
        Part::Seats => words
            .with("room", room(words, evening, number(evening.capacity)))
            .with("online", number(evening.online_capacity))
            .with("guests", evening.guests_allowed)
            .t("series-seats"),
        Part::RsvpTimes => words
            .with("opens", minutes(evening.opens_before))
            .with("closes", minutes(evening.closes_before))
            .t("series-rsvp-times"),
        Part::Questions => {
            let asked = evening.questions.iter().map(|it| it.words.as_str());
            crate::text::cut(&asked.collect::<Vec<_>>().join(", "), LONGEST)
        }
        Part::Round => words.t(match evening.asks_still_coming {
            true => "series-round-on",
            false => "series-round-off",
        }),
        Part::Agenda => {
            let titles = evening.agenda.iter().map(|line| line.title.as_str());
            crate::text::cut(&titles.collect::<Vec<_>>().join(", "), LONGEST)
        }
        Part::Cover => words.t(match evening.cover {
            events::Cover::Title => "evening-cover-title",
            _ => "evening-cover-group",
        }),
    };
    match text.is_empty() {
        true => words.t("series-nothing"),
        false => text,
    }
}

/// The seats in the room, with those that are given over them.
fn room(words: Words, evening: &Defaults, seats: String) -> String {
    if evening.overbooked == 0 {
        return seats;
    }
    words
        .with("room", seats)
        .with("over", evening.overbooked)
        .t("series-overbooked")
}

fn ends(evening: &Defaults) -> jiff::civil::Time {
    let lasts = SignedDuration::from_mins(evening.lasts);
    evening.starts.wrapping_add(lasts)
}

fn place(words: Words, evening: &Defaults, known: &Known) -> String {
    let venue = evening.venue_id.and_then(|id| known.venues.get(&id));
    match venue.filter(|_| evening.attendance_mode.has_room()) {
        Some(line) => line.clone(),
        None if evening.attendance_mode.has_online() => words.t("evening-online"),
        None => words.t("evening-no-place"),
    }
}
