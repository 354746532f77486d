use crate::groups::invitations::{self, Answer, Invitation, Invited};
use crate::groups::{Here, OrganizeNav, OrganizeTab, Organizer, people};
use crate::ids::InvitationId;
use crate::once::{self, Done, Once};
use crate::organize::model::SHOWN;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use crate::words::Words;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use jiff::tz::TimeZone;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// Somebody of the group, whose address is filled in.
    person: String,
}

#[derive(askama::Template)]
#[template(path = "organize/invitations.html")]
struct InvitationsPage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    invitations: Vec<Row>,
}

struct Row {
    email: String,
    note: String,
    /// Where it is withdrawn, while it is open.
    withdrawal: Option<String>,
}

pub async fn index(State(app): State<App>, here: Here, Query(asked): Query<Asked>) -> Result {
    here.organizer()?;
    let mut form = Form::empty(here.group.words()).with("key", once::key(&app.moment()));
    if let Ok(person) = asked.person.parse() {
        let mut tx = app.db.read().await?;
        let email = people::find_email(&mut tx, here.group.id, person).await?;
        form = form.with("email", email.unwrap_or_default());
    }
    shown(&app, &here, StatusCode::OK, form).await
}

async fn shown(app: &App, here: &Here, status: StatusCode, form: Form) -> Result {
    let (group, now) = (&here.group, app.clock.now());
    let mut tx = app.db.read().await?;
    let recent = invitations::list_recent_invitations(&mut tx, group.id, now.before(SHOWN)).await?;
    drop(tx);
    let (words, zone) = (group.words(), group.zone());
    let rows = recent.into_iter().map(|invitation| {
        let is_open = invitation.is_open(now);
        let path = format!("{}/organize/invitations/{}", group.path(), invitation.id);
        Row {
            note: note(words, &zone, &invitation, is_open),
            withdrawal: is_open.then(|| format!("{path}/withdrawal")),
            email: invitation.email,
        }
    });
    let shown = InvitationsPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(group, OrganizeTab::People),
        form,
        invitations: rows.collect(),
    };
    page(status, &shown)
}

/// What became of an invitation, in words.
pub fn note(words: Words, zone: &TimeZone, invitation: &Invitation, is_open: bool) -> String {
    let until = words.near_date(invitation.expires_at.in_zone(zone).date());
    let key = match invitation.answer {
        Some(Answer::Accepted) => "organize-invitation-accepted",
        Some(Answer::Declined) => "organize-invitation-declined",
        Some(Answer::Withdrawn) => "organize-invitation-withdrawn",
        None if is_open => "organize-invitation-open",
        None => "organize-invitation-expired",
    };
    words
        .with("inviter", invitation.inviter.clone())
        .with("until", until)
        .t(key)
}

/// Invites somebody to organize together.
pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    let organizer: &Organizer = &here.organizer()?;
    let (at, group, config) = (&app.moment(), &here.group, &*app.config);
    let words = group.words();
    let mut form = form.speaking(words);
    let email = &form.email("email").unwrap_or_default();
    if form.is_fine() {
        let once = &Once::new(group.id, here.visitor.require()?.id, form.value("key"));
        let form_and_config = (once, config);
        let invite = app.db.write(|tx| {
            Box::pin(invitations::invite_once(
                tx,
                at,
                form_and_config,
                group,
                organizer,
                email,
            ))
        });
        let invited = match invite.await? {
            Done::Now(invited) => invited,
            Done::Before(location) => return Ok(see_other(&location)),
        };
        let refusal = match invited {
            Invited::Invited => {
                let sent = words.with("email", email.clone()).t("organize-invited");
                let path = format!("{}/organize/invitations", group.path());
                return Ok(see_other_with(&path, &Flash::done(sent)));
            }
            Invited::AlreadyOrganizes => "organize-invite-organizes",
            Invited::AlreadyInvited => "organize-invite-waits",
            Invited::Banned => "organize-add-banned",
            Invited::TooMany => "organize-invite-too-many",
        };
        form.refuse("email", words.t(refusal));
    }
    shown(&app, &here, StatusCode::UNPROCESSABLE_ENTITY, form).await
}

/// Takes an invitation back.
pub async fn withdraw(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let id: InvitationId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let found = invitations::find_invitation(&mut tx, here.group.id, id).await?;
    drop(tx);
    let invitation = &found.ok_or(Error::NotFound)?;
    let withdraw = app
        .db
        .write(|tx| Box::pin(invitations::withdraw(tx, at, organizer, invitation)));
    let key = if withdraw.await? {
        "organize-withdrawn"
    } else {
        "organize-not-withdrawn"
    };
    let path = format!("{}/organize/invitations", here.group.path());
    Ok(see_other_with(
        &path,
        &Flash::done(here.group.words().t(key)),
    ))
}
