//! A move of a proposal, with the letter that goes with it: prefilled in the organizer's own name,
//! hers to change.

use super::one;
use crate::events::{self, Event};
use crate::groups::{Here, OrganizeNav, OrganizeTab, Organizer};
use crate::proposals::actions::{self, Move, Moved};
use crate::proposals::model::{Proposal, SUMMARY, State as Standing, TITLE, takes};
use crate::state::App;
use crate::text;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use axum::extract::{Path, Query, State};

/// What the address says: where to, and for which event.
#[derive(Debug, Default, Clone, serde::Deserialize)]
#[serde(default)]
pub struct Chosen {
    to: String,
    event: String,
}

#[derive(askama::Template)]
#[template(path = "proposals/letter.html")]
struct LetterPage {
    chrome: Chrome,
    nav: OrganizeNav,
    /// The proposal's page.
    back: String,
    /// What the move is called.
    heading: String,
    title: String,
    name: String,
    /// The event that it is scheduled at; empty: none.
    event: String,
    form: Form,
}

/// A move that the page can make.
struct Step {
    proposal: Proposal,
    to: Standing,
    event: Option<Event>,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    Query(chosen): Query<Chosen>,
) -> Result {
    let by = here.organizer()?;
    let Some(step) = find(&app, &here, &id, &chosen).await? else {
        let proposal = one::find(&mut app.db.read().await?, &here, &id).await?;
        return Ok(see_other(&one::path(&here, &proposal)));
    };
    let form = filled(&here, &by, &step);
    render(&app, &here, &step, form)
}

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let words = here.group.words();
    let chosen = Chosen {
        to: form.value("to").to_owned(),
        event: form.value("event").to_owned(),
    };
    let proposal = one::find(&mut app.db.read().await?, &here, &id).await?;
    let back = one::path(&here, &proposal);
    let Some(step) = find(&app, &here, &id, &chosen).await? else {
        let flash = Flash::note(words.t("proposals-not-now"));
        return Ok(see_other_with(&back, &flash));
    };
    let mut form = form.speaking(words);
    // Back from its event, and given, need no letter.
    let is_told = step.to.is_told() && !is_back(&step);
    let letter = is_told.then(|| {
        let letter = (form.line("subject", TITLE), form.text("body", SUMMARY));
        if letter.1.is_empty() && form.problem("body").is_none() {
            form.refuse("body", words.t("form-needed"));
        }
        letter
    });
    if !form.is_fine() {
        return render(&app, &here, &step, form);
    }
    let step = &Move {
        to: step.to,
        version: form.value("version").parse().unwrap_or_default(),
        event: step.event.as_ref().map(|event| event.id),
        letter,
    };
    let (at, context, group) = (&app.moment(), &app.context(), &here.group);
    let what = (proposal.id, step);
    let write = app
        .db
        .write(|tx| Box::pin(actions::move_on(tx, at, (context, group), by, what)));
    let flash = match write.await? {
        Moved::Done => Flash::done(
            words
                .with("state", words.t(step.to.key()))
                .t("proposals-moved"),
        ),
        Moved::Changed => Flash::note(words.t("proposals-changed")),
        Moved::NotNow => Flash::note(words.t("proposals-not-now")),
        Moved::NoEvent => Flash::note(words.t("proposals-no-event")),
    };
    Ok(see_other_with(&back, &flash))
}

fn is_back(step: &Step) -> bool {
    step.to == Standing::Accepted && step.proposal.state == Standing::Scheduled
}

/// The move that the address names, if it can be made now.
async fn find(
    app: &App,
    here: &Here,
    id: &str,
    chosen: &Chosen,
) -> std::result::Result<Option<Step>, Error> {
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let proposal = one::find(&mut tx, here, id).await?;
    let Ok(to) = chosen.to.parse::<Standing>() else {
        return Ok(None);
    };
    let before = match proposal.event_id {
        Some(event) => events::find_event_by_id(&mut tx, here.group.id, event).await?,
        None => None,
    };
    let event = match to {
        Standing::Scheduled => {
            let event = events::find_event(&mut tx, here.group.id, &chosen.event).await?;
            event.filter(|event| takes(event, now))
        }
        _ => None,
    };
    let lacks_event = to == Standing::Scheduled && event.is_none();
    if lacks_event || !proposal.may_move(to, before.as_ref(), now) {
        return Ok(None);
    }
    Ok(Some(Step {
        proposal,
        to,
        event,
    }))
}

fn filled(here: &Here, by: &Organizer, step: &Step) -> Form {
    let words = here.group.words();
    let plain = words.plain();
    let phrase = || {
        let named = plain
            .with("name", text::first_name(&step.proposal.name).to_owned())
            .with("title", step.proposal.title.clone())
            .with("me", by.name.clone())
            .with("group", here.group.name.clone());
        match &step.event {
            Some(event) => named
                .with("event", event.title.clone())
                .with("when", plain.long_moment(&event.starts())),
            None => named,
        }
    };
    let (subject, body) = match step.to {
        Standing::Accepted => ("proposals-letter-yes-subject", "proposals-letter-yes"),
        Standing::Scheduled => ("proposals-letter-date-subject", "proposals-letter-date"),
        Standing::Declined => ("proposals-letter-no-subject", "proposals-letter-no"),
        _ => ("proposals-letter-ask-subject", "proposals-letter-ask"),
    };
    Form::empty(words)
        .with("subject", phrase().t(subject))
        .with("body", phrase().t(body))
        .with("to", step.to.value())
        .with(
            "event",
            step.event.as_ref().map_or("", |event| event.slug.as_str()),
        )
        .with("version", step.proposal.version.to_string())
}

fn render(app: &App, here: &Here, step: &Step, form: Form) -> Result {
    let words = here.group.words();
    let key = match step.to {
        Standing::Accepted => "proposals-move-accepted",
        Standing::Scheduled => "proposals-move-scheduled",
        Standing::Declined => "proposals-move-declined",
        _ => "proposals-move-talking",
    };
    let shown = LetterPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Talks),
        back: one::path(here, &step.proposal),
        heading: words.t(key),
        title: step.proposal.title.clone(),
        name: step.proposal.name.clone(),
        event: step
            .event
            .as_ref()
            .map_or_else(String::new, |event| event.title.clone()),
        form,
    };
    page(shown.form.status(), &shown)
}
