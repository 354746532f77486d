use crate::db::{Result, Tx};
use crate::events::model::AgendaLine;
use crate::ids::{EventId, GroupId};
use crate::{execute, on};

/// The evening, line by line.
pub async fn list_agenda(
    tx: &mut Tx<'_>,
    group: GroupId,
    event: EventId,
) -> Result<Vec<AgendaLine>> {
    const SQL: &str = "select starts, title, note, speaker, slides_link from agenda_lines
                       where group_id = $1 and event_id = $2 order by position";
    on!(tx, c => sqlx::query_as(SQL).bind(group).bind(event).fetch_all(c).await)
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
                                                    note, speaker, slides_link)
                          values ($1, $2, $3, $4, $5, $6, $7, $8)";
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
        )?;
    }
    Ok(())
}
