use crate::clock::Instant;
use crate::ids::{GroupId, PersonId, RoundId, TurnId};
use crate::pictures;

/// Characters of a title.
pub const TITLE: usize = 160;

/// Characters of a name, and of how it is said.
pub const NAME: usize = 100;

/// Characters of what she needs on stage.
pub const NEEDS: usize = 200;

/// How far a turn is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum State {
    Waiting,
    OnStage,
    Given,
    /// Passed over; she can come back into the line.
    Skipped,
    /// Called, and not in the room.
    Absent,
}

/// One talk of a round, as its row says.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Turn {
    pub group_id: GroupId,
    pub id: TurnId,
    pub round_id: RoundId,
    pub person_id: PersonId,
    /// The order of signing up, from 1; those who took it back leave gaps.
    pub number: i64,
    /// In the line-up, from 1, without gaps.
    pub position: i64,
    /// Whether it fits into the slot; otherwise it stands by.
    pub has_place: bool,
    pub state: State,
    /// As she wants it shown.
    pub name: String,
    /// Empty: she has not said yet.
    pub title: String,
    /// Whether the stage and the public pages show it.
    pub shows_name: bool,
    pub shows_title: bool,
    /// How the name is said; empty: as it is written.
    pub say: String,
    pub slides_link: String,
    /// Blob of the slides that she sent; empty: none.
    pub deck: String,
    /// Key of why the stage cannot show them; empty: it can.
    pub deck_trouble: String,
    /// How many pages the stage shows.
    pub deck_pages: i64,
    /// Adapter, sound; may be empty.
    pub needs: String,
    /// `None`: she has not said.
    pub recording: Option<bool>,
    pub first_time: bool,
    pub leaves_early: bool,
    /// Seconds that she means to talk, at most the limit.
    pub planned_secs: i64,
    /// Added by the moderator while the round ran.
    pub from_floor: bool,
    pub began_at: Option<Instant>,
    /// From Start to Stop in milliseconds, pauses left out.
    pub took_ms: Option<i64>,
    /// Why it took longer than limit and changeover; empty: it did not.
    pub cause: String,
    pub thanked_at: Option<Instant>,
    pub created_at: Instant,
}

impl Turn {
    /// Whether it uses one of the turns that fit.
    pub fn takes_place(&self) -> bool {
        match self.state {
            State::Waiting => self.has_place,
            State::OnStage | State::Given => true,
            State::Skipped | State::Absent => false,
        }
    }

    pub fn waits(&self) -> bool {
        self.state == State::Waiting
    }

    pub fn waits_with_place(&self) -> bool {
        self.waits() && self.has_place
    }

    pub fn stands_by(&self) -> bool {
        self.waits() && !self.has_place
    }

    /// Where her slides are: her own link, or else the file that she sent.
    pub fn slides(&self) -> Option<String> {
        if !self.slides_link.is_empty() {
            return Some(self.slides_link.clone());
        }
        (!self.deck.is_empty()).then(|| pictures::file_path(&self.deck))
    }

    /// The name for everybody; `None`: an organizer hid it.
    pub fn shown_name(&self) -> Option<&str> {
        (self.shows_name && !self.name.is_empty()).then_some(self.name.as_str())
    }

    /// The title for everybody; `None`: it was hidden, or she has not said.
    pub fn shown_title(&self) -> Option<&str> {
        (self.shows_title && !self.title.is_empty()).then_some(self.title.as_str())
    }
}

/// What somebody says of her talk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    /// May be empty.
    pub title: String,
    pub say: String,
    /// Empty, or an address.
    pub slides_link: String,
    pub needs: String,
    pub recording: Option<bool>,
    pub first_time: bool,
    pub leaves_early: bool,
    /// Seconds; `None`: as long as the limit.
    pub planned_secs: Option<i64>,
}
