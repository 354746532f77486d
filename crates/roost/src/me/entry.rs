//! Her events as her own calendar holds them.

use super::model::Answered;
use crate::calendar::{Entry, Standing};
use crate::config::Config;
use crate::events::{self, Event};
use crate::groups::Group;
use crate::rsvps::State;
use crate::venues::Venue;

/// The event with what she said to it. It promises nothing as long as she has no seat, and its
/// title says so, since that is all that a calendar shows of it at first.
///
/// Its SEQUENCE also rises with each change of her answer, which other people's entry knows nothing of.
pub fn entry(
    config: &Config,
    group: &Group,
    (event, answered): (&Event, &Answered),
    venue: Option<&Venue>,
) -> Entry {
    let plain = events::entry(config, group, event, venue);
    let words = group.words().plain();
    let (said, title) = match answered.state {
        State::Going | State::Declined => ("me-entry-going", None),
        State::Offered => ("me-entry-offered", Some("me-entry-offered-title")),
        State::Waitlisted => ("me-entry-waitlisted", Some("me-entry-waitlisted-title")),
    };
    let said = words.with("group", group.name.clone()).t(said);
    let title = title.map(|key| words.with("title", event.title.clone()).t(key));
    let moments = [answered.answered_at].into_iter();
    let moments = moments.chain(answered.offered_at);
    let has_seat = answered.state == State::Going;
    // What became of the event says more than what became of her answer.
    let is_on = event.is_on();
    Entry {
        sequence: plain.sequence + answered.transitions,
        changed_at: moments.fold(plain.changed_at, Ord::max),
        title: title.filter(|_| is_on).unwrap_or(plain.title),
        description: if is_on {
            format!("{said}\n\n{}", plain.description).trim().to_owned()
        } else {
            plain.description
        },
        standing: if is_on && !has_seat {
            Standing::Tentative
        } else {
            plain.standing
        },
        ..plain
    }
}
