//! The people of a group as a file to take away.

use super::model::Listed;
use crate::clock::Instant;
use crate::groups::{Ground, Group, Role, Way};
use crate::sheets;
use crate::words::Words;

/// "turku-python-people-2026-11-24.csv"
pub fn name(group: &Group, now: Instant) -> String {
    let day = now.in_zone(&group.zone()).date();
    format!("{}-people-{day}.csv", group.slug)
}

/// One line per person. Dates are ISO 8601 in the group's zone, so that a spreadsheet sorts them.
pub fn people(group: &Group, people: &[Listed]) -> Vec<u8> {
    let (words, zone) = (group.words().plain(), group.zone());
    let day = |instant: Instant| instant.in_zone(&zone).date().to_string();
    let heading = [
        words.t("organize-people-name"),
        words.t("organize-people-email"),
        words.t("organize-people-role"),
        words.t("organize-people-ground"),
        words.t("organize-people-added-by"),
        words.t("organize-people-why"),
        words.t("organize-people-way"),
        words.t("organize-people-joined"),
        words.t("organize-people-times"),
        words.t("organize-people-seen"),
        words.t("organize-people-mail-agreed"),
    ];
    let rows = people.iter().map(|person| {
        [
            person.name.clone(),
            person.email.clone().unwrap_or_default(),
            role(words, person.role),
            ground(words, person.ground),
            person.added_by.clone().unwrap_or_default(),
            person.reason.clone(),
            way(words, person.way),
            day(person.joined_at),
            person.times.to_string(),
            day(person.seen_at),
            person.mail_agreed_at.map(day).unwrap_or_default(),
        ]
    });
    sheets::csv(&heading, rows)
}

/// What she is in the group; empty for whoever is no member.
pub fn role(words: Words, role: Option<Role>) -> String {
    match role {
        Some(Role::Organizer) => words.t("organize-role-organizer"),
        Some(Role::CoOrganizer) => words.t("organize-role-co-organizer"),
        Some(Role::Member) => words.t("organize-role-member"),
        None => String::new(),
    }
}

/// Why the group may hold her address.
pub fn ground(words: Words, ground: Ground) -> String {
    words.t(match ground {
        Ground::Member => "organize-ground-member",
        Ground::EventOnly => "organize-ground-event-only",
        Ground::ByHand => "organize-ground-by-hand",
    })
}

/// How she came.
pub fn way(words: Words, way: Way) -> String {
    words.t(match way {
        Way::Founded => "organize-way-founded",
        Way::Invited => "organize-way-invited",
        Way::Joined => "organize-way-joined",
        Way::Rsvp => "organize-way-rsvp",
        Way::ByHand => "organize-way-by-hand",
    })
}
