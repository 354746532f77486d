//! Proposing a talk, her own page, the pool of the organizers, and talks that groups offer each other.
mod form;
mod propose;
mod own;
mod pool;
mod one;
mod letter;
mod offers;
mod mine;

pub use mine::OwnProposals;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/talks/propose", propose::show)
        .post("/{group}/talks/propose", propose::create)
        .get("/proposal/{token}", own::show)
        .post("/proposal/{token}", own::update)
        .post("/proposal/{token}/withdrawal", own::withdraw)
        .post("/proposal/{token}/sharing", own::share)
        .get("/{group}/organize/talks/proposals", pool::index)
        .post("/{group}/organize/talks/topics", pool::add_topic)
        .post(
            "/{group}/organize/talks/topics/{id}/removal",
            pool::remove_topic,
        )
        .get("/{group}/organize/talks/proposals/{id}", one::show)
        .post("/{group}/organize/talks/proposals/{id}", one::update)
        .post("/{group}/organize/talks/proposals/{id}/offer", one::offer)
        .get("/{group}/organize/talks/proposals/{id}/move", letter::show)
        .post(
            "/{group}/organize/talks/proposals/{id}/move",
            letter::create,
        )
        .get("/{group}/organize/talks/offers", offers::index)
        .post("/{group}/organize/talks/offers/{id}", offers::create)
        .post("/{group}/proposals/removal", mine::erase)
}
