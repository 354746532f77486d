//! The pages of signing in, and who asks for any page.
mod visitor;
mod cookies;
mod steps;
mod sign_in;
mod sign_out;
mod first_run;

pub use visitor::{CurrentAccount, Visitor};

use crate::web::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .get("/sign-in", sign_in::new)
        .post("/sign-in", sign_in::create)
        .get("/sign-in/sent", sign_in::sent)
        .post("/sign-in/code", sign_in::update_by_code)
        .get("/sign-in/{token}", sign_in::show)
        .post("/sign-in/{token}", sign_in::update_by_link)
        .get("/first-run/{token}", first_run::show)
        .post("/first-run/{token}", first_run::create)
        .post("/sign-out", sign_out::create)
}
