use crate::clock::Instant;
use crate::ids::{EventId, LinkId, PersonId};
use jiff::SignedDuration;
use std::fmt;
use std::str::FromStr;

/// How long it is kept who came through whom: 24 months.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * 730);

/// The longest name of a tagged link.
pub const LABEL: usize = 60;

/// More tagged links than an event needs, and so few that a page holds them.
pub const MOST_TAGGED: usize = 50;

/// What tells one link from others. It is no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(String);

/// Characters of a code.
const LENGTH: usize = 8;

impl FromStr for Code {
    type Err = ();

    /// Small letters are taken too, as somebody types them from a poster.
    fn from_str(text: &str) -> Result<Self, ()> {
        let upper = text.to_ascii_uppercase();
        let fits = upper.len() == LENGTH
            && upper
                .bytes()
                .all(|c| c.is_ascii_uppercase() || (b'2'..=b'7').contains(&c));
        fits.then_some(Code(upper)).ok_or(())
    }
}

impl Code {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a tagged link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Outlet {
    Poster,
    Chat,
    Site,
    Other,
}

impl Outlet {
    pub const ALL: [Outlet; 4] = [Outlet::Poster, Outlet::Chat, Outlet::Site, Outlet::Other];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Outlet::Poster => "poster",
            Outlet::Chat => "chat",
            Outlet::Site => "site",
            Outlet::Other => "other",
        }
    }

    /// Key of what the form says to whoever came by it.
    pub fn via_key(self) -> &'static str {
        match self {
            Outlet::Poster => "invites-via-poster",
            Outlet::Chat => "invites-via-chat",
            Outlet::Site => "invites-via-site",
            Outlet::Other => "invites-via-other",
        }
    }

    /// Key of what is kept of it, as she reads it.
    pub fn way_key(self) -> &'static str {
        match self {
            Outlet::Poster => "invites-way-poster",
            Outlet::Chat => "invites-way-chat",
            Outlet::Site => "invites-way-site",
            Outlet::Other => "invites-way-other",
        }
    }

    /// Key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Outlet::Poster => "invites-outlet-poster",
            Outlet::Chat => "invites-outlet-chat",
            Outlet::Site => "invites-outlet-site",
            Outlet::Other => "invites-outlet-other",
        }
    }
}

impl FromStr for Outlet {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let known = Outlet::ALL.into_iter().find(|it| it.value() == text);
        known.ok_or(())
    }
}

/// What somebody says who was asked how she heard of the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Heard {
    Member,
    Search,
    List,
    Other,
}

impl Heard {
    pub const ALL: [Heard; 4] = [Heard::Member, Heard::Search, Heard::List, Heard::Other];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Heard::Member => "member",
            Heard::Search => "search",
            Heard::List => "list",
            Heard::Other => "other",
        }
    }

    /// Key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Heard::Member => "invites-heard-member",
            Heard::Search => "invites-heard-search",
            Heard::List => "invites-heard-list",
            Heard::Other => "invites-heard-other",
        }
    }
}

impl FromStr for Heard {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let known = Heard::ALL.into_iter().find(|it| it.value() == text);
        known.ok_or(())
    }
}

/// What a form says of how its sender came to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CameBy {
    /// The link that she followed.
    pub code: Option<Code>,
    /// Whether whoever invited her learns her name.
    pub tells: bool,
    pub heard: Option<Heard>,
}

impl CameBy {
    /// Whether she said nothing of it.
    pub fn is_silent(&self) -> bool {
        self.code.is_none() && self.heard.is_none()
    }
}

/// A link, as its row says.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Link {
    pub id: LinkId,
    pub event_id: EventId,
    pub code: String,
    /// Who invites by it; `None`: it stands at an outlet.
    pub person_id: Option<PersonId>,
    /// `None`: a person's.
    pub outlet: Option<Outlet>,
    /// What organizers call it; empty: a person's.
    pub label: String,
    /// `None`: it counts.
    pub cut_at: Option<Instant>,
}

/// A link for an outlet, as an organizer asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTagged {
    pub outlet: Outlet,
    /// At most [`LABEL`] characters.
    pub label: String,
}

/// What is written of a person's way already. An answer by somebody without an account counts once
/// she has shown that the address is hers; until then anybody may have typed it, so what came with
/// it gives place to what is said next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    Nothing,
    Provisional,
    Stays,
}
