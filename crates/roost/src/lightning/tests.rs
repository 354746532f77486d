use super::model::{
    Format, Policy, Round, State, Turn, arrange, capacity, parse_span, promote, span,
};
use crate::clock::Instant;
use crate::ids::{EventId, GroupId, PersonId, RoundId, TurnId};
use jiff::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

fn now() -> Instant {
    Instant::from("2026-12-03T16:00:00Z".parse::<Timestamp>().unwrap())
}

/// Half an hour of five minutes with a minute in between: five turns.
fn round(policy: Policy) -> Round {
    Round {
        group_id: GroupId::NONE,
        id: RoundId::from(Uuid::from_u128(1)),
        event_id: EventId::from(Uuid::from_u128(1)),
        title: String::new(),
        starts_after: 60,
        minutes: 30,
        format: Format::Talk,
        limit_secs: 300,
        changeover_secs: 60,
        policy,
        seed: 483_920,
        arranged: false,
        numbers: 0,
        begun_at: None,
        ended_at: None,
        created_at: now(),
    }
}

/// The turn of that number, waiting with a place, in the order of numbers.
fn turn(number: i64) -> Turn {
    let id = Uuid::from_u128(u128::try_from(number).unwrap());
    Turn {
        group_id: GroupId::NONE,
        id: TurnId::from(id),
        round_id: RoundId::from(Uuid::from_u128(1)),
        person_id: PersonId::from(id),
        number,
        position: number,
        has_place: true,
        state: State::Waiting,
        name: format!("Speaker {number}"),
        title: String::new(),
        shows_name: true,
        shows_title: true,
        say: String::new(),
        slides_link: String::new(),
        deck: String::new(),
        deck_trouble: String::new(),
        deck_pages: 0,
        needs: String::new(),
        recording: None,
        first_time: false,
        leaves_early: false,
        planned_secs: 300,
        from_floor: false,
        began_at: None,
        took_ms: None,
        cause: String::new(),
        thanked_at: None,
        created_at: now(),
    }
}

/// The numbers of the turns in the order of the line-up.
fn order(round: &Round, turns: &[Turn]) -> Vec<i64> {
    let number = |id: TurnId| turns.iter().find(|turn| turn.id == id).unwrap().number;
    arrange(round, turns).into_iter().map(number).collect()
}

#[test]
fn five_turns_of_five_minutes_fit_into_half_an_hour_with_changeovers() {
    assert_eq!(capacity(30 * 60, 300, 60), 5);
    assert_eq!(capacity(29 * 60, 300, 60), 5, "none follows the last");
    assert_eq!(capacity(29 * 60 - 1, 300, 60), 4);
    assert_eq!(capacity(300, 300, 60), 1);
    assert_eq!(capacity(299, 300, 60), 0);
    assert_eq!(
        capacity(30 * 60, 0, 0),
        0,
        "a limit of nothing says nothing"
    );
}

#[test]
fn a_length_is_read_as_people_write_it() {
    assert_eq!(parse_span("5:00"), Some(300));
    assert_eq!(parse_span(" 0:30 "), Some(30));
    assert_eq!(parse_span("5"), Some(300));
    for wrong in ["", "five", "5:60", "-1:00", "5:-1", "99999:00", "1:2:3"] {
        assert_eq!(parse_span(wrong), None, "{wrong}");
    }
    assert_eq!(span(300), "5:00");
    assert_eq!(span(95), "1:35");
}

#[test]
fn who_speaks_for_the_first_time_goes_first_and_the_others_as_they_came() {
    let mut turns: Vec<Turn> = (1..=4).map(turn).collect();
    turns[2].first_time = true;
    assert_eq!(order(&round(Policy::FirstTimers), &turns), [3, 1, 2, 4]);
    assert_eq!(order(&round(Policy::Arrival), &turns), [1, 2, 3, 4]);
}

#[test]
fn who_talks_for_less_time_goes_first() {
    let mut turns: Vec<Turn> = (1..=3).map(turn).collect();
    turns[1].planned_secs = 120;
    assert_eq!(order(&round(Policy::Shorter), &turns), [2, 1, 3]);
}

#[test]
fn the_same_seed_draws_the_same_order_and_another_one_another() {
    let turns: Vec<Turn> = (1..=8).map(turn).collect();
    let first = order(&round(Policy::Draw), &turns);
    let mut backwards = turns.clone();
    backwards.reverse();
    assert_eq!(order(&round(Policy::Draw), &backwards), first);
    let other = Round {
        seed: 17,
        ..round(Policy::Draw)
    };
    assert_ne!(order(&other, &turns), first);
}

