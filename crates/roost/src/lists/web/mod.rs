//! The list's own page, what a subscriber chooses, and where organizers look after lists.
mod announcements;
mod public;
mod joining;
mod own;
mod mine;
mod organize;
mod desk;

pub use mine::OwnList;
pub use public::{choices, find_here, may_read};

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/lists/{list}", public::show)
        .post("/{group}/lists/{list}/join", public::join)
        .get("/list/{token}", joining::show)
        .post("/list/{token}", joining::create)
        .get("/subscription/{token}", own::show)
        .post("/subscription/{token}", own::update)
        .get("/subscription/{token}/leave", own::ask)
        .post("/subscription/{token}/leave", own::leave)
        .get("/me/lists.json", mine::download_mine)
        .get("/{group}/organize/lists", organize::index)
        .post("/{group}/organize/lists", organize::create)
        .get("/{group}/organize/lists/{list}", desk::show)
        .post("/{group}/organize/lists/{list}", desk::update)
        .post("/{group}/organize/lists/{list}/close", desk::close)
        .post("/{group}/organize/lists/{list}/reopen", desk::reopen)
        .post("/{group}/organize/lists/{list}/posts/{post}", desk::decide)
        .get(
            "/{group}/organize/lists/{list}/posts/{post}/source",
            desk::source,
        )
        .post("/{group}/organize/lists/{list}/people/export", desk::export)
        .post(
            "/{group}/organize/lists/{list}/people/{id}",
            desk::set_standing,
        )
}
