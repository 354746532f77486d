//! One tap: what somebody says who was asked.

use super::say;
use super::walk::{self, Place};
use crate::asks::actions::{self, Asker, NewAsk, Outcome, Said};
use crate::asks::model::{Answer, AskWay, Day, Shown, TOPIC};
use crate::asks::store;
use crate::clock::Instant;
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{Here, people};
use crate::ids::{AskId, EventId, PersonId};
use crate::state::App;
use crate::text;
use crate::web::{Error, Flash, Form, Result, see_other, see_other_with};
use axum::extract::{Path, Query, State};
use axum::response::Response;

/// Somebody who was not asked for this event before.
pub async fn create(
    State(app): State<App>,
    here: Here,
    Query(place): Query<Place>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let tap = Tap::read(&app, &here, &place, form).await?;
    let Some(said) = &tap.said else {
        return walk::render(&app, &here, &place, tap.form).await;
    };
    let Some(person) = tap.person else {
        return Ok(see_other(&tap.back));
    };
    let new = &NewAsk {
        person,
        event: tap.event,
        way: AskWay::InPerson,
    };
    let (at, context, group) = (&app.moment(), &app.context(), &here.group);
    let here_too = &here;
    let ask = app.db.write(|tx| {
        Box::pin(async move {
            let outcome = actions::ask(tx, at, (context, group), by, (new, said)).await?;
            Ok((outcome, name(tx, here_too, person).await?))
        })
    });
    let (outcome, name) = ask.await?;
    Ok(tap.answer(&here, at.now, (&name, said), outcome))
}

/// Somebody who was asked before says more.
pub async fn update(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    Query(place): Query<Place>,
    form: Form,
) -> Result {
    here.organizer()?;
    let id: AskId = id.parse().map_err(|_| Error::NotFound)?;
    let group = &here.group;
    let known = store::find_ask(&mut app.db.read().await?, group.id, id).await?;
    let person = known.ok_or(Error::NotFound)?.person_id;
    let tap = Tap::read(&app, &here, &place, form).await?;
    let Some(said) = &tap.said else {
        return walk::render(&app, &here, &place, tap.form).await;
    };
    let version = tap.form.value("version").parse().unwrap_or_default();
    let asker = Asker::Organizer { version };
    let (at, context, here_too) = (&app.moment(), &app.context(), &here);
    let answer = app.db.write(|tx| {
        Box::pin(async move {
            let outcome = actions::answer(tx, at, (context, group), (id, asker), said).await?;
            Ok((outcome, name(tx, here_too, person).await?))
        })
    });
    let (outcome, name) = answer.await?;
    Ok(tap.answer(&here, at.now, (&name, said), outcome))
}

/// "Please don't ask me", as an organizer heard it.
pub async fn pause(State(app): State<App>, here: Here, form: Form) -> Result {
    let by = here.organizer()?;
    let words = here.group.words();
    let back = format!("{}/organize/talks/ask", here.group.path());
    let Ok(person) = form.value("person").parse::<PersonId>() else {
        return Ok(see_other(&back));
    };
    let (at, who, here_too) = (&app.moment(), (by.group, person), &here);
    let pause = app.db.write(|tx| {
        Box::pin(async move {
            let is_known = actions::pause(tx, at, who, false).await?;
            Ok((is_known, name(tx, here_too, person).await?))
        })
    });
    let (is_known, name) = pause.await?;
    let flash = if is_known {
        let name = text::first_name(&name).to_owned();
        Flash::done(words.with("name", name).t("asks-left-alone"))
    } else {
        Flash::note(words.t("asks-gone"))
    };
    Ok(see_other_with(&back, &flash))
}

async fn name(tx: &mut Tx<'_>, here: &Here, person: PersonId) -> anyhow::Result<String> {
    let person = people::find_person(tx, here.group.id, person).await?;
    Ok(person.map_or_else(String::new, |person| person.name))
}

/// A form as it came.
struct Tap {
    form: Form,
    person: Option<PersonId>,
    event: Option<EventId>,
    /// `None`: something is to mend.
    said: Option<Said>,
    /// The page that it came from.
    back: String,
}

impl Tap {
    async fn read(
        app: &App,
        here: &Here,
        place: &Place,
        form: Form,
    ) -> std::result::Result<Tap, Error> {
        let mut tx = app.db.read().await?;
        let event = walk::find_event(&mut tx, here, place.slug(), app.clock.now()).await?;
        let mut form = form.speaking(here.group.words());
        let person = form.value("person").parse().ok();
        let back = walk::path(here, event.as_ref(), person);
        let said = said(&mut tx, here, &mut form).await?;
        Ok(Tap {
            said: Some(said).filter(|_| form.is_fine()),
            form,
            person,
            event: event.as_ref().map(|event: &Event| event.id),
            back,
        })
    }

    /// Back to her, with what is to be read to her.
    fn answer(
        &self,
        here: &Here,
        now: Instant,
        (name, said): (&str, &Said),
        outcome: Outcome,
    ) -> Response {
        let (words, zone) = (here.group.words(), here.group.zone());
        let flash = match outcome {
            Outcome::Done(happened) => {
                let what = (said.answer, said.topic.as_str());
                Flash::done(say::done(words, name, what, happened))
            }
            Outcome::Before(shown) => Flash::note(before(here, &shown, now)),
            Outcome::Paused(until) => {
                let date = words.long_date(until.in_zone(&zone).date());
                let name = text::first_name(name).to_owned();
                Flash::note(words.with("name", name).with("date", date).t("asks-paused"))
            }
            Outcome::NoPerson => Flash::note(words.t("asks-gone")),
            Outcome::NoEvent => Flash::note(words.t("asks-no-event-any-more")),
        };
        see_other_with(&self.back, &flash)
    }
}

/// "Leila asked at 18:40. Tonight: “Birdsong”"
pub fn before(here: &Here, shown: &Shown, now: Instant) -> String {
    let (words, zone) = (here.group.words(), here.group.zone());
    words
        .with("who", say::asked(words, &zone, shown, now))
        .with("answer", say::answer(words, shown))
        .t("asks-before")
}

/// What the form says. A yes needs a topic, since that is what was asked for.
async fn said(tx: &mut Tx<'_>, here: &Here, form: &mut Form) -> std::result::Result<Said, Error> {
    let words = here.group.words();
    let answer = form.value("say").parse().unwrap_or(Answer::None);
    let topic = form.optional_line("topic", TOPIC);
    if answer == Answer::Yes && topic.is_empty() && form.problem("topic").is_none() {
        form.refuse("topic", words.t("asks-topic-needed"));
    }
    if answer != Answer::NextTime {
        return Ok(Said {
            answer,
            topic,
            ..Said::nothing()
        });
    }
    let day = match form.value("on").trim() {
        "" => None,
        _ => form.date("on"),
    };
    let event = match form.value("promised").parse::<EventId>() {
        Ok(id) if day.is_none() => events::find_event_by_id(tx, here.group.id, id).await?,
        _ => None,
    };
    Ok(Said {
        answer,
        topic,
        promised_event: event.map(|event| event.id),
        promised_on: day.map(Day),
    })
}
