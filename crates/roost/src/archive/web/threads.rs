//! The threads of a list: the newest, those of a month, and what a search finds.

use super::place::Place;
use crate::archive::model::{Entry, Thread, author, subject};
use crate::archive::store::{self, PATTERNS, ThreadRow};
use crate::clock::Instant;
use crate::db::Tx;
use crate::groups::Here;
use crate::ids::{GroupId, ListId, ThreadId};
use crate::state::App;
use crate::text;
use crate::web::{Chrome, Result, page};
use crate::words::Words;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use jiff::civil::Date;
use serde::Deserialize;

/// Threads on a page.
const PAGE: i64 = 40;

/// What a search shows, and how many posts it looks at: enough for years of most lists, and never so
/// many that a rare word makes everybody else wait.
const FOUND: i64 = 30;
const LOOKED: i64 = 50_000;

const BEGIN: usize = 200;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    /// As `2026-11`.
    month: String,
    /// Where a page before ended: microseconds, a hyphen, the thread's id.
    before: String,
    page: i64,
}

#[derive(askama::Template)]
#[template(path = "archive/threads.html")]
struct ThreadsPage {
    chrome: Chrome,
    here: Here,
    place: Place,
    /// What is looked for; empty: nothing.
    q: String,
    /// The month's name; empty: all.
    month: String,
    threads: Vec<Row>,
    found: Vec<Found>,
    months: Vec<Month>,
    messages: i64,
    newer: Option<String>,
    older: Option<String>,
    /// Where a search goes on among older messages.
    further: Option<String>,
}

struct Row {
    href: String,
    subject: String,
    author: String,
    posts: i64,
    when: String,
}

struct Found {
    href: String,
    subject: String,
    author: String,
    when: String,
    begin: String,
}

struct Month {
    href: String,
    name: String,
    count: i64,
}

pub async fn index(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result {
    let mut tx = app.db.read().await?;
    let place = Place::find(&app, &mut tx, &here, &name).await?;
    let whose = (here.group.id, place.list.id);
    let (words, zone) = (here.group.words(), here.group.zone());
    let months = store::list_months(&mut tx, whose).await?;
    let messages = months.iter().map(|(_, count)| count).sum();
    let q = text::visible_line(&asked.q, 100);
    let day = read_month(&asked.month);
    let mut shown = ThreadsPage {
        chrome: here.chrome(&app),
        month: day.map_or_else(String::new, |day| name_of(words, day)),
        months: list_months(words, &place, months),
        q: q.clone(),
        threads: Vec::new(),
        found: Vec::new(),
        messages,
        newer: None,
        older: None,
        further: None,
        here,
        place,
    };
    let row = |row: ThreadRow| Row {
        href: format!("{}/{}", shown.place.path, row.permalink),
        author: author(&row.author_name, &row.author_email),
        subject: subject(words, &row.thread.subject),
        posts: row.thread.posts,
        when: words.short_date(row.thread.last_at.in_zone(&zone).date()),
    };
    if !q.is_empty() {
        let before = asked.before.parse().ok().and_then(microseconds);
        let before = before.unwrap_or(LATEST);
        let (found, end) = search(&mut tx, whose, &q, before).await?;
        shown.further = end.map(|end| {
            let at = end.timestamp().as_microsecond();
            format!("{}?q={}&before={at}", shown.place.path, encoded(&q))
        });
        let found = found.into_iter().map(|entry| Found {
            href: format!("{}/{}", shown.place.path, entry.permalink),
            author: entry.author(),
            when: words.short_date(entry.written_at.in_zone(&zone).date()),
            begin: entry.begin(BEGIN),
            subject: subject(words, &entry.subject),
        });
        shown.found = found.collect();
    } else if day.is_some() {
        let number = asked.page.clamp(0, 100_000);
        let from = (number * PAGE, PAGE + 1);
        let rows = store::list_threads_of_month(&mut tx, whose, &asked.month, from).await?;
        let (rows, more) = cut(rows);
        let leaf =
            |number: i64| format!("{}?month={}&page={number}", shown.place.path, asked.month);
        shown.newer = (number > 0).then(|| leaf(number - 1));
        shown.older = more.then(|| leaf(number + 1));
        shown.threads = rows.into_iter().map(row).collect();
    } else {
        let before = read_before(&asked.before);
        let rows = store::list_threads(&mut tx, whose, before, PAGE + 1).await?;
        let (rows, more) = cut(rows);
        let last = rows.last().map(|row| after(&row.thread)).filter(|_| more);
        shown.older = last.map(|last| format!("{}?before={last}", shown.place.path));
        shown.threads = rows.into_iter().map(row).collect();
    }
    drop(tx);
    page(StatusCode::OK, &shown)
}

/// What has all words of `q` among the messages before that time, and where a search among older ones
/// begins; `None`: there are none.
async fn search(
    tx: &mut Tx<'_>,
    whose: (GroupId, ListId),
    q: &str,
    before: Instant,
) -> crate::db::Result<(Vec<Entry>, Option<Instant>)> {
    let patterns = patterns(q);
    let found = store::search(tx, whose, &patterns, (before, LOOKED), FOUND).await?;
    let is_full = i64::try_from(found.len()).is_ok_and(|count| count == FOUND);
    let end = match found.last() {
        Some(last) if is_full => Some(last.written_at),
        _ => store::find_nth(tx, whose, before, LOOKED - 1).await?,
    };
    Ok((found, end))
}

fn list_months(words: Words, place: &Place, months: Vec<(String, i64)>) -> Vec<Month> {
    let months = months.into_iter().filter_map(|(month, count)| {
        Some(Month {
            name: name_of(words, read_month(&month)?),
            href: format!("{}?month={month}", place.path),
            count,
        })
    });
    months.collect()
}

/// Later than every post.
const LATEST: Instant = Instant::MAX;

/// One thread is asked for above what fits, to know whether there are more.
fn cut(mut rows: Vec<ThreadRow>) -> (Vec<ThreadRow>, bool) {
    let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    rows.truncate(most);
    (rows, more)
}

fn after(thread: &Thread) -> String {
    format!(
        "{}-{}",
        thread.last_at.timestamp().as_microsecond(),
        thread.id
    )
}

fn read_before(text: &str) -> (Instant, ThreadId) {
    let read = text.split_once('-').and_then(|(at, id)| {
        Some((
            microseconds(at.parse().ok()?)?,
            id.parse::<ThreadId>().ok()?,
        ))
    });
    read.unwrap_or((LATEST, ThreadId::from(uuid::Uuid::max())))
}

fn microseconds(at: i64) -> Option<Instant> {
    jiff::Timestamp::from_microsecond(at)
        .ok()
        .map(Instant::from)
}

/// The first day of a month, as `2026-11`.
fn read_month(text: &str) -> Option<Date> {
    let fine = text.len() == 7 && text.is_ascii();
    fine.then(|| format!("{text}-01").parse().ok()).flatten()
}

/// "November 2026".
pub fn name_of(words: Words, day: Date) -> String {
    let phrase = words
        .with("month", words.month(day))
        .with("year", day.year().to_string());
    phrase.t("archive-month")
}

/// Up to five words, each to be found anywhere.
fn patterns(q: &str) -> [String; PATTERNS] {
    let key = text::search_key(q);
    let mut words = key.splitn(PATTERNS, ' ');
    std::array::from_fn(|_| {
        let word = words.next().unwrap_or_default();
        format!("%{}%", text::like_literal(word))
    })
}

fn encoded(q: &str) -> String {
    url::form_urlencoded::byte_serialize(q.as_bytes()).collect()
}
