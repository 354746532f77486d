use crate::accounts;
use crate::groups::roles::{self, Added, Addition, Ended, HandedOver, Removal};
use crate::groups::{self, Here, Membership, OrganizeNav, OrganizeTab, Organizer, Person, Role};
use crate::ids::PersonId;
use crate::markup;
use crate::once::{self, Done, Once};
use crate::organize::sheet;
use crate::organize::store::people::{self, Answered};
use crate::state::App;
use crate::web::components::Face;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use crate::words::Words;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::tz::TimeZone;

/// Answers that a person's page shows.
const ANSWERS: i64 = 20;

#[derive(askama::Template)]
#[template(path = "organize/person.html")]
struct PersonPage {
    chrome: Chrome,
    nav: OrganizeNav,
    path: String,
    face: Face,
    bio_html: String,
    email: Option<String>,
    /// Label and value, one line each.
    facts: Vec<(String, String)>,
    answers: Vec<Line>,
    form: Form,
    /// The role of somebody who organizes.
    role: Option<String>,
    is_me: bool,
    /// Whether the viewer may hand the group over to her.
    may_take_over: bool,
    is_banned: bool,
}

struct Line {
    href: String,
    title: String,
    note: String,
}

/// A person of the group, and what the page about her needs.
struct Known {
    person: Person,
    membership: Option<Membership>,
    email: Option<String>,
    picture: Option<String>,
    /// What she says about herself; `None`: she has no account.
    appearance: Option<accounts::Appearance>,
    added_by: Option<String>,
    answers: Vec<Answered>,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    let organizer = here.organizer()?;
    let known = find(&app, &here, &id).await?;
    let duty = known.membership.as_ref().map(|m| m.duty.clone());
    let form = Form::empty(here.group.words()).with("duty", duty.unwrap_or_default());
    shown(&app, &here, &organizer, StatusCode::OK, (known, form))
}

async fn find(app: &App, here: &Here, id: &str) -> std::result::Result<Known, Error> {
    let id: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    let group = here.group.id;
    let mut tx = app.db.read().await?;
    let person = groups::people::find_person(&mut tx, group, id).await?;
    let person = person.filter(|person| person.erased_at.is_none());
    let person = person.ok_or(Error::NotFound)?;
    let account = match person.account_id {
        Some(account) => accounts::find_account(&mut tx, account).await?,
        None => None,
    };
    let appearance = match person.account_id {
        Some(account) => Some(accounts::find_appearance(&mut tx, account).await?),
        None => None,
    };
    let added_by = match person.added_by {
        Some(by) => groups::people::find_person(&mut tx, group, by).await?,
        None => None,
    };
    Ok(Known {
        membership: groups::find_membership(&mut tx, group, id).await?,
        email: groups::people::find_email(&mut tx, group, id).await?,
        picture: account.and_then(|account| account.picture),
        appearance,
        added_by: added_by.map(|by| by.name),
        answers: people::list_answers(&mut tx, group, id, ANSWERS).await?,
        person,
    })
}

fn shown(
    app: &App,
    here: &Here,
    organizer: &Organizer,
    status: StatusCode,
    (known, form): (Known, Form),
) -> Result {
    let (words, group) = (here.group.words(), &here.group);
    let facts = facts(words, &group.zone(), &known);
    let answers = known.answers.iter().map(|answer| {
        let zone = TimeZone::get(&answer.zone).unwrap_or(TimeZone::UTC);
        let day = words.short_date(answer.starts_at.in_zone(&zone).date());
        let state = words.t(match answer.state.as_str() {
            "going" => "organize-answer-going",
            "offered" => "organize-answer-offered",
            "waitlisted" => "organize-answer-waitlisted",
            _ => "organize-answer-declined",
        });
        Line {
            href: format!("{}/organize/events/{}/people", group.path(), answer.slug),
            title: answer.title.clone(),
            note: words
                .with("day", day)
                .with("state", state)
                .t("organize-answer"),
        }
    });
    let person = &known.person;
    let role = known.membership.as_ref().map(|membership| membership.role);
    let appearance = known.appearance.unwrap_or_default();
    let shown = PersonPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(group, OrganizeTab::People),
        path: format!("{}/organize/people/{}", group.path(), person.id),
        answers: answers.collect(),
        facts,
        form,
        is_me: person.id == organizer.person,
        may_take_over: organizer.is_full() && role == Some(Role::CoOrganizer),
        role: role
            .filter(|role| role.organizes())
            .map(|role| sheet::role(words, Some(role))),
        is_banned: person.is_banned(),
        email: known.email,
        face: Face::new(
            person.name.clone(),
            known.picture.as_deref().map(accounts::picture_path),
        )
        .with_pronouns(appearance.pronouns),
        bio_html: markup::to_html(&appearance.bio, 3),
    };
    page(status, &shown)
}

fn facts(words: Words, zone: &TimeZone, known: &Known) -> Vec<(String, String)> {
    let person = &known.person;
    let day = |instant: crate::clock::Instant| words.short_date(instant.in_zone(zone).date());
    let mut facts = vec![
        (
            words.t("organize-people-ground"),
            sheet::ground(words, person.ground),
        ),
        (
            words.t("organize-people-way"),
            sheet::way(words, person.way),
        ),
    ];
    if let Some(by) = &known.added_by {
        facts.push((words.t("organize-people-added-by"), by.clone()));
        facts.push((words.t("organize-people-why"), person.reason.clone()));
    }
    let joined = known
        .membership
        .as_ref()
        .map_or(person.created_at, |m| m.joined_at);
    facts.push((words.t("organize-people-joined"), day(joined)));
    facts.push((words.t("organize-people-seen"), day(person.seen_at)));
    let agreed = person.mail_agreed_at.map(day);
    let agreed = agreed.unwrap_or_else(|| words.t("organize-person-no-mail"));
    facts.push((words.t("organize-people-mail-agreed"), agreed));
    if let Some(left) = person.left_at {
        facts.push((words.t("organize-person-left"), day(left)));
    }
    if let Some(banned) = person.banned_at {
        facts.push((words.t("organize-person-banned"), day(banned)));
    }
    if !person.removal_reason.is_empty() {
        let reason = person.removal_reason.clone();
        facts.push((words.t("organize-person-reason"), reason));
    }
    facts
}

