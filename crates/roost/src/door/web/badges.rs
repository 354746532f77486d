//! Name badges on sheets of labels: the name large, pronouns, a dot for who is new.

use super::organize::Named;
use crate::door::model::Badge;
use crate::door::store;
use crate::events;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::state::App;
use crate::web::{Chrome, Result, page};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "door/badges.html")]
struct BadgesPage {
    chrome: Chrome,
    nav: OrganizeNav,
    title: String,
    when: String,
    event_path: String,
    badges: Vec<Badge>,
}

pub async fn show(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    here.organizer()?;
    let group = here.group.id;
    let mut tx = app.db.read().await?;
    let event = events::find_addressed(&mut tx, &here, &named.slug).await?;
    let badges = store::list_badges(&mut tx, (group, event.id), event.starts_at).await?;
    drop(tx);
    let shown = BadgesPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        when: here.group.words().long_moment(&event.starts()),
        event_path: event.path(&here.group.slug),
        title: event.title,
        badges,
    };
    page(StatusCode::OK, &shown)
}
