//! Messages of before, and those that wait, one line each.

use super::fields::audience;
use crate::announcements::actions;
use crate::announcements::model::{Announcement, State};
use crate::announcements::store;
use crate::clock::Instant;
use crate::db::Tx;
use crate::groups::Group;
use crate::words::Words;

/// How many are listed.
const EARLIER: i64 = 20;

pub struct Line {
    pub href: String,
    pub subject: String,
    pub note: String,
}

/// Those that have not gone out, and those that have.
pub struct Lines {
    pub open: Vec<Line>,
    pub earlier: Vec<Line>,
}

pub async fn lines(tx: &mut Tx<'_>, now: Instant, group: &Group) -> anyhow::Result<Lines> {
    let words = group.words();
    let mut lines = Lines {
        open: Vec::new(),
        earlier: Vec::new(),
    };
    for announcement in store::list_announcements(tx, group.id, EARLIER).await? {
        let event = actions::find_event(tx, group.id, announcement.event_id).await?;
        let title = event.map(|event| event.title).unwrap_or_default();
        let count = match announcement.sent_at {
            Some(_) => announcement.recipients,
            None => store::count_audience(tx, now, group.id, announcement.target()).await?,
        };
        let line = Line {
            href: actions::path(group, announcement.id),
            note: note(words, group, &announcement, (&title, count)),
            subject: announcement.subject,
        };
        match announcement.sent_at {
            Some(_) => lines.earlier.push(line),
            None => lines.open.push(line),
        }
    }
    Ok(lines)
}

/// Whose it is, what became of it and when, and for whom.
pub fn note(
    words: Words,
    group: &Group,
    announcement: &Announcement,
    (title, count): (&str, i64),
) -> String {
    let zone = group.zone();
    let day = |at: Instant| words.long_moment(&at.in_zone(&zone));
    let when = match announcement.state {
        State::Scheduled => announcement.send_at,
        State::Sent | State::Cancelled => announcement.sent_at,
        State::Draft | State::Held => None,
    };
    let phrase = words
        .with("author", announcement.author.clone())
        .with("when", day(when.unwrap_or(announcement.created_at)))
        .with("audience", audience(words, announcement, title, count));
    phrase.t(match (announcement.state, announcement.sent_at) {
        (State::Draft, _) => "announcements-drafted-by",
        (State::Scheduled, _) => "announcements-scheduled-by",
        (State::Held, _) => "announcements-held-by",
        (State::Cancelled, None) => "announcements-cancelled-by",
        (State::Sent | State::Cancelled, _) => "announcements-sent-by",
    })
}
