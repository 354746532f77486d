//! Messages that wait for their hour, and those that are called off.

use super::{SENT, WRITE, looked_at, numbers, turku};
use crate::world::{Browser, Page, World};
use jiff::SignedDuration;
use roost::clock::Instant;
use roost::groups::Group;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Lets the time pass until so long after that hour.
async fn until_six(world: &World, group: &Group, after: SignedDuration) {
    let hour = jiff::civil::date(2026, 11, 25).at(18, 0, 0, 0);
    let hour = hour.to_zoned(group.zone()).expect("there is such an hour");
    let hour = Instant::from(hour.timestamp());
    world.wait(hour.since(world.now()) + after).await;
}

/// A message for everybody, set for six in the evening of the story's next day.
async fn scheduled(marta: &mut Browser, path: &str, to: Option<&str>) -> Page {
    let preview = looked_at(marta, path, to).await;
    let hour = [
        ("when", Some("later")),
        ("on", Some("2026-11-25")),
        ("at", Some("18:00")),
    ];
    marta.press(&preview, "do=send", &hour).await
}

#[tokio::test]
async fn a_message_goes_out_at_its_hour_to_whoever_is_in_the_audience_then() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        let mut marta = world.signed_in("Marta Example").await;

        let waits = scheduled(&mut marta, WRITE, None).await;
        assert!(
            waits.text().contains(
                "Marta Example, goes out Wednesday 25 November 2026, 18:00, to 2 people who \
                 agreed to mail"
            ),
            "{}",
            waits.text()
        );
        world.member(&group, "Late Joiner").await;
        assert_eq!(world.mails().await, []);

        world.wait(HOUR * 48).await;
        world.work().await;
        // The server was away at that hour, and is back now.
        let held = world.mail_to("marta-example@example.org").await;
        assert_eq!(held.subject, "Not sent: Bring a cup");
        assert_eq!(world.count(SENT).await, 0);

        let mut marta = world.signed_in("Marta Example").await;
        let page = marta.get(&held.link("Open the message")).await;
        assert!(
            page.text().contains("The server was away at that time"),
            "{}",
            page.text()
        );
        let sent = marta.press(&page, "Send to 3 people", &[]).await;
        assert_eq!(world.mails().await.len(), 3);
        assert_eq!(numbers(&marta.get(&sent.path).await), "0 0 3 0 0");
    })
    .await;
}

#[tokio::test]
async fn the_server_that_is_there_sends_at_the_hour() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        let mut marta = world.signed_in("Marta Example").await;
        let waits = scheduled(&mut marta, WRITE, None).await;
        world.member(&group, "Late Joiner").await;

        until_six(world, &group, SignedDuration::from_secs(-1)).await;
        assert_eq!(world.mails().await, []);
        world.wait(SignedDuration::from_secs(2)).await;
        assert_eq!(world.mails().await.len(), 3);
        assert_eq!(numbers(&marta.get(&waits.path).await), "0 0 3 0 0");
    })
    .await;
}

#[tokio::test]
async fn an_hour_that_is_over_or_does_not_exist_is_refused() {
    World::tell(async |world| {
        turku(world, 0).await;
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;
        for (on, at, sentence) in [
            ("2026-11-01", "18:00", "Pick a time that is still ahead."),
            ("2029-11-01", "18:00", "Pick a time within a year."),
            (
                "2027-03-28",
                "03:30",
                "The clocks go forward over this time. Pick another one.",
            ),
        ] {
            let hour = [("when", Some("later")), ("on", Some(on)), ("at", Some(at))];
            let refused = marta.press(&preview, "do=send", &hour).await;
            assert_eq!(refused.text_of(".errors li"), sentence);
            assert_eq!(refused.attribute("#on", "value").as_deref(), Some(on));
        }
        assert_eq!(world.count(SENT).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_scheduled_message_is_changed_called_off_and_thrown_away() {
    World::tell(async |world| {
        turku(world, 1).await;
        let mut marta = world.signed_in("Marta Example").await;
        let waits = scheduled(&mut marta, WRITE, None).await;

        let form = marta.press(&waits, "Change it", &[]).await;
        assert_eq!(
            form.attribute("#subject", "value").as_deref(),
            Some("Bring a cup")
        );
        let again = marta
            .press(
                &form,
                "do=send",
                &[
                    ("subject", Some("Bring two cups")),
                    ("when", Some("later")),
                    ("on", Some("2026-11-26")),
                    ("at", Some("09:00")),
                ],
            )
            .await;
        let off = marta.press(&again, "Call it off", &[]).await;
        assert_eq!(off.text_of(".flash"), "Called off.");
        world.wait(HOUR * 100).await;
        assert_eq!(world.mails().await, []);

        let mut marta = world.signed_in("Marta Example").await;
        let off = marta.get(&off.path).await;
        let gone = marta.press(&off, "Throw away", &[]).await;
        assert_eq!(gone.text_of(".flash"), "Thrown away.");
        assert_eq!(world.count("select count(*) from announcements").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_message_about_an_event_that_was_called_off_is_held() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        let evening = world.evening(&group, "Winter night").published().await;
        world.goes(&group, &evening, "Member 0").await;
        let mut marta = world.signed_in("Marta Example").await;
        let path = format!("{WRITE}?event=winter-night");
        scheduled(&mut marta, &path, None).await;
        let ask = "/turku-python/organize/events/winter-night/cancellation";
        let page = marta.get(ask).await;
        marta.press(&page, "Cancel it", &[]).await;
        world.mail_to("member-0@example.org").await;

        until_six(world, &group, SignedDuration::ZERO).await;
        let mails = world.mails().await;
        let told: Vec<_> = mails
            .iter()
            .map(|mail| (mail.to.as_str(), mail.subject.as_str()))
            .collect();
        assert_eq!(
            told,
            [("marta-example@example.org", "Not sent: Bring a cup")]
        );
    })
    .await;
}

#[tokio::test]
async fn what_has_not_gone_is_stopped_and_the_numbers_still_add_up() {
    World::tell(async |world| {
        turku(world, 3).await;
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;
        let sent = marta.press(&preview, "Send to 4 people", &[]).await;

        let stopped = marta.press(&sent, "Stop the rest", &[]).await;
        assert_eq!(numbers(&stopped), "0 0 0 0 0 4");
        assert_eq!(world.mails().await, []);
        let stopped = marta.get(&stopped.path).await;
        assert_eq!(
            stopped.text_of(".panel"),
            "Called off. 0 had gone; 4 did not go."
        );

        // Pressed again from a page that is old by now.
        let again = marta.press(&sent, "Stop the rest", &[]).await;
        assert!(
            again
                .text_of(".flash")
                .starts_with("Somebody sent, changed or called off")
        );
    })
    .await;
}
