use crate::clock::Instant;
use crate::db::{Result, Tx};
use crate::events::model::{AgendaLine, TalkLinks};
use crate::ids::{EventId, GroupId};
use crate::{execute, on};

/// The evening, line by line.
pub async fn list_agenda(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<AgendaLine>> {
    const SQL: &str =
        "select starts, title, note, speaker, slides_link, video_link from agenda_lines
                       where group_id = $1 and event_id = $2 order by position";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
}

/// The evenings of every event that is not over.
pub async fn list_agendas_ahead(
    tx: &mut Tx<'_>,
    group: GroupId,
    now: Instant,
) -> Result<Vec<(EventId, AgendaLine)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        event_id: EventId,
        #[sqlx(flatten)]
        line: AgendaLine,
    }
    const SQL: &str = "select l.event_id, l.starts, l.title, l.note, l.speaker, l.slides_link,
                              l.video_link
                       from agenda_lines l
                       join events e on e.group_id = l.group_id and e.id = l.event_id
                       where l.group_id = $1 and e.ends_at > $2
                       order by l.event_id, l.position";
    let rows: Vec<Row> =
        on!(tx, c => sqlx::query_as(SQL).bind(group).bind(now).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.event_id, row.line))
        .collect())
}

/// Writes the whole evening anew.
pub async fn replace_agenda(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
    lines: &[AgendaLine],
) -> Result<()> {
    const CLEAR: &str = "delete from agenda_lines where group_id = $1 and event_id = $2";
    const INSERT: &str = "insert into agenda_lines (group_id, event_id, position, starts, title,
                                                    note, speaker, slides_link,
                                                    video_link)
                          values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    execute!(tx, group => sqlx::query(CLEAR).bind(group).bind(event))?;
    for (position, line) in (0_i64..).zip(lines) {
        execute!(
            tx,
            group => sqlx::query(INSERT)
                .bind(group)
                .bind(event)
                .bind(position)
                .bind(&line.starts)
                .bind(&line.title)
                .bind(&line.note)
                .bind(&line.speaker)
                .bind(&line.slides_link)
                .bind(&line.video_link)
        )?;
    }
    Ok(())
}

/// Writes where one talk can be read and watched. What calendars are told stays as it is.
pub async fn save_links(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
    links: &TalkLinks,
) -> Result<()> {
    const SQL: &str = "update agenda_lines set slides_link = $5, video_link = $6
                       where group_id = $1 and event_id = $2 and position = $3 and title = $4";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(event)
            .bind(links.position)
            .bind(&links.title)
            .bind(&links.slides_link)
            .bind(&links.video_link)
    )?;
    Ok(())
}
