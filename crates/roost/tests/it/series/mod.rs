//! Evenings that come again by a rule: made ahead, each an event of its own.

mod change;
mod standing;
mod counted_out;

use crate::world::{Browser, FOUNDER, Page, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use roost::events;
use roost::groups::Group;
use roost::ids::GroupId;
use roost::jobs::{self, Payload, When};
use serde::{Deserialize, Serialize};

const NEW: &str = "/turku-python/organize/series/new";

/// An evening every third Thursday.
const TYPED: [(&str, Option<&str>); 6] = [
    ("title", Some("Python night")),
    ("starts_on", Some("2026-12-17")),
    ("starts_at", Some("18:30")),
    ("ends_at", Some("21:00")),
    ("capacity", Some("40")),
    ("pattern", Some("month_weekday")),
];

/// What runs once a day.
#[derive(Serialize, Deserialize)]
struct ExtendSeries;

impl Payload for ExtendSeries {
    const NAME: &'static str = "extend_series";
}

async fn turku(world: &World) -> (Group, Browser) {
    let group = world.group("Turku Python").await;
    (group, world.signed_in(FOUNDER).await)
}

async fn make(marta: &mut Browser, but: &[(&str, Option<&str>)]) -> Page {
    let form = marta.get(NEW).await;
    let kept = TYPED
        .iter()
        .filter(|(name, _)| but.iter().all(|(other, _)| other != name));
    let typed: Vec<_> = kept.chain(but).copied().collect();
    marta.press(&form, "Save", &typed).await
}

/// The daily job, now.
async fn extend(world: &World) {
    let at = &world.app.moment();
    let enqueue = world.app.db.write(|tx| {
        Box::pin(async move {
            let when = When::now(at);
            Ok(jobs::enqueue(tx, at, GroupId::NONE, &ExtendSeries, when).await?)
        })
    });
    enqueue.await.expect("the database answers");
    world.work().await;
}

/// Address and state of every event of the group, the earliest first.
async fn made(world: &World, group: &Group) -> Vec<String> {
    let mut tx = world.app.db.read().await.expect("the database answers");
    let long_ago = world.now().before(SignedDuration::from_hours(24 * 3650));
    let all = events::list_ahead(&mut tx, group.id, long_ago, 1000).await;
    let all = all.expect("it lists").into_iter();
    all.map(|event| format!("{} {:?}", event.slug, event.status))
        .collect()
}

#[tokio::test]
async fn a_series_makes_its_next_six_dates_at_once_as_drafts() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;

        let page = make(&mut marta, &[]).await;
        assert_eq!(page.text_of("h1"), "Python night");
        assert_eq!(page.text_of(".lede"), "Every third Thursday at 18:30");
        assert_eq!(
            made(world, &group).await,
            [
                "python-night-2026-12-17 Draft",
                "python-night-2027-01-21 Draft",
                "python-night-2027-02-18 Draft",
                "python-night-2027-03-18 Draft",
                "python-night-2027-04-15 Draft",
                "python-night-2027-05-20 Draft",
            ]
        );
        // Summer time has begun in between.
        let event = marta
            .get("/turku-python/events/python-night-2027-04-15")
            .await;
        assert_eq!(
            event.text_of(".facts"),
            "Thursday 15 April 2027 18:30 to 21:00\nThe place isn’t settled yet"
        );
        let list = marta.get("/turku-python/organize/series").await;
        assert_eq!(
            list.text_of(".lines li"),
            "Python night Every third Thursday at 18:30 Next: Thursday 17 December 2026"
        );
    })
    .await;
}

#[tokio::test]
async fn the_first_series_of_a_group_brings_a_list_of_what_to_prepare() {
    World::tell(async |world| {
        let (_, mut marta) = turku(world).await;
        make(&mut marta, &[]).await;
        let evening = "/turku-python/organize/events/python-night-2026-12-17";
        let page = marta.get(&format!("{evening}/readiness")).await;
        assert_eq!(page.count(".checks li"), 8, "{}", page.text());
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one_series() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let form = marta.get(NEW).await;
        let first = marta.press(&form, "Save", &TYPED).await;
        let second = marta.press(&form, "Save", &TYPED).await;
        assert_eq!(first.path, second.path);
        assert_eq!(made(world, &group).await.len(), 6);
    })
    .await;
}

