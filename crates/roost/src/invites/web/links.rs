//! Organize → event → Friends and links.

use crate::codes::{self, Code};
use crate::events::{self, Event};
use crate::groups::{Group, Here, OrganizeNav, OrganizeTab};
use crate::ids::LinkId;
use crate::invites::actions::{self, Tagged};
use crate::invites::model::{LABEL, Link, MOST_TAGGED, NewTagged, Outlet};
use crate::invites::store;
use crate::invites::web::Named;
use crate::once::{self, Done, Once};
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use axum::extract::{Path, State};

#[derive(askama::Template)]
#[template(path = "invites/links.html")]
struct LinksPage {
    chrome: Chrome,
    nav: OrganizeNav,
    title: String,
    when: String,
    event_path: String,
    path: String,
    /// How many people come through friends.
    friends: String,
    links: Vec<Row>,
    form: Form,
    outlets: Vec<(String, String)>,
}

/// One tagged link.
struct Row {
    /// Its address under Organize.
    path: String,
    /// Names its field.
    id: String,
    outlet: &'static str,
    label: String,
    url: String,
    code: Option<Code>,
    visits: String,
    brought: String,
}

pub async fn index(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
) -> Result {
    here.organizer()?;
    let event = find(&app, &here, &slug).await?;
    let form = Form::empty(here.group.words()).with("key", once::key(&app.moment()));
    show(&app, &here, &event, form).await
}

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
    form: Form,
) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = &find(&app, &here, &slug).await?;
    let words = here.group.words();
    let mut form = form.speaking(words);
    let outlet = form.choice::<Outlet>("outlet");
    let label = form.line("label", LABEL);
    let Some(outlet) = outlet.filter(|_| form.is_fine()) else {
        return show(&app, &here, event, form).await;
    };
    let new = &NewTagged { outlet, label };
    let path = path(&here.group, event);
    let account = here.visitor.require()?.id;
    let once = &Once::new(here.group.id, account, form.value("key"));
    let once = (once, path.as_str());
    let write = app
        .db
        .write(|tx| Box::pin(actions::make_tagged_once(tx, at, once, by, (event, new))));
    match write.await? {
        Done::Now(Tagged::Made(_)) => {
            let flash = Flash::done(words.t("invites-made"));
            Ok(see_other_with(&path, &flash))
        }
        Done::Now(Tagged::TooMany) => {
            let most = i64::try_from(MOST_TAGGED).unwrap_or(i64::MAX);
            form.refuse("label", words.with("most", most).t("invites-too-many"));
            show(&app, &here, event, form).await
        }
        Done::Before(location) => Ok(see_other(&location)),
    }
}

pub async fn remove(State(app): State<App>, here: Here, Path(named): Path<Named>) -> Result {
    let (by, at) = (&here.organizer()?, &app.moment());
    let event = &find(&app, &here, &named.slug).await?;
    let id: LinkId = named.id.parse().map_err(|_| Error::NotFound)?;
    let write = app
        .db
        .write(|tx| Box::pin(actions::cut_tagged(tx, at, by, event, id)));
    if !write.await? {
        return Err(Error::NotFound);
    }
    let flash = Flash::done(here.group.words().t("invites-cut"));
    Ok(see_other_with(&path(&here.group, event), &flash))
}

/// The event, whatever its state: links are made before it is announced, too.
pub async fn find(app: &App, here: &Here, slug: &str) -> std::result::Result<Event, Error> {
    events::find_addressed(&mut app.db.read().await?, here, slug).await
}

pub fn path(group: &Group, event: &Event) -> String {
    format!("{}/organize/events/{}/links", group.path(), event.slug)
}

async fn show(app: &App, here: &Here, event: &Event, form: Form) -> Result {
    let (group, words) = (&here.group, here.group.words());
    let mut tx = app.db.read().await?;
    let links = store::list_tagged(&mut tx, group.id, event.id).await?;
    let mut rows = Vec::new();
    for link in links {
        let visits = store::count_visits(&mut tx, group.id, link.id).await?;
        let brought = store::count_brought(&mut tx, group.id, link.id).await?;
        rows.push(Row {
            visits: words.with("count", visits).t("invites-visits"),
            brought: words.with("count", brought).t("invites-brought"),
            ..row(app, (group, event), link)
        });
    }
    let friends = store::count_brought_by_people(&mut tx, group.id, event.id).await?;
    drop(tx);
    let option = |it: Outlet| (it.value().to_owned(), words.t(it.key()));
    let shown = LinksPage {
        chrome: here.chrome(app),
        nav: OrganizeNav::new(group, OrganizeTab::Events),
        title: event.title.clone(),
        when: words.long_moment(&event.starts()),
        event_path: event.path(&group.slug),
        path: path(group, event),
        friends: words.with("count", friends).t("invites-friends-count"),
        links: rows,
        outlets: Outlet::ALL.into_iter().map(option).collect(),
        form,
    };
    page(shown.form.status(), &shown)
}

fn row(app: &App, (group, event): (&Group, &Event), link: Link) -> Row {
    let url = app.config.link(&link.path());
    Row {
        path: format!("{}/{}", path(group, event), link.id),
        id: format!("link-{}", link.code),
        outlet: link.outlet.unwrap_or(Outlet::Other).key(),
        label: link.label,
        code: codes::draw(&url),
        url,
        visits: String::new(),
        brought: String::new(),
    }
}
