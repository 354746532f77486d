use super::here::Here;
use crate::groups::model::Choices;
use crate::groups::{Joined, Left, actions};
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use axum::extract::State;
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "groups/join.html")]
struct JoinPage {
    chrome: Chrome,
    here: Here,
    email: String,
}

#[derive(askama::Template)]
#[template(path = "groups/leave.html")]
struct LeavePage {
    chrome: Chrome,
    here: Here,
}

/// The two choices of somebody who joins; reached by signing in on the way, too.
pub async fn new(State(app): State<App>, here: Here) -> Result {
    let account = here.visitor.require()?;
    if here.role.is_some() {
        return Ok(see_other(&here.group.path()));
    }
    let (_, email) = super::newcomer(&app, account).await?;
    let chrome = here.chrome(&app);
    page(
        StatusCode::OK,
        &JoinPage {
            chrome,
            here,
            email,
        },
    )
}

pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    let account = here.visitor.require()?;
    let (at, newcomer) = (&app.moment(), &super::newcomer(&app, account).await?.0);
    let (group, base) = (&here.group, app.config.link(""));
    let choices = Choices {
        show_name: form.flag("show_name"),
        mail: form.flag("mail"),
        photos: None,
    };
    let joined = app.db.write(|tx| {
        let base = base.clone();
        Box::pin(async move {
            let joined = actions::join(tx, at, group, newcomer, choices).await?;
            if let Joined::Joined(person) = joined {
                actions::welcome(tx, at, group, person, &base).await?;
            }
            Ok(joined)
        })
    });
    let (words, name) = (group.words(), group.name.clone());
    let flash = match joined.await? {
        Joined::Joined(_) => Flash::done(words.t("groups-joined")),
        Joined::AlreadyMember => Flash::note(words.with("group", name).t("groups-joined-already")),
        Joined::NotOpen => Flash::wrong(words.t("groups-join-closed")),
        Joined::Banned => return Err(Error::Forbidden),
    };
    Ok(see_other_with(&group.path(), &flash))
}

pub async fn confirm_delete(State(app): State<App>, here: Here) -> Result {
    here.visitor.require()?;
    let chrome = here.chrome(&app);
    page(StatusCode::OK, &LeavePage { chrome, here })
}

pub async fn delete(State(app): State<App>, here: Here) -> Result {
    here.visitor.require()?;
    let group = &here.group;
    let Some(person) = here.person.as_ref().map(|person| person.id) else {
        return Ok(see_other(&group.path()));
    };
    let at = &app.moment();
    let left = app
        .db
        .write(|tx| Box::pin(actions::leave(tx, at, group, person)));
    let (words, name) = (group.words(), group.name.clone());
    let flash = match left.await? {
        Left::Left => Flash::done(words.with("group", name).t("groups-left")),
        Left::NotAMember => Flash::note(words.t("groups-left-already")),
        Left::LastOrganizer => Flash::wrong(words.t("groups-leave-last")),
    };
    Ok(see_other_with(&group.path(), &flash))
}
