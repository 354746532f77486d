use crate::announcements::model::Target;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{AnnouncementId, EventId, GroupId};
use crate::{execute, on};
use uuid::Uuid;

// Every audience is asked with the same: `$1` group, `$2` event, `$3` now, `$4` how often at least;
// where it is frozen, `$5` is the announcement. Which of them it needs, its text says.

/// Who may be written to at all. An address that nobody has confirmed may be somebody else's.
macro_rules! reachable {
    () => {
        "p.left_at is null and p.banned_at is null and p.erased_at is null
         and not exists (select 1 from suppressions s where s.folded = a.folded)"
    };
}

/// Whether somebody has shown that the address is hers, or an organizer answers for it.
macro_rules! confirmed {
    () => {
        "(a.confirmed_at is not null or p.ground = 'by_hand'
          or exists (select 1 from rsvps o
                     where o.group_id = p.group_id and o.person_id = p.id
                       and o.confirmed_at is not null))"
    };
}

/// Who agreed to mail about other evenings and makes no pause at this time.
macro_rules! writable {
    ($now:literal) => {
        concat!(
            "p.mail_agreed_at is not null and (p.mail_paused_until is null or p.mail_paused_until <= ",
            $now,
            ") and ",
            confirmed!(),
            " and ",
            reachable!()
        )
    };
}

/// Whoever of those gets each message when it is written, and not in the digest.
macro_rules! agreed {
    ($which:expr) => {
        concat!(
            "from people p join addresses a on a.id = p.address_id
             where p.group_id = $1
               and not exists (select 1 from mail_choices m
                               where m.group_id = p.group_id and m.person_id = p.id
                                 and m.kind = 'announcements' and m.mode <> 'each')",
            $which,
            " and ",
            writable!("$3")
        )
    };
}

/// Whoever ended announcements hears of an event that she answered later.
macro_rules! answered {
    ($states:literal) => {
        concat!(
            "from rsvps r
             join people p on p.group_id = r.group_id and p.id = r.person_id
             join addresses a on a.id = p.address_id
             where r.group_id = $1 and r.event_id = $2 and r.state in ",
            $states,
            " and (r.confirmed_at is not null or r.by_hand)
              and (p.mail_stopped_at is null or r.answered_at > p.mail_stopped_at)
              and ",
            reachable!()
        )
    };
}

/// Whether a person came to the event `$2`: she was checked in, or said yes where nobody was.
macro_rules! came_there {
    () => {
        "(exists (select 1 from check_ins c
                  where c.group_id = p.group_id and c.event_id = $2
                    and c.person_id = p.id and c.undone_at is null)
          or exists (select 1 from rsvps y
                     where y.group_id = p.group_id and y.event_id = $2
                       and y.person_id = p.id and y.state = 'going')
             and not exists (select 1 from check_ins c
                             where c.group_id = $1 and c.event_id = $2
                               and c.undone_at is null))"
    };
}

/// How many events a person `p` came to: those where she was checked in, and those that are over,
/// had no check-ins and to which she said that she comes.
macro_rules! times_came {
    ($now:literal) => {
        concat!(
            "((select count(distinct k.event_id) from check_ins k
               where k.group_id = p.group_id and k.person_id = p.id and k.undone_at is null)
              + (select count(*) from rsvps r
                 join events e on e.group_id = r.group_id and e.id = r.event_id
                 where r.group_id = p.group_id and r.person_id = p.id and r.state = 'going'
                   and e.status = 'published' and e.ends_at <= ",
            $now,
            "      and not exists (select 1 from check_ins k
                                   where k.group_id = e.group_id and k.event_id = e.id
                                     and k.undone_at is null)))"
        )
    };
}
pub(crate) use {confirmed, reachable, times_came, writable};

/// Who came to an event. She agreed to mail with her answer, or to the group's.
macro_rules! came {
    ($which:expr) => {
        concat!(
            "from people p join addresses a on a.id = p.address_id
             left join rsvps r on r.group_id = p.group_id and r.person_id = p.id
               and r.event_id = $2 and r.state = 'going'
             where p.group_id = $1 and ",
            came_there!(),
            $which,
            " and ((r.confirmed_at is not null or r.by_hand)
                     and (p.mail_stopped_at is null or r.answered_at > p.mail_stopped_at)
                   or p.mail_agreed_at is not null and ",
            confirmed!(),
            ") and ",
            reachable!()
        )
    };
}

/// Who gives a talk at the event, long or short, and offered it after she last ended mail.
macro_rules! speaking {
    () => {
        concat!(
            "from people p join addresses a on a.id = p.address_id
             where p.group_id = $1
               and (exists (select 1 from turns t
                            join rounds o on o.group_id = t.group_id and o.id = t.round_id
                            where t.group_id = p.group_id and t.person_id = p.id
                              and o.event_id = $2
                              and t.state in ('waiting', 'on_stage', 'given')
                              and (p.mail_stopped_at is null or t.created_at > p.mail_stopped_at))
                    or exists (select 1 from proposals t
                               where t.group_id = p.group_id and t.person_id = p.id
                                 and t.event_id = $2 and t.state in ('scheduled', 'given')
                                 and (p.mail_stopped_at is null
                                      or t.created_at > p.mail_stopped_at)))
               and ",
            confirmed!(),
            " and ",
            reachable!()
        )
    };
}

