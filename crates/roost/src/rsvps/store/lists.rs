use super::rows::select_rsvps;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{EventId, GroupId, PersonId, VenueId};
use crate::on;
use crate::rsvps::model::{Attending, Coming, Rsvp, State};

/// How many answers of an event stand where, and how many seats they need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// People, without their guests.
    pub going: i64,
    pub going_online: i64,
    pub waiting: i64,
    pub waiting_online: i64,
    /// Seats held: going and offered, guests included.
    pub held: i64,
    pub held_online: i64,
}

impl Counts {
    /// Everybody who comes, in the room or online.
    pub fn coming(&self) -> i64 {
        self.going + self.going_online
    }

    pub fn held_by(&self, attending: Attending) -> i64 {
        match attending {
            Attending::InPerson => self.held,
            Attending::Online => self.held_online,
        }
    }

    pub fn waiting_for(&self, attending: Attending) -> i64 {
        match attending {
            Attending::InPerson => self.waiting,
            Attending::Online => self.waiting_online,
        }
    }
}

pub async fn count_answers(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Counts> {
    const SQL: &str = "select attending, state, count(*),
                              cast(coalesce(sum(1 + guests), 0) as bigint)
                       from rsvps where group_id = $1 and event_id = $2
                       group by attending, state order by attending, state";
    let rows: Vec<(Attending, State, i64, i64)> =
        on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)?;
    let mut counts = Counts::default();
    for (attending, state, people, seats) in rows {
        let (going, waiting, held) = match attending {
            Attending::InPerson => (&mut counts.going, &mut counts.waiting, &mut counts.held),
            Attending::Online => (
                &mut counts.going_online,
                &mut counts.waiting_online,
                &mut counts.held_online,
            ),
        };
        match state {
            State::Going => (*going, *held) = (*going + people, *held + seats),
            State::Offered => *held += seats,
            State::Waitlisted => *waiting += people,
            State::Declined => {}
        }
    }
    Ok(counts)
}

/// What people said who were asked whether they still come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, sqlx::FromRow)]
pub struct Round {
    pub yes: i64,
    pub silent: i64,
    pub no: i64,
}

impl Round {
    pub fn asked(self) -> i64 {
        self.yes + self.silent + self.no
    }
}

