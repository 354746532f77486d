//! Lists. No mail comes in here, so there is none.

use super::rows::{all, organize, signed_in};
use super::{Row, hold};

pub const LISTS: &[Row] = &[
    ("GET", "/{group}/lists/{list}", all(404)),
    ("POST", "/{group}/lists/{list}/join", all(404)),
    ("GET", "/{group}/lists/{list}/archive", all(404)),
    ("GET", "/{group}/lists/{list}/archive/feed.atom", all(404)),
    ("GET", "/{group}/lists/{list}/archive/new", signed_in(404)),
    ("POST", "/{group}/lists/{list}/archive", signed_in(404)),
    ("GET", "/{group}/lists/{list}/archive/{post}", all(404)),
    (
        "POST",
        "/{group}/lists/{list}/archive/{post}",
        signed_in(404),
    ),
    ("GET", "/{group}/lists/{list}/archive/{post}/text", all(404)),
    (
        "GET",
        "/{group}/lists/{list}/archive/{post}/files/{number}",
        all(404),
    ),
    (
        "GET",
        "/{group}/lists/{list}/archive/{post}/removal",
        signed_in(404),
    ),
    (
        "POST",
        "/{group}/lists/{list}/archive/{post}/removal",
        signed_in(404),
    ),
    (
        "POST",
        "/{group}/lists/{list}/archive/{post}/mute",
        signed_in(404),
    ),
    (
        "POST",
        "/{group}/lists/{list}/archive/{post}/mute/removal",
        signed_in(404),
    ),
    ("GET", "/list/{token}", all(410)),
    ("POST", "/list/{token}", all(410)),
    ("GET", "/subscription/{token}", all(404)),
    ("POST", "/subscription/{token}", all(404)),
    ("GET", "/subscription/{token}/leave", all(404)),
    ("POST", "/subscription/{token}/leave", all(404)),
    ("GET", "/subscription/{token}/threads/{post}", all(404)),
    ("POST", "/subscription/{token}/threads/{post}", all(404)),
    (
        "POST",
        "/subscription/{token}/threads/{post}/removal",
        all(404),
    ),
    ("GET", "/{group}/organize/lists", organize(200)),
    ("POST", "/{group}/organize/lists", organize(404)),
    ("GET", "/{group}/organize/lists/{list}", organize(404)),
    ("POST", "/{group}/organize/lists/{list}", organize(404)),
    (
        "POST",
        "/{group}/organize/lists/{list}/close",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/lists/{list}/reopen",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/lists/{list}/posts/{post}",
        organize(404),
    ),
    (
        "GET",
        "/{group}/organize/lists/{list}/posts/{post}/source",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/lists/{list}/people/{id}",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/lists/{list}/people/export",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/lists/{list}/archive/export",
        organize(404),
    ),
];

#[tokio::test]
async fn only_organizers_look_after_lists() {
    hold(LISTS).await;
}
