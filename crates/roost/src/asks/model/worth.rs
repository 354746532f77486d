//! Whom it is worth asking, and why.

use crate::clock::Instant;
use crate::ids::PersonId;
use crate::text;
use jiff::SignedDuration;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Whoever came since then came lately.
pub const LATELY: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Whoever spoke before that spoke long ago.
const LONG_AGO: SignedDuration = SignedDuration::from_hours(180 * 24);

/// So many evenings are often.
const OFTEN: i64 = 3;

/// What is known of somebody who might be asked.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Candidate {
    pub person_id: PersonId,
    pub name: String,
    pub picture: Option<String>,
    pub pronouns: String,
    /// What she says of herself, Markdown; may be empty.
    pub bio: String,
    /// Whether a letter reaches her.
    pub has_address: bool,
    /// Checked in at this event.
    pub here: bool,
    /// Said yes to it.
    pub expected: bool,
    /// Evenings before this one.
    pub came: i64,
    /// When she was on stage last; `None`: never.
    pub spoke_at: Option<Instant>,
    /// Whether she is in a line-up of this event, whatever became of it.
    pub has_turn: bool,
    /// What she once said she could talk about; empty: nothing.
    pub topic: String,
    /// Whether she promised a talk for this event.
    pub promised: bool,
    /// She left, is banned, or asked not to be asked.
    pub is_out: bool,
}

/// Where she is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    Here,
    Expected,
    /// She came lately.
    Lately,
}

/// Why she is worth asking, the best reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// She said last time that she would, this time.
    Promised,
    /// And never spoke.
    CameOften,
    SaidTopic,
    SpokeLongAgo(Instant),
    /// New, and her profile says what she cares about.
    Interest,
    /// She has been here before.
    Comes,
}

impl Why {
    /// Smaller is better.
    fn rank(self) -> u8 {
        match self {
            Why::Promised => 0,
            Why::CameOften => 1,
            Why::SaidTopic => 2,
            Why::SpokeLongAgo(_) => 3,
            Why::Interest => 4,
            Why::Comes => 5,
        }
    }
}

/// Somebody worth asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worth {
    pub candidate: Candidate,
    pub presence: Presence,
    pub why: Why,
}

/// Those worth asking, best first. Who was asked for this event already comes last, so that
/// everybody with a list sees it.
///
/// Nobody is here who left, is banned, asked not to be asked, or is in the line-up without having
/// been asked; nor who is new and whose profile says nothing to talk about: nobody is asked for a
/// talk on her first evening for no reason.
pub fn worth_asking(
    candidates: Vec<Candidate>,
    asked: &BTreeSet<PersonId>,
    now: Instant,
) -> Vec<Worth> {
    let worth = candidates.into_iter().filter_map(|candidate| {
        let is_asked = asked.contains(&candidate.person_id);
        if candidate.is_out || (candidate.has_turn && !is_asked) {
            return None;
        }
        let why = why(&candidate, now).or(is_asked.then_some(Why::Comes))?;
        let presence = presence(&candidate);
        Some(Worth {
            candidate,
            presence,
            why,
        })
    });
    let mut worth: Vec<Worth> = worth.collect();
    worth.sort_by_cached_key(|one| {
        let candidate = &one.candidate;
        (
            asked.contains(&candidate.person_id),
            one.presence,
            one.why.rank(),
            Reverse(candidate.came),
            text::sort_key(&candidate.name),
            candidate.person_id,
        )
    });
    worth
}

fn presence(candidate: &Candidate) -> Presence {
    if candidate.here {
        Presence::Here
    } else if candidate.expected {
        Presence::Expected
    } else {
        Presence::Lately
    }
}

/// `None`: there is no reason to ask her.
fn why(candidate: &Candidate, now: Instant) -> Option<Why> {
    if candidate.promised {
        return Some(Why::Promised);
    }
    if candidate.spoke_at.is_none() && candidate.came >= OFTEN {
        return Some(Why::CameOften);
    }
    if !candidate.topic.is_empty() {
        return Some(Why::SaidTopic);
    }
    match candidate.spoke_at {
        Some(spoke) if spoke < now.before(LONG_AGO) => return Some(Why::SpokeLongAgo(spoke)),
        None if !candidate.bio.trim().is_empty() => return Some(Why::Interest),
        _ => {}
    }
    (candidate.came > 0 || candidate.spoke_at.is_some()).then_some(Why::Comes)
}
