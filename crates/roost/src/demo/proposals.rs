//! Talks that people proposed, in several states, and topics that the group wants.

use crate::db::Tx;
use crate::events::Event;
use crate::groups::{Group, Organizer, people};
use crate::ids::{Moment, PersonId};
use crate::jobs::Context;
use crate::proposals::{self, Entry, Move, Moved, Proposed, Proposer, State};
use anyhow::Context as _;

/// What the group would love to hear about.
const WANTED: [&str; 3] = [
    "Async without tears",
    "Python on a small computer",
    "How a parser reads",
];

/// Who proposes what: her place in the group, a title, a summary, whether it is her first talk ever,
/// and how far it is.
const PROPOSED: [(usize, &str, &str, bool, State); 4] = [
    (
        31,
        "Maps of benches",
        "Where one can sit in the city, and **how I found out**.",
        true,
        State::Proposed,
    ),
    (
        34,
        "A week without dictionaries",
        "What one learns by leaving them out.",
        false,
        State::Accepted,
    ),
    (
        37,
        "Knitting patterns are programs",
        "With wool to try it.",
        true,
        State::Scheduled,
    ),
    (
        40,
        "My favourite bug",
        "It took a year.",
        false,
        State::Declined,
    ),
];

/// `known` begins with those who organize.
///
/// # Errors
/// If the database refuses.
pub async fn propose(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (organizer, known): (&Organizer, &[PersonId]),
    event: &Event,
) -> anyhow::Result<()> {
    for topic in WANTED {
        proposals::add_topic(tx, at, organizer, topic).await?;
    }
    for (place, title, summary, first_time, state) in PROPOSED {
        let Some(person) = known.get(place).copied() else {
            continue;
        };
        let person = people::find_person(tx, group.id, person).await?;
        let Some(person) = person else {
            continue;
        };
        let proposer = Proposer::Known(person.id);
        let entry = Entry {
            name: person.name,
            title: title.to_owned(),
            summary: summary.to_owned(),
            minutes: 30,
            first_time,
            wants_mentor: first_time,
            wants_rehearsal: first_time,
            ..Entry::default()
        };
        // No page sent it, so there is no form to tell from others.
        let place = (context, group);
        let what = (&proposer, &entry);
        let proposed = proposals::propose(tx, at, place, what, "").await?;
        anyhow::ensure!(
            matches!(proposed, Proposed::Done(_)),
            "the group takes no proposal"
        );
        let mine = proposals::list_proposals_of(tx, group.id, person.id).await?;
        let mine = mine.into_iter().next_back().context("it was written")?;
        let steps: &[State] = match state {
            State::Scheduled => &[State::Accepted, State::Scheduled],
            State::Proposed => &[],
            State::Accepted => &[State::Accepted],
            _ => &[State::Declined],
        };
        for (version, to) in (mine.version..).zip(steps) {
            let step = Move {
                to: *to,
                version,
                event: (*to == State::Scheduled).then_some(event.id),
                letter: None,
            };
            let moved = proposals::move_on(tx, at, place, organizer, (mine.id, &step)).await?;
            anyhow::ensure!(moved == Moved::Done, "a proposal does not move");
        }
    }
    Ok(())
}
