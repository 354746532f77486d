use super::page;
use crate::accounts::{self, Appearance, CurrentAccount};
use crate::state::App;
use crate::web::{Flash, Form, Result, see_other_with};
use crate::words::Words;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::tz::TimeZone;

const NAME: usize = 80;
const PRONOUNS: usize = 40;
const BIO: usize = 2_000;

pub async fn show(State(app): State<App>, me: CurrentAccount) -> Result {
    let form = page::appearance(&app, &me).await?;
    page::show(&app, &me, StatusCode::OK, form).await
}

pub async fn update(State(app): State<App>, me: CurrentAccount, form: Form) -> Result {
    let words = Words::default();
    let mut form = form.speaking(words);
    let appearance = read(&mut form);
    if !form.is_fine() {
        return page::show(&app, &me, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    let (at, account, appearance) = (&app.moment(), &me.account, &appearance);
    let saved = app.db.write(|tx| {
        Box::pin(async move { Ok(accounts::change_appearance(tx, at, account, appearance).await?) })
    });
    saved.await?;
    Ok(see_other_with("/me", &Flash::done(words.t("me-saved"))))
}

fn read(form: &mut Form) -> Appearance {
    let appearance = Appearance {
        name: form.line("name", NAME),
        pronouns: form.optional_line("pronouns", PRONOUNS),
        bio: form.text("bio", BIO),
        zone: Some(form.optional_line("zone", 64)).filter(|zone| !zone.is_empty()),
    };
    if appearance
        .zone
        .as_deref()
        .is_some_and(|zone| TimeZone::get(zone).is_err())
    {
        form.refuse("zone", Words::default().t("me-zone-unknown"));
    }
    appearance
}
