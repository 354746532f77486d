//! What happens to an event that concerns whoever answered: `rsvps` listens, since it knows them.

use super::model::FormerTime;
use crate::ids::{EventId, GroupId};
use crate::jobs::Payload;
use serde::{Deserialize, Serialize};

/// A published event has another time or place, and people are to be told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EventChanged {
    pub group: GroupId,
    pub event: EventId,
    /// Numbers the change, so that each is told once.
    pub sequence: i64,
    /// When it was before; `None`: the time is the same.
    pub time_before: Option<FormerTime>,
    /// Where it was before and how one got in, in one line; `None`: the place is the same.
    pub place_before: Option<String>,
}

impl Payload for EventChanged {
    const NAME: &'static str = "event_changed";
}

/// A published or postponed event does not take place. Its note is in the event's row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EventCancelled {
    pub group: GroupId,
    pub event: EventId,
}

impl Payload for EventCancelled {
    const NAME: &'static str = "event_cancelled";
}

/// A published event keeps its answers and promises no date.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EventPostponed {
    pub group: GroupId,
    pub event: EventId,
    /// The event's sequence after it, so that postponing twice is told twice.
    pub sequence: i64,
}

impl Payload for EventPostponed {
    const NAME: &'static str = "event_postponed";
}

/// A postponed event has a new date: everybody is asked once whether it suits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EventRedated {
    pub group: GroupId,
    pub event: EventId,
    pub sequence: i64,
    /// When it was meant to be.
    pub before: FormerTime,
}

impl Payload for EventRedated {
    const NAME: &'static str = "event_redated";
}

/// Whether people are asked if they still come was switched on or off.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RoundSwitched {
    pub group: GroupId,
    pub event: EventId,
}

impl Payload for RoundSwitched {
    const NAME: &'static str = "round_switched";
}

/// The room or the online part holds more or fewer: whoever waits may get a seat.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CapacityChanged {
    pub group: GroupId,
    pub event: EventId,
}

impl Payload for CapacityChanged {
    const NAME: &'static str = "capacity_changed";
}

/// An event asks something else than before, or what people said is to be forgotten at another time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct QuestionsChanged {
    pub group: GroupId,
    pub event: EventId,
}

impl Payload for QuestionsChanged {
    const NAME: &'static str = "questions_changed";
}

/// Declares what a feature does once an event is changed, gets a new date, is put off or cancelled:
/// a listener for each, which calls `$follow` with the event and the feature's own word for it.
macro_rules! hear_events {
    ($follow:path: $($name:ident = $payload:ident, $news:expr;)+) => {$(
        #[doc = concat!("[`", stringify!($payload), "`] as it is heard here.")]
        #[derive(Debug, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            group: $crate::ids::GroupId,
            event: $crate::ids::EventId,
        }

        impl $crate::jobs::Payload for $name {
            const NAME: &'static str = $payload::NAME;
        }

        impl $crate::jobs::Run for $name {
            async fn run(
                self,
                tx: &mut $crate::db::Tx<'_>,
                at: &$crate::ids::Moment,
                context: &$crate::jobs::Context,
            ) -> anyhow::Result<()> {
                $follow(tx, at, context, (self.group, self.event, $news)).await
            }
        }
    )+};
}

pub(crate) use hear_events;
