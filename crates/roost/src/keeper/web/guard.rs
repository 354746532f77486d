use crate::accounts::CurrentAccount;
use crate::state::App;
use crate::web::{Chrome, Error};
use crate::words::Words;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// An account that runs the installation. A visitor is sent to sign in; for others there is no page.
pub struct Keeper(CurrentAccount);

impl Keeper {
    pub fn chrome(&self, app: &App) -> Chrome {
        Chrome {
            current: "keeper",
            ..self.0.chrome(app, Words::default())
        }
    }
}

impl FromRequestParts<App> for Keeper {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let current = CurrentAccount::from_request_parts(parts, app).await?;
        if !current.account.keeper {
            return Err(Error::NotFound);
        }
        Ok(Keeper(current))
    }
}
