use super::cookies;
use super::sign_in::NAME;
use super::steps::{Way, private};
use super::visitor::Visitor;
use crate::accounts::actions::{self, FirstRun};
use crate::state::App;
use crate::tokens::{Kind, find_token};
use crate::web::{Chrome, Flash, Form, Result, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};

#[derive(askama::Template)]
#[template(path = "accounts/first_run.html")]
struct FirstRunPage {
    chrome: Chrome,
    form: Form,
    action: String,
}

pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let found = find_token(&mut app.db.read().await?, Kind::FirstRun, &token).await?;
    if found.is_none() {
        return ended(&app, &visitor);
    }
    let form = Form::empty(Words::default());
    first_run_page(&app, &visitor, StatusCode::OK, form, &token)
}

pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    let mut form = form.speaking(Words::default());
    let installation = form.line("installation", NAME);
    let name = form.line("name", NAME);
    let email = form.email("email");
    let Some(email) = email.filter(|_| form.is_fine()) else {
        let unfit = StatusCode::UNPROCESSABLE_ENTITY;
        return first_run_page(&app, &visitor, unfit, form, &token);
    };
    let at = &app.moment();
    let run = FirstRun {
        token: &token,
        installation: &installation,
        name: &name,
        email: &email,
        agent: &visitor.visit.agent,
    };
    let done = app
        .db
        .write(|tx| Box::pin(async move { Ok(actions::finish_first_run(tx, at, run).await?) }));
    let Some(secret) = done.await? else {
        return ended(&app, &visitor);
    };
    app.reload_settings().await?;
    let said = Words::default().with("installation", installation);
    let mut response = see_other_with("/keeper", &Flash::done(said.t("accounts-first-run-done")));
    let cookie = cookies::keep_session(&app.config, &secret);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

fn ended(app: &App, visitor: &Visitor) -> Result {
    Way { app, visitor }.ended()
}

fn first_run_page(
    app: &App,
    visitor: &Visitor,
    status: StatusCode,
    form: Form,
    token: &str,
) -> Result {
    let shown = FirstRunPage {
        chrome: visitor.chrome(app, Words::default()),
        form,
        action: format!("/first-run/{token}"),
    };
    private(status, &shown)
}
