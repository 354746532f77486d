//! One proposal as organizers see it: all she said, its moves, who helps her, and their note.

use super::pool;
use crate::db::Tx;
use crate::events::{self, Event};
use crate::groups::{self, Here, OrganizeNav, OrganizeTab};
use crate::ids::ProposalId;
use crate::markup;
use crate::proposals::actions::{self, Draft, Kept};
use crate::proposals::model::{ANSWER, Day, NAME, Proposal, State as Standing, takes};
use crate::proposals::store;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};

/// Coming events to choose from.
const EVENTS: i64 = 30;

#[derive(askama::Template)]
#[template(path = "proposals/one.html")]
struct OnePage {
    chrome: Chrome,
    nav: OrganizeNav,
    pool: String,
    path: String,
    proposal: Proposal,
    state: String,
    summary_html: String,
    /// Her page among the people of the group.
    person: String,
    /// Title and address of the event where it stands.
    event: Option<(String, String)>,
    /// Moves with a letter: value and words.
    moves: Vec<(&'static str, String)>,
    /// Events where it can be scheduled, by address; empty: now is not the time.
    events: Vec<(String, String)>,
    /// Whether it can be said to have been given.
    may_be_given: bool,
    may_leave_event: bool,
    /// Whether the organizers can offer it.
    may_offer: bool,
    /// Names to choose from.
    organizers: Vec<String>,
    form: Form,
}

/// The proposal of this group with that id.
pub async fn find(tx: &mut Tx<'_>, here: &Here, id: &str) -> std::result::Result<Proposal, Error> {
    let id: ProposalId = id.parse().map_err(|_| Error::NotFound)?;
    let found = store::find_proposal(tx, here.group.id, id).await?;
    found.ok_or(Error::NotFound)
}

/// Where one proposal is.
pub fn path(here: &Here, proposal: &Proposal) -> String {
    format!("{}/{}", pool::path(here), proposal.id)
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let proposal = find(&mut app.db.read().await?, &here, &id).await?;
    render(&app, &here, proposal, None).await
}

pub async fn update(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let proposal = find(&mut app.db.read().await?, &here, &id).await?;
    let mut form = form.speaking(here.group.words());
    let draft = &Draft {
        mentor: form.optional_line("mentor", NAME),
        rehearsal_on: match form.value("rehearsal_on").trim() {
            "" => None,
            _ => form.date("rehearsal_on").map(Day),
        },
        note: form.text("note", ANSWER),
    };
    if !form.is_fine() {
        return render(&app, &here, proposal, Some(form)).await;
    }
    let version = form.value("version").parse().unwrap_or_default();
    let which = (proposal.id, version);
    let look_after = app
        .db
        .write(|tx| Box::pin(actions::look_after(tx, by, which, draft)));
    let kept = look_after.await?;
    if kept == Kept::Changed {
        // What she typed stays, beside what somebody else wrote meanwhile.
        let proposal = find(&mut app.db.read().await?, &here, &id).await?;
        form.refuse("note", here.group.words().t("proposals-changed"));
        let form = form.with("version", proposal.version.to_string());
        return render(&app, &here, proposal, Some(form)).await;
    }
    answer(&here, &proposal, kept, "proposals-saved")
}

pub async fn offer(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let by = &here.organizer()?;
    let proposal = find(&mut app.db.read().await?, &here, &id).await?;
    let (at, id) = (&app.moment(), proposal.id);
    let is_offered = form.flag("offer");
    let offer = app
        .db
        .write(|tx| Box::pin(actions::offer(tx, at, by, id, is_offered)));
    let said = match is_offered {
        true => "proposals-offered",
        false => "proposals-not-offered",
    };
    answer(&here, &proposal, offer.await?, said)
}

fn answer(here: &Here, proposal: &Proposal, kept: Kept, done: &str) -> Result {
    let words = here.group.words();
    let flash = match kept {
        Kept::Done => Flash::done(words.t(done)),
        Kept::Changed => Flash::note(words.t("proposals-changed")),
        Kept::NotNow => Flash::note(words.t("proposals-not-now")),
    };
    Ok(see_other_with(&path(here, proposal), &flash))
}

async fn render(app: &App, here: &Here, proposal: Proposal, form: Option<Form>) -> Result {
    let (words, now) = (here.group.words(), app.clock.now());
    let mut tx = app.db.read().await?;
    let event = match proposal.event_id {
        Some(event) => events::find_event_by_id(&mut tx, here.group.id, event).await?,
        None => None,
    };
    let coming = events::list_coming(&mut tx, here.group.id, now, EVENTS).await?;
    let organizers = groups::list_organizers(&mut tx, here.group.id).await?;
    drop(tx);
    let may = |to: Standing| proposal.may_move(to, event.as_ref(), now);
    let option = |event: &Event| {
        let date = words.near_date(event.starts().date());
        (event.slug.clone(), format!("{}, {date}", event.title))
    };
    let told = [
        (Standing::Talking, "proposals-move-talking"),
        (Standing::Accepted, "proposals-move-accepted"),
        (Standing::Declined, "proposals-move-declined"),
    ];
    let is_scheduled = proposal.state == Standing::Scheduled;
    let moves = told.into_iter().filter(|(to, _)| !is_scheduled && may(*to));
    let coming = coming.iter().filter(|event| takes(event, now));
    let shown = OnePage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Talks),
        pool: pool::path(here),
        path: path(here, &proposal),
        state: words.t(proposal.state.key()),
        summary_html: markup::to_html(&proposal.summary, 3),
        person: format!(
            "{}/organize/people/{}",
            here.group.path(),
            proposal.person_id
        ),
        moves: moves.map(|(to, key)| (to.value(), words.t(key))).collect(),
        events: match may(Standing::Scheduled) {
            true => coming.map(option).collect(),
            false => Vec::new(),
        },
        may_be_given: may(Standing::Given),
        may_leave_event: is_scheduled,
        may_offer: proposal.shares && proposal.state == Standing::Given,
        event: event.map(|event| (event.title.clone(), event.path(&here.group.slug))),
        organizers: organizers.into_iter().map(|card| card.name).collect(),
        form: form.unwrap_or_else(|| {
            let day = proposal.rehearsal_on.map(|day| day.0.to_string());
            Form::empty(words)
                .with("mentor", proposal.mentor.clone())
                .with("rehearsal_on", day.unwrap_or_default())
                .with("note", proposal.note.clone())
                .with("version", proposal.version.to_string())
        }),
        proposal,
    };
    page(shown.form.status(), &shown)
}
