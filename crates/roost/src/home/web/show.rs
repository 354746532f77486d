use crate::accounts::picture_path;
use crate::clock::Instant;
use crate::db::{self, Keep, Tx};
use crate::groups::{self, Group, Here, Link, Topic};
use crate::home::model::{Card, EventRow, Month, days_until, months, next_turn};
use crate::home::store;
use crate::ids::{EventId, GroupId};
use crate::lists;
use crate::markup;
use crate::places::country_name;
use crate::recap;
use crate::series::{self, CountedIn, Dates};
use crate::state::App;
use crate::turnout;
use crate::web::components::{Day, Face, Perch};
use crate::web::{Chrome, Result, keep, page};
use crate::words::Words;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use std::sync::Arc;

/// The group's page lists so many coming events.
pub const COMING: i64 = 12;
/// So many next dates of each series.
const NEXT_DATES: usize = 3;
/// A leaf of past events.
const LEAF: usize = 30;

/// An organizer as everybody sees her.
struct Organizer {
    face: Face,
    duty: String,
    /// What she says about herself; empty: nothing.
    bio_html: String,
}

/// What the page is made of, before it is known who looks.
struct Reading {
    coming: Vec<EventRow>,
    series: Vec<Dates>,
    /// How many events are over.
    past: i64,
    members: i64,
    description_html: String,
    topics: Vec<Topic>,
    links: Vec<Link>,
    /// The group's mailing lists: title and address of the page.
    lists: Vec<(String, String)>,
    organizers: Vec<Organizer>,
}

/// The event that comes next.
pub struct Next {
    pub path: String,
    pub title: String,
    pub sentence: String,
    pub day: Day,
    /// "Next meeting, in 10 days"
    pub when: String,
    pub times: String,
    pub place: String,
    pub perch: Option<Perch>,
    /// "46 of 60 seats taken"
    pub taken: String,
    pub going: i64,
    pub badge: String,
}

#[derive(askama::Template)]
#[template(path = "home/show.html")]
struct HomePage<'a> {
    chrome: Chrome,
    here: Here,
    city: String,
    members: i64,
    description_html: &'a str,
    topics: &'a [Topic],
    links: &'a [Link],
    lists: &'a [(String, String)],
    organizers: &'a [Organizer],
    next: Option<Next>,
    months: Vec<Month>,
    /// With what a member reads of her standing yes.
    series: Vec<(&'a Dates, Option<CountedIn>)>,
    past: i64,
}

pub async fn show(State(app): State<App>, here: Here) -> Result {
    show_home(&app, here).await
}

/// The group's page, also at the head of an installation that has one group.
///
/// # Errors
/// If the database cannot be read.
pub async fn show_home(app: &App, here: Here) -> Result {
    let (now, words) = (app.clock.now(), here.group.words());
    let reading = find_reading(app, &here.group, now).await?;
    let coming = &reading.coming;
    let chrome = here.chrome(app);
    let next = coming.iter().find(|row| row.is_on());
    let soon = next.map(|row| row.id);
    let cards = coming
        .iter()
        .map(|row| Card::new(row, words, Some(row.id) == soon, false));
    let zone = here.group.zone();
    let today = now.in_zone(&zone).date();
    let kept = Keep {
        group: Some(here.group.id),
        good_until: next_turn(coming, &zone, now),
    };
    let shown = HomePage {
        city: city(&here),
        members: reading.members,
        description_html: &reading.description_html,
        topics: &reading.topics,
        links: &reading.links,
        lists: &reading.lists,
        organizers: &reading.organizers,
        series: standing(app, &here, &reading.series).await?,
        next: next.map(|row| next_event(row, &chrome, now)),
        months: months(cards.collect(), words, today),
        past: reading.past,
        chrome,
        here,
    };
    Ok(keep(page(StatusCode::OK, &shown)?, kept))
}

