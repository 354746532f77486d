//! Where a link leads: to its event, with the code in the address.

use crate::accounts::Visitor;
use crate::db::{self, Tx};
use crate::events::find_event_by_id;
use crate::groups::{Group, find_group_by_id, people};
use crate::ids::LinkId;
use crate::invites::model::{Code, Link};
use crate::invites::{fetchers, store, visits};
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Error, Result, see_other};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, header};

/// 303 to the event's page, kindly also by a link that counts no more. It is the one address that
/// writes a number on GET: see the module.
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    method: Method,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result {
    let code: Code = code.parse().map_err(|()| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let found = tokens::find_token(&mut tx, Kind::InvitationLink, code.as_str()).await?;
    let found = found.ok_or(Error::NotFound)?;
    let group = find_group_by_id(&mut tx, found.group_id).await?;
    let group = group.ok_or(Error::NotFound)?;
    let link = store::find_link(&mut tx, group.id, LinkId::from(found.subject_id)).await?;
    let link = link.ok_or(Error::NotFound)?;
    let event = find_event_by_id(&mut tx, group.id, link.event_id).await?;
    let Some(event) = event.filter(|event| event.is_public()) else {
        return Ok(see_other(&group.path()));
    };
    let page = event.path(&group.slug);
    if !counts(&mut tx, &group, &link).await? {
        return Ok(see_other(&page));
    }
    let is_hers = is_own(&mut tx, &group, &link, &visitor).await?;
    drop(tx);
    if method == Method::GET && is_followed(&headers) && !is_hers {
        visits::count(&app, group.id, link.id);
    }
    Ok(see_other(&format!("{page}?i={code}")))
}

/// Whether whoever invites by the link still does.
async fn counts(tx: &mut Tx<'_>, group: &Group, link: &Link) -> db::Result<bool> {
    Ok(match link.person_id {
        _ if link.cut_at.is_some() => false,
        Some(inviter) => store::find_inviter(tx, group.id, inviter).await?.is_some(),
        None => true,
    })
}

/// Whether it is her own link that she tries.
async fn is_own(
    tx: &mut Tx<'_>,
    group: &Group,
    link: &Link,
    visitor: &Visitor,
) -> db::Result<bool> {
    let (Some(account), Some(inviter)) = (&visitor.account, link.person_id) else {
        return Ok(false);
    };
    let viewer = people::find_person_by_account(tx, group.id, account.id).await?;
    Ok(viewer.is_some_and(|viewer| viewer.id == inviter))
}

/// Whether a person has followed the link, as far as the request tells: no preview, and no page that a
/// browser fetches before anybody asked for it.
fn is_followed(headers: &HeaderMap) -> bool {
    let says = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let agent = says(header::USER_AGENT).unwrap_or_default();
    // https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header, and what browsers sent
    // before there was a standard.
    let fetches_ahead = ["sec-purpose", "purpose", "x-moz"]
        .into_iter()
        .filter_map(|name| headers.get(name)?.to_str().ok())
        .any(|purpose| purpose.contains("prefetch") || purpose.contains("preview"));
    fetchers::is_person(agent) && !fetches_ahead
}
