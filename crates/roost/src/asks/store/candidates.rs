use crate::asks::model::{Candidate, Day, LATELY};
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId};
use crate::on;

/// More people than anybody walks round to on one evening.
const MOST: i64 = 400;

/// Everybody who is at an event, is expected there, or came lately, with what is known of her.
/// `event` comes with its day.
pub async fn list_candidates(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: Option<(EventId, Day)>,
    now: Instant,
) -> Result<Vec<Candidate>> {
    // Where nobody was checked in, whoever said yes is taken to have come.
    const SQL: &str = "
        with past as (
            select e.id, e.starts_at from events e
            where e.group_id = $1 and e.status = 'published' and e.ends_at <= $3
              and ($2 is null or e.id <> $2)),
        attended as (
            select k.event_id, k.person_id from check_ins k
            where k.group_id = $1 and k.undone_at is null
            union
            select r.event_id, r.person_id from rsvps r
            where r.group_id = $1 and r.state = 'going'
              and not exists (select 1 from check_ins k
                              where k.group_id = r.group_id and k.event_id = r.event_id
                                and k.undone_at is null)),
        came as (
            select a.person_id, count(*) as times, max(p.starts_at) as last_at
            from attended a join past p on p.id = a.event_id group by a.person_id),
        gave as (
            select t.person_id, max(t.began_at) as last_at from turns t
            where t.group_id = $1 and t.state in ('given', 'on_stage') group by t.person_id),
        spoke as (
            select a.speaker, max(p.starts_at) as last_at
            from agenda_lines a join past p on p.id = a.event_id
            where a.group_id = $1 and a.speaker <> '' group by a.speaker),
        known as (
            select p.id as person_id, p.name, c.picture, coalesce(c.pronouns, '') as pronouns,
                   coalesce(c.bio, '') as bio, p.address_id is not null as has_address,
                   exists (select 1 from check_ins k
                           where k.group_id = $1 and k.event_id = $2 and k.person_id = p.id
                             and k.undone_at is null) as here,
                   exists (select 1 from rsvps r
                           where r.group_id = $1 and r.event_id = $2 and r.person_id = p.id
                             and r.state = 'going') as expected,
                   coalesce(came.times, 0) as came, coalesce(came.last_at, 0) as came_at,
                   case when gave.last_at is null or spoke.last_at > gave.last_at
                        then spoke.last_at else gave.last_at end as spoke_at,
                   exists (select 1 from turns t
                           join rounds r on r.group_id = t.group_id and r.id = t.round_id
                           where t.group_id = $1 and r.event_id = $2
                             and t.person_id = p.id) as has_turn,
                   coalesce((select a.topic from asks a
                             where a.group_id = $1 and a.person_id = p.id and a.topic <> ''
                               and ($2 is null or a.event_id is null or a.event_id <> $2)
                             order by a.asked_at desc, a.id desc limit 1), '') as topic,
                   exists (select 1 from asks a
                           where a.group_id = $1 and a.person_id = p.id
                             and a.answer = 'next_time'
                             and (a.promised_event_id = $2 or a.promised_on = $4)) as promised,
                   (p.left_at is not null or p.banned_at is not null
                    or exists (select 1 from ask_pauses s
                               where s.group_id = $1 and s.person_id = p.id
                                 and s.until > $3)) as is_out
            from people p
            left join accounts c on c.id = p.account_id
            left join came on came.person_id = p.id
            left join gave on gave.person_id = p.id
            left join spoke on spoke.speaker = p.name
            where p.group_id = $1 and p.erased_at is null and p.name <> '')
        select person_id, name, picture, pronouns, bio, has_address, here, expected, came,
               spoke_at, has_turn, topic, promised, is_out
        from known where here or expected or promised or came_at >= $5
        order by here desc, expected desc, promised desc, came_at desc, person_id limit $6";
    let (event, day) = event.unzip();
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group)
        .bind(event)
        .bind(now)
        .bind(day)
        .bind(now.before(LATELY))
        .bind(MOST)
        .fetch_all(c)
        .await)
}
