use super::accounts::NameChanged;
use crate::accounts::model::{Account, Profile};
use crate::accounts::store;
use crate::db::{self, Tx};
use crate::ids::{GroupId, Moment};
use crate::jobs::{self, When};

/// Writes what a person says about herself.
pub async fn edit_profile(
    tx: &mut Tx<'_>,
    at: &Moment,
    account: &Account,
    profile: &Profile,
) -> db::Result<()> {
    store::update_profile(tx, account.id, profile).await?;
    if (&account.name, &account.pronouns) != (&profile.name, &profile.pronouns) {
        appear_anew(tx, at, account).await?;
    }
    Ok(())
}

/// Tells whoever shows the account that it looks otherwise.
async fn appear_anew(tx: &mut Tx<'_>, at: &Moment, account: &Account) -> db::Result<()> {
    let changed = NameChanged {
        account: account.id,
    };
    let when = When::now(at).once(account.id.to_string());
    jobs::enqueue(tx, at, GroupId::NONE, &changed, when).await
}
