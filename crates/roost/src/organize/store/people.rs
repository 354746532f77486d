use crate::announcements::times_came;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::{GroupId, PersonId};
use crate::on;
use crate::organize::model::{Cursor, Key, Listed, SHOWN, Search, Sort};
use crate::text;
use uuid::Uuid;

/// Who is on the list: everybody who is here, but whoever only answered an event leaves it some
/// time after that. `$1` group, `$2` until when such an event may have ended at the latest,
/// `$3` what is looked for, empty for everybody.
macro_rules! listed {
    () => {
        "from people p
         left join addresses a on a.id = p.address_id
         left join accounts c on c.id = p.account_id
         left join memberships m on m.group_id = p.group_id and m.person_id = p.id
         left join people b on b.group_id = p.group_id and b.id = p.added_by
         where p.group_id = $1 and p.left_at is null and p.banned_at is null
           and p.erased_at is null
           and (p.ground <> 'event_only' or coalesce(p.last_event_ends_at, p.created_at) >= $2)
           and ($3 = '' or p.search_key like $3 escape '\\' or a.folded like $3 escape '\\')"
    };
}

/// A page of the list. `$4` is now; `$5` and `$6` are the key and the id after which it begins, `$7` its length.
macro_rules! list_by {
    ($key:expr) => {
        concat!(
            "with listed as (
                 select p.id, p.name, p.sort_key, a.email, p.ground, p.way, b.name as added_by,
                        p.reason, m.role, coalesce(m.joined_at, p.created_at) as joined_at,
                        p.seen_at, p.mail_agreed_at, c.picture, ",
            times_came!("$4"),
            " as times, ",
            $key,
            " as list_key ",
            listed!(),
            ")
             select id, name, sort_key, email, ground, way, added_by, reason, role, joined_at,
                    seen_at, mail_agreed_at, picture, times
             from listed where (list_key, id) > ($5, $6) order by list_key, id limit $7"
        )
    };
}

/// People from the one after `after`, or from the first; at most `most`.
pub async fn list_people(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    search: &Search,
    after: Option<&Cursor>,
    most: usize,
) -> Result<Vec<Listed>> {
    const BY_NAME: &str = list_by!("p.sort_key");
    const BY_JOINED: &str = list_by!("-coalesce(m.joined_at, p.created_at)");
    const BY_TIMES: &str = list_by!(concat!("-", times_came!("$4")));
    const BY_SEEN: &str = list_by!("-p.seen_at");
    let sql = match search.sort {
        Sort::Name => BY_NAME,
        Sort::Joined => BY_JOINED,
        Sort::Times => BY_TIMES,
        Sort::Seen => BY_SEEN,
    };
    let (since, pattern) = (now.before(SHOWN), pattern(&search.text));
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let first = PersonId::from(Uuid::nil());
    let (key, id) = match after {
        Some(cursor) => (cursor.key.clone(), cursor.id),
        // Before everybody: no id is nil.
        None if search.sort == Sort::Name => (Key::Text(String::new()), first),
        None => (Key::Number(i64::MIN), first),
    };
    match key {
        Key::Text(key) => on!(tx, c => sqlx::query_as(sql)
            .bind(group).bind(since).bind(&pattern).bind(now).bind(&key).bind(id).bind(most)
            .fetch_all(c).await),
        Key::Number(key) => on!(tx, c => sqlx::query_as(sql)
            .bind(group).bind(since).bind(&pattern).bind(now).bind(key).bind(id).bind(most)
            .fetch_all(c).await),
    }
}

/// How many are on the list.
pub async fn count_people(
    tx: &mut Tx<'_>,
    now: Instant,
    group: GroupId,
    text: &str,
) -> Result<i64> {
    const SQL: &str = concat!("select count(*) ", listed!());
    let (since, pattern) = (now.before(SHOWN), pattern(text));
    on!(tx, c => sqlx::query_scalar(SQL)
        .bind(group).bind(since).bind(&pattern)
        .fetch_one(c).await)
}

/// One answer of a person, as her page shows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Answered {
    pub slug: String,
    pub title: String,
    pub starts_at: Instant,
    pub zone: String,
    pub state: String,
}

/// Her last answers, the newest event first.
pub async fn list_answers(
    tx: &mut Tx<'_>,
    group: GroupId,
    person: PersonId,
    most: i64,
) -> Result<Vec<Answered>> {
    const SQL: &str = "select e.slug, e.title, e.starts_at, e.zone, r.state from rsvps r
                       join events e on e.group_id = r.group_id and e.id = r.event_id
                       where r.group_id = $1 and r.person_id = $2
                       order by e.starts_at desc, e.id desc limit $3";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(person).bind(most).fetch_all(c).await)
}

/// What `like` looks for: anywhere in the folded text, and nothing that was typed is a wildcard.
fn pattern(typed: &str) -> String {
    let folded = text::search_key(typed);
    if folded.is_empty() {
        return String::new();
    }
    let escaped = text::like_literal(&folded);
    format!("%{escaped}%")
}
