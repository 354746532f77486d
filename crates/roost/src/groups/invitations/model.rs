use crate::clock::Instant;
use crate::ids::{AddressId, GroupId, InvitationId, PersonId};
use jiff::SignedDuration;

/// Long enough for somebody who is on holiday.
pub const LASTS: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Invitations of one group within a day. A team of organizers is smaller; a spammer is not.
pub const PER_DAY: i64 = 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Answer {
    Accepted,
    Declined,
    Withdrawn,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Invitation {
    pub group_id: GroupId,
    pub id: InvitationId,
    pub address_id: AddressId,
    /// As it was typed.
    pub email: String,
    pub invited_by: PersonId,
    /// The name of who invited.
    pub inviter: String,
    pub created_at: Instant,
    pub expires_at: Instant,
    /// `None`: not yet.
    pub answer: Option<Answer>,
    pub answered_at: Option<Instant>,
}

impl Invitation {
    pub fn is_open(&self, now: Instant) -> bool {
        self.answer.is_none() && now < self.expires_at
    }
}
