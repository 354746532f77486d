//! The door of an event, where helpers check people in on their own telephones.
//!
//! States of a door: *open* from when an organizer makes its link until some hours after the event;
//! *late*, when it shows nothing any more but still takes what a telephone without network noted;
//! *ended*; *revoked*, when an organizer took the link back.
//!
//! A telephone comes in by the link and the evening's four digits, and keeps a cookie of its own, by
//! which an organizer can cut it off. It needs no account.
//!
//! Beside it stands the *name list* for the building's security: names alone, under a link of its own,
//! which closes when an organizer says that it was sent.
//!
//! What always holds:
//! - A helper sees names and marks: [`model::Listed`] has no address, no note and no answer that
//!   somebody took back.
//! - Whom to ask for a talk is shown only where an organizer turned it on, by name and without a reason,
//!   and never who comes for the first time.
//! - A check-in has an id made by the telephone, so sending it again changes nothing. A person is
//!   here as long as one of her check-ins stands, however many telephones made one.
//! - An undo names the check-in that it takes back, and takes back no other.
//! - Instants are our clock's. A telephone's is never asked.
mod model;
mod store;
mod actions;
mod web;

pub use model::{Badge, Change, Door, DoorList, Listed, Mark, NameList, Standing, Telephone};

pub use actions::{
    Admitted, Helper, Taken, admit, apply, close_names, cut_off, make, make_names, renew_digits,
    revoke, show_asks,
};

use crate::feature::Feature;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[],
    verify: |tx| Box::pin(async move { Ok(store::list_breaches(tx).await?) }),
};
