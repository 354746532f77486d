//! Letters that come back.

use super::client::Client;
use super::{DOMAIN, Doors, arrivals, takes_mail};
use crate::world::World;
use jiff::SignedDuration;
use roost::announcements::{Target, count_audience};
use roost::bounces::WeighBounces;
use roost::groups::Group;
use roost::ids::{DeliveryId, GroupId, PersonId};
use roost::jobs::{self, When};
use roost::mail::{self, Letter, bounce_token};
use roost::{execute, on};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A letter of the group's, on its way; its delivery.
async fn post(world: &World, group: GroupId, to: &str, person: Option<PersonId>) -> DeliveryId {
    let letter = &Letter {
        kind: "sample",
        to: to.to_owned(),
        person,
        subject: "Two slots are free".to_owned(),
        ..Letter::default()
    };
    let at = &world.app.moment();
    let write = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(mail::send(tx, at, group, letter).await?) }));
    write.await.unwrap();
    world.work().await;
    const SQL: &str = "select id from deliveries order by created_at desc, id desc limit 1";
    let mut tx = world.app.db.read().await.unwrap();
    on!(&mut tx, c => sqlx::query_scalar(SQL).fetch_one(c).await).unwrap()
}

/// A report for programs about one recipient.
fn report(action: &str, status: &str, said: &str) -> String {
    format!(
        "From: MAILER-DAEMON@example.net\nSubject: Returned mail\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nIt did not go.\n\
         --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; example.net\n\n\
         Final-Recipient: rfc822; ada@example.org\nAction: {action}\nStatus: {status}\n\
         Diagnostic-Code: smtp; {said}\n\n--b--"
    )
}

fn dead() -> String {
    report(
        "failed",
        "5.1.1",
        "550 5.1.1 <ada@example.org> no such user",
    )
}

fn address(world: &World, id: DeliveryId) -> String {
    format!("b+{}", bounce_token(&world.app.key, id))
}

async fn weigh(world: &World) {
    world.wait(SignedDuration::from_mins(15)).await;
    let at = &world.app.moment();
    let enqueue = world.app.db.write(|tx| {
        Box::pin(async move {
            let when = When::now(at);
            Ok(jobs::enqueue(tx, at, GroupId::NONE, &WeighBounces, when).await?)
        })
    });
    enqueue.await.unwrap();
    world.work().await;
}

/// State and reason of a delivery.
async fn state(world: &World, id: DeliveryId) -> (String, String) {
    const SQL: &str = "select state, last_error from deliveries where id = $1";
    let mut tx = world.app.db.read().await.unwrap();
    on!(&mut tx, c => sqlx::query_as(SQL).bind(id).fetch_one(c).await).unwrap()
}

