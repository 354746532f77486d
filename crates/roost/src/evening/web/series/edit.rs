use super::pages;
use crate::evening::forecast::{Forecast, forecast};
use crate::evening::form::{self, Known, QuestionFields, Row};
use crate::evening::near::{Near, near};
use crate::evening::web::edit::venue_options;
use crate::events::{self, Status};
use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::once::{self, Done, Once};
use crate::readiness;
use crate::series::{self, NewSeries, Pattern, Rule, Series};
use crate::state::App;
use crate::venues::{self, Venue};
use crate::web::{Chrome, Form, Result, page, see_other};
use axum::extract::{Query, State};
use axum::http::StatusCode;

/// An event and how it comes again, in one form.
#[derive(askama::Template)]
#[template(path = "evening/series/edit.html")]
struct EditPage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    /// What else is on around its first day.
    near: Vec<Near>,
    forecast: Forecast,
    rows: Vec<Row>,
    questions: QuestionFields,
    venues: Vec<(String, String)>,
    patterns: Vec<(String, String)>,
    /// Where the form goes.
    action: String,
    /// Where leaving without saving leads.
    back: String,
    heading: &'static str,
    is_new: bool,
}

impl EditPage {
    /// No date of a series waits for a new one.
    fn is_postponed(&self) -> bool {
        false
    }

    fn has_online(&self) -> bool {
        !self.form.chosen("mode", "in_person")
    }
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct From {
    /// The slug of the event that is to come again; empty: a new one.
    from: String,
}

pub async fn new(State(app): State<App>, here: Here, Query(query): Query<From>) -> Result {
    here.organizer()?;
    let (words, now) = (here.group.words(), app.clock.now());
    let mut tx = app.db.read().await?;
    let event = events::find_event(&mut tx, here.group.id, &query.from).await?;
    let form = match &event {
        Some(event) => {
            let agenda = events::list_agenda(&mut tx, here.group.id, event.id).await?;
            let form = match event.is_over(now) {
                true => form::copied(words, &here.group, event, &agenda, now),
                false => form::filled(words, event, &agenda),
            };
            form.with("from", &event.slug)
        }
        None => form::fresh(words, &here.group, now),
    };
    let venues = venues::list_venues(&mut tx, here.group.id).await?;
    drop(tx);
    let first = form.value("starts_on").parse();
    let rule = Rule::new(Pattern::MonthWeekday, 1, first.unwrap_or_default());
    let form = form::with_rule(form, &rule)
        .with("made_as", "draft")
        .with("key", once::key(&app.moment()));
    show(&app, &here, form, &venues, Page::New).await
}

pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    let organizer = here.organizer()?;
    let (at, account) = (&app.moment(), here.visitor.require()?.id);
    let mut tx = app.db.read().await?;
    let venues = venues::list_venues(&mut tx, here.group.id).await?;
    let from = events::find_event(&mut tx, here.group.id, form.value("from")).await?;
    drop(tx);
    let mut form = form.speaking(here.group.words());
    if form::change_rows(&mut form, here.group.words()) || form.flag("look") {
        return show(&app, &here, form, &venues, Page::New).await;
    }
    let Some(new) = &read(&app, &here, &mut form, &venues) else {
        return show(&app, &here, form, &venues, Page::New).await;
    };
    let once = &Once::new(here.group.id, account, form.value("key"));
    let pages = pages(&here);
    let by = (&organizer, pages.as_str());
    let made = (new, from.map(|event| event.id));
    let group = &here.group;
    let make = app.db.write(|tx| {
        Box::pin(async move {
            // A group that plans something has a list of what to prepare.
            readiness::adopt_ready_list(tx, at, group).await?;
            series::make_once(tx, at, once, by, made).await
        })
    });
    Ok(see_other(&match make.await? {
        Done::Now(id) => format!("{pages}/{id}"),
        Done::Before(location) => location,
    }))
}

/// The series that the form describes; `None`: it has mistakes, which it now names.
pub fn read(app: &App, here: &Here, form: &mut Form, venues: &[Venue]) -> Option<NewSeries> {
    let words = here.group.words();
    let known = Known {
        venues,
        words,
        at: &app.moment(),
        dated: None,
        picture: None,
    };
    let plan = form::read(form, &known);
    let first = plan
        .as_ref()
        .map(|plan| plan.details.schedule.starts.wall.0.date());
    let first = first.or_else(|| form.value("starts_on").parse().ok());
    let rule = form::read_rule(form, words, first);
    let made_as = match form.value("made_as") {
        "published" => Status::Published,
        _ => Status::Draft,
    };
    let (plan, rule) = (plan?, rule?);
    form.is_fine().then_some(NewSeries {
        rule,
        plan,
        made_as,
    })
}

/// Which form it is.
pub enum Page<'s> {
    New,
    Of(&'s Series),
}

pub async fn show(app: &App, here: &Here, form: Form, venues: &[Venue], which: Page<'_>) -> Result {
    let words = here.group.words();
    let status = match form.is_fine() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let patterns = Pattern::ALL.map(|pattern| {
        let key = match pattern {
            Pattern::Weeks => "series-pattern-weeks",
            Pattern::MonthWeekday => "series-pattern-weekday",
            Pattern::MonthLastWeekday => "series-pattern-last-weekday",
            Pattern::MonthDay => "series-pattern-day",
            Pattern::MonthEnd => "series-pattern-end",
        };
        (pattern.value().to_owned(), words.t(key))
    });
    let near = near(app, here, form.value("starts_on").parse().ok()).await?;
    let forecast = forecast(app, here, &form).await?;
    let (action, heading, is_new) = match which {
        Page::New => (pages(here), "series-new", true),
        Page::Of(series) => {
            let path = format!("{}/{}", pages(here), series.id);
            (path, "series-edit-heading", false)
        }
    };
    let shown = EditPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        near,
        forecast,
        rows: form::rows(&form),
        questions: QuestionFields::of(&form, words),
        venues: venue_options(words, venues),
        patterns: patterns.into(),
        back: action.clone(),
        action,
        heading,
        is_new,
        form,
    };
    page(status, &shown)
}
