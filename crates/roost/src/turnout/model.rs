/// Evenings without which nothing is foretold.
pub const LEAST: usize = 3;

/// Evenings that are looked at, the last ones: a group changes.
pub const MOST: i64 = 12;

/// Fewer who said yes make no rate.
pub const LEAST_YES: i64 = 5;

/// What somebody knows of one past evening in a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Evening {
    /// People who had said yes; their guests too where heads were counted, since a guest is a head
    /// and is not checked in. At least [`LEAST_YES`].
    pub yes: i64,
    /// Those of them who came, at most `yes`. Where heads were counted, every head counts as one of
    /// them, as far as there are so many.
    pub came: i64,
    /// People who came without an answer; `None`: heads were counted, which does not tell.
    pub walk_ins: Option<i64>,
}

impl Evening {
    fn rate(self) -> f64 {
        ratio(self.came, self.yes)
    }
}

/// How many people to expect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// By the median evening.
    pub people: i64,
    /// By the emptiest and by the fullest evening.
    pub range: (i64, i64),
    /// On how many evenings this rests.
    pub evenings: usize,
    /// How many usually come without an answer, besides; `None`: nobody knows.
    pub walk_ins: Option<i64>,
}

/// How many of `yes` people come, guests counted; `None`: too few evenings tell.
pub fn expected(evenings: &[Evening], yes: i64) -> Option<Expected> {
    if evenings.len() < LEAST {
        return None;
    }
    let mut rates: Vec<f64> = evenings.iter().map(|evening| evening.rate()).collect();
    rates.sort_by(f64::total_cmp);
    let (lowest, highest) = (*rates.first()?, *rates.last()?);
    let mut walk_ins: Vec<i64> = evenings.iter().filter_map(|e| e.walk_ins).collect();
    walk_ins.sort_unstable();
    Some(Expected {
        people: share(yes, median(&rates)?).round(),
        range: (share(yes, lowest).floor(), share(yes, highest).ceil()),
        evenings: evenings.len(),
        walk_ins: middle(&walk_ins),
    })
}

/// What is likely to happen if more seats are given than a room has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Risk {
    pub expected: Expected,
    /// On so many of the evenings more than fit would have come, walk-ins too.
    pub over: usize,
}

/// How many of `yes` people come to a room that holds `room`; `None`: too few evenings tell.
pub fn risk(evenings: &[Evening], yes: i64, room: i64) -> Option<Risk> {
    let expected = expected(evenings, yes)?;
    let people =
        |evening: &Evening| share(yes, evening.rate()).round() + evening.walk_ins.unwrap_or(0);
    let over = evenings.iter().filter(|evening| people(evening) > room);
    Some(Risk {
        expected,
        over: over.count(),
    })
}

/// The middle one of what is in order, or between the two in the middle.
fn median(sorted: &[f64]) -> Option<f64> {
    let upper = sorted.get(sorted.len() / 2)?;
    let lower = sorted.get((sorted.len() - 1) / 2)?;
    Some(f64::midpoint(*lower, *upper))
}

/// The same of whole people; between two the smaller one, so that nobody is promised.
fn middle(sorted: &[i64]) -> Option<i64> {
    let last = sorted.len().checked_sub(1)?;
    sorted.get(last / 2).copied()
}

fn ratio(part: i64, whole: i64) -> f64 {
    // People in a room are so few that a float holds their number exactly.
    let float = |number: i64| f64::from(i32::try_from(number).unwrap_or(i32::MAX));
    float(part) / float(whole.max(1))
}

/// A part of a number of people, still to be rounded.
struct Share(f64);

fn share(whole: i64, rate: f64) -> Share {
    Share(ratio(whole, 1) * rate)
}

impl Share {
    fn round(self) -> i64 {
        whole(self.0.round())
    }

    // A rate such as 2/3 of 3 comes out a hair off, which must not make another person.
    fn floor(self) -> i64 {
        whole((self.0 + 1e-9).floor())
    }

    fn ceil(self) -> i64 {
        whole((self.0 - 1e-9).ceil())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "it is a whole number of people"
)]
fn whole(people: f64) -> i64 {
    people as i64
}
