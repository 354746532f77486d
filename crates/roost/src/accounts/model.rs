use crate::clock::Instant;
use crate::ids::{AccountId, AddressId, SessionId, SignInId};
use crate::pictures;
use crate::web::Viewer;
use jiff::SignedDuration;
use jiff::tz::TimeZone;

/// How long a session lasts after it was last seen.
pub const SESSION: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How old `seen_at` grows before it is written again: a page is read far more often.
pub const SEEN: SignedDuration = SignedDuration::from_hours(1);

/// How long a sign-in waits for its link or its digits.
pub const SIGN_IN: SignedDuration = SignedDuration::from_mins(10);

/// The window in which sign-ins of one address are counted.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// Wrong codes that end a sign-in.
pub const WRONG_CODES: i64 = 5;

/// Wrong codes for one address in a day, after which its sign-ins take the digits only from who holds
/// the link: whoever asks over and over in her own browser gets no more than so many guesses.
pub const WRONG_CODES_A_DAY: i64 = 20;

/// Open sign-ins that one address may have.
pub const OPEN_SIGN_INS: i64 = 3;

/// Stands where the hash of a browser's cookie would: no cookie has it.
pub const ANY_BROWSER: [u8; 32] = [0; 32];

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
            picture: self.picture.as_deref().map(pictures::path),
            keeper: self.keeper,
        }
    }

    /// The zone she chose; `None` also for one that the bundled data no longer has.
    pub fn time_zone(&self) -> Option<TimeZone> {
        TimeZone::get(self.zone.as_deref()?).ok()
    }
}

/// What a person says about herself.
#[derive(Debug, Clone, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct Appearance {
    pub name: String,
    pub pronouns: String,
    /// Markdown.
    pub bio: String,
    /// An IANA name; `None`: times are shown in each event's own zone.
    pub zone: Option<String>,
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

/// A wish to sign in.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SignIn {
    pub id: SignInId,
    pub address_id: AddressId,
    /// SHA-256 of the cookie of the browser that asked.
    pub browser: Vec<u8>,
    /// Keyed hash of the six digits.
    pub code: Vec<u8>,
    pub wrong_codes: i64,
    pub next_path: String,
    pub expires_at: Instant,
    pub used_at: Option<Instant>,
}

impl SignIn {
    pub fn is_open(&self, now: Instant) -> bool {
        self.used_at.is_none() && now < self.expires_at && self.wrong_codes < WRONG_CODES
    }

    /// Whether this is the browser that asked, or any may open it.
    pub fn was_asked_for_in(&self, browser: Option<[u8; 32]>) -> bool {
        self.browser == ANY_BROWSER || browser.is_some_and(|browser| self.browser == browser)
    }
}
