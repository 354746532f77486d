//! Lightning talks: rounds of short talks at an event, and who gives one.
//!
//! A *round* is a slot in the program; a *turn* is one talk in it. Anybody signs up in a few seconds,
//! with an account or without, until the last turn begins. As many turns have a *place* as fit into
//! the slot; the others *stand by*. A turn *waits*, is *on stage*, was *given*, was *skipped*, or its
//! speaker was *absent*.
//!
//! What always holds:
//! - Of two who want the last place exactly one gets it: the event is locked by each who asks.
//! - Nobody has two places before everybody has had one.
//! - Everybody sees in which order people go on stage, and why. The order follows the round's policy
//!   until somebody arranges it by hand or the first turn begins; whoever signs up then goes last.
//! - Whoever has a place loses it to nobody, unless an organizer says so by hand, and is told then.
//! - Positions are 1, 2, 3 and so on; one turn of a round is on stage at most.
//! - Whoever signed up hears that the evening is moved or cancelled, even if she never answered it.
//! - A round's start is counted from its event's, so it moves with it.
//! - Without an address nobody gets mail, and who has no account comes back by the link that was
//!   shown once, which her browser keeps for the evening.
//! - Slides are drawn before they are kept; what cannot be drawn stays a file that can be read.
//! - When a person is forgotten, her waiting turns and all her slides go; of talks that were given name and title stay
//!   in the program.
mod model;
mod store;
mod mail;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{
    Added, Deck, Move, Outcome, Plan, RemindSpeakers, Removed, Speaker, ThankSpeakers, absent,
    add_from_floor, add_round, arrange_again, begin, call_back, change_round, end, end_earlier,
    end_round, move_turn, remove, remove_round, save_deck, save_own, show_on_stage, sign_up, skip,
    swap, take_back, turn_subject,
};
pub use model::{
    CHANGEOVER, Entry, Format, LIMIT, LONGEST_CHANGEOVER, LONGEST_LIMIT, LONGEST_ROUND, NAME,
    NEEDS, Policy, Round, SHORTEST_LIMIT, SHORTEST_ROUND, Shut, State, TITLE, Turn, arrange,
    capacity, parse_span, promote, span,
};
pub use store::{
    find_round, find_turn, find_turn_by_id, line_up, list_pages, list_rounds, list_rounds_of_group,
    list_turns_of_person,
};

pub use web::{LineUps, blank, line_ups};

use crate::feature::Feature;
use crate::jobs::Listener;
use jobs::{HeardCancelled, HeardChanged, HeardPostponed, HeardRedated, SpeakerForgotten};

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<RemindSpeakers>(),
        Listener::of::<ThankSpeakers>(),
        Listener::of::<HeardChanged>(),
        Listener::of::<HeardRedated>(),
        Listener::of::<HeardPostponed>(),
        Listener::of::<HeardCancelled>(),
        Listener::of::<SpeakerForgotten>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
