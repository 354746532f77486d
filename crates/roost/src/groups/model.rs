use crate::clock::Instant;
use crate::ids::{AccountId, AddressId, GroupId, PersonId};
use crate::words::{DateOrder, Distance, Hours, Language, Region, Words};
use jiff::tz::TimeZone;

/// First parts of addresses that are Roost's own, now or in time, so that no group has them.
/// A test compares the list with the routes.
pub const RESERVED: &[&str] = &[
    ".well-known",
    "api",
    "apple-touch-icon.png",
    "ask",
    "assets",
    "c",
    "changes",
    "design",
    "door",
    "embed",
    "explore",
    "explore.json",
    "favicon.ico",
    "favicon.svg",
    "feedback",
    "feeds",
    "files",
    "first-run",
    "front",
    "funds",
    "guide",
    "healthz",
    "i",
    "imprint",
    "invitations",
    "keeper",
    "list",
    "mail",
    "mailbox",
    "me",
    "metrics",
    "names",
    "oembed",
    "pictures",
    "places",
    "privacy",
    "proposal",
    "readyz",
    "remote",
    "report",
    "robots.txt",
    "rsvp",
    "samples",
    "sign-in",
    "sign-out",
    "sitemap.xml",
    "stage",
    "start",
    "subscription",
    "sw.js",
    "turn",
    "unsubscribe",
];

/// Longest address of a group, in characters: it has to fit on a poster.
pub const SLUG_LENGTH: usize = 48;

#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum State {
    /// The keeper has not said yes.
    Waiting,
    /// The keeper has said no: it stays as it was while it waited.
    Refused,
    Open,
    Closed,
}

#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Group {
    pub id: GroupId,
    pub slug: String,
    pub name: String,
    pub sentence: String,
    /// Markdown.
    pub description: String,
    /// Markdown; empty: see `conduct_link`.
    pub conduct: String,
    pub conduct_link: String,
    /// How often it meets, in its own words.
    pub frequency: String,
    pub city: String,
    /// ISO 3166-1, two letters; empty if it was not told.
    pub country: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    /// IANA name.
    pub zone: String,
    /// BCP 47.
    pub language: String,
    pub hours: Hours,
    pub date_order: DateOrder,
    pub distance: Distance,
    /// Reply-To of its mails and ORGANIZER of its calendar.
    pub contact_email: String,
    pub state: State,
    pub since_year: Option<i64>,
    pub created_at: Instant,
    pub closed_at: Option<Instant>,
}

impl Group {
    /// A group of which nothing is known yet.
    fn nameless(id: GroupId, now: Instant, state: State) -> Self {
        let nothing = String::new;
        Group {
            id,
            slug: nothing(),
            name: nothing(),
            sentence: nothing(),
            description: nothing(),
            conduct: nothing(),
            conduct_link: nothing(),
            frequency: nothing(),
            city: nothing(),
            country: nothing(),
            latitude: None,
            longitude: None,
            zone: nothing(),
            language: nothing(),
            hours: Hours::default(),
            date_order: DateOrder::default(),
            distance: Distance::default(),
            contact_email: nothing(),
            state,
            since_year: None,
            created_at: now,
            closed_at: None,
        }
    }

    /// The words of its pages and mails.
    pub fn words(&self) -> Words {
        let region = Region {
            hours: self.hours,
            order: self.date_order,
            distance: self.distance,
        };
        Words::new(Language::of(&self.language), region)
    }

    /// UTC if the time-zone data no longer knows its zone.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// "/turku-python"
    pub fn path(&self) -> String {
        format!("/{}", self.slug)
    }

    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Whether the keeper has said no.
    pub fn is_refused(&self) -> bool {
        self.state == State::Refused
    }

    /// Whether it may write to people who do not organize it.
    pub fn writes_to_others(&self) -> bool {
        self.is_public()
    }

    /// Whether its pages are there for everybody; otherwise for its organizers and the keeper.
    pub fn is_public(&self) -> bool {
        matches!(self.state, State::Open | State::Closed)
    }
}

/// A subject that a group meets about, as it wrote it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Topic {
    pub topic: String,
    /// What tells topics apart and stands in addresses.
    pub folded: String,
}

/// A place on the web that belongs to a group.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Link {
    pub label: String,
    pub url: String,
}

/// Ordered from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Role {
    Member,
    /// Does all but close the group and remove the last organizer.
    CoOrganizer,
    Organizer,
}

impl Role {
    /// Organizers and co-organizers.
    pub fn organizes(self) -> bool {
        self >= Role::CoOrganizer
    }
}

/// Why a group may hold a person's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Ground {
    Member,
    /// She answered an event and did not agree to more.
    EventOnly,
    ByHand,
}

/// How a person came to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Way {
    Founded,
    Invited,
    Joined,
    Rsvp,
    ByHand,
}

/// What a person says to pictures and recordings of an evening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Photos {
    Fine,
    /// She shall be in none.
    Never,
}

impl Photos {
    pub const BOTH: [Photos; 2] = [Photos::Fine, Photos::Never];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Photos::Fine => "fine",
            Photos::Never => "never",
        }
    }
}

impl std::str::FromStr for Photos {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Photos::BOTH
            .into_iter()
            .find(|known| known.value() == text)
            .ok_or(())
    }
}

/// A person as one group knows her.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    pub group_id: GroupId,
    pub id: PersonId,
    pub name: String,
    pub account_id: Option<AccountId>,
    /// `None`: a name only.
    pub address_id: Option<AddressId>,
    pub ground: Ground,
    pub way: Way,
    pub added_by: Option<PersonId>,
    /// Why she was added by hand.
    pub reason: String,
    /// To people who come.
    pub show_name: bool,
    /// `None`: mail only about the event that she answered.
    pub mail_agreed_at: Option<Instant>,
    /// `None`: she was not asked yet.
    pub photos: Option<Photos>,
    pub created_at: Instant,
    pub seen_at: Instant,
    /// `None`: here.
    pub left_at: Option<Instant>,
    pub banned_at: Option<Instant>,
    /// Seen by organizers only.
    pub removal_reason: String,
    /// The end of the last event that she answered.
    pub last_event_ends_at: Option<Instant>,
    pub erased_at: Option<Instant>,
}

