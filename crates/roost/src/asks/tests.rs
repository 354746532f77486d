use super::model::{Answer, Candidate, Presence, Step, Why, worth_asking};
use crate::clock::Instant;
use crate::ids::PersonId;
use crate::lightning::State;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

fn now() -> Instant {
    let now: Timestamp = "2026-12-04T17:00:00Z".parse().unwrap();
    now.into()
}

fn days_ago(days: i64) -> Instant {
    now().before(SignedDuration::from_hours(24 * days))
}

/// Somebody who came once, and nothing else is known of her.
fn somebody(number: u128) -> Candidate {
    Candidate {
        person_id: PersonId::from(Uuid::from_u128(number)),
        name: format!("Person {number}"),
        picture: None,
        pronouns: String::new(),
        bio: String::new(),
        has_address: true,
        here: false,
        expected: false,
        came: 1,
        spoke_at: None,
        has_turn: false,
        topic: String::new(),
        promised: false,
        is_out: false,
    }
}

/// Names and reasons in the order of the list, when nobody was asked.
fn list(candidates: Vec<Candidate>) -> Vec<(String, Why)> {
    let worth = worth_asking(candidates, &BTreeSet::new(), now());
    let named = worth.into_iter().map(|it| (it.candidate.name, it.why));
    named.collect()
}

#[test]
fn who_came_often_and_never_spoke_goes_before_topics_old_talks_and_interests() {
    let spoke = days_ago(400);
    let candidates = vec![
        somebody(1),
        Candidate {
            came: 0,
            bio: "I count birds.".to_owned(),
            ..somebody(2)
        },
        Candidate {
            spoke_at: Some(spoke),
            ..somebody(3)
        },
        Candidate {
            topic: "Birdsong".to_owned(),
            ..somebody(4)
        },
        Candidate {
            came: 3,
            ..somebody(5)
        },
        Candidate {
            promised: true,
            ..somebody(6)
        },
    ];
    let named = |number: u8, why| (format!("Person {number}"), why);
    assert_eq!(
        list(candidates),
        [
            named(6, Why::Promised),
            named(5, Why::CameOften),
            named(4, Why::SaidTopic),
            named(3, Why::SpokeLongAgo(spoke)),
            named(2, Why::Interest),
            named(1, Why::Comes),
        ]
    );
}

#[test]
fn who_is_here_goes_first_then_who_is_expected() {
    let candidates = vec![
        Candidate {
            came: 9,
            ..somebody(1)
        },
        Candidate {
            expected: true,
            ..somebody(2)
        },
        Candidate {
            here: true,
            expected: true,
            ..somebody(3)
        },
    ];
    let worth = worth_asking(candidates, &BTreeSet::new(), now());
    let order: Vec<Presence> = worth.iter().map(|it| it.presence).collect();
    assert_eq!(
        order,
        [Presence::Here, Presence::Expected, Presence::Lately]
    );
}

#[test]
fn who_does_not_want_to_be_asked_speaks_tonight_or_is_here_for_the_first_time_is_left_alone() {
    let candidates = vec![
        Candidate {
            is_out: true,
            came: 9,
            ..somebody(1)
        },
        Candidate {
            has_turn: true,
            came: 9,
            ..somebody(2)
        },
        Candidate {
            came: 0,
            here: true,
            ..somebody(3)
        },
    ];
    assert_eq!(list(candidates), []);
}

#[test]
fn who_was_asked_stays_on_the_list_though_she_is_in_the_line_up() {
    let asked = Candidate {
        has_turn: true,
        here: true,
        ..somebody(1)
    };
    let who = BTreeSet::from([asked.person_id]);
    let worth = worth_asking(vec![asked, somebody(2)], &who, now());
    let names: Vec<&str> = worth.iter().map(|it| it.candidate.name.as_str()).collect();
    assert_eq!(names, ["Person 2", "Person 1"]);
}

#[test]
fn an_answer_says_how_far_a_talk_is_and_a_turn_tells_more() {
    assert_eq!(Answer::None.step(), Some(Step::Asked));
    assert_eq!(Answer::Thinking.step(), Some(Step::Thinking));
    assert_eq!(Answer::NextTime.step(), Some(Step::SaidYes));
    assert_eq!(Answer::NotYet.step(), None);
    assert_eq!(Step::of_turn(State::Waiting, true), Some(Step::SlidesIn));
    assert_eq!(Step::of_turn(State::Given, false), Some(Step::OnStage));
    assert_eq!(Step::of_turn(State::Absent, true), None);
    for answer in ["none", "yes", "next_time", "thinking", "not_yet"] {
        assert_eq!(answer.parse::<Answer>().map(Answer::value), Ok(answer));
    }
    assert_eq!("maybe".parse::<Answer>(), Err(()));
}

fn candidate() -> impl Strategy<Value = Candidate> {
    let flags = (any::<[bool; 5]>(), 0_u128..50, 0_i64..8);
    let more = (any::<bool>(), any::<bool>(), 0_i64..800);
    (flags, more).prop_map(|((flags, number, came), (topic, bio, spoke))| {
        let [here, expected, has_turn, promised, is_out] = flags;
        Candidate {
            here,
            expected,
            has_turn,
            promised,
            is_out: is_out && number % 3 == 0,
            came,
            topic: if topic {
                "Birds".to_owned()
            } else {
                String::new()
            },
            bio: if bio {
                "Birds".to_owned()
            } else {
                String::new()
            },
            spoke_at: (spoke < 400).then(|| days_ago(spoke)),
            ..somebody(number)
        }
    })
}

proptest! {
    #[test]
    fn the_list_holds_nobody_twice_or_by_mistake_and_is_the_same_however_it_is_read(
        candidates in prop::collection::vec(candidate(), 0..30),
        asked in prop::collection::btree_set(0_u128..50, 0..10),
    ) {
        let asked: BTreeSet<PersonId> = asked
            .into_iter()
            .map(|number| PersonId::from(Uuid::from_u128(number)))
            .collect();
        let mut seen = BTreeSet::new();
        let mut candidates = candidates;
        candidates.retain(|candidate| seen.insert(candidate.person_id));
        let list = worth_asking(candidates.clone(), &asked, now());
        candidates.reverse();
        prop_assert_eq!(&list, &worth_asking(candidates, &asked, now()));

        let is_asked = |worth: &super::model::Worth| asked.contains(&worth.candidate.person_id);
        for worth in &list {
            prop_assert!(!worth.candidate.is_out);
            prop_assert!(is_asked(worth) || !worth.candidate.has_turn);
        }
        for pair in list.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            prop_assert!((is_asked(a), a.presence) <= (is_asked(b), b.presence));
        }
    }
}
