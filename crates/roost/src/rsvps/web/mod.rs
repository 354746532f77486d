//! The panel of an event, the page of a manage link, and the organizers' list of an evening.
mod panel;
mod answer;
mod manage;
mod sheet;
mod people;

pub use panel::{OwnAnswer, Panel, Seen, View, find_own_answer};
pub use people::say_round;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/events/{slug}/rsvp", answer::show)
        .post("/{group}/events/{slug}/rsvp", answer::create)
        .get("/rsvp/{token}", manage::show)
        .post("/rsvp/{token}", manage::update)
        .post("/rsvp/{token}/link", manage::make_link)
        .post("/rsvp/{token}/came-through/removal", manage::remove_way)
        .get("/{group}/organize/events/{slug}/people", people::index)
        .post("/{group}/organize/events/{slug}/people", people::create)
        .post(
            "/{group}/organize/events/{slug}/people/export",
            people::export,
        )
        .post(
            "/{group}/organize/events/{slug}/people/addresses",
            people::addresses,
        )
        .post(
            "/{group}/organize/events/{slug}/people/{person}/move",
            people::relocate,
        )
        .post(
            "/{group}/organize/events/{slug}/people/{person}/note",
            people::note,
        )
}

/// What the address of an evening's page names, besides the group.
#[derive(Debug, serde::Deserialize)]
struct Named {
    slug: String,
}
