use super::actions::come_back;
use super::store;
use crate::accounts::CurrentAccount;
use crate::groups::people;
use crate::ids::PersonId;
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Error, Flash, Result, Routes, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};

pub fn routes() -> Routes {
    Routes::default()
        .post("/me/suppression/removal", delete)
        .post("/mail/{token}/suppression/removal", delete_by_link)
}

/// She comes back: every address of hers gets announcements again. Twice is fine.
async fn delete(State(app): State<App>, me: CurrentAccount) -> Result {
    let (at, account) = (&app.moment(), me.account.id);
    let lifted = app.db.write(|tx| {
        Box::pin(async move {
            for email in store::list_stopped(tx, account).await? {
                come_back(tx, at, &email).await?;
            }
            Ok(())
        })
    });
    lifted.await?;
    let said = Words::default().t("bounces-came-back");
    Ok(see_other_with("/me", &Flash::done(said)))
}

/// The same for whoever came by the link of a mail, which still comes where it is not an announcement.
async fn delete_by_link(State(app): State<App>, Path(token): Path<String>) -> Result {
    let mut tx = app.db.read().await?;
    let found = tokens::find_token(&mut tx, Kind::Unsubscribe, &token).await?;
    let found = found.ok_or(Error::NotFound)?;
    let person = PersonId::from(found.subject_id);
    let email = people::find_email(&mut tx, found.group_id, person).await?;
    let email = email.ok_or(Error::NotFound)?;
    drop(tx);
    let (at, email) = (&app.moment(), email.as_str());
    let lifted = app
        .db
        .write(|tx| Box::pin(async move { Ok(come_back(tx, at, email).await?) }));
    lifted.await?;
    let said = Words::default().t("bounces-came-back");
    Ok(see_other_with(
        &format!("/mail/{token}"),
        &Flash::done(said),
    ))
}
