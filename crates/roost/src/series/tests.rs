use super::model::{Defaults, End, Pattern, Rule};
use super::say;
use crate::clock::Instant;
use crate::events::{AttendanceMode, Cover, Questions};
use crate::words::{Hours, Language, Region, Words};
use jiff::civil::{Date, Time, date};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The zones of the property: both hemispheres, half an hour, none, and one that changes at midnight.
const ZONES: [&str; 6] = [
    "Europe/Helsinki",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Africa/Cairo",
    "Asia/Kolkata",
];

fn now() -> Instant {
    let now: Timestamp = "2026-11-24T09:00:00Z".parse().expect("it is one");
    now.into()
}

fn words() -> Words {
    Words::new(Language::English, Region::default()).plain()
}

fn evening(zone: &str, starts: Time) -> Defaults {
    Defaults {
        title: "Evening".to_owned(),
        sentence: String::new(),
        description: String::new(),
        zone: zone.to_owned(),
        starts,
        lasts: 150,
        doors_before: Some(30),
        attendance_mode: AttendanceMode::InPerson,
        venue_id: None,
        online_link: String::new(),
        online_link_from_minutes: 60,
        capacity: None,
        online_capacity: None,
        overbooked: 0,
        asks_still_coming: false,
        guests_allowed: 0,
        opens_before: None,
        closes_before: Some(60),
        cover: Cover::Group,
        questions: Questions::default(),
        agenda: Vec::new(),
    }
}

fn said(rule: &Rule) -> String {
    say::line(words(), rule, Time::constant(18, 30, 0, 0))
}

fn days(dates: &[Date]) -> Vec<String> {
    dates.iter().map(Date::to_string).collect()
}

#[test]
fn every_rule_says_itself_in_plain_words() {
    let third = date(2026, 12, 17);
    let cases = [
        (Pattern::Weeks, 1, third, "Every Thursday at 18:30"),
        (Pattern::Weeks, 2, third, "Every other Thursday at 18:30"),
        (
            Pattern::Weeks,
            3,
            third,
            "Every 3 weeks on Thursday at 18:30",
        ),
        (
            Pattern::MonthWeekday,
            1,
            third,
            "Every third Thursday at 18:30",
        ),
        (
            Pattern::MonthWeekday,
            2,
            third,
            "Every 2 months on the third Thursday at 18:30",
        ),
        (
            Pattern::MonthLastWeekday,
            1,
            third,
            "On the last Thursday of every month at 18:30",
        ),
        (
            Pattern::MonthWeekday,
            1,
            date(2026, 12, 31),
            "On the last Thursday of every month at 18:30",
        ),
        (
            Pattern::MonthDay,
            1,
            third,
            "On the 17th of every month at 18:30",
        ),
        (
            Pattern::MonthDay,
            1,
            date(2026, 12, 31),
            "On the 31st of every month, or the last day of shorter months, at 18:30",
        ),
        (
            Pattern::MonthEnd,
            1,
            third,
            "On the last day of every month at 18:30",
        ),
    ];
    for (pattern, every, from, line) in cases {
        assert_eq!(said(&Rule::new(pattern, every, from)), line);
    }
}

#[test]
fn an_end_is_said_after_the_rule() {
    let mut rule = Rule::new(Pattern::Weeks, 1, date(2026, 12, 17));
    rule.end = End::On(date(2027, 6, 30));
    assert_eq!(said(&rule), "Every Thursday at 18:30, until 30 Jun 2027");
    rule.end = End::After(6);
    assert_eq!(said(&rule), "Every Thursday at 18:30, 6 times");

    let region = Region {
        hours: Hours::Twelve,
        ..Region::default()
    };
    let words = Words::new(Language::English, region).plain();
    let rule = Rule::new(Pattern::Weeks, 1, date(2026, 12, 17));
    let line = say::line(words, &rule, Time::constant(18, 30, 0, 0));
    assert_eq!(line, "Every Thursday at 6:30 PM");
}

#[test]
fn the_thirty_first_is_the_last_day_of_shorter_months() {
    let rule = Rule::new(Pattern::MonthDay, 1, date(2027, 12, 31));
    let dates = rule.next_dates(date(2027, 12, 1), 5);
    assert_eq!(
        days(&dates),
        [
            "2027-12-31",
            "2028-01-31",
            "2028-02-29",
            "2028-03-31",
            "2028-04-30"
        ]
    );
}

#[test]
fn the_twenty_ninth_of_february_is_the_twenty_eighth_in_other_years() {
    let rule = Rule::new(Pattern::MonthDay, 12, date(2028, 2, 29));
    let dates = rule.next_dates(date(2028, 1, 1), 5);
    assert_eq!(
        days(&dates),
        [
            "2028-02-29",
            "2029-02-28",
            "2030-02-28",
            "2031-02-28",
            "2032-02-29"
        ]
    );
}

#[test]
fn a_skipped_date_counts_and_is_not_made_up_for() {
    let mut rule = Rule::new(Pattern::Weeks, 1, date(2026, 12, 17));
    rule.end = End::After(4);
    rule.skipped = BTreeSet::from([date(2026, 12, 24), date(2026, 12, 25)]);
    let dates = rule.next_dates(date(2026, 1, 1), 6);
    assert_eq!(days(&dates), ["2026-12-17", "2026-12-31", "2027-01-07"]);
}

#[test]
fn a_series_of_long_ago_still_finds_its_next_dates() {
    let rule = Rule::new(Pattern::MonthWeekday, 1, date(2001, 1, 18));
    let dates = rule.next_dates(date(2026, 11, 24), 3);
    assert_eq!(days(&dates), ["2026-12-17", "2027-01-21", "2027-02-18"]);
}

