use super::fields::audience;
use super::lines::note;
use crate::announcements::actions;
use crate::announcements::model::{Announcement, Progress, State};
use crate::announcements::store;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::mail;
use crate::markup;
use crate::state::App;
use crate::web::{Chrome, Result, page};
use axum::http::StatusCode;

/// As many as an organizer looks through.
const TROUBLES: i64 = 100;

#[derive(askama::Template)]
#[template(path = "announcements/show.html")]
struct AnnouncementPage {
    chrome: Chrome,
    nav: OrganizeNav,
    announcement: Announcement,
    action: String,
    /// Whose it is, what became of it and for whom.
    note: String,
    html: String,
    /// `None`: it has not gone out.
    progress: Option<Progress>,
    /// Whom it would go to now, while it waits for its hour.
    audience: String,
    troubles: Vec<Trouble>,
}

impl AnnouncementPage {
    fn waits(&self) -> bool {
        self.announcement.state == State::Scheduled
    }

    fn is_cancelled(&self) -> bool {
        self.announcement.state == State::Cancelled
    }
}

/// Somebody whose copy did not arrive, or not yet.
struct Trouble {
    /// `None`: she was forgotten since.
    person: Option<(String, String)>,
    state: String,
    said: String,
}

/// What became of an announcement, or is to become of it.
pub async fn show(app: &App, here: &Here, announcement: Announcement) -> Result {
    let (group, words) = (&here.group, here.group.words());
    let (now, id) = (app.clock.now(), announcement.id);
    let mut tx = app.db.read().await?;
    let event = actions::find_event(&mut tx, group.id, announcement.event_id).await?;
    let title = event.map(|event| event.title).unwrap_or_default();
    let (progress, count) = match announcement.sent_at {
        Some(_) => {
            let counts = mail::count_deliveries(&mut tx, group.id, id).await?;
            let progress = Progress::of(&announcement, counts);
            (Some(progress), announcement.recipients)
        }
        None => {
            let target = announcement.target();
            (
                None,
                store::count_audience(&mut tx, now, group.id, target).await?,
            )
        }
    };
    let troubles = store::list_troubles(&mut tx, group.id, id, TROUBLES).await?;
    drop(tx);
    let troubles = troubles.into_iter().map(|trouble| Trouble {
        person: trouble
            .person_id
            .zip(trouble.name)
            .map(|(id, name)| (format!("{}/organize/people/{id}", group.path()), name)),
        state: words.t(match trouble.state.as_str() {
            "deferred" => "announcements-deferred",
            _ => "announcements-bounced",
        }),
        said: trouble.last_error,
    });
    let shown = AnnouncementPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(group, OrganizeTab::Write),
        action: actions::path(group, id),
        note: note(words, group, &announcement, (&title, count)),
        html: markup::to_html(&announcement.body, 3),
        progress,
        audience: audience(words, &announcement, &title, count),
        troubles: troubles.collect(),
        announcement,
    };
    page(StatusCode::OK, &shown)
}
