use crate::clock::Instant;
use crate::covers;
use crate::db::Keep;
use crate::evening::near::{Near, near};
use crate::evening::past::{Past, past};
use crate::evening::people::{Answers, People};
use crate::evening::view::EveningView;
use crate::events::{self, Address, Event, Status, can_see, find_visible};
use crate::groups::{Group, Here};
use crate::invites::{self, Bring, Via};
use crate::lightning::{self, LineUps};
use crate::rsvps::{self, Coming, Counts, Panel, Seen, State as Standing};
use crate::series::{self, CountedIn, Dates, PublicDate};
use crate::state::App;
use crate::venues;
use crate::web::{Chrome, Error, Form, Result, keep, page};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The event and three more dates of its series.
const NEXT: i64 = 4;

/// What the page is made of and shows everybody, before it is known who looks.
struct Reading {
    event: Event,
    evening: EveningView,
    counts: Counts,
    coming: Vec<Coming>,
    /// The series that it is a date of, with the next ones.
    series: Option<Dates>,
    /// What is left of it; `None`: it is not over.
    past: Option<Past>,
    line_ups: LineUps,
}

#[derive(askama::Template)]
#[template(path = "evening/show.html")]
struct ShowPage<'a> {
    chrome: Chrome,
    group: GroupLine,
    evening: &'a EveningView,
    panel: Panel,
    people: People,
    series: Option<Dates>,
    /// Whether she has said yes to every date of it; `None`: she is no member.
    standing: Option<CountedIn>,
    past: Option<&'a Past>,
    line_ups: &'a LineUps,
    /// Signing up for a lightning talk.
    form: Form,
    is_stranger: bool,
    /// Whether it has begun, so that organizers can close it.
    has_begun: bool,
    /// Of a draft, what else is on around its day.
    near: Vec<Near>,
    /// When it starts by her own clock; `None`: hers shows the same.
    own_clock: Option<String>,
    /// Where she takes part online; `None`: not, or not yet.
    link: Option<String>,
    /// What she can send to friends; `None`: she does not come.
    bring: Option<Bring>,
    /// Its pages under Organize; `None` for everybody but organizers.
    desk: Option<String>,
}

/// What the page says of the group.
struct GroupLine {
    name: String,
    path: String,
}

pub async fn show(State(app): State<App>, here: Here, Path(address): Path<Address>) -> Result {
    let reading = find_reading(&app, &here, &address.slug).await?;
    let event = &reading.event;
    let own = match &here.person {
        Some(person) => {
            rsvps::find_own_answer(&mut app.db.glance().await?, event, person.id).await?
        }
        None => None,
    };
    let standing = standing(&app, &here, &reading).await?;
    // Once it is announced, the day is chosen.
    let chosen = event.status != Status::Draft;
    let day = (!chosen).then(|| event.starts_wall.0.date());
    let near = near(&app, &here, day).await?;
    let answers = Answers::new(&here, reading.counts, &reading.coming, own);
    let now = app.clock.now();
    let via = find_via(&app, &here).await?;
    let shown = ShowPage {
        bring: find_bring(&app, &here, event, &answers).await?,
        chrome: here.chrome(&app),
        group: GroupLine {
            name: here.group.name.clone(),
            path: here.group.path(),
        },
        evening: &reading.evening,
        series: reading.series.clone(),
        standing,
        past: reading.past.as_ref(),
        line_ups: &reading.line_ups,
        form: lightning::blank(&here),
        is_stranger: here.visitor.account.is_none(),
        has_begun: event.has_begun(now),
        near,
        panel: panel(&here, event, (&answers, via.as_ref()), now),
        own_clock: own_clock(&here, event),
        link: answers.online_link(event, now),
        people: answers.people,
        desk: here.organizes().then(|| super::edit::desk(&here, event)),
    };
    let answer = page(StatusCode::OK, &shown)?;
    if event.status == Status::Draft {
        return Ok(answer);
    }
    let kept = Keep {
        group: Some(here.group.id),
        good_until: next_change(&reading, now),
    };
    Ok(keep(answer, kept))
}

/// What a member reads of her standing yes to the series.
async fn standing(
    app: &App,
    here: &Here,
    reading: &Reading,
) -> std::result::Result<Option<CountedIn>, Error> {
    let member = here.person.as_ref().filter(|_| here.role.is_some());
    let Some((person, dates)) = member.zip(reading.series.as_ref()) else {
        return Ok(None);
    };
    let mut tx = app.db.glance().await?;
    let counted = series::list_standing(&mut tx, here.group.id, person.id).await?;
    let standing = CountedIn::new(&here.group, dates, &counted);
    Ok(Some(standing.at(&reading.event)))
}

