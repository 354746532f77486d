use crate::accounts::model::Session;
use crate::accounts::store;
use crate::db::{self, Tx};
use crate::ids::{AccountId, Moment, SessionId};
use crate::tokens;
use data_encoding::BASE64URL_NOPAD;

/// Signs a browser in and returns the secret for its cookie, which is kept nowhere else.
pub async fn open_session(
    tx: &mut Tx<'_>,
    at: &Moment,
    account: AccountId,
    agent: &str,
) -> db::Result<String> {
    let secret = BASE64URL_NOPAD.encode(&at.secret());
    let session = Session {
        id: SessionId::new(at),
        account_id: account,
        agent: agent.to_owned(),
        created_at: at.now,
        seen_at: at.now,
    };
    store::insert_session(tx, &session, &tokens::hash(&secret)).await?;
    Ok(secret)
}

/// Signs a browser out; `false` if the account has no such session.
pub async fn close_session(
    tx: &mut Tx<'_>,
    account: AccountId,
    session: SessionId,
) -> db::Result<bool> {
    store::delete_session(tx, account, session).await
}
