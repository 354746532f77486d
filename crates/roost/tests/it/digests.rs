//! One letter with what a group announced, for those who choose it.

use crate::preferences::announce;
use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use roost::digests::BeginDigests;
use roost::groups::Group;
use roost::ids::GroupId;
use roost::jobs::{self, When};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const WEEK: SignedDuration = SignedDuration::from_hours(168);

/// From Tuesday at eleven to Monday at ten, by the clock of Turku.
const UNTIL_MONDAY: SignedDuration = SignedDuration::from_hours(6 * 24 - 1);

/// Turku Python, where Ada has the digest and Bo each message.
async fn turku(world: &World) -> Group {
    let group = world.group("Turku Python").await;
    for name in ["Ada Kivi", "Bo Kivi"] {
        world.member(&group, name).await;
    }
    chooses(world, "digest").await;
    group
}

async fn chooses(world: &World, mode: &str) {
    let mut ada = world.signed_in("Ada Kivi").await;
    let page = ada.get("/turku-python/mail").await;
    ada.press(&page, "Save", &[("announcements", Some(mode))])
        .await;
}

/// Looks whether a digest is due, as happens every quarter of an hour.
async fn look(world: &World) {
    let at = &world.app.moment();
    let enqueue = world.app.db.write(|tx| {
        Box::pin(async move {
            let when = When::now(at);
            Ok(jobs::enqueue(tx, at, GroupId::NONE, &BeginDigests, when).await?)
        })
    });
    enqueue.await.expect("the database answers");
    world.work().await;
}

/// Recipient and subject of every mail that nobody has read yet, in the order of recipients.
async fn mailed(world: &World) -> Vec<(String, String)> {
    let mails = world.mails().await.into_iter();
    let mut mailed: Vec<_> = mails.map(|mail| (mail.to, mail.subject)).collect();
    mailed.sort();
    mailed
}

fn pair(to: &str, subject: &str) -> (String, String) {
    (format!("{to}@example.org"), subject.to_owned())
}

#[tokio::test]
async fn what_was_announced_comes_once_a_week_in_one_letter_with_the_next_events() {
    World::tell(async |world| {
        let group = turku(world).await;
        world.evening(&group, "Winter night").published().await;
        let after = world.evening(&group, "After the next digest");
        after
            .at(date(2026, 12, 10).at(18, 0, 0, 0))
            .published()
            .await;
        let mut marta = world.signed_in(FOUNDER).await;
        announce(&mut marta, "Bring a cup").await;
        let each = [
            pair("bo-kivi", "Bring a cup"),
            pair("marta-example", "Bring a cup"),
        ];
        assert_eq!(mailed(world).await, each);

        world.wait(UNTIL_MONDAY - HOUR).await;
        look(world).await;
        assert_eq!(mailed(world).await, []);
        world.wait(HOUR).await;
        for _ in 0..3 {
            look(world).await;
        }
        let mail = world.mail_to("ada-kivi@example.org").await;
        let link = mail.link("End mail like this");
        assert_eq!(
            mail.unsubscribe,
            Some(format!("http://localhost:8000{link}"))
        );
        let choose = mail.link("Choose what you get");
        assert_eq!(choose.replace("/mail/", "/unsubscribe/"), link);
        let settled = |part: &str| {
            part.replace(&link, "/unsubscribe/token")
                .replace(&choose, "/mail/token")
        };
        insta::assert_snapshot!("digest.txt", settled(&mail.text));
        insta::assert_snapshot!("digest.html", settled(&mail.html));

        world.wait(WEEK).await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        assert!(!mail.text.contains("Bring a cup"), "{}", mail.text);
        assert!(mail.text.contains("After the next digest"), "{}", mail.text);
        world.wait(WEEK).await;
        assert_eq!(mailed(world).await, [], "there is nothing to tell");
        let counted = "select count(*) from digests";
        assert_eq!(world.count(counted).await, 3);
    })
    .await;
}

#[tokio::test]
async fn whoever_goes_over_to_each_message_misses_nothing_and_gets_nothing_twice() {
    World::tell(async |world| {
        turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        announce(&mut marta, "First").await;
        world.throw_away_mail_after_work().await;

        chooses(world, "each").await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        assert_eq!(mail.subject, "Turku Python: what waited for you");
        assert!(mail.text.contains("First") && mail.unsubscribe.is_some());
        chooses(world, "digest").await;
        chooses(world, "each").await;
        assert_eq!(mailed(world).await, [], "nothing waits any more");
        announce(&mut marta, "Second").await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        assert_eq!(mail.subject, "Second");
        world.throw_away_mail().await;

        chooses(world, "digest").await;
        announce(&mut marta, "Third").await;
        world.throw_away_mail_after_work().await;
        world.wait(UNTIL_MONDAY).await;
        look(world).await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        let holds = |word| mail.text.contains(word);
        assert!(
            holds("Third") && !holds("First") && !holds("Second"),
            "{}",
            mail.text
        );
    })
    .await;
}

