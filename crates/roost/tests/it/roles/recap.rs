//! Closing evenings and feedback.

use super::rows::{all, organize};
use super::{Row, hold};

/// The evening of these rows has not begun, so there is nothing to close yet.
pub const RECAP: &[Row] = &[
    (
        "GET",
        "/{group}/organize/events/{slug}/recap",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/recap",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/recap/photos",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/recap/photos/{id}",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/recap/thanks",
        organize(404),
    ),
    ("GET", "/{group}/organize/feedback", organize(200)),
    // Whoever has a link may answer once; this one nobody was sent.
    ("GET", "/feedback/{token}", all(410)),
    ("POST", "/feedback/{token}", all(410)),
];

#[tokio::test]
async fn only_organizers_close_evenings_and_read_feedback() {
    hold(RECAP).await;
}