#[tokio::test]
async fn dates_that_fall_out_are_not_made_and_an_end_is_the_end() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let typed = [
            ("pattern", Some("weeks")),
            ("every", Some("1")),
            ("until", Some("2027-01-07")),
            ("skipped", Some("2026-12-24, 2026-12-31")),
            ("made_as", Some("published")),
        ];
        let page = make(&mut marta, &typed).await;
        assert_eq!(
            page.text_of(".lede"),
            "Every Thursday at 18:30, until 7 Jan 2027"
        );
        assert_eq!(
            made(world, &group).await,
            [
                "python-night-2026-12-17 Published",
                "python-night-2027-01-07 Published",
            ]
        );
        let public = world
            .browser()
            .get("/turku-python/events/python-night-2027-01-07")
            .await;
        assert_eq!(public.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn what_was_moved_renamed_or_cancelled_by_hand_is_not_made_again() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let page = make(&mut marta, &[("made_as", Some("published"))]).await;

        let desk = "/turku-python/organize/events";
        let form = marta
            .get(&format!("{desk}/python-night-2027-01-21/edit"))
            .await;
        let typed = [
            ("title", Some("Sauna night")),
            ("starts_on", Some("2027-01-28")),
            ("capacity", Some("12")),
        ];
        marta.press(&form, "Save", &typed).await;
        let form = marta
            .get(&format!("{desk}/python-night-2027-02-18/cancellation"))
            .await;
        marta.press(&form, "Cancel it", &[]).await;
        extend(world).await;
        extend(world).await;

        assert_eq!(
            made(world, &group).await,
            [
                "python-night-2026-12-17 Published",
                "sauna-night-2027-01-21 Published",
                "python-night-2027-02-18 Cancelled",
                "python-night-2027-03-18 Published",
                "python-night-2027-04-15 Published",
                "python-night-2027-05-20 Published",
            ]
        );
        let page = marta.get(&page.path).await;
        assert_eq!(
            page.text_of("details"),
            "Different from the series in 3 things \
             Day In the series: Thursday 21 January 2027 Here: Thursday 28 January 2027 \
             Title In the series: Python night Here: Sauna night \
             Seats In the series: 40 in the room, no limit online, 0 guests each \
             Here: 12 in the room, no limit online, 0 guests each"
        );
    })
    .await;
}

#[tokio::test]
async fn a_server_that_was_off_makes_only_dates_to_come() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        make(&mut marta, &[("times", Some("20"))]).await;
        let year = SignedDuration::from_hours(24 * 365);
        world.app.clock.move_to(world.now().after(year));
        extend(world).await;

        let made = made(world, &group).await;
        let later: Vec<&str> = made.iter().skip(6).map(String::as_str).collect();
        assert_eq!(
            later,
            [
                "python-night-2027-12-16 Draft",
                "python-night-2028-01-20 Draft",
                "python-night-2028-02-17 Draft",
                "python-night-2028-03-16 Draft",
                "python-night-2028-04-20 Draft",
                "python-night-2028-05-18 Draft",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn two_workers_and_a_retry_make_each_date_once() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        make(&mut marta, &[("pattern", Some("weeks"))]).await;
        world
            .app
            .clock
            .move_to(world.now().after(SignedDuration::from_hours(24 * 40)));
        let at = &world.app.moment();
        let id = series_of(world, &group).await;
        let each = || {
            world.app.db.write(|tx| {
                Box::pin(async move { roost::series::extend(tx, at, group.id, id).await })
            })
        };
        let (one, two) = tokio::join!(each(), each());
        let added = one.expect("it is made") + two.expect("it is made");
        assert_eq!(added, 3);
        assert_eq!(each().await.expect("it is made"), 0);
        assert_eq!(made(world, &group).await.len(), 9);
    })
    .await;
}

async fn series_of(world: &World, group: &Group) -> roost::ids::SeriesId {
    let mut tx = world.app.db.read().await.expect("the database answers");
    let all = roost::series::list_series(&mut tx, group.id).await;
    all.expect("it lists")[0].id
}

#[tokio::test]
async fn an_evening_that_there_is_becomes_a_date_of_its_series() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let evening = world.evening(&group, "Winter night");
        let evening = evening
            .at(date(2026, 12, 3).at(18, 0, 0, 0))
            .venue("Library");
        let evening = evening.published().await;
        world.goes(&group, &evening, "Ada Example").await;
        world.throw_away_mail().await;

        let page = marta.get("/turku-python/events/winter-night").await;
        let link = page
            .attribute("a[href*='series/new']", "href")
            .expect("the page offers it");
        let form = marta.get(&link).await;
        let page = marta.press(&form, "Save", &[("times", Some("3"))]).await;

        assert_eq!(
            page.text_of(".lede"),
            "Every first Thursday at 18:00, 3 times"
        );
        assert_eq!(
            made(world, &group).await,
            [
                "winter-night Published",
                "winter-night-2027-01-07 Draft",
                "winter-night-2027-02-04 Draft",
            ]
        );
        assert_eq!(page.count("details"), 0, "{}", page.text());
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_is_named_and_nothing_is_made() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let typed = [
            ("until", Some("2026-12-01")),
            ("every", Some("13")),
            ("skipped", Some("2026-12-24 Epiphany")),
        ];
        let page = make(&mut marta, &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            page.text_of("p.error"),
            "Error: Enter a number from 1 to 12.\n\
             Error: Choose a last day that isn’t before the first.\n\
             Error: Epiphany is no date. Write it like 2026-12-31."
        );
        let both = [("until", Some("2027-12-01")), ("times", Some("4"))];
        let page = make(&mut marta, &both).await;
        assert_eq!(
            page.text_of("p.error"),
            "Error: Give the last day or a number, not both."
        );
        assert_eq!(made(world, &group).await, Vec::<String>::new());
    })
    .await;
}

