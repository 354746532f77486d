//! The pages of Organize. Every handler but those of writing to the organizers begins by asking
//! for the permission to organize.
mod people;
mod person;
mod log;
mod invitations;
mod invitation;
mod contact;
mod overview;
mod fate;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize", overview::show)
        .get("/{group}/organize/people", people::index)
        .post("/{group}/organize/people/export", people::export)
        .post("/{group}/organize/people/addresses", people::addresses)
        .post("/{group}/organize/people", person::create)
        .get("/{group}/organize/people/new", person::new)
        .get("/{group}/organize/people/{id}", person::show)
        .post("/{group}/organize/people/{id}/duty", person::update_duty)
        .post("/{group}/organize/people/{id}/removal", person::remove)
        .post("/{group}/organize/people/{id}/return", person::allow_back)
        .post("/{group}/organize/people/{id}/hand-over", person::hand_over)
        .post("/{group}/organize/step-down", person::step_down)
        .get("/{group}/organize/invitations", invitations::index)
        .post("/{group}/organize/invitations", invitations::create)
        .post(
            "/{group}/organize/invitations/{id}/withdrawal",
            invitations::withdraw,
        )
        .get("/{group}/organize/log", log::index)
        .get("/{group}/organize/mail", fate::show)
        .get("/{group}/contact", contact::new)
        .post("/{group}/contact", contact::create)
        .get("/invitations/{token}", invitation::show)
        .post("/invitations/{token}", invitation::create)
}