/// Read once for all who look, until the group is written.
async fn find_reading(
    app: &App,
    here: &Here,
    slug: &str,
) -> std::result::Result<Arc<Reading>, Error> {
    let name = format!("{}/{slug}", here.group.id);
    let known = app.db.find_kept::<Reading>(&name, app.clock.now());
    if let Some(known) = known.filter(|known| can_see(here, &known.event)) {
        return Ok(known);
    }
    let now = app.clock.now();
    let version = app.db.versions().now();
    let mut tx = app.db.read().await?;
    let event = find_visible(&mut tx, here, slug).await?;
    let venue = match event.venue_id {
        Some(id) => venues::find_venue(&mut tx, here.group.id, id).await?,
        None => None,
    };
    let agenda = events::list_agenda(&mut tx, here.group.id, event.id).await?;
    let counts = rsvps::count_answers(&mut tx, here.group.id, event.id).await?;
    let coming = rsvps::list_coming(&mut tx, here.group.id, event.id).await?;
    let dates =
        series::list_public_dates_beside(&mut tx, here.group.id, event.id, now, NEXT).await?;
    let past = past(&mut tx, &here.group, &event, now).await?;
    let line_ups = lightning::line_ups(&mut tx, &here.group, &event, now).await?;
    let reading = Reading {
        past,
        line_ups,
        series: beside(&here.group, &event, &dates),
        evening: EveningView::new(app, &here.group, &event, venue.as_ref(), agenda, &counts),
        counts,
        coming,
        event,
    };
    let keep = Keep {
        group: Some(here.group.id),
        good_until: next_change(&reading, now),
    };
    Ok(app.db.keep(name, keep, version, reading))
}

fn own_clock(here: &Here, event: &Event) -> Option<String> {
    let account = here.visitor.account.as_ref()?;
    let zone = account.time_zone()?;
    let (hers, told) = (event.starts_at.in_zone(&zone), event.starts());
    if hers.datetime() == told.datetime() {
        return None;
    }
    let words = here.group.words();
    let phrase = words
        .with("when", words.near_moment(&hers))
        .with("zone", account.zone.clone().unwrap_or_default());
    Some(phrase.t("evening-own-clock"))
}

/// Who invited her who looks. The address says it, and nothing else.
async fn find_via(app: &App, here: &Here) -> std::result::Result<Option<Via>, Error> {
    let Some(code) = invites::code_in(&here.visitor.visit.path) else {
        return Ok(None);
    };
    let viewer = here.person.as_ref().map(|person| person.id);
    let mut tx = app.db.glance().await?;
    Ok(invites::find_via(&mut tx, &here.group, &code, viewer).await?)
}

/// What she can send to friends, if she comes or waits for a seat.
async fn find_bring(
    app: &App,
    here: &Here,
    event: &Event,
    answers: &Answers,
) -> std::result::Result<Option<Bring>, Error> {
    let own = answers.own.as_ref().map(|own| &own.rsvp);
    let comes = |rsvp: &&rsvps::Rsvp| rsvp.is_firm() && rsvp.state != Standing::Declined;
    let Some(rsvp) = own.filter(comes) else {
        return Ok(None);
    };
    let make = format!("{}/link", event.path(&here.group.slug));
    let (place, when) = ((&here.group, event), (make, app.clock.now()));
    let mut tx = app.db.glance().await?;
    Ok(invites::find_bring(&mut tx, &app.config, place, rsvp.person_id, when).await?)
}

fn panel(
    here: &Here,
    event: &Event,
    (answers, via): (&Answers, Option<&Via>),
    now: Instant,
) -> Panel {
    let seen = Seen {
        group: &here.group,
        event,
        counts: answers.counts,
        own: answers.own.as_ref(),
        photos: here.person.as_ref().and_then(|person| person.photos),
        signed_in: here.visitor.account.is_some(),
        via,
        is_new: {
            let known = here.person.as_ref();
            known.is_none_or(|person| person.last_event_ends_at.is_none())
        },
        now,
    };
    let words = here.group.words();
    Panel::new(words, &seen, Form::empty(words))
}

/// The series of the event with its next dates, the event itself left out.
fn beside(group: &Group, event: &Event, dates: &[PublicDate]) -> Option<Dates> {
    let mut found = series::lines(group, dates, dates.len()).pop()?;
    let own = event.path(&group.slug);
    found.next.retain(|date| date.path != own);
    Some(found)
}

/// When the next date of its series begins, and is no next one any more.
fn next_date(reading: &Reading) -> Option<Instant> {
    let next = reading.series.as_ref()?.next.first();
    next.map(|date| date.starts_at)
}

/// The next instant at which the page reads differently by itself.
fn next_change(reading: &Reading, now: Instant) -> Option<Instant> {
    let event = &reading.event;
    let next = reading.past.as_ref().and_then(|past| past.next.as_ref());
    let turns = [
        next_date(reading),
        reading.line_ups.good_until,
        next.map(|next| next.ends_at),
        event.rsvp_opens_at,
        event.rsvp_closes_at,
        Some(event.starts_at),
        Some(event.ends_at),
    ];
    turns.into_iter().flatten().filter(|turn| *turn > now).min()
}

pub async fn cover(State(app): State<App>, here: Here, Path(address): Path<Address>) -> Result {
    let event = find_visible(&mut app.db.read().await?, &here, &address.slug).await?;
    let svg = covers::cover_svg(event.cover_name(&here.group.name), 1600, 320);
    let answer = ([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response();
    Ok(picture(&event, answer))
}

fn picture(event: &Event, answer: Response) -> Response {
    if !event.is_public() {
        return answer;
    }
    keep(answer, Keep::of(event.group_id))
}
