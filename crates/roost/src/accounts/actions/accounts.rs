use crate::accounts::store;
use crate::db::{self, Tx};
use crate::ids::{AccountId, AddressId, GroupId, Moment};
use crate::jobs::{self, When};

/// An account has shown that it reads mail at an address: whatever is known under the address may
/// be linked to the account. Enqueued at every sign-in, so its listeners may find nothing to do.
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

/// Somebody whose address is known already.
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
    confirm(tx, at, id, new.address).await?;
    Ok(id)
}

/// Notes that the account reads mail at its address.
pub(super) async fn confirm(
    tx: &mut Tx<'_>,
    at: &Moment,
    account: AccountId,
    address: AddressId,
) -> db::Result<()> {
    store::confirm_address(tx, at.now, address).await?;
    let confirmed = AddressConfirmed { account, address };
    let when = When::now(at).once(address.to_string());
    jobs::enqueue(tx, at, GroupId::NONE, &confirmed, when).await
}
