use crate::accounts::model::SignIn;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AddressId, SignInId};
use crate::{execute, for_update, on};

pub async fn insert_sign_in(tx: &mut Tx<'_>, now: Instant, sign_in: &SignIn) -> Result<()> {
    const SQL: &str = "insert into sign_ins (id, address_id, browser, code, wrong_codes, next_path,
                                             created_at, expires_at)
                       values ($1, $2, $3, $4, $5, $6, $7, $8)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(sign_in.id)
            .bind(sign_in.address_id)
            .bind(&sign_in.browser)
            .bind(&sign_in.code)
            .bind(sign_in.wrong_codes)
            .bind(&sign_in.next_path)
            .bind(now)
            .bind(sign_in.expires_at)
    )?;
    Ok(())
}

pub async fn find_sign_in(tx: &mut Tx<'_>, id: SignInId) -> Result<Option<SignIn>> {
    const SQL: &str = "select id, address_id, browser, code, wrong_codes, next_path, expires_at,
                              used_at
                       from sign_ins where id = $1";
    on!(tx, c => sqlx::query_as(SQL).bind(id).fetch_optional(c).await)
}

/// The same, and nobody else decides about it until the transaction ends.
pub async fn lock_sign_in(tx: &mut Tx<'_>, id: SignInId) -> Result<Option<SignIn>> {
    let sql = for_update!(
        tx,
        "select id, address_id, browser, code, wrong_codes, next_path, expires_at, used_at
         from sign_ins where id = $1"
    );
    on!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c).await)
}

/// The newest sign-in that a browser asked for, unless it has run out or is used.
pub async fn find_newest_sign_in(
    tx: &mut Tx<'_>,
    now: Instant,
    browser: &[u8; 32],
) -> Result<Option<SignIn>> {
    const SQL: &str = "select id, address_id, browser, code, wrong_codes, next_path, expires_at,
                              used_at
                       from sign_ins where browser = $1 and expires_at > $2 and used_at is null
                       order by created_at desc, id desc limit 1";
    on!(tx, c => sqlx::query_as(SQL).bind(&browser[..]).bind(now).fetch_optional(c).await)
}

/// The sign-ins that one browser asked for and that have not run out, locked, the newest first.
pub async fn lock_sign_ins_of_browser(
    tx: &mut Tx<'_>,
    now: Instant,
    browser: &[u8; 32],
) -> Result<Vec<SignIn>> {
    let sql = for_update!(
        tx,
        "select id, address_id, browser, code, wrong_codes, next_path, expires_at, used_at
         from sign_ins where browser = $1 and expires_at > $2 and used_at is null
         order by created_at desc, id desc"
    );
    on!(tx, c => sqlx::query_as(sql).bind(&browser[..]).bind(now).fetch_all(c).await)
}

/// How many sign-ins were asked for with this address since `then`.
pub async fn count_sign_ins(tx: &mut Tx<'_>, then: Instant, address: AddressId) -> Result<i64> {
    const SQL: &str = "select count(*) from sign_ins where address_id = $1 and created_at > $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(address).bind(then).fetch_one(c).await)
}

/// How many wrong codes were typed for this address in sign-ins asked for since `then`.
pub async fn count_wrong_codes(tx: &mut Tx<'_>, then: Instant, address: AddressId) -> Result<i64> {
    const SQL: &str = "select cast(coalesce(sum(wrong_codes), 0) as bigint) from sign_ins
                       where address_id = $1 and created_at > $2";
    on!(tx, c => sqlx::query_scalar(SQL).bind(address).bind(then).fetch_one(c).await)
}

/// Ends all but the newest `keep` open sign-ins of an address.
pub async fn end_older_sign_ins(
    tx: &mut Tx<'_>,
    now: Instant,
    address: AddressId,
    keep: i64,
) -> Result<()> {
    const SQL: &str = "update sign_ins set expires_at = $1
                       where address_id = $2 and expires_at > $1 and id not in
                           (select id from sign_ins where address_id = $2
                            order by created_at desc, id desc limit $3)";
    execute!(tx, sqlx::query(SQL).bind(now).bind(address).bind(keep))?;
    Ok(())
}

pub async fn update_sign_in_used(tx: &mut Tx<'_>, now: Instant, id: SignInId) -> Result<()> {
    const SQL: &str = "update sign_ins set used_at = $1 where id = $2";
    execute!(tx, sqlx::query(SQL).bind(now).bind(id))?;
    Ok(())
}

pub async fn add_wrong_code(tx: &mut Tx<'_>, id: SignInId) -> Result<()> {
    const SQL: &str = "update sign_ins set wrong_codes = wrong_codes + 1 where id = $1";
    execute!(tx, sqlx::query(SQL).bind(id))?;
    Ok(())
}

/// Forgets the sign-ins that ran out before `then`.
pub async fn delete_ended_sign_ins(tx: &mut Tx<'_>, then: Instant) -> Result<()> {
    const SQL: &str = "delete from sign_ins where expires_at < $1";
    execute!(tx, sqlx::query(SQL).bind(then))?;
    Ok(())
}
