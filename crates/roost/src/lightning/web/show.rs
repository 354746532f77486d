//! The line-up of an event, and signing up to it.

use super::cookie;
use super::form as round_form;
use super::view::{LineUps, Own, line_ups, own, why};
use crate::events::{self, Event};
use crate::groups::{self, Here};
use crate::ids::RoundId;
use crate::lightning::actions::{self, Outcome, Speaker};
use crate::lightning::model::{Entry, NAME, TITLE, Turn};
use crate::lightning::store;
use crate::state::App;
use crate::web::{Chrome, Error, Flash, Form, Result, page, see_other_with};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};

#[derive(askama::Template)]
#[template(path = "lightning/show.html")]
struct ShowPage {
    chrome: Chrome,
    title: String,
    event_path: String,
    when: String,
    group: String,
    group_path: String,
    line_ups: LineUps,
    /// Her own turns.
    own: Vec<Own>,
    form: Form,
    /// Whether an address can be typed: whoever is signed in has one.
    is_stranger: bool,
    /// The organizers' page; `None` for everybody else.
    desk: Option<String>,
}

pub async fn show(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
) -> Result {
    let event = events::find_visible(&mut app.db.read().await?, &here, &slug).await?;
    render(&app, &here, &event, None).await
}

async fn render(app: &App, here: &Here, event: &Event, form: Option<Form>) -> Result {
    let (words, now) = (here.group.words(), app.clock.now());
    let kept = cookie::kept(app, &here.visitor.visit.cookies);
    let mut tx = app.db.read().await?;
    let line_ups = line_ups(&mut tx, &here.group, event, now).await?;
    let turns = cookie::find_turns(&mut tx, event, &kept).await?;
    drop(tx);
    if line_ups.rounds.is_empty() && !here.organizes() {
        return Err(Error::NotFound);
    }
    let form = form.unwrap_or_else(|| blank(here));
    let status = form.status();
    let shown = ShowPage {
        chrome: here.chrome(app),
        title: event.title.clone(),
        event_path: event.path(&here.group.slug),
        when: words.long_moment(&event.starts()),
        group: here.group.name.clone(),
        group_path: here.group.path(),
        own: own(words, &turns),
        line_ups,
        form,
        is_stranger: here.visitor.account.is_none(),
        desk: here.organizes().then(|| round_form::path(here, event)),
    };
    let mut answer = page(status, &shown)?;
    let no_store = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, no_store);
    Ok(answer)
}

/// The form before anybody types.
pub fn blank(here: &Here) -> Form {
    let account = here.visitor.account.as_ref();
    let name = account.map_or("", |account| account.name.as_str());
    Form::empty(here.group.words()).with("speaker", name)
}

pub async fn create(
    State(app): State<App>,
    here: Here,
    Path((_, slug)): Path<(String, String)>,
    form: Form,
) -> Result {
    if !app.limits.allows(here.visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let event = &events::find_visible(&mut app.db.read().await?, &here, &slug).await?;
    if !event.is_public() {
        return Err(Error::NotFound);
    }
    let words = here.group.words();
    let mut form = form.speaking(words);
    let entry = read(&mut form);
    let email = read_email(&mut form, &here);
    let Some(round) = find_round(&app, (&here, event), &mut form).await? else {
        return render(&app, &here, event, Some(form)).await;
    };
    if !form.is_fine() {
        return render(&app, &here, event, Some(form)).await;
    }
    let kept = cookie::kept(&app, &here.visitor.visit.cookies);
    let turns = cookie::find_turns(&mut app.db.read().await?, event, &kept).await?;
    let speaker = &speaker(&app, &here, email, &turns).await?;
    let (at, context) = (&app.moment(), &app.context());
    let (place, what) = ((context, &here.group, round), (speaker, &entry));
    let write = app
        .db
        .write(|tx| Box::pin(actions::sign_up(tx, at, place, what)));
    let (token, flash) = match write.await? {
        Outcome::Placed(token) => (token, Flash::done(words.t("lightning-done-placed"))),
        Outcome::StandsBy { place, token } => {
            let sentence = words.with("place", place).t("lightning-done-stands-by");
            (token, Flash::note(sentence))
        }
        Outcome::Known => {
            form.refuse("talk", words.t("lightning-known"));
            return render(&app, &here, event, Some(form)).await;
        }
        Outcome::Shut(shut) => {
            form.refuse("talk", words.t(why(shut)));
            return render(&app, &here, event, Some(form)).await;
        }
    };
    let mut answer = see_other_with(&format!("/turn/{token}"), &flash);
    let keep = cookie::keep(&app.config, (&kept, &token), (event, app.clock.now()));
    answer.headers_mut().append(header::SET_COOKIE, keep);
    Ok(answer)
}

fn read(form: &mut Form) -> Entry {
    Entry {
        name: form.line("speaker", NAME),
        title: form.line("talk", TITLE),
        first_time: form.flag("first_time"),
        ..Entry::default()
    }
}

/// Empty: she gave none, which is fine, or is signed in.
fn read_email(form: &mut Form, here: &Here) -> String {
    if here.visitor.account.is_some() || form.value("speaker_email").trim().is_empty() {
        return String::new();
    }
    form.email("speaker_email").unwrap_or_default()
}

/// The round that the form names, or the only one.
async fn find_round(
    app: &App,
    (here, event): (&Here, &Event),
    form: &mut Form,
) -> std::result::Result<Option<RoundId>, Error> {
    let mut tx = app.db.read().await?;
    let rounds = store::list_rounds(&mut tx, event.group_id, event.id).await?;
    let named = form.value("round").parse::<RoundId>().ok();
    let found = match (named, rounds.as_slice()) {
        (Some(named), rounds) => rounds.iter().find(|round| round.id == named),
        (None, [only]) => Some(only),
        (None, []) => return Err(Error::NotFound),
        (None, _) => None,
    };
    if found.is_none() {
        form.refuse("round", here.group.words().t("lightning-choose-round"));
    }
    Ok(found.map(|round| round.id))
}

async fn speaker(
    app: &App,
    here: &Here,
    email: String,
    turns: &[(Turn, String)],
) -> std::result::Result<Speaker, Error> {
    let Some(account) = &here.visitor.account else {
        let same_as = turns.first().map(|(turn, _)| turn.id);
        if !email.is_empty() && !app.limits.allows_strangers_mail() {
            return Err(Error::TooManyRequests);
        }
        return Ok(Speaker::Stranger { email, same_as });
    };
    if here.person.as_ref().is_some_and(groups::Person::is_banned) {
        return Err(Error::Forbidden);
    }
    let (newcomer, _) = groups::newcomer(app, account).await?;
    Ok(Speaker::Account(newcomer))
}
