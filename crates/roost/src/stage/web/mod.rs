//! The screens of a round, what their scripts ask, and the organizers' page about their links.
mod screen;
mod live;
mod show;
mod remote;
mod organize;

pub use organize::path as screens_path;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/stage/{token}", show::stage)
        .get("/stage/{token}/state", live::stage)
        .get("/stage/{token}/stream", live::follow_stage)
        .post("/stage/{token}/orders", show::order)
        .post("/stage/{token}/records", live::records)
        .post("/stage/{token}/pages", show::turn_page)
        .get("/front/{token}", show::front)
        .get("/front/{token}/state", live::front)
        .get("/front/{token}/stream", live::follow_front)
        .get("/remote/{token}", remote::show)
        .get("/remote/{token}/state", live::remote)
        .get("/remote/{token}/stream", live::follow_remote)
        .post("/remote/{token}/orders", remote::order)
        .post("/remote/{token}/pauses", remote::pause)
        .post("/remote/{token}/whispers", remote::whisper)
        .post("/remote/{token}/moves", remote::move_turn)
        .post("/remote/{token}/pages", remote::turn_page)
        .post("/remote/{token}/turns", remote::add)
        .get(
            "/{group}/organize/events/{slug}/lightning/{id}/screens",
            organize::show,
        )
        .post(
            "/{group}/organize/events/{slug}/lightning/{id}/screens",
            organize::open,
        )
        .post(
            "/{group}/organize/events/{slug}/lightning/{id}/screens/{screen}/renewal",
            organize::renew,
        )
}
