//! Organize → event → People: everybody who answered, with the address.

use super::{Named, sheet};
use crate::answers;
use crate::events::{self, AttendanceMode, Event};
use crate::groups::{self, Here, OrganizeNav, OrganizeTab, Organizer};
use crate::ids::PersonId;
use crate::once::{self, Done, Once};
use crate::rsvps::actions::{self, Added, Moved, NewAttendee};
use crate::rsvps::mail::attending_key;
use crate::rsvps::model::{Attending, State as Standing};
use crate::rsvps::store::{self, Attendee, Counts, Round};
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, download, page, see_other, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::StatusCode;

/// The longest note about somebody, and the longest reason why she was added.
const NOTE: usize = 300;
const NAME: usize = 80;
/// More guests than anybody brings, even if the form does not let people choose so many.
const MOST_GUESTS: i64 = 10;

/// Whom a form on the page is about.
#[derive(Debug, serde::Deserialize)]
pub struct NamedPerson {
    slug: String,
    person: String,
}

#[derive(askama::Template)]
#[template(path = "rsvps/people.html")]
struct PeoplePage {
    chrome: Chrome,
    nav: OrganizeNav,
    title: String,
    when: String,
    path: String,
    event_path: String,
    answers_path: String,
    summary: String,
    /// What people said who were asked whether they still come; empty: nobody is asked.
    round: String,
    /// How many reminders could not leave before the event began; empty: all did.
    late: String,
    rows: Vec<Row>,
    hybrid: bool,
    /// Whether the event asks something.
    asks: bool,
    form: Form,
}

/// The addresses to copy.
#[derive(askama::Template)]
#[template(path = "rsvps/addresses.html")]
struct AddressesPage {
    chrome: Chrome,
    nav: OrganizeNav,
    title: String,
    path: String,
    count: usize,
    addresses: String,
}

/// One answer as the table shows it.
struct Row {
    person: PersonId,
    name: String,
    email: Option<String>,
    state: String,
    /// Colour of the badge.
    tone: &'static str,
    attending: String,
    guests: i64,
    answered: String,
    unconfirmed: bool,
    by_hand: bool,
    /// Whether she has not answered but asked to be counted in every time.
    by_standing: bool,
    /// Key and tone of what she said when she was asked whether she still comes.
    still: Option<(&'static str, &'static str)>,
    first_time: bool,
    no_photos: bool,
    note: String,
    /// The lists that she can be moved to: values and words.
    lists: Vec<(&'static str, String)>,
}

impl Row {
    fn new(words: Words, event: &Event, person: Attendee) -> Row {
        let tone = match person.state {
            Standing::Going => "leaf",
            Standing::Offered => "gold",
            Standing::Waitlisted => "king",
            Standing::Declined => "",
        };
        let lists = [Standing::Going, Standing::Waitlisted, Standing::Declined];
        let lists = lists.into_iter().filter(|list| *list != person.state);
        let answered = person.answered_at.in_zone(&event.tz());
        Row {
            person: person.person_id,
            state: sheet::state(words, &person),
            tone,
            attending: words.t(attending_key(person.attending)),
            guests: person.guests,
            answered: words.near_moment(&answered),
            unconfirmed: person.confirmed_at.is_none() && !person.by_hand,
            by_hand: person.by_hand,
            by_standing: person.by_standing && person.state != Standing::Declined,
            still: still(&person),
            first_time: person.first_time,
            no_photos: person.no_photos,
            lists: lists
                .map(|list| (list.value(), words.t(sheet::state_key(list))))
                .collect(),
            name: person.name,
            email: person.email,
            note: person.note,
        }
    }
}

/// The organizers' page of one evening's people.
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
        format!(
            "{}/organize/events/{}/people",
            self.here.group.path(),
            self.event.slug
        )
    }

    async fn attendees(&self) -> std::result::Result<Vec<Attendee>, Error> {
        let (group, event) = (self.event.group_id, &self.event);
        let mut tx = self.app.db.read().await?;
        Ok(store::list_attendees(&mut tx, group, event.id, event.starts_at).await?)
    }

    /// What they said to the event's questions.
    async fn answers(&self) -> std::result::Result<Vec<answers::Answer>, Error> {
        if self.event.questions.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.app.db.read().await?;
        Ok(answers::list_answers(&mut tx, self.event.group_id, self.event.id).await?)
    }

    async fn show(&self, status: StatusCode, form: Form) -> Result {
        let (group, words) = (&self.here.group, self.here.group.words());
        let mut tx = self.app.db.read().await?;
        let counts = store::count_answers(&mut tx, group.id, self.event.id).await?;
        let round = store::count_round(&mut tx, group.id, self.event.id).await?;
        let (id, starts_at) = (self.event.id, self.event.starts_at);
        let late = store::count_late_reminders(&mut tx, (group.id, id), starts_at).await?;
        drop(tx);
        let rows = self.attendees().await?.into_iter();
        let shown = PeoplePage {
            chrome: self.here.chrome(self.app),
            nav: OrganizeNav::new(group, OrganizeTab::Events),
            title: self.event.title.clone(),
            when: words.long_moment(&self.event.starts()),
            path: self.path(),
            event_path: self.event.path(&group.slug),
            answers_path: format!(
                "{}/organize/events/{}/answers",
                group.path(),
                self.event.slug
            ),
            summary: summary(words, counts),
            round: say_round(words, &self.event, round),
            late: match late {
                0 => String::new(),
                late => words.with("count", late).t("rsvps-people-late"),
            },
            rows: rows
                .map(|person| Row::new(words, &self.event, person))
                .collect(),
            asks: !self.event.questions.is_empty(),
            hybrid: self.event.attendance_mode == AttendanceMode::Hybrid,
            form,
        };
        page(status, &shown)
    }

    /// Notes in the log that addresses were taken away.
    async fn note_taken(&self, verb: &'static str, count: usize) -> std::result::Result<(), Error> {
        let (at, by) = (&self.app.moment(), &self.organizer);
        let (count, title) = (&count.to_string(), &self.event.title);
        let write = self.app.db.write(|tx| {
            Box::pin(async move { Ok(groups::audit(tx, at, by, verb, title, count).await?) })
        });
        Ok(write.await?)
    }

    fn done(&self, flash: &Flash) -> Result {
        Ok(see_other_with(&self.path(), flash))
    }
}

