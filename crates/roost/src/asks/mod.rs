//! Asking for a talk: one person, one question, and what she answers.
//!
//! An *ask* says who asked whom for which event, or for none, and the answer: nothing yet, yes, next
//! time, thinking, or not yet, with a topic in her words. Its *step* says how far the talk is on its
//! way to the stage. Organizers walk round with the *ask list*, whose order [`worth_asking`] decides,
//! or write to one person, who answers by a link.
//!
//! What always holds:
//! - Nobody is asked twice for the same event. Of two who ask at once the second is told who was
//!   first, and the answer.
//! - Whoever does not want to be asked is not, for a year, whether she said so herself or to an
//!   organizer. What she said herself only she takes back.
//! - Answers are seen by who organizes the group, and by her: she reads at `/me` what is kept, and
//!   erases it. After a year it goes by itself, and with the person.
//! - A yes for an event with a lightning round is a turn in its line-up, by the verb with which
//!   people sign up themselves.
//! - A letter asks one person. There is no form for more.
mod model;
mod store;
mod mail;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{
    Asker, Happened, NewAsk, Outcome, Said, Written, answer, ask, ask_again, erase_answers,
    list_worth_asking_here, move_step, pause, write,
};
pub use jobs::ForgetAsks;
pub use model::{
    Answer, Ask, AskWay, Candidate, Day, KEPT, OwnAsk, OwnPause, PAUSED, Presence, Step, TOPIC,
    Why, Worth, worth_asking,
};
pub use store::{find_ask, list_own_asks, list_own_pauses};
pub use web::OwnAnswers;

use crate::feature::Feature;
use crate::jobs::Listener;
use jobs::{AskedForgotten, ForgetAsksOf};

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<ForgetAsks>(),
        Listener::of::<ForgetAsksOf>(),
        Listener::of::<AskedForgotten>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