/// What the group's page says, which names the series.
fn seen_at_home(line: &str) -> String {
    let line = line.replace("Part of", "Python night");
    format!("{line} Thursday 17 December , Thursday 21 January , Thursday 18 February")
}

#[tokio::test]
async fn everybody_reads_of_what_an_evening_is_part() {
    World::tell(async |world| {
        let (_, mut marta) = turku(world).await;
        let typed = [("made_as", Some("published")), ("times", Some("3"))];
        make(&mut marta, &typed).await;

        let mut browser = world.browser();
        let line = "Part of: Every third Thursday at 18:30, 3 times. Next:";
        let path = "/turku-python/events/python-night-2027-01-21";
        let page = browser.get(path).await;
        let seen = format!("{line} Thursday 17 December , Thursday 18 February");
        assert!(page.text().contains(&seen), "{}", page.text());
        let home = browser.get("/turku-python").await;
        let seen = seen_at_home(line);
        assert!(home.text().contains(&seen), "{}", home.text());

        // What has begun is no next one any more, though nobody has written anything since.
        let month = SignedDuration::from_hours(24 * 30);
        world.app.clock.move_to(world.now().after(month));
        let page = browser.get(path).await;
        let seen = format!("{line} Thursday 18 February");
        assert!(page.text().contains(&seen), "{}", page.text());
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn drafts_of_a_series_are_told_to_nobody() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let evening = world.evening(&group, "Winter night").published().await;
        let from = format!("{NEW}?from={}", evening.slug);
        let form = marta.get(&from).await;
        marta.press(&form, "Save", &[("times", Some("3"))]).await;

        let mut browser = world.browser();
        let page = browser.get("/turku-python/events/winter-night").await;
        let seen = "Part of: Every first Friday at 18:00, 3 times.";
        assert!(page.text().contains(seen), "{}", page.text());
        assert!(!page.text().contains("Next:"), "{}", page.text());
        let hidden = "/turku-python/events/winter-night-2027-01-01";
        assert_eq!(browser.get(hidden).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn whoever_plans_sees_what_other_groups_of_the_city_have_announced_around_the_day() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let open = roost::groups::State::Open;
        let other = world
            .group_by("Rust on the River", "Ada Example", open)
            .await;
        for (title, day) in [
            ("Too early", 14),
            ("Ropes", 15),
            ("Boards", 19),
            ("Late", 20),
        ] {
            announce(world, &other, title, date(2026, 12, day)).await;
        }
        let own = world.evening(&group, "Own night");
        own.at(date(2026, 12, 17).at(18, 0, 0, 0)).draft().await;

        let form = marta
            .get("/turku-python/organize/events/own-night/edit")
            .await;
        let near = "Ropes Tuesday 15 December, Rust on the River\n\
                    Boards Saturday 19 December, Rust on the River";
        assert_eq!(form.text_of(".panel li"), near);
        let draft = marta.get("/turku-python/events/own-night").await;
        assert_eq!(draft.text_of(".panel.sky li"), near);

        let fresh = marta.get(NEW).await;
        let look = "See what else is on around that day";
        let typed = [("starts_on", Some("2026-12-21"))];
        let looked = marta.press(&fresh, look, &typed).await;
        assert_eq!(
            looked.text_of(".panel li"),
            "Boards Saturday 19 December, Rust on the River\n\
             Late Sunday 20 December, Rust on the River"
        );
        let typed = [("starts_on", Some("2027-02-01"))];
        let looked = marta.press(&looked, look, &typed).await;
        assert_eq!(looked.count(".panel"), 0);
    })
    .await;
}

/// An evening that another group's founder announces.
async fn announce(world: &World, group: &Group, title: &str, day: jiff::civil::Date) {
    let mut ada = world.signed_in("Ada Example").await;
    let form = ada
        .get(&format!("{}/organize/events/new", group.path()))
        .await;
    let day = day.to_string();
    let typed = [("title", Some(title)), ("starts_on", Some(day.as_str()))];
    let draft = ada.press(&form, "Save", &typed).await;
    ada.press(&draft, "Publish", &[]).await;
}
