//! Ending one kind of mail in one click, from a mail program or by the page's one button.

use super::choices::open;
use crate::accounts::Visitor;
use crate::groups::Group;
use crate::ids::PersonId;
use crate::preferences::model::{MailKind, Mode, Was};
use crate::preferences::{actions, store};
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "preferences/stop.html")]
struct StopPage {
    chrome: Chrome,
    kind: MailKind,
    group: String,
    group_path: String,
    /// Where the button is sent.
    path: String,
    /// Where everything can be chosen.
    choices: String,
    /// What came until the click, which takes it back.
    was: Was,
    /// Whether it has ended, and is not only asked.
    has_ended: bool,
}

impl StopPage {
    fn title(&self) -> &'static str {
        match (self.kind, self.has_ended) {
            (MailKind::Reminders, false) => "preferences-stop-reminders",
            (MailKind::Reminders, true) => "preferences-stopped-reminders",
            (_, false) => "preferences-stop",
            (_, true) => "preferences-stopped",
        }
    }

    fn text(&self) -> &'static str {
        match (self.kind, self.has_ended) {
            (MailKind::Reminders, false) => "preferences-stop-reminders-text",
            (MailKind::Reminders, true) => "preferences-stopped-reminders-text",
            (_, false) => "preferences-stop-text",
            (_, true) => "preferences-stopped-text",
        }
    }

    fn button(&self) -> &'static str {
        match self.kind {
            MailKind::Reminders => "preferences-stop-reminders-go",
            MailKind::Announcements | MailKind::Lists => "preferences-stop-go",
        }
    }
}

/// One button. Opening the link changes nothing: scanners open it too.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    ask(&app, &visitor, &token, MailKind::Announcements).await
}

pub async fn show_reminders(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result {
    ask(&app, &visitor, &token, MailKind::Reminders).await
}

/// RFC 8058 §3.2: the mail program's POST has neither cookie nor session, and is answered without
/// a redirect. What it carries does not matter; the address says it all. Doing it again is fine.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    stop(&app, &visitor, &token, (MailKind::Announcements, &form)).await
}

pub async fn create_reminders(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    stop(&app, &visitor, &token, (MailKind::Reminders, &form)).await
}

async fn ask(app: &App, visitor: &Visitor, token: &str, kind: MailKind) -> Result {
    let (group, person) = open(app, token).await?;
    let was = was(app, (&group, person), kind).await?;
    let has_ended = was == Was::Nothing;
    shown(app, visitor, (&group, token), (kind, was, has_ended))
}

async fn stop(
    app: &App,
    visitor: &Visitor,
    token: &str,
    (kind, form): (MailKind, &Form),
) -> Result {
    let (group, person) = open(app, token).await?;
    // Whoever presses twice can still take back what the first press ended.
    let was = match was(app, (&group, person), kind).await? {
        Was::Nothing => form.value("was").parse().unwrap_or(Was::Nothing),
        was => was,
    };
    let (at, id) = (&app.moment(), group.id);
    let stopped = app.db.write(|tx| {
        Box::pin(async move {
            match kind {
                MailKind::Reminders => {
                    actions::choose(tx, at, (id, person), kind, Mode::Nothing).await?;
                }
                MailKind::Announcements | MailKind::Lists => {
                    actions::stop(tx, at.now, id, person).await?;
                }
            }
            Ok(())
        })
    });
    stopped.await?;
    shown(app, visitor, (&group, token), (kind, was, true))
}

/// What comes now. Of somebody whom the group has forgotten nothing does, and her link still says so.
async fn was(
    app: &App,
    (group, person): (&Group, PersonId),
    kind: MailKind,
) -> std::result::Result<Was, Error> {
    let mut tx = app.db.read().await?;
    let Some(chosen) = store::find_chosen(&mut tx, group.id, person).await? else {
        return Ok(Was::Nothing);
    };
    Ok(match (kind, chosen.reminders) {
        (MailKind::Reminders, Mode::Nothing) => Was::Nothing,
        (MailKind::Reminders, _) => Was::Each,
        (MailKind::Announcements | MailKind::Lists, _) => chosen.was(),
    })
}

/// "I clicked by mistake."
pub async fn undo(State(app): State<App>, Path(token): Path<String>, form: Form) -> Result {
    let (group, person) = open(&app, &token).await?;
    let was = form.value("was").parse().unwrap_or(Was::Nothing);
    let (at, whose) = (&app.moment(), (group.id, person));
    let undone = app
        .db
        .write(|tx| Box::pin(actions::take_back_stop(tx, at, whose, was)));
    undone.await?;
    Ok(undone_at(&group, &token))
}

pub async fn undo_reminders(State(app): State<App>, Path(token): Path<String>) -> Result {
    let (group, person) = open(&app, &token).await?;
    let (at, whose) = (&app.moment(), (group.id, person));
    let undone = app.db.write(|tx| {
        let kind = MailKind::Reminders;
        Box::pin(actions::choose(tx, at, whose, kind, Mode::Each))
    });
    undone.await?;
    Ok(undone_at(&group, &token))
}

fn undone_at(group: &Group, token: &str) -> axum::response::Response {
    let said = group.words().t("preferences-undone");
    see_other_with(&format!("/mail/{token}"), &Flash::done(said))
}

fn shown(
    app: &App,
    visitor: &Visitor,
    (group, token): (&Group, &str),
    (kind, was, has_ended): (MailKind, Was, bool),
) -> Result {
    let rest = match kind {
        MailKind::Reminders => "/reminders",
        MailKind::Announcements | MailKind::Lists => "",
    };
    let shown = StopPage {
        chrome: visitor.chrome(app, group.words()),
        kind,
        group: group.name.clone(),
        group_path: group.path(),
        path: format!("/unsubscribe/{token}{rest}"),
        choices: format!("/mail/{token}"),
        was,
        has_ended,
    };
    page(StatusCode::OK, &shown)
}
