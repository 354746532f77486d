//! The pages of Organize. Every handler but those of writing to the organizers begins by asking
//! for the permission to organize.
mod people;
mod log;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/people", people::index)
        .post("/{group}/organize/people/export", people::export)
        .post("/{group}/organize/people/addresses", people::addresses)
        .get("/{group}/organize/log", log::index)
}
