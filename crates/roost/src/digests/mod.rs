//! A digest is one letter that holds what a group announced to everybody since the last one, and the
//! events until the next. Who chooses it gets it instead of each announcement.
//!
//! It goes out on Mondays at ten where the group is: each Monday, or the first one of a month, as its
//! organizers choose. A server that was off writes it up to a day and a half late; after that what it
//! would have held is in the next one.
//!
//! What always holds:
//! - Its readers are frozen in the transaction that begins it, and written to in chunks that go on
//!   after a crash; each has one letter of it.
//! - Nobody gets the same announcement twice: what she had by itself or in a digest is in no later one.
//! - Whoever goes over from the digest to each announcement gets what waited for her in a last one, at
//!   once.
//! - A digest is never empty.
mod model;
mod store;
mod mail;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{BeginDigest, BeginDigests, WriteDigest};

use crate::feature::Feature;
use crate::jobs::Listener;
use crate::preferences::DigestEnded;
use jobs::ReaderForgotten;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<BeginDigests>(),
        Listener::of::<BeginDigest>(),
        Listener::of::<WriteDigest>(),
        Listener::of::<DigestEnded>(),
        Listener::of::<ReaderForgotten>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
