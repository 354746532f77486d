//! Mail comes in: other mail servers (SMTP), or the one in front of ours (LMTP), hand over messages to
//! addresses of ours.
//!
//! A message is *waiting* for each of its recipients until the job of who takes it has read it; then
//! it is *done*, or *dropped* because there was nothing to do. One whose job was set aside waits for
//! the keeper.
//!
//! What always holds:
//! - "Kept" is said only after the bytes and their envelope are committed, together with the jobs
//!   that read them. What was said to be kept is never lost.
//! - An address is one of ours or it is refused at once: we are nobody's relay.
//! - Where a recipient has to know who wrote a message, what stands for it is asked before it is kept,
//!   and DNS that does not answer stands for nobody.
//! - A message is kept as it came, and never changes; after a month it is forgotten.
mod model;
mod fields;
mod reading;
mod results;
mod checks;
mod data;
mod session;
mod inboxes;
mod store;
mod actions;
mod jobs;
mod server;
#[cfg(test)]
mod tests;

pub use actions::{Addressee, open, receive, settle};
pub use checks::{Checks, Outcome, Policy, Sender, check};
pub use fields::Fields;
pub use inboxes::Inbox;
pub use jobs::ForgetReceived;
pub use model::{Arrival, Arrived, Asked, Counts, End, Origin, SetAside, Source, ask, split_tag};
pub use reading::{ancestors, is_quoted, split_signature, typed_text, unflow};
pub use server::{Listeners, Server};
pub use session::{Dialect, Found, Message, Rules, Session, Wish};
pub use store::{count, count_settled, find_source, list_set_aside};

use crate::feature::Feature;
use crate::jobs::Listener;
use crate::web::Routes;

pub const FEATURE: Feature = Feature {
    routes: Routes::default,
    jobs: &[Listener::of::<ForgetReceived>()],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
