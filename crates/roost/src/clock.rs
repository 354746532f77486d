//! The only place that asks the system for the time.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::{Database, Decode, Encode, Type};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A point in time in UTC, to the microsecond.
///
/// Stored as a BIGINT of microseconds since 1970: both engines hold and compare it the same, and
/// what is read back equals what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timestamp);

impl Instant {
    /// Later than everything that happens.
    pub const MAX: Instant = Instant(Timestamp::MAX);
    /// Earlier.
    pub const MIN: Instant = Instant(Timestamp::MIN);

    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// The instant so much later. The end of time comes before an overflow does.
    pub fn after(self, span: SignedDuration) -> Instant {
        Instant(
            self.0
                .saturating_add(span)
                .expect("a duration has no calendar units"),
        )
    }

    /// The instant so much earlier.
    pub fn before(self, span: SignedDuration) -> Instant {
        self.after(-span)
    }

    /// How long it is from `earlier` to this instant; negative if `earlier` is later.
    pub fn since(self, earlier: Instant) -> SignedDuration {
        self.0.duration_since(earlier.0)
    }

    /// The same instant as a wall clock in `zone` shows it.
    pub fn in_zone(self, zone: &TimeZone) -> Zoned {
        self.0.to_zoned(zone.clone())
    }
}

impl serde::Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0.as_microsecond())
    }
}

impl<'de> serde::Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let micros = <i64 as serde::Deserialize>::deserialize(deserializer)?;
        Timestamp::from_microsecond(micros)
            .map(Instant)
            .map_err(serde::de::Error::custom)
    }
}

impl From<Timestamp> for Instant {
    /// Drops what is finer than a microsecond, which the database could not hold.
    fn from(precise: Timestamp) -> Self {
        let micros = Timestamp::from_microsecond(precise.as_microsecond());
        Instant(micros.expect("a timestamp's own microseconds are in range"))
    }
}

impl<DB: Database> Type<DB> for Instant
where
    i64: Type<DB>,
{
    fn type_info() -> DB::TypeInfo {
        i64::type_info()
    }

    fn compatible(column: &DB::TypeInfo) -> bool {
        i64::compatible(column)
    }
}

impl<'q, DB: Database> Encode<'q, DB> for Instant
where
    i64: Encode<'q, DB>,
{
    fn encode_by_ref(&self, buffer: &mut DB::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
        self.0.as_microsecond().encode(buffer)
    }
}

impl<'r, DB: Database> Decode<'r, DB> for Instant
where
    i64: Decode<'r, DB>,
{
    fn decode(value: DB::ValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Instant(Timestamp::from_microsecond(i64::decode(value)?)?))
    }
}

/// Where the program gets the time, so that tests can move it.
#[derive(Clone, Debug)]
pub enum Clock {
    System,
    /// Stands still until it is moved, for everybody who holds a copy.
    Set(Arc<AtomicI64>),
}

impl Clock {
    pub fn set(now: Instant) -> Self {
        Clock::Set(Arc::new(AtomicI64::new(now.0.as_microsecond())))
    }

    pub fn now(&self) -> Instant {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that may ask")]
            Clock::System => Timestamp::now().into(),
            Clock::Set(micros) => {
                let micros = Timestamp::from_microsecond(micros.load(Ordering::Relaxed));
                Instant(micros.expect("it was set from an instant"))
            }
        }
    }

    /// Moves a clock that was set. The system's own cannot be moved and stays as it is.
    pub fn move_to(&self, now: Instant) {
        if let Clock::Set(micros) = self {
            micros.store(now.0.as_microsecond(), Ordering::Relaxed);
        }
    }
}
