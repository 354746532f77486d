use crate::ids::{EventId, GroupId};
use crate::jobs::Payload;
use serde::{Deserialize, Serialize};

/// Time moves a seat of the event now: an offer runs out, an unconfirmed answer outstays its
/// grace, the last hours begin.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct SettleSeats {
    pub group: GroupId,
    pub event: EventId,
}

impl Payload for SettleSeats {
    const NAME: &'static str = "settle_seats";
}

/// The event is tomorrow.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct RemindPeople {
    pub group: GroupId,
    pub event: EventId,
}

impl Payload for RemindPeople {
    const NAME: &'static str = "remind_people";
}

/// The event is in two days: people are asked whether they still come, or hear that they are counted in.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct WriteAhead {
    pub group: GroupId,
    pub event: EventId,
}

impl Payload for WriteAhead {
    const NAME: &'static str = "write_ahead";
}

/// Whoever was asked about the new date and is still silent keeps her seat no longer.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct FreeSilent {
    pub group: GroupId,
    pub event: EventId,
}

impl Payload for FreeSilent {
    const NAME: &'static str = "free_silent";
}
