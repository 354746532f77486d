use super::announcements;
use crate::db::Tx;
use crate::groups::{self, Group, Here, Person};
use crate::ids::PersonId;
use crate::lists::actions::{self, Office};
use crate::lists::model::{Joins, List, Mode, Posting};
use crate::lists::store;
use crate::state::App;
use crate::tokens::{self, Kind, Subject};
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use axum::extract::{Path, State};

/// The longest name of somebody who joins.
const NAME: usize = 120;

#[derive(askama::Template)]
#[template(path = "lists/show.html")]
struct ShowPage {
    chrome: Chrome,
    here: Here,
    list: List,
    address: String,
    /// How many are on it.
    subscribers: i64,
    /// Where a subscriber chooses what they get; `None`: they are not on the list.
    choices: Option<String>,
    /// What they get of it.
    mode: Option<Mode>,
    /// Whether whoever looks may join by themselves.
    may_join: bool,
    organizes: bool,
    /// Whether what was written is theirs to read.
    may_read: bool,
    form: Form,
}

/// An open list of the group; where no mail comes in there is none.
pub async fn find_here(
    app: &App,
    tx: &mut Tx<'_>,
    here: &Here,
    name: &str,
) -> std::result::Result<(List, String), Error> {
    let domain = app.config.inbound.domain.clone().ok_or(Error::NotFound)?;
    let list = store::find_list_by_address(tx, name).await?;
    let list = list.filter(|list| list.group_id == here.group.id);
    Ok((list.ok_or(Error::NotFound)?, domain))
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
) -> Result {
    let form = Form::empty(here.group.words());
    shown(&app, here, &name, form).await
}

async fn shown(app: &App, here: Here, name: &str, form: Form) -> Result {
    let mut tx = app.db.read().await?;
    let (list, domain) = find_here(app, &mut tx, &here, name).await?;
    if list.announces() {
        return announcements::shown(app, tx, here, (list, domain), form).await;
    }
    let whose = (list.group_id, list.id);
    let (subscribers, _) = store::count_subscribers(&mut tx, app.clock.now(), whose).await?;
    let (choices, mode) = match &here.person {
        Some(person) => {
            let own = store::find_subscription(&mut tx, whose, person.id).await?;
            let choices = choices(app, &mut tx, &list, person.id).await?;
            (choices, own.map(|own| own.mode))
        }
        None => (None, None),
    };
    drop(tx);
    let organizes = here.role.is_some_and(groups::Role::organizes);
    let may_read = may_read(&list, &here, choices.is_some());
    let is_open = here.group.is_open() && list.closed_at.is_none();
    let may_join = is_open && (list.settings.joins == Joins::Anyone || organizes);
    let status = form.status();
    let shown = ShowPage {
        chrome: here.chrome(app),
        address: list.address(&domain),
        here,
        list,
        subscribers,
        choices,
        mode,
        may_join,
        may_read,
        organizes,
        form,
    };
    page(status, &shown)
}

/// Whether whoever looks may read the list's archive. What was announced is in none.
pub fn may_read(list: &List, here: &Here, is_subscriber: bool) -> bool {
    if list.announces() {
        return false;
    }
    let is_banned = here.person.as_ref().is_some_and(Person::is_banned);
    let is_member = here.role.is_some() && !is_banned;
    let is_subscriber = here.organizes() || is_subscriber && !is_banned;
    list.settings.archive.is_open_to(is_member, is_subscriber)
}

/// What somebody reads who has just joined.
pub(super) fn joined(group: &Group, list: &List) -> String {
    let words = group.words().with("list", list.settings.title.clone());
    let words = words.with("group", group.name.clone());
    words.t(match list.announces() {
        false => "lists-joined",
        true => "lists-announce-joined",
    })
}

/// Where somebody chooses what they get of a list that they are on.
pub async fn choices(
    app: &App,
    tx: &mut Tx<'_>,
    list: &List,
    person: PersonId,
) -> std::result::Result<Option<String>, Error> {
    let found = store::find_subscription(tx, (list.group_id, list.id), person).await?;
    let Some(found) = found else {
        return Ok(None);
    };
    let subject = Subject {
        kind: Kind::Subscription,
        group: list.group_id,
        id: found.id.uuid(),
    };
    let token = tokens::show(tx, &app.key, subject).await?;
    Ok(Some(format!("/subscription/{token}")))
}

/// Whoever is signed in is on the list at once. Anybody else gets a letter, and the page says the same
/// whoever has the address.
pub async fn join(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (list, domain) = find_here(&app, &mut app.db.read().await?, &here, &name).await?;
    if list.closed_at.is_some() || !here.group.is_open() {
        return Err(Error::NotFound);
    }
    if !app.limits.allows(here.visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let words = here.group.words();
    let path = list.path(&here.group.path());
    let (at, context, group) = (&app.moment(), &app.context(), &here.group);
    let office = &Office {
        at,
        context,
        group,
        list: &list,
        domain: &domain,
    };
    let Some(account) = &here.visitor.account else {
        let mut form = form.speaking(words);
        let email = form.email("email");
        let typed = form.optional_line("name", NAME);
        let (Some(email), true) = (email, form.is_fine()) else {
            return shown(&app, here, &name, form).await;
        };
        if !app.limits.allows_strangers_mail() {
            return Err(Error::TooManyRequests);
        }
        let asked = (email.as_str(), typed.as_str());
        let written = app
            .db
            .write(|tx| Box::pin(actions::ask_to_join(tx, office, asked)));
        written.await?;
        let said = words.with("email", email).t(match list.announces() {
            false => "lists-look",
            true => "lists-announce-look",
        });
        return Ok(see_other_with(&path, &Flash::done(said)));
    };
    let organizes = here.role.is_some_and(groups::Role::organizes);
    if list.settings.joins == Joins::Organizers && !organizes {
        return Err(Error::Forbidden);
    }
    let newcomer = &groups::newcomer(&app, account).await?.0;
    let welcomed = app
        .db
        .write(|tx| Box::pin(actions::join_as(tx, office, newcomer)));
    match welcomed.await? {
        Some(choices) => {
            let flash = Flash::done(joined(group, &list));
            Ok(see_other_with(&choices, &flash))
        }
        None => Ok(see_other(&path)),
    }
}
