//! Organize → event → Door: the link, its digits, and the telephones that are in.

use crate::door::actions::{self, names_subject, subject};
use crate::door::model::{Door, OPEN_AFTER, Standing, Telephone};
use crate::door::store;
use crate::events::{self, Event};
use crate::groups::{Here, OrganizeNav, OrganizeTab, Organizer};
use crate::ids::TelephoneId;
use crate::state::App;
use crate::tokens;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};
use axum::http::StatusCode;

/// What the address names, besides the group.
#[derive(Debug, serde::Deserialize)]
pub struct Named {
    pub slug: String,
}

#[derive(Debug, serde::Deserialize)]
pub struct NamedTelephone {
    slug: String,
    id: String,
}

#[derive(askama::Template)]
#[template(path = "door/organize.html")]
struct DoorPage {
    chrome: Chrome,
    nav: OrganizeNav,
    title: String,
    when: String,
    path: String,
    event_path: String,
    /// `None`: nobody has made one, or it was revoked.
    open: Option<OpenDoor>,
    was_revoked: bool,
    /// The whole address of the names for the building; `None`: there is no open list.
    names: Option<String>,
    badges_path: String,
    names_path: String,
    /// How many had a seat and did not come; `None`: it is not over, or nobody checked in.
    missed: Option<i64>,
}

struct OpenDoor {
    /// The whole address.
    link: String,
    digits: String,
    /// Whether so many guessed that the digits open nothing.
    is_guessed_at: bool,
    /// When it ends, in words.
    ends: String,
    has_ended: bool,
    /// Whether its telephones show whom to ask for a talk.
    asks: bool,
    telephones: Vec<Row>,
}

/// A telephone that is in, or was.
struct Row {
    id: TelephoneId,
    number: i64,
    agent: String,
    let_in: String,
    is_cut_off: bool,
}

/// The organizers' page of one door.
struct Desk<'a> {
    app: &'a App,
    here: &'a Here,
    organizer: Organizer,
    event: Event,
}

impl<'a> Desk<'a> {
    async fn open(
        app: &'a App,
        here: &'a Here,
        slug: &str,
    ) -> std::result::Result<Desk<'a>, Error> {
        let organizer = here.organizer()?;
        let event = events::find_addressed(&mut app.db.read().await?, here, slug).await?;
        Ok(Desk {
            app,
            here,
            organizer,
            event,
        })
    }

    fn path(&self) -> String {
        format!("{}/door", self.event_path())
    }

    /// The event's place under Organize.
    fn event_path(&self) -> String {
        let (group, slug) = (self.here.group.path(), &self.event.slug);
        format!("{group}/organize/events/{slug}")
    }

    fn open_door(&self, door: Door, token: &str, telephones: Vec<Telephone>) -> OpenDoor {
        let words = self.here.group.words();
        let zone = self.event.tz();
        let now = self.app.clock.now();
        let ends = self.event.ends_at.after(OPEN_AFTER).in_zone(&zone);
        let rows = telephones.into_iter().map(|telephone| Row {
            id: telephone.id,
            number: telephone.number,
            agent: telephone.agent,
            let_in: words.near_moment(&telephone.let_in_at.in_zone(&zone)),
            is_cut_off: telephone.cut_off_at.is_some(),
        });
        OpenDoor {
            link: self.app.config.link(&format!("/door/{token}")),
            is_guessed_at: door.is_guessed_at(),
            has_ended: door.standing(self.event.ends_at, now) != Standing::Open,
            digits: door.digits,
            asks: door.asks,
            ends: words.near_moment(&ends),
            telephones: rows.collect(),
        }
    }

    fn done(&self, key: &str) -> Result {
        let sentence = self.here.group.words().t(key);
        Ok(see_other_with(&self.path(), &Flash::done(sentence)))
    }
}

