use crate::accounts::model::{Account, SEEN};
use crate::accounts::store;
use crate::ids::SessionId;
use crate::state::App;
use crate::tokens;
use crate::web::{Chrome, Error, Visit, local_path};
use crate::words::Words;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Method, header};
use url::Url;

/// The cookie that holds the secret of a session.
pub const SESSION_COOKIE: &str = "session";

/// Whoever asks for a page, signed in or not.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub visit: Visit,
    /// `None`: not signed in.
    pub account: Option<Account>,
    /// The session that this browser holds.
    pub session: Option<SessionId>,
    /// Where she goes on after signing in: this page, or the one whose form she sent.
    pub back: String,
}

impl Visitor {
    /// What surrounds the page that she gets.
    pub fn chrome(&self, app: &App, words: Words) -> Chrome {
        let viewer = self.account.as_ref().map(Account::viewer);
        self.visit.chrome(app, words, viewer)
    }

    /// Her account.
    ///
    /// # Errors
    /// [`Error::SignIn`] if she is not signed in.
    pub fn require(&self) -> Result<&Account, Error> {
        self.account.as_ref().ok_or_else(|| Error::SignIn {
            next: self.back.clone(),
        })
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    /// Fails only if the database does.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let Ok(visit) = Visit::from_request_parts(parts, app).await;
        let back = back(parts, app, &visit);
        let mut visitor = Visitor {
            visit,
            account: None,
            session: None,
            back,
        };
        let cookie = visitor.visit.cookies.get_own(&app.config, SESSION_COOKIE);
        let Some(secret) = cookie.filter(|secret| !secret.is_empty()) else {
            return Ok(visitor);
        };
        let (now, hash) = (app.clock.now(), tokens::hash(secret));
        let found = store::find_signed_in(&mut app.db.glance().await?, now, &hash).await?;
        if let Some(found) = found {
            if now.since(found.seen_at) >= SEEN {
                let id = found.session_id;
                let seen = app.db.write(|tx| {
                    Box::pin(async move { Ok(store::update_session_seen(tx, now, id).await?) })
                });
                seen.await?;
            }
            visitor.account = Some(found.account);
            visitor.session = Some(found.session_id);
        }
        Ok(visitor)
    }
}

/// A form cannot be sent again by a link, so whoever must sign in first comes back to the page that
/// holds it. Pages say `Referrer-Policy: same-origin`, so the browser tells which that was.
fn back(parts: &Parts, app: &App, visit: &Visit) -> String {
    if matches!(parts.method, Method::GET | Method::HEAD) {
        return visit.path.clone();
    }
    let referrer = parts
        .headers
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| Url::parse(value).ok())
        .filter(|page| page.origin() == app.config.base_url.origin());
    match referrer {
        Some(page) => {
            let query = page.query().map(|query| format!("?{query}"));
            let path = format!("{}{}", page.path(), query.unwrap_or_default());
            local_path(&path).to_owned()
        }
        None => "/".to_owned(),
    }
}

/// A visitor who is signed in; whoever is not is sent to sign in and back.
#[derive(Debug, Clone)]
pub struct CurrentAccount {
    pub account: Account,
    pub session: SessionId,
    pub visit: Visit,
}

impl CurrentAccount {
    /// What surrounds the page that she gets.
    pub fn chrome(&self, app: &App, words: Words) -> Chrome {
        self.visit.chrome(app, words, Some(self.account.viewer()))
    }
}

impl FromRequestParts<App> for CurrentAccount {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        match (visitor.account, visitor.session) {
            (Some(account), Some(session)) => Ok(CurrentAccount {
                account,
                session,
                visit: visitor.visit,
            }),
            _ => Err(Error::SignIn { next: visitor.back }),
        }
    }
}