/// Whether a person has given a talk, or one of hers is accepted.
macro_rules! has_talked {
    () => {
        " and (exists (select 1 from turns t
                       where t.group_id = p.group_id and t.person_id = p.id and t.state = 'given')
               or exists (select 1 from proposals t
                          where t.group_id = p.group_id and t.person_id = p.id
                            and t.state in ('accepted', 'scheduled', 'given')))"
    };
}

macro_rules! has_not_answered {
    () => {
        " and not exists (select 1 from rsvps r
                          where r.group_id = p.group_id and r.person_id = p.id
                            and r.event_id = $2)"
    };
}

/// The statement for each target that begins with `$begin`.
macro_rules! by_target {
    ($target:expr, $begin:literal) => {
        match $target {
            Target::Agreed => concat!($begin, agreed!("")),
            Target::Going(_) => concat!($begin, answered!("('going')")),
            Target::Waiting(_) => concat!($begin, answered!("('waitlisted', 'offered')")),
            Target::Came(_) => concat!($begin, came!("")),
            Target::FirstTimers(_) => {
                concat!($begin, came!(concat!(" and ", times_came!("$3"), " = 1")))
            }
            Target::Speaking(_) => concat!($begin, speaking!()),
            Target::Unanswered(_) => concat!($begin, agreed!(has_not_answered!())),
            Target::CameLast => concat!($begin, agreed!(concat!(" and ", came_there!()))),
            Target::CameTimes(_) => {
                concat!(
                    $begin,
                    agreed!(concat!(" and ", times_came!("$3"), " >= $4"))
                )
            }
            Target::NeverCame => {
                concat!($begin, agreed!(concat!(" and ", times_came!("$3"), " = 0")))
            }
            Target::Speakers => concat!($begin, agreed!(has_talked!())),
        }
    };
}

/// What a target is asked with: its event, and how often at least.
async fn subject(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    target: Target,
) -> Result<(EventId, i64)> {
    // No event has the nil id, and nobody came to it.
    let none = EventId::from(Uuid::nil());
    Ok(match target {
        Target::CameLast => {
            let last = find_last_event(tx, now, group).await?;
            (last.map_or(none, |event| event.id), 0)
        }
        Target::CameTimes(times) => (none, times),
        _ => (target.event().unwrap_or(none), 0),
    })
}

/// How many would get a message now.
pub async fn count_audience(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    target: Target,
) -> Result<i64> {
    let (event, times) = subject(tx, now, group, target).await?;
    let sql = by_target!(target, "select count(*) ");
    on!(tx, c => sqlx::query_scalar(sql)
        .bind(group).bind(event).bind(now).bind(times)
        .fetch_one(c).await)
}

/// Writes down who gets the announcement, and says how many they are.
pub async fn freeze_audience(
    tx: &mut Tx<'_>,
    now: Instant,
    (group, id): (GroupId, AnnouncementId),
    target: Target,
) -> Result<i64> {
    let (event, times) = subject(tx, now, group, target).await?;
    let sql = by_target!(
        target,
        "insert into announcement_recipients (group_id, announcement_id, person_id)
         select p.group_id, $5, p.id "
    );
    let frozen = execute!(tx, group => sqlx::query(sql)
        .bind(group).bind(event).bind(now).bind(times).bind(id))?;
    Ok(i64::try_from(frozen).unwrap_or(i64::MAX))
}

/// How many read what goes to everybody in the group's digest.
pub async fn count_digest(tx: &mut Tx<'_>, now: Instant, group: GroupId) -> Result<i64> {
    const SQL: &str = concat!(
        "select count(*) from people p join addresses a on a.id = p.address_id
         join mail_choices m on m.group_id = p.group_id and m.person_id = p.id
           and m.kind = 'announcements' and m.mode = 'digest'
         where p.group_id = $1 and ",
        writable!("$2")
    );
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(now).fetch_one(c).await)
}

/// An event whose people can be written to.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reachable {
    pub id: EventId,
    pub slug: String,
    pub title: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub zone: String,
    /// Whether its people can be asked how it was: it took place, and nobody has asked them.
    pub is_to_ask: bool,
}

macro_rules! select_reachable {
    ($rest:literal) => {
        concat!(
            "select id, slug, title, starts_at, ends_at, zone,
                    status = 'published'
                    and not exists (select 1 from announcements n
                                    where n.group_id = events.group_id
                                      and n.event_id = events.id
                                      and n.asks_feedback) as is_to_ask
             from events ",
            $rest
        )
    };
}

/// Those that were public and ended after `then`, the next one first.
pub async fn list_reachable_events(
    tx: &mut Tx<'_>,
    group: GroupId,
    then: Instant,
    most: i64,
) -> Result<Vec<Reachable>> {
    const SQL: &str = select_reachable!(
        "where group_id = $1 and status <> 'draft' and ends_at > $2
         order by starts_at, id limit $3"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(then).bind(most).fetch_all(c).await)
}

/// The last event that took place; `None`: none has yet.
pub async fn find_last_event(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
) -> Result<Option<Reachable>> {
    const SQL: &str = select_reachable!(
        "where group_id = $1 and status = 'published' and ends_at <= $2
         order by ends_at desc, id desc limit 1"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).fetch_optional(c).await)
}
