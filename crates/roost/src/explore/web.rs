use super::model::{GroupRow, Popular, Search};
use super::store;
use crate::accounts::Visitor;
use crate::clock::Instant;
use crate::db::Keep;
use crate::groups::Here;
use crate::home::{Card, Month, months, show_home};
use crate::places::find_cities;
use crate::state::App;
use crate::web::{Chrome, Result, Routes, keep, page};
use crate::words::Words;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::tz::TimeZone;

/// Which events lie in the next two weeks changes all the time, and nobody minds a minute.
const A_MINUTE: SignedDuration = SignedDuration::from_mins(1);

const GROUPS: i64 = 24;
const EVENTS: i64 = 20;
const TOPICS: i64 = 8;
const TWO_WEEKS: SignedDuration = SignedDuration::from_hours(14 * 24);

pub fn routes() -> Routes {
    Routes::default().get("/", front).get("/explore", index)
}

/// What the form asks.
#[derive(Default, serde::Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default, rename = "where")]
    place: String,
}

/// A group's card.
struct GroupCard {
    path: String,
    name: String,
    sentence: String,
    /// "412 members · next Thursday 3 December"
    facts: String,
}

impl GroupCard {
    fn new(row: &GroupRow, words: Words) -> Self {
        let members = words.with("count", row.members).t("home-members");
        let next = row.next_at.map(|at| next_date(at, &row.zone, words));
        let facts = [Some(row.city.clone()), Some(members), next];
        GroupCard {
            path: format!("/{}", row.slug),
            name: row.name.clone(),
            sentence: row.sentence.clone(),
            facts: facts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        }
    }
}

fn next_date(at: Instant, zone: &str, words: Words) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let date = words.near_date(at.in_zone(&zone).date());
    words.with("date", date).t("explore-next")
}

#[derive(askama::Template)]
#[template(path = "explore/show.html")]
struct ExplorePage {
    chrome: Chrome,
    asked: Asked,
    /// Above the groups: near a city, or everywhere.
    heading: String,
    /// The place was typed and is none that we know.
    unknown_place: bool,
    topics: Vec<Popular>,
    groups: Vec<GroupCard>,
    months: Vec<Month>,
}

/// The only group's page, or else the same as `/explore`.
async fn front(State(app): State<App>, visitor: Visitor) -> Result {
    let mut tx = app.db.read().await?;
    let only = match store::find_only_group(&mut tx).await? {
        Some(slug) => Here::find(&mut tx, &slug, visitor.clone()).await?,
        None => None,
    };
    drop(tx);
    match only {
        Some(here) => show_home(&app, here).await,
        None => explore(&app, &visitor, Asked::default()).await,
    }
}

async fn index(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Result {
    explore(&app, &visitor, asked).await
}

async fn explore(app: &App, visitor: &Visitor, asked: Asked) -> Result {
    let (now, words) = (app.clock.now(), Words::default());
    let city = find_cities(&asked.place, 1).into_iter().next();
    let search = Search::new(&asked.q, city.as_ref());
    let mut tx = app.db.read().await?;
    let groups = store::list_groups(&mut tx, now, &search, GROUPS).await?;
    let soon = (now, now.after(TWO_WEEKS));
    let events = store::list_events(&mut tx, soon, &search, EVENTS).await?;
    let topics = store::list_popular(&mut tx, TOPICS).await?;
    drop(tx);

    let heading = match &city {
        Some(city) => words.with("city", city.name).t("explore-near"),
        None => words.t("explore-groups"),
    };
    let soonest = events.first().map(|row| row.id);
    let cards = events
        .iter()
        .map(|row| Card::new(row, words, Some(row.id) == soonest, true));
    let shown = ExplorePage {
        chrome: Chrome {
            current: "explore",
            ..visitor.chrome(app, words)
        },
        heading,
        unknown_place: city.is_none() && !asked.place.trim().is_empty(),
        topics,
        groups: groups
            .iter()
            .map(|row| GroupCard::new(row, words))
            .collect(),
        months: months(cards.collect(), words, now.in_zone(&TimeZone::UTC).date()),
        asked,
    };
    let keep_for = Keep {
        group: None,
        good_until: Some(now.after(A_MINUTE)),
    };
    Ok(keep(page(StatusCode::OK, &shown)?, keep_for))
}
