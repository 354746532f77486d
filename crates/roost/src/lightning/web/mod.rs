//! Line-ups as everybody sees them, signing up, a speaker's own turn, and the organizers' pages.
mod view;
mod cookie;
mod form;
mod show;
mod turn;
mod deck;
mod organize;
mod round;

pub use show::blank;
pub use view::{LineUps, line_ups};

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/events/{slug}/lightning", show::show)
        .post("/{group}/events/{slug}/lightning", show::create)
        .get("/turn/{token}", turn::show)
        .post("/turn/{token}", turn::update)
        .post_up_to(deck::MOST_REQUEST_BYTES, "/turn/{token}/deck", deck::create)
        .post("/turn/{token}/deck/removal", deck::delete)
        .post("/turn/{token}/withdrawal", turn::delete)
        .get("/{group}/organize/events/{slug}/lightning", organize::index)
        .post(
            "/{group}/organize/events/{slug}/lightning",
            organize::create,
        )
        .get(
            "/{group}/organize/events/{slug}/lightning/wall",
            organize::wall,
        )
        .get(
            "/{group}/organize/events/{slug}/lightning/{id}",
            round::show,
        )
        .post(
            "/{group}/organize/events/{slug}/lightning/{id}",
            round::update,
        )
        .post(
            "/{group}/organize/events/{slug}/lightning/{id}/removal",
            round::delete,
        )
        .post(
            "/{group}/organize/events/{slug}/lightning/{id}/order",
            round::arrange,
        )
        .post(
            "/{group}/organize/events/{slug}/lightning/{id}/turns",
            round::create_turn,
        )
        .post(
            "/{group}/organize/events/{slug}/lightning/{id}/turns/{turn}",
            round::update_turn,
        )
}
