//! What she says of her talk, as its forms ask for it.

use crate::proposals::model::{ANSWER, Entry, LENGTHS, MINUTES, NAME, Proposal, SUMMARY, TITLE};
use crate::web::Form;
use crate::words::Words;

/// The form with what she said.
pub fn filled(words: Words, proposal: &Proposal) -> Form {
    let ticked = |form: Form, name: &str, is_ticked: bool| match is_ticked {
        true => form.with(name, "yes"),
        false => form,
    };
    let form = Form::empty(words)
        .with("speaker", proposal.name.clone())
        .with("talk", proposal.title.clone())
        .with("summary", proposal.summary.clone())
        .with("minutes", proposal.minutes.to_string())
        .with("available", proposal.available.clone())
        .with("links", proposal.links.clone())
        .with("version", proposal.version.to_string());
    let form = ticked(form, "first_time", proposal.first_time);
    let form = ticked(form, "mentor", proposal.wants_mentor);
    ticked(form, "rehearsal", proposal.wants_rehearsal)
}

pub fn read(form: &mut Form) -> Entry {
    Entry {
        name: form.line("speaker", NAME),
        title: form.line("talk", TITLE),
        summary: form.text("summary", SUMMARY),
        minutes: form.number("minutes", LENGTHS).unwrap_or(MINUTES),
        first_time: form.flag("first_time"),
        wants_mentor: form.flag("mentor"),
        wants_rehearsal: form.flag("rehearsal"),
        available: form.text("available", ANSWER),
        links: form.text("links", ANSWER),
    }
}
