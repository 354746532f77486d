//! Closing an evening, and what people and organizers see of it afterwards.
mod note;
mod thanks;
mod close;
mod photos;
mod send;
mod feedback;
mod results;

pub use close::path;
pub use note::{Note, note};

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/events/{slug}/recap", close::show)
        .post("/{group}/organize/events/{slug}/recap", close::update)
        .post(
            "/{group}/organize/events/{slug}/recap/photos",
            photos::create,
        )
        .post(
            "/{group}/organize/events/{slug}/recap/photos/{id}",
            photos::update,
        )
        .post("/{group}/organize/events/{slug}/recap/thanks", send::create)
        .get("/{group}/organize/feedback", results::index)
        .get("/feedback/{token}", feedback::show)
        .post("/feedback/{token}", feedback::create)
}
