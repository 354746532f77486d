use super::model::{Listed, Search};
use super::store::{log, people};
use crate::db::Tx;
use crate::groups::{Actor, Organizer, audit};
use crate::ids::Moment;

const LOOKED: &str = "people-looked-at";

/// Whether the log has no look of hers at the list for the day yet.
///
/// # Errors
/// If the database cannot be read.
pub async fn is_first_look(tx: &mut Tx<'_>, at: &Moment, by: &Organizer) -> anyhow::Result<bool> {
    let day = at.now.in_zone(&Actor::from(by).zone).date().to_string();
    Ok(!log::has_entry(tx, by.group, by.person, (LOOKED, &day)).await?)
}

/// Notes, once a day, that she looked at everybody's address.
///
/// # Errors
/// If the database refuses.
pub async fn note_look(tx: &mut Tx<'_>, at: &Moment, by: &Organizer) -> anyhow::Result<()> {
    log::lock_person(tx, by.group, by.person).await?;
    if is_first_look(tx, at, by).await? {
        audit(tx, at, by, LOOKED, "", "").await?;
    }
    Ok(())
}

/// What somebody takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    File,
    Addresses,
}

/// Everybody whom the search finds, to be taken away; the log tells.
///
/// # Errors
/// If the database refuses.
pub async fn take_people(
    tx: &mut Tx<'_>,
    at: &Moment,
    by: &Organizer,
    search: &Search,
    taken: Taken,
) -> anyhow::Result<Vec<Listed>> {
    let people = people::list_people(tx, at.now, by.group, search, None, usize::MAX).await?;
    let verb = match taken {
        Taken::File => "people-exported",
        Taken::Addresses => "addresses-copied",
    };
    audit(tx, at, by, verb, &people.len().to_string(), &search.text).await?;
    Ok(people)
}
