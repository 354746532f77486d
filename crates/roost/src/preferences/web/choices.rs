//! One page per group. Whoever comes by a mail's link needs no session, since that link is hers; whoever
//! is signed in has the same page under the group's address.

use crate::accounts::Visitor;
use crate::db::Tx;
use crate::groups::{self, Group, Here};
use crate::ids::PersonId;
use crate::preferences::model::{Chosen, Every, MailKind, Mode, NoPause, pause_ends};
use crate::preferences::{actions, store};
use crate::state::App;
use crate::tokens::{self, Kind};
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

#[derive(askama::Template)]
#[template(path = "preferences/choices.html")]
struct ChoicesPage {
    chrome: Chrome,
    group: String,
    group_path: String,
    /// Where the forms are sent.
    path: String,
    chosen: Chosen,
    /// Whether there can be lists.
    has_lists: bool,
    /// Key of how often the digest comes.
    every: &'static str,
    /// Where she says that her address works, if announcements to it have stopped because mail came back.
    come_back: Option<String>,
    /// The day on which mail comes again, while it pauses.
    paused_until: Option<String>,
    /// The first day until which it can pause, as the date field is told.
    least: String,
    form: Form,
}

/// Whose choices they are, and by which address she came.
pub(super) struct Place {
    pub group: Group,
    pub person: PersonId,
    pub path: String,
    /// Where she says that her address works again.
    come_back: String,
    visitor: Visitor,
}

/// Whose a link of a mail is.
pub(super) async fn open(app: &App, token: &str) -> std::result::Result<(Group, PersonId), Error> {
    let mut tx = app.db.read().await?;
    let found = tokens::find_token(&mut tx, Kind::Unsubscribe, token).await?;
    let found = found.ok_or(Error::NotFound)?;
    let group = groups::find_group_by_id(&mut tx, found.group_id).await?;
    let group = group.ok_or(Error::NotFound)?;
    Ok((group, PersonId::from(found.subject_id)))
}

async fn by_link(app: &App, visitor: Visitor, token: &str) -> std::result::Result<Place, Error> {
    let (group, person) = open(app, token).await?;
    Ok(Place {
        group,
        person,
        path: format!("/mail/{token}"),
        come_back: format!("/mail/{token}/suppression/removal"),
        visitor,
    })
}

/// `Err` inside: the group does not know her, and this is where she can join it.
fn own(here: Here) -> std::result::Result<std::result::Result<Place, Response>, Error> {
    here.visitor.require()?;
    let path = here.group.path();
    let Some(person) = here.person else {
        return Ok(Err(see_other(&format!("{path}/join"))));
    };
    Ok(Ok(Place {
        group: here.group,
        person: person.id,
        path: format!("{path}/mail"),
        come_back: "/me/suppression/removal".to_owned(),
        visitor: here.visitor,
    }))
}

pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    shown(&app, &by_link(&app, visitor, &token).await?, None).await
}

pub async fn show_own(State(app): State<App>, here: Here) -> Result {
    match own(here)? {
        Ok(place) => shown(&app, &place, None).await,
        Err(join) => Ok(join),
    }
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    save(&app, &by_link(&app, visitor, &token).await?, form).await
}

pub async fn update_own(State(app): State<App>, here: Here, form: Form) -> Result {
    match own(here)? {
        Ok(place) => save(&app, &place, form).await,
        Err(join) => Ok(join),
    }
}

pub async fn pause(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    save_pause(&app, &by_link(&app, visitor, &token).await?, form).await
}

pub async fn pause_own(State(app): State<App>, here: Here, form: Form) -> Result {
    match own(here)? {
        Ok(place) => save_pause(&app, &place, form).await,
        Err(join) => Ok(join),
    }
}

pub async fn end_pause(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
) -> Result {
    remove_pause(&app, &by_link(&app, visitor, &token).await?).await
}

pub async fn end_own_pause(State(app): State<App>, here: Here) -> Result {
    match own(here)? {
        Ok(place) => remove_pause(&app, &place).await,
        Err(join) => Ok(join),
    }
}

pub async fn end(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    end_all(&app, &by_link(&app, visitor, &token).await?).await
}

pub async fn end_own(State(app): State<App>, here: Here) -> Result {
    match own(here)? {
        Ok(place) => end_all(&app, &place).await,
        Err(join) => Ok(join),
    }
}

