//! Invitation links: by which people bring friends, and how each person came to the group.
//!
//! A *personal* link belongs to a person and an event; a *tagged* one stands at an outlet, on a poster
//! for instance. A link that was cut off still leads to its event, and counts nothing.
//!
//! How somebody *came through* is written with her first yes that says it: by a link, or what she
//! answered to the one optional question.
//!
//! What always holds:
//! - The code is in the address and in the form, never in a cookie, in the browser's storage or in a
//!   kept page.
//! - Of one person one way is written, and the first one stays once the answer it came with counts.
//!   It is never her own link, and never closes a circle: nobody is brought by somebody whom she has
//!   brought, however many are between.
//! - Whoever invites sees a number, and names of those only who ticked that she may.
//! - Who came through whom is forgotten [`KEPT`] later, or when she takes it back. Of the first a number
//!   stays.
//! - A visit is a number for a day: no address, no cookie, no browser. It is the one thing that is
//!   written because somebody opened a page, and allowed because nothing that she or anybody meets
//!   depends on it. It is counted in memory and written a little later, so opening a link waits for
//!   no write. Programs that fetch a preview, and HEAD, are not counted.
mod model;
mod fetchers;
mod store;
mod actions;
mod jobs;
mod visits;
mod form;
mod bring;
mod ways;
mod web;

pub use actions::{
    ForgetWays, ForgetWaysOf, Tagged, cut_tagged, link_for, make_tagged, take, take_back,
};
pub use bring::{Bring, Sent, find_bring};
pub use form::{Via, code_in, find_via, heard_options, read};
pub use model::{CameBy, Code, Heard, KEPT, LABEL, Link, MOST_TAGGED, NewTagged, Outlet};
pub use store::{count_brought, find_own_link};
pub use visits::{keep_visits, write_visits};
pub use ways::{Way, find_way, list_ways};

use crate::feature::Feature;
use crate::jobs::Listener;
use jobs::WayForgotten;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<ForgetWays>(),
        Listener::of::<ForgetWaysOf>(),
        Listener::of::<WayForgotten>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::list_breaches(tx).await?) }),
};
