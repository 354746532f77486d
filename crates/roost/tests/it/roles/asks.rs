//! Asking for talks.

use super::rows::{all, organize};
use super::{Row, hold};

/// Mia, the member, is known to the group and was asked nothing.
pub const ASKS: &[Row] = &[
    ("GET", "/{group}/organize/talks", organize(200)),
    ("GET", "/{group}/organize/talks/ask", organize(200)),
    ("POST", "/{group}/organize/talks/ask", organize(303)),
    ("GET", "/{group}/organize/talks/ask/stream", organize(200)),
    ("POST", "/{group}/organize/talks/asks/{id}", organize(404)),
    (
        "POST",
        "/{group}/organize/talks/asks/{id}/answer",
        organize(404),
    ),
    ("POST", "/{group}/organize/talks/pauses", organize(303)),
    (
        "GET",
        "/{group}/organize/talks/ask/{person}/mail",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/talks/ask/{person}/mail",
        organize(422),
    ),
    // Whoever has a link may answer; this one nobody was sent.
    ("GET", "/ask/{token}", all(404)),
    ("POST", "/ask/{token}", all(404)),
    // Each for herself: whom the group doesn't know has nothing there.
    (
        "POST",
        "/{group}/asks/removal",
        [303, 303, 404, 404, 303, 303, 303],
    ),
    (
        "POST",
        "/{group}/asks/pause",
        [303, 303, 404, 404, 303, 303, 303],
    ),
    (
        "POST",
        "/{group}/asks/pause/removal",
        [303, 303, 404, 404, 303, 303, 303],
    ),
];

#[tokio::test]
async fn only_organizers_ask_for_talks_and_read_the_answers() {
    hold(ASKS).await;
}
