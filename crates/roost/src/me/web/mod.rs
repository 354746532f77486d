//! The page and its forms.
mod lists;
mod page;
mod appearance;
mod picture;
mod sessions;
mod calendar;

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/me", appearance::show)
        .post("/me", appearance::update)
        .post("/me/picture", picture::update)
        .post("/me/picture/removal", picture::delete)
        .post("/me/calendar", calendar::create)
        .post("/me/calendar/removal", calendar::delete)
        .get("/feeds/{token}/calendar.ics", calendar::show)
        .post("/me/sessions/{id}/sign-out", sessions::delete)
}
