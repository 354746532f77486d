//! A series is a rule by which a group's evenings come again, and what each of them is unless
//! somebody says otherwise: "Every third Thursday at 18:30", with talks, in the library.
//!
//! It runs until its end, or until it is stopped. While it runs, it keeps the next few dates made:
//! each is an event of its own, with its own answers, address and people.
//!
//! A member may say yes to every date of it. That *standing yes* gives her a seat on each one that is
//! public, by the path of every other answer.
//!
//! What always holds:
//! - A date of a series is made once. What was moved, cancelled or called something else by hand is
//!   that date still, so it is not made again.
//! - Only dates to come are made, however long the server was off.
//! - What somebody changed by hand in one of its evenings stays when the series is changed.
//! - Nothing that has answers is ever taken away.
//! - An evening starts at the same time on the wall, whatever the clocks do in between.
mod model;
mod say;
mod public;
mod store;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{
    Drafts, Foreseen, NewSeries, Standing, change, change_following, count_in, count_out, extend,
    foresee, foresee_following, make, make_once, publish, skip, stop,
};
pub use model::{
    AHEAD, Defaults, End, Held, MOST_EVERY, MOST_TIMES, Occurrence, Part, Pattern, PublicDate,
    Rule, Series, StandingOf,
};
pub use public::{Dates, NextDate, lines};
pub use say::line;
pub use store::{
    find_series, find_series_of, list_all_skipped, list_occurrences, list_public_dates,
    list_public_dates_beside, list_series, list_skipped, list_standing, list_standing_of,
};
pub use web::CountedIn;

use crate::feature::Feature;
use crate::jobs::Listener;
use actions::CountIn;
use jobs::{CountedInLeft, ExtendSeries, ExtendSeriesOf};

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<ExtendSeries>(),
        Listener::of::<ExtendSeriesOf>(),
        Listener::of::<CountIn>(),
        Listener::of::<CountedInLeft>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