/// The lines of the group's series. A member is asked whether she wants to be counted in.
async fn standing<'a>(
    app: &App,
    here: &Here,
    series: &'a [Dates],
) -> anyhow::Result<Vec<(&'a Dates, Option<CountedIn>)>> {
    let member = here.person.as_ref().filter(|_| here.role.is_some());
    let Some(person) = member.filter(|_| !series.is_empty()) else {
        return Ok(series.iter().map(|dates| (dates, None)).collect());
    };
    let mut tx = app.db.glance().await?;
    let counted = series::list_standing(&mut tx, here.group.id, person.id).await?;
    let asked = |dates: &'a Dates| {
        let standing = CountedIn::new(&here.group, dates, &counted);
        (dates, Some(standing))
    };
    Ok(series.iter().map(asked).collect())
}

/// Read once for all who look, until the group is written or an event of it begins or ends.
async fn find_reading(app: &App, group: &Group, now: Instant) -> anyhow::Result<Arc<Reading>> {
    let name = group.id.to_string();
    if let Some(known) = app.db.find_kept::<Reading>(&name, now) {
        return Ok(known);
    }
    let version = app.db.versions().now();
    let mut tx = app.db.read().await?;
    let coming = store::list_coming(&mut tx, group.id, now, COMING).await?;
    let past = store::count_past(&mut tx, group.id, now).await?;
    let members = groups::count_members(&mut tx, group.id).await?;
    let topics = groups::list_topics(&mut tx, group.id).await?;
    let links = groups::list_links(&mut tx, group.id).await?;
    let organizers = groups::list_organizers(&mut tx, group.id).await?;
    let lists = match app.config.inbound.domain {
        Some(_) => lists::list_lists(&mut tx, group.id).await?,
        None => Vec::new(),
    };
    let open = lists.into_iter().filter(|list| list.closed_at.is_none());
    let lists = open.map(|list| (list.settings.title.clone(), list.path(&group.path())));
    let keep = Keep {
        group: Some(group.id),
        good_until: next_turn(&coming, &group.zone(), now),
    };
    let dates = series::list_public_dates(&mut tx, group.id, now, COMING).await?;
    let reading = Reading {
        series: series::lines(group, &dates, NEXT_DATES),
        coming,
        past,
        members,
        description_html: markup::to_html(&group.description, 3),
        topics,
        links,
        lists: lists.collect(),
        organizers: organizers.into_iter().map(Organizer::from).collect(),
    };
    Ok(app.db.keep(name, keep, version, reading))
}

impl From<groups::OrganizerCard> for Organizer {
    fn from(card: groups::OrganizerCard) -> Self {
        let picture = card.picture.as_deref().map(picture_path);
        Organizer {
            face: Face::new(card.name, picture).with_pronouns(card.pronouns),
            duty: card.duty,
            bio_html: markup::to_html(&card.bio, 4),
        }
    }
}

/// "Turku, Finland"
fn city(here: &Here) -> String {
    let country = country_name(&here.group.country);
    if country.is_empty() {
        here.group.city.clone()
    } else {
        format!("{}, {country}", here.group.city)
    }
}

pub fn next_event(row: &EventRow, chrome: &Chrome, now: Instant) -> Next {
    let (words, starts, ends) = (chrome.w, row.starts(), row.ends());
    let when = match days_until(now, &starts) {
        ..=0 => words.t("home-next-today"),
        1 => words.t("home-next-tomorrow"),
        days => words.with("days", days).t("home-next-in"),
    };
    let times = words
        .with("from", words.time(starts.time()))
        .with("to", words.time(ends.time()));
    let place = [Some(row.place(words)), row.address.clone()];
    let place = place.into_iter().flatten().filter(|part| !part.is_empty());
    // It is read aloud as an attribute, where isolation marks would be heard or seen.
    let taken = words
        .plain()
        .with("held", row.held)
        .with("capacity", row.capacity.unwrap_or_default());
    Next {
        path: row.path(),
        title: row.title.clone(),
        sentence: row.sentence.clone(),
        day: Day::new(starts.date(), words).soon(true),
        when,
        times: times.t("home-from-to"),
        place: place.collect::<Vec<_>>().join(", "),
        perch: row.perch(),
        taken: taken.t("home-taken"),
        going: row.going,
        badge: Card::new(row, words, true, false).badge,
    }
}

