//! Lightning rounds: line-ups are for everybody, arranging them for organizers.

use super::rows::{all, organize};
use super::{Row, hold};

/// The evening of these rows has no round yet, so there is no line-up but for who can make one.
pub const LIGHTNING: &[Row] = &[
    (
        "GET",
        "/{group}/events/{slug}/lightning",
        [404, 404, 404, 404, 404, 200, 200],
    ),
    ("POST", "/{group}/events/{slug}/lightning", all(404)),
    ("GET", "/{group}/talks", all(200)),
    ("GET", "/turn/{token}", all(404)),
    ("POST", "/turn/{token}", all(404)),
    ("POST", "/turn/{token}/deck", all(404)),
    ("POST", "/turn/{token}/deck/removal", all(404)),
    ("POST", "/turn/{token}/withdrawal", all(404)),
    (
        "GET",
        "/{group}/organize/events/{slug}/lightning",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/lightning",
        organize(422),
    ),
    (
        "GET",
        "/{group}/organize/events/{slug}/lightning/wall",
        organize(404),
    ),
    (
        "GET",
        "/{group}/organize/events/{slug}/lightning/{id}",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/lightning/{id}",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/lightning/{id}/removal",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/lightning/{id}/order",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/lightning/{id}/turns",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/lightning/{id}/turns/{turn}",
        organize(404),
    ),
];

#[tokio::test]
async fn line_ups_are_for_everybody_and_their_order_for_organizers() {
    hold(LIGHTNING).await;
}
