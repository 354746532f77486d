//! A group is people who meet about a subject, their pages and their data.
//!
//! States of a group: *waiting* (founded, the keeper has not said yes), *refused* (she said no),
//! *open*, *closed* (its page stays and says so). A group is never removed.
//!
//! A person is somebody as one group knows her: a name, maybe an address, maybe an account, a
//! ground. A membership is a person's role in the group.
//!
//! What always holds:
//! - A group's every address, old or current, stands in `slugs` and leads to it for ever.
//! - No two groups have addresses that look alike, and none has one of Roost's own.
//! - A group has at least one organizer: the last one hands over before she leaves.
//! - In one group an account is one person, and so is an address. An address that an account has
//!   confirmed leads to the account's person, so whoever answered as a visitor and signs in later
//!   stays one person.
//! - A waiting or refused group works wholly for its organizers. Its public pages are not there for anybody
//!   else but the keeper, and it writes to nobody else.
mod model;
mod store;
mod mail;
mod outgoing;
mod actions;
pub mod roles;
pub mod invitations;
mod forget;
mod jobs;
mod web;

#[cfg(test)]
mod tests;

pub use actions::{
    Joined, Left, LinkPerson, MemberLeft, RenamePerson, edit, find_or_add, find_person_by_email,
    found, join, join_by_address, leave, open, refuse,
};
pub use forget::{ForgetVisitors, ForgetVisitorsOf, PersonForgotten};
pub use model::{
    Actor, Choices, Description, Ground, Group, Link, Membership, NewPerson, Newcomer, Organizer,
    OrganizerCard, Person, Photos, Place, RESERVED, Role, SLUG_LENGTH, SlugRefusal, State, Topic,
    Way,
};
pub use outgoing::{send, send_all, send_copies};
pub use store::audit::audit;
pub use store::group::{
    find_group, find_group_by_id, find_slug_now, list_groups_of, list_links, list_topics,
    list_waiting,
};
pub use store::memberships::{
    count_members, find_membership, list_organizers, remove_membership, save_duty, save_membership,
};
pub use store::people;
pub use web::{Here, OrganizeNav, OrganizeTab, newcomer};

use crate::accounts::{AddressConfirmed, NameChanged};
use crate::feature::Feature;
use crate::jobs::Listener;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<AddressConfirmed>(),
        Listener::of::<LinkPerson>(),
        Listener::of::<NameChanged>(),
        Listener::of::<RenamePerson>(),
    ],
    verify: |tx| Box::pin(async move { Ok(store::checks::find_breaches(tx).await?) }),
};