/// Where a leaf of past events begins: behind this event.
#[derive(serde::Deserialize)]
pub struct Leaf {
    #[serde(default)]
    after: String,
}

impl Leaf {
    /// Whatever cannot be read is the first leaf.
    fn start(&self) -> Option<(Instant, EventId)> {
        let (micros, id) = self.after.split_once('.')?;
        let at = Timestamp::from_microsecond(micros.parse().ok()?).ok()?;
        Some((at.into(), id.parse().ok()?))
    }

    fn address(group: &str, last: &EventRow) -> String {
        let micros = last.starts_at.timestamp().as_microsecond();
        format!("{group}/events?after={micros}.{}", last.id)
    }
}

#[derive(askama::Template)]
#[template(path = "home/events.html")]
struct EventsPage {
    chrome: Chrome,
    here: Here,
    coming: Vec<Month>,
    past: Vec<Month>,
    newer: Option<String>,
    older: Option<String>,
}

pub async fn index(State(app): State<App>, here: Here, Query(leaf): Query<Leaf>) -> Result {
    let (now, words, id) = (app.clock.now(), here.group.words(), here.group.id);
    let start = leaf.start();
    let first = (now, EventId::from(uuid::Uuid::max()));
    let mut tx = app.db.read().await?;
    let coming = if start.is_some() {
        Vec::new()
    } else {
        store::list_coming(&mut tx, id, now, 200).await?
    };
    // One more than is shown tells whether there is another leaf.
    let most = i64::try_from(LEAF).unwrap_or(i64::MAX) + 1;
    let mut past = store::list_past(&mut tx, id, now, start.unwrap_or(first), most).await?;
    let shelf = Shelf::read(&mut tx, id, &past).await?;
    drop(tx);

    let has_older = past.len() > LEAF;
    past.truncate(LEAF);
    let path = here.group.path();
    let older = past.last().filter(|_| has_older);
    let zone = here.group.zone();
    let today = now.in_zone(&zone).date();
    let good_until = next_turn(&coming, &zone, now);
    let coming = coming.iter().map(|row| Card::new(row, words, false, false));
    let cards = past
        .iter()
        .map(|row| Card::past(row, words, shelf.of(row, words)));
    let shown = EventsPage {
        chrome: here.chrome(&app),
        coming: months(coming.collect(), words, today),
        past: months(cards.collect(), words, today),
        newer: start.map(|_| format!("{path}/events")),
        older: older.map(|last| Leaf::address(&path, last)),
        here,
    };
    let group = Some(id);
    Ok(keep(
        page(StatusCode::OK, &shown)?,
        Keep { group, good_until },
    ))
}

/// What is known of the past events on a leaf.
#[derive(Default)]
struct Shelf {
    talks: Vec<recap::Talk>,
    came: Vec<(EventId, i64)>,
}

impl Shelf {
    async fn read(tx: &mut Tx<'_>, group: GroupId, past: &[EventRow]) -> db::Result<Shelf> {
        let (Some(last), Some(first)) = (past.first(), past.last()) else {
            return Ok(Shelf::default());
        };
        let span = (first.starts_at, last.starts_at);
        Ok(Shelf {
            talks: recap::list_talks(tx, group, span).await?,
            came: if recap::shows_came(tx, group).await? {
                turnout::list_came(tx, group, span).await?
            } else {
                Vec::new()
            },
        })
    }

    fn of(&self, row: &EventRow, words: Words) -> (Vec<String>, Option<i64>) {
        let own = self.talks.iter().filter(|talk| talk.event_id == row.id);
        let talks = own.map(|talk| {
            words
                .with("title", talk.title.clone())
                .with("speaker", talk.speaker.clone())
                .t("home-talk")
        });
        let came = self.came.iter().find(|(event, _)| *event == row.id);
        (talks.collect(), came.map(|(_, came)| *came))
    }
}