impl Person {
    pub fn is_banned(&self) -> bool {
        self.banned_at.is_some()
    }
}

/// What has to be known of somebody who comes to a group.
#[derive(Debug, Clone)]
pub struct NewPerson {
    pub group: GroupId,
    pub name: String,
    pub account: Option<AccountId>,
    pub address: Option<AddressId>,
    pub ground: Ground,
    pub way: Way,
    /// Who added her by hand, and why.
    pub added: Option<(PersonId, String)>,
    pub show_name: bool,
    /// Whether she agreed to mail about other evenings.
    pub mail: bool,
    /// The end of the event that she answers by the same act; `None`: she came otherwise.
    pub last_event_ends_at: Option<Instant>,
}

/// A person's role in a group.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Membership {
    pub group_id: GroupId,
    pub person_id: PersonId,
    pub role: Role,
    /// What an organizer looks after.
    pub duty: String,
    pub joined_at: Instant,
    pub role_since: Instant,
}

/// What the public sees of an organizer.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct OrganizerCard {
    pub id: PersonId,
    pub name: String,
    pub duty: String,
    pub role: Role,
    /// The blob's name; `None`: initials are drawn.
    pub picture: Option<String>,
    /// Empty: she gave none, or has no account.
    pub pronouns: String,
    /// Markdown; empty likewise.
    pub bio: String,
}

/// The permission to organize one group. [`super::Here::organizer`] makes one for whoever is signed in;
/// besides it, only the lists do, for whoever answers a notice that an organizer alone has.
#[derive(Debug, Clone)]
pub struct Organizer {
    pub group: GroupId,
    pub person: PersonId,
    pub name: String,
    pub role: Role,
    zone: TimeZone,
}

impl Organizer {
    /// `None` if the role is not one that organizes.
    pub fn of(group: &Group, person: &Person, role: Role) -> Option<Self> {
        role.organizes().then(|| Organizer {
            group: group.id,
            person: person.id,
            name: person.name.clone(),
            role,
            zone: group.zone(),
        })
    }

    /// Whether she may close the group and name or remove organizers.
    pub fn is_full(&self) -> bool {
        self.role == Role::Organizer
    }
}

/// Who did what an audit entry says, in the group's days.
#[derive(Debug, Clone)]
pub struct Actor {
    pub group: GroupId,
    /// `None`: Roost itself.
    pub person: Option<PersonId>,
    pub zone: TimeZone,
}

impl Actor {
    pub fn person(group: &Group, person: PersonId) -> Self {
        Actor {
            group: group.id,
            person: Some(person),
            zone: group.zone(),
        }
    }

    /// Roost itself, or the keeper.
    pub fn roost(group: &Group) -> Self {
        Actor {
            group: group.id,
            person: None,
            zone: group.zone(),
        }
    }
}

impl From<&Organizer> for Actor {
    fn from(organizer: &Organizer) -> Self {
        Actor {
            group: organizer.group,
            person: Some(organizer.person),
            zone: organizer.zone.clone(),
        }
    }
}

/// What organizers say of their group: at founding, and later in its settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    pub name: String,
    pub slug: String,
    pub sentence: String,
    /// Markdown.
    pub description: String,
    /// Markdown; empty: see `conduct_link`.
    pub conduct: String,
    pub conduct_link: String,
    pub frequency: String,
    pub place: Place,
    pub topics: Vec<Topic>,
    pub links: Vec<Link>,
    pub language: String,
    pub region: Region,
    pub contact_email: String,
    pub since_year: Option<i64>,
}

/// Where a group meets.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub city: String,
    /// ISO 3166-1, two letters; empty if it is not known.
    pub country: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    /// IANA name.
    pub zone: String,
}

impl Description {
    /// The group as this describes it; what the description does not hold stays as it is.
    pub fn describe(&self, group: &Group) -> Group {
        Group {
            slug: self.slug.clone(),
            name: self.name.clone(),
            sentence: self.sentence.clone(),
            description: self.description.clone(),
            conduct: self.conduct.clone(),
            conduct_link: self.conduct_link.clone(),
            frequency: self.frequency.clone(),
            city: self.place.city.clone(),
            country: self.place.country.clone(),
            latitude: self.place.latitude,
            longitude: self.place.longitude,
            zone: self.place.zone.clone(),
            language: self.language.clone(),
            hours: self.region.hours,
            date_order: self.region.order,
            distance: self.region.distance,
            contact_email: self.contact_email.clone(),
            since_year: self.since_year,
            ..group.clone()
        }
    }

    /// A group that is founded now.
    pub fn found(&self, id: GroupId, now: Instant, state: State) -> Group {
        self.describe(&Group::nameless(id, now, state))
    }
}

/// Why a group cannot have an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlugRefusal {
    /// Nothing is left of the name that could stand in one.
    Empty,
    /// It is one of Roost's own.
    Reserved,
    /// Another group has or had it, or one that a person would take for it.
    Taken,
}

/// The account that acts before it is a person of the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    pub account: AccountId,
    /// Confirmed by the account.
    pub address: AddressId,
    pub name: String,
}

/// What somebody agrees to when she joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choices {
    pub show_name: bool,
    /// Mail about other evenings.
    pub mail: bool,
    /// `None`: she was not asked, or says nothing to it.
    pub photos: Option<Photos>,
}
