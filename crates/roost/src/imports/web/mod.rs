//! The pages of imports: choose a calendar, look at what it would bring, bring it in, take it back.
mod choose;
mod show;
mod holidays;

use crate::ics::MOST_BYTES;
use crate::web::Routes;

/// What a form has besides its file.
const AROUND: usize = 1 << 20;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/imports", choose::new)
        .post_up_to(
            MOST_BYTES + AROUND,
            "/{group}/organize/imports",
            choose::create,
        )
        .get("/{group}/organize/imports/{id}", show::show)
        .post("/{group}/organize/imports/{id}/confirmation", show::confirm)
        .post("/{group}/organize/imports/{id}/undo", show::undo)
        .get("/{group}/organize/series/{id}/holidays", holidays::new)
        .post_up_to(
            MOST_BYTES + AROUND,
            "/{group}/organize/series/{id}/holidays",
            holidays::look,
        )
        .post("/{group}/organize/series/{id}/skipped", holidays::skip)
}
