//! Series that are changed, moved, stopped and skipped, and what that means for their evenings.

use super::{extend, made, make, series_of, turku};
use crate::world::{Browser, Page, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use roost::events;
use roost::groups::Group;

/// The path of the group's only series.
async fn page_of(world: &World, group: &Group) -> String {
    format!(
        "/turku-python/organize/series/{}",
        series_of(world, group).await
    )
}

/// Where and when each date is, and how many seats it has.
async fn ahead(world: &World, group: &Group) -> Vec<String> {
    let mut tx = world.app.db.read().await.expect("the database answers");
    let all = events::list_ahead(&mut tx, group.id, world.now(), 1000).await;
    let all = all.expect("it lists").into_iter();
    all.map(|event| {
        let seats = event.capacity.map_or(0, |seats| seats);
        format!("{} {} {seats}", event.title, event.starts_wall.0)
    })
    .collect()
}

#[tokio::test]
async fn editing_a_series_leaves_what_was_changed_by_hand() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        make(&mut marta, &[("times", Some("3"))]).await;
        let form = marta
            .get("/turku-python/organize/events/python-night-2027-01-21/edit")
            .await;
        let typed = [("capacity", Some("12")), ("title", Some("Sauna night"))];
        marta.press(&form, "Save", &typed).await;

        let path = page_of(world, &group).await;
        let form = marta.get(&format!("{path}/edit")).await;
        let typed = [
            ("capacity", Some("60")),
            ("title", Some("Snake night")),
            ("starts_at", Some("19:00")),
        ];
        let page = marta.press(&form, "Save", &typed).await;
        assert_eq!(page.path, path);
        assert_eq!(page.text_of(".notice"), "Saved.");
        assert_eq!(
            ahead(world, &group).await,
            [
                "Snake night 2026-12-17T19:00:00 60",
                "Sauna night 2027-01-21T19:00:00 12",
                "Snake night 2027-02-18T19:00:00 60",
            ]
        );
        assert_eq!(
            page.text_of("details"),
            "Different from the series in 2 things \
             Title In the series: Snake night Here: Sauna night \
             Seats In the series: 60 in the room, no limit online, 0 guests each \
             Here: 12 in the room, no limit online, 0 guests each"
        );
        let again = marta.get(&format!("{path}/edit")).await;
        marta.press(&again, "Save", &[]).await;
        assert_eq!(ahead(world, &group).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_series_that_moves_takes_its_answers_along_and_tells_people() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let typed = [("made_as", Some("published")), ("times", Some("3"))];
        make(&mut marta, &typed).await;
        let mut tx = world.app.db.read().await.expect("the database answers");
        let first = events::find_event(&mut tx, group.id, "python-night-2026-12-17").await;
        let first = first.expect("the database answers").expect("it is made");
        drop(tx);
        world.goes(&group, &first, "Ada").await;
        world.throw_away_mail().await;

        let path = page_of(world, &group).await;
        let form = marta.get(&format!("{path}/edit")).await;
        // The second Tuesday.
        let typed = [("starts_on", Some("2026-12-08"))];
        let asking = marta.press(&form, "Save", &typed).await;
        assert_eq!(
            asking.text_of(".lede"),
            "One e-mail is sent now that says what changed."
        );
        assert_eq!(
            asking.text_of(".panel"),
            "Python night Time Before: Thursday 17 December 2026, 18:30 to 21:00 \
             Now: Tuesday 8 December 2026, 18:30 to 21:00"
        );
        assert_eq!(
            ahead(world, &group).await[0],
            "Python night 2026-12-17T18:30:00 40"
        );

        let page = marta.press(&asking, "Save and send one e-mail", &[]).await;
        assert_eq!(
            page.text_of("main .lede"),
            "Every second Tuesday at 18:30, 3 times"
        );
        assert_eq!(
            ahead(world, &group).await,
            [
                "Python night 2026-12-08T18:30:00 40",
                "Python night 2027-01-12T18:30:00 40",
                "Python night 2027-02-09T18:30:00 40",
            ]
        );
        let mail = world.mail_to("ada@example.org").await;
        assert_eq!(mail.subject, "Changed: Python night");
        let rsvps = "select count(*) from rsvps where state = 'going'";
        assert_eq!(world.count(rsvps).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_stopped_series_makes_no_more_and_takes_back_only_what_nobody_answered() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        make(&mut marta, &[]).await;
        let draft = marta
            .get("/turku-python/events/python-night-2026-12-17")
            .await;
        marta.press(&draft, "Publish", &[]).await;

        let path = page_of(world, &group).await;
        let asking = marta.get(&format!("{path}/end")).await;
        let typed = [("drafts", Some("withdraw"))];
        let page = marta.press(&asking, "Stop this series", &typed).await;
        assert_eq!(
            page.text_of(".notice"),
            "It’s stopped, and 5 drafts are withdrawn."
        );
        let left = ["python-night-2026-12-17 Published"];
        assert_eq!(made(world, &group).await, left);
        world
            .app
            .clock
            .move_to(world.now().after(SignedDuration::from_hours(24 * 60)));
        extend(world).await;
        assert_eq!(made(world, &group).await, left);
    })
    .await;
}

