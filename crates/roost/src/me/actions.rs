use crate::db::{self, Tx};
use crate::ids::{AccountId, GroupId, Moment};
use crate::tokens::{self, Key, Kind, Subject};

/// What the secret address of an account's calendar opens.
pub fn calendar_subject(account: AccountId) -> Subject {
    Subject {
        kind: Kind::Calendar,
        group: GroupId::NONE,
        id: account.uuid(),
    }
}

/// Gives her calendar an address, another one if it has one: the old one is gone for good.
pub async fn make_calendar(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    account: AccountId,
) -> db::Result<()> {
    let subject = calendar_subject(account);
    tokens::revoke_tokens(tx, at.now, subject).await?;
    tokens::reissue(tx, at, key, subject).await?;
    Ok(())
}

/// Takes the address away.
pub async fn remove_calendar(tx: &mut Tx<'_>, at: &Moment, account: AccountId) -> db::Result<()> {
    tokens::revoke_tokens(tx, at.now, calendar_subject(account)).await?;
    Ok(())
}
