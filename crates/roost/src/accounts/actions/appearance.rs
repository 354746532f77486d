use super::accounts::NameChanged;
use crate::accounts::model::{Account, Appearance};
use crate::accounts::store;
use crate::blobs::{self, Staged};
use crate::db::{self, Tx};
use crate::ids::{GroupId, Moment};
use crate::jobs::{self, When};

/// Writes what a person says about herself.
pub async fn change_appearance(
    tx: &mut Tx<'_>,
    at: &Moment,
    account: &Account,
    appearance: &Appearance,
) -> db::Result<()> {
    let before = store::find_appearance(tx, account.id).await?;
    store::update_appearance(tx, account.id, appearance).await?;
    let shown = |of: &Appearance| (of.name.clone(), of.pronouns.clone(), of.bio.clone());
    if shown(&before) != shown(appearance) {
        appear_anew(tx, at, account).await?;
    }
    Ok(())
}

/// Shows her by another picture, or by her initials again. The one before is named once less.
pub async fn change_picture(
    tx: &mut Tx<'_>,
    at: &Moment,
    account: &Account,
    picture: Option<&Staged>,
) -> db::Result<()> {
    let name = match picture {
        Some(staged) => Some(blobs::put(tx, at.now, staged).await?),
        None => None,
    };
    let before = store::lock_picture(tx, account.id).await?;
    store::update_picture(tx, account.id, name.as_deref()).await?;
    if let Some(before) = before {
        blobs::release(tx, at.now, &before).await?;
    }
    appear_anew(tx, at, account).await
}

/// Tells whoever shows the account that it looks otherwise.
async fn appear_anew(tx: &mut Tx<'_>, at: &Moment, account: &Account) -> db::Result<()> {
    let changed = NameChanged {
        account: account.id,
    };
    let when = When::now(at).once(account.id.to_string());
    jobs::enqueue(tx, at, GroupId::NONE, &changed, when).await
}
