//! Lists: people write to an address, and everybody on the list gets it by mail.
//!
//! A post is *accepted* and goes out, or *held* until an organizer has looked at it; then it is
//! accepted, *rejected* with a sentence, or *discarded*. One that nobody looks at has *expired* after
//! two weeks. What a program wrote, what went through the list before and what comes a second time is
//! no post at all.
//!
//! What always holds:
//! - A message goes out by itself only if its author is on the list (or organizes, where only
//!   organizers write) and the domain in From stands for it. Whatever only says that it is from
//!   somebody is held.
//! - A post goes out once, however often it comes and however many decide about it.
//! - Each subscriber gets a post once: as a copy, or in a digest if that is what they have when it goes
//!   out.
//! - Each subscriber gets a copy of their own, with a way out that is theirs alone and a return address
//!   that names nobody. Whoever has left before their copy's turn gets none.
//! - A transparent list changes nothing that an author's signature covers.
//! - A program is never answered, and one mailbox gets one letter in ten minutes of those that
//!   strangers can cause.
//! - A name belongs to one list for ever.
//! - Whoever left a list, or the group, comes back by themselves alone: nothing that is brought in puts
//!   them on it again.
//!
//! A list of *announcements* is an address and no second list beside what people choose: an organizer's
//! mail to it becomes an announcement once they have said yes, and to join or leave it is to begin or to
//! end announcements.
mod model;
mod incoming;
mod rules;
mod outgoing;
pub mod roster;
pub mod mailman;
mod announced;
mod store;
mod mail;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{
    Fate, FoundLists, Imported, Office, PostAccepted, Taken, Why, Written, enroll, found,
    found_first, import, join_at, judge, merge_mutes, mute, own_link, post, save, write_people,
};
pub use incoming::{Author, author, subject, text_of};
pub use jobs::{ExpirePosts, INBOX};
pub use model::{
    Archive, Joins, List, ListKind, Mode, NameRefusal, Post, PostState, Posting, ReplyTo, Settings,
    Style, Subscription, permalink,
};
pub use outgoing::{Typed, bare_subject};
pub use store::{
    DigestReader, Held, blank_post, count_subscribers, find_list, find_post, find_raw,
    find_subscription, find_subscription_by_id, forget_waiting, is_muted, list_digest_groups,
    list_digest_places, list_digest_readers, list_groups_with_held, list_lists, list_unarchived,
    list_waiting, lock_digest, lock_list, mark_archived, remove_all_waiting, remove_waiting,
    save_digested,
};
pub use web::{OwnList, choices, find_here, may_read};

use crate::feature::Feature;
use crate::jobs::Listener;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<jobs::ReadForList>(),
        Listener::of::<FoundLists>(),
        Listener::of::<actions::FoundList>(),
        Listener::of::<actions::SendPost>(),
        Listener::of::<ExpirePosts>(),
        Listener::of::<jobs::ExpirePost>(),
        Listener::of::<jobs::SubscriberLeft>(),
        Listener::of::<jobs::AuthorForgotten>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::find_breaches(tx).await?) }),
};