/// Key and tone of the badge.
fn still(person: &Attendee) -> Option<(&'static str, &'static str)> {
    if person.state != Standing::Going {
        return None;
    }
    match (person.still_coming_at, person.asked_still_at) {
        (Some(_), _) => Some(("rsvps-people-still", "leaf")),
        (None, Some(_)) => Some(("rsvps-people-asked", "")),
        (None, None) => None,
    }
}

/// "Still coming? 18 said yes, 7 haven’t answered, 3 freed a seat", or that people will be asked;
/// empty: they are not.
pub fn say_round(words: Words, event: &Event, round: Round) -> String {
    if round.asked() == 0 {
        return match event.asks_still_coming {
            true => words.t("rsvps-round-ahead"),
            false => String::new(),
        };
    }
    words
        .with("yes", round.yes)
        .with("silent", round.silent)
        .with("no", round.no)
        .t("rsvps-round")
}

fn summary(words: Words, counts: Counts) -> String {
    words
        .with("going", counts.coming())
        .with("waiting", counts.waiting + counts.waiting_online)
        .t("rsvps-people-summary")
}

pub async fn index(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let form = Form::empty(here.group.words())
        .with("guests", "0")
        .with("key", once::key(&app.moment()));
    desk.show(StatusCode::OK, form).await
}

