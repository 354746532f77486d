//! The group's page, the list of its events, and its next event on other sites.
mod show;
mod embed;
mod oembed;

pub use show::show_home;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}", show::show)
        .get("/{group}/events", show::index)
        .get("/embed/{group}", embed::group)
        .get("/embed/{group}/{slug}", embed::event)
        .get("/oembed", oembed::show)
}
