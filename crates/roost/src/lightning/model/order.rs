use super::round::{Policy, Round};
use super::turn::{State, Turn};
use crate::ids::{PersonId, TurnId};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The line-up of a round: its turns in the order in which they go on stage.
///
/// Whoever was on stage or was passed over stays in front as they are. Then come those who have a
/// place, by the round's policy until the order is settled, and as they stand from then on. Those
/// who stand by come last, as they signed up.
pub fn arrange(round: &Round, turns: &[Turn]) -> Vec<TurnId> {
    let mut order: Vec<&Turn> = turns.iter().collect();
    order.sort_by_key(|turn| {
        let part = match turn.state {
            State::Waiting if turn.has_place => 1,
            State::Waiting => 2,
            _ => 0,
        };
        let within = match part {
            1 if !round.is_settled() => rank(round, turn),
            2 if !round.is_settled() => [0; 32],
            _ => high(turn.position),
        };
        (part, within, turn.number)
    });
    order.into_iter().map(|turn| turn.id).collect()
}

/// What a policy orders by: smaller goes first.
fn rank(round: &Round, turn: &Turn) -> [u8; 32] {
    match round.policy {
        Policy::Arrival => [0; 32],
        Policy::FirstTimers => high(i64::from(!turn.first_time)),
        Policy::Shorter => high(turn.planned_secs),
        // Whoever knows the seed and the numbers can draw again and get the same.
        Policy::Draw => Sha256::digest(format!("{}:{}", round.seed, turn.number)).into(),
    }
}

fn high(number: i64) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    bytes
}

/// Those who stand by and get a place now: as many as fit, first come first served, and nobody a
/// second one.
pub fn promote(round: &Round, turns: &[Turn]) -> Vec<TurnId> {
    let taken: Vec<&Turn> = turns.iter().filter(|turn| turn.takes_place()).collect();
    let mut served: BTreeSet<PersonId> = taken.iter().map(|turn| turn.person_id).collect();
    let free = round.capacity() - i64::try_from(taken.len()).unwrap_or(i64::MAX);
    let mut waiting: Vec<&Turn> = turns.iter().filter(|turn| turn.stands_by()).collect();
    waiting.sort_by_key(|turn| turn.number);
    let mut promoted = Vec::new();
    for turn in waiting {
        if i64::try_from(promoted.len()).unwrap_or(i64::MAX) >= free {
            break;
        }
        if served.insert(turn.person_id) {
            promoted.push(turn.id);
        }
    }
    promoted
}
