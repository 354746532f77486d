//! Everything that comes again and again, on one page.
//!
//! Each line is one job of no group under a key of its own, so however many servers share the
//! database, it runs once. It enqueues itself anew in the transaction that it runs in.

use super::store::{self, NewJob};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, JobId, Moment};
use jiff::SignedDuration;
use jiff::tz::TimeZone;

/// A job without a payload of its own, declared as a unit struct, and when it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recurring {
    pub job: &'static str,
    pub every: Every,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    Minutes(i64),
    /// Once a day at this hour, UTC, 0 to 23.
    DayAt(i8),
}

pub const RECURRING: &[Recurring] = &[
    // The next dates of every series that runs.
    Recurring {
        job: "extend_series",
        every: Every::DayAt(2),
    },
    // Pictures that nobody uses any more, and files that no transaction took.
    Recurring {
        job: "collect_blobs",
        every: Every::DayAt(3),
    },
    // People who only answered an event, a year after it; ended invitations; stray addresses.
    Recurring {
        job: "forget_visitors",
        every: Every::DayAt(4),
    },
    // What people answered a year ago to whoever asked them for a talk.
    Recurring {
        job: "forget_asks",
        every: Every::DayAt(4),
    },
    // Who came through whom, two years later.
    Recurring {
        job: "forget_ways",
        every: Every::DayAt(4),
    },
    // Owners of what is due for an event, by its own clock.
    Recurring {
        job: "nudge_owners",
        every: Every::Minutes(60),
    },
    // Groups whose digest is due, by their own clock.
    Recurring {
        job: "begin_digests",
        every: Every::Minutes(15),
    },
    // Groups with posts that wait for digests of their lists, likewise.
    Recurring {
        job: "begin_list_digests",
        every: Every::Minutes(15),
    },
    // Groups that have no mailing list yet.
    Recurring {
        job: "found_lists",
        every: Every::Minutes(10),
    },
    // Posts that went out and stand in no archive.
    Recurring {
        job: "archive_posts",
        every: Every::Minutes(10),
    },
    // Posts that nobody looked at in time, and requests of days ago.
    Recurring {
        job: "expire_posts",
        every: Every::Minutes(60),
    },
    // Sessions and sign-ins that have ended, and tokens that have expired.
    Recurring {
        job: "forget_ended",
        every: Every::DayAt(5),
    },
    // Letters that were refused or came back, and what that says of their addresses.
    Recurring {
        job: "weigh_bounces",
        every: Every::Minutes(10),
    },
    // Mail that came in a month ago.
    Recurring {
        job: "forget_received",
        every: Every::DayAt(5),
    },
    // Whom letters went to that left a month ago.
    Recurring {
        job: "forget_recipients",
        every: Every::DayAt(5),
    },
    // Keys of forms that were sent a week ago.
    Recurring {
        job: "forget_keys",
        every: Every::DayAt(5),
    },
];

/// Smaller than none: what comes again can wait for what somebody waits for.
const PRIORITY: i64 = 20;

impl Every {
    /// The first time after `now`.
    pub fn next(self, now: Instant) -> Instant {
        match self {
            Every::Minutes(minutes) => now.after(SignedDuration::from_mins(minutes)),
            Every::DayAt(hour) => {
                let day = now.in_zone(&TimeZone::UTC).date();
                let at = |day: jiff::civil::Date| {
                    let wall = day.at(hour, 0, 0, 0);
                    let zoned = TimeZone::UTC.to_timestamp(wall);
                    // Only the last day that jiff knows has no successor.
                    zoned.map_or(now.after(SignedDuration::from_hours(24)), Instant::from)
                };
                let today = at(day);
                if today > now {
                    today
                } else {
                    at(day.tomorrow().unwrap_or(day))
                }
            }
        }
    }
}

/// Sees to it that every recurring job is in the queue. Whatever is there already stays.
pub async fn begin(tx: &mut Tx<'_>, at: &Moment) -> Result<()> {
    for recurring in RECURRING {
        store::insert_job_unless_there(tx, at.now, &job(at, recurring)).await?;
    }
    Ok(())
}

/// Enqueues the next run of a job that comes again; does nothing for another job.
pub async fn repeat(tx: &mut Tx<'_>, at: &Moment, name: &str) -> Result<()> {
    match RECURRING.iter().find(|recurring| recurring.job == name) {
        Some(recurring) => store::insert_job_unless_there(tx, at.now, &job(at, recurring)).await,
        None => Ok(()),
    }
}

fn job(at: &Moment, recurring: &Recurring) -> NewJob {
    NewJob {
        group: GroupId::NONE,
        id: JobId::new(at),
        name: recurring.job,
        // What a unit struct is in JSON.
        body: "null".to_owned(),
        key: format!("{}:recurring", recurring.job),
        priority: PRIORITY,
        due: recurring.every.next(at.now),
    }
}
