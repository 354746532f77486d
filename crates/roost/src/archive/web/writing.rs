//! Writing to the list from its archive.

use super::place::Place;
use super::thread::{self, Asked};
use crate::archive::actions::{self, Written};
use crate::archive::blocks::blocks;
use crate::groups::Here;
use crate::lists::{self, Office, Typed};
use crate::once::{self, Done, Once};
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other, see_other_with};
use axum::extract::{Path, State};

/// The longest subject and text that are typed on a page.
const SUBJECT: usize = 200;
const TEXT: usize = 20_000;

#[derive(askama::Template)]
#[template(path = "archive/new.html")]
struct NewPage {
    chrome: Chrome,
    place: Place,
    people: i64,
    form: Form,
}

pub async fn new(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
) -> Result {
    here.visitor.require()?;
    let form = Form::empty(here.group.words()).with("key", once::key(&app.moment()));
    asked(&app, here, &name, form).await
}

async fn asked(app: &App, here: Here, name: &str, form: Form) -> Result {
    let mut tx = app.db.read().await?;
    let place = writable(app, &mut tx, &here, name).await?;
    let people = thread::count_readers(app, &mut tx, &place).await?;
    drop(tx);
    let status = form.status();
    let shown = NewPage {
        chrome: here.chrome(app),
        place,
        people,
        form,
    };
    page(status, &shown)
}

/// Whoever reads and may not write is told so.
async fn writable(
    app: &App,
    tx: &mut crate::db::Tx<'_>,
    here: &Here,
    name: &str,
) -> std::result::Result<Place, Error> {
    let place = Place::find(app, tx, here, name).await?;
    match place.may_write {
        true => Ok(place),
        false => Err(Error::Forbidden),
    }
}

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, name)): Path<(String, String)>,
    form: Form,
) -> Result {
    here.visitor.require()?;
    let place = writable(&app, &mut app.db.read().await?, &here, &name).await?;
    let mut form = form.speaking(here.group.words());
    let subject = form.line("subject", SUBJECT);
    let text = form.text("body", TEXT);
    require(&here, &mut form, &text);
    if !form.is_fine() {
        return asked(&app, here, &name, form).await;
    }
    let typed = Typed {
        subject: &subject,
        text: &text,
        answers: &[],
    };
    let own = place.path.clone();
    send(&app, &here, &place, &typed, (form.value("key"), &own)).await
}

/// Answers a message, to everybody on the list.
pub async fn reply(
    State(app): State<App>,
    here: Here,
    Path((_, name, permalink)): Path<(String, String, String)>,
    form: Form,
) -> Result {
    here.visitor.require()?;
    let mut tx = app.db.read().await?;
    let place = writable(&app, &mut tx, &here, &name).await?;
    let entry = place.entry(&mut tx, &permalink).await?;
    drop(tx);
    let mut form = form.speaking(here.group.words());
    let text = form.text("body", TEXT);
    require(&here, &mut form, &text);
    let where_to = (name.as_str(), permalink.as_str());
    let is_preview = form.value("do") == "preview";
    if !form.is_fine() || is_preview {
        let preview = (is_preview && form.is_fine()).then(|| blocks(&text));
        return thread::shown(&app, here, where_to, Asked::default(), form, preview).await;
    }
    let bare = lists::bare_subject(&entry.subject, &place.list.settings.prefix);
    let typed = Typed {
        subject: &format!("Re: {bare}"),
        text: &text,
        answers: &entry.answered_by(),
    };
    let own = format!("{}/{permalink}", place.path);
    send(&app, &here, &place, &typed, (form.value("key"), &own)).await
}

fn require(here: &Here, form: &mut Form, text: &str) {
    if text.is_empty() && form.problem("body").is_none() {
        form.refuse("body", here.group.words().t("archive-body-empty"));
    }
}

/// Sends what was typed; `own` is the page to return to unless it stands in the archive.
async fn send(
    app: &App,
    here: &Here,
    place: &Place,
    typed: &Typed<'_>,
    (key, own): (&str, &str),
) -> Result {
    let account = here.visitor.require()?.id;
    if !app.limits.allows(here.visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let words = here.group.words();
    let person = here.person.as_ref().ok_or(Error::Forbidden)?.id;
    let (at, context) = (&app.moment(), &app.context());
    let office = &Office {
        at,
        context,
        group: &here.group,
        list: &place.list,
        domain: &place.domain,
    };
    let once = &Once::new(here.group.id, account, key);
    let path = place.path.as_str();
    let sent = app.db.write(|tx| {
        Box::pin(async move {
            if let Some(before) = once.begin(tx, at).await? {
                return Ok(Done::Before(before));
            }
            let written = actions::write(tx, office, person, typed).await?;
            let location = match &written {
                Written::Stands(permalink) => Some(format!("{path}/{permalink}")),
                Written::Waits => Some(own.to_owned()),
                Written::NotSent => None,
            };
            once.end(tx, location.as_deref()).await?;
            Ok(Done::Now((written, location)))
        })
    });
    let (written, location) = match sent.await? {
        Done::Before(location) => return Ok(see_other(&location)),
        Done::Now(now) => now,
    };
    let flash = match written {
        Written::Stands(_) => Flash::done(words.t("archive-sent")),
        Written::Waits => Flash::note(words.t("archive-waits")),
        Written::NotSent => Flash::wrong(words.t("archive-not-sent")),
    };
    Ok(see_other_with(location.as_deref().unwrap_or(own), &flash))
}
