//! An invitation asks somebody, by e-mail, to organize a group together with others.
//!
//! States: *open*, then *accepted*, *declined*, *withdrawn*, or *expired* after 14 days without an
//! answer. The link in its mail is the invitation: whoever holds it answers, signed in with
//! whichever account she likes.
//!
//! What always holds:
//! - Nobody becomes a co-organizer without having said yes.
//! - Opening the link changes nothing.
//! - An address has at most one open invitation to a group.
mod model;
mod store;
mod mail;
mod actions;

pub use actions::{Accepted, Invited, accept, decline, invite, invite_once, withdraw};
pub use model::{Answer, Invitation};
pub(super) use store::{delete_ended_invitations, list_groups_with_ended_invitations};
pub use store::{find_invitation, list_recent_invitations};
