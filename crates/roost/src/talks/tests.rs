use super::model::{Talk, Wanted, find};
use crate::clock::Instant;
use crate::ids::EventId;
use jiff::Timestamp;
use uuid::Uuid;

fn talk(event: u128, title: &str, speaker: &str) -> Talk {
    Talk {
        event_id: EventId::from(Uuid::from_u128(event)),
        event_slug: "winter-night".to_owned(),
        event_title: "Winter night".to_owned(),
        starts_at: Instant::from("2025-12-31T22:30:00Z".parse::<Timestamp>().unwrap()),
        zone: "Europe/Helsinki".to_owned(),
        title: title.to_owned(),
        speaker: speaker.to_owned(),
        slides_link: String::new(),
        deck: String::new(),
        video_link: String::new(),
        lightning: false,
        took_ms: None,
    }
}

fn titles(talks: &[Talk], words: &str, year: Option<i16>) -> Vec<String> {
    let wanted = Wanted {
        words: words.to_owned(),
        year,
    };
    find(talks.to_vec(), &wanted)
        .into_iter()
        .map(|talk| talk.title)
        .collect()
}

#[test]
fn words_are_found_in_title_speaker_and_evening_whatever_their_accents() {
    let talks = [
        talk(1, "Déjà vu in Rust", "Zoë Example"),
        talk(1, "Birds", "ليلى حداد"),
    ];
    assert_eq!(titles(&talks, "deja RUST", None), ["Déjà vu in Rust"]);
    assert_eq!(titles(&talks, "zoe", None), ["Déjà vu in Rust"]);
    assert_eq!(titles(&talks, "ليلى", None), ["Birds"]);
    assert_eq!(titles(&talks, "winter", None).len(), 2);
    assert_eq!(titles(&talks, "rust birds", None), [""; 0]);
    assert_eq!(titles(&talks, "%' or 1=1 --", None), [""; 0]);
}

#[test]
fn the_year_is_that_of_the_evenings_own_clock() {
    let talks = [talk(1, "After midnight", "Ada Example")];
    assert_eq!(titles(&talks, "", Some(2026)).len(), 1);
    assert_eq!(titles(&talks, "", Some(2025)).len(), 0);
}

#[test]
fn a_talk_of_agenda_and_round_is_one() {
    let mut given = talk(1, "Birds", "Ada Example");
    given.lightning = true;
    given.took_ms = Some(291_000);
    let agenda = [
        talk(1, "birds", "Ada  Example"),
        given.clone(),
        talk(2, "Birds", "Ada Example"),
    ];
    let found = find(agenda.to_vec(), &Wanted::default());
    assert_eq!(found, [given, talk(2, "Birds", "Ada Example")]);
}
