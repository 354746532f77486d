use crate::clock::Instant;
use crate::ids::{GroupId, VenueId};

/// Whether one gets in without climbing a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum StepFree {
    /// Nobody has said so far.
    #[default]
    Unknown,
    Yes,
    No,
}

impl StepFree {
    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            StepFree::Unknown => "unknown",
            StepFree::Yes => "yes",
            StepFree::No => "no",
        }
    }
}

impl std::str::FromStr for StepFree {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "unknown" => Ok(StepFree::Unknown),
            "yes" => Ok(StepFree::Yes),
            "no" => Ok(StepFree::No),
            _ => Err(()),
        }
    }
}

/// A place in a group's venue book.
#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub struct Venue {
    pub group_id: GroupId,
    pub id: VenueId,
    #[sqlx(flatten)]
    pub place: NewVenue,
    pub created_at: Instant,
}

/// What an organizer types about a place. Every text but the name may be empty.
#[derive(Debug, Clone, PartialEq, Default, sqlx::FromRow)]
pub struct NewVenue {
    pub name: String,
    pub address: String,
    pub room: String,
    /// How to get in: which door, which bell, whom to call.
    pub way_in: String,
    pub step_free: StepFree,
    /// Degrees north; always together with `longitude`.
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

impl NewVenue {
    /// Degrees north and east, if somebody has given them.
    pub fn coordinates(&self) -> Option<(f64, f64)> {
        self.latitude.zip(self.longitude)
    }

    /// Name, room and address in one line, as calendars show it.
    pub fn line(&self) -> String {
        one_line(&[&self.name, &self.room, &self.address])
    }

    /// The line without the name, where that stands apart.
    pub fn inside(&self) -> String {
        one_line(&[&self.room, &self.address])
    }

    /// The same with the way in: all that somebody needs who has to get there.
    pub fn directions(&self) -> String {
        let way_in: Vec<&str> = self.way_in.split_whitespace().collect();
        if way_in.is_empty() {
            return self.line();
        }
        format!("{} ({})", self.line(), way_in.join(" "))
    }
}

fn one_line(parts: &[&str]) -> String {
    let said = parts.iter().copied().filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join(", ")
}
