//! Organize → Write → Lists.

use crate::groups::{Here, OrganizeNav, OrganizeTab};
use crate::lists::actions;
use crate::lists::model::{Joins, LONGEST_NAME, LONGEST_TITLE, List, NameRefusal, Settings};
use crate::lists::store;
use crate::once::{self, Done, Once};
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use axum::extract::State;

#[derive(askama::Template)]
#[template(path = "lists/index.html")]
struct IndexPage {
    chrome: Chrome,
    nav: OrganizeNav,
    /// What our own addresses end with; `None`: no mail comes in.
    domain: Option<String>,
    rows: Vec<Row>,
    form: Form,
}

struct Row {
    list: List,
    href: String,
    address: String,
    subscribers: i64,
    held: i64,
}

pub async fn index(State(app): State<App>, here: Here) -> Result {
    here.organizer()?;
    let form = Form::empty(here.group.words())
        .with("joins", Joins::Anyone.value())
        .with("key", once::key(&app.moment()));
    shown(&app, &here, form).await
}

pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    let by = &here.organizer()?;
    let account = here.visitor.require()?.id;
    if app.config.inbound.domain.is_none() {
        return Err(Error::NotFound);
    }
    let words = here.group.words();
    let mut form = form.speaking(words);
    let title = form.line("title", LONGEST_TITLE);
    let name = form.line("address", LONGEST_NAME).to_lowercase();
    let joins = form.choice::<Joins>("joins");
    let (Some(joins), true) = (joins, form.is_fine()) else {
        return shown(&app, &here, form).await;
    };
    let settings = Settings {
        joins,
        ..Settings::of(&title)
    };
    let (at, once) = (
        &app.moment(),
        &Once::new(by.group, account, form.value("key")),
    );
    let (settings, name, base) = (&settings, name.as_str(), here.group.path());
    let base = base.as_str();
    let founded = app.db.write(|tx| {
        Box::pin(async move {
            if let Some(before) = once.begin(tx, at).await? {
                return Ok(Done::Before(before));
            }
            let founded = actions::found(tx, at, by, name, settings.clone()).await?;
            let location = founded.as_ref().ok();
            let location = location.map(|list| format!("{base}/organize/lists/{}", list.name));
            once.end(tx, location.as_deref()).await?;
            Ok(Done::Now(founded))
        })
    });
    let refusal = match founded.await? {
        Done::Before(location) => return Ok(see_other(&location)),
        Done::Now(Ok(list)) => {
            let flash = Flash::done(words.with("list", list.settings.title).t("lists-founded"));
            let path = format!("{}/organize/lists/{}", here.group.path(), list.name);
            return Ok(see_other_with(&path, &flash));
        }
        Done::Now(Err(refusal)) => refusal,
    };
    form.refuse(
        "address",
        words.t(match refusal {
            NameRefusal::Empty | NameRefusal::TooLong | NameRefusal::Odd => "lists-name-odd",
            NameRefusal::Ending => "lists-name-ending",
            NameRefusal::Reserved | NameRefusal::Taken => "lists-name-taken",
        }),
    );
    shown(&app, &here, form).await
}

async fn shown(app: &App, here: &Here, form: Form) -> Result {
    let (group, now) = (&here.group, app.clock.now());
    let domain = app.config.inbound.domain.clone();
    let mut rows = Vec::new();
    if let Some(domain) = &domain {
        let mut tx = app.db.read().await?;
        let held = store::count_held(&mut tx, group.id).await?;
        for list in store::list_lists(&mut tx, group.id).await? {
            let whose = (group.id, list.id);
            let (subscribers, _) = store::count_subscribers(&mut tx, now, whose).await?;
            let waiting = held.iter().find(|one| one.list_id == list.id);
            rows.push(Row {
                href: format!("{}/organize/lists/{}", group.path(), list.name),
                address: list.address(domain),
                subscribers,
                held: waiting.map_or(0, |one| one.posts),
                list,
            });
        }
    }
    let status = form.status();
    let shown = IndexPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(group, OrganizeTab::Write),
        domain,
        rows,
        form,
    };
    page(status, &shown)
}
