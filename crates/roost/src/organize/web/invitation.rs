use crate::accounts::{self, Visitor};
use crate::groups::invitations::{self, Accepted, Answer, Invitation};
use crate::groups::{self, Group, Newcomer};
use crate::ids::InvitationId;
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "organize/invitation.html")]
struct InvitationPage {
    chrome: Chrome,
    group: String,
    path: String,
    inviter: String,
    /// Until when it is open, in words.
    until: String,
    is_open: bool,
    /// What became of it, when it is not open.
    sentence: String,
}

/// The page that the invitation's link opens. It only asks.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let (group, invitation) = find(&app, &token).await?;
    shown(&app, &visitor, &group, &invitation)
}

async fn find(app: &App, token: &str) -> std::result::Result<(Group, Invitation), Error> {
    let mut tx = app.db.read().await?;
    let found = tokens::find_token(&mut tx, Kind::Invitation, token).await?;
    let found = found.ok_or(Error::NotFound)?;
    let group = groups::find_group_by_id(&mut tx, found.group_id).await?;
    let id = InvitationId::from(found.subject_id);
    let invitation = invitations::find_invitation(&mut tx, found.group_id, id).await?;
    Ok((
        group.ok_or(Error::NotFound)?,
        invitation.ok_or(Error::NotFound)?,
    ))
}

fn shown(app: &App, visitor: &Visitor, group: &Group, invitation: &Invitation) -> Result {
    let (words, is_open) = (group.words(), invitation.is_open(app.clock.now()));
    let sentence = match invitation.answer {
        Some(Answer::Accepted) => "organize-answered-accepted",
        Some(Answer::Declined) => "organize-answered-declined",
        Some(Answer::Withdrawn) => "organize-answered-withdrawn",
        None => "organize-answered-expired",
    };
    let shown = InvitationPage {
        chrome: visitor.chrome(app, words),
        group: group.name.clone(),
        path: group.path(),
        inviter: invitation.inviter.clone(),
        until: words.near_date(invitation.expires_at.in_zone(&group.zone()).date()),
        is_open,
        sentence: words
            .with("group", group.name.clone())
            .with("inviter", invitation.inviter.clone())
            .t(sentence),
    };
    page(StatusCode::OK, &shown)
}

/// Takes the answer. A yes needs an account, whichever; a no needs none.
pub async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    let (group, invitation) = find(&app, &token).await?;
    let (at, config, path) = (&app.moment(), &*app.config, format!("/invitations/{token}"));
    let (group, invitation, words) = (&group, &invitation, group.words());
    if form.value("answer") != "yes" {
        let decline = app
            .db
            .write(|tx| Box::pin(invitations::decline(tx, at, config, group, invitation)));
        decline.await?;
        return Ok(see_other(&path));
    }
    let Some(account) = &visitor.account else {
        return Err(Error::SignIn { next: path });
    };
    let addresses = accounts::list_addresses(&mut app.db.read().await?, account.id).await?;
    let address = addresses.first().map(|address| address.id);
    let newcomer = &Newcomer {
        account: account.id,
        address: address.ok_or_else(|| anyhow::anyhow!("an account has an address"))?,
        name: account.name.clone(),
    };
    let accept = app.db.write(|tx| {
        Box::pin(invitations::accept(
            tx, at, config, group, invitation, newcomer,
        ))
    });
    match accept.await? {
        Accepted::Accepted => {
            let welcome = words
                .with("group", group.name.clone())
                .t("organize-welcome");
            let organize = format!("{}/organize", group.path());
            Ok(see_other_with(&organize, &Flash::done(welcome)))
        }
        Accepted::NotOpen => Ok(see_other(&path)),
        Accepted::Banned => {
            let sentence = words.t("organize-answer-not-possible");
            Ok(see_other_with(&path, &Flash::wrong(sentence)))
        }
    }
}
