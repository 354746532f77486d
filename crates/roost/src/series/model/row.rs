use super::{Defaults, End, Held, Pattern, Rule};
use crate::clock::Instant;
use crate::events::{Status, Wall};
use crate::ids::{EventId, GroupId, PersonId, SeriesId};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// One series of one group, as its row says.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Series {
    pub group_id: GroupId,
    pub id: SeriesId,
    pub pattern: Pattern,
    pub every: i64,
    pub first_on: Held,
    pub ends_on: Option<Held>,
    pub ends_after: Option<i64>,
    #[sqlx(try_from = "String")]
    pub defaults: Defaults,
    /// [`Status::Draft`] or [`Status::Published`].
    pub made_as: Status,
    pub created_by: PersonId,
    pub created_at: Instant,
    /// `None`: it runs.
    pub stopped_at: Option<Instant>,
}

impl Series {
    /// When it is. `skipped` are its dates that fall out.
    pub fn rule(&self, skipped: BTreeSet<Date>) -> Rule {
        let whole = |number: i64| u16::try_from(number).unwrap_or(u16::MAX);
        Rule {
            pattern: self.pattern,
            every: whole(self.every),
            first: self.first_on.0,
            end: match (self.ends_on, self.ends_after) {
                (Some(day), _) => End::On(day.0),
                (None, Some(times)) => End::After(whole(times)),
                (None, None) => End::Never,
            },
            skipped,
        }
    }

    pub fn runs(&self) -> bool {
        self.stopped_at.is_none()
    }
}

/// A public date of a series that runs, as everybody may know it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PublicDate {
    #[sqlx(flatten)]
    pub series: Series,
    pub event_id: EventId,
    pub slug: String,
    pub starts_wall: Wall,
    pub starts_at: Instant,
}

/// A series to which somebody has said yes for every date, as she reads of it among all her groups.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct StandingOf {
    #[sqlx(flatten)]
    pub series: Series,
    pub group_slug: String,
    pub group_name: String,
}

/// A date of a series that was made.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Occurrence {
    pub series_id: SeriesId,
    pub held_on: Held,
    pub event_id: EventId,
    /// What the series said last of this evening: what the event says otherwise was changed by hand.
    #[sqlx(try_from = "String")]
    pub given: Defaults,
}
