use super::accounts::{NewAccount, add_account, confirm};
use super::sessions::{close_session, open_session};
use crate::accounts::mail::SignInMail;
use crate::accounts::model::{
    ANY_BROWSER, Address, OPEN_SIGN_INS, SIGN_IN, SignIn, WINDOW, WRONG_CODES_A_DAY,
};
use crate::accounts::store;
use crate::db::{self, Tx};
use crate::ids::{AccountId, AddressId, GroupId, Moment, SessionId, SignInId};
use crate::mail;
use crate::tokens::{self, Key, Kind, Subject};
use crate::web::local_path;
use jiff::SignedDuration;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What a browser asks for.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    pub email: &'a str,
    /// SHA-256 of the cookie that binds the sign-in to this browser.
    pub browser: [u8; 32],
    /// Where she wants to go on.
    pub next: &'a str,
    /// Sign-ins that one address may ask for in a quarter of an hour.
    pub limit: u32,
}

/// What becomes of the wish to sign in; the same whether or not the address is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Sent,
    TooOften,
}

/// Sends a link and six digits to an address.
pub async fn ask_to_sign_in(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    letter: &SignInMail<'_>,
    asking: Asking<'_>,
) -> db::Result<Asked> {
    let address = store::find_or_add_address(tx, at, asking.email).await?;
    // Two requests at once must count each other.
    let address = store::lock_address(tx, address).await?;
    let asked = store::count_sign_ins(tx, at.now.before(WINDOW), address.id).await?;
    if asked >= i64::from(asking.limit) {
        return Ok(Asked::TooOften);
    }
    let (id, code) = (SignInId::new(at), at.six_digits());
    let sign_in = SignIn {
        id,
        address_id: address.id,
        browser: asking.browser.to_vec(),
        code: keyed(key, id, &code),
        wrong_codes: 0,
        next_path: local_path(asking.next).to_owned(),
        expires_at: at.now.after(SIGN_IN),
        used_at: None,
    };
    store::insert_sign_in(tx, at.now, &sign_in).await?;
    store::end_older_sign_ins(tx, at.now, address.id, OPEN_SIGN_INS).await?;
    let token = tokens::issue(tx, at, subject(id), Some(sign_in.expires_at)).await?;
    mail::send(
        tx,
        at,
        GroupId::NONE,
        &letter.write(&address.email, &token, &code),
    )
    .await?;
    Ok(Asked::Sent)
}

/// The path of a link that signs an account in with one button, in whichever browser opens it first.
///
/// It goes to nobody by mail: whoever runs the machine prints it, for the demo or for an account
/// whose mail does not arrive.
pub async fn add_sign_in_link(
    tx: &mut Tx<'_>,
    at: &Moment,
    address: AddressId,
    lasts: SignedDuration,
) -> db::Result<String> {
    let sign_in = SignIn {
        id: SignInId::new(at),
        address_id: address,
        browser: ANY_BROWSER.to_vec(),
        // No six digits have an empty hash.
        code: Vec::new(),
        wrong_codes: 0,
        next_path: "/".to_owned(),
        expires_at: at.now.after(lasts),
        used_at: None,
    };
    store::insert_sign_in(tx, at.now, &sign_in).await?;
    let token = tokens::issue(tx, at, subject(sign_in.id), Some(sign_in.expires_at)).await?;
    Ok(format!("/sign-in/{token}"))
}

/// The browser that wants to be signed in, and what its visitor said about herself.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'a> {
    /// SHA-256 of the cookie with which it asked, if it has one.
    pub browser: Option<[u8; 32]>,
    /// The six digits, if she typed any.
    pub code: Option<&'a str>,
    /// Her name, if she gave it: an account is made only with one.
    pub name: Option<&'a str>,
    /// What the browser calls itself.
    pub agent: &'a str,
    /// The session that it holds so far, which ends.
    pub before: Option<(AccountId, SessionId)>,
}

/// How an attempt to sign in ends. Only `Done` and `WrongCode` have written anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SigningIn {
    Done {
        /// For the session's cookie.
        secret: String,
        next: String,
    },
    /// The address is new: the same once more, with a name.
    NeedsName,
    /// Another browser asked, so the link alone is not enough.
    NeedsCode,
    WrongCode,
    /// Used, run out, or guessed at too often.
    Ended,
}

