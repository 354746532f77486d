//! Every mail that Roost would have sent, readable in the browser: for trying it out and for tests.
//!
//! It exists only while mail goes to the local mailbox and links lead to this machine; otherwise
//! its addresses answer 404, since it shows everybody's mail to everybody.
mod web;

use crate::feature::Feature;
use crate::mail;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[],
    verify: |tx| Box::pin(async move { Ok(mail::verify(tx).await?) }),
};
