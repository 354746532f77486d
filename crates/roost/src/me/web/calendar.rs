//! Her own calendar: every event that she answered, under an address that only she knows.

use crate::accounts::CurrentAccount;
use crate::calendar;
use crate::groups;
use crate::ids::AccountId;
use crate::me::entry::entry;
use crate::me::{actions, store};
use crate::state::App;
use crate::tokens::{Kind, find_token, was_revoked};
use crate::web::{self, Error, Flash, Result, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use std::collections::HashMap;

/// Some years of an evening every week.
const MOST: i64 = 300;

/// Where she reads of it on her page.
const HERE: &str = "/me#calendar";

/// Her calendar. Programs ask for it without a cookie, so the address is all that they show.
pub async fn show(State(app): State<App>, Path(token): Path<String>, headers: HeaderMap) -> Result {
    let mut tx = app.db.read().await?;
    let Some(found) = find_token(&mut tx, Kind::Calendar, &token).await? else {
        let revoked = was_revoked(&mut tx, Kind::Calendar, &token).await?;
        return Err(if revoked {
            Error::Gone
        } else {
            Error::NotFound
        });
    };
    let account = AccountId::from(found.subject_id);
    let events = store::list_answered_events(&mut tx, account, MOST).await?;
    let answers = store::list_answers(&mut tx, account).await?;
    let groups = groups::list_groups_of(&mut tx, account).await?;
    let venues = store::list_venues(&mut tx, account).await?;
    drop(tx);
    let answers: HashMap<_, _> = answers.iter().map(|one| (one.event_id, one)).collect();
    let groups: HashMap<_, _> = groups.iter().map(|one| (one.id, one)).collect();
    let venues: HashMap<_, _> = venues.iter().map(|one| (one.id, one)).collect();
    let entries = events.iter().filter_map(|event| {
        let group = groups
            .get(&event.group_id)
            .filter(|group| group.is_public())?;
        let venue = event.venue_id.and_then(|id| venues.get(&id).copied());
        let answer = answers.get(&event.id)?;
        Some(entry(&app.config, group, (event, answer), venue))
    });
    let name = Words::default().plain().t("me-calendar-name");
    let text = calendar::calendar(&name, &entries.collect::<Vec<_>>());
    let tag = web::weak_tag(text.as_bytes());
    let said = [
        (header::CONTENT_TYPE, calendar::MEDIA_TYPE),
        (header::REFERRER_POLICY, "no-referrer"),
        // The layer that compresses says so too, but not of an answer that has no body.
        (header::VARY, "accept-encoding"),
    ];
    Ok(web::if_changed(&headers, tag, (said, text).into_response()))
}

pub async fn create(State(app): State<App>, me: CurrentAccount) -> Result {
    let (at, key, account) = (&app.moment(), &app.key, me.account.id);
    let made = app.db.write(|tx| {
        Box::pin(async move { Ok(actions::make_calendar(tx, at, key, account).await?) })
    });
    made.await?;
    let said = Words::default().t("me-calendar-made");
    Ok(see_other_with(HERE, &Flash::done(said)))
}

pub async fn delete(State(app): State<App>, me: CurrentAccount) -> Result {
    let (at, account) = (&app.moment(), me.account.id);
    let removed = app
        .db
        .write(|tx| Box::pin(async move { Ok(actions::remove_calendar(tx, at, account).await?) }));
    removed.await?;
    let said = Words::default().t("me-calendar-removed");
    Ok(see_other_with(HERE, &Flash::done(said)))
}
