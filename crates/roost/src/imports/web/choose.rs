use crate::groups::{Actor, Here, OrganizeNav, OrganizeTab};
use crate::ids::{ImportId, Moment};
use crate::imports::actions;
use crate::imports::model::{Import, State};
use crate::imports::source::{self, Source, Trouble};
use crate::imports::store;
use crate::state::App;
use crate::web::{Chrome, Form, Parcels, Result, page, see_other};
use crate::words::Words;
use axum::extract::{FromRequest, Request, State as Of};

/// Earlier imports that the page lists.
const EARLIER: i64 = 20;

#[derive(askama::Template)]
#[template(path = "imports/choose.html")]
struct ChoosePage {
    chrome: Chrome,
    nav: OrganizeNav,
    form: Form,
    path: String,
    earlier: Vec<Earlier>,
}

impl ChoosePage {
    /// Keys of the names of other calendars, and of how to get at what they hold.
    fn sites(&self) -> [(&'static str, &'static str); 5] {
        [
            ("imports-where-google", "imports-where-google-text"),
            ("imports-where-outlook", "imports-where-outlook-text"),
            ("imports-where-nextcloud", "imports-where-nextcloud-text"),
            ("imports-where-meetup", "imports-where-meetup-text"),
            ("imports-where-apple", "imports-where-apple-text"),
        ]
    }
}

struct Earlier {
    href: String,
    source: String,
    note: String,
}

pub async fn new(Of(app): Of<App>, here: Here) -> Result {
    here.organizer()?;
    let form = Form::empty(here.group.words());
    show(&app, &here, form).await
}

/// Reads the calendar and leads to its preview; nothing of it is an event then.
pub async fn create(Of(app): Of<App>, here: Here, request: Request) -> Result {
    // Who may not is told so before anything that she sent is read.
    let (by, at) = (&Actor::from(&here.organizer()?), &app.moment());
    let words = here.group.words();
    let Parcels { form, files } = Parcels::from_request(request, &app).await?;
    let mut form = form.speaking(words);
    let (field, found) = if !files.is_empty() {
        let read = source::from_files(files, &here.group.zone, at.now);
        ("file", read.await)
    } else if form.value("address").trim().is_empty() {
        form.refuse("file", words.t("imports-choose"));
        return show(&app, &here, form).await;
    } else {
        let read = fetch(&app, &here, at, form.value("address"));
        ("address", read.await)
    };
    match found {
        Ok(source) => {
            let id = keep(&app, &here, (at, by), &source).await?;
            Ok(see_other(&path_of(&here, id)))
        }
        Err(trouble) => {
            form.refuse(field, source::trouble(words, trouble));
            show(&app, &here, form).await
        }
    }
}

async fn fetch(
    app: &App,
    here: &Here,
    at: &Moment,
    typed: &str,
) -> std::result::Result<Source, Trouble> {
    source::from_address(&app.config, typed, &here.group.zone, at.now).await
}

async fn keep(
    app: &App,
    here: &Here,
    (at, by): (&Moment, &Actor),
    source: &Source,
) -> anyhow::Result<ImportId> {
    let (name, reading) = (source.name.as_str(), &source.reading);
    let mut tx = app.db.read().await?;
    let lines = &actions::judge(&mut tx, at, here.group.id, reading).await?;
    drop(tx);
    let keep = app
        .db
        .write(|tx| Box::pin(actions::keep(tx, at, by, name, reading, lines)));
    keep.await
}

/// Where an import is looked at.
pub fn path_of(here: &Here, id: ImportId) -> String {
    format!("{}/organize/imports/{id}", here.group.path())
}

async fn show(app: &App, here: &Here, form: Form) -> Result {
    let words = here.group.words();
    let status = form.status();
    let mut tx = app.db.read().await?;
    let imports = store::list_imports(&mut tx, here.group.id, EARLIER).await?;
    drop(tx);
    let earlier = imports.into_iter().map(|import| Earlier {
        href: path_of(here, import.id),
        note: note(words, here, &import),
        source: import.source,
    });
    let shown = ChoosePage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(&here.group, OrganizeTab::Settings),
        form,
        path: format!("{}/organize/imports", here.group.path()),
        earlier: earlier.collect(),
    };
    page(status, &shown)
}

/// "24 November 2026: 12 events came."
fn note(words: Words, here: &Here, import: &Import) -> String {
    let day = import.created_at.in_zone(&here.group.zone()).date();
    let phrase = words
        .with("day", words.short_date(day))
        .with("count", import.counts.to_write());
    phrase.t(match import.state {
        State::Running | State::Previewed => "imports-earlier-running",
        State::Done => "imports-earlier-done",
        State::Undoing => "imports-earlier-undoing",
        State::Undone => "imports-earlier-undone",
    })
}