/// Adds somebody by hand.
pub async fn create(
    State(app): State<App>,
    here: Here,
    Path(named): Path<Named>,
    form: Form,
) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let new = read_attendee(&mut form, &desk.event);
    let Some(new) = new.filter(|_| form.is_fine()) else {
        return desk.show(StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    let (at, context, new) = (&app.moment(), &app.context(), &new);
    let (by, place) = (&desk.organizer, (context, &here.group, desk.event.id));
    let once = &Once::new(here.group.id, here.visitor.require()?.id, form.value("key"));
    let path = desk.path();
    let once = (once, path.as_str());
    let write = app
        .db
        .write(|tx| Box::pin(actions::add_once(tx, at, once, place, by, new)));
    let added = match write.await? {
        Done::Now(added) => added,
        Done::Before(location) => return Ok(see_other(&location)),
    };
    let said = words.with("name", new.name.clone());
    desk.done(&match added {
        Added::Going => Flash::done(said.t("rsvps-people-added-going")),
        Added::Waitlisted => Flash::note(said.t("rsvps-people-added-waitlisted")),
        Added::Known => Flash::note(said.t("rsvps-people-added-known")),
    })
}

fn read_attendee(form: &mut Form, event: &Event) -> Option<NewAttendee> {
    let name = form.line("name", NAME);
    let email = if form.value("email").trim().is_empty() {
        Some(String::new())
    } else {
        form.email("email")
    };
    let guests = form.number("guests", 0..=MOST_GUESTS);
    let reason = form.line("reason", NOTE);
    let attending = match event.attendance_mode {
        AttendanceMode::InPerson => Some(Attending::InPerson),
        AttendanceMode::Online => Some(Attending::Online),
        AttendanceMode::Hybrid => form.choice("attending"),
    };
    Some(NewAttendee {
        name,
        email: email?,
        attending: attending?,
        guests: guests?,
        reason,
    })
}

/// Moves somebody to another list.
pub async fn relocate(
    State(app): State<App>,
    here: Here,
    Path(named): Path<NamedPerson>,
    form: Form,
) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let person: PersonId = named.person.parse().map_err(|_| Error::NotFound)?;
    let list = match form.value("list") {
        "going" => Standing::Going,
        "waitlisted" => Standing::Waitlisted,
        "declined" => Standing::Declined,
        _ => return Err(Error::NotFound),
    };
    let (at, context) = (&app.moment(), &app.context());
    let (by, place) = (&desk.organizer, (context, &here.group, desk.event.id));
    let write = app
        .db
        .write(|tx| Box::pin(actions::move_to(tx, at, place, by, (person, list))));
    let words = here.group.words();
    desk.done(&match write.await? {
        Moved::Moved => Flash::done(words.t("rsvps-people-moved")),
        Moved::Unchanged => Flash::note(words.t("rsvps-people-unchanged")),
        Moved::Full { free } => Flash::wrong(words.with("free", free).t("rsvps-people-full")),
        Moved::Unknown => return Err(Error::NotFound),
    })
}

/// Keeps a note about somebody's answer.
pub async fn note(
    State(app): State<App>,
    here: Here,
    Path(named): Path<NamedPerson>,
    form: Form,
) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let person: PersonId = named.person.parse().map_err(|_| Error::NotFound)?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let note = &form.optional_line("note", NOTE);
    if let Some(sentence) = form.problem("note") {
        return desk.done(&Flash::wrong(sentence));
    }
    let place = (&here.group, desk.event.id);
    let write = app
        .db
        .write(|tx| Box::pin(actions::write_note(tx, place, person, note)));
    if !write.await? {
        return Err(Error::NotFound);
    }
    desk.done(&Flash::done(words.t("rsvps-people-noted")))
}

/// Sends everybody as a file.
pub async fn export(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let attendees = desk.attendees().await?;
    desk.note_taken("attendees-exported", attendees.len())
        .await?;
    let answers = desk.answers().await?;
    let file = sheet::attendees(&here.group, &desk.event, (&attendees, &answers));
    let name = sheet::name(&here.group, &desk.event);
    Ok(download(&name, "text/csv; charset=utf-8", file))
}

/// Shows the addresses of those who come or wait, to be copied.
pub async fn addresses(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let desk = Desk::open(&app, &here, &named.slug).await?;
    let attendees = desk.attendees().await?;
    let addresses: Vec<String> = attendees
        .into_iter()
        .filter(|person| person.state != Standing::Declined)
        .filter_map(|person| person.email)
        .collect();
    desk.note_taken("attendee-addresses-copied", addresses.len())
        .await?;
    let shown = AddressesPage {
        chrome: here.chrome(&app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        title: desk.event.title.clone(),
        path: desk.path(),
        count: addresses.len(),
        addresses: addresses.join(",\n"),
    };
    page(StatusCode::OK, &shown)
}
