//! Accounts: who a person is on the whole installation, and how she shows it.
//!
//! An **address** is an e-mail address that somebody typed; it is *confirmed* once its reader has
//! shown that mail arrives. An **account** is a human being with a name; it has at least one
//! confirmed address. A **session** is one browser that is signed in. A **sign-in** is a wish to
//! become a session, waiting for its link or its six digits. Nobody has a password.
//!
//! A sign-in is *open*, then *used* or *ended*: by its tenth minute, by five wrong codes, or by
//! being the fourth newest of its address.
//!
//! What always holds:
//! - Accounts and addresses know no group. A group's people point here, never the other way round.
//! - The database holds hashes of what opens a session or a sign-in, never the thing itself.
//! - Asking to sign in does the same work and gets the same answer whether or not the address is known.
//! - A sign-in opens at most one session, and only for who holds the link in the browser that
//!   asked, or the six digits: a scanner that follows links has neither.
mod model;
mod store;
mod mail;
mod actions;
mod jobs;
mod web;
#[cfg(test)]
mod tests;

pub use actions::{
    AddressConfirmed, NameChanged, NewAccount, add_account, add_sign_in_link, change_appearance,
    change_picture, close_session, offer_first_run, open_session,
};
pub use model::{Account, Address, Appearance, Session};
pub use store::{
    address_email, confirm_address, find_account, find_account_by_address, find_address,
    find_address_id, find_appearance, find_or_add_address, list_addresses, list_keepers,
    list_sessions,
};
pub use web::{CurrentAccount, Visitor};

pub use crate::pictures::path as picture_path;

use crate::feature::Feature;
use crate::jobs::Listener;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[Listener::of::<jobs::ForgetEnded>()],
    verify: |tx| Box::pin(async move { Ok(store::list_breaches(tx).await?) }),
};
