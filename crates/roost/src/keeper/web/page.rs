use super::arrivals::{Arrivals, moment};
use super::guard::Keeper;
use crate::clock::Instant;
use crate::groups::{self, Group};
use crate::jobs::{self, Poison};
use crate::mail::{self, Rates};
use crate::state::App;
use crate::web::{self, Chrome, Form, Result};
use crate::words::Words;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::tz::TimeZone;

#[derive(askama::Template)]
#[template(path = "keeper/show.html")]
struct KeeperPage {
    chrome: Chrome,
    /// Who may start a group.
    form: Form,
    waiting: Vec<Waiting>,
    /// What became of letters within the last hour.
    rates: Rates,
    /// How many letters wait to be sent.
    queued: i64,
    /// How long the oldest of them has waited, in words.
    oldest: Option<String>,
    /// What the mail server said last of what waits; `None`: nothing was tried.
    fault: Option<String>,
    /// `None`: no mail comes in.
    arrivals: Option<Arrivals>,
    poison: Vec<Failed>,
}

/// A group that waits for the keeper's yes.
struct Waiting {
    group: Group,
    since: String,
}

/// A job that was set aside.
struct Failed {
    job: Poison,
    since: String,
}

pub async fn show(State(app): State<App>, keeper: Keeper) -> Result {
    let founding = app.settings().founding.name();
    let form = Form::empty(Words::default()).with("founding", founding);
    show_with(&app, &keeper, StatusCode::OK, form).await
}

pub async fn show_with(app: &App, keeper: &Keeper, status: StatusCode, form: Form) -> Result {
    let words = Words::default();
    let (mut tx, now) = (app.db.read().await?, app.clock.now());
    let (queued, oldest) = mail::oldest_queued(&mut tx).await?;
    let hour = now.before(SignedDuration::from_hours(1));
    let rates = mail::count_rates(&mut tx, hour).await?;
    let fault = mail::find_last_fault(&mut tx).await?;
    let waiting = groups::list_waiting(&mut tx).await?;
    let poison = jobs::list_poison(&mut tx).await?;
    let arrivals = match app.config.inbound.domain {
        Some(_) => Some(Arrivals::find(&mut tx, now, words).await?),
        None => None,
    };
    drop(tx);
    let shown = KeeperPage {
        chrome: keeper.chrome(app),
        form,
        waiting: waiting
            .into_iter()
            .map(|group| Waiting {
                since: day(words, group.created_at),
                group,
            })
            .collect(),
        rates,
        queued,
        oldest: oldest.map(|oldest| age(words, oldest, now)),
        fault,
        arrivals,
        poison: poison
            .into_iter()
            .map(|job| Failed {
                since: moment(words, job.poisoned_at),
                job,
            })
            .collect(),
    };
    web::page(status, &shown)
}

fn day(words: Words, at: Instant) -> String {
    words.short_date(at.in_zone(&TimeZone::UTC).date())
}

/// "40 seconds", "12 minutes", "3 hours": the largest unit of which there are two.
fn age(words: Words, since: Instant, now: Instant) -> String {
    let secs = now.since(since).as_secs().max(0);
    let (count, key) = match secs {
        0..120 => (secs, "keeper-age-seconds"),
        120..7_200 => (secs / 60, "keeper-age-minutes"),
        _ => (secs / 3_600, "keeper-age-hours"),
    };
    words.with("count", count).t(key)
}
