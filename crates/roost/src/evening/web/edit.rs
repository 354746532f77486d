use super::change::ChangePage;
use crate::blobs::{self, Blobs, Refusal};
use crate::db::Tx;
use crate::evening::forecast::{Forecast, forecast};
use crate::evening::form::{self, Known, QuestionFields, Row};
use crate::evening::near::{Near, near};
use crate::evening::view;
use crate::events::{self, Address, Event, Plan, Status};
use crate::groups::{Here, OrganizeNav, OrganizeTab, Organizer};
use crate::ids::Moment;
use crate::once::{self, Done, Once};
use crate::readiness;
use crate::recap::{self, Note};
use crate::rsvps;
use crate::series::{self, Series};
use crate::state::App;
use crate::venues::{self, Venue};
use crate::web::{Chrome, Error, Flash, Form, Result, Upload, page, see_other, see_other_with};
use crate::words::Words;
use axum::extract::{FromRequest, Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use std::collections::BTreeSet;

/// As wide as the page shows a cover, for screens with fine pixels.
const COVER_LONGEST: u32 = 1600;

#[derive(askama::Template)]
#[template(path = "evening/edit.html")]
struct EditPage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    /// The line of the series that it is a date of.
    series: Option<String>,
    /// What else is on around its day.
    near: Vec<Near>,
    forecast: Forecast,
    /// What the last evening taught.
    note: Option<Note>,
    rows: Vec<Row>,
    questions: QuestionFields,
    venues: Vec<(String, String)>,
    /// Where the form goes.
    action: String,
    /// Where leaving without saving leads.
    back: String,
    /// `None`: a new event.
    event: Option<Event>,
}

impl EditPage {
    fn heading(&self) -> String {
        let key = match self.event {
            None => "evening-new",
            Some(_) => "evening-edit-heading",
        };
        self.chrome.t(key)
    }

    fn is_postponed(&self) -> bool {
        let event = self.event.as_ref();
        event.is_some_and(|event| event.status == Status::Postponed)
    }

    fn has_picture(&self) -> bool {
        let event = self.event.as_ref();
        event.is_some_and(|event| event.picture.is_some())
    }

    fn has_online(&self) -> bool {
        !self.form.chosen("mode", "in_person")
    }
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Copied {
    /// The slug of the event to begin from; empty: none.
    copy: String,
}

pub async fn new(State(app): State<App>, here: Here, Query(from): Query<Copied>) -> Result {
    here.organizer()?;
    let (words, now) = (here.group.words(), app.clock.now());
    let mut tx = app.db.read().await?;
    let earlier = events::find_event(&mut tx, here.group.id, &from.copy).await?;
    let form = match &earlier {
        Some(event) => {
            let agenda = events::list_agenda(&mut tx, here.group.id, event.id).await?;
            form::copied(words, &here.group, event, &agenda, now)
        }
        None => form::fresh(words, &here.group, now),
    };
    let venues = venues::list_venues(&mut tx, here.group.id).await?;
    drop(tx);
    let form = form.with("key", once::key(&app.moment()));
    show(&app, &here, form, &venues, None).await
}

pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    let organizer = here.organizer()?;
    let (at, account) = (&app.moment(), here.visitor.require()?.id);
    let venues = venues::list_venues(&mut app.db.read().await?, here.group.id).await?;
    let mut form = form.speaking(here.group.words());
    if form::change_rows(&mut form, here.group.words()) || form.flag("look") {
        return show(&app, &here, form, &venues, None).await;
    }
    let known = Known {
        venues: &venues,
        words: here.group.words(),
        at,
        dated: None,
        picture: None,
    };
    let Some(plan) = &form::read(&mut form, &known) else {
        return show(&app, &here, form, &venues, None).await;
    };
    let once = &Once::new(here.group.id, account, form.value("key"));
    let by = (&organizer, here.group.slug.as_str());
    let group = &here.group;
    let draft = app.db.write(|tx| {
        Box::pin(async move {
            // A group that plans something has a list of what to prepare.
            readiness::adopt_ready_list(tx, at, group).await?;
            events::draft_once(tx, at, once, by, plan).await
        })
    });
    Ok(see_other(&match draft.await? {
        Done::Now(event) => event.path(&here.group.slug),
        Done::Before(location) => location,
    }))
}

