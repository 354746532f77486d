use super::cookies;
use super::steps::Way;
use super::visitor::Visitor;
use crate::accounts::actions::{self, Arrival, Asked, Asking, SigningIn};
use crate::accounts::mail::SignInMail;
use crate::accounts::model::SignIn;
use crate::accounts::store;
use crate::ids::{Moment, SignInId};
use crate::state::App;
use crate::tokens::{Kind, find_token};
use crate::web::{Error, Fields, Flash, Form, Result, local_path, see_other, see_other_with};
use crate::words::Words;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::Response;

/// The longest name that a person may show.
pub const NAME: usize = 80;

pub async fn new(State(app): State<App>, visitor: Visitor, RawQuery(query): RawQuery) -> Result {
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let next = local_path(query.get("next"));
    if visitor.account.is_some() {
        return Ok(see_other(next));
    }
    let form = Form::empty(Words::default()).with("next", next);
    Way {
        app: &app,
        visitor: &visitor,
    }
    .ask(StatusCode::OK, form)
}

pub async fn create(State(app): State<App>, visitor: Visitor, form: Form) -> Result {
    let way = Way {
        app: &app,
        visitor: &visitor,
    };
    let mut form = form.speaking(Words::default());
    let Some(email) = form.email("email") else {
        return way.ask(StatusCode::UNPROCESSABLE_ENTITY, form);
    };
    if !app.limits.allows(visitor.visit.network) || !app.limits.allows_strangers_mail() {
        return Err(Error::TooManyRequests);
    }
    let at = &app.moment();
    let (browser, cookie) = cookies::keep_browser(&app.config, &visitor.visit, at);
    let next = form.value("next").to_owned();
    match ask(&app, at, browser, &email, &next).await? {
        Asked::Sent => {
            let mut response = see_other("/sign-in/sent");
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Asked::TooOften => {
            form.refuse("email", Words::default().t("accounts-too-often"));
            way.ask(StatusCode::TOO_MANY_REQUESTS, form)
        }
    }
}

async fn ask(
    app: &App,
    at: &Moment,
    browser: [u8; 32],
    email: &str,
    next: &str,
) -> anyhow::Result<Asked> {
    let (settings, base_url) = (app.settings(), &app.config.link(""));
    let letter = &SignInMail {
        words: Words::default(),
        installation: settings.shown_name(),
        base_url,
    };
    let asking = Asking {
        email,
        browser,
        next,
        limit: app.config.limits.per_address,
    };
    let asked = app.db.write(|tx| {
        Box::pin(
            async move { Ok(actions::ask_to_sign_in(tx, at, &app.key, letter, asking).await?) },
        )
    });
    asked.await
}

/// The same page for everybody, whether or not anything is known of the address.
pub async fn sent(State(app): State<App>, visitor: Visitor) -> Result {
    let form = Form::empty(Words::default());
    sent_page(&app, &visitor, StatusCode::OK, form).await
}

async fn sent_page(app: &App, visitor: &Visitor, status: StatusCode, form: Form) -> Result {
    let Some(browser) = cookies::browser(&app.config, &visitor.visit) else {
        return Ok(see_other("/sign-in"));
    };
    let (mut tx, now) = (app.db.read().await?, app.clock.now());
    let Some(newest) = store::find_newest_sign_in(&mut tx, now, &browser).await? else {
        return Ok(see_other("/sign-in"));
    };
    let email = store::address_email(&mut tx, newest.address_id).await?;
    Way { app, visitor }.sent(status, form, &email, &newest.next_path)
}

/// Changes nothing: scanners of mail open every link.
pub async fn show(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Result {
    let way = Way {
        app: &app,
        visitor: &visitor,
    };
    let Some(sign_in) = find_open(&app, &token).await? else {
        return way.ended();
    };
    let action = format!("/sign-in/{token}");
    if sign_in.was_asked_for_in(cookies::browser(&app.config, &visitor.visit)) {
        let mut tx = app.db.read().await?;
        let email = store::address_email(&mut tx, sign_in.address_id).await?;
        return way.open(email, action);
    }
    way.elsewhere(StatusCode::OK, Form::empty(Words::default()), &action)
}

pub async fn update_by_link(
    State(app): State<App>,
    visitor: Visitor,
    Path(token): Path<String>,
    form: Form,
) -> Result {
    let Some(sign_in) = find_open(&app, &token).await? else {
        return Way {
            app: &app,
            visitor: &visitor,
        }
        .ended();
    };
    let door = Door::Link {
        token,
        sign_in: sign_in.id,
    };
    update(&app, &visitor, &door, form).await
}

pub async fn update_by_code(State(app): State<App>, visitor: Visitor, form: Form) -> Result {
    update(&app, &visitor, &Door::Code, form).await
}

/// Where she comes in.
enum Door {
    /// The link of the mail.
    Link { token: String, sign_in: SignInId },
    /// The page that waits for the digits, in the browser that asked.
    Code,
}

impl Door {
    fn action(&self) -> String {
        match self {
            Door::Link { token, .. } => format!("/sign-in/{token}"),
            Door::Code => "/sign-in/code".to_owned(),
        }
    }

    /// The page that asks for the digits.
    async fn code_page(
        &self,
        app: &App,
        visitor: &Visitor,
        status: StatusCode,
        form: Form,
    ) -> Result {
        match self {
            Door::Link { .. } => Way { app, visitor }.elsewhere(status, form, &self.action()),
            Door::Code => sent_page(app, visitor, status, form).await,
        }
    }
}

async fn update(app: &App, visitor: &Visitor, door: &Door, form: Form) -> Result {
    const UNFIT: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    if !app.limits.allows(visitor.visit.network) {
        return Err(Error::TooManyRequests);
    }
    let mut form = form.speaking(Words::default());
    let code = code(&mut form);
    if !form.is_fine() {
        return door.code_page(app, visitor, UNFIT, form).await;
    }
    let name = form.fields.has("name").then(|| form.line("name", NAME));
    let way = Way { app, visitor };
    if !form.is_fine() {
        return way.name(UNFIT, form, &door.action());
    }
    let arrival = Arrival {
        browser: cookies::browser(&app.config, &visitor.visit),
        code: code.as_deref(),
        name: name.as_deref(),
        agent: &visitor.visit.agent,
        before: visitor.account.as_ref().map(|a| a.id).zip(visitor.session),
    };
    match try_to_sign_in(app, door, arrival).await? {
        SigningIn::Done { secret, next } => Ok(signed_in(app, &secret, &next)),
        SigningIn::NeedsName => way.name(StatusCode::OK, form, &door.action()),
        SigningIn::NeedsCode => door.code_page(app, visitor, StatusCode::OK, form).await,
        SigningIn::WrongCode => {
            form.refuse("code", Words::default().t("accounts-wrong-code"));
            door.code_page(app, visitor, UNFIT, form).await
        }
        SigningIn::Ended => way.ended(),
    }
}

async fn try_to_sign_in(app: &App, door: &Door, arrival: Arrival<'_>) -> anyhow::Result<SigningIn> {
    let (at, key) = (&app.moment(), &app.key);
    let attempt = app.db.write(|tx| {
        Box::pin(async move {
            Ok(match *door {
                Door::Link { sign_in, .. } => {
                    actions::sign_in_by_link(tx, at, key, sign_in, arrival).await?
                }
                Door::Code => actions::sign_in_by_code(tx, at, key, arrival).await?,
            })
        })
    });
    attempt.await
}

fn signed_in(app: &App, secret: &str, next: &str) -> Response {
    let said = Words::default().t("accounts-signed-in");
    let mut response = see_other_with(local_path(next), &Flash::done(said));
    let cookie = cookies::keep_session(&app.config, secret);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// The six digits without the spaces that people put between them; `None` if the form has no field
/// for them. Anything else is a slip of the finger and no guess.
fn code(form: &mut Form) -> Option<String> {
    if !form.fields.has("code") {
        return None;
    }
    let typed = form.value("code");
    let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        form.refuse("code", Words::default().t("accounts-six-digits"));
    }
    Some(digits)
}

/// The sign-in that a link opens, if it still does.
async fn find_open(app: &App, token: &str) -> anyhow::Result<Option<SignIn>> {
    let (mut tx, now) = (app.db.read().await?, app.clock.now());
    let Some(found) = find_token(&mut tx, Kind::SignIn, token).await? else {
        return Ok(None);
    };
    let sign_in = store::find_sign_in(&mut tx, SignInId::from(found.subject_id)).await?;
    Ok(sign_in.filter(|sign_in| sign_in.is_open(now)))
}
