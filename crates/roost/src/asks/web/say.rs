//! Asks in words.

use crate::asks::actions::Happened;
use crate::asks::model::{Answer, AskWay, Candidate, Presence, Shown, Why, Worth};
use crate::clock::Instant;
use crate::markup;
use crate::pictures;
use crate::text;
use crate::web::components::Face;
use crate::words::Words;
use jiff::tz::TimeZone;

/// Characters of a profile that fit into a row.
const INTEREST: usize = 80;

/// "Came 6 times and never spoke."
pub fn why(words: Words, zone: &TimeZone, worth: &Worth) -> String {
    let Candidate {
        came, topic, bio, ..
    } = &worth.candidate;
    match worth.why {
        Why::Promised if topic.is_empty() => words.t("asks-why-promised"),
        Why::Promised => words
            .with("topic", topic.clone())
            .t("asks-why-promised-topic"),
        Why::CameOften => words.with("count", *came).t("asks-why-often"),
        Why::SaidTopic => words.with("topic", topic.clone()).t("asks-why-topic"),
        Why::SpokeLongAgo(spoke) => {
            let date = spoke.in_zone(zone).date();
            words
                .with("month", words.month(date))
                .t("asks-why-long-ago")
        }
        Why::Interest => {
            let excerpt = markup::excerpt(bio, INTEREST);
            words.with("bio", excerpt).t("asks-why-interest")
        }
        Why::Comes => words.with("count", *came).t("asks-why-comes"),
    }
}

pub fn presence(words: Words, presence: Presence) -> String {
    words.t(match presence {
        Presence::Here => "asks-here",
        Presence::Expected => "asks-expected",
        Presence::Lately => "asks-lately",
    })
}

pub fn face(candidate: &Candidate) -> Face {
    let picture = candidate.picture.as_deref().map(pictures::path);
    Face::new(&candidate.name, picture).with_pronouns(&candidate.pronouns)
}

/// "Leila asked at 18:40." On another day the day is said too.
pub fn asked(words: Words, zone: &TimeZone, shown: &Shown, now: Instant) -> String {
    let then = shown.ask.asked_at.in_zone(zone);
    let is_today = then.date() == now.in_zone(zone).date();
    let when = if is_today {
        words.time(then.time())
    } else {
        words.near_moment(&then)
    };
    let asker = asker(words, &shown.asker);
    words
        .with("who", asker)
        .with("when", when)
        .t(match shown.ask.way {
            AskWay::InPerson => "asks-asked",
            AskWay::Mail => "asks-asked-by-mail",
        })
}

/// The first name of who asked; somebody, if she is forgotten.
pub fn asker(words: Words, name: &str) -> String {
    match name.is_empty() {
        true => words.t("asks-somebody"),
        false => text::first_name(name).to_owned(),
    }
}

/// "Next time, at Spring night: “Birdsong”."
pub fn answer(words: Words, shown: &Shown) -> String {
    let said = match (&shown.promised, shown.ask.promised_on) {
        (Some(event), _) => words
            .with("event", event.clone())
            .t("asks-answer-next-event"),
        (None, Some(day)) => words
            .with("date", words.near_date(day.0))
            .t("asks-answer-next-day"),
        (None, None) => words.t(shown.ask.answer.key()),
    };
    if shown.ask.topic.is_empty() || shown.ask.answer == Answer::None {
        return said;
    }
    words
        .with("answer", said)
        .with("topic", shown.ask.topic.clone())
        .t("asks-answer-about")
}

/// What an organizer reads, and reads aloud, after a tap.
pub fn done(
    words: Words,
    name: &str,
    (answer, topic): (Answer, &str),
    happened: Happened,
) -> String {
    let phrase = words
        .with("name", text::first_name(name).to_owned())
        .with("topic", topic.to_owned());
    match (happened, answer) {
        (Happened::Placed, _) => phrase.t("asks-done-placed"),
        (Happened::StandsBy(place), _) => phrase
            .with("place", i64::try_from(place).unwrap_or(i64::MAX))
            .t("asks-done-stands-by"),
        (Happened::Shut, _) => phrase.t("asks-done-shut"),
        (Happened::Noted, Answer::None) => phrase.t("asks-done-none"),
        (Happened::Noted, Answer::NotYet) => phrase.t("asks-done-not-yet"),
        (Happened::Noted, _) if topic.is_empty() => phrase.t("asks-done-noted"),
        (Happened::Noted, _) => phrase.t("asks-done-topic"),
    }
}
