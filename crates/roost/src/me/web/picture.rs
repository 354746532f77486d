use super::page;
use crate::accounts::{self, CurrentAccount};
use crate::blobs::{self, Blobs, Refusal, Staged};
use crate::state::App;
use crate::web::{Flash, Form, Result, Upload, see_other_with};
use crate::words::Words;
use axum::extract::State;
use axum::http::StatusCode;

/// Twice as many pixels as any page shows of a face.
const LONGEST: u32 = 512;

pub async fn update(State(app): State<App>, me: CurrentAccount, upload: Upload) -> Result {
    let words = Words::default();
    let key = if upload.0.is_empty() {
        "me-picture-none"
    } else {
        match blobs::picture(upload.0, LONGEST).await {
            Ok(picture) => {
                let blobs = Blobs::of(&app.config);
                let staged = blobs.stage(picture.media_type, picture.bytes).await?;
                save(&app, &me, Some(&staged)).await?;
                return Ok(see_other_with("/me", &Flash::done(words.t("me-saved"))));
            }
            Err(Refusal::TooLarge) => "me-picture-too-large",
            Err(Refusal::NotAPicture) => "me-picture-not-one",
        }
    };
    let mut form: Form = page::appearance(&app, &me).await?;
    form.refuse("picture", words.t(key));
    page::show(&app, &me, StatusCode::UNPROCESSABLE_ENTITY, form).await
}

/// Her initials are shown again.
pub async fn delete(State(app): State<App>, me: CurrentAccount) -> Result {
    save(&app, &me, None).await?;
    let said = Words::default().t("me-picture-removed");
    Ok(see_other_with("/me", &Flash::done(said)))
}

async fn save(app: &App, me: &CurrentAccount, picture: Option<&Staged>) -> anyhow::Result<()> {
    let (at, account) = (&app.moment(), &me.account);
    let saved = app.db.write(|tx| {
        Box::pin(async move { Ok(accounts::change_picture(tx, at, account, picture).await?) })
    });
    saved.await
}