pub async fn count_round(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Round> {
    const SQL: &str = "select
            count(case when state = 'going' and still_coming_at is not null then 1 end) as yes,
            count(case when state = 'going' and still_coming_at is null then 1 end) as silent,
            count(case when state = 'declined' then 1 end) as no
         from rsvps
         where group_id = $1 and event_id = $2 and asked_still_at is not null";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// Who is going, organizers first, then by name.
pub async fn list_coming(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<Vec<Coming>> {
    const SQL: &str = "select r.person_id, p.name, a.picture, coalesce(a.pronouns, '') as pronouns,
                              p.show_name, m.role, r.guests,
                              (r.confirmed_at is not null or r.by_hand) as firm
                       from rsvps r
                       join people p on p.group_id = r.group_id and p.id = r.person_id
                       left join accounts a on a.id = p.account_id
                       left join memberships m on m.group_id = p.group_id and m.person_id = p.id
                       where r.group_id = $1 and r.event_id = $2 and r.state = 'going'
                       order by case when m.role in ('organizer', 'co_organizer') then 0 else 1 end,
                                p.sort_key, p.id";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// Somebody who answered, as organizers see her.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Attendee {
    pub person_id: PersonId,
    pub name: String,
    /// `None`: only her name is known.
    pub email: Option<String>,
    pub state: State,
    pub attending: Attending,
    pub guests: i64,
    pub waitlist_number: Option<i64>,
    pub lapses: i64,
    pub accept_by: Option<Instant>,
    pub answered_at: Instant,
    pub confirmed_at: Option<Instant>,
    pub by_hand: bool,
    pub note: String,
    pub asked_still_at: Option<Instant>,
    pub still_coming_at: Option<Instant>,
    pub by_standing: bool,
    /// Whether she has been at no event of the group that ended before this one begins.
    pub first_time: bool,
    /// Whether she shall be in no picture.
    pub no_photos: bool,
}

/// Everybody who answered: going first, then those who wait in their order, then the others.
pub async fn list_attendees(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
    starts_at: Instant,
) -> Result<Vec<Attendee>> {
    const SQL: &str = "select r.person_id, p.name, d.email, r.state, r.attending, r.guests,
                              r.waitlist_number, r.lapses, r.accept_by, r.answered_at,
                              r.confirmed_at, r.by_hand, r.note, r.asked_still_at,
                              r.still_coming_at, r.by_standing,
                              not exists (select 1 from rsvps o
                                          join events e on e.group_id = o.group_id
                                                       and e.id = o.event_id
                                          where o.group_id = r.group_id
                                            and o.person_id = r.person_id
                                            and o.state = 'going' and e.status = 'published'
                                            and e.ends_at <= $3) as first_time,
                              coalesce(p.photos, '') = 'never' as no_photos
                       from rsvps r
                       join people p on p.group_id = r.group_id and p.id = r.person_id
                       left join addresses d on d.id = p.address_id
                       where r.group_id = $1 and r.event_id = $2
                       order by case r.state when 'going' then 0 when 'offered' then 1
                                             when 'waitlisted' then 2 else 3 end,
                                case r.state when 'waitlisted' then r.lapses else 0 end,
                                case r.state when 'waitlisted' then r.waitlist_number else 0 end,
                                p.sort_key, p.id";
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(event).bind(starts_at)
        .fetch_all(c).await)
}

/// The answers of everybody whom a change of the event concerns: going, offered or waiting.
pub async fn list_people_to_tell(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<Rsvp>> {
    const SQL: &str = select_rsvps!(
        "where group_id = $1 and event_id = $2 and state in ('going', 'offered', 'waitlisted')
         order by answered_at, id"
    );
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// Answers of one person to events that have not begun.
pub async fn list_upcoming_answers(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    now: Instant,
) -> Result<Vec<Rsvp>> {
    const SQL: &str = select_rsvps!(
        "where group_id = $1 and person_id = $2 and state <> 'declined'
           and event_id in (select e.id from events e
                            where e.group_id = $1 and (e.starts_at > $3 or e.status = 'postponed'))
         order by event_id"
    );
    on!(tx, c => sqlx::query_as(SQL)
        .bind(group).bind(person).bind(now)
        .fetch_all(c).await)
}

/// How many people hear of it when the event is cancelled or postponed.
pub async fn count_people_to_tell(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<i64> {
    const SQL: &str = "select count(*) from rsvps where group_id = $1 and event_id = $2
                       and state in ('going', 'offered', 'waitlisted')";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// How many people hear of it when the event has another time or place: those who have a seat and
/// an address.
pub async fn count_people_coming(tx: &mut Tx<'_>, group: GroupId, event: EventId) -> Result<i64> {
    const SQL: &str = "select count(*) from rsvps r
                       join people p on p.group_id = r.group_id and p.id = r.person_id
                       where r.group_id = $1 and r.event_id = $2
                         and r.state in ('going', 'offered') and p.address_id is not null";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(event).fetch_one(c).await)
}

/// The same for all events to come at a venue; whoever goes to several is counted once.
pub async fn count_people_coming_to(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    venue: VenueId,
) -> Result<i64> {
    const SQL: &str = "select count(distinct r.person_id) from events e
                       join rsvps r on r.group_id = e.group_id and r.event_id = e.id
                       join people p on p.group_id = r.group_id and p.id = r.person_id
                       where e.group_id = $1 and e.venue_id = $2 and e.status = 'published'
                         and e.ends_at > $3 and e.attendance_mode <> 'online'
                         and r.state in ('going', 'offered') and p.address_id is not null";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(venue).bind(now)
        .fetch_one(c).await)
}

/// How many reminders of an event were still in the outbox when it began, and so never left.
pub async fn count_late_reminders(
    tx: &mut Tx<'_>,
    (group, event): (GroupId, EventId),
    starts_at: Instant,
) -> Result<i64> {
    const SQL: &str = "select count(*) from deliveries d
                       join rsvps r on r.group_id = d.group_id and r.person_id = d.person_id
                       where d.group_id = $1 and r.event_id = $2 and d.state = 'cancelled'
                         and d.expires_at = $3 and d.last_error = $4";
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(event).bind(starts_at).bind(crate::mail::TOO_LATE)
        .fetch_one(c).await)
}
