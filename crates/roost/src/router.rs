//! Where the features come together. Lists each one once.

#[cfg(debug_assertions)]
use crate::design;
use crate::dns::Dns;
use crate::feature::Feature;
use crate::inbound::{self, Inbox};
use crate::jobs::{Listener, Worker};
use crate::mail::Outbox;
use crate::state::App;
use crate::web::{self, Routes, assets};
use crate::{
    accounts, announcements, answers, archive, asks, blobs, bounces, digests, door, evening,
    explore, groups, growth, home, imports, invites, keeper, lightning, list_digests, lists, mail,
    mailbox, me, once, organize, pictures, preferences, proposals, readiness, recap, replies,
    rsvps, series, stage, talks,
};
use axum::Router;
use std::sync::Arc;

pub const FEATURES: &[Feature] = &[
    pictures::FEATURE,
    accounts::FEATURE,
    groups::FEATURE,
    preferences::FEATURE,
    inbound::FEATURE,
    answers::FEATURE,
    invites::FEATURE,
    rsvps::FEATURE,
    series::FEATURE,
    lightning::FEATURE,
    stage::FEATURE,
    announcements::FEATURE,
    digests::FEATURE,
    bounces::FEATURE,
    lists::FEATURE,
    archive::FEATURE,
    replies::FEATURE,
    list_digests::FEATURE,
    recap::FEATURE,
    asks::FEATURE,
    proposals::FEATURE,
    readiness::FEATURE,
    growth::FEATURE,
    home::FEATURE,
    explore::FEATURE,
    evening::FEATURE,
    door::FEATURE,
    imports::FEATURE,
    talks::FEATURE,
    me::FEATURE,
    organize::FEATURE,
    keeper::FEATURE,
    #[cfg(debug_assertions)]
    design::FEATURE,
    mailbox::FEATURE,
];

/// Who takes mail for our addresses, in the order in which they are asked. Lists come at the end: no
/// group can take a name from those above it.
pub static INBOXES: &[&Inbox] = &[
    &bounces::DESK,
    &bounces::INBOX,
    &bounces::LEAVING,
    &replies::INBOX,
    &lists::INBOX,
];

pub fn routes() -> Routes {
    let platform = web::health_routes().merge(assets::routes());
    FEATURES
        .iter()
        .fold(platform, |all, feature| all.merge((feature.routes)()))
}

/// Who hears of which job: the platform first, then the features in their order.
fn listeners() -> Arc<[&'static Listener]> {
    let features = FEATURES.iter().flat_map(|feature| feature.jobs);
    let platform = [once::JOBS, blobs::JOBS, mail::JOBS];
    let platform = platform.into_iter().flatten();
    platform.chain(features).collect()
}

/// What runs the jobs of every feature.
pub fn worker(app: &App) -> Worker {
    Worker {
        db: app.db.clone(),
        clock: app.clock.clone(),
        ids: app.ids.clone(),
        context: app.context(),
        listeners: listeners(),
    }
}

/// What sends the mail.
pub fn outbox(app: &App) -> Outbox {
    Outbox {
        db: app.db.clone(),
        clock: app.clock.clone(),
        config: Arc::clone(&app.config),
        key: app.key.clone(),
    }
}

/// What takes mail in.
pub fn mail_server(app: &App) -> inbound::Server {
    inbound::Server {
        db: app.db.clone(),
        clock: app.clock.clone(),
        ids: app.ids.clone(),
        context: app.context(),
        dns: Dns::open(&app.config),
        inboxes: INBOXES,
    }
}

/// The whole program as a service: every route, and what surrounds them.
pub fn router(app: &App) -> Router {
    web::layers(routes().into_router(), app)
}
