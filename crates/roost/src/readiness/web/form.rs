//! The fields of one line, the same on the group's list and on an event's.

use crate::groups::OrganizerCard;
use crate::readiness::actions::Entry;
use crate::readiness::model::{Line, MOST_DAYS, TITLE};
use crate::web::Form;
use crate::words::Words;

/// Due when nobody says otherwise.
const USUALLY: i64 = 7;

pub fn empty(words: Words, key: String) -> Form {
    Form::empty(words)
        .with("due_days", USUALLY.to_string())
        .with("key", key)
}

pub fn filled(words: Words, line: &Line) -> Form {
    let owner = line.owner.as_ref().map(|owner| owner.id.to_string());
    Form::empty(words)
        .with("title", line.title.clone())
        .with("due_days", line.due_days.to_string())
        .with("owner", owner.unwrap_or_default())
}

/// What was typed; `None`: something is to mend. An owner who does not organize is nobody.
pub fn read(form: &mut Form, organizers: &[OrganizerCard]) -> Option<Entry> {
    let title = form.line("title", TITLE);
    let due_days = form.number("due_days", 0..=MOST_DAYS).unwrap_or(0);
    let owner = organizers
        .iter()
        .find(|card| form.value("owner") == card.id.to_string());
    form.is_fine().then(|| Entry {
        title,
        due_days,
        owner: owner.map(|card| card.id),
    })
}

/// Whom a line can be given to: values and words.
pub fn owners(words: Words, organizers: &[OrganizerCard]) -> Vec<(String, String)> {
    let nobody = (String::new(), words.t("readiness-nobody"));
    let all = organizers
        .iter()
        .map(|card| (card.id.to_string(), card.name.clone()));
    std::iter::once(nobody).chain(all).collect()
}
