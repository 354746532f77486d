//! What people choose to get, and how often a group's digest goes out.

use super::rows::{all, organize};
use super::{Row, hold};

/// For whoever the group knows; whoever it does not can join.
const fn known(status: u16) -> [u16; 7] {
    [303, 303, 303, 303, status, status, status]
}

pub const PREFERENCES: &[Row] = &[
    ("GET", "/unsubscribe/{token}", all(404)),
    ("POST", "/unsubscribe/{token}", all(404)),
    ("POST", "/unsubscribe/{token}/undo", all(404)),
    ("GET", "/unsubscribe/{token}/reminders", all(404)),
    ("POST", "/unsubscribe/{token}/reminders", all(404)),
    ("POST", "/unsubscribe/{token}/reminders/undo", all(404)),
    ("GET", "/mail/{token}", all(404)),
    ("POST", "/mail/{token}", all(404)),
    ("POST", "/mail/{token}/pause", all(404)),
    ("POST", "/mail/{token}/pause/removal", all(404)),
    ("POST", "/mail/{token}/end", all(404)),
    ("POST", "/mail/{token}/suppression/removal", all(404)),
    ("GET", "/{group}/mail", known(200)),
    ("POST", "/{group}/mail", known(422)),
    ("POST", "/{group}/mail/pause", known(422)),
    ("POST", "/{group}/mail/pause/removal", known(303)),
    ("POST", "/{group}/mail/end", known(303)),
    ("GET", "/{group}/organize/digest", organize(200)),
    ("POST", "/{group}/organize/digest", organize(422)),
];

#[tokio::test]
async fn choices_are_each_persons_own_and_the_digest_is_the_organizers() {
    hold(PREFERENCES).await;
}
