use crate::print;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use roost::clock::{Clock, Instant};
use roost::db::{Db, Tx};
use roost::execute;
use roost::ids::{
    AccountId, AddressId, EventId, GroupId, Ids, Moment, PersonId, RoundId, SessionId, TurnId,
};
use roost::tokens::{self, Kind};
use std::path::Path;

/// What opens the front view of the one lightning round.
pub const FRONT: &str = "bench-front-view";

/// What opens its remote.
pub const REMOTE: &str = "bench-remote";

/// What the cookie of the signed-in member says.
pub const SESSION: &str = "bench-session-of-a-member";

/// The group that has it, which no other measurement asks for.
const STAGED: usize = 2;

/// How many people a group knows.
const PEOPLE: usize = 30;

/// The events of the group whose calendar is fetched: some years of an evening each week.
const CALENDAR: usize = 200;

/// `sqlite:FILE` or `postgres://…`.
pub async fn open(database: &str) -> anyhow::Result<Db> {
    match database.strip_prefix("sqlite:") {
        Some(file) => Db::open_file(Path::new(file)).await,
        None => Db::open(database).await,
    }
}

/// Groups `group-0`, `group-1`, … each with events `event-0`, … of which the last four are to come,
/// the first of them in ten days with a room for a hundred. One group more has as many events as a
/// calendar of some years. Prints `session TOKEN` for a member of the first group.
pub async fn fill(database: &str, groups: usize, events: usize) -> anyhow::Result<()> {
    let db = open(database).await?;
    let at = &Moment::new(Clock::System.now(), Ids::Random);
    let token = db
        .write(|tx| Box::pin(async move { begin(tx, at).await }))
        .await?;
    let account = token.1;
    for number in 0..=groups {
        let events = if number == groups { CALENDAR } else { events };
        db.write(|tx| Box::pin(async move { add_group(tx, at, number, events, account).await }))
            .await?;
    }
    db.write(|tx| Box::pin(async move { analyze(tx).await }))
        .await?;
    db.close().await;
    print(&format!("session {}", token.0));
    Ok(())
}

/// The account that the signed-in pages are asked for with.
async fn begin(tx: &mut Tx<'_>, at: &Moment) -> anyhow::Result<(String, AccountId)> {
    const ACCOUNT: &str = "insert into accounts (id, name, pronouns, bio, keeper, created_at)
                           values ($1, 'Ada Example', '', '', $2, $3)";
    const ENTER: &str = "insert into sessions
                               (hash, id, account_id, agent, created_at, seen_at, expires_at)
                           values ($1, $2, $3, 'bench', $4, $4, $5)";
    const NAME: &str = "insert into settings (name, value) values ('name', 'Bench')";
    let account = AccountId::new(at);
    let token = SESSION;
    let later = at.now.after(SignedDuration::from_hours(30 * 24));
    execute!(tx, sqlx::query(NAME))?;
    execute!(
        tx,
        sqlx::query(ACCOUNT).bind(account).bind(true).bind(at.now)
    )?;
    execute!(
        tx,
        sqlx::query(ENTER)
            .bind(&tokens::hash(token)[..])
            .bind(SessionId::new(at))
            .bind(account)
            .bind(at.now)
            .bind(later)
    )?;
    Ok((token.to_owned(), account))
}

/// An open group without people; `slug` is its name too.
pub async fn insert_group(tx: &mut Tx<'_>, at: &Moment, slug: &str) -> anyhow::Result<GroupId> {
    const GROUP: &str = "insert into groups
            (id, slug, name, sort_key, sentence, description, conduct, conduct_link, frequency, city,
             country, latitude, longitude, zone, language, hours, date_order, distance,
             contact_email, state, created_at)
        values ($1, $2, $3, $4, 'We meet once a month and talk about what we have built.', $5, '', '',
                'Once a month', 'Turku', 'FI', 60.45, 22.27, 'Europe/Helsinki', 'en', '24', 'dmy',
                'km', 'group@example.org', 'open', $6)";
    const SLUG: &str = "insert into slugs (slug, skeleton, group_id, created_at)
                        values ($1, $1, $2, $3)";
    let group = GroupId::new(at);
    execute!(
        tx,
        sqlx::query(GROUP)
            .bind(group)
            .bind(slug)
            .bind(slug)
            .bind(slug)
            .bind("A paragraph about the group. ".repeat(12))
            .bind(at.now)
    )?;
    execute!(tx, sqlx::query(SLUG).bind(slug).bind(group).bind(at.now))?;
    Ok(group)
}

