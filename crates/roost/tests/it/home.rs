//! The group's page and the list of its events, as strangers and members read them.

use crate::world::World;
use axum::http::StatusCode;
use jiff::civil::date;
use jiff::{SignedDuration, ToSpan};

#[tokio::test]
async fn the_next_evening_stands_first_with_its_seats() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter lightning night");
        let evening = evening
            .capacity(3)
            .venue("Old Post Office")
            .published()
            .await;
        let help = world.evening(&group, "Help desk");
        help.at(date(2027, 1, 7).at(17, 0, 0, 0)).published().await;
        world.evening(&group, "A secret plan").draft().await;
        world.goes(&group, &evening, "Grace Hopper").await;
        world.throw_away_mail().await;

        let page = world.browser().get("/turku-python").await;

        assert_eq!(
            page.text_of(".panel.lift"),
            "Fri 4 Dec Next meeting, in 10 days Winter lightning night 18:00 to 20:00 \
             Old Post Office 1 coming , 2 seats left I’m coming"
        );
        assert_eq!(
            page.attribute(".perch", "aria-label").unwrap(),
            "1 of 3 seats taken"
        );
        assert_eq!(page.text_of(".month h3"), "December\nJanuary 2027");
        assert_eq!(
            page.text_of(".ev"),
            "Fri 4 Dec Winter lightning night 18:00, Old Post Office 2 seats left\n\
             Thu 7 Jan Help desk 17:00 Everyone fits"
        );
        assert_eq!(page.count(".date.soon"), 2);
        assert!(!page.html().contains("Grace Hopper"));
        assert!(!page.html().contains("A secret plan"));
    })
    .await;
}

#[tokio::test]
async fn a_group_without_a_date_says_what_is_normal() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let page = world.browser().get("/turku-python").await;
        assert_eq!((page.count(".panel.lift"), page.count(".empty")), (0, 1));
        assert_eq!(page.text_of(".empty strong"), "No date yet");
        let canonical = page.attribute("link[rel=canonical]", "href").unwrap();
        assert_eq!(canonical, world.app.config.link("/turku-python"));
        let about = page.attribute("meta[name=description]", "content").unwrap();
        assert_eq!(about, "We are Turku Python.");
        // As a calendar, as Atom, and as a card for other sites.
        assert_eq!(page.count("link[rel=alternate]"), 3);
    })
    .await;
}

#[tokio::test]
async fn past_evenings_are_leafed_through_and_each_is_shown_once() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let mut day = date(2026, 12, 1);
        for number in 1..=32 {
            let evening = world.evening(&group, &format!("Evening {number}"));
            evening.at(day.at(18, 0, 0, 0)).published().await;
            day = day.checked_add(1.day()).unwrap();
        }
        world.wait(SignedDuration::from_hours(24 * 60)).await;
        world.throw_away_mail().await;

        let mut browser = world.browser();
        let home = browser.get("/turku-python").await;
        assert_eq!(home.text_of(".sechead a"), "Past events (32)");
        let first = browser.get("/turku-python/events").await;
        assert_eq!(first.count(".ev"), 30);
        assert_eq!(first.text_of(".month h3"), "January\nDecember 2026");
        let older = first.attribute(".pager a[rel=next]", "href").unwrap();
        let second = browser.get(&older).await;
        assert_eq!(second.text_of(".ev h4"), "Evening 2\nEvening 1");
        assert_eq!(second.count(".pager a[rel=next]"), 0);
        let odd = browser.get("/turku-python/events?after=x.y").await;
        assert_eq!((odd.status, odd.count(".ev")), (StatusCode::OK, 30));
    })
    .await;
}
