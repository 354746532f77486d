use crate::clock::Instant;
use crate::ids::{AnnouncementId, GroupId};
use crate::preferences::Every;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

/// Letters written in one transaction: enough to be quick, few enough that nobody waits for it.
pub const CHUNK: usize = 2_000;

/// The hour by the group's clock: as with reminders, people plan their evenings over coffee.
const HOUR: Time = Time::constant(10, 0, 0, 0);

/// So late a digest still goes out. What a later one would have held is in the next.
const LATEST: SignedDuration = SignedDuration::from_hours(36);

/// Two digests of one group are further apart, whatever becomes of its zone.
const APART: SignedDuration = SignedDuration::from_hours(24);

/// How far the first digest of a group looks back: whoever chose it may have missed one.
pub const FIRST_LOOKS_BACK: SignedDuration = SignedDuration::from_hours(33 * 24);

/// How much of the time before the last digest each looks at again: an announcement may have been
/// committed after a digest began that is later. Nobody gets anything twice by that.
pub const OVERLAP: SignedDuration = SignedDuration::from_hours(1);

/// How long it is kept who had what: longer than two digests are apart.
pub const KEPT: SignedDuration = SignedDuration::from_hours(100 * 24);

/// Events that one letter shows.
pub const MOST_EVENTS: i64 = 20;

/// One digest of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Digest {
    pub group_id: GroupId,
    pub due_at: Instant,
    /// It holds what was sent after this instant,
    pub since: Instant,
    /// and until this one.
    pub created_at: Instant,
    pub readers: i64,
    pub written: i64,
}

/// An announcement to everybody that went out.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Item {
    pub id: AnnouncementId,
    pub subject: String,
    /// Markdown.
    pub body: String,
    pub sent_at: Instant,
}

/// The last time before or at `now` at which a digest was due.
pub fn last_due(every: Every, now: Instant, zone: &TimeZone) -> Instant {
    let day = monday(every, now.in_zone(zone).date());
    let due = at(day, now, zone);
    if due <= now {
        return due;
    }
    at(monday(every, day.saturating_sub(1.day())), now, zone)
}

/// The first time after `now` at which one is due.
pub fn next_due(every: Every, now: Instant, zone: &TimeZone) -> Instant {
    let last = last_due(every, now, zone).in_zone(zone).date();
    let next = match every {
        Every::Week => last.saturating_add(7.days()),
        Every::Month => first_monday(last.saturating_add(1.month())),
    };
    at(next, now, zone)
}

/// Whether a digest that was due at `due` is to begin now, after the `last` one that was.
pub fn begins(due: Instant, last: Option<Instant>, now: Instant) -> bool {
    now.since(due) <= LATEST && last.is_none_or(|last| last < due.before(APART))
}

/// The last Monday of the kind on `day` or before it.
fn monday(every: Every, day: Date) -> Date {
    match every {
        Every::Week => {
            let past = i64::from(day.weekday().to_monday_zero_offset());
            day.saturating_sub(past.days())
        }
        Every::Month => {
            let first = first_monday(day);
            match first <= day {
                true => first,
                false => first_monday(day.first_of_month().saturating_sub(1.day())),
            }
        }
    }
}

fn first_monday(day: Date) -> Date {
    let first = day.nth_weekday_of_month(1, Weekday::Monday);
    // Every month has one.
    first.unwrap_or(day)
}

fn at(day: Date, now: Instant, zone: &TimeZone) -> Instant {
    let zoned = day.to_datetime(HOUR).to_zoned(zone.clone());
    // Only the last days that jiff knows have no such hour.
    zoned.map_or(now, |zoned| zoned.timestamp().into())
}
