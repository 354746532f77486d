use super::model::{LEAST, Mood};
use super::pool::pool;
use crate::ids::EventId;
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

fn event(number: usize) -> EventId {
    EventId::from(Uuid::from_u128(number as u128))
}

#[test]
fn small_evenings_are_put_together_the_oldest_first() {
    let left = [(event(1), 3), (event(2), 2), (event(3), 1), (event(4), 4)];
    let batches = vec![vec![event(1), event(2)], vec![event(3), event(4)]];
    assert_eq!(pool(&left), batches);
}

#[test]
fn too_few_answers_wait_for_more() {
    assert_eq!(
        pool(&[(event(1), 2), (event(2), 2)]),
        Vec::<Vec<EventId>>::new()
    );
}

#[test]
fn a_mood_is_read_back_as_the_form_sends_it() {
    for mood in Mood::ALL {
        assert_eq!(mood.value().parse(), Ok(mood));
    }
    assert_eq!("great".parse::<Mood>(), Err(()));
}

proptest! {
    #[test]
    fn each_batch_is_large_enough_and_no_evening_is_in_two(
        counts in proptest::collection::vec(1_i64..9, 0..20),
    ) {
        let left: Vec<(EventId, i64)> =
            counts.iter().enumerate().map(|(number, count)| (event(number), *count)).collect();
        let batches = pool(&left);
        let answers = |event: &EventId| left.iter().find(|(known, _)| known == event).unwrap().1;
        let mut seen = BTreeSet::new();
        for batch in &batches {
            prop_assert!(batch.iter().map(answers).sum::<i64>() >= LEAST);
            prop_assert!(batch.iter().all(|event| seen.insert(*event)));
        }
        let waiting: i64 = counts.iter().sum::<i64>()
            - seen.iter().map(answers).sum::<i64>();
        prop_assert!((0..LEAST).contains(&waiting));
    }
}
