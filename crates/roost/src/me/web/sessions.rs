use crate::accounts::{self, CurrentAccount};
use crate::ids::SessionId;
use crate::state::App;
use crate::web::{Error, Flash, Result, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};

/// Signs another browser of hers out; whoever has that one finds herself a visitor.
pub async fn delete(State(app): State<App>, me: CurrentAccount, Path(id): Path<String>) -> Result {
    let session: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    let account = me.account.id;
    let closed = app.db.write(|tx| {
        Box::pin(async move { Ok(accounts::close_session(tx, account, session).await?) })
    });
    if !closed.await? {
        return Err(Error::NotFound);
    }
    let said = Words::default().t("me-signed-out-there");
    Ok(see_other_with("/me", &Flash::done(said)))
}
