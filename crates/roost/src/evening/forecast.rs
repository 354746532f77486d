//! What organizers are told beside the form in which they overbook a room.

use crate::groups::Here;
use crate::state::App;
use crate::turnout;
use crate::web::{Error, Form};

/// How many of those who say yes come, and what follows from what stands in the form.
pub struct Forecast {
    pub rate: String,
    /// Empty: the room is not overbooked.
    pub risk: String,
}

/// From the group's own last evenings.
///
/// # Errors
/// If the database cannot be read.
pub async fn forecast(app: &App, here: &Here, form: &Form) -> Result<Forecast, Error> {
    let mut tx = app.db.read().await?;
    let evenings = turnout::list_evenings(&mut tx, here.group.id, app.clock.now()).await?;
    let words = here.group.words();
    let number = |name| form.value(name).trim().parse::<i64>().ok();
    let typed = number("capacity").zip(number("overbooked"));
    let fits = |(room, over): &(i64, i64)| *room > 0 && (1..=*room).contains(over);
    let typed = typed.filter(|typed| fits(typed) && form.problem("capacity").is_none());
    let risk = typed.map(|(room, over)| {
        turnout::risk_in_words(words, &evenings, (room.saturating_add(over), room))
    });
    Ok(Forecast {
        rate: turnout::rate(words, &evenings),
        risk: risk.unwrap_or_default(),
    })
}
