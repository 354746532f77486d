use crate::answers::{self, Answer};
use crate::events::Event;
use crate::groups::Group;
use crate::rsvps::mail::attending_key;
use crate::rsvps::model::State;
use crate::rsvps::store::Attendee;
use crate::sheets;
use crate::words::Words;

/// "turku-python-winter-lightning-night.csv"
pub fn name(group: &Group, event: &Event) -> String {
    format!("{}-{}.csv", group.slug, event.slug)
}

/// One line per answer, with what she said to questions that are not sensitive. Instants are ISO 8601 in the event's zone, so that a spreadsheet sorts them.
pub fn attendees(
    group: &Group,
    event: &Event,
    (attendees, answers): (&[Attendee], &[Answer]),
) -> Vec<u8> {
    let (words, zone) = (group.words().plain(), event.tz());
    let said = |yes: bool| {
        words.t(if yes {
            "rsvps-people-yes"
        } else {
            "rsvps-people-no"
        })
    };
    let questions = || event.questions.iter().filter(|it| !it.sensitive);
    let mut heading = vec![
        words.t("rsvps-people-name"),
        words.t("rsvps-people-email"),
        words.t("rsvps-people-answer"),
        words.t("rsvps-people-where"),
        words.t("rsvps-people-guests"),
        words.t("rsvps-people-when"),
        words.t("rsvps-people-confirmed"),
        words.t("rsvps-people-by-hand"),
        words.t("rsvps-people-first-time"),
        words.t("rsvps-people-note"),
        words.t("rsvps-people-no-photos"),
    ];
    heading.extend(questions().map(|question| question.words.clone()));
    let rows = attendees.iter().map(|person| {
        let answered = person.answered_at.in_zone(&zone);
        let mut row = vec![
            person.name.clone(),
            person.email.clone().unwrap_or_default(),
            words.t(state_key(person.state)),
            words.t(attending_key(person.attending)),
            person.guests.to_string(),
            answered.strftime("%Y-%m-%d %H:%M").to_string(),
            said(person.confirmed_at.is_some()),
            said(person.by_hand),
            said(person.first_time),
            person.note.clone(),
            said(person.no_photos),
        ];
        let hers = answers.iter().filter(|it| it.person_id == person.person_id);
        let hers: Vec<&Answer> = hers.collect();
        row.extend(questions().map(|it| answers::says(words, it, &hers)));
        row
    });
    sheets::csv(&heading, rows)
}

pub fn state_key(state: State) -> &'static str {
    match state {
        State::Going => "rsvps-state-going",
        State::Offered => "rsvps-state-offered",
        State::Waitlisted => "rsvps-state-waitlisted",
        State::Declined => "rsvps-state-declined",
    }
}

/// How things stand with somebody, in two or three words.
pub fn state(words: Words, person: &Attendee) -> String {
    let released = person.confirmed_at.is_none() && !person.by_hand;
    if person.state == State::Declined && released {
        return words.t("rsvps-state-released");
    }
    words.t(state_key(person.state))
}
