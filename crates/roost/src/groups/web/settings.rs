use super::describe::{self, Described};
use super::here::Here;
use super::organize_nav::{OrganizeNav, OrganizeTab};
use super::place::Placing;
use crate::clock::Instant;
use crate::groups::actions;
use crate::groups::model::{Group, Link, Topic};
use crate::groups::store::group::{list_links, list_topics};
use crate::places;
use crate::state::App;
use crate::web::{Chrome, FRAME, Flash, Form, Result, frame_line, page, see_other_with};
use axum::extract::State;
use axum::http::StatusCode;

#[derive(askama::Template)]
#[template(path = "groups/settings.html")]
struct SettingsPage {
    chrome: Chrome,
    nav: OrganizeNav,
    here: Here,
    form: Form,
    placing: Placing,
    zones: Vec<(&'static str, &'static str)>,
    /// Whether she may close the group.
    may_close: bool,
}

impl SettingsPage {
    /// The line that shows the group's next event on another site.
    fn frame(&self) -> String {
        let address = self
            .chrome
            .link(&format!("/embed{}", self.here.group.path()));
        frame_line(&address, &self.here.group.name, FRAME)
    }

    fn hours(&self) -> [(&'static str, String); 2] {
        [
            ("24", self.chrome.t("groups-hours-24")),
            ("12", self.chrome.t("groups-hours-12")),
        ]
    }

    fn orders(&self) -> [(&'static str, String); 3] {
        [
            ("dmy", self.chrome.t("groups-order-dmy")),
            ("mdy", self.chrome.t("groups-order-mdy")),
            ("ymd", self.chrome.t("groups-order-ymd")),
        ]
    }

    fn distances(&self) -> [(&'static str, String); 2] {
        [
            ("km", self.chrome.t("groups-distance-km")),
            ("mi", self.chrome.t("groups-distance-mi")),
        ]
    }
}

pub async fn edit(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let mut tx = app.db.read().await?;
    let topics = list_topics(&mut tx, here.group.id).await?;
    let links = list_links(&mut tx, here.group.id).await?;
    drop(tx);
    let form = filled(&here.group, &topics, &links);
    page(
        StatusCode::OK,
        &settings_page(&app, here, form, Placing::default())?,
    )
}

pub async fn update(State(app): State<App>, here: Here, form: Form) -> Result {
    let by = &here.organizer()?;
    let (at, group, words) = (&app.moment(), &here.group, here.group.words());
    let mut form = form.speaking(words);
    let seeks_city = form.chosen("find", "city");
    let year = year_of(at.now, group);
    let Described {
        description,
        placing,
    } = describe::read_known(&mut form, words, group, year);
    if seeks_city {
        let form = describe::as_typed(form, words);
        return page(StatusCode::OK, &settings_page(&app, here, form, placing)?);
    }
    if let Some(description) = &description {
        let edited = app
            .db
            .write(|tx| Box::pin(actions::edit(tx, at, group, by, description)));
        match edited.await? {
            Ok(group) => {
                let path = format!("{}/organize/settings", group.path());
                return Ok(see_other_with(&path, &Flash::done(words.t("groups-saved"))));
            }
            Err(refusal) => describe::refuse_slug(&mut form, "slug", words, refusal),
        }
    }
    let shown = settings_page(&app, here, form, placing)?;
    page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

#[derive(askama::Template)]
#[template(path = "groups/close.html")]
struct ClosePage {
    chrome: Chrome,
    here: Here,
}

/// Closing a group is asked for on a page of its own.
pub async fn confirm_close(State(app): State<App>, here: Here) -> Result {
    here.full_organizer()?;
    let chrome = here.chrome(&app);
    page(StatusCode::OK, &ClosePage { chrome, here })
}

pub async fn close(State(app): State<App>, here: Here) -> Result {
    let by = &here.full_organizer()?;
    let (at, group) = (&app.moment(), &here.group);
    let closed = app
        .db
        .write(|tx| Box::pin(actions::close(tx, at, group, by)));
    closed.await?;
    let (words, name) = (group.words(), group.name.clone());
    let sentence = words.with("group", name).t("groups-closed");
    Ok(see_other_with(&group.path(), &Flash::done(sentence)))
}

/// Opens a group again that was closed.
pub async fn reopen(State(app): State<App>, here: Here) -> Result {
    let by = &here.full_organizer()?;
    let (at, group) = (&app.moment(), &here.group);
    let opened = app
        .db
        .write(|tx| Box::pin(actions::reopen(tx, at, group, by)));
    opened.await?;
    let (words, name) = (group.words(), group.name.clone());
    let sentence = words.with("group", name).t("groups-reopened");
    Ok(see_other_with(&group.path(), &Flash::done(sentence)))
}

fn settings_page(
    app: &App,
    here: Here,
    form: Form,
    placing: Placing,
) -> std::result::Result<SettingsPage, crate::web::Error> {
    let may_close = here.organizer()?.is_full();
    let mut zones: Vec<_> = places::zones()
        .into_iter()
        .map(|zone| (zone, zone))
        .collect();
    if !zones.iter().any(|(zone, _)| *zone == here.group.zone) {
        zones.insert(0, ("UTC", "UTC"));
    }
    Ok(SettingsPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Settings),
        form,
        placing,
        zones,
        may_close,
        here,
    })
}

/// The form as the group is at present.
fn filled(group: &Group, topics: &[Topic], links: &[Link]) -> Form {
    let topics: Vec<_> = topics.iter().map(|topic| topic.topic.as_str()).collect();
    let lines = links
        .iter()
        .map(|link| format!("{} {}\n", link.label, link.url));
    let kind = if group.conduct_link.is_empty() {
        "own"
    } else {
        "link"
    };
    Form::empty(group.words())
        .with("name", &group.name)
        .with("slug", &group.slug)
        .with("city", &group.city)
        .with("zone", &group.zone)
        .with("topics", topics.join(", "))
        .with("sentence", &group.sentence)
        .with("description", &group.description)
        .with("conduct_kind", kind)
        .with("conduct", &group.conduct)
        .with("conduct_link", &group.conduct_link)
        .with("frequency", &group.frequency)
        .with("contact_email", &group.contact_email)
        .with("links", lines.collect::<String>())
        .with("hours", group.hours.name())
        .with("date_order", group.date_order.name())
        .with("distance", group.distance.name())
        .with(
            "since_year",
            group
                .since_year
                .map_or(String::new(), |year| year.to_string()),
        )
}

fn year_of(now: Instant, group: &Group) -> i64 {
    i64::from(now.in_zone(&group.zone()).year())
}
