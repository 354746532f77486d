//! An import in words, for its page and for a terminal.

use super::model::{Kept, Line, Misfit, Verdict, schedule, status};
use crate::clock::Instant;
use crate::events::{MOST_DAYS, Status};
use crate::ics::{Item, MOST_YEARS, Note, Reason, Refused};
use crate::words::Words;
use jiff::civil::DateTime;

/// One line of a preview as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub title: String,
    pub when: String,
    /// In one line; may be empty.
    pub place: String,
    /// What becomes of it and what was assumed, a sentence each.
    pub remarks: Vec<String>,
}

/// The key of what lines of this rank have in common.
pub fn heading(rank: u8) -> &'static str {
    match rank {
        0 => "imports-refused",
        1 => "imports-kept",
        2 => "imports-changed",
        3 => "imports-new",
        _ => "imports-same",
    }
}

/// A line in words. `zone` is the group's, which goes without saying.
pub fn line(words: Words, line: &Line, zone: &str, now: Instant) -> Said {
    match line {
        Line::Item { item, verdict } => said(words, item, *verdict, zone, now),
        Line::Refused(refused) => Said {
            title: or_nameless(words, &refused.title),
            when: match refused.starts.parse() {
                Ok(wall) => moment(words, wall),
                Err(_) => refused.starts.clone(),
            },
            place: String::new(),
            remarks: vec![reason(words, refused)],
        },
    }
}

fn said(words: Words, item: &Item, verdict: Verdict, zone: &str, now: Instant) -> Said {
    let mut remarks: Vec<String> = Vec::new();
    match verdict {
        Verdict::Refused(own) => remarks.push(misfit(words, own)),
        Verdict::Kept(Kept::Announced) => remarks.push(words.t("imports-kept-announced")),
        Verdict::Kept(Kept::Edited) => remarks.push(words.t("imports-kept-edited")),
        Verdict::Kept(Kept::Twin) => remarks.push(words.t("imports-kept-twin")),
        Verdict::New | Verdict::Changed => {
            remarks.push(becomes(words, item, now));
            remarks.extend(item.notes.iter().map(|own| note(words, own)));
        }
        Verdict::Same => {}
    }
    let when = moment(words, item.starts);
    Said {
        title: or_nameless(words, &item.title),
        when: if item.zone == zone {
            when
        } else {
            let phrase = words.with("when", when).with("zone", item.zone.clone());
            phrase.t("imports-when-zone")
        },
        place: if item.is_online {
            words.t("imports-online")
        } else {
            item.place.clone()
        },
        remarks,
    }
}

fn or_nameless(words: Words, title: &str) -> String {
    if title.is_empty() {
        words.t("imports-nameless")
    } else {
        title.to_owned()
    }
}

fn moment(words: Words, wall: DateTime) -> String {
    let phrase = words
        .with("date", words.long_date(wall.date()))
        .with("time", words.time(wall.time()));
    phrase.t("date-and-time")
}

/// As what it comes.
fn becomes(words: Words, item: &Item, now: Instant) -> String {
    let Ok(schedule) = schedule(item, now) else {
        return String::new();
    };
    if item.is_private {
        return words.t("imports-comes-private");
    }
    words.t(match status(item, &schedule, now) {
        Status::Cancelled => "imports-comes-cancelled",
        Status::Published => "imports-comes-past",
        Status::Draft | Status::Postponed => "imports-comes-draft",
    })
}

fn misfit(words: Words, misfit: Misfit) -> String {
    match misfit {
        Misfit::Year => words.t("imports-misfit-year"),
        Misfit::TooLong => words.with("days", MOST_DAYS).t("imports-misfit-long"),
        Misfit::PrivateCancelled => words.t("imports-misfit-private"),
        Misfit::Times => words.t("imports-misfit-times"),
    }
}

fn reason(words: Words, refused: &Refused) -> String {
    match refused.reason {
        Reason::NoStart => words.t("imports-reason-no-start"),
        Reason::StartUnreadable => words.t("imports-reason-unreadable"),
        Reason::TooOften => words.t("imports-reason-often"),
        Reason::NoEvent => words.t("imports-reason-no-event"),
        Reason::FileTooLarge => words.t("imports-reason-file-large"),
        Reason::FarAway(count) => {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let phrase = words.with("count", count).with("years", MOST_YEARS);
            phrase.t("imports-reason-far")
        }
    }
}

fn note(words: Words, note: &Note) -> String {
    match note {
        Note::AllDay => words.t("imports-note-all-day"),
        Note::EndAssumed => words.t("imports-note-end"),
        Note::ZoneUnknown(zone) => words.with("zone", zone.clone()).t("imports-note-zone"),
        Note::ZoneForeign(zone) => words
            .with("zone", zone.clone())
            .t("imports-note-zone-foreign"),
        Note::TitleMissing => words.t("imports-note-title"),
        Note::TitleCut => words.t("imports-note-title-cut"),
        Note::DescriptionCut => words.t("imports-note-description-cut"),
        Note::RuleUnreadable => words.t("imports-note-rule"),
        Note::PlaceUnstated => words.t("imports-note-place"),
    }
}
