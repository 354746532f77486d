//! Organize → Settings → Digest.

use super::model::next_due;
use super::store;
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::preferences::{self, Every};
use crate::state::App;
use crate::web::{Chrome, Flash, Form, Result, Routes, page, see_other_with};
use axum::extract::State;

/// A year of weeks is more than anybody looks at.
const MOST: i64 = 12;

pub fn routes() -> Routes {
    Routes::default()
        .get("/{group}/organize/digest", show)
        .post("/{group}/organize/digest", update)
}

#[derive(askama::Template)]
#[template(path = "digests/show.html")]
struct DigestPage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    /// How many get it.
    readers: i64,
    next: String,
    /// What went out: when, and to how many.
    past: Vec<(String, String)>,
}

async fn show(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    shown(&app, &here, None).await
}

async fn update(State(app): State<App>, here: Here, form: Form) -> Result {
    let by = &here.organizer()?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let Some(every) = form.choice::<Every>("every") else {
        return shown(&app, &here, Some(form)).await;
    };
    let at = &app.moment();
    let saved = app
        .db
        .write(|tx| Box::pin(preferences::set_every(tx, at, by, every)));
    saved.await?;
    let path = format!("{}/organize/digest", here.group.path());
    Ok(see_other_with(
        &path,
        &Flash::done(words.t("digests-saved")),
    ))
}

async fn shown(app: &App, here: &Here, typed: Option<Form>) -> Result {
    let (group, words, now) = (&here.group, here.group.words(), app.clock.now());
    let mut tx = app.db.read().await?;
    let every = preferences::find_every(&mut tx, group.id).await?;
    let readers = store::count_readers(&mut tx, group.id, now).await?;
    let past = store::list_digests(&mut tx, group.id, MOST).await?;
    drop(tx);
    let form = typed.unwrap_or_else(|| Form::empty(words).with("every", every.value()));
    let day = |at: crate::clock::Instant| words.long_moment(&at.in_zone(&group.zone()));
    let status = form.status();
    let shown = DigestPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(group, OrganizeTab::Settings),
        form,
        readers,
        next: day(next_due(every, now, &group.zone())),
        past: past
            .iter()
            .map(|digest| {
                let count = words.with("count", digest.readers).t("digests-readers");
                (day(digest.created_at), count)
            })
            .collect(),
    };
    page(status, &shown)
}
