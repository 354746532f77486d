//! Archives: what was written to a list, to be read, searched and answered on the web.
//!
//! A post that went out stands in its list's archive, in a *thread* with what it answers and what
//! answers it, at an address that is computed from its Message-ID and that its copies carry.
//!
//! What always holds:
//! - Who may not read an archive gets the same answer everywhere as if there were none: pages, feed,
//!   search and files.
//! - In whatever order messages come, the same ones make a thread.
//! - No page shows a mail address, and nothing that a message brings runs or is loaded in a reader's
//!   browser.
//! - What is removed is gone, from the post as it came too; its place stays and says why.
//! - The text can be made anew from the posts.
mod order;
pub mod mbox;
mod blocks;
mod reading;
mod model;
mod store;
mod export;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

use crate::feature::Feature;
use crate::jobs::Listener;

pub use actions::import;
pub use blocks::{Block, Span, blocks};
pub use export::Export;
pub use jobs::ArchivePosts;
pub use model::{Entry, subject};
pub use order::{Knot, Placed, arrange};
pub use reading::{File, Read, cut_addresses, read};
pub use store::{find_entry, find_thread, list_files};

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<jobs::ArchivePost>(),
        Listener::of::<ArchivePosts>(),
        Listener::of::<jobs::AuthorForgotten>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
