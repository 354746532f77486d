use crate::accounts;
use crate::groups::Here;
use crate::organize::contact::{self, Contacted};
use crate::organize::mail::Message;
use crate::organize::store;
use crate::state::App;
use crate::text;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Query, State};
use axum::http::StatusCode;

/// Longer than the part of any address that names an event.
const SLUG: usize = 200;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// The slug of the event on whose page the message was begun.
    event: String,
}

#[derive(askama::Template)]
#[template(path = "organize/contact.html")]
struct ContactPage {
    chrome: Chrome,
    group: String,
    path: String,
    form: Form,
    /// The title of the event that the message is about.
    event: Option<String>,
}

pub async fn new(State(app): State<App>, here: Here, Query(asked): Query<Asked>) -> Result {
    let mut form = Form::empty(here.group.words()).with("event", asked.event);
    if let Some(account) = &here.visitor.account {
        let mut tx = app.db.read().await?;
        let addresses = accounts::list_addresses(&mut tx, account.id).await?;
        form.fields.set("name", account.name.clone());
        if let Some(address) = addresses.into_iter().next() {
            form.fields.set("email", address.email);
        }
    }
    shown(&app, &here, StatusCode::OK, form).await
}

async fn shown(app: &App, here: &Here, status: StatusCode, mut form: Form) -> Result {
    let event = find_title(app, here, &form).await?;
    let stamp = contact::stamp(&app.key, app.clock.now(), here.group.id);
    // What was opened before keeps its time, so that mending a mistake is not taken for haste.
    if !contact::is_plausible(
        &app.key,
        app.clock.now(),
        here.group.id,
        form.value("opened"),
    ) {
        form.fields.set("opened", stamp);
    }
    let shown = ContactPage {
        chrome: here.chrome(app),
        group: here.group.name.clone(),
        path: here.group.path(),
        form,
        event,
    };
    page(status, &shown)
}

async fn find_title(
    app: &App,
    here: &Here,
    form: &Form,
) -> std::result::Result<Option<String>, Error> {
    // No event is found under what nobody could have typed.
    let slug = &text::line(form.value("event"), SLUG).unwrap_or_default();
    if slug.is_empty() {
        return Ok(None);
    }
    let mut tx = app.db.read().await?;
    Ok(store::contact::find_event_title(&mut tx, here.group.id, slug).await?)
}

pub async fn create(State(app): State<App>, here: Here, form: Form) -> Result {
    let (group, words) = (&here.group, here.group.words());
    let mut form = form.speaking(words);
    let event = find_title(&app, &here, &form).await?;
    let message = &Message {
        name: form.line("name", 80),
        email: form.email("email").unwrap_or_default(),
        text: form.text("message", 4_000),
        event,
    };
    if message.text.is_empty() {
        form.refuse("message", words.t("organize-contact-needed"));
    }
    if !form.is_fine() {
        return shown(&app, &here, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    // Nobody sees this field, so whoever fills it in is no person and is told that all went well.
    let is_machine = !form.value("website").is_empty();
    if !is_machine {
        if !contact::is_plausible(&app.key, app.clock.now(), group.id, form.value("opened")) {
            form.refuse("message", words.t("organize-contact-again"));
            return shown(&app, &here, StatusCode::UNPROCESSABLE_ENTITY, form).await;
        }
        let signed_in = here.visitor.account.is_some();
        let allowed = app.limits.allows(here.visitor.visit.network)
            && (signed_in || app.limits.allows_strangers_mail());
        if !allowed || write(&app, &here, message).await? == Contacted::TooMany {
            form.refuse("message", words.t("organize-contact-too-many"));
            return shown(&app, &here, StatusCode::TOO_MANY_REQUESTS, form).await;
        }
    }
    let sent = Flash::done(words.t("organize-contact-sent"));
    Ok(see_other_with(&back(&here, &form, message), &sent))
}

async fn write(app: &App, here: &Here, message: &Message) -> std::result::Result<Contacted, Error> {
    let (at, group, ways) = (&app.moment(), &here.group, (&*app.config, &app.key));
    let write = app
        .db
        .write(|tx| Box::pin(contact::write_to_organizers(tx, at, ways, group, message)));
    Ok(write.await?)
}

/// The page on which the message was begun.
fn back(here: &Here, form: &Form, message: &Message) -> String {
    match message.event {
        Some(_) => format!("{}/events/{}", here.group.path(), form.value("event")),
        None => here.group.path(),
    }
}
