use crate::clock::Instant;
use crate::ids::{AccountId, AddressId, SessionId};
use crate::web::Viewer;
use jiff::SignedDuration;
use jiff::tz::TimeZone;

/// How long a session lasts after it was last seen.
pub const SESSION: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How old `seen_at` grows before it is written again: a page is read far more often.
pub const SEEN: SignedDuration = SignedDuration::from_hours(1);

/// A human being, as every page may know her.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    pub pronouns: String,
    /// The blob's name; `None`: her initials are drawn.
    pub picture: Option<String>,
    /// An IANA name; `None`: times are shown in each event's own zone.
    pub zone: Option<String>,
    /// Whether she runs the installation.
    pub keeper: bool,
}

impl Account {
    pub fn viewer(&self) -> Viewer {
        Viewer {
            name: self.name.clone(),
            picture: self.picture.as_deref().map(picture_path),
            keeper: self.keeper,
        }
    }

    /// The zone she chose; `None` also for one that the bundled data no longer has.
    pub fn time_zone(&self) -> Option<TimeZone> {
        TimeZone::get(self.zone.as_deref()?).ok()
    }
}

/// Where a picture is served.
fn picture_path(blob: &str) -> String {
    format!("/pictures/{blob}")
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Address {
    pub id: AddressId,
    /// As it was typed first.
    pub email: String,
    /// `None`: nobody has signed in with it.
    pub account_id: Option<AccountId>,
    /// `None`: nobody has shown that mail arrives.
    pub confirmed_at: Option<Instant>,
}

/// One browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Session {
    pub id: SessionId,
    pub account_id: AccountId,
    /// What the browser calls itself.
    pub agent: String,
    pub created_at: Instant,
    pub seen_at: Instant,
}
