//! The helpers' page of a door and what its script asks, the organizers' page about it, the names for
//! the building, and the badges.
mod doorway;
mod page;
mod changes;
mod live;
mod organize;
mod names;
mod badges;
mod code;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/door/{token}", page::show)
        .post("/door/{token}/telephones", page::admit)
        .post("/door/{token}/check-ins", changes::check_in)
        .post("/door/{token}/check-ins/{id}/undo", changes::undo)
        .post("/door/{token}/walk-ins", changes::walk_in)
        .get("/door/{token}/list", live::list)
        .post("/door/{token}/changes", live::apply)
        .get("/door/{token}/stream", live::stream)
        .get("/{group}/organize/events/{slug}/door", organize::show)
        .post("/{group}/organize/events/{slug}/door", organize::create)
        .post(
            "/{group}/organize/events/{slug}/door/revocation",
            organize::revoke,
        )
        .post(
            "/{group}/organize/events/{slug}/door/digits",
            organize::renew_digits,
        )
        .post(
            "/{group}/organize/events/{slug}/door/asks",
            organize::show_asks,
        )
        .post(
            "/{group}/organize/events/{slug}/door/telephones/{id}/removal",
            organize::cut_off,
        )
        .post(
            "/{group}/organize/events/{slug}/names",
            organize::share_names,
        )
        .post(
            "/{group}/organize/events/{slug}/names/closing",
            organize::close_names,
        )
        .get("/names/{token}", names::show)
        .get("/c/{token}", code::show)
        .get("/{group}/organize/events/{slug}/badges", badges::show)
}
