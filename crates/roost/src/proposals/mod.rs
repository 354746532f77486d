//! Talks that are proposed, all year round, and what becomes of them.
//!
//! A *proposal* is proposed, then talked about, accepted, scheduled at an event, and given; or it is
//! declined, or taken back by her. A *wanted topic* is something that a group would love to hear
//! about. An *offer* is a talk that was given and that other groups may ask for.
//!
//! What always holds:
//! - [`State::may_become`] says which moves there are, and nothing moves otherwise.
//! - Each change counts the version up. Of two who change the same the second is told.
//! - What is scheduled has an event of the same group, in whose program it stands. If the event is
//!   cancelled the talk is accepted again.
//! - Only a talk that was given, and of which its speaker says so, is offered to other groups; her
//!   address never is.
//! - What organizers note is for organizers.
mod model;
mod store;
mod mail;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{
    Draft, Kept, Move, Moved, Proposed, Proposer, Wanted, add_topic, look_after, move_on, offer,
    propose, share,
};
pub use model::{Entry, Proposal, State};
pub use store::{find_proposal, list_proposals_of};
pub use web::OwnProposals;

use crate::feature::Feature;
use crate::jobs::Listener;
use jobs::{HeardCancelled, HeardChanged, HeardPostponed, HeardRedated, ProposerForgotten};

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<HeardChanged>(),
        Listener::of::<HeardRedated>(),
        Listener::of::<HeardPostponed>(),
        Listener::of::<HeardCancelled>(),
        Listener::of::<ProposerForgotten>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
