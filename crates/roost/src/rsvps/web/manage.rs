//! The page of a manage link: it shows an answer and changes it, without an account. Opening it
//! changes nothing, since programs open links before people do; its page has one button and
//! nothing to type.

use super::answer::flash;
use super::panel::{Seen, View, find_own_answer};
use crate::accounts::Visitor;
use crate::clock::Instant;
use crate::codes::{self, Code};
use crate::db::Tx;
use crate::events::{Event, find_event_by_id};
use crate::groups::{Group, find_group_by_id};
use crate::ids::RsvpId;
use crate::rsvps::actions::{self, Answer, Wish};
use crate::rsvps::model::{Attending, Rsvp, State as Standing};
use crate::rsvps::store;
use crate::rsvps::web::panel::Panel;
use crate::state::App;
use crate::tokens::{self, Kind, find_token};
use crate::web::{Chrome, Error, Form, Result, page, see_other_with};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};

/// Which button of a mail led here.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Tapped {
    answer: String,
    guests: String,
}

#[derive(askama::Template)]
#[template(path = "rsvps/manage.html")]
struct ManagePage {
    chrome: Chrome,
    title: String,
    group: String,
    group_path: String,
    path: String,
    /// Whose answer it is.
    name: String,
    panel: Panel,
    /// The one button, for somebody who came by a button of a mail.
    only: Option<Only>,
    unconfirmed: bool,
    /// What opens her at the door, for who has a seat in the room until the evening is over.
    code: Option<Code>,
    /// The online link, for who is going there, shortly before it starts and until it ends.
    online: Option<String>,
}

/// One button, and what it says.
struct Only {
    answer: &'static str,
    guests: Option<i64>,
    label: String,
}

/// What a token opens.
struct Opened {
    group: Group,
    event: Event,
    rsvp: Rsvp,
}

async fn open(tx: &mut Tx<'_>, token: &str) -> std::result::Result<Opened, Error> {
    let found = find_token(tx, Kind::Manage, token).await?;
    let found = found.ok_or(Error::NotFound)?;
    let id = RsvpId::from(found.subject_id);
    let rsvp = store::find_rsvp_by_id(tx, found.group_id, id).await?;
    let rsvp = rsvp.ok_or(Error::NotFound)?;
    let group = find_group_by_id(tx, found.group_id).await?;
    let event = find_event_by_id(tx, found.group_id, rsvp.event_id).await?;
    Ok(Opened {
        group: group.ok_or(Error::NotFound)?,
        event: event.ok_or(Error::NotFound)?,
        rsvp,
    })
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Query(tapped): Query<Tapped>,
) -> Result {
    let mut tx = app.db.read().await?;
    let Opened { group, event, rsvp } = open(&mut tx, &token).await?;
    let counts = store::count_answers(&mut tx, group.id, event.id).await?;
    let own = find_own_answer(&mut tx, &event, rsvp.person_id).await?;
    let person = crate::groups::people::find_person(&mut tx, group.id, rsvp.person_id).await?;
    let code = find_code(&mut tx, &app, &event, &rsvp).await?;
    drop(tx);
    let words = group.words();
    let seen = Seen {
        group: &group,
        event: &event,
        counts,
        own: own.as_ref(),
        signed_in: true,
        now: app.clock.now(),
    };
    let mut panel = Panel::new(words, &seen, Form::empty(words));
    panel.path = format!("/rsvp/{token}");
    let shown = ManagePage {
        chrome: visitor.chrome(&app, words),
        title: event.title.clone(),
        group: group.name.clone(),
        group_path: group.path(),
        path: panel.path.clone(),
        name: person.map_or_else(String::new, |person| person.name),
        only: only(words, &tapped, &panel),
        unconfirmed: !rsvp.is_firm() && panel.view != View::Declined,
        code,
        online: online(&event, &rsvp, app.clock.now()),
        panel,
    };
    let mut response = page(StatusCode::OK, &shown)?;
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    Ok(response)
}

/// The code that her confirmation carries too.
async fn find_code(
    tx: &mut Tx<'_>,
    app: &App,
    event: &Event,
    rsvp: &Rsvp,
) -> std::result::Result<Option<Code>, Error> {
    let comes = rsvp.state == Standing::Going && rsvp.attending == Attending::InPerson;
    if !comes || !event.is_on() || event.is_over(app.clock.now()) {
        return Ok(None);
    }
    let token = tokens::show(tx, &app.key, actions::check_in_subject(rsvp)).await?;
    // Whoever was moved to this seat by hand got no letter, and so no code.
    let is_there = find_token(tx, Kind::CheckIn, &token).await?.is_some();
    let draw = || codes::draw(&app.config.link(&format!("/c/{token}")));
    Ok(is_there.then(draw).flatten())
}

fn online(event: &Event, rsvp: &Rsvp, now: Instant) -> Option<String> {
    let going = rsvp.state == Standing::Going && rsvp.attending == Attending::Online;
    let open = event.online_link_opens_at() <= now && now < event.ends_at;
    let shows = going && rsvp.is_firm() && open && event.is_on() && !event.online_link.is_empty();
    shows.then(|| event.online_link.clone())
}

/// The button that says what the mail's button said.
fn only(words: crate::words::Words, tapped: &Tapped, panel: &Panel) -> Option<Only> {
    if panel.view == View::Closed {
        return None;
    }
    let guests = tapped
        .guests
        .parse()
        .ok()
        .filter(|guests| (0..=20).contains(guests));
    match tapped.answer.parse().ok()? {
        Answer::Going => Some(Only {
            answer: "going",
            guests,
            label: match guests {
                Some(guests) => words.with("free", guests + 1).t("rsvps-button-fewer"),
                None => words.t(panel.yes()),
            },
        }),
        Answer::Declined => Some(Only {
            answer: "declined",
            guests: None,
            label: words.t(panel.no()),
        }),
    }
}

pub async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    if !app.limits.allows(visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let mut tx = app.db.read().await?;
    let Opened { group, event, rsvp } = open(&mut tx, &token).await?;
    drop(tx);
    let answer = form.value("answer").parse().unwrap_or(Answer::Going);
    let wish = Wish {
        answer,
        attending: form.value("attending").parse::<Attending>().ok(),
        guests: form.value("guests").parse().ok(),
    };
    let (at, context) = (&app.moment(), &app.context());
    let (rsvp, place) = (&rsvp, (context, &group));
    let write = app
        .db
        .write(|tx| Box::pin(actions::answer_by_link(tx, at, place, rsvp, wish)));
    let outcome = write.await?;
    let flash = flash(group.words(), outcome, &event);
    Ok(see_other_with(&format!("/rsvp/{token}"), &flash))
}