/// Writes down what an organizer looks after. Others have no such page.
pub async fn update_duty(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let known = find(&app, &here, &id).await?;
    let role = known.membership.as_ref().map(|membership| membership.role);
    if !role.is_some_and(Role::organizes) {
        return Err(Error::NotFound);
    }
    let mut form = form.speaking(here.group.words());
    let duty = &form.optional_line("duty", 80);
    if !form.is_fine() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&app, &here, organizer, status, (known, form));
    }
    let person = &known.person;
    let assign = app
        .db
        .write(|tx| Box::pin(roles::assign_duty(tx, at, organizer, person, duty)));
    assign.await?;
    Ok(done(&here, &id, "organize-duty-done"))
}

/// Removes, and bans if asked to.
pub async fn remove(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let known = find(&app, &here, &id).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let removal = &Removal {
        reason: form.line("reason", 300),
        ban: form.flag("ban"),
    };
    if form.is_fine() {
        let person = &known.person;
        let remove = app
            .db
            .write(|tx| Box::pin(roles::remove(tx, at, organizer, person, removal)));
        match remove.await? {
            Ended::Ended if removal.ban => return Ok(done(&here, &id, "organize-banned")),
            Ended::Ended => return Ok(done(&here, &id, "organize-removed")),
            Ended::LastOrganizer => form.refuse("reason", words.t("organize-last-organizer")),
            Ended::NotHere => form.refuse("reason", words.t("organize-not-here")),
        }
    }
    shown(
        &app,
        &here,
        organizer,
        StatusCode::UNPROCESSABLE_ENTITY,
        (known, form),
    )
}

/// Lifts a ban.
pub async fn allow_back(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let known = find(&app, &here, &id).await?;
    let person = &known.person;
    let allow = app
        .db
        .write(|tx| Box::pin(roles::allow_back(tx, at, organizer, person)));
    allow.await?;
    Ok(done(&here, &id, "organize-ban-lifted"))
}

/// Hands the group over to a co-organizer.
pub async fn hand_over(
    State(app): State<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
) -> Result {
    let (at, organizer) = (&app.moment(), &here.full_organizer()?);
    let known = find(&app, &here, &id).await?;
    let person = &known.person;
    let hand_over = app
        .db
        .write(|tx| Box::pin(roles::hand_over(tx, at, organizer, person)));
    match hand_over.await? {
        HandedOver::HandedOver => Ok(done(&here, &id, "organize-handed-over")),
        HandedOver::NotCoOrganizer => Ok(refused(&here, &id, "organize-not-co-organizer")),
    }
}

/// Ends the viewer's own role.
pub async fn step_down(State(app): State<App>, here: Here) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let step_down = app
        .db
        .write(|tx| Box::pin(roles::step_down(tx, at, organizer)));
    match step_down.await? {
        Ended::Ended | Ended::NotHere => {
            let sentence = here.group.words().t("organize-stepped-down");
            Ok(see_other_with(&here.group.path(), &Flash::done(sentence)))
        }
        Ended::LastOrganizer => {
            let id = organizer.person.to_string();
            Ok(refused(&here, &id, "organize-last-organizer"))
        }
    }
}

fn done(here: &Here, id: &str, key: &str) -> axum::response::Response {
    let path = format!("{}/organize/people/{id}", here.group.path());
    see_other_with(&path, &Flash::done(here.group.words().t(key)))
}

fn refused(here: &Here, id: &str, key: &str) -> axum::response::Response {
    let path = format!("{}/organize/people/{id}", here.group.path());
    see_other_with(&path, &Flash::wrong(here.group.words().t(key)))
}

#[derive(askama::Template)]
#[template(path = "organize/add.html")]
struct AddPage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
}

pub async fn new(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let form = Form::empty(here.group.words()).with("key", once::key(&app.moment()));
    shown_to_add(&app, &here, StatusCode::OK, form)
}

fn shown_to_add(app: &App, here: &Here, status: StatusCode, form: Form) -> Result {
    let shown = AddPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::People),
        form,
    };
    page(status, &shown)
}

/// Adds somebody by hand.
pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    let (at, organizer) = (&app.moment(), &here.organizer()?);
    let (group, words) = (&here.group, here.group.words());
    let mut form = form.speaking(words);
    let addition = &Addition {
        name: form.line("name", 80),
        email: form.email("email").unwrap_or_default(),
        reason: form.line("reason", 300),
        mail: form.flag("mail"),
    };
    if form.is_fine() {
        let once = &Once::new(group.id, here.visitor.require()?.id, form.value("key"));
        let add = app
            .db
            .write(|tx| Box::pin(roles::add_once(tx, at, once, group, organizer, addition)));
        let added = match add.await? {
            Done::Now(added) => added,
            Done::Before(location) => return Ok(see_other(&location)),
        };
        match added {
            Added::Added(id) => return Ok(done(&here, &id.to_string(), "organize-added")),
            Added::Known(_) => form.refuse("email", words.t("organize-add-known")),
            Added::Banned(_) => form.refuse("email", words.t("organize-add-banned")),
        }
    }
    shown_to_add(&app, &here, StatusCode::UNPROCESSABLE_ENTITY, form)
}
