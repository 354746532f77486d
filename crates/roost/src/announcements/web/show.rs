use crate::announcements::model::{Announcement, Audience, Progress};
use crate::announcements::store;
use crate::events;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::AnnouncementId;
use crate::mail;
use crate::markup;
use crate::state::App;
use crate::web::{Chrome, Error, Result, page};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "announcements/show.html")]
struct AnnouncementPage {
    chrome: Chrome,
    nav: OrganizeNav,
    announcement: Announcement,
    /// Who it went to, in words.
    audience: String,
    sent: String,
    html: String,
    progress: Progress,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let id: AnnouncementId = id.parse().map_err(|_| Error::NotFound)?;
    let (group, words) = (&here.group, here.group.words());
    let mut tx = app.db.read().await?;
    let found = store::find_announcement(&mut tx, group.id, id).await?;
    let announcement = found.ok_or(Error::NotFound)?;
    let counts = mail::count_deliveries(&mut tx, group.id, id).await?;
    let event = match announcement.event_id {
        Some(event) => events::find_event_by_id(&mut tx, group.id, event).await?,
        None => None,
    };
    drop(tx);
    let title = event.map(|event| event.title).unwrap_or_default();
    let created = announcement.created_at.in_zone(&group.zone());
    let shown = AnnouncementPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(group, OrganizeTab::Write),
        audience: audience(words, &announcement, title),
        sent: words.long_moment(&created),
        html: markup::to_html(&announcement.body, 3),
        progress: Progress::of(&announcement, counts),
        announcement,
    };
    page(StatusCode::OK, &shown)
}

/// "46 people going to Winter lightning night"
pub fn audience(words: Words, announcement: &Announcement, event: String) -> String {
    let phrase = words
        .with("count", announcement.recipients)
        .with("event", event);
    phrase.t(match announcement.audience {
        Audience::Going if announcement.asks_feedback => "announcements-to-came",
        Audience::Going => "announcements-to-going",
        Audience::Waiting => "announcements-to-waiting",
        Audience::Agreed => "announcements-to-agreed",
    })
}
