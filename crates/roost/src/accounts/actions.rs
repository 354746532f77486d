use super::model::Session;
use super::store;
use crate::db::{self, Tx};
use crate::ids::{AccountId, AddressId, GroupId, Moment, SessionId};
use crate::jobs::{self, When};
use crate::tokens;
use data_encoding::BASE64URL_NOPAD;

/// An account has shown that it reads mail at an address: whatever is known under the address may
/// be linked to the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AddressConfirmed {
    pub account: AccountId,
    pub address: AddressId,
}

impl jobs::Payload for AddressConfirmed {
    const NAME: &'static str = "address_confirmed";
}

/// An account's name or picture changed: pages and rows that show it are stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NameChanged {
    pub account: AccountId,
}

impl jobs::Payload for NameChanged {
    const NAME: &'static str = "name_changed";
}

/// Somebody who has an address already, and its mail.
#[derive(Debug, Clone, Copy)]
pub struct NewAccount<'a> {
    pub name: &'a str,
    pub address: AddressId,
    /// Whether she runs the installation.
    pub keeper: bool,
}

/// Makes an account and gives it the address, which is thereby confirmed.
pub async fn add_account(
    tx: &mut Tx<'_>,
    at: &Moment,
    new: NewAccount<'_>,
) -> db::Result<AccountId> {
    let id = AccountId::new(at);
    store::insert_account(tx, at.now, id, new.name, new.keeper).await?;
    store::give_address(tx, new.address, id).await?;
    store::confirm_address(tx, at.now, new.address).await?;
    let confirmed = AddressConfirmed {
        account: id,
        address: new.address,
    };
    jobs::enqueue(tx, at, GroupId::NONE, &confirmed, When::now(at)).await?;
    Ok(id)
}

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