async fn save(app: &App, place: &Place, form: Form) -> Result {
    let words = place.group.words();
    let mut form = form.speaking(words);
    let announcements = form.choice::<Mode>("announcements");
    let reminders = form.choice::<Mode>("reminders");
    // Where no mail comes in the page does not ask.
    let lists = match form.fields.has("lists") {
        true => form.choice::<Mode>("lists"),
        false => None,
    };
    if reminders == Some(Mode::Digest) {
        form.refuse("reminders", words.t("preferences-no-digest"));
    }
    let (Some(announcements), Some(reminders), true) = (announcements, reminders, form.is_fine())
    else {
        return shown(app, place, Some(form)).await;
    };
    let (at, whose) = (&app.moment(), (place.group.id, place.person));
    let saved = app.db.write(|tx| {
        Box::pin(async move {
            let kind = MailKind::Announcements;
            actions::choose(tx, at, whose, kind, announcements).await?;
            if let Some(lists) = lists {
                actions::choose(tx, at, whose, MailKind::Lists, lists).await?;
            }
            actions::choose(tx, at, whose, MailKind::Reminders, reminders).await
        })
    });
    if !saved.await? {
        return Ok(see_other(&place.path));
    }
    Ok(done(place, "preferences-saved"))
}

async fn save_pause(app: &App, place: &Place, form: Form) -> Result {
    let (words, zone) = (place.group.words(), place.group.zone());
    let mut form = form.speaking(words);
    let now = app.clock.now();
    let until = form.date("until").map(|day| pause_ends(day, now, &zone));
    let until = match until {
        Some(Ok(until)) => until,
        Some(Err(NoPause::TooEarly)) => {
            form.refuse("until", words.t("preferences-pause-early"));
            return shown(app, place, Some(form)).await;
        }
        Some(Err(NoPause::TooLate)) => {
            form.refuse("until", words.t("preferences-pause-late"));
            return shown(app, place, Some(form)).await;
        }
        None => return shown(app, place, Some(form)).await,
    };
    let whose = (place.group.id, place.person);
    let saved = app
        .db
        .write(|tx| Box::pin(actions::pause_until(tx, now, whose, Some(until))));
    saved.await?;
    let day = words.long_date(until.in_zone(&zone).date());
    let said = words.with("day", day).t("preferences-pause-saved");
    Ok(see_other_with(&place.path, &Flash::done(said)))
}

async fn remove_pause(app: &App, place: &Place) -> Result {
    let (now, whose) = (app.clock.now(), (place.group.id, place.person));
    let saved = app
        .db
        .write(|tx| Box::pin(actions::pause_until(tx, now, whose, None)));
    saved.await?;
    Ok(done(place, "preferences-pause-ended"))
}

async fn end_all(app: &App, place: &Place) -> Result {
    let (at, group, person) = (&app.moment(), place.group.id, place.person);
    let ended = app
        .db
        .write(|tx| Box::pin(actions::end_everything(tx, at, group, person)));
    ended.await?;
    Ok(done(place, "preferences-ended"))
}

fn done(place: &Place, key: &str) -> Response {
    let words = place.group.words();
    let said = words.with("group", place.group.name.clone()).t(key);
    see_other_with(&place.path, &Flash::done(said))
}

/// `typed`: what is to mend; `None`: as it is.
async fn shown(app: &App, place: &Place, typed: Option<Form>) -> Result {
    let mut tx = app.db.read().await?;
    let (chosen, every) = find(&mut tx, place).await?;
    let has_stopped = store::has_stopped(&mut tx, place.group.id, place.person).await?;
    drop(tx);
    let (words, zone, now) = (place.group.words(), place.group.zone(), app.clock.now());
    let mut form = typed.unwrap_or_else(|| Form::empty(words));
    // Each of the two forms is sent without what stands in the other.
    if !form.fields.has("announcements") && form.problem("announcements").is_none() {
        let (announcements, reminders) = (chosen.announcements, chosen.reminders);
        form.fields.set("announcements", announcements.value());
        form.fields.set("reminders", reminders.value());
        form.fields.set("lists", chosen.lists.value());
    }
    let today = now.in_zone(&zone).date();
    let until = chosen.paused_until.filter(|_| chosen.is_paused(now));
    let status = form.status();
    let shown = ChoicesPage {
        chrome: place.visitor.chrome(app, words),
        group: place.group.name.clone(),
        group_path: place.group.path(),
        path: place.path.clone(),
        every: match every {
            Every::Week => "preferences-digest-week",
            Every::Month => "preferences-digest-month",
        },
        paused_until: until.map(|until| words.long_date(until.in_zone(&zone).date())),
        least: format!("min={}", today.tomorrow().unwrap_or(today)),
        chosen,
        come_back: has_stopped.then(|| place.come_back.clone()),
        has_lists: app.config.inbound.domain.is_some(),
        form,
    };
    let mut response = page(status, &shown)?;
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    Ok(response)
}

async fn find(tx: &mut Tx<'_>, place: &Place) -> std::result::Result<(Chosen, Every), Error> {
    let chosen = store::find_chosen(tx, place.group.id, place.person).await?;
    let every = store::find_every(tx, place.group.id).await?;
    Ok((chosen.ok_or(Error::NotFound)?, every))
}
