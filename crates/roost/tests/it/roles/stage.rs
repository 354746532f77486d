//! The screens of a lightning round, and the links that open them.

use super::rows::{all, organize};
use super::{Row, hold};

/// Whoever has a link needs nothing else. An empty form says nothing that could be done.
pub const STAGE: &[Row] = &[
    ("GET", "/stage/{token}", all(200)),
    ("GET", "/stage/{token}/state", all(200)),
    ("GET", "/stage/{token}/stream", all(200)),
    ("POST", "/stage/{token}/orders", all(400)),
    ("POST", "/stage/{token}/records", all(400)),
    ("POST", "/stage/{token}/pages", all(400)),
    ("GET", "/front/{token}", all(200)),
    ("GET", "/front/{token}/state", all(200)),
    ("GET", "/front/{token}/stream", all(200)),
    ("GET", "/remote/{token}", all(200)),
    ("GET", "/remote/{token}/state", all(200)),
    ("GET", "/remote/{token}/stream", all(200)),
    ("POST", "/remote/{token}/orders", all(400)),
    ("POST", "/remote/{token}/pauses", all(400)),
    ("POST", "/remote/{token}/whispers", all(400)),
    ("POST", "/remote/{token}/moves", all(400)),
    ("POST", "/remote/{token}/pages", all(400)),
    ("POST", "/remote/{token}/turns", all(400)),
    (
        "GET",
        "/{group}/organize/events/{slug}/lightning/{id}/screens",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/lightning/{id}/screens",
        organize(303),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/lightning/{id}/screens/{screen}/renewal",
        organize(303),
    ),
];

#[tokio::test]
async fn the_screens_are_for_whoever_has_their_links() {
    hold(STAGE).await;
}