/// Signs in with the link of a mail, in the browser that asked or with the six digits.
pub async fn sign_in_by_link(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    sign_in: SignInId,
    arrival: Arrival<'_>,
) -> db::Result<SigningIn> {
    let found = store::lock_sign_in(tx, sign_in).await?;
    let Some(sign_in) = found.filter(|found| found.is_open(at.now)) else {
        return Ok(SigningIn::Ended);
    };
    if sign_in.was_asked_for_in(arrival.browser) {
        return finish(tx, at, &sign_in, arrival).await;
    }
    match arrival.code {
        None => Ok(SigningIn::NeedsCode),
        Some(code) if keyed(key, sign_in.id, code) == sign_in.code => {
            finish(tx, at, &sign_in, arrival).await
        }
        Some(_) => note_wrong_code(tx, at, &[sign_in]).await,
    }
}

/// Signs in with the six digits, typed in the browser that asked.
pub async fn sign_in_by_code(
    tx: &mut Tx<'_>,
    at: &Moment,
    key: &Key,
    arrival: Arrival<'_>,
) -> db::Result<SigningIn> {
    let Some(browser) = arrival.browser else {
        return Ok(SigningIn::Ended);
    };
    let mut open = store::lock_sign_ins_of_browser(tx, at.now, &browser).await?;
    open.retain(|sign_in| sign_in.is_open(at.now));
    let code = arrival.code.unwrap_or_default();
    let meant = open
        .iter()
        .find(|sign_in| keyed(key, sign_in.id, code) == sign_in.code);
    let Some(meant) = meant else {
        return note_wrong_code(tx, at, &open).await;
    };
    let wrong = store::count_wrong_codes(tx, at.now.before(DAY), meant.address_id).await?;
    if wrong >= WRONG_CODES_A_DAY {
        return Ok(SigningIn::Ended);
    }
    finish(tx, at, meant, arrival).await
}

/// A browser's open sign-ins share its guesses: one wrong code counts against each.
async fn note_wrong_code(tx: &mut Tx<'_>, at: &Moment, open: &[SignIn]) -> db::Result<SigningIn> {
    let mut left = false;
    for sign_in in open {
        store::add_wrong_code(tx, sign_in.id).await?;
        let counted = SignIn {
            wrong_codes: sign_in.wrong_codes + 1,
            ..sign_in.clone()
        };
        left |= counted.is_open(at.now);
    }
    Ok(if left {
        SigningIn::WrongCode
    } else {
        SigningIn::Ended
    })
}

/// Uses up the sign-in and opens a session under a new id.
async fn finish(
    tx: &mut Tx<'_>,
    at: &Moment,
    sign_in: &SignIn,
    arrival: Arrival<'_>,
) -> db::Result<SigningIn> {
    let address = store::lock_address(tx, sign_in.address_id).await?;
    let Some(account) = settle_account(tx, at, &address, arrival.name).await? else {
        return Ok(SigningIn::NeedsName);
    };
    store::update_sign_in_used(tx, at.now, sign_in.id).await?;
    tokens::revoke_tokens(tx, at.now, subject(sign_in.id)).await?;
    if let Some((account, session)) = arrival.before {
        close_session(tx, account, session).await?;
    }
    Ok(SigningIn::Done {
        secret: open_session(tx, at, account, arrival.agent).await?,
        next: sign_in.next_path.clone(),
    })
}

/// The account of the address, made at its first sign-in; `None` while it has no name.
async fn settle_account(
    tx: &mut Tx<'_>,
    at: &Moment,
    address: &Address,
    name: Option<&str>,
) -> db::Result<Option<AccountId>> {
    if let Some(account) = address.account_id {
        confirm(tx, at, account, address.id).await?;
        return Ok(Some(account));
    }
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        return Ok(None);
    };
    let new = NewAccount {
        name,
        address: address.id,
        keeper: false,
    };
    add_account(tx, at, new).await.map(Some)
}

fn keyed(key: &Key, id: SignInId, code: &str) -> Vec<u8> {
    key.mac("sign_in_code", format!("{id}:{code}").as_bytes())
        .to_vec()
}

fn subject(id: SignInId) -> Subject {
    Subject {
        kind: Kind::SignIn,
        group: GroupId::NONE,
        id: id.uuid(),
    }
}
