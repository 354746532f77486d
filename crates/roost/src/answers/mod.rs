//! What people say to the questions of an event, when they answer that they come.
//!
//! What always holds:
//! - Only who comes or waits has answers: whoever declines takes them back by that.
//! - An answer belongs to a question that the event asks. Those of a question that is taken off go
//!   with it.
//! - Sensitive answers are forgotten [`KEPT`] after the event, and how many said what stays.
//! - Of a person who is forgotten no answer is left but in those numbers.
mod model;
mod store;
mod fields;
mod actions;
mod jobs;
mod web;

pub use actions::{ForgetAnswers, lacks_answers, save, withdraw};
pub use fields::{Field, fields, filled, read, was_asked};
pub use model::{Answer, Given, KEPT, says};
pub use store::{list_answers, list_given};

use crate::events::QuestionsChanged;
use crate::feature::Feature;
use crate::groups::PersonForgotten;
use crate::jobs::Listener;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<ForgetAnswers>(),
        Listener::of::<QuestionsChanged>(),
        Listener::of::<PersonForgotten>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::list_breaches(tx).await?) }),
};
