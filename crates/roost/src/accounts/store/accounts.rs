use crate::accounts::model::{Account, Appearance};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AccountId, AddressId};
use crate::{execute, for_update, on};

pub async fn find_account(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Account>> {
    const SQL: &str =
        "select id, name, pronouns, picture, zone, keeper from accounts where id = $1";
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_optional(c).await)
}

/// The account that signs in with this address.
pub async fn find_account_by_address(
    tx: &mut Tx<'_>,
    address: AddressId,
) -> Result<Option<Account>> {
    const SQL: &str = "select a.id, a.name, a.pronouns, a.picture, a.zone, a.keeper
                       from accounts a join addresses d on d.account_id = a.id where d.id = $1";
    on!(tx, c => sqlx::query_as(SQL).bind(address).fetch_optional(c).await)
}

pub async fn insert_account(
    tx: &mut Tx<'_>,
    now: Instant,
    id: AccountId,
    name: &str,
    keeper: bool,
) -> Result<()> {
    const SQL: &str = "insert into accounts (id, name, pronouns, bio, keeper, created_at)
                       values ($1, $2, '', '', $3, $4)";
    execute!(
        tx,
        sqlx::query(SQL).bind(id).bind(name).bind(keeper).bind(now)
    )?;
    Ok(())
}

pub async fn count_keepers(tx: &mut Tx<'_>) -> Result<i64> {
    const SQL: &str = "select count(*) from accounts where keeper = $1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(true).fetch_one(c).await)
}

pub async fn find_appearance(tx: &mut Tx<'_>, id: AccountId) -> Result<Appearance> {
    const SQL: &str = "select name, pronouns, bio, zone from accounts where id = $1";
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_one(c).await)
}

pub async fn update_appearance(
    tx: &mut Tx<'_>,
    id: AccountId,
    appearance: &Appearance,
) -> Result<()> {
    const SQL: &str = "update accounts set name = $1, pronouns = $2, bio = $3, zone = $4
                       where id = $5";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&appearance.name)
            .bind(&appearance.pronouns)
            .bind(&appearance.bio)
            .bind(&appearance.zone)
            .bind(id)
    )?;
    Ok(())
}

/// The blob that shows her, as nobody else changes it until the transaction ends.
pub async fn lock_picture(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<String>> {
    let sql = for_update!(tx, "select picture from accounts where id = $1");
    on!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_one(c).await)
}

pub async fn update_picture(tx: &mut Tx<'_>, id: AccountId, picture: Option<&str>) -> Result<()> {
    const SQL: &str = "update accounts set picture = $1 where id = $2";
    execute!(tx, sqlx::query(SQL).bind(picture).bind(id))?;
    Ok(())
}