#[tokio::test]
async fn drafts_of_a_stopped_series_can_stay() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        make(&mut marta, &[("times", Some("2"))]).await;
        let path = page_of(world, &group).await;
        let asking = marta.get(&format!("{path}/end")).await;
        let page = marta.press(&asking, "Stop this series", &[]).await;
        assert_eq!(page.text_of(".notice"), "It’s stopped.");
        assert_eq!(made(world, &group).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_changed_in_one_and_the_following_stays_as_it_was_before_it() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        make(&mut marta, &[("times", Some("4"))]).await;
        let edit = |day| format!("/turku-python/organize/events/python-night-{day}/edit");
        let form = marta.get(&edit("2027-03-18")).await;
        marta
            .press(&form, "Save", &[("title", Some("Sauna night"))])
            .await;

        let form = marta.get(&edit("2027-01-21")).await;
        let typed = [
            ("title", Some("Snake night")),
            ("starts_on", Some("2027-01-22")),
            ("capacity", Some("60")),
            ("scope", Some("following")),
        ];
        let saved = marta.press(&form, "Save", &typed).await;
        assert_eq!(saved.text_of(".notice"), "Saved.");
        assert_eq!(
            ahead(world, &group).await,
            [
                "Python night 2026-12-17T18:30:00 40",
                "Snake night 2027-01-22T18:30:00 60",
                "Snake night 2027-02-18T18:30:00 60",
                "Sauna night 2027-03-18T18:30:00 60",
            ]
        );
        let page = marta.get(&page_of(world, &group).await).await;
        assert_eq!(page.text_of("h1"), "Snake night");
        assert_eq!(
            page.text_of("details"),
            "Different from the series in one thing \
             Day In the series: Thursday 21 January 2027 Here: Friday 22 January 2027\n\
             Different from the series in one thing \
             Title In the series: Snake night Here: Sauna night"
        );
    })
    .await;
}

#[tokio::test]
async fn what_an_evening_asks_goes_on_to_the_following_and_its_answers_stay() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        make(&mut marta, &[("times", Some("3"))]).await;
        let edit = |day| format!("/turku-python/organize/events/python-night-{day}/edit");
        let form = marta.get(&edit("2027-01-21")).await;
        let form = marta.press(&form, "add_question=access", &[]).await;
        let saved = marta
            .press(&form, "Save", &[("scope", Some("following"))])
            .await;
        assert_eq!(saved.text_of(".notice"), "Saved.");
        world.work().await;

        let mut tx = world.app.db.read().await.expect("the database answers");
        let all = events::list_ahead(&mut tx, group.id, world.now(), 1000).await;
        drop(tx);
        let all = all.expect("it lists");
        let asked: Vec<usize> = all.iter().map(|event| event.questions.len()).collect();
        assert_eq!(asked, [0, 1, 1]);
        assert_eq!(
            all[1].questions, all[2].questions,
            "it is the same question"
        );

        let form = marta.get(&edit("2027-02-18")).await;
        let form = marta.press(&form, "remove_question=1", &[]).await;
        marta.press(&form, "Save", &[]).await;
        world.work().await;
        let page = marta.get(&page_of(world, &group).await).await;
        assert!(
            page.text_of("details").ends_with("Here: nothing said")
                && page
                    .text_of("details")
                    .contains("Questions In the series: Is there anything"),
            "{}",
            page.text_of("details")
        );
    })
    .await;
}