async fn add_group(
    tx: &mut Tx<'_>,
    at: &Moment,
    number: usize,
    events: usize,
    account: AccountId,
) -> anyhow::Result<()> {
    let group = insert_group(tx, at, &format!("group-{number}")).await?;
    let mut people = Vec::new();
    for person in 0..PEOPLE {
        let account = (number == 0 && person == 1).then_some(account);
        people.push(add_person(tx, at, group, person, account).await?);
    }
    for event in 0..events {
        let id = add_event(tx, at, (group, &people), event, events).await?;
        if number == STAGED && event + 1 == events {
            add_round(tx, at, (group, &people), id).await?;
        }
    }
    Ok(())
}

/// Somebody who has agreed to mail; number 0 organizes the group.
pub async fn add_person(
    tx: &mut Tx<'_>,
    at: &Moment,
    group: GroupId,
    number: usize,
    account: Option<AccountId>,
) -> anyhow::Result<PersonId> {
    const ADDRESS: &str =
        "insert into addresses (id, email, folded, account_id, confirmed_at, created_at)
                           values ($1, $2, $2, $3, $4, $4)";
    const PERSON: &str = "insert into people
            (group_id, id, name, sort_key, search_key, account_id, address_id, ground, way, reason,
             show_name, mail_agreed_at, created_at, seen_at, removal_reason)
        values ($1, $2, $3, $3, $3, $4, $5, 'member', 'joined', '', $6, $7, $7, $7, '')";
    const MEMBERSHIP: &str = "insert into memberships
            (group_id, person_id, role, duty, joined_at, role_since)
        values ($1, $2, $3, '', $4, $4)";
    let (address, person) = (AddressId::new(at), PersonId::new(at));
    let email = format!("{person}@example.org");
    let role = if number == 0 { "organizer" } else { "member" };
    execute!(
        tx,
        sqlx::query(ADDRESS)
            .bind(address)
            .bind(&email)
            .bind(account)
            .bind(at.now)
    )?;
    execute!(
        tx,
        sqlx::query(PERSON)
            .bind(group)
            .bind(person)
            .bind(format!("Person {number}"))
            .bind(account)
            .bind(address)
            .bind(true)
            .bind(at.now)
    )?;
    execute!(
        tx,
        sqlx::query(MEMBERSHIP)
            .bind(group)
            .bind(person)
            .bind(role)
            .bind(at.now)
    )?;
    Ok(person)
}

