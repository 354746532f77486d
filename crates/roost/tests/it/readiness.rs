//! What is prepared for an event, by whom and until when, and who does what on the evening.

use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use roost::groups::State;
use roost::ids::GroupId;
use roost::jobs::{self, When};
use roost::readiness::NudgeOwners;

const CHECKLIST: &str = "/turku-python/organize/checklist";
const READINESS: &str = "/turku-python/organize/events/winter-night/readiness";

/// A group with two organizers and an evening in ten days, planned on the page as people do.
///
/// Returns the id of Tomi, the co-organizer, as forms send it.
async fn turku(world: &World) -> String {
    let group = world.group("Turku Python").await;
    let tomi = world.co_organizer(&group, "Tomi Example").await;
    world.evening(&group, "Winter night").published().await;
    let mut marta = world.signed_in(FOUNDER).await;
    for (title, days) in [("Book the room", "14"), ("Order the soup", "7")] {
        let page = marta.get(CHECKLIST).await;
        let fields = [("title", Some(title)), ("due_days", Some(days))];
        marta.press(&page, "Add it", &fields).await;
    }
    world.throw_away_mail().await;
    tomi.id.to_string()
}

/// Reader and subject of every mail that nobody has read yet.
async fn mailed(world: &World) -> Vec<(String, String)> {
    let mails = world.mails().await.into_iter();
    mails.map(|mail| (mail.to, mail.subject)).collect()
}

fn told(to: &str, subject: &str) -> (String, String) {
    (to.to_owned(), subject.to_owned())
}

/// Lets time pass, and does every hour what is done every hour.
async fn hours(world: &World, hours: i64) {
    for _ in 0..hours {
        world.wait(SignedDuration::from_hours(1)).await;
        let at = &world.app.moment();
        let enqueue = world.app.db.write(|tx| {
            let when = When::now(at);
            Box::pin(
                async move { Ok(jobs::enqueue(tx, at, GroupId::NONE, &NudgeOwners, when).await?) },
            )
        });
        enqueue.await.expect("the database answers");
        world.work().await;
    }
}

#[tokio::test]
async fn a_group_that_drafts_its_first_event_has_a_checklist() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        assert_eq!(marta.get(CHECKLIST).await.count(".lines li"), 0);

        let form = marta.get("/turku-python/organize/events/new").await;
        let draft = [
            ("title", Some("Winter night")),
            ("date", Some("2026-12-04")),
            ("starts", Some("18:00")),
            ("ends", Some("20:00")),
        ];
        marta.press(&form, "Save", &draft).await;

        let list = marta.get(CHECKLIST).await;
        assert_eq!(
            list.text_of(".lines b"),
            "Book the room\nAsk the venue how many fit\nAnnounce it\n\
             Have two talks promised\nWrite to those who have not answered\n\
             Order the food\nFind somebody for the door\nTest projector and cable"
        );
        let page = marta.get(READINESS).await;
        assert_eq!(page.count(".checks li"), 8);
        assert_eq!(page.count(".checks .late"), 4);
    })
    .await;
}

#[tokio::test]
async fn what_is_late_comes_first_and_done_is_done_by_somebody() {
    World::tell(async |world| {
        turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta.get(READINESS).await;
        assert_eq!(
            page.text_of(".checks li > div:first-of-type b"),
            "Late: Book the room\nTo do: Order the soup"
        );
        let overview = marta.get("/turku-python/organize").await;
        assert!(
            overview.text().contains("Next: Book the room."),
            "{}",
            overview.text()
        );

        let page = marta.press(&page, "Done : Book the room", &[]).await;

        assert_eq!(
            page.text_of(".checks li > div:first-of-type .meta"),
            "Nobody yet, due on Friday 27 November\nMarta Example, Tuesday 24 November"
        );
        assert_eq!(page.text_of("label[for=ready]"), "1 of 2 done");
        let page = marta
            .press(&page, "Not done after all : Book the room", &[])
            .await;
        assert_eq!(page.text_of("label[for=ready]"), "0 of 2 done");
    })
    .await;
}