pub async fn edit(State(app): State<App>, here: Here, Path(address): Path<Address>) -> Result {
    here.organizer()?;
    let mut tx = app.db.read().await?;
    let event = events::find_addressed(&mut tx, &here, &address.slug).await?;
    let agenda = events::list_agenda(&mut tx, here.group.id, event.id).await?;
    let venues = venues::list_venues(&mut tx, here.group.id).await?;
    drop(tx);
    let form = form::filled(here.group.words(), &event, &agenda).with("scope", "one");
    show(&app, &here, form, &venues, Some(event)).await
}

pub async fn update(
    State(app): State<App>,
    here: Here,
    Path(address): Path<Address>,
    form: Form,
) -> Result {
    let organizer = here.organizer()?;
    let at = &app.moment();
    let mut tx = app.db.read().await?;
    let event = events::find_addressed(&mut tx, &here, &address.slug).await?;
    let venues = venues::list_venues(&mut tx, here.group.id).await?;
    drop(tx);
    let mut form = form.speaking(here.group.words());
    if form::change_rows(&mut form, here.group.words()) || form.flag("look") || form.flag("back") {
        return show(&app, &here, form, &venues, Some(event)).await;
    }
    let known = Known {
        venues: &venues,
        words: here.group.words(),
        at,
        dated: Some(&event).filter(|event| event.status == Status::Postponed),
        picture: event.picture.clone(),
    };
    let Some(plan) = form::read(&mut form, &known) else {
        return show(&app, &here, form, &venues, Some(event)).await;
    };
    if !form.flag("confirmed")
        && let Some(asking) = ask(&app, &here, at, &event, &plan, &form).await?
    {
        return Ok(asking);
    }
    let scope = Scope::of(&form);
    save(&app, &here, (&organizer, at), &event, (&plan, scope)).await
}

/// Puts an uploaded picture on the cover.
pub async fn update_cover(
    State(app): State<App>,
    here: Here,
    Path(address): Path<Address>,
    request: Request,
) -> Result {
    // Who may not is told so before anything that she sent is read.
    let (by, at) = (&here.organizer()?, &app.moment());
    let upload = Upload::from_request(request, &app).await?;
    let mut tx = app.db.read().await?;
    let event = events::find_addressed(&mut tx, &here, &address.slug).await?;
    let agenda = events::list_agenda(&mut tx, here.group.id, event.id).await?;
    let venues = venues::list_venues(&mut tx, here.group.id).await?;
    drop(tx);
    let key = match blobs::picture(upload.0, COVER_LONGEST).await {
        Ok(picture) => {
            let kept = Blobs::of(&app.config);
            let staged = &kept.stage(picture.media_type, picture.bytes).await?;
            let change = app
                .db
                .write(|tx| Box::pin(events::change_cover(tx, at, by, event.id, staged)));
            change.await?;
            let flash = Flash::done(here.group.words().t("evening-saved"));
            return Ok(see_other_with(&event.path(&here.group.slug), &flash));
        }
        Err(Refusal::TooLarge) => "evening-picture-too-large",
        Err(Refusal::NotAPicture) => "evening-picture-not-one",
    };
    let mut form = form::filled(here.group.words(), &event, &agenda);
    form.refuse("picture", here.group.words().t(key));
    show(&app, &here, form, &venues, Some(event)).await
}

async fn save(
    app: &App,
    here: &Here,
    (by, at): (&Organizer, &Moment),
    event: &Event,
    (plan, scope): (&Plan, Scope),
) -> Result {
    let id = event.id;
    let saved = app.db.write(|tx| {
        Box::pin(async move {
            if scope == Scope::Following
                && let Some(event) = series::change_following(tx, at, by, id, plan).await?
            {
                return Ok(event);
            }
            events::edit(tx, at, by, id, plan).await
        })
    });
    let event = saved.await?;
    let flash = Flash::done(here.group.words().t("evening-saved"));
    Ok(see_other_with(&event.path(&here.group.slug), &flash))
}

/// Which evenings of a series an edit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    One,
    Following,
}

impl Scope {
    fn of(form: &Form) -> Self {
        match form.value("scope") {
            "following" => Scope::Following,
            _ => Scope::One,
        }
    }
}

/// The page that asks before people get mail; `None`: nobody gets any.
async fn ask(
    app: &App,
    here: &Here,
    at: &Moment,
    event: &Event,
    plan: &Plan,
    form: &Form,
) -> std::result::Result<Option<Response>, Error> {
    let mut tx = app.db.read().await?;
    let changes = changes(&mut tx, here, event, plan).await?;
    let mut people = 0;
    if event.status == Status::Published && !event.is_over(at.now) && !changes.is_empty() {
        people += rsvps::count_people_coming(&mut tx, event.group_id, event.id).await?;
    }
    if Scope::of(form) == Scope::Following {
        people += people_of_following(&mut tx, here, at, (event, plan)).await?;
    }
    drop(tx);
    if people == 0 {
        return Ok(None);
    }
    let shown = ChangePage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        form: form.clone(),
        title: event.title.clone(),
        action: desk(here, event),
        changes,
        people,
    };
    Ok(Some(page(StatusCode::OK, &shown)?))
}

