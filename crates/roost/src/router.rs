//! Where the features come together. Lists each one once.

use crate::feature::Feature;
use crate::state::App;
use crate::web::{self, Routes};
use axum::Router;

pub const FEATURES: &[Feature] = &[];

pub fn routes() -> Routes {
    FEATURES.iter().fold(web::health_routes(), |all, feature| {
        all.merge((feature.routes)())
    })
}

/// The whole program as a service: every route, and what surrounds them.
pub fn router(app: &App) -> Router {
    web::layers(routes().into_router(), app)
}
