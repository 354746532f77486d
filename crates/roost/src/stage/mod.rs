//! The stage: the timer of a lightning round, and the screens that show it.
//!
//! One row per round holds the clock, and every screen shows that row: the *stage* (the projector's
//! page, which controls), the *front* view (which only shows, for the first table, and in a variant
//! for who speaks) and the *remote* (the moderator's telephone). Each has a link of its own; none
//! opens another, and each can be taken back alone.
//!
//! States of a clock: *ready* between turns, when the first who waits is called to the front;
//! *running*; *paused*, for technical trouble only; *over*, until somebody goes on to the next. A
//! turn that nobody stops is ended by the server after the limit and the changeover.
//!
//! What always holds:
//! - The row is the truth. Screens get states, never ticks, and count by themselves.
//! - An order names the turn that it was meant for, so of two who moderate nobody undoes what the
//!   other did; and it has an id made by its page, so asking twice does nothing twice.
//! - A laptop without network keeps what was pressed, with its time, and tells it later. A turn
//!   that two stopped ended when the first did.
//! - Nobody gets extra minutes: a clock is paused for a reason that is kept, and goes on where it
//!   stood.
//! - What is whispered is shown to the speaker alone.
mod fit;
mod model;
mod store;
mod actions;
mod jobs;
mod view;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{Answer, EndTurn, Moderator, Whisper, Wish, open, order, renew, whisper};
pub use model::{Phase, Verb};
pub use web::screens_path;

use crate::feature::Feature;
use crate::jobs::Listener;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[Listener::of::<EndTurn>()],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