pub async fn show(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let (group, event) = (here.group.id, &desk.event);
    let mut tx = app.db.read().await?;
    let door = store::find_door(&mut tx, group, event.id).await?;
    let was_revoked = door.as_ref().is_some_and(|door| door.revoked_at.is_some());
    let token = tokens::show(&mut tx, &app.key, subject(group, event.id)).await?;
    let telephones = store::list_telephones(&mut tx, group, event.id).await?;
    let missed = store::find_missed(&mut tx, group, event.id).await?;
    let names = store::find_name_list(&mut tx, group, event.id).await?;
    let names = names.filter(|list| list.is_open(event.ends_at, app.clock.now()));
    let names_token = tokens::show(&mut tx, &app.key, names_subject(group, event.id)).await?;
    drop(tx);
    let open = door.filter(|door| door.revoked_at.is_none());
    let shown = DoorPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        title: event.title.clone(),
        when: here.group.words().long_moment(&event.starts()),
        path: desk.path(),
        event_path: event.path(&here.group.slug),
        open: open.map(|door| desk.open_door(door, &token, telephones)),
        was_revoked,
        names: names.map(|_| app.config.link(&format!("/names/{names_token}"))),
        badges_path: format!("{}/badges", desk.event_path()),
        names_path: format!("{}/names", desk.event_path()),
        missed: missed.filter(|_| event.is_over(app.clock.now())),
    };
    page(StatusCode::OK, &shown)
}

/// Makes the link.
pub async fn create(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let (at, key, by, event) = (&app.moment(), &app.key, &desk.organizer, &desk.event);
    let make = app
        .db
        .write(|tx| Box::pin(actions::make(tx, at, key, by, event)));
    make.await?;
    desk.done("door-made")
}

/// Takes the link back.
pub async fn revoke(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let (at, by, event) = (&app.moment(), &desk.organizer, &desk.event);
    let revoke = app
        .db
        .write(|tx| Box::pin(actions::revoke(tx, at, by, event)));
    revoke.await?;
    desk.done("door-revoked-done")
}

/// Makes new digits.
pub async fn renew_digits(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let (at, by, event) = (&app.moment(), &desk.organizer, &desk.event);
    let renew = app
        .db
        .write(|tx| Box::pin(actions::renew_digits(tx, at, by, event)));
    renew.await?;
    desk.done("door-digits-renewed")
}

/// Has the telephones show whom to ask for a talk, or not any more.
pub async fn show_asks(
    State(app): State<App>,
    here: Here,
    Path(named): Path<Named>,
    form: Form,
) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let (event, asks) = (&desk.event, form.value("show") == "yes");
    let show = app
        .db
        .write(|tx| Box::pin(actions::show_asks(tx, event, asks)));
    show.await?;
    desk.done(if asks {
        "door-asks-shown"
    } else {
        "door-asks-hidden"
    })
}

/// Cuts one telephone off.
pub async fn cut_off(
    State(app): State<App>,
    here: Here,
    Path(named): Path<NamedTelephone>,
) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let id: TelephoneId = named.id.parse().map_err(|_| Error::NotFound)?;
    let (at, by, event) = (&app.moment(), &desk.organizer, &desk.event);
    let cut_off = app
        .db
        .write(|tx| Box::pin(actions::cut_off(tx, at, by, event, id)));
    if !cut_off.await? {
        return Err(Error::NotFound);
    }
    desk.done("door-cut-off-done")
}

/// Makes the link of the names for the building.
pub async fn share_names(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let (at, key, by, event) = (&app.moment(), &app.key, &desk.organizer, &desk.event);
    let make = app
        .db
        .write(|tx| Box::pin(actions::make_names(tx, at, key, by, event)));
    make.await?;
    desk.done("door-names-made")
}

/// Closes it.
pub async fn close_names(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let (at, by, event) = (&app.moment(), &desk.organizer, &desk.event);
    let close = app
        .db
        .write(|tx| Box::pin(actions::close_names(tx, at, by, event)));
    close.await?;
    desk.done("door-names-closed-done")
}