#[test]
fn a_time_that_the_clocks_skip_is_the_next_that_they_show() {
    let night = evening("Europe/Helsinki", Time::constant(3, 30, 0, 0));
    let details = night.on(date(2027, 3, 28), now()).expect("there is one");
    let when = details.schedule;
    let walls = [when.starts, when.ends].map(|told| told.wall.0.to_string());
    assert_eq!(walls, ["2027-03-28T04:30:00", "2027-03-28T07:00:00"]);
}

#[test]
fn what_an_evening_says_comes_back_from_the_evening() {
    let night = evening("Europe/Helsinki", Time::constant(18, 30, 0, 0));
    let details = night.on(date(2026, 12, 17), now()).expect("there is one");
    assert_eq!(Defaults::of(&details, &[]), night);
    let mut other = night.clone();
    other.title = "Winter night".to_owned();
    other.lasts = 90;
    assert_eq!(
        night.differences(&other),
        [super::Part::Title, super::Part::Time]
    );
}

fn patterns() -> impl Strategy<Value = Pattern> {
    prop::sample::select(Pattern::ALL.to_vec())
}

fn ends() -> impl Strategy<Value = End> {
    prop_oneof![
        Just(End::Never),
        (0..900_i64).prop_map(|days| End::On(date(2026, 1, 1).saturating_add(days.days()))),
        (1..60_u16).prop_map(End::After),
    ]
}

fn rules() -> impl Strategy<Value = Rule> {
    let skips = prop::collection::btree_set(0..900_i64, 0..20);
    (patterns(), 1..=12_u16, 0..800_i64, ends(), skips).prop_map(
        |(pattern, every, day, end, skipped)| {
            let start = date(2026, 1, 1);
            let rule = Rule::new(pattern, every, start.saturating_add(day.days()));
            let skipped = skipped.into_iter();
            Rule {
                end,
                skipped: skipped
                    .map(|day| start.saturating_add(day.days()))
                    .collect(),
                ..rule
            }
        },
    )
}

/// Whether the rule means a day, by looking at that day alone.
fn fits(rule: &Rule, day: Date) -> bool {
    let weeks = (day - rule.first).get_days() / 7;
    let months = i32::from(day.year() - rule.first.year()) * 12
        + i32::from(day.month() - rule.first.month());
    let every = i32::from(rule.every);
    let same_weekday = day.weekday() == rule.first.weekday();
    let in_month = months % every == 0;
    match rule.pattern {
        Pattern::Weeks => same_weekday && weeks % every == 0,
        Pattern::MonthDay | Pattern::MonthEnd => {
            in_month && day.day() == rule.day().min(day.days_in_month())
        }
        Pattern::MonthWeekday | Pattern::MonthLastWeekday => {
            let nth = match rule.nth() {
                -1 => day.saturating_add(7.days()).month() != day.month(),
                nth => (day.day() - 1) / 7 + 1 == nth,
            };
            in_month && same_weekday && nth
        }
    }
}

/// The dates of a rule, found by trying each day.
fn by_hand(rule: &Rule, last: Date) -> Vec<Date> {
    let each = rule.first.series(1.day()).take_while(|day| *day <= last);
    let mut dates: Vec<Date> = each.filter(|day| fits(rule, *day)).collect();
    match rule.end {
        End::Never => {}
        End::On(end) => dates.retain(|day| *day <= end),
        End::After(times) => dates.truncate(times.into()),
    }
    dates.retain(|day| !rule.skipped.contains(day));
    dates
}

proptest! {
    #[test]
    fn any_rule_leads_to_the_days_that_it_means(rule in rules()) {
        let last = date(2030, 1, 1);
        let dates = rule.dates(last);
        prop_assert_eq!(&dates, &by_hand(&rule, last));
        prop_assert!(dates.is_sorted_by(|a, b| a < b));
        prop_assert!(dates.iter().all(|day| !rule.skipped.contains(day)));
        if let End::On(end) = rule.end {
            prop_assert!(dates.iter().all(|day| *day <= end));
        }
        let from = date(2027, 6, 1);
        let next = rule.next_dates(from, 6);
        let later = rule.dates(date(2060, 1, 1)).into_iter().filter(|day| *day >= from);
        prop_assert_eq!(next, later.take(6).collect::<Vec<_>>());
    }

    #[test]
    fn any_evening_of_a_series_starts_at_the_same_time_on_the_wall(
        rule in rules(),
        zone in prop::sample::select(ZONES.to_vec()),
        hour in 0..24_i8,
        minute in prop::sample::select(vec![0_i8, 15, 30, 59]),
    ) {
        let starts = Time::constant(hour, minute, 0, 0);
        let evening = evening(zone, starts);
        let mut before = None;
        for day in rule.dates(date(2029, 1, 1)) {
            let details = evening.on(day, now()).expect("these years are planned");
            let told = details.schedule.starts;
            let wall = told.wall.0;
            let zone = jiff::tz::TimeZone::get(zone).expect("it is known");
            prop_assert_eq!(told.at.in_zone(&zone).datetime(), wall);
            // A skipped time is later on the same night, never another.
            let moved = wall.duration_since(day.to_datetime(starts));
            prop_assert!((0..=60).contains(&moved.as_mins()));
            let shown = zone.to_ambiguous_zoned(day.to_datetime(starts));
            prop_assert_eq!(moved.is_zero(), !matches!(
                shown.offset(),
                jiff::tz::AmbiguousOffset::Gap { .. }
            ));
            prop_assert!(before.is_none_or(|before| before < told.at));
            before = Some(told.at);
        }
    }
}
