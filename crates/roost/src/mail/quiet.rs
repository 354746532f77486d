//! When letters that wait for nobody leave people alone.

use crate::clock::Instant;
use jiff::ToSpan;
use jiff::tz::TimeZone;

/// The hours of the night, by the clock of whom a letter is for.
const NIGHT_BEGINS: i8 = 22;
const NIGHT_ENDS: i8 = 7;

/// When a letter may leave that is not to leave at night in `zone`; `None`: now. It does not wait for
/// a morning that is too late for it.
pub fn until(now: Instant, zone: Option<&str>, expires_at: Option<Instant>) -> Option<Instant> {
    let zone = TimeZone::get(zone?).unwrap_or(TimeZone::UTC);
    let wall = now.in_zone(&zone);
    let day = match wall.hour() {
        hour if hour >= NIGHT_BEGINS => wall.date().saturating_add(1.day()),
        hour if hour < NIGHT_ENDS => wall.date(),
        _ => return None,
    };
    let morning = day.at(NIGHT_ENDS, 0, 0, 0).to_zoned(zone).ok()?;
    let morning = Instant::from(morning.timestamp());
    (expires_at.is_none_or(|expires| morning < expires)).then_some(morning)
}

#[cfg(test)]
mod tests {
    use super::until;
    use crate::clock::Instant;

    fn at(text: &str) -> Instant {
        let timestamp: jiff::Timestamp = text.parse().expect("it is a timestamp");
        timestamp.into()
    }

    #[test]
    fn a_letter_waits_for_the_morning_of_its_readers_unless_that_is_too_late() {
        let turku = Some("Europe/Helsinki");
        // 22:00 in Turku is 20:00 in UTC in winter.
        assert_eq!(until(at("2026-12-03T19:59:59Z"), turku, None), None);
        let morning = Some(at("2026-12-04T05:00:00Z"));
        assert_eq!(until(at("2026-12-03T20:00:00Z"), turku, None), morning);
        assert_eq!(until(at("2026-12-04T04:59:59Z"), turku, None), morning);
        assert_eq!(until(at("2026-12-04T05:00:00Z"), turku, None), None);

        let run = Some(at("2026-12-04T04:30:00Z"));
        assert_eq!(until(at("2026-12-03T20:00:00Z"), turku, run), None);
        let night = at("2026-12-03T20:00:00Z");
        assert_eq!(until(night, None, None), None, "it leaves at any hour");
        let utc = until(at("2026-12-03T23:00:00Z"), Some("Moon/Base"), None);
        assert_eq!(utc, Some(at("2026-12-04T07:00:00Z")));
    }
}
