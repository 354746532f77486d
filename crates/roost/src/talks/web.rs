//! The group's talks, to look through and to search.

use super::model::{Talk, Wanted, find};
use super::store;
use crate::groups::Here;
use crate::lightning::span;
use crate::state::App;
use crate::text;
use crate::web::{Chrome, Result, Routes, page};
use crate::words::Words;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// Talks on one page.
const LEAF: usize = 60;

/// The longest search, in characters.
const LONGEST: usize = 100;

pub fn routes() -> Routes {
    Routes::default().get("/{group}/talks", index)
}

/// What the address asks for; anything that makes no sense asks for nothing.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    year: String,
    from: String,
}

#[derive(askama::Template)]
#[template(path = "talks/list.html")]
struct TalksPage {
    chrome: Chrome,
    here: Here,
    q: String,
    years: Vec<(String, String)>,
    year: String,
    /// How many there are of what is looked for.
    count: usize,
    is_asked: bool,
    evenings: Vec<Evening>,
    newer: Option<String>,
    older: Option<String>,
}

/// One evening with its talks.
struct Evening {
    title: String,
    path: String,
    when: String,
    talks: Vec<Line>,
}

struct Line {
    title: String,
    speaker: String,
    slides_link: String,
    video_link: String,
    lightning: bool,
    /// "4:51"; empty: nobody measured it.
    took: String,
}

async fn index(State(app): State<App>, here: Here, Query(asked): Query<Asked>) -> Result {
    let now = app.clock.now();
    let talks = store::list_talks(&mut app.db.glance().await?, here.group.id, now).await?;
    let words = here.group.words();
    let years: BTreeSet<i16> = talks.iter().map(Talk::year).collect();
    let wanted = Wanted {
        words: text::cut(asked.q.trim(), LONGEST),
        year: asked.year.parse().ok(),
    };
    let found = find(talks, &wanted);
    let from = asked.from.parse().unwrap_or(0_usize).min(found.len());
    let to = (from + LEAF).min(found.len());
    let address = |from: usize| leaf(&here, &wanted, from);
    let shown = TalksPage {
        chrome: here.chrome(&app),
        years: options(words, &years),
        year: wanted
            .year
            .map_or_else(String::new, |year| year.to_string()),
        count: found.len(),
        is_asked: !wanted.words.is_empty() || wanted.year.is_some(),
        evenings: by_evening(words, &here, &found[from..to]),
        newer: (from > 0).then(|| address(from.saturating_sub(LEAF))),
        older: (to < found.len()).then(|| address(to)),
        q: wanted.words,
        here,
    };
    page(StatusCode::OK, &shown)
}

fn options(words: Words, years: &BTreeSet<i16>) -> Vec<(String, String)> {
    let any = (String::new(), words.t("talks-any-year"));
    let years = years
        .iter()
        .rev()
        .map(|year| (year.to_string(), year.to_string()));
    std::iter::once(any).chain(years).collect()
}

fn leaf(here: &Here, wanted: &Wanted, from: usize) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", &wanted.words);
    if let Some(year) = wanted.year {
        query.append_pair("year", &year.to_string());
    }
    query.append_pair("from", &from.to_string());
    format!("{}/talks?{}", here.group.path(), query.finish())
}

fn by_evening(words: Words, here: &Here, talks: &[Talk]) -> Vec<Evening> {
    let evenings = talks.chunk_by(|one, next| one.event_id == next.event_id);
    let evening = |talks: &[Talk]| {
        let first = talks.first()?;
        let zone = TimeZone::get(&first.zone).unwrap_or(TimeZone::UTC);
        Some(Evening {
            title: first.event_title.clone(),
            path: format!("{}/events/{}", here.group.path(), first.event_slug),
            when: words.long_date(first.starts_at.in_zone(&zone).date()),
            talks: talks.iter().map(|talk| line(words, talk)).collect(),
        })
    };
    evenings.filter_map(evening).collect()
}

fn line(words: Words, talk: &Talk) -> Line {
    let or = |text: &str, key: &str| {
        if text.is_empty() {
            words.t(key)
        } else {
            text.to_owned()
        }
    };
    Line {
        title: or(&talk.title, "lightning-title-hidden"),
        speaker: or(&talk.speaker, "lightning-name-hidden"),
        slides_link: talk.slides(),
        video_link: talk.video_link.clone(),
        lightning: talk.lightning,
        took: talk
            .took_ms
            .map_or_else(String::new, |took| span(took / 1000)),
    }
}
