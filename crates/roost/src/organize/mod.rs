//! Organize: what organizers see of their group, and the way to write to them.
//!
//! The overview joins the next event, what waits for somebody, and who might help. People lists
//! everybody with the e-mail address, the ground on which the group holds it, and how often she
//! came. The log tells who did what when.
//!
//! What always holds:
//! - Nobody but organizers and co-organizers sees an address here.
//! - Each export and each copying of addresses is in the audit log, and so is the first look at
//!   the list by each organizer on each day.
//! - Whoever only answered an event is on no list and in no export 30 days after it.
//! - A message to the organizers causes nothing that goes to the address its sender typed.
mod model;
mod store;
mod sheet;
mod mail;
mod actions;
mod contact;
mod web;

use crate::feature::Feature;
use crate::groups::{ForgetVisitors, ForgetVisitorsOf};
use crate::jobs::Listener;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[
        Listener::of::<ForgetVisitors>(),
        Listener::of::<ForgetVisitorsOf>(),
    ],
    verify: |_| Box::pin(async { Ok(Vec::new()) }),
};
