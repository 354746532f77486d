//! Invitation links, and what organizers see of them.

use super::rows::{all, organize};
use super::{Row, hold};

/// Nobody of these rows has answered, and no link is made.
pub const INVITES: &[Row] = &[
    ("GET", "/i/{code}", all(404)),
    (
        "POST",
        "/{group}/events/{slug}/link",
        [303, 303, 404, 404, 404, 404, 404],
    ),
    ("POST", "/{group}/came-through/removal", all(303)),
    ("POST", "/rsvp/{token}/link", all(404)),
    ("POST", "/rsvp/{token}/came-through/removal", all(404)),
    (
        "GET",
        "/{group}/organize/events/{slug}/links",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/links",
        organize(422),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/links/{id}/removal",
        organize(404),
    ),
    (
        "GET",
        "/{group}/organize/events/{slug}/links/{id}/code.svg",
        organize(404),
    ),
    (
        "GET",
        "/{group}/organize/events/{slug}/links/{id}/poster",
        organize(404),
    ),
    ("GET", "/{group}/organize/growth", organize(200)),
];

#[tokio::test]
async fn everybody_follows_links_and_only_organizers_see_what_comes_of_them() {
    hold(INVITES).await;
}
