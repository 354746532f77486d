use crate::clock::Instant;
use crate::ids::{EventId, GroupId, PersonId, RsvpId};

/// Where an answer stands.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    sqlx::Type,
    serde::Serialize,
    serde::Deserialize,
)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    Going,
    /// A seat is held for her until `accept_by`.
    Offered,
    Waitlisted,
    Declined,
}

impl State {
    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            State::Going => "going",
            State::Offered => "offered",
            State::Waitlisted => "waitlisted",
            State::Declined => "declined",
        }
    }

    /// Whether nobody else can have the seat.
    pub fn holds_a_seat(self) -> bool {
        matches!(self, State::Going | State::Offered)
    }
}

/// In the room or online. Each has seats of its own.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    sqlx::Type,
    serde::Serialize,
    serde::Deserialize,
)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Attending {
    InPerson,
    Online,
}

impl Attending {
    pub const BOTH: [Attending; 2] = [Attending::InPerson, Attending::Online];

    /// The value that a form carries.
    pub fn value(self) -> &'static str {
        match self {
            Attending::InPerson => "in_person",
            Attending::Online => "online",
        }
    }
}

impl std::str::FromStr for Attending {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Attending::BOTH
            .into_iter()
            .find(|known| known.value() == text)
            .ok_or(())
    }
}

/// One person's answer to one event, as its row says.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Rsvp {
    pub group_id: GroupId,
    pub event_id: EventId,
    pub person_id: PersonId,
    pub id: RsvpId,
    pub state: State,
    pub attending: Attending,
    /// Besides the person.
    pub guests: i64,
    /// The order of commit; `None`: never waited.
    pub waitlist_number: Option<i64>,
    /// Offers that she let pass. Whoever has let more pass stands further behind.
    pub lapses: i64,
    /// When a seat was offered; for who waits in the last hours, when she was called to a free one.
    pub offered_at: Option<Instant>,
    pub accept_by: Option<Instant>,
    /// When she was told that fewer seats are free than she needs.
    pub pair_asked_at: Option<Instant>,
    pub answered_at: Instant,
    /// `None`: nobody has shown that the address is hers.
    pub confirmed_at: Option<Instant>,
    pub by_hand: bool,
    /// Seen by organizers only.
    pub note: String,
    /// When she was asked about a new date and has not answered since.
    pub asked_again_at: Option<Instant>,
    /// Numbers the mails about this answer.
    pub transitions: i64,
    pub reminded_at: Option<Instant>,
    /// When she was asked whether she still comes.
    pub asked_still_at: Option<Instant>,
    /// When she said so after that.
    pub still_coming_at: Option<Instant>,
    /// Whether it is as a standing yes made it, or took it back: she has not answered by her own hand.
    pub by_standing: bool,
}

impl Rsvp {
    /// An answer that has found no seat yet.
    pub fn new(
        (group_id, event_id): (GroupId, EventId),
        person_id: PersonId,
        id: RsvpId,
        now: Instant,
    ) -> Self {
        Rsvp {
            group_id,
            event_id,
            person_id,
            id,
            state: State::Declined,
            attending: Attending::InPerson,
            guests: 0,
            waitlist_number: None,
            lapses: 0,
            offered_at: None,
            accept_by: None,
            pair_asked_at: None,
            answered_at: now,
            confirmed_at: None,
            by_hand: false,
            note: String::new(),
            asked_again_at: None,
            transitions: 0,
            reminded_at: None,
            asked_still_at: None,
            still_coming_at: None,
            by_standing: false,
        }
    }

    /// Seats that she needs: her own and her guests'.
    pub fn size(&self) -> i64 {
        1 + self.guests
    }

    /// Whether the answer counts as somebody's word: she showed that the address is hers, or an
    /// organizer vouches for her.
    pub fn is_firm(&self) -> bool {
        self.confirmed_at.is_some() || self.by_hand
    }

    /// Whether whoever answered is told by a letter: of a seat or a place in line that they did not have
    /// before, and once that the answer counts.
    pub fn is_news_after(&self, before: &Rsvp) -> bool {
        let counts_now = self.is_firm() && !before.is_firm();
        match self.state {
            State::Going => before.state != State::Going || counts_now,
            State::Waitlisted => before.state == State::Declined || counts_now,
            State::Offered | State::Declined => false,
        }
    }

    /// Whether the answer was taken back because nobody confirmed it in time. Whoever declines
    /// herself has confirmed it by that.
    pub fn was_released(&self) -> bool {
        self.state == State::Declined && !self.is_firm()
    }

    /// Whether she is going, was asked if she still comes, and has not said.
    pub fn owes_a_word(&self) -> bool {
        self.state == State::Going
            && self.asked_still_at.is_some()
            && self.still_coming_at.is_none()
    }

    /// Whether she has been written to about the day, two days before or on the day before.
    pub fn was_written_to(&self) -> bool {
        self.reminded_at.is_some() || self.asked_still_at.is_some()
    }

    /// Nobody has asked yet whether she comes on the day that the event is on now.
    pub fn ask_anew(&mut self) {
        self.reminded_at = None;
        self.asked_still_at = None;
        self.still_coming_at = None;
    }

    /// The order in which seats are offered: first those who have let the fewest offers pass.
    pub fn line_order(&self) -> (i64, i64) {
        (self.lapses, self.waitlist_number.unwrap_or(i64::MAX))
    }

    /// Takes a seat.
    pub fn sit(&mut self) {
        self.state = State::Going;
        self.stop_waiting();
    }

    /// Joins the line at its end.
    pub fn wait(&mut self, number: i64) {
        self.state = State::Waitlisted;
        self.waitlist_number = Some(number);
        self.lapses = 0;
        self.stop_waiting();
    }

    /// Is not coming. Whoever answers again begins anew, at the end of the line.
    pub fn decline(&mut self) {
        self.state = State::Declined;
        self.waitlist_number = None;
        self.lapses = 0;
        self.asked_again_at = None;
        // That she was asked stays: a no is an answer, too.
        self.still_coming_at = None;
        self.by_standing = false;
        self.stop_waiting();
    }

    /// Lets the offered seat pass, and goes behind those not yet asked.
    pub(super) fn lapse(&mut self) {
        self.state = State::Waitlisted;
        self.lapses += 1;
        self.offered_at = None;
        self.accept_by = None;
    }

    fn stop_waiting(&mut self) {
        self.offered_at = None;
        self.accept_by = None;
        self.pair_asked_at = None;
    }
}

/// The place in line that a person is told, counted from 1, when so many stand before her.
pub fn place_in_line(before: i64) -> i64 {
    before + 1
}
