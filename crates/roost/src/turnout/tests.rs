use super::model::{Evening, Expected, LEAST, expected, risk};
use proptest::prelude::*;

fn evening(yes: i64, came: i64) -> Evening {
    Evening {
        yes,
        came,
        walk_ins: None,
    }
}

#[test]
fn the_median_evening_tells_how_many_and_the_others_how_sure() {
    let evenings = [
        evening(40, 30),
        Evening {
            walk_ins: Some(4),
            ..evening(50, 30)
        },
        Evening {
            walk_ins: Some(1),
            ..evening(20, 18)
        },
    ];
    let told = Expected {
        people: 45,
        range: (36, 54),
        evenings: 3,
        walk_ins: Some(1),
    };
    assert_eq!(expected(&evenings, 60), Some(told));
}

#[test]
fn between_two_evenings_in_the_middle_lies_the_median() {
    let evenings = [
        evening(10, 5),
        evening(10, 6),
        evening(10, 8),
        evening(10, 9),
    ];
    assert_eq!(expected(&evenings, 100).map(|e| e.people), Some(70));
}

#[test]
fn two_evenings_tell_nothing() {
    assert_eq!(expected(&[evening(10, 5), evening(10, 6)], 100), None);
}

#[test]
fn an_evening_on_which_more_would_have_come_than_fit_counts_as_a_risk() {
    let evenings = [
        evening(40, 30),
        // Whoever walks in needs a chair, too.
        Evening {
            walk_ins: Some(6),
            ..evening(40, 32)
        },
        evening(20, 18),
    ];
    let told = risk(&evenings, 46, 40).unwrap();
    assert_eq!((told.expected.range, told.over), ((34, 42), 2));
    assert_eq!(risk(&evenings, 46, 46).map(|risk| risk.over), Some(0));
    assert_eq!(risk(&evenings[..2], 46, 40), None);
}

proptest! {
    #[test]
    fn the_risk_grows_with_the_seats_and_shrinks_with_the_room(
        evenings in proptest::collection::vec((5_i64..500, 0_i64..500, 0_i64..20), LEAST..14),
        (yes, room, more) in (0_i64..5_000, 0_i64..5_000, 0_i64..500),
    ) {
        let evenings: Vec<Evening> = evenings
            .into_iter()
            .map(|(yes, came, walk_ins)| Evening {
                walk_ins: Some(walk_ins),
                ..evening(yes, came.min(yes))
            })
            .collect();
        let over = |yes, room| risk(&evenings, yes, room).unwrap().over;
        prop_assert!(over(yes, room) <= over(yes + more, room));
        prop_assert!(over(yes, room + more) <= over(yes, room));
        prop_assert!(over(yes, room) <= evenings.len());
    }

    #[test]
    fn what_is_expected_lies_in_its_range_and_within_those_who_said_yes(
        evenings in proptest::collection::vec((5_i64..500, 0_i64..500), LEAST..14),
        yes in 0_i64..5_000,
    ) {
        let evenings: Vec<Evening> = evenings
            .into_iter()
            .map(|(yes, came)| evening(yes, came.min(yes)))
            .collect();
        let told = expected(&evenings, yes).unwrap();
        let (low, high) = told.range;
        prop_assert!(0 <= low && low <= told.people && told.people <= high && high <= yes);
        prop_assert_eq!(told.evenings, evenings.len());
        prop_assert_eq!(told.walk_ins, None);
    }

    #[test]
    fn a_group_whose_people_always_keep_their_word_is_expected_whole(
        sizes in proptest::collection::vec(5_i64..500, LEAST..14),
        yes in 0_i64..5_000,
    ) {
        let evenings: Vec<Evening> = sizes.into_iter().map(|size| evening(size, size)).collect();
        let told = expected(&evenings, yes).unwrap();
        prop_assert_eq!((told.people, told.range), (yes, (yes, yes)));
    }
}
