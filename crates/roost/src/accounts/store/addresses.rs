use crate::accounts::model::Address;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AccountId, AddressId, Moment};
use crate::text::fold_email;
use crate::{execute, for_update, on};

/// The address, noted at its first mention. Does the same work whether or not it was known.
pub async fn find_or_add_address(tx: &mut Tx<'_>, at: &Moment, email: &str) -> Result<AddressId> {
    // A conflict updates nothing, but makes the row that is there the one returned.
    const SQL: &str = "insert into addresses (id, email, folded, created_at)
                       values ($1, $2, $3, $4)
                       on conflict (folded) do update set folded = excluded.folded
                       returning id";
    let folded = fold_email(email);
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(AddressId::new(at)).bind(email.trim()).bind(&folded).bind(at.now)
        .fetch_one(c).await)
}

/// The same, and nobody else decides about it until the transaction ends.
pub async fn lock_address(tx: &mut Tx<'_>, id: AddressId) -> Result<Address> {
    let sql = for_update!(
        tx,
        "select id, email, account_id, confirmed_at from addresses where id = $1"
    );
    on!(tx, c => sqlx::query_as(sql).bind(id).fetch_one(c).await)
}

pub async fn find_address(tx: &mut Tx<'_>, id: AddressId) -> Result<Option<Address>> {
    const SQL: &str = "select id, email, account_id, confirmed_at from addresses where id = $1";
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_optional(c).await)
}

/// The address as somebody writes it; `None`: it was never mentioned.
pub async fn find_address_id(tx: &mut Tx<'_>, email: &str) -> Result<Option<AddressId>> {
    const SQL: &str = "select id from addresses where folded = $1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(fold_email(email)).fetch_optional(c).await)
}

/// The address as it was typed, to write to.
pub async fn address_email(tx: &mut Tx<'_>, id: AddressId) -> Result<String> {
    const SQL: &str = "select email from addresses where id = $1";
    on!(tx, c => sqlx::query_scalar(SQL).bind(id).fetch_one(c).await)
}

/// The confirmed addresses of an account, the oldest first.
pub async fn list_addresses(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Address>> {
    const SQL: &str = "select id, email, account_id, confirmed_at from addresses
                       where account_id = $1 order by confirmed_at, id";
    on!(tx, c => sqlx::query_as(SQL).bind(account).fetch_all(c).await)
}

/// Who runs the installation, by name and oldest confirmed address.
///
/// # Errors
/// If the database cannot be read.
pub async fn list_keepers(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>> {
    const SQL: &str = "select k.name, a.email from accounts k
                       join addresses a on a.account_id = k.id
                       where k.keeper = $1 and not exists (
                           select 1 from addresses o where o.account_id = k.id
                             and (o.confirmed_at < a.confirmed_at
                                  or o.confirmed_at = a.confirmed_at and o.id < a.id))
                       order by k.id";
    on!(tx, c => sqlx::query_as(SQL).bind(true).fetch_all(c).await)
}

/// Notes that somebody has shown that mail arrives. The first time counts.
pub async fn confirm_address(tx: &mut Tx<'_>, now: Instant, id: AddressId) -> Result<()> {
    const SQL: &str = "update addresses set confirmed_at = $1
                       where id = $2 and confirmed_at is null";
    execute!(tx, sqlx::query(SQL).bind(now).bind(id))?;
    Ok(())
}

/// Makes the address one of the account's.
pub async fn give_address(tx: &mut Tx<'_>, id: AddressId, account: AccountId) -> Result<()> {
    const SQL: &str = "update addresses set account_id = $1 where id = $2";
    execute!(tx, sqlx::query(SQL).bind(account).bind(id))?;
    Ok(())
}
