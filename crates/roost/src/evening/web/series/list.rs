use super::pages;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::SeriesId;
use crate::series;
use crate::state::App;
use crate::web::{Chrome, Result, page};
use axum::extract::State;
use axum::http::StatusCode;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

#[derive(askama::Template)]
#[template(path = "evening/series/list.html")]
struct ListPage {
    chrome: Chrome,
    nav: OrganizeNav,
    entries: Vec<Entry>,
}

/// One series, as the list shows it.
struct Entry {
    path: String,
    title: String,
    /// "Every third Thursday at 18:30"
    line: String,
    /// Its next date; `None`: there is none.
    next: Option<String>,
    runs: bool,
}

pub async fn index(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let words = here.group.words();
    let today = app.clock.now().in_zone(&here.group.zone()).date();
    let mut tx = app.db.read().await?;
    let all = series::list_series(&mut tx, here.group.id).await?;
    let mut skipped: HashMap<SeriesId, BTreeSet<Date>> = HashMap::new();
    for (id, day) in series::list_all_skipped(&mut tx, here.group.id).await? {
        skipped.entry(id).or_default().insert(day.0);
    }
    drop(tx);
    let entries = all.into_iter().map(|series| {
        let rule = series.rule(skipped.remove(&series.id).unwrap_or_default());
        let next = rule.next_dates(today, 1).first().copied();
        Entry {
            path: format!("{}/{}", pages(&here), series.id),
            line: series::line(words, &rule, series.defaults.starts),
            next: next
                .filter(|_| series.runs())
                .map(|day| words.long_date(day)),
            runs: series.runs(),
            title: series.defaults.title,
        }
    });
    let shown = ListPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        entries: entries.collect(),
    };
    page(StatusCode::OK, &shown)
}
