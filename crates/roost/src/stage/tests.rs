//! The clock of a round, told with instants that a test chooses.

use super::model::{Effect, Given, Order, Phase, Standing, Step, Timer, Verb};
use crate::clock::Instant;
use crate::ids::TurnId;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

/// Five minutes and one between, in milliseconds.
const ROUND: (i64, i64) = (300_000, 60_000);

/// So many seconds after the evening began.
fn at(secs: i64) -> Instant {
    let began = Timestamp::from_second(1_796_320_000).unwrap();
    Instant::from(began).after(SignedDuration::from_secs(secs))
}

fn turn(number: u128) -> TurnId {
    Uuid::from_u128(number).into()
}

fn order(verb: Verb, number: u128, secs: i64) -> Order {
    Order {
        verb,
        turn: turn(number),
        at: at(secs),
        is_record: false,
    }
}

fn record(verb: Verb, number: u128, secs: i64) -> Order {
    Order {
        is_record: true,
        ..order(verb, number, secs)
    }
}

fn pause() -> Verb {
    Verb::Pause("The adapter fell out".to_owned())
}

#[track_caller]
fn done(step: Step) -> (Timer, Effect) {
    match step {
        Step::Done(timer, effect) => (timer, effect),
        other => panic!("{other:?}"),
    }
}

/// The first turn, which began at zero.
fn running() -> Timer {
    let start = order(Verb::Start, 1, 0);
    let step = Timer::new(at(0)).take(&start, Standing::Called, ROUND);
    done(step).0
}

#[test]
fn a_turn_runs_from_start_to_stop_and_its_seconds_are_kept() {
    let timer = running();
    assert_eq!((timer.phase, timer.turn), (Phase::Running, Some(turn(1))));
    assert_eq!((timer.left(at(0)), timer.left(at(72))), (300_000, 228_000));

    let stop = order(Verb::Stop, 1, 291);
    let (over, effect) = done(timer.take(&stop, Standing::OnStage, ROUND));

    assert_eq!(effect, Effect::End(turn(1), 291_000));
    assert_eq!((over.phase, over.left_ms), (Phase::Over, Some(9_000)));
    let next = order(Verb::Next, 1, 300);
    let given = Standing::Given(Given {
        began_at: at(0),
        took_ms: 291_000,
        paused_ms: 0,
    });
    let (ready, effect) = done(over.take(&next, given, ROUND));
    assert_eq!((ready.phase, ready.turn), (Phase::Ready, None));
    assert_eq!(effect, Effect::Nothing);
}

#[test]
fn at_zero_the_time_is_over_and_nothing_counts_up() {
    let timer = running();

    assert!(!timer.is_over(at(299)));
    assert!(timer.is_over(at(300)));
    assert_eq!((timer.left(at(300)), timer.left(at(330))), (0, 0));
    // Who stops after zero says when it really ended.
    let stop = order(Verb::Stop, 1, 312);
    let (over, effect) = done(timer.take(&stop, Standing::OnStage, ROUND));
    assert_eq!(effect, Effect::End(turn(1), 312_000));
    assert_eq!(over.left_ms, Some(0));
}

#[test]
fn the_server_ends_a_turn_that_nobody_stops_after_limit_and_changeover() {
    let timer = running();

    assert_eq!(timer.settle(at(359)), None);
    let (over, effect) = timer.settle(at(360)).unwrap();

    assert_eq!(effect, Effect::End(turn(1), 300_000));
    assert_eq!((over.phase, over.turn), (Phase::Over, Some(turn(1))));
    assert_eq!(over.settle(at(999)), None);
}

#[test]
fn the_clock_stands_for_trouble_and_goes_on_where_it_stood() {
    let (paused, effect) = done(running().take(&order(pause(), 1, 100), Standing::OnStage, ROUND));
    assert_eq!(effect, Effect::Nothing);
    assert_eq!(
        (paused.left(at(100)), paused.left(at(900))),
        (200_000, 200_000)
    );
    assert_eq!(
        (paused.settle(at(9_999)), paused.ends_itself_at()),
        (None, None)
    );

    let resume = order(Verb::Resume, 1, 400);
    let (timer, _) = done(paused.take(&resume, Standing::OnStage, ROUND));

    assert_eq!(timer.left(at(400)), 200_000);
    let stop = order(Verb::Stop, 1, 500);
    let (_, effect) = done(timer.take(&stop, Standing::OnStage, ROUND));
    assert_eq!(effect, Effect::End(turn(1), 200_000));
}

#[test]
fn nothing_is_left_to_pause_at_zero() {
    let step = running().take(&order(pause(), 1, 301), Standing::OnStage, ROUND);

    assert_eq!(step, Step::Stale);
}

#[test]
fn going_on_ends_a_turn_that_nobody_stopped_at_its_limit() {
    let soon = running().take(&order(Verb::Next, 1, 120), Standing::OnStage, ROUND);
    let late = running().take(&order(Verb::Next, 1, 350), Standing::OnStage, ROUND);

    assert_eq!(done(soon).1, Effect::End(turn(1), 120_000));
    assert_eq!(done(late).1, Effect::End(turn(1), 300_000));
}