/// How many hear that a following evening has another time or place.
async fn people_of_following(
    tx: &mut Tx<'_>,
    here: &Here,
    at: &Moment,
    (event, plan): (&Event, &Plan),
) -> crate::db::Result<i64> {
    let mut people = 0;
    for date in series::foresee_following(tx, at, event, plan).await? {
        let is_told = date.is_changed && date.event.status == Status::Published;
        if is_told && !changes(tx, here, &date.event, &date.plan).await?.is_empty() {
            people += rsvps::count_people_coming(tx, event.group_id, date.event.id).await?;
        }
    }
    Ok(people)
}

/// What is different for somebody who comes: the time and the place, before and after.
pub async fn changes(
    tx: &mut Tx<'_>,
    here: &Here,
    event: &Event,
    plan: &Plan,
) -> crate::db::Result<Vec<(&'static str, String, String)>> {
    let words = here.group.words();
    let mut changes = Vec::new();
    let (before, after) = (event.schedule(), &plan.details.schedule);
    if before != *after {
        let tell = |schedule: &events::Schedule| view::span(words, schedule);
        changes.push(("evening-change-time", tell(&before), tell(after)));
    }
    let planned = match &plan.venue {
        events::Choice::None => String::new(),
        events::Choice::New(place) => place.directions(),
        events::Choice::Known(id) => {
            let venue = venues::find_venue(tx, event.group_id, *id).await?;
            venue.map_or_else(String::new, |venue| venue.place.directions())
        }
    };
    let place = events::place(tx, event).await?;
    if place != planned {
        let or_nowhere = |place: String| {
            if place.is_empty() {
                words.t("evening-no-place")
            } else {
                place
            }
        };
        changes.push((
            "evening-change-place",
            or_nowhere(place),
            or_nowhere(planned),
        ));
    }
    Ok(changes)
}

/// The event's address under Organize.
pub fn desk(here: &Here, event: &Event) -> String {
    format!("{}/organize/events/{}", here.group.path(), event.slug)
}

async fn line_of_series(
    app: &App,
    here: &Here,
    event: &Event,
) -> crate::db::Result<Option<String>> {
    let mut tx = app.db.read().await?;
    let series = series::find_series_of(&mut tx, event.group_id, event.id).await?;
    let words = here.group.words();
    Ok(series.filter(Series::runs).map(|series| {
        let rule = series.rule(BTreeSet::new());
        series::line(words, &rule, series.defaults.starts)
    }))
}

/// Nowhere yet, every place of the book, or a new one.
pub fn venue_options(words: Words, venues: &[Venue]) -> Vec<(String, String)> {
    let none = (String::new(), words.t("evening-venue-none"));
    let new = ("new".to_owned(), words.t("evening-venue-new"));
    let known = venues.iter().map(|it| (it.id.to_string(), it.place.line()));
    std::iter::once(none).chain(known).chain([new]).collect()
}

async fn show(
    app: &App,
    here: &Here,
    form: Form,
    venues: &[Venue],
    event: Option<Event>,
) -> Result {
    let words = here.group.words();
    let status = form.status();
    let list = format!("{}/organize/events", here.group.path());
    let series = match &event {
        Some(event) => line_of_series(app, here, event).await?,
        None => None,
    };
    let near = near(app, here, form.value("starts_on").parse().ok()).await?;
    let forecast = forecast(app, here, &form).await?;
    let now = app.clock.now();
    let plans = event.as_ref().is_none_or(|event| !event.has_begun(now));
    let note = if plans {
        recap::note(&mut app.db.read().await?, &here.group, now).await?
    } else {
        None
    };
    let shown = EditPage {
        note,
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        series,
        near,
        forecast,
        rows: form::rows(&form),
        questions: QuestionFields::of(&form, words),
        venues: venue_options(words, venues),
        action: event
            .as_ref()
            .map_or(list.clone(), |event| desk(here, event)),
        back: event
            .as_ref()
            .map_or(list, |event| event.path(&here.group.slug)),
        form,
        event,
    };
    page(status, &shown)
}
