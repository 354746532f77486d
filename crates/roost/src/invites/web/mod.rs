//! Where links lead, where people get theirs, and what organizers do with tagged ones.
mod lead;
mod own;
mod links;
mod poster;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/i/{code}", lead::show)
        .post("/{group}/events/{slug}/link", own::create)
        .post("/{group}/came-through/removal", own::delete)
        .get("/{group}/organize/events/{slug}/links", links::index)
        .post("/{group}/organize/events/{slug}/links", links::create)
        .post(
            "/{group}/organize/events/{slug}/links/{id}/removal",
            links::remove,
        )
        .get(
            "/{group}/organize/events/{slug}/links/{id}/code.svg",
            poster::code,
        )
        .get(
            "/{group}/organize/events/{slug}/links/{id}/poster",
            poster::show,
        )
}

/// What an address of a link under Organize names, besides the group.
#[derive(Debug, serde::Deserialize)]
struct Named {
    slug: String,
    id: String,
}