#[test]
fn what_was_meant_for_another_turn_does_nothing() {
    let given = Standing::Given(Given {
        began_at: at(0),
        took_ms: 200_000,
        paused_ms: 0,
    });
    let ready = Timer::new(at(400));
    // Two pressed Next: the second is no second step.
    assert_eq!(
        ready.take(&order(Verb::Next, 1, 401), given, ROUND),
        Step::Same
    );
    // The line was rearranged while somebody pressed Start.
    let start = order(Verb::Start, 3, 401);
    assert_eq!(ready.take(&start, Standing::Waiting, ROUND), Step::Stale);
    // Two pressed Start.
    assert_eq!(
        running().take(&order(Verb::Start, 1, 1), Standing::OnStage, ROUND),
        Step::Same
    );
    assert_eq!(
        running().take(&order(Verb::Start, 2, 1), Standing::Called, ROUND),
        Step::Stale
    );
    assert_eq!(
        running().take(&order(Verb::Skip, 2, 1), Standing::Called, ROUND),
        Step::Stale
    );
    assert_eq!(
        ready.take(&order(Verb::Skip, 1, 401), Standing::Gone, ROUND),
        Step::Same
    );
}

#[test]
fn a_laptop_without_network_tells_later_what_happened() {
    let ready = Timer::new(at(0));
    let start = record(Verb::Start, 3, 10);
    // Somebody was moved in front of her meanwhile, but she stood there.
    let (timer, effect) = done(ready.take(&start, Standing::Waiting, ROUND));
    assert_eq!(effect, Effect::Begin(turn(3)));
    assert_eq!(timer.left(at(20)), 290_000);

    let stop = record(Verb::Stop, 3, 250);
    let (over, effect) = done(timer.take(&stop, Standing::OnStage, ROUND));

    assert_eq!(effect, Effect::End(turn(3), 240_000));
    assert_eq!(over.phase, Phase::Over);
}

#[test]
fn of_two_who_stopped_the_same_turn_the_first_counts() {
    let stop = order(Verb::Stop, 1, 290);
    let (over, _) = done(running().take(&stop, Standing::OnStage, ROUND));
    let given = Standing::Given(Given {
        began_at: at(0),
        took_ms: 290_000,
        paused_ms: 20_000,
    });

    let earlier = over.take(&record(Verb::Stop, 1, 280), given, ROUND);
    let later = over.take(&record(Verb::Stop, 1, 311), given, ROUND);

    let (corrected, effect) = done(earlier);
    assert_eq!(effect, Effect::Correct(turn(1), 260_000));
    assert_eq!(corrected.left_ms, Some(40_000));
    assert_eq!(later, Step::Same);
    // It counts after somebody went on, too.
    let next = Timer::new(at(400));
    let effect = done(next.take(&record(Verb::Stop, 1, 250), given, ROUND)).1;
    assert_eq!(effect, Effect::Correct(turn(1), 230_000));
}

#[test]
fn a_record_begins_nothing_before_what_ended_last() {
    let ready = Timer::new(at(100));

    let (timer, _) = done(ready.take(&record(Verb::Start, 2, 40), Standing::Called, ROUND));

    assert_eq!(timer.left(at(100)), 300_000);
}

fn any_verb() -> impl Strategy<Value = Verb> {
    prop_oneof![
        Just(Verb::Start),
        Just(pause()),
        Just(Verb::Resume),
        Just(Verb::Stop),
        Just(Verb::Next),
        Just(Verb::Skip),
        Just(Verb::NotHere),
    ]
}

proptest! {
    /// Whatever is pressed in whatever order, the clock is one that its row may hold, no turn gets
    /// more than its limit without a pause, and each change is a version of its own.
    #[test]
    fn whatever_is_pressed_the_clock_is_in_order(
        presses in prop::collection::vec((any_verb(), 1_u128..4, 0_i64..200, any::<bool>()), 1..60),
    ) {
        let mut timer = Timer::new(at(0));
        let mut states = [Standing::Called; 4];
        let mut now = 0;
        for (verb, number, passes, is_record) in presses {
            now += passes;
            if let Some((settled, effect)) = timer.settle(at(now)) {
                prop_assert!(matches!(effect, Effect::End(_, took) if took == ROUND.0));
                let ended = settled.turn.unwrap();
                for number in 1..4 {
                    if turn(number) == ended {
                        states[usize::try_from(number).unwrap()] = Standing::Gone;
                    }
                }
                timer = settled;
            }
            let index = usize::try_from(number).unwrap();
            let asked = Order { is_record, ..order(verb, number, now) };
            if let Step::Done(next, effect) = timer.take(&asked, states[index], ROUND) {
                prop_assert_eq!(next.version, timer.version + 1);
                match effect {
                    Effect::Begin(_) => states[index] = Standing::OnStage,
                    Effect::End(_, took) => {
                        prop_assert!((0..=ROUND.0 + ROUND.1).contains(&took));
                        states[index] = Standing::Gone;
                    }
                    Effect::Skip(_) | Effect::NotHere(_) => states[index] = Standing::Gone,
                    Effect::Correct(..) | Effect::Nothing => {}
                }
                timer = next;
            }
            prop_assert_eq!(timer.phase == Phase::Ready, timer.turn.is_none());
            prop_assert_eq!(timer.phase == Phase::Running, timer.ends_at.is_some());
            let keeps = matches!(timer.phase, Phase::Paused | Phase::Over);
            prop_assert_eq!(keeps, timer.left_ms.is_some());
            prop_assert!((0..=ROUND.0).contains(&timer.left(at(now))));
            let on_stage = states.iter().filter(|it| **it == Standing::OnStage).count();
            let runs = matches!(timer.phase, Phase::Running | Phase::Paused);
            prop_assert_eq!(on_stage, usize::from(runs));
        }
    }
}
