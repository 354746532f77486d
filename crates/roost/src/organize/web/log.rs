use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::AuditId;
use crate::organize::store::log::{self, Entry};
use crate::state::App;
use crate::web::{Chrome, Result, page};
use crate::words::Words;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use fluent_templates::fluent_bundle::FluentValue;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Entries on one page.
const PAGE: usize = 50;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    before: String,
}

#[derive(askama::Template)]
#[template(path = "organize/log.html")]
struct LogPage {
    chrome: Chrome,
    nav: OrganizeNav,
    days: Vec<Day>,
    first: Option<String>,
    next: Option<String>,
}

/// What was done on one day, the last thing first.
struct Day {
    date: String,
    lines: Vec<Line>,
}

struct Line {
    time: String,
    sentence: String,
    /// A reason or a remark; may be empty.
    detail: String,
}

pub async fn index(State(app): State<App>, here: Here, Query(asked): Query<Asked>) -> Result {
    here.organizer()?;
    let before: Option<AuditId> = asked.before.parse().ok();
    let mut tx = app.db.read().await?;
    let most = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut entries = log::list_entries(&mut tx, here.group.id, before, most).await?;
    drop(tx);
    let path = format!("{}/organize/log", here.group.path());
    let next = (entries.len() > PAGE).then(|| {
        entries.truncate(PAGE);
        format!("{path}?before={}", entries[PAGE - 1].id)
    });
    let shown = LogPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Log),
        days: by_day(here.group.words(), &here.group.zone(), entries),
        first: before.map(|_| path),
        next,
    };
    page(StatusCode::OK, &shown)
}

fn by_day(words: Words, zone: &TimeZone, entries: Vec<Entry>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for entry in entries {
        let at = entry.created_at.in_zone(zone);
        let date = entry.day.parse::<Date>().unwrap_or(at.date());
        let date = words.long_date(date);
        let line = Line {
            time: words.time(at.time()),
            sentence: sentence(words, &entry),
            detail: entry.detail,
        };
        match days.last_mut() {
            Some(day) if day.date == date => day.lines.push(line),
            _ => days.push(Day {
                date,
                lines: vec![line],
            }),
        }
    }
    days
}

/// Every verb that features write to the log, with its sentence.
const SENTENCES: &[(&str, &str)] = &[
    ("group-founded", "organize-log-group-founded"),
    ("group-edited", "organize-log-group-edited"),
    ("group-handed-over", "organize-log-group-handed-over"),
    ("group-closed", "organize-log-group-closed"),
    ("invitation-sent", "organize-log-invitation-sent"),
    ("invitation-accepted", "organize-log-invitation-accepted"),
    ("invitation-declined", "organize-log-invitation-declined"),
    ("invitation-withdrawn", "organize-log-invitation-withdrawn"),
    ("organizer-left", "organize-log-organizer-left"),
    (
        "organizer-stepped-down",
        "organize-log-organizer-stepped-down",
    ),
    ("duty-assigned", "organize-log-duty-assigned"),
    ("person-added", "organize-log-person-added"),
    ("person-removed", "organize-log-person-removed"),
    ("person-banned", "organize-log-person-banned"),
    ("ban-lifted", "organize-log-ban-lifted"),
    ("people-looked-at", "organize-log-people-looked-at"),
    ("attendees-exported", "organize-log-attendees-exported"),
    (
        "attendee-addresses-copied",
        "organize-log-attendee-addresses-copied",
    ),
    ("answers-looked-at", "organize-log-answers-looked-at"),
    ("answers-exported", "organize-log-answers-exported"),
    ("link-made", "organize-log-link-made"),
    ("link-cut", "organize-log-link-cut"),
    ("people-exported", "organize-log-people-exported"),
    ("addresses-copied", "organize-log-addresses-copied"),
    ("group-opened", "organize-log-group-opened"),
    ("group-refused", "organize-log-group-refused"),
    ("group-reopened", "organize-log-group-reopened"),
    ("announcement-sent", "organize-log-announcement-sent"),
    ("digest-set", "organize-log-digest-set"),
    ("list-founded", "organize-log-list-founded"),
    ("list-changed", "organize-log-list-changed"),
    ("list-closed", "organize-log-list-closed"),
    ("list-reopened", "organize-log-list-reopened"),
    ("list-enrolled", "organize-log-list-enrolled"),
    ("list-people-taken", "organize-log-list-people-taken"),
    ("list-archive-taken", "organize-log-list-archive-taken"),
    ("post-accepted", "organize-log-post-accepted"),
    ("post-rejected", "organize-log-post-rejected"),
    ("post-discarded", "organize-log-post-discarded"),
    ("heads-counted", "organize-log-heads-counted"),
    ("event-closed", "organize-log-event-closed"),
    ("photo-added", "organize-log-photo-added"),
    ("round-added", "organize-log-round-added"),
    ("round-changed", "organize-log-round-changed"),
    ("round-removed", "organize-log-round-removed"),
    ("stage-opened", "organize-log-stage-opened"),
    ("stage-link-renewed", "organize-log-stage-link-renewed"),
    ("photo-removed", "organize-log-photo-removed"),
    ("thanks-sent", "organize-log-thanks-sent"),
    ("event-drafted", "organize-log-event-drafted"),
    ("event-edited", "organize-log-event-edited"),
    ("event-published", "organize-log-event-published"),
    ("event-cancelled", "organize-log-event-cancelled"),
    ("event-postponed", "organize-log-event-postponed"),
    ("event-redated", "organize-log-event-redated"),
    ("door-made", "organize-log-door-made"),
    ("door-revoked", "organize-log-door-revoked"),
    ("door-digits-renewed", "organize-log-door-digits-renewed"),
    ("telephone-cut-off", "organize-log-telephone-cut-off"),
    ("names-shared", "organize-log-names-shared"),
    ("names-closed", "organize-log-names-closed"),
    ("series-made", "organize-log-series-made"),
    ("series-edited", "organize-log-series-edited"),
    ("series-stopped", "organize-log-series-stopped"),
    ("venue-changed", "organize-log-venue-changed"),
    ("venue-removed", "organize-log-venue-removed"),
    ("events-imported", "organize-log-events-imported"),
    ("import-undone", "organize-log-import-undone"),
    ("attendee-added", "organize-log-attendee-added"),
    ("attendee-moved", "organize-log-attendee-moved"),
];

fn sentence(words: Words, entry: &Entry) -> String {
    let who = entry.who.clone();
    let who = who.unwrap_or_else(|| words.t("organize-log-roost"));
    let known = SENTENCES.iter().find(|(verb, _)| *verb == entry.verb);
    let key = known.map_or("organize-log-other", |(_, key)| key);
    words
        .with("who", who)
        // A number, where the subject is one, so that its sentence can count.
        .with(
            "subject",
            FluentValue::try_number(&entry.subject).into_owned(),
        )
        .with("verb", entry.verb.clone())
        .t(key)
}
