//! One evening on paper and on screen: the event's page, the pages on which organizers make it, and
//! the book of the places where it can be.
//!
//! This module joins `events` and `rsvps`, so that what an evening is and who comes to it stand on
//! one page. It keeps nothing of its own.
//!
//! What always holds:
//! - A draft is there for organizers only; for everybody else its address does not exist.
//! - What the public sees is built into `EveningView`, which has no field that is not public.
//! - Before people get mail, a page says so and has one button.
mod form;
mod json_ld;
mod store;
mod near;
mod forecast;
mod view;
mod people;
mod past;
mod web;

use crate::events;
use crate::feature::Feature;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[],
    verify: |tx| Box::pin(async move { Ok(events::find_breaches(tx).await?) }),
};
