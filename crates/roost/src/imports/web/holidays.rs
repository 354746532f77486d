//! Dates of a series that fall on what a calendar of public holidays tells.

use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::ids::SeriesId;
use crate::imports::source::{self, Source, Trouble};
use crate::series::{self, Rule, Series};
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Parcel, Result, page, see_other_with};
use axum::extract::{FromRequest, Path, Request, State as Of};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// So many dates ahead are looked at: as far as calendars are read.
const YEARS: i64 = 2;

#[derive(askama::Template)]
#[template(path = "imports/holidays.html")]
struct HolidaysPage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    title: String,
    /// Where the series is.
    path: String,
    /// What was found in a calendar; `None`: none was read yet.
    found: Option<Vec<Found>>,
}

/// A date of the series, and what the calendar tells of that day.
struct Found {
    value: String,
    day: String,
    holidays: String,
}

pub async fn new(Of(app): Of<App>, here: Here, Path((_, id)): Path<(String, String)>) -> Result {
    here.organizer()?;
    let (series, _) = find(&app, &here, &id).await?;
    show(&app, &here, &series, Form::empty(here.group.words()), None)
}

/// Reads the calendar and shows which dates would fall out.
pub async fn look(
    Of(app): Of<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    request: Request,
) -> Result {
    // Who may not is told so before anything that she sent is read.
    here.organizer()?;
    let (series, rule) = find(&app, &here, &id).await?;
    let words = here.group.words();
    let Parcel { form, file } = Parcel::from_request(request, &app).await?;
    let mut form = form.speaking(words);
    if file.is_none() && form.value("address").trim().is_empty() {
        form.refuse("file", words.t("imports-choose"));
        return show(&app, &here, &series, form, None);
    }
    let field = if file.is_some() { "file" } else { "address" };
    match read(&app, &here, file, form.value("address")).await {
        Ok(source) => {
            let today = app.clock.now().in_zone(&here.group.zone()).date();
            let found = fall_out(&here, &rule, &source, today);
            let form = found
                .iter()
                .fold(Form::empty(words), |form, date| tick(form, &date.value));
            show(&app, &here, &series, form, Some(found))
        }
        Err(trouble) => {
            form.refuse(field, source::trouble(words, trouble));
            show(&app, &here, &series, form, None)
        }
    }
}

/// Takes the ticked dates out.
pub async fn skip(
    Of(app): Of<App>,
    here: Here,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let (series, _) = find(&app, &here, &id).await?;
    let ticked = form.fields.all("skip").filter_map(|day| day.parse().ok());
    let days: &BTreeSet<Date> = &ticked.collect();
    let skip = app
        .db
        .write(|tx| Box::pin(series::skip(tx, at, by, series.id, days)));
    let left = skip.await?;
    let words = here.group.words();
    let flash = match left {
        0 => Flash::done(words.with("count", days.len()).t("imports-holidays-done")),
        left => Flash::note(words.with("count", left).t("imports-holidays-left")),
    };
    Ok(see_other_with(&path(&here, series.id), &flash))
}

async fn find(app: &App, here: &Here, id: &str) -> std::result::Result<(Series, Rule), Error> {
    let id: SeriesId = id.parse().map_err(|_| Error::NotFound)?;
    let mut tx = app.db.read().await?;
    let series = series::find_series(&mut tx, here.group.id, id).await?;
    let series = series.filter(Series::runs).ok_or(Error::NotFound)?;
    let rule = series.rule(series::list_skipped(&mut tx, here.group.id, id).await?);
    Ok((series, rule))
}

async fn read(
    app: &App,
    here: &Here,
    file: Option<(String, Vec<u8>)>,
    address: &str,
) -> std::result::Result<Source, Trouble> {
    let (zone, now) = (&here.group.zone, app.clock.now());
    match file {
        Some(file) => source::from_files(vec![file], zone, now).await,
        None => source::from_address(&app.config, address, zone, now).await,
    }
}

/// The dates to come on which the calendar tells something that takes place.
fn fall_out(here: &Here, rule: &Rule, source: &Source, today: Date) -> Vec<Found> {
    let last = today.saturating_add(YEARS.years());
    let dates = rule.dates(last).into_iter().filter(|day| *day >= today);
    let mut holidays: BTreeMap<Date, Vec<&str>> = dates.map(|day| (day, Vec::new())).collect();
    for item in source.reading.items.iter().filter(|it| !it.is_cancelled) {
        let days = item.starts.date()..=item.ends.date();
        for (_, titles) in holidays.range_mut(days) {
            titles.push(&item.title);
        }
    }
    holidays.retain(|_, titles| !titles.is_empty());
    let words = here.group.words();
    let found = holidays.into_iter().map(|(day, titles)| Found {
        value: day.to_string(),
        day: words.long_date(day),
        holidays: titles.join(", "),
    });
    found.collect()
}

/// A form with one more box ticked.
fn tick(form: Form, value: &str) -> Form {
    let mut form = form;
    form.fields.add("skip", value);
    form
}

fn path(here: &Here, id: SeriesId) -> String {
    format!("{}/organize/series/{id}", here.group.path())
}

fn show(app: &App, here: &Here, series: &Series, form: Form, found: Option<Vec<Found>>) -> Result {
    let status = form.status();
    let shown = HolidaysPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Events),
        form,
        title: series.defaults.title.clone(),
        path: path(here, series.id),
        found,
    };
    page(status, &shown)
}
