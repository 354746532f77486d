use crate::clock::Instant;
use crate::groups::{Ground, Role, Way};
use crate::ids::{EventId, PersonId};
use data_encoding::BASE64URL_NOPAD;
use jiff::SignedDuration;
use std::str::FromStr;

/// How long somebody who only answered an event is shown after it, and exported.
pub const SHOWN: SignedDuration = SignedDuration::from_hours(30 * 24);

/// People on one page.
pub const PAGE: usize = 50;

/// A person as the list of People shows her.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Listed {
    pub id: PersonId,
    pub name: String,
    pub sort_key: String,
    /// `None`: only her name is known.
    pub email: Option<String>,
    pub ground: Ground,
    pub way: Way,
    /// The name of who added her by hand.
    pub added_by: Option<String>,
    /// Why she was added by hand.
    pub reason: String,
    /// `None`: she is no member.
    pub role: Option<Role>,
    pub joined_at: Instant,
    pub seen_at: Instant,
    /// Past events to which she said that she comes.
    pub times: i64,
    /// `None`: no mail about other evenings.
    pub mail_agreed_at: Option<Instant>,
    /// The blob's name of her account's picture.
    pub picture: Option<String>,
}

/// In which order people are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Name,
    /// Who joined last comes first.
    Joined,
    /// Who came most often comes first.
    Times,
    /// Who was seen last comes first.
    Seen,
}

impl Sort {
    pub const ALL: [Sort; 4] = [Sort::Name, Sort::Joined, Sort::Times, Sort::Seen];

    /// As it stands in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Name => "name",
            Sort::Joined => "joined",
            Sort::Times => "times",
            Sort::Seen => "seen",
        }
    }
}

impl FromStr for Sort {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let mut all = Sort::ALL.into_iter();
        all.find(|sort| sort.name() == name).ok_or(())
    }
}

/// What somebody looks for among the people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// As it was typed; empty: everybody.
    pub text: String,
    pub sort: Sort,
}

/// The last person of a page, after whom the next one begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub key: Key,
    pub id: PersonId,
}

/// What people are ordered by, always from small to large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    Text(String),
    /// Negative, since whoever has more comes first.
    Number(i64),
}

impl Cursor {
    /// The place of a person in the list.
    pub fn of(person: &Listed, sort: Sort) -> Self {
        let newest_first = |instant: Instant| Key::Number(-instant.timestamp().as_microsecond());
        let key = match sort {
            Sort::Name => Key::Text(person.sort_key.clone()),
            Sort::Joined => newest_first(person.joined_at),
            Sort::Times => Key::Number(-person.times),
            Sort::Seen => newest_first(person.seen_at),
        };
        Cursor { key, id: person.id }
    }

    /// As it stands in addresses.
    pub fn write(&self) -> String {
        let key = match &self.key {
            Key::Text(text) => text.clone(),
            Key::Number(number) => number.to_string(),
        };
        format!("{}.{}", self.id, BASE64URL_NOPAD.encode(key.as_bytes()))
    }

    /// `None` if it is not one that [`Cursor::write`] wrote for this order.
    pub fn read(text: &str, sort: Sort) -> Option<Self> {
        let (id, key) = text.split_once('.')?;
        let key = String::from_utf8(BASE64URL_NOPAD.decode(key.as_bytes()).ok()?).ok()?;
        let key = match sort {
            Sort::Name => Key::Text(key),
            Sort::Joined | Sort::Times | Sort::Seen => Key::Number(key.parse().ok()?),
        };
        Some(Cursor {
            key,
            id: id.parse().ok()?,
        })
    }
}

/// What belongs to the preparation of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    Described,
    Place,
    Capacity,
    Agenda,
    Published,
    Announced,
}

/// Every check of an event and whether it is done; what is missing comes first.
pub fn checks(event: &NextEvent) -> Vec<(Check, bool)> {
    let mut checks = vec![
        (Check::Place, event.has_place),
        (Check::Described, event.has_description),
        (Check::Capacity, event.capacity.is_some()),
        (Check::Agenda, event.has_agenda),
        (Check::Published, event.status == "published"),
        (Check::Announced, event.is_announced),
    ];
    checks.sort_by_key(|(_, done)| *done);
    checks
}

/// The event that comes next, drafts too, with what its preparation looks like.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct NextEvent {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub starts_at: Instant,
    pub zone: String,
    /// `draft` or `published`.
    pub status: String,
    /// Seats that are given in the room; `None`: no limit.
    pub capacity: Option<i64>,
    /// Seats of those going or with a seat held, guests counted.
    pub taken: i64,
    pub waiting: i64,
    pub has_place: bool,
    pub has_agenda: bool,
    pub has_description: bool,
    /// Whether an announcement about it was sent.
    pub is_announced: bool,
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Key, Sort};
    use crate::ids::PersonId;
    use uuid::Uuid;

    #[test]
    fn a_cursor_is_read_back_for_the_order_that_it_was_written_in() {
        let id = PersonId::from(Uuid::max());
        let name = Cursor {
            key: Key::Text("åsa. öberg".to_owned()),
            id,
        };
        let number = Cursor {
            key: Key::Number(i64::MIN),
            id,
        };

        assert_eq!(Cursor::read(&name.write(), Sort::Name), Some(name.clone()));
        assert_eq!(Cursor::read(&number.write(), Sort::Times), Some(number));
        assert_eq!(Cursor::read(&name.write(), Sort::Seen), None);
        for odd in ["", ".", "x.y", "x", &format!("{id}.%")] {
            assert_eq!(Cursor::read(odd, Sort::Name), None, "{odd:?}");
        }
    }
}
