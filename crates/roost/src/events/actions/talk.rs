//! A talk in the program: a line of the agenda with its speaker.

use crate::db::{self, Tx};
use crate::events::model::{AgendaLine, Event, MOST_LINES};
use crate::events::store;
use crate::text;

/// Puts a talk into the program of an event: under its title if that stands there already and
/// nobody is named, else at the end. `false`: the program is full. The caller has locked the event.
///
/// # Errors
/// If the database refuses.
pub async fn put_talk(
    tx: &mut Tx<'_>,
    event: &Event,
    (title, speaker): (&str, &str),
) -> db::Result<bool> {
    let mut lines = store::list_agenda(tx, event.group_id, event.id).await?;
    let is_free = |line: &&mut AgendaLine| {
        line.speaker.is_empty() && text::search_key(&line.title) == text::search_key(title)
    };
    if lines.iter().any(|line| is_talk(line, (title, speaker))) {
        return Ok(true);
    }
    if let Some(line) = lines.iter_mut().find(is_free) {
        speaker.clone_into(&mut line.speaker);
    } else if lines.len() < MOST_LINES {
        lines.push(AgendaLine {
            title: title.to_owned(),
            speaker: speaker.to_owned(),
            ..AgendaLine::default()
        });
    } else {
        return Ok(false);
    }
    store::replace_agenda(tx, event.group_id, event.id, &lines).await?;
    Ok(true)
}

/// Takes a talk off the program of an event; a line that was written anew since stays.
///
/// # Errors
/// If the database refuses.
pub async fn take_talk_off(
    tx: &mut Tx<'_>,
    event: &Event,
    (title, speaker): (&str, &str),
) -> db::Result<()> {
    let mut lines = store::list_agenda(tx, event.group_id, event.id).await?;
    let Some(place) = lines
        .iter()
        .position(|line| is_talk(line, (title, speaker)))
    else {
        return Ok(());
    };
    lines.remove(place);
    store::replace_agenda(tx, event.group_id, event.id, &lines).await
}

fn is_talk(line: &AgendaLine, (title, speaker): (&str, &str)) -> bool {
    line.title == title && line.speaker == speaker
}