#[tokio::test]
async fn a_pause_an_end_or_an_unconfirmed_address_get_no_digest() {
    World::tell(async |world| {
        let group = turku(world).await;
        world.evening(&group, "Winter night").published().await;
        let mut ada = world.signed_in("Ada Kivi").await;
        let page = ada.get("/turku-python/mail").await;
        ada.press(&page, "Pause", &[("until", Some("2026-12-02"))])
            .await;
        world.wait(UNTIL_MONDAY).await;
        look(world).await;
        assert_eq!(mailed(world).await, []);

        world.wait(WEEK).await;
        assert_eq!(
            mailed(world).await,
            [],
            "nothing was announced, nothing comes next"
        );
        world
            .evening(&group, "Spring night")
            .at(date(2026, 12, 17).at(18, 0, 0, 0))
            .published()
            .await;
        // The letter is in the outbox when she ends it.
        world.app.clock.move_to(world.now().after(WEEK));
        let worker = roost::router::worker(&world.app);
        worker.run_due().await.expect("the database answers");
        let queued = "select count(*) from deliveries where kind = 'digest' and state = 'queued'";
        assert_eq!(world.count(queued).await, 1);
        let page = ada.get("/turku-python/mail").await;
        ada.press(&page, "End everything from this group", &[])
            .await;
        assert_eq!(mailed(world).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_letter_in_the_outbox_does_not_follow_whoever_leaves() {
    World::tell(async |world| {
        let group = turku(world).await;
        world.evening(&group, "Winter night").published().await;
        let mut ada = world.signed_in("Ada Kivi").await;
        world.wait(UNTIL_MONDAY - HOUR).await;
        look(world).await;
        world.app.clock.move_to(world.now().after(HOUR));
        let worker = roost::router::worker(&world.app);
        worker.run_due().await.expect("the database answers");
        let queued = "select count(*) from deliveries where kind = 'digest' and state = 'queued'";
        assert_eq!(world.count(queued).await, 1);
        ada.post("/turku-python/leave", &[]).await;
        assert_eq!(mailed(world).await, []);
    })
    .await;
}

#[tokio::test]
async fn organizers_say_whether_it_comes_every_week_or_every_month() {
    World::tell(async |world| {
        let group = turku(world).await;
        world.evening(&group, "Winter night").published().await;
        let mut marta = world.signed_in(FOUNDER).await;
        let path = "/turku-python/organize/digest";
        let settings = marta.get("/turku-python/organize/settings").await;
        assert_eq!(settings.count(&format!("a[href='{path}']")), 1);
        let page = marta.get(path).await;
        assert!(
            page.text().contains(
                "One person gets it. The next one is due on Monday 30 November 2026, 10:00."
            ),
            "{}",
            page.text()
        );
        let refused = marta.post(path, &[("every", "day")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = marta
            .press(&page, "Save", &[("every", Some("month"))])
            .await;
        assert!(
            page.text().contains("Monday 7 December 2026, 10:00"),
            "{}",
            page.text()
        );
        let mut ada = world.signed_in("Ada Kivi").await;
        let choices = ada.get("/turku-python/mail").await;
        assert!(choices.text().contains("Once a month, in one letter"));

        world.wait(UNTIL_MONDAY).await;
        look(world).await;
        assert_eq!(mailed(world).await, []);
        announce(&mut marta, "Bring a cup").await;
        world.throw_away_mail_after_work().await;
        world.wait(WEEK).await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        assert_eq!(mail.subject, "Turku Python: your month");
        let page = marta.get(path).await;
        assert_eq!(
            page.text_of("section li"),
            "Monday 7 December 2026, 10:00 to one person"
        );
    })
    .await;
}

#[tokio::test]
async fn a_server_that_was_off_writes_by_day_and_leaves_to_the_next_what_is_too_late() {
    World::tell(async |world| {
        turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        announce(&mut marta, "First").await;
        world.throw_away_mail_after_work().await;

        // Tuesday night at half past eleven: too late, so it is in the next one.
        world.wait(UNTIL_MONDAY + HOUR * 37).await;
        look(world).await;
        assert_eq!(mailed(world).await, []);
        announce(&mut marta, "Second").await;
        world.throw_away_mail_after_work().await;

        // The next Monday at eleven at night: it waits for the morning.
        world.wait(WEEK - HOUR * 24).await;
        look(world).await;
        assert_eq!(mailed(world).await, []);
        world.wait(HOUR * 8).await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        assert!(mail.text.contains("First") && mail.text.contains("Second"));
    })
    .await;
}

#[tokio::test]
async fn thousands_get_their_letters_in_chunks_and_each_once() {
    World::tell(async |world| {
        let group = turku(world).await;
        world.crowd_by_hand(&group, 2_000).await;
        let choose = world.app.db.write(|tx| {
            Box::pin(async move {
                const SQL: &str = "insert into mail_choices
                                       (group_id, person_id, kind, mode, changed_at)
                                   select group_id, id, 'announcements', 'digest', 1 from people
                                   where ground = 'by_hand'";
                roost::execute!(tx, sqlx::query(SQL))?;
                Ok(())
            })
        });
        choose.await.expect("they can choose");
        let mut marta = world.signed_in(FOUNDER).await;
        announce(&mut marta, "Bring a cup").await;
        world.throw_away_mail_after_work().await;

        world.wait(UNTIL_MONDAY).await;
        look(world).await;
        let mut to: Vec<_> = mailed(world).await.into_iter().map(|(to, _)| to).collect();
        assert_eq!(to.len(), 2_001);
        to.dedup();
        assert_eq!(to.len(), 2_001);
        let written = "select written from digests";
        assert_eq!(world.count(written).await, 2_001);
    })
    .await;
}

#[tokio::test]
async fn a_digest_calls_its_reader_by_name_where_the_message_does() {
    World::tell(async |world| {
        turku(world).await;
        let mut marta = world.signed_in(FOUNDER).await;
        announce(&mut marta, "A cup for {name}").await;
        assert_eq!(
            mailed(world).await,
            [
                pair("bo-kivi", "A cup for Bo"),
                pair("marta-example", "A cup for Marta")
            ]
        );

        world.wait(UNTIL_MONDAY).await;
        look(world).await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        assert!(mail.text.contains("A cup for Ada"), "{}", mail.text);
        for part in [&mail.text, &mail.html] {
            assert!(!part.contains("{name}"), "{part}");
        }
    })
    .await;
}