#[tokio::test]
async fn an_owner_is_reminded_on_the_day_and_every_third_day_until_it_is_done() {
    World::tell(async |world| {
        let tomi_id = turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let mut tomi = world.signed_in("Tomi Example").await;
        let page = marta.get(CHECKLIST).await;
        assert_eq!(page.count(".lines li"), 2);
        for line in ["Book the room", "Order the soup"] {
            let page = marta.get(READINESS).await;
            let save = format!("Save : {line}");
            marta
                .press(&page, &save, &[("owner", Some(&tomi_id))])
                .await;
        }

        hours(world, 24).await;
        assert_eq!(
            mailed(world).await,
            [told(
                "tomi-example@example.org",
                "Winter night: Book the room"
            )]
        );
        hours(world, 45).await;
        assert_eq!(mailed(world).await, [], "three days have not passed");
        hours(world, 24).await;
        assert_eq!(
            mailed(world).await,
            [
                told("tomi-example@example.org", "Winter night: Order the soup"),
                told("tomi-example@example.org", "Winter night: Book the room"),
            ]
        );
        for line in ["Book the room", "Order the soup"] {
            let page = tomi.get(READINESS).await;
            tomi.press(&page, &format!("Done : {line}"), &[]).await;
        }
        hours(world, 24 * 8).await;
        assert_eq!(mailed(world).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_colleague_nudges_once_a_day() {
    World::tell(async |world| {
        let tomi_id = turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta.get(READINESS).await;
        let page = marta
            .press(&page, "Save : Book the room", &[("owner", Some(&tomi_id))])
            .await;
        let page = marta.press(&page, "Nudge Tomi : Book the room", &[]).await;
        assert_eq!(page.text_of(".notice"), "A kind reminder is on its way.");
        let mails = world.mails().await;
        insta::assert_snapshot!("preparation_due.txt", mails[0].text);

        let page = marta.press(&page, "Nudge Tomi : Book the room", &[]).await;

        assert_eq!(
            page.text_of(".notice"),
            "A reminder about this went out today. Once a day is enough."
        );
        assert_eq!(mailed(world).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_duty_is_handed_over_when_somebody_says_yes() {
    World::tell(async |world| {
        turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let mut tomi = world.signed_in("Tomi Example").await;
        let page = marta.get(READINESS).await;
        let page = marta.press(&page, "I’ll do it : Door", &[]).await;
        assert_eq!(page.text_of("aside .person b"), "Marta Example");
        let page = marta.press(&page, "Ask : Door", &[]).await;
        assert_eq!(
            page.text_of("aside li:nth-of-type(2) .meta"),
            "Tomi Example was asked and has not answered yet."
        );
        let mails = world.mails().await;
        insta::assert_snapshot!("duty_asked.txt", mails[0].text);
        assert_eq!(mails[0].to, "tomi-example@example.org");

        let page = tomi.get(READINESS).await;
        let page = tomi.press(&page, "Yes, I’ll do it : Door", &[]).await;

        assert_eq!(page.text_of("aside .person b"), "Tomi Example");
        assert_eq!(
            mailed(world).await,
            [told(
                "marta-example@example.org",
                "Winter night, Door: Tomi Example has answered"
            )]
        );
        let page = tomi.press(&page, "Give it back : Door", &[]).await;
        assert_eq!(page.count("aside .person"), 0);
    })
    .await;
}

#[tokio::test]
async fn two_who_take_a_duty_at_once_are_told_who_has_it() {
    World::tell(async |world| {
        turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let mut tomi = world.signed_in("Tomi Example").await;
        let (hers, his) = (marta.get(READINESS).await, tomi.get(READINESS).await);

        marta.press(&hers, "I’ll do it : Lead", &[]).await;
        let late = tomi.press(&his, "I’ll do it : Lead", &[]).await;

        assert_eq!(late.text_of(".notice"), "Somebody was faster.");
        assert_eq!(late.text_of("aside .person b"), "Marta Example");
    })
    .await;
}

#[tokio::test]
async fn whoever_stops_organizing_owns_nothing() {
    World::tell(async |world| {
        let tomi_id = turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta.get(READINESS).await;
        marta
            .press(&page, "Save : Book the room", &[("owner", Some(&tomi_id))])
            .await;
        let mut tomi = world.signed_in("Tomi Example").await;
        let leave = tomi.get("/turku-python/leave").await;
        tomi.press(&leave, "Leave the group", &[]).await;

        let page = marta.get(READINESS).await;

        assert_eq!(
            page.text_of(".checks li > div:first-of-type .meta"),
            "Nobody yet, was due on Friday 20 November\nNobody yet, due on Friday 27 November"
        );
        hours(world, 24).await;
        assert_eq!(mailed(world).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_line_is_changed_for_every_event_and_taken_off_the_list() {
    World::tell(async |world| {
        turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let list = marta.get(CHECKLIST).await;
        let line = list
            .attribute(".lines a", "href")
            .expect("it can be edited");
        let form = marta.get(&line).await;
        let refused = marta.press(&form, "Save", &[("title", Some(" "))]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let change = [("title", Some("Book the hall")), ("due_days", Some("3"))];
        marta.press(&refused, "Save", &change).await;
        let page = marta.get(READINESS).await;
        assert!(page.text().contains("Book the hall"), "{}", page.text());
        assert_eq!(page.count(".checks .late"), 0);

        let form = marta.get(&line).await;
        let list = marta.press(&form, "Take it off the list", &[]).await;

        assert_eq!(list.text_of(".lines b"), "Order the soup");
        let gone = marta.get(&line).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_group_that_waits_for_the_keeper_prepares_too() {
    World::tell(async |world| {
        let group = world.waiting_group("Turku Python").await;
        assert_eq!(group.state, State::Waiting);
        world.evening(&group, "Winter night").draft().await;
        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta.get(READINESS).await;
        let fields = [("title", Some("Hang the سلام banner"))];
        let page = marta.press(&page, "Add it", &fields).await;
        assert_eq!(page.text_of(".checks b"), "To do: Hang the سلام banner");
    })
    .await;
}

#[tokio::test]
async fn a_renamed_event_keeps_the_checklist_that_a_letter_led_to() {
    World::tell(async |world| {
        turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        let form = marta
            .get("/turku-python/organize/events/winter-night/edit")
            .await;
        marta
            .press(&form, "Save", &[("title", Some("Snow night"))])
            .await;
        world.work().await;

        let page = marta.get(READINESS).await;

        assert_eq!(page.path, READINESS.replace("winter-night", "snow-night"));
        assert_eq!(page.count(".checks li"), 2);
    })
    .await;
}
