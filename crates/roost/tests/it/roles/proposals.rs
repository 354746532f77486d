//! Proposing talks, and what becomes of them.

use super::rows::{all, organize};
use super::{Row, hold};

pub const PROPOSALS: &[Row] = &[
    ("GET", "/{group}/talks/propose", all(200)),
    ("POST", "/{group}/talks/propose", all(422)),
    // Whoever has a link may; this one nobody was sent.
    ("GET", "/proposal/{token}", all(404)),
    ("POST", "/proposal/{token}", all(404)),
    ("POST", "/proposal/{token}/withdrawal", all(404)),
    ("POST", "/proposal/{token}/sharing", all(404)),
    ("GET", "/{group}/organize/talks/proposals", organize(200)),
    ("POST", "/{group}/organize/talks/topics", organize(422)),
    (
        "POST",
        "/{group}/organize/talks/topics/{id}/removal",
        organize(404),
    ),
    (
        "GET",
        "/{group}/organize/talks/proposals/{id}",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/talks/proposals/{id}",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/talks/proposals/{id}/offer",
        organize(404),
    ),
    (
        "GET",
        "/{group}/organize/talks/proposals/{id}/move",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/talks/proposals/{id}/move",
        organize(404),
    ),
    ("GET", "/{group}/organize/talks/offers", organize(200)),
    ("POST", "/{group}/organize/talks/offers/{id}", organize(404)),
    // Each for herself: whom the group doesn't know has nothing there.
    (
        "POST",
        "/{group}/proposals/removal",
        [303, 303, 404, 404, 303, 303, 303],
    ),
];

#[tokio::test]
async fn anybody_proposes_a_talk_and_only_organizers_read_it() {
    hold(PROPOSALS).await;
}
