//! The steps of an event's life, each of which is asked about before it is taken.

use crate::evening::form;
use crate::events::{self, Address, Event, Outcome, Status};
use crate::groups::{Here, OrganizeNav, OrganizeTab, Organizer};
use crate::ids::Moment;
use crate::rsvps;
use crate::series;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};

/// Longest remark about why an evening does not take place.
const NOTE: usize = 500;

/// What is to happen, how many hear of it, and one button.
#[derive(askama::Template)]
#[template(path = "evening/step.html")]
struct StepPage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    title: String,
    back: String,
    /// Begins the keys of this step's words.
    step: Step,
    /// How many people get an e-mail.
    people: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Cancel,
    Postpone,
    Date,
}

impl Step {
    fn heading(self) -> &'static str {
        match self {
            Step::Cancel => "evening-cancel-heading",
            Step::Postpone => "evening-postpone-heading",
            Step::Date => "evening-date-heading",
        }
    }

    /// What happens then.
    fn text(self) -> &'static str {
        match self {
            Step::Cancel => "evening-cancel-text",
            Step::Postpone => "evening-postpone-text",
            Step::Date => "evening-date-text",
        }
    }

    fn button(self) -> &'static str {
        match self {
            Step::Cancel => "evening-cancel-button",
            Step::Postpone => "evening-postpone-button",
            Step::Date => "evening-date-button",
        }
    }

    /// The class of its button: cancelling takes something away from people.
    fn tone(self) -> &'static str {
        if self == Step::Cancel { "danger" } else { "go" }
    }

    fn asks_for_date(self) -> bool {
        self == Step::Date
    }

    /// Which states allow it.
    fn fits(self, status: Status) -> bool {
        match self {
            Step::Cancel => matches!(status, Status::Published | Status::Postponed),
            Step::Postpone => status == Status::Published,
            Step::Date => status == Status::Postponed,
        }
    }
}

pub async fn publish(State(app): State<App>, here: Here, Path(address): Path<Address>) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = load(&app, &here, &address).await?;
    let publish = app
        .db
        .write(|tx| Box::pin(series::publish(tx, at, by, event.id)));
    let outcome = publish.await?;
    answer(&here, &event, &outcome, "evening-is-public")
}

pub async fn ask_cancel(
    State(app): State<App>,
    here: Here,
    Path(address): Path<Address>,
) -> Result {
    ask(&app, &here, &address, Step::Cancel).await
}

pub async fn ask_postpone(
    State(app): State<App>,
    here: Here,
    Path(address): Path<Address>,
) -> Result {
    ask(&app, &here, &address, Step::Postpone).await
}

pub async fn ask_date(State(app): State<App>, here: Here, Path(address): Path<Address>) -> Result {
    ask(&app, &here, &address, Step::Date).await
}

pub async fn cancel(
    State(app): State<App>,
    here: Here,
    Path(address): Path<Address>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = load(&app, &here, &address).await?;
    let mut form = form.speaking(here.group.words());
    let note = &form.text("note", NOTE);
    if !form.is_fine() {
        return show(&app, &here, &event, Step::Cancel, form).await;
    }
    let cancel = app
        .db
        .write(|tx| Box::pin(events::cancel(tx, at, by, event.id, note)));
    answer(&here, &event, &cancel.await?, "evening-is-cancelled")
}

pub async fn postpone(
    State(app): State<App>,
    here: Here,
    Path(address): Path<Address>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = load(&app, &here, &address).await?;
    let mut form = form.speaking(here.group.words());
    let note = &form.text("note", NOTE);
    if !form.is_fine() {
        return show(&app, &here, &event, Step::Postpone, form).await;
    }
    let postpone = app
        .db
        .write(|tx| Box::pin(events::postpone(tx, at, by, event.id, note)));
    answer(&here, &event, &postpone.await?, "evening-is-postponed")
}

pub async fn redate(
    State(app): State<App>,
    here: Here,
    Path(address): Path<Address>,
    form: Form,
) -> Result {
    let (by, at) = (here.organizer()?, app.moment());
    let event = load(&app, &here, &address).await?;
    let mut form = form.speaking(here.group.words());
    match form::read_schedule(&mut form, here.group.words(), at.now) {
        Some(when) if form.is_fine() => set_date(&app, &here, (&by, &at), &event, &when).await,
        _ => show(&app, &here, &event, Step::Date, form).await,
    }
}

async fn set_date(
    app: &App,
    here: &Here,
    (by, at): (&Organizer, &Moment),
    event: &Event,
    when: &events::Schedule,
) -> Result {
    let redate = app
        .db
        .write(|tx| Box::pin(events::redate(tx, at, by, event.id, when)));
    answer(here, event, &redate.await?, "evening-is-redated")
}

async fn ask(app: &App, here: &Here, address: &Address, step: Step) -> Result {
    here.organizer()?;
    let event = load(app, here, address).await?;
    if !step.fits(event.status) {
        return answer(here, &event, &Outcome::NotNow(event.status), "");
    }
    let form = form::filled(here.group.words(), &event, &[]);
    show(app, here, &event, step, form).await
}

async fn show(app: &App, here: &Here, event: &Event, step: Step, form: Form) -> Result {
    let mut tx = app.db.read().await?;
    let people = rsvps::count_people_to_tell(&mut tx, event.group_id, event.id).await?;
    drop(tx);
    let status = form.status();
    let shown = StepPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        form,
        title: event.title.clone(),
        back: event.path(&here.group.slug),
        step,
        people,
    };
    page(status, &shown)
}

async fn load(app: &App, here: &Here, address: &Address) -> std::result::Result<Event, Error> {
    let mut tx = app.db.read().await?;
    events::find_addressed(&mut tx, here, &address.slug).await
}

/// Back to the event's page, which shows how it stands, with a sentence about what was done.
fn answer(here: &Here, event: &Event, outcome: &Outcome, done: &'static str) -> Result {
    let words = here.group.words();
    let flash = match outcome {
        Outcome::Done(_) => Flash::done(words.t(done)),
        Outcome::IsOver => Flash::wrong(words.t("evening-is-over")),
        Outcome::NotNow(status) => Flash::note(words.t(match status {
            Status::Draft => "evening-not-now-draft",
            Status::Published => "evening-not-now-published",
            Status::Cancelled => "evening-not-now-cancelled",
            Status::Postponed => "evening-not-now-postponed",
        })),
    };
    Ok(see_other_with(&event.path(&here.group.slug), &flash))
}
