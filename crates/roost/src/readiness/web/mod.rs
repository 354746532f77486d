//! The group's checklist, and one event's readiness and rota.
mod form;
mod checklist;
mod show;
mod lines;
mod rota;
mod heads;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/checklist", checklist::index)
        .post("/{group}/organize/checklist", checklist::create)
        .get("/{group}/organize/checklist/{line}", checklist::edit)
        .post("/{group}/organize/checklist/{line}", checklist::update)
        .post(
            "/{group}/organize/checklist/{line}/removal",
            checklist::remove,
        )
        .get("/{group}/organize/events/{slug}/readiness", show::show)
        .post("/{group}/organize/events/{slug}/readiness", lines::create)
        .post(
            "/{group}/organize/events/{slug}/readiness/{line}",
            lines::update,
        )
        .post(
            "/{group}/organize/events/{slug}/readiness/{line}/nudge",
            lines::nudge,
        )
        .post("/{group}/organize/events/{slug}/rota/{duty}", rota::update)
        .post(
            "/{group}/organize/events/{slug}/readiness/heads",
            heads::create,
        )
}