#[test]
fn once_it_has_begun_nobody_is_put_in_front_of_who_was_called() {
    let mut turns: Vec<Turn> = (1..=3).map(turn).collect();
    turns[0].state = State::OnStage;
    turns[2].first_time = true;
    let running = Round {
        begun_at: Some(now()),
        ..round(Policy::FirstTimers)
    };
    assert_eq!(order(&running, &turns), [1, 2, 3]);
}

#[test]
fn nobody_gets_a_second_place_before_everybody_had_one() {
    let mut turns: Vec<Turn> = (1..=6).map(turn).collect();
    for late in &mut turns[3..] {
        late.has_place = false;
    }
    // The fourth is a second talk of the first speaker.
    turns[3].person_id = turns[0].person_id;
    let promoted = promote(&round(Policy::Arrival), &turns);
    assert_eq!(promoted, [turns[4].id, turns[5].id]);
}

/// A turn of any kind, of one of a few people.
fn any_turn() -> impl Strategy<Value = Turn> {
    let states = prop_oneof![
        4 => Just(State::Waiting),
        1 => Just(State::Given),
        1 => Just(State::Skipped),
        1 => Just(State::Absent),
    ];
    (states, any::<bool>(), any::<bool>(), 1_i64..400, 1_u128..8).prop_map(
        |(state, has_place, first_time, planned_secs, person)| Turn {
            state,
            has_place: has_place && state == State::Waiting,
            first_time,
            planned_secs,
            person_id: PersonId::from(Uuid::from_u128(person)),
            ..turn(1)
        },
    )
}

fn any_line_up() -> impl Strategy<Value = Vec<Turn>> {
    prop::collection::vec(any_turn(), 0..20).prop_map(|turns| {
        (1..)
            .zip(turns)
            .map(|(number, it)| Turn {
                id: turn(number).id,
                number,
                position: number,
                ..it
            })
            .collect()
    })
}

fn any_round() -> impl Strategy<Value = Round> {
    let policies = prop::sample::select(Policy::ALL.to_vec());
    (policies, any::<bool>(), 5_i64..120, any::<i64>()).prop_map(
        |(policy, arranged, minutes, seed)| Round {
            arranged,
            minutes,
            seed,
            ..round(policy)
        },
    )
}

proptest! {
    #[test]
    fn a_line_up_holds_every_turn_once_and_those_who_stand_by_come_last(
        round in any_round(), turns in any_line_up(),
    ) {
        let order = arrange(&round, &turns);
        let all: BTreeSet<TurnId> = order.iter().copied().collect();
        prop_assert_eq!(order.len(), turns.len());
        prop_assert_eq!(all.len(), turns.len());
        let find = |id: &TurnId| turns.iter().find(|turn| turn.id == *id).unwrap();
        let first_by = order.iter().position(|id| find(id).stands_by());
        if let Some(first) = first_by {
            prop_assert!(order[first..].iter().all(|id| find(id).stands_by()));
        }
    }

    #[test]
    fn promoting_fills_what_is_free_and_no_more_with_nobody_twice(
        round in any_round(), turns in any_line_up(),
    ) {
        let promoted = promote(&round, &turns);
        let taken = turns.iter().filter(|turn| turn.takes_place()).count();
        let free = usize::try_from(round.capacity()).unwrap().saturating_sub(taken);
        prop_assert!(promoted.len() <= free);
        let mut served: BTreeSet<PersonId> = turns
            .iter()
            .filter(|turn| turn.takes_place())
            .map(|turn| turn.person_id)
            .collect();
        for id in &promoted {
            let turn = turns.iter().find(|turn| turn.id == *id).unwrap();
            prop_assert!(turn.stands_by() && served.insert(turn.person_id));
        }
        let left = turns.iter().filter(|turn| turn.stands_by() && !promoted.contains(&turn.id));
        let could = left.filter(|turn| !served.contains(&turn.person_id)).count();
        prop_assert!(promoted.len() == free || could == 0);
    }

    #[test]
    fn turns_and_changeovers_fill_the_slot_and_one_more_would_not_fit(
        slot in 0_i64..30_000, limit in 1_i64..3_600, changeover in 0_i64..900,
    ) {
        let fit = capacity(slot, limit, changeover);
        let length = |turns: i64| turns * limit + (turns - 1).max(0) * changeover;
        prop_assert!(length(fit) <= slot);
        prop_assert!(length(fit + 1) > slot);
    }
}
