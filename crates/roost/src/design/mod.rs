//! Every component on one page, at `/design`, in debug builds only.
//!
//! It is where a change to a style is looked at, and the place to copy markup from. What always holds:
//! a class that the style sheet defines is shown here or used by a page. `?theme=dark` or `light`
//! overrides the system, `?lang=ar-XB` speaks the pseudo-language from right to left, and
//! `?with=errors` sends a form back.
mod web;

use crate::feature::Feature;

pub const FEATURE: Feature = Feature {
    routes: web::routes,
    jobs: &[],
    verify: |_| Box::pin(async { Ok(Vec::new()) }),
};
