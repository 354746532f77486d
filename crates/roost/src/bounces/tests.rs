use super::model::{ENOUGH, Host, Noted, PAUSES, Weight, domain_of, score};
use super::report::{Report, read};
use crate::clock::Instant;
use jiff::SignedDuration;
use proptest::prelude::*;
use std::path::PathBuf;

fn begin() -> Instant {
    let then: jiff::Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    then.into()
}

fn hours(hours: i64) -> Instant {
    begin().after(SignedDuration::from_hours(hours))
}

fn bounces(at: &[(i64, Weight)]) -> Vec<Noted> {
    let noted = at.iter().map(|(after, weight)| Noted {
        happened_at: hours(*after),
        weight: *weight,
    });
    noted.collect()
}

#[test]
fn a_day_counts_once_and_three_dead_days_are_enough() {
    use Weight::{Hard, None, Soft};
    let day = 24;
    let cases: &[(&[(i64, Weight)], i64)] = &[
        (&[], 0),
        (&[(0, Hard)], 4),
        (&[(0, Hard), (1, Hard), (2, Hard)], 4),
        (&[(0, Soft), (1, Hard), (2, Soft)], 4),
        (&[(0, Soft)], 1),
        (&[(0, None), (day, None)], 0),
        (&[(0, Hard), (day, Hard), (2 * day, Hard)], ENOUGH),
        (&[(0, Hard), (day, Soft)], 5),
    ];
    for (noted, quarters) in cases {
        assert_eq!(
            score(&bounces(noted), &[], hours(3 * day)),
            *quarters,
            "{noted:?}"
        );
    }
    // Once a month is enough too, as long as nothing arrives in between.
    let monthly = bounces(&[(0, Hard), (30 * day, Hard), (60 * day, Hard)]);
    assert_eq!(score(&monthly, &[], hours(61 * day)), ENOUGH);
    let arrived = [hours(32 * day)];
    assert_eq!(score(&monthly, &arrived, hours(61 * day)), 4);
    // A letter of the same week shows nothing yet, and one of a moment ago neither.
    assert_eq!(score(&monthly[..1], &[hours(day)], hours(3 * day)), 4);
    assert_eq!(
        score(&monthly[..1], &[hours(9 * day)], hours(9 * day + 1)),
        4
    );
    assert_eq!(score(&monthly[..1], &[hours(2 * day)], hours(9 * day)), 0);
}

#[test]
fn a_host_is_ill_when_many_refuse_and_nobody_is_reached_and_dead_after_three_pauses() {
    let host = |refusing, arrived, paused| Host {
        refusing,
        arrived,
        paused,
    };
    assert!(host(5, 0, 0).is_ill());
    assert!(!host(4, 0, 0).is_ill());
    assert!(!host(50, 1, 0).is_ill());
    assert!(!host(50, 0, PAUSES).is_ill());
    assert!(host(5, 0, 0).pause() < host(5, 0, 1).pause());
    assert_eq!(domain_of("ada@example.org"), Some("example.org"));
    assert_eq!(domain_of("ada@ex_%ample.org"), None);
    assert_eq!(domain_of("ada"), None);
}

/// What each example says, in one line.
fn told(raw: &[u8]) -> String {
    match read(raw) {
        Report::Bounce(bounce) => {
            let weight = format!("{:?}", bounce.weight).to_lowercase();
            format!("{weight} {}", bounce.line()).trim().to_owned()
        }
        Report::Delay => "delay".to_owned(),
        Report::Complaint(complaint) => {
            format!("complaint {} {}", complaint.kind, complaint.tags.join(" "))
                .trim()
                .to_owned()
        }
        Report::Automatic => "automatic".to_owned(),
        Report::Other => "other".to_owned(),
    }
}

#[test]
fn each_example_of_what_comes_back_is_understood() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/bounces");
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let lines = names.iter().map(|path| {
        let text = std::fs::read_to_string(path).unwrap();
        let raw = text.replace('\n', "\r\n").into_bytes();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        format!("{name}: {}", told(&raw))
    });
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}

proptest! {
    #[test]
    fn whatever_comes_is_read_to_its_end(raw in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        read(&raw);
    }

    #[test]
    fn a_report_cut_anywhere_is_read_to_its_end(cut in 0..3_000_usize, swap: u8) {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/bounces/dsn-postfix.eml");
        let mut raw = std::fs::read(path).unwrap();
        let at = cut % raw.len();
        raw[at] = swap;
        read(&raw);
        read(&raw[..at]);
    }

    #[test]
    fn more_bounces_never_make_a_score_smaller_while_nothing_arrives(
        at in proptest::collection::vec(0..2_000_i64, 1..20),
    ) {
        let mut at: Vec<(i64, Weight)> = at.into_iter().map(|at| (at, Weight::Soft)).collect();
        at.sort_by_key(|(at, _)| *at);
        let all = bounces(&at);
        let whole = score(&all, &[], hours(2_000));
        prop_assert!(whole >= score(&all[1..], &[], hours(2_000)));
        prop_assert!(whole <= i64::try_from(all.len()).unwrap());
    }
}
