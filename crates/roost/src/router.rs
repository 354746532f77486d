//! Where the features come together. Lists each one once.

use crate::accounts;
#[cfg(debug_assertions)]
use crate::design;
use crate::feature::Feature;
use crate::me;
use crate::organize;
use crate::state::App;
use crate::web::{self, Routes, assets};
use axum::Router;

pub const FEATURES: &[Feature] = &[
    accounts::FEATURE,
    me::FEATURE,
    organize::FEATURE,
    #[cfg(debug_assertions)]
    design::FEATURE,
];

pub fn routes() -> Routes {
    let platform = web::health_routes().merge(assets::routes());
    FEATURES
        .iter()
        .fold(platform, |all, feature| all.merge((feature.routes)()))
}

/// The whole program as a service: every route, and what surrounds them.
pub fn router(app: &App) -> Router {
    web::layers(routes().into_router(), app)
}
