//! The slides that a speaker sends.

use super::desk::{Desk, drop_deck};
use crate::blobs::{self, Staged};
use crate::db::Tx;
use crate::groups::Group;
use crate::ids::Moment;
use crate::jobs::Context;
use crate::lightning::model::Turn;
use crate::lightning::store;

/// Slides that lie ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deck {
    /// What she sent.
    pub file: Staged,
    /// As the stage shows it; empty: it cannot.
    pub pages: Vec<Staged>,
    /// Key of why it cannot; empty: it can.
    pub trouble: &'static str,
}

/// Keeps a turn's slides in the place of those before; `None` takes them away. `false`: the turn is
/// not there any more.
///
/// # Errors
/// If the database refuses.
pub async fn save_deck(
    tx: &mut Tx<'_>,
    at: &Moment,
    (context, group): (&Context, &Group),
    (turn, deck): (&Turn, Option<&Deck>),
) -> anyhow::Result<bool> {
    let Some(desk) = Desk::open(tx, at, (context, group), turn.round_id).await? else {
        return Ok(false);
    };
    let Some(turn) = desk.find(turn.id) else {
        return Ok(false);
    };
    drop_deck(tx, at, turn).await?;
    let Some(deck) = deck else {
        return Ok(true);
    };
    let key = (group.id, turn.id);
    let file = blobs::put(tx, at.now, &deck.file).await?;
    for (number, page) in (1..).zip(&deck.pages) {
        let picture = blobs::put(tx, at.now, page).await?;
        store::insert_page(tx, key, (number, &picture)).await?;
    }
    let pages = i64::try_from(deck.pages.len())?;
    store::save_deck(tx, key, (&file, deck.trouble, pages)).await?;
    Ok(true)
}
