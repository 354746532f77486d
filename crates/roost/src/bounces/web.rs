use super::actions::come_back;
use super::store;
use crate::accounts::CurrentAccount;
use crate::state::App;
use crate::web::{Flash, Result, Routes, see_other_with};
use crate::words::Words;
use axum::extract::State;

pub fn routes() -> Routes {
    Routes::default().post("/me/suppression/removal", delete)
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
