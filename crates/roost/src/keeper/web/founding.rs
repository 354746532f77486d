use super::guard::Keeper;
use super::page;
use crate::keeper::actions;
use crate::settings::Founding;
use crate::state::App;
use crate::web::{Flash, Form, Result, see_other_with};
use crate::words::Words;
use axum::extract::State;
use axum::http::StatusCode;

pub async fn update(State(app): State<App>, keeper: Keeper, form: Form) -> Result {
    let words = Words::default();
    let mut form = form.speaking(words);
    let Some(founding) = form.choice::<Founding>("founding") else {
        return page::show_with(&app, &keeper, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    let saved = app
        .db
        .write(|tx| Box::pin(async move { Ok(actions::let_found(tx, founding).await?) }));
    saved.await?;
    app.reload_settings().await?;
    Ok(see_other_with(
        "/keeper",
        &Flash::done(words.t("keeper-founding-saved")),
    ))
}