async fn audience(world: &World, group: &Group) -> i64 {
    let mut tx = world.app.db.read().await.unwrap();
    count_audience(&mut tx, world.now(), group.id, Target::Agreed)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_report_marks_the_letter_that_its_address_names_and_no_other() {
    World::tell_in(takes_mail, async |world| {
        let group = world.group("Turku Python").await;
        let ada = world.member(&group, "Ada Example").await;
        world.throw_away_mail().await;
        let one = post(world, group.id, "ada-example@example.org", Some(ada.id)).await;
        let other = post(world, group.id, "ada-example@example.org", Some(ada.id)).await;
        let doors = Doors::open(world).await;
        let mut client = Client::greet(doors.lmtp, "LHLO front").await;
        let sent = ("sent".to_owned(), String::new());

        let forged = format!("b+{}", "a".repeat(39));
        let full = report("failed", "5.2.2", "552 5.2.2 mailbox full");
        let late = report("delayed", "4.4.1", "timed out");
        let away = "From: ada@example.org\nAuto-Submitted: auto-replied\n\nAway. 550 5.1.1";
        let person = "From: ada@example.org\nSubject: Re: slots\n\nI take one.";
        let cases = [
            (forged.clone(), dead(), ("dropped", "unknown")),
            (address(world, one), late, ("dropped", "delay")),
            (
                address(world, one),
                away.to_owned(),
                ("dropped", "automatic"),
            ),
            (address(world, one), person.to_owned(), ("dropped", "other")),
            (
                address(world, one).to_uppercase(),
                dead(),
                ("done", "bounced"),
            ),
            (address(world, one), dead(), ("dropped", "again")),
            (address(world, other), full, ("done", "bounced")),
        ];
        for (to, report, expected) in cases {
            assert_eq!(
                client.post("", &to, &report).await,
                "250 2.0.0 Kept",
                "{to}"
            );
            world.wait(SignedDuration::from_secs(1)).await;
            let (_, end, why) = arrivals(world).await.pop().unwrap();
            assert_eq!((end.as_str(), why.as_str()), expected, "{to}");
            if why != "bounced" && why != "again" {
                assert_eq!(state(world, one).await, sent);
            }
        }
        let short = client.post("", "b+aaa", "a").await;
        assert!(short.starts_with("550 5.1.1"), "{short}");

        let why = "5.1.1 550 5.1.1 … no such user".to_owned();
        assert_eq!(state(world, one).await, ("bounced".to_owned(), why));
        let why = "5.2.2 552 5.2.2 mailbox full".to_owned();
        assert_eq!(state(world, other).await, ("bounced".to_owned(), why));
        doors.close().await;
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn three_days_of_a_dead_address_stop_announcements_and_one_click_brings_them_back() {
    World::tell_in(takes_mail, async |world| {
        let group = world.group("Turku Python").await;
        let ada = world.member(&group, "Ada Example").await;
        let all = audience(world, &group).await;
        let doors = Doors::open(world).await;
        for day in 1..=3 {
            // Two on one day count once.
            for _ in 0..2 {
                let id = post(world, group.id, "ada-example@example.org", Some(ada.id)).await;
                let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
                client.post("", &address(world, id), &dead()).await;
                world.work().await;
            }
            weigh(world).await;
            let left = if day == 3 { all - 1 } else { all };
            assert_eq!(audience(world, &group).await, left, "day {day}");
            world.wait(HOUR * 24).await;
        }
        let mut browser = world.signed_in("Ada Example").await;
        let page = browser.get("/me").await;
        assert_eq!(page.text_of("#bounced li"), "ada-example@example.org");
        let page = browser
            .press(&page, "It works, write to me again", &[])
            .await;
        assert_eq!(page.count("#bounced"), 0);
        assert_eq!(audience(world, &group).await, all);

        // What was forgiven counts no more, so one more bounce is only one.
        let id = post(world, group.id, "ada-example@example.org", Some(ada.id)).await;
        let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
        client.post("", &address(world, id), &dead()).await;
        weigh(world).await;
        assert_eq!(audience(world, &group).await, all);
        doors.close().await;
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_refusal_while_we_spoke_counts_as_one_that_came_back_later() {
    World::tell_in(takes_mail, async |world| {
        let group = world.group("Turku Python").await;
        let ada = world.member(&group, "Ada Example").await;
        let all = audience(world, &group).await;
        for _ in 0..3 {
            let id = post(world, group.id, "ada-example@example.org", Some(ada.id)).await;
            const SQL: &str = "update deliveries set state = 'failed', last_code = 550,
                                      last_error = 'permanent error (550): 5.1.1 … unknown'
                               where id = $1";
            let refused = world.app.db.write(|tx| {
                Box::pin(async move {
                    execute!(tx, sqlx::query(SQL).bind(id))?;
                    Ok(())
                })
            });
            refused.await.unwrap();
            // Counting again counts nothing twice.
            weigh(world).await;
            weigh(world).await;
            world.wait(HOUR * 24).await;
        }
        assert_eq!(audience(world, &group).await, all - 1);
        assert_eq!(world.count("select count(*) from bounces").await, 3);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_host_that_refuses_everybody_is_paused_and_its_people_lose_nothing() {
    World::tell_in(takes_mail, async |world| {
        let doors = Doors::open(world).await;
        let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
        for number in 0..5 {
            let to = format!("p{number}@ill.example");
            let id = post(world, GroupId::NONE, &to, None).await;
            client.post("", &address(world, id), &dead()).await;
        }
        world.work().await;
        weigh(world).await;
        let paused = "select count(*) from paused_domains where domain = 'ill.example'";
        assert_eq!(world.count(paused).await, 1);
        assert_eq!(world.count("select count(*) from suppressions").await, 0);
        let forgiven = "select count(*) from bounces where forgiven_at is not null";
        assert_eq!(world.count(forgiven).await, 5);

        // The next letter asks whether it is well again; it is, so nothing more happens.
        let id = post(world, GroupId::NONE, "p9@ill.example", None).await;
        assert_eq!(state(world, id).await.0, "sent");
        weigh(world).await;
        assert_eq!(world.count(paused).await, 1);
        doors.close().await;
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn a_complaint_ends_announcements_at_once_whoever_it_is_sent_to() {
    World::tell_in(takes_mail, async |world| {
        let group = world.group("Turku Python").await;
        let expected = audience(world, &group).await;
        let doors = Doors::open(world).await;
        for (name, to_abuse) in [("Ada Example", true), ("Bo Example", false)] {
            let person = world.member(&group, name).await;
            let id = post(world, group.id, "reader@example.org", Some(person.id)).await;
            let back = address(world, id);
            let complaint = |kind: &str| {
                format!(
                    "From: fbl@example.net\nMIME-Version: 1.0\nContent-Type: multipart/report; \
                     report-type=feedback-report; boundary=b\n\n--b\n\
                     Content-Type: message/feedback-report\n\nFeedback-Type: {kind}\n\
                     User-Agent: a/1\nVersion: 1\nOriginal-Mail-From: <{back}@{DOMAIN}>\n\n--b--"
                )
            };
            let to = if to_abuse { "abuse" } else { back.as_str() };
            let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;
            client.post("", to, &complaint("not-spam")).await;
            world.work().await;
            assert_eq!(audience(world, &group).await, expected + 1, "{name}");
            client.post("", to, &complaint("abuse")).await;
            world.work().await;
            assert_eq!(audience(world, &group).await, expected, "{name}");
        }
        assert_eq!(world.count("select count(*) from complaints").await, 2);
        doors.close().await;
        world.throw_away_mail().await;
    })
    .await;
}
