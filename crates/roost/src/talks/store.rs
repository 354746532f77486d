use super::model::Talk;
use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::ids::GroupId;
use crate::on;

/// Every talk that was given at a public event of the group, the last evening first. A group gives
/// some hundred a year, so they are searched where they are read.
pub async fn list_talks(tx: &mut Tx<'_>, group: GroupId, now: Instant) -> Result<Vec<Talk>> {
    const SQL: &str = "
        select e.id as event_id, e.slug as event_slug, e.title as event_title, e.starts_at, e.zone,
               given.title, given.speaker, given.slides_link, given.deck, given.video_link, given.lightning,
               given.took_ms
        from events e
        join (select r.group_id, r.event_id,
                     case when t.shows_title then t.title else '' end as title,
                     case when t.shows_name then t.name else '' end as speaker,
                     t.slides_link, t.deck, '' as video_link, t.state = 'given' as lightning, t.took_ms,
                     r.starts_after * 1000 + t.position as place
              from turns t join rounds r on r.group_id = t.group_id and r.id = t.round_id
              where t.group_id = $1 and t.state = 'given'
              union all
              select l.group_id, l.event_id, l.title, l.speaker, l.slides_link, '' as deck, l.video_link,
                     l.speaker = '' as lightning, null as took_ms, l.position as place
              from agenda_lines l where l.group_id = $1 and l.speaker <> '') as given
          on given.group_id = e.group_id and given.event_id = e.id
        where e.group_id = $1 and e.status = 'published' and (e.ends_at <= $2 or given.lightning)
        order by e.starts_at desc, e.id, given.place";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).fetch_all(c).await)
}
