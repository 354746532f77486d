use super::cookies;
use super::visitor::Visitor;
use crate::accounts::actions;
use crate::state::App;
use crate::web::{Flash, Result, see_other_with};
use crate::words::Words;
use axum::extract::State;
use axum::http::header;

pub async fn create(State(app): State<App>, visitor: Visitor) -> Result {
    if let (Some(account), Some(session)) = (&visitor.account, visitor.session) {
        let account = account.id;
        let closed = app.db.write(|tx| {
            Box::pin(async move { Ok(actions::close_session(tx, account, session).await?) })
        });
        closed.await?;
    }
    let said = Words::default().t("accounts-signed-out");
    let mut response = see_other_with("/", &Flash::done(said));
    let cookie = cookies::forget_session(&app.config);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