/// Events are a week apart; the last four lie in the future.
async fn add_event(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, people): (GroupId, &[PersonId]),
    number: usize,
    events: usize,
) -> anyhow::Result<EventId> {
    const EVENT: &str = "insert into events
            (group_id, id, slug, title, sentence, description, status, zone, starts_at, ends_at,
             starts_wall, ends_wall, attendance_mode, online_link, online_link_from_minutes, capacity,
             guests_allowed, cover, picture_alt, sequence, waitlist_numbers, seat_version, created_by,
             created_at, updated_at, published_at, status_note)
        values ($1, $2, $3, $4, 'Short talks, soup, and time to talk.', $5, 'published',
                'Europe/Helsinki', $6, $7, $8, $9, 'in_person', '', 60, $10, 0, 'group', '', 0, 0, 0,
                $11, $12, $12, $12, '')";
    const RSVP: &str = "insert into rsvps
            (group_id, event_id, person_id, id, state, attending, guests, lapses, answered_at,
             confirmed_at, by_hand, note, transitions)
        values ($1, $2, $3, $4, 'going', 'in_person', 0, 0, $5, $5, $6, '', 1)";
    let weeks = i64::try_from(number)? - i64::try_from(events)? + 4;
    let starts = at
        .now
        .after(SignedDuration::from_hours((10 + weeks * 7) * 24));
    let ends = starts.after(SignedDuration::from_hours(2));
    let zone = TimeZone::get("Europe/Helsinki")?;
    let wall = |told: Instant| {
        told.in_zone(&zone)
            .strftime("%Y-%m-%dT%H:%M:%S")
            .to_string()
    };
    let event = EventId::new(at);
    execute!(
        tx,
        sqlx::query(EVENT)
            .bind(group)
            .bind(event)
            .bind(format!("event-{number}"))
            .bind(format!("Evening number {number}"))
            .bind("A paragraph about the evening, as long as people write them. ".repeat(10))
            .bind(starts)
            .bind(ends)
            .bind(wall(starts))
            .bind(wall(ends))
            .bind(100_i64)
            .bind(people[0])
            .bind(at.now)
    )?;
    let going = if weeks >= 0 { people } else { &people[..3] };
    for person in going {
        execute!(
            tx,
            sqlx::query(RSVP)
                .bind(group)
                .bind(event)
                .bind(person)
                .bind(EventId::new(at))
                .bind(at.now)
                .bind(false)
        )?;
    }
    Ok(event)
}

/// A round of ten turns of five minutes, with its clock and the links of two screens.
async fn add_round(
    tx: &mut Tx<'_>,
    at: &Moment,
    (group, people): (GroupId, &[PersonId]),
    event: EventId,
) -> anyhow::Result<()> {
    const ROUND: &str = "insert into rounds
            (group_id, id, event_id, title, starts_after, minutes, format, limit_secs,
             changeover_secs, policy, seed, arranged, numbers, created_at)
        values ($1, $2, $3, '', 60, 60, 'talk', 300, 60, 'arrival', 1, $4, 10, $5)";
    const TURN: &str = "insert into turns
            (group_id, id, round_id, person_id, number, position, has_place, state, name, title,
             shows_name, shows_title, say, slides_link, needs, first_time, leaves_early,
             planned_secs, from_floor, cause, created_at)
        values ($1, $2, $3, $4, $5, $5, $6, 'waiting', $7, 'What I have built', $6, $6, '', '', '',
                $8, $8, 300, $8, '', $9)";
    const STAGE: &str = "insert into stages
            (group_id, round_id, version, phase, limit_ms, changeover_ms, since, whisper,
             whispered_at, heard_at)
        values ($1, $2, 0, 'ready', 0, 0, $3, '', 0, 0)";
    const TOKEN: &str = "insert into tokens
            (hash, kind, group_id, subject_id, generation, created_at)
        values ($1, $2, $3, $4, 1, $5)";
    let round = RoundId::new(at);
    execute!(
        tx,
        sqlx::query(ROUND)
            .bind(group)
            .bind(round)
            .bind(event)
            .bind(false)
            .bind(at.now)
    )?;
    for (number, person) in (1_i64..).zip(&people[..10]) {
        execute!(
            tx,
            sqlx::query(TURN)
                .bind(group)
                .bind(TurnId::new(at))
                .bind(round)
                .bind(person)
                .bind(number)
                .bind(true)
                .bind(format!("Person {number}"))
                .bind(false)
                .bind(at.now)
        )?;
    }
    execute!(tx, sqlx::query(STAGE).bind(group).bind(round).bind(at.now))?;
    for (kind, token) in [(Kind::Front, FRONT), (Kind::Remote, REMOTE)] {
        execute!(
            tx,
            sqlx::query(TOKEN)
                .bind(&tokens::hash(token)[..])
                .bind(kind)
                .bind(group)
                .bind(round)
                .bind(at.now)
        )?;
    }
    Ok(())
}

/// So that plans are made for this many rows.
pub async fn analyze(tx: &mut Tx<'_>) -> anyhow::Result<()> {
    execute!(tx, sqlx::query("analyze"))?;
    Ok(())
}
