//! The page and its forms.
mod guard;
mod arrivals;
mod page;
mod founding;
mod groups;
mod jobs;
mod received;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/keeper", page::show)
        .post("/keeper/founding", founding::update)
        .post("/keeper/groups/{id}/opening", groups::create_opening)
        .post("/keeper/groups/{id}/refusal", groups::create_refusal)
        .post("/keeper/jobs/{group}/{id}/retry", jobs::create_retry)
        .post("/keeper/jobs/{group}/{id}/drop", jobs::delete)
        .get("/keeper/received/{id}/source", received::show)
}
