//! The code of an answer: a telephone that the door has let in opens its person there, any other sees
//! the answer.

use super::doorway::{COOKIE, private};
use crate::codes::{self, Code};
use crate::db::Tx;
use crate::door::actions::subject;
use crate::door::model::Standing;
use crate::door::store;
use crate::events::{Event, find_event_by_id};
use crate::groups::{Group, find_group_by_id, people};
use crate::ids::RsvpId;
use crate::rsvps::{Rsvp, State as Answer, find_rsvp_by_id};
use crate::state::App;
use crate::tokens::{self, Kind, find_token};
use crate::web::{Chrome, Error, Result, Visit, page, see_other};
use axum::extract::{Path, State};
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "door/code.html")]
struct CodePage {
    chrome: Chrome,
    title: String,
    group: String,
    when: String,
    name: String,
    /// Key of the sentence that says how the answer stands.
    answer: &'static str,
    /// To be shown at the door.
    code: Option<Code>,
}

/// What a code opens.
struct Opened {
    group: Group,
    event: Event,
    rsvp: Rsvp,
    name: String,
}

async fn open(tx: &mut Tx<'_>, token: &str) -> std::result::Result<Opened, Error> {
    let found = find_token(tx, Kind::CheckIn, token).await?;
    let found = found.ok_or(Error::NotFound)?;
    let id = RsvpId::from(found.subject_id);
    let rsvp = find_rsvp_by_id(tx, found.group_id, id).await?;
    let rsvp = rsvp.ok_or(Error::NotFound)?;
    let group = find_group_by_id(tx, rsvp.group_id).await?;
    let event = find_event_by_id(tx, rsvp.group_id, rsvp.event_id).await?;
    let person = people::find_person(tx, rsvp.group_id, rsvp.person_id).await?;
    Ok(Opened {
        group: group.ok_or(Error::NotFound)?,
        event: event.ok_or(Error::NotFound)?,
        name: person.map_or_else(String::new, |person| person.name),
        rsvp,
    })
}

/// The person at the door, for a telephone that is in there.
async fn find_at_door(
    tx: &mut Tx<'_>,
    app: &App,
    visit: &Visit,
    opened: &Opened,
) -> std::result::Result<Option<String>, Error> {
    let (group, event) = (opened.event.group_id, opened.event.id);
    let Some(cookie) = visit.cookies.get_own(&app.config, COOKIE) else {
        return Ok(None);
    };
    let telephone = store::find_telephone(tx, (group, event), &tokens::hash(cookie)).await?;
    let is_in = telephone.is_some_and(|telephone| telephone.cut_off_at.is_none());
    let door = store::find_door(tx, group, event).await?;
    let is_open = door
        .is_some_and(|door| door.standing(opened.event.ends_at, app.clock.now()) == Standing::Open);
    if !is_in || !is_open {
        return Ok(None);
    }
    let token = tokens::show(tx, &app.key, subject(group, event)).await?;
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("q", &opened.name)
        .finish();
    let person = opened.rsvp.person_id;
    Ok(Some(format!("/door/{token}?{query}#p-{person}")))
}

pub async fn show(State(app): State<App>, visit: Visit, Path(token): Path<String>) -> Result {
    let mut tx = app.db.read().await?;
    let opened = open(&mut tx, &token).await?;
    if let Some(path) = find_at_door(&mut tx, &app, &visit, &opened).await? {
        return Ok(private(see_other(&path)));
    }
    drop(tx);
    let words = opened.group.words();
    let is_ahead = !opened.event.is_over(app.clock.now()) && opened.rsvp.state == Answer::Going;
    let link = app.config.link(&format!("/c/{token}"));
    let shown = CodePage {
        chrome: visit.chrome(&app, words, None),
        when: words.long_moment(&opened.event.starts()),
        title: opened.event.title,
        group: opened.group.name,
        name: opened.name,
        answer: match opened.rsvp.state {
            Answer::Going => "door-code-going",
            Answer::Offered | Answer::Waitlisted => "door-code-waiting",
            Answer::Declined => "door-code-declined",
        },
        code: is_ahead.then(|| codes::draw(&link)).flatten(),
    };
    Ok(private(page(StatusCode::OK, &shown)?))
}
