//! Where she goes next and which groups are hers, as the page shows them.

use crate::events::Status;
use crate::groups::Role;
use crate::home::Card;
use crate::me::model::{GroupRow, NextRow};
use crate::rsvps::State;
use crate::series::{self, StandingOf};
use crate::web::components::Day;
use crate::words::Words;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

pub struct OwnGroup {
    pub path: String,
    pub name: String,
    /// Where it meets, or what she does in it.
    pub note: String,
    /// Where she organizes it, if she does.
    pub organize: Option<String>,
}

impl OwnGroup {
    pub fn new(row: GroupRow, words: Words) -> Self {
        let path = format!("/{}", row.slug);
        let role = match row.role {
            Role::Organizer => Some(words.t("me-role-organizer")),
            Role::CoOrganizer => Some(words.t("me-role-co-organizer")),
            Role::Member => None,
        };
        let facts = [role, Some(row.city)].into_iter().flatten();
        let facts = facts.filter(|fact| !fact.is_empty());
        OwnGroup {
            note: facts.collect::<Vec<_>>().join(", "),
            organize: row.role.organizes().then(|| format!("{path}/organize")),
            name: row.name,
            path,
        }
    }
}

/// A series that she is counted in to every time.
pub struct OwnSeries {
    pub title: String,
    /// Where its group is.
    pub path: String,
    /// "Every third Thursday at 18:30, Turku Python"
    pub note: String,
    /// Where the button that ends it is sent.
    pub end: String,
}

impl OwnSeries {
    pub fn new(row: &StandingOf, words: Words) -> Self {
        let (series, path) = (&row.series, format!("/{}", row.group_slug));
        let rule = series.rule(BTreeSet::new());
        let line = series::line(words, &rule, series.defaults.starts);
        OwnSeries {
            title: series.defaults.title.clone(),
            note: format!("{} · {line}", row.group_name),
            end: format!("{path}/series/{}/standing/removal", series.id),
            path,
        }
    }
}

/// `own` is the reader's zone, which is named where it differs.
pub fn card(row: &NextRow, words: Words, own: Option<&TimeZone>, soon: bool) -> Card {
    let zone = TimeZone::get(&row.zone).unwrap_or(TimeZone::UTC);
    let starts = row.starts_at.in_zone(&zone);
    let (badge, tone) = badge(row, words);
    let there = words.time(starts.time());
    let here = own
        .map(|own| row.starts_at.in_zone(own))
        .filter(|here| here.datetime() != starts.datetime())
        .map(|here| {
            words
                .with("moment", words.near_moment(&here))
                .t("me-own-time")
        });
    let facts = [Some(there), row.venue.clone(), here];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Card {
        path: format!("/{}/events/{}", row.group_slug, row.slug),
        title: row.title.clone(),
        day: Day::new(starts.date(), words).soon(soon),
        facts: format!("{} · {facts}", row.group_name),
        badge,
        tone,
        talks: Vec::new(),
    }
}

fn badge(row: &NextRow, words: Words) -> (String, &'static str) {
    if row.status == Status::Postponed {
        return (words.t("me-postponed"), "bull");
    }
    match row.state {
        State::Going => (words.t("me-going"), "leaf"),
        State::Offered => (words.t("me-offered"), "king"),
        State::Waitlisted => (words.t("me-waitlisted"), ""),
        State::Declined => (String::new(), ""),
    }
}
