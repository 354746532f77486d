//! The page of a manage link: it shows an answer and changes it, without an account. Opening it
//! changes nothing, since programs open links before people do; its page has one button and
//! nothing to type.

use super::answer::{choices, flash};
use super::panel::{Seen, View, find_own_answer};
use crate::accounts::Visitor;
use crate::answers;
use crate::clock::Instant;
use crate::codes::{self, Code};
use crate::db::Tx;
use crate::events::Event;
use crate::groups::Group;
use crate::invites::{self, Bring, Way};
use crate::rsvps::actions::{self, Answer, Opened, Said, Wish};
use crate::rsvps::model::{Attending, Rsvp, State as Standing};
use crate::rsvps::store;
use crate::rsvps::web::panel::Panel;
use crate::state::App;
use crate::tokens::{self, Kind, find_token};
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};

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
    /// What she can send to friends.
    bring: Option<Bring>,
    /// How she came, to be taken back.
    way: Option<Way>,
}

/// One button, and what it says.
struct Only {
    answer: &'static str,
    guests: Option<i64>,
    label: String,
}

async fn open(tx: &mut Tx<'_>, token: &str) -> std::result::Result<Opened, Error> {
    actions::open(tx, token).await?.ok_or(Error::NotFound)
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    Query(tapped): Query<Tapped>,
) -> Result {
    show_opened(&app, visitor, (&token, &tapped), Form::default()).await
}

async fn show_opened(
    app: &App,
    visitor: Visitor,
    (token, tapped): (&str, &Tapped),
    form: Form,
) -> Result {
    let mut tx = app.db.read().await?;
    let Opened { group, event, rsvp } = open(&mut tx, token).await?;
    let counts = store::count_answers(&mut tx, group.id, event.id).await?;
    let own = find_own_answer(&mut tx, &event, rsvp.person_id).await?;
    let person = crate::groups::people::find_person(&mut tx, group.id, rsvp.person_id).await?;
    let code = find_code(&mut tx, app, &event, &rsvp).await?;
    let friends = find_friends(&mut tx, app, (&group, &event), (&rsvp, token)).await?;
    drop(tx);
    let words = group.words();
    let status = form.status();
    let seen = Seen {
        group: &group,
        event: &event,
        counts,
        own: own.as_ref(),
        photos: person.as_ref().and_then(|person| person.photos),
        signed_in: true,
        via: None,
        is_new: false,
        now: app.clock.now(),
    };
    let mut panel = Panel::new(words, &seen, form.speaking(words));
    panel.path = format!("/rsvp/{token}");
    let only = only(words, tapped, &panel);
    let shown = ManagePage {
        chrome: visitor.chrome(app, words),
        title: event.title.clone(),
        group: group.name.clone(),
        group_path: group.path(),
        path: panel.path.clone(),
        name: person.map_or_else(String::new, |person| person.name),
        unconfirmed: !rsvp.is_firm() && panel.view != View::Declined,
        code,
        online: online(&event, &rsvp, app.clock.now()),
        // Whoever came by a button of a mail finds that one and no other.
        bring: friends.0.filter(|_| only.is_none()),
        way: friends.1.filter(|_| only.is_none()),
        only,
        panel,
    };
    let mut response = page(status, &shown)?;
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

/// What she can send to friends if she comes, and how she herself came.
async fn find_friends(
    tx: &mut Tx<'_>,
    app: &App,
    (group, event): (&Group, &Event),
    (rsvp, token): (&Rsvp, &str),
) -> std::result::Result<(Option<Bring>, Option<Way>), Error> {
    let make = format!("/rsvp/{token}/link");
    let (place, when) = ((group, event), (make, app.clock.now()));
    let bring = match rsvp.is_firm() && rsvp.state != Standing::Declined {
        true => invites::find_bring(tx, &app.config, place, rsvp.person_id, when).await?,
        false => None,
    };
    let who = (group.id, rsvp.person_id);
    let remove = format!("/rsvp/{token}/came-through/removal");
    let way = invites::find_way(tx, group.words(), who, remove).await?;
    Ok((bring, way))
}

/// Makes her link, if she comes and has none.
pub async fn make_link(State(app): State<App>, Path(token): Path<String>) -> Result {
    let Opened { event, rsvp, .. } = open(&mut app.db.read().await?, &token).await?;
    if !rsvp.is_firm() || rsvp.state == Standing::Declined {
        return Err(Error::NotFound);
    }
    let (at, event) = (&app.moment(), &event);
    let write = app.db.write(|tx| {
        let person = rsvp.person_id;
        Box::pin(async move { Ok(invites::link_for(tx, at, event, person).await?) })
    });
    write.await?;
    Ok(see_other(&format!("/rsvp/{token}#bring")))
}

/// Takes back how she came to the group.
pub async fn remove_way(State(app): State<App>, Path(token): Path<String>) -> Result {
    let Opened { group, rsvp, .. } = open(&mut app.db.read().await?, &token).await?;
    let who = (group.id, rsvp.person_id);
    let write = app
        .db
        .write(|tx| Box::pin(async move { Ok(invites::take_back(tx, who.0, who.1).await?) }));
    write.await?;
    let flash = Flash::done(group.words().t("invites-taken-back"));
    Ok(see_other_with(&format!("/rsvp/{token}"), &flash))
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

/// What the form says besides; `None`: something in it is to mend. A button of a mail asks nothing.
fn heard(form: &mut Form, group: &Group, event: &Event, answer: Answer) -> Option<Said> {
    if !form.flag("more") || answer == Answer::Declined {
        return Some(Said::default());
    }
    let said = Said {
        choices: Some(choices(form)),
        answers: answers::read(form, group.words(), &event.questions),
        ..Said::default()
    };
    form.is_fine().then_some(said)
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
    let mut form = form.speaking(group.words());
    let answer = form.value("answer").parse().unwrap_or(Answer::Going);
    let wish = Wish {
        answer,
        attending: form.value("attending").parse::<Attending>().ok(),
        guests: form.value("guests").parse().ok(),
    };
    let said = match heard(&mut form, &group, &event, answer) {
        Some(said) => said,
        None => return show_opened(&app, visitor, (&token, &Tapped::default()), form).await,
    };
    let (at, context) = (&app.moment(), &app.context());
    let (rsvp, place, heard) = (&rsvp, (context, &group), (wish, &said));
    let write = app
        .db
        .write(|tx| Box::pin(actions::answer_by_link(tx, at, place, rsvp, heard)));
    let outcome = write.await?;
    let flash = flash(group.words(), outcome, &event);
    Ok(see_other_with(&format!("/rsvp/{token}"), &flash))
}
