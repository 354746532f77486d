//! A digest of a list is one letter a day that holds what was posted to it since the last one. Whoever
//! chooses it gets it instead of each post.
//!
//! What a digest holds is written down as each post goes out, in the turn of the copies of others: a
//! post *waits* for whoever has the digest at that moment. So nobody gets what went out before they
//! joined or chose it, and nothing has to be computed from times.
//!
//! It goes out in the evening where the group is, at six. A server that was off writes it when it is
//! back. What is not in the archive yet waits for the next one.
//!
//! What always holds:
//! - What a letter holds stops waiting in the transaction that writes it, under a lock on the
//!   subscription: nothing is in two digests, and nothing is lost by a crash.
//! - One digest a day of one list, and never an empty one.
//! - Whoever goes over to each post gets what waited in a last one, at once.
//! - What was removed from the archive before is in no digest, and none shows a mail address.
mod model;
mod mail;
mod actions;
mod jobs;
#[cfg(test)]
mod tests;

pub use actions::BeginListDigests;

use crate::feature::Feature;
use crate::jobs::Listener;
use crate::preferences::ListDigestsEnded;
use crate::web::Routes;
use actions::WriteListDigests;

pub const FEATURE: Feature = Feature {
    routes: Routes::default,
    jobs: &[
        Listener::of::<BeginListDigests>(),
        Listener::of::<WriteListDigests>(),
        Listener::of::<ListDigestsEnded>(),
    ],
    // What waits is a table of the lists, which look after it.
    verify: |_| Box::pin(async { Ok(Vec::new()) }),
};
