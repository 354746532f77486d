use super::accounts::{NewAccount, add_account};
use super::sessions::open_session;
use crate::accounts::store;
use crate::db::{self, Tx};
use crate::ids::{GroupId, Moment};
use crate::settings::{self, Settings};
use crate::tokens::{self, Kind, Subject};
use uuid::Uuid;

const SUBJECT: Subject = Subject {
    kind: Kind::FirstRun,
    group: GroupId::NONE,
    id: Uuid::nil(),
};

/// The path that makes the keeper's account, on an installation that nobody keeps yet.
///
/// Whoever can read what the server prints may have it; an earlier one ends.
pub async fn offer_first_run(tx: &mut Tx<'_>, at: &Moment) -> db::Result<Option<String>> {
    if store::count_keepers(tx).await? > 0 {
        return Ok(None);
    }
    tokens::revoke_tokens(tx, at.now, SUBJECT).await?;
    let token = tokens::issue(tx, at, SUBJECT, None).await?;
    Ok(Some(format!("/first-run/{token}")))
}

/// What the first person says.
#[derive(Debug, Clone, Copy)]
pub struct FirstRun<'a> {
    pub token: &'a str,
    /// The installation's name.
    pub installation: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    /// What her browser calls itself.
    pub agent: &'a str,
}

/// Makes the keeper's account and signs her in; `None` if the link has done its work.
///
/// Her address counts as confirmed: she is at the machine that mail will leave from.
pub async fn finish_first_run(
    tx: &mut Tx<'_>,
    at: &Moment,
    run: FirstRun<'_>,
) -> db::Result<Option<String>> {
    let found = tokens::find_token(tx, Kind::FirstRun, run.token).await?;
    // Of two who press the button at once, the second finds nothing left to revoke.
    if found.is_none() || tokens::revoke_tokens(tx, at.now, SUBJECT).await? == 0 {
        return Ok(None);
    }
    let settings = Settings {
        name: run.installation.to_owned(),
        ..settings::find_settings(tx).await?
    };
    settings::save_settings(tx, &settings).await?;
    let new = NewAccount {
        name: run.name,
        address: store::find_or_add_address(tx, at, run.email).await?,
        keeper: true,
    };
    let account = add_account(tx, at, new).await?;
    open_session(tx, at, account, run.agent).await.map(Some)
}
