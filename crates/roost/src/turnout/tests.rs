use super::model::{Evening, Expected, LEAST, expected};
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

proptest! {
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