#[tokio::test]
async fn people_of_the_following_are_asked_about_and_told_too() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let typed = [("made_as", Some("published")), ("times", Some("3"))];
        make(&mut marta, &typed).await;
        let mut tx = world.app.db.read().await.expect("the database answers");
        let last = events::find_event(&mut tx, group.id, "python-night-2027-02-18").await;
        let last = last.expect("the database answers").expect("it is made");
        drop(tx);
        world.goes(&group, &last, "Ada").await;
        world.throw_away_mail().await;

        let form = marta
            .get("/turku-python/organize/events/python-night-2027-01-21/edit")
            .await;
        let typed = [("starts_at", Some("19:00")), ("scope", Some("following"))];
        let asking = marta.press(&form, "Save", &typed).await;
        assert_eq!(
            asking.text_of(".lede"),
            "One person gets an e-mail now that says what changed."
        );
        marta.press(&asking, "Save and tell one person", &[]).await;
        let mail = world.mail_to("ada@example.org").await;
        assert_eq!(mail.subject, "Changed: Python night");
        assert_eq!(
            ahead(world, &group).await,
            [
                "Python night 2026-12-17T18:30:00 40",
                "Python night 2027-01-21T19:00:00 40",
                "Python night 2027-02-18T19:00:00 40",
            ]
        );
    })
    .await;
}

/// A calendar as an office of a country publishes it.
const HOLIDAYS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sample//EN\r\n\
    BEGIN:VEVENT\r\nUID:eve@example.org\r\nDTSTART;VALUE=DATE:20261224\r\n\
    SUMMARY:Christmas Eve\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:may@example.org\r\nDTSTART;VALUE=DATE:20270501\r\n\
    SUMMARY:May Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[tokio::test]
async fn dates_on_public_holidays_fall_out_once_they_are_ticked() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let typed = [("pattern", Some("weeks")), ("times", Some("3"))];
        make(&mut marta, &typed).await;
        let path = page_of(world, &group).await;

        let looked = look_at(&mut marta, &path, HOLIDAYS).await;
        assert_eq!(looked.status, StatusCode::OK);
        assert_eq!(
            looked.text_of(".choice"),
            "Thursday 24 December 2026 Christmas Eve"
        );
        assert_eq!(made(world, &group).await.len(), 3);

        let page = marta.press(&looked, "Take them out", &[]).await;
        assert_eq!(page.text_of(".notice"), "One date falls out.");
        assert_eq!(
            made(world, &group).await,
            [
                "python-night-2026-12-17 Draft",
                "python-night-2026-12-31 Draft",
            ]
        );
        assert_eq!(page.text_of(".plain li"), "Thursday 24 December 2026");

        let none = look_at(&mut marta, &path, HOLIDAYS).await;
        let words = "No date of the series falls on anything in that calendar.";
        assert_eq!(none.text_of(".panel.sky"), words);
        let broken = look_at(&mut marta, &path, "nothing").await;
        assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

/// Sends a calendar as a file.
async fn look_at(marta: &mut Browser, series: &str, calendar: &str) -> Page {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"days.ics\"\r\n\
         Content-Type: text/calendar\r\n\r\n{calendar}\r\n--edge--\r\n"
    );
    let kind = Some("multipart/form-data; boundary=edge");
    let path = format!("{series}/holidays");
    let sent = marta.send(axum::http::Method::POST, &path, body.into(), kind);
    sent.await
}
