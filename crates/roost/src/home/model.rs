use crate::clock::Instant;
use crate::events::{AttendanceMode, Status};
use crate::ids::EventId;
use crate::web::components::{Day, Perch};
use crate::words::Words;
use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What a line about an event shows, with its seats counted.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct EventRow {
    pub id: EventId,
    /// The group's slug and name.
    pub group_slug: String,
    pub group_name: String,
    pub slug: String,
    pub title: String,
    pub sentence: String,
    pub status: Status,
    pub zone: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub attendance_mode: AttendanceMode,
    /// Seats that are given in the room; `None`: no limit.
    pub capacity: Option<i64>,
    pub venue: Option<String>,
    pub address: Option<String>,
    /// People who come, in the room and online, without their guests.
    pub going: i64,
    /// Seats of the room that are taken or held.
    pub held: i64,
    pub waiting: i64,
}

/// How full the room is, as far as people want to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seats {
    Cancelled,
    /// There is no limit, or it is online.
    EveryoneFits,
    Left(i64),
    /// How many wait.
    Full(i64),
}

impl EventRow {
    pub fn path(&self) -> String {
        format!("/{}/events/{}", self.group_slug, self.slug)
    }

    pub fn starts(&self) -> Zoned {
        self.starts_at.in_zone(&self.tz())
    }

    pub fn ends(&self) -> Zoned {
        self.ends_at.in_zone(&self.tz())
    }

    fn tz(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    pub fn seats(&self) -> Seats {
        if self.status == Status::Cancelled {
            return Seats::Cancelled;
        }
        match self.capacity.filter(|_| self.attendance_mode.has_room()) {
            None => Seats::EveryoneFits,
            Some(capacity) if self.held < capacity => Seats::Left(capacity - self.held),
            Some(_) => Seats::Full(self.waiting),
        }
    }

    /// Whether it takes place, as far as anybody knows.
    pub fn is_on(&self) -> bool {
        self.status == Status::Published
    }

    /// Birds for the seats of the room; `None` where nobody counts them.
    pub fn perch(&self) -> Option<Perch> {
        let capacity = self.capacity.filter(|_| self.attendance_mode.has_room())?;
        let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        Some(Perch::new(count(self.held), count(capacity), false))
    }

    /// "Old Post Office" or "online".
    pub fn place(&self, words: Words) -> String {
        match (&self.venue, self.attendance_mode) {
            (Some(venue), _) => venue.clone(),
            (None, AttendanceMode::Online) => words.t("home-online"),
            (None, _) => String::new(),
        }
    }
}

/// How many days it is until then: 0 is today.
pub fn days_until(now: Instant, starts: &Zoned) -> i32 {
    let today = now.in_zone(starts.time_zone()).date();
    let span = today.until(starts.date()).ok();
    span.map_or(0, |span| span.get_days())
}

/// One line of a list of events.
pub struct Card {
    pub path: String,
    pub title: String,
    pub day: Day,
    /// "18:00, Old Post Office", after the group's name where several groups are listed.
    pub facts: String,
    pub badge: String,
    /// The badge's tone.
    pub tone: &'static str,
    /// What was talked about, of one that is over; empty: nobody wrote it down.
    pub talks: Vec<String>,
}

impl Card {
    /// `soon` marks the next one; `with_group` names the group.
    pub fn new(row: &EventRow, words: Words, soon: bool, with_group: bool) -> Self {
        let starts = row.starts();
        let time = words.time(starts.time());
        let place = row.place(words);
        let facts = [time, place].into_iter().filter(|fact| !fact.is_empty());
        let facts = facts.collect::<Vec<_>>().join(", ");
        let (badge, tone) = badge(row.seats(), words);
        Card {
            path: row.path(),
            title: row.title.clone(),
            day: Day::new(starts.date(), words).soon(soon),
            facts: if with_group {
                format!("{} · {facts}", row.group_name)
            } else {
                facts
            },
            badge,
            tone,
            talks: Vec::new(),
        }
    }

    /// One that is over: what was talked about and how many came is told, no longer how many seats
    /// there are. `came`: nobody knows, or the group does not tell.
    pub fn past(row: &EventRow, words: Words, (talks, came): (Vec<String>, Option<i64>)) -> Self {
        let card = Card::new(row, words, false, false);
        if row.status == Status::Cancelled {
            return card;
        }
        let came = came.filter(|came| *came > 0);
        Card {
            badge: came.map_or_else(String::new, |count| {
                words.with("count", count).t("home-came")
            }),
            tone: "",
            talks,
            ..card
        }
    }
}

fn badge(seats: Seats, words: Words) -> (String, &'static str) {
    match seats {
        Seats::Cancelled => (words.t("home-cancelled"), "bull"),
        Seats::EveryoneFits => (words.t("home-everyone-fits"), "leaf"),
        Seats::Left(count) => (words.with("count", count).t("home-seats-left"), "king"),
        Seats::Full(0) => (words.t("home-full"), ""),
        Seats::Full(count) => (words.with("count", count).t("home-full-waiting"), ""),
    }
}

/// The events of one month under its name.
pub struct Month {
    pub name: String,
    pub cards: Vec<Card>,
}

/// Cards by month, in their order; a year stands beside the month unless it is this one.
pub fn months(cards: Vec<Card>, words: Words, today: Date) -> Vec<Month> {
    let mut months: Vec<(Date, Month)> = Vec::new();
    for card in cards {
        let first = card.day.machine().first_of_month();
        match months.last_mut().filter(|(month, _)| *month == first) {
            Some((_, month)) => month.cards.push(card),
            None => months.push((
                first,
                Month {
                    name: month_name(first, words, today),
                    cards: vec![card],
                },
            )),
        }
    }
    months.into_iter().map(|(_, month)| month).collect()
}

fn month_name(month: Date, words: Words, today: Date) -> String {
    if month.year() == today.year() {
        return words.month(month);
    }
    let named = words.with("month", words.month(month));
    named
        .with("year", month.year().to_string())
        .t("home-month-and-year")
}

/// When a page that lists these events reads differently by itself: at midnight, when "in 9 days"
/// becomes 8, or when one of them begins or ends.
pub fn next_turn(rows: &[EventRow], zone: &TimeZone, now: Instant) -> Option<Instant> {
    let midnight = now
        .in_zone(zone)
        .tomorrow()
        .and_then(|day| day.start_of_day());
    let midnight = midnight.ok().map(|day| Instant::from(day.timestamp()));
    let turns = rows.iter().flat_map(|row| [row.starts_at, row.ends_at]);
    turns.filter(|turn| *turn > now).chain(midnight).min()
}
