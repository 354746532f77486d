use crate::db::{Result, Tx};
use crate::ids::{GroupId, RoundId, TurnId};
use crate::{execute, on};
use std::collections::BTreeMap;

/// The blobs of the pages that the stage shows, by turn, each in its order.
pub async fn list_pages(
    tx: &mut Tx<'_>,
    group: GroupId,
    round: RoundId,
) -> Result<BTreeMap<TurnId, Vec<String>>> {
    const SQL: &str = "select p.turn_id, p.picture from turn_pages p
                       join turns t on t.group_id = p.group_id and t.id = p.turn_id
                       where t.group_id = $1 and t.round_id = $2 order by p.turn_id, p.number";
    let rows: Vec<(TurnId, String)> =
        on!(tx, c => sqlx::query_as(SQL).bind(group).bind(round).fetch_all(c).await)?;
    let mut pages: BTreeMap<TurnId, Vec<String>> = BTreeMap::new();
    for (turn, picture) in rows {
        pages.entry(turn).or_default().push(picture);
    }
    Ok(pages)
}

pub async fn list_pages_of_turn(
    tx: &mut Tx<'_>,
    (group, turn): (GroupId, TurnId),
) -> Result<Vec<String>> {
    const SQL: &str = "select picture from turn_pages where group_id = $1 and turn_id = $2
                       order by number";
    on!(tx, c => sqlx::query_scalar(SQL).bind(group).bind(turn).fetch_all(c).await)
}

pub async fn insert_page(
    tx: &mut Tx<'_>,
    (group, turn): (GroupId, TurnId),
    (number, picture): (i64, &str),
) -> Result<()> {
    const SQL: &str = "insert into turn_pages (group_id, turn_id, number, picture)
                       values ($1, $2, $3, $4)";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(turn).bind(number).bind(picture))?;
    Ok(())
}

pub async fn delete_pages(tx: &mut Tx<'_>, (group, turn): (GroupId, TurnId)) -> Result<()> {
    const SQL: &str = "delete from turn_pages where group_id = $1 and turn_id = $2";
    execute!(tx, group => sqlx::query(SQL).bind(group).bind(turn))?;
    Ok(())
}

/// The file, why the stage cannot show it, and how many pages it shows.
pub async fn save_deck(
    tx: &mut Tx<'_>,
    (group, turn): (GroupId, TurnId),
    (file, trouble, pages): (&str, &str, i64),
) -> Result<()> {
    const SQL: &str = "update turns set deck = $3, deck_trouble = $4, deck_pages = $5
                       where group_id = $1 and id = $2";
    execute!(
        tx,
        group => sqlx::query(SQL)
            .bind(group)
            .bind(turn)
            .bind(file)
            .bind(trouble)
            .bind(pages)
    )?;
    Ok(())
}
