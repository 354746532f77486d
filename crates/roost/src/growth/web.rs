//! Organize → How people find us.

use super::model::{self, Line, Numbers, Source, SourceRow, WINDOW};
use super::store;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::state::App;
use crate::web::components::{Bar, Bars};
use crate::web::{Chrome, Result, Routes, page};
use crate::words::Words;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::tz::TimeZone;

pub fn routes() -> Routes {
    Routes::default().get("/{group}/organize/growth", show)
}

#[derive(askama::Template)]
#[template(path = "growth/show.html")]
struct GrowthPage {
    chrome: Chrome,
    nav: OrganizeNav,
    /// How many were there for the first time, in a sentence.
    newcomers: String,
    /// How they had heard of the group.
    sources: Bars,
    /// What came of all links, in a sentence.
    sentence: String,
    funnel: Bars,
    /// The same by kind of link.
    kinds: Vec<(String, Numbers)>,
    /// Those who invited.
    people: Vec<Line>,
    tagged: Vec<Line>,
    /// How many came through lightning speakers, in a sentence; empty: nobody did.
    speakers: String,
    /// Of all links and all answers, since it is kept.
    ever: String,
}

impl GrowthPage {
    /// Whether there is anything to tell.
    fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.kinds.is_empty()
    }
}

async fn show(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let (group, words, now) = (here.group.id, here.group.words(), app.clock.now());
    let since = now.before(WINDOW);
    let day = since.in_zone(&TimeZone::UTC).date();
    let mut tx = app.db.read().await?;
    let sources = store::list_sources(&mut tx, group, (now, since)).await?;
    let links = store::list_links(&mut tx, group, (now, since, day)).await?;
    let speakers = store::count_through_speakers(&mut tx, group, (now, since)).await?;
    let (through, told) = store::count_ever(&mut tx, group).await?;
    drop(tx);
    let total = model::total(&links);
    let kinds = model::by_source(&links).into_iter();
    let shown = GrowthPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Overview),
        newcomers: newcomers(words, &sources),
        sources: by_source(words, &sources),
        sentence: words
            .with("visits", total.visits)
            .with("said", total.said)
            .with("came", total.came)
            .with("again", total.again)
            .t("growth-links-sentence"),
        funnel: funnel(words, total),
        kinds: kinds
            .map(|(source, numbers)| (words.t(source.key()), numbers))
            .collect(),
        people: model::by_person(&links),
        tagged: model::by_link(&links),
        speakers: if speakers > 0 {
            words.with("count", speakers).t("growth-speakers")
        } else {
            String::new()
        },
        ever: words
            .with("through", through)
            .with("told", told)
            .t("growth-ever"),
    };
    page(StatusCode::OK, &shown)
}

fn newcomers(words: Words, rows: &[SourceRow]) -> String {
    let people: i64 = rows.iter().map(|row| row.people).sum();
    let linked = rows
        .iter()
        .filter(|row| row.invited || row.outlet.is_some());
    let again: i64 = rows.iter().map(|row| row.again).sum();
    words
        .with("people", people)
        .with("links", linked.map(|row| row.people).sum::<i64>())
        .with("again", again)
        .t("growth-sentence")
}

/// One bar for each way that somebody came, in the order of the ways.
fn by_source(words: Words, rows: &[SourceRow]) -> Bars {
    let bar = |source: Source| {
        let of = |row: &&SourceRow| Source::of(row.outlet, row.heard, row.invited) == source;
        let row = rows.iter().find(of)?;
        Some(Bar {
            label: words.t(source.key()),
            number: row.people,
            part: Some(row.again),
        })
    };
    Bars::new(Source::all().filter_map(bar).collect())
}

fn funnel(words: Words, total: Numbers) -> Bars {
    let bar = |key: &str, number| Bar {
        label: words.t(key),
        number,
        part: None,
    };
    Bars::new(vec![
        bar("growth-visits", total.visits),
        bar("growth-said", total.said),
        bar("growth-came", total.came),
        bar("growth-again", total.again),
    ])
}
