use super::hosts::Hosts;
use super::letter::{Block, Body, Button, Letter, Line, Tone};
use super::store::{self, Due};
use super::{Counts, count_deliveries, list_shown, mime, oldest_queued, outbox, parts, send};
use crate::clock::Instant;
use crate::config::Config;
use crate::ids::{AnnouncementId, DeliveryId, GroupId, PersonId};
use crate::tokens::Key;
use crate::world::World;
use crate::{execute, router};
use jiff::SignedDuration;
use std::collections::HashMap;

/// One of everything.
fn sample() -> Letter {
    Letter {
        kind: "sample",
        to: "aino@example.org".to_owned(),
        to_name: "Aino Mäkelä".to_owned(),
        from_name: "Turku Python".to_owned(),
        reply_to: Some("hello@turku-python.example".to_owned()),
        subject: "Two slots are free on 3 December".to_owned(),
        body: Body {
            language: "en".to_owned(),
            preheader: "Eight talks of five minutes, and fourteen seats left.".to_owned(),
            masthead: "Turku Python".to_owned(),
            cover: Some("https://roost.example/turku-python/cover.png".to_owned()),
            heading: "Two slots are free on 3 December".to_owned(),
            blocks: vec![
                Block::Paragraph(
                    "Hi Aino, on Thursday 3 December we have eight talks of five minutes, and \
                     salmon soup. Six talks are promised."
                        .to_owned(),
                ),
                Block::Code("042042".to_owned()),
                Block::Html {
                    html: "<p>Two slots are <strong>free</strong>.</p>".to_owned(),
                    text: "Two slots are free.".to_owned(),
                },
                Block::Card {
                    weekday: "Thu".to_owned(),
                    day: "3".to_owned(),
                    month: "Dec".to_owned(),
                    title: "Winter <lightning> night".to_owned(),
                    lines: vec![
                        "18:00 to 20:30, doors at 17:30".to_owned(),
                        "Old Post Office, Linnankatu 11, Turku".to_owned(),
                    ],
                },
                Block::Buttons(vec![
                    Button {
                        label: "I’m coming".to_owned(),
                        href: "https://roost.example/r/yes?a=1&b=2".to_owned(),
                        tone: Tone::Go,
                    },
                    Button {
                        label: "I can’t this time".to_owned(),
                        href: "https://roost.example/r/no".to_owned(),
                        tone: Tone::Plain,
                    },
                ]),
                Block::Note("Tap, then one button to confirm. No sign-in.".to_owned()),
            ],
            footer: vec![
                Line::Text("You get this because you joined Turku Python in 2023.".to_owned()),
                Line::Link {
                    label: "Leave the list".to_owned(),
                    href: "https://roost.example/u/leave".to_owned(),
                },
            ],
        },
        calendar: Some("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned()),
        unsubscribe: Some("https://roost.example/u/abc".to_owned()),
        ..Letter::default()
    }
}

fn to(address: &str) -> Letter {
    Letter {
        to: address.to_owned(),
        ..sample()
    }
}

async fn post(world: &World, group: GroupId, letter: &Letter) {
    let at = &world.app.moment();
    let write = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(send(tx, at, group, letter).await?) }));
    write.await.unwrap();
}

fn group(world: &World) -> GroupId {
    GroupId::new(&world.app.moment())
}

#[test]
fn both_parts_say_the_same() {
    let letter = sample();
    insta::assert_snapshot!("sample.txt", parts::text(&letter.body).unwrap());
    insta::assert_snapshot!(
        "sample.html",
        parts::html(&letter.subject, &letter.body).unwrap()
    );
}

#[test]
fn the_text_part_is_narrow_and_leaves_addresses_whole() {
    let mut body = sample().body;
    let address = format!("https://roost.example/{}", "a".repeat(90));
    body.blocks = vec![
        Block::Paragraph("word ".repeat(100)),
        Block::Buttons(vec![Button {
            label: "Open".to_owned(),
            href: address.clone(),
            tone: Tone::Go,
        }]),
    ];

    let text = parts::text(&body).unwrap();

    let wide: Vec<&str> = text
        .lines()
        .filter(|line| line.chars().count() > 76)
        .collect();
    assert_eq!(wide, [address]);
}

/// The letter as it goes over the wire, without its bodies' random boundaries.
fn compose(letter: &Letter, group: GroupId) -> String {
    let at: jiff::Timestamp = "2026-11-24T09:00:00Z".parse().unwrap();
    let due = Due {
        group_id: group,
        id: DeliveryId::from(uuid::Uuid::nil()),
        recipient: letter.to.clone(),
        message_id: "id@roost.example".to_owned(),
        message: serde_json::to_string(&super::letter::Message::of(letter)).unwrap(),
        attempts: 1,
        created_at: at.into(),
        ends: None,
        expires_at: None,
        quiet_zone: None,
        body_id: None,
    };
    let envelope = mime::compose(
        &due,
        Instant::from(at),
        &Config::default(),
        &Key::new([7; 32]),
    )
    .unwrap();
    String::from_utf8(envelope.bytes).unwrap()
}

fn head(message: &str) -> Vec<String> {
    let head = message.split("\r\n\r\n").next().unwrap();
    let unfolded = head.replace("\r\n ", " ");
    let lines = unfolded
        .lines()
        .filter(|line| !line.starts_with("Content-Type"));
    lines.map(str::to_owned).collect()
}

#[test]
fn the_head_says_who_writes_to_whom_and_how_to_end_it() {
    let group = GroupId::from(uuid::Uuid::max());
    assert_eq!(
        head(&compose(&sample(), group)),
        [
            "Message-ID: <id@roost.example>",
            "Date: Tue, 24 Nov 2026 09:00:00 +0000",
            "From: \"Turku Python via Roost\" <roost@localhost>",
            "To: =?utf-8?b?QWlubyBNw6RrZWzDpA==?= <aino@example.org>",
            "Subject: Two slots are free on 3 December",
            "Auto-Submitted: auto-generated",
            "Reply-To: hello@turku-python.example",
            "List-Unsubscribe: <https://roost.example/u/abc>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "MIME-Version: 1.0",
        ]
    );
}

#[test]
fn a_code_goes_along_as_a_part_that_the_html_names() {
    let mut letter = sample();
    letter.body.blocks = vec![Block::Scan {
        label: "Show this".to_owned(),
        href: "https://roost.example/c/AAAAAAAAAAAAAAAAAAAAAA".to_owned(),
    }];

    let message = compose(&letter, GroupId::from(uuid::Uuid::max()));

    let parts = [
        "multipart/mixed;",
        "multipart/alternative;",
        "text/plain;",
        "multipart/related;",
        "text/html;",
        "image/png",
        "text/calendar;",
    ];
    let kinds: Vec<&str> = message
        .lines()
        .filter_map(|line| line.strip_prefix("Content-Type: "))
        .map(|kind| kind.split(' ').next().unwrap_or_default())
        .collect();
    let wanted = if letter.calendar.is_some() {
        &parts[..]
    } else {
        &parts[1..6]
    };
    assert_eq!(kinds, wanted);
    assert!(message.contains("Content-ID: <scan>"), "{message}");
    assert!(message.contains("cid:scan"), "{message}");
}

#[test]
fn no_name_subject_or_address_can_begin_a_header_of_its_own() {
    let plain = head(&compose(&to("a@example.org"), GroupId::NONE)).len();
    let nasty = "x\r\nBcc: all@example.org\r\n\r\nbody\u{2028}";
    let letter = Letter {
        to_name: nasty.to_owned(),
        from_name: nasty.to_owned(),
        subject: nasty.to_owned(),
        reply_to: Some(format!("a@example.org{nasty}")),
        unsubscribe: Some(format!("https://roost.example/{nasty}")),
        ..to("a@example.org")
    };

    let head = head(&compose(&letter, GroupId::NONE));

    // Reply-To and both headers for leaving are left out, since theirs are no addresses.
    assert_eq!(head.len(), plain - 3, "{head:#?}");
    assert_eq!(
        head.iter().filter(|line| line.starts_with("Bcc")).count(),
        0
    );
}

#[test]
fn no_line_is_longer_than_mail_servers_take() {
    let mut letter = sample();
    letter.subject = "ä".repeat(500);
    letter.to_name = "long name ".repeat(150);
    letter.body.blocks = vec![Block::Html {
        html: "x".repeat(5_000),
        text: "y".repeat(5_000),
    }];

    let message = compose(&letter, GroupId::NONE);

    let longest = message.split("\r\n").map(str::len).max();
    assert!(longest <= Some(998), "{longest:?}");
}

#[test]
fn a_host_in_any_script_is_written_as_dns_knows_it() {
    let head = head(&compose(&to("ada@bücher.example"), GroupId::NONE));
    let recipient = head.iter().find(|line| line.starts_with("To: ")).unwrap();
    assert!(
        recipient.ends_with("<ada@xn--bcher-kva.example>"),
        "{recipient}"
    );
}

#[test]
fn the_pause_doubles_up_to_four_hours() {
    let minutes = |attempts| outbox::pause_after(attempts).as_mins();
    assert_eq!([1, 2, 3, 8, 9, 100].map(minutes), [1, 2, 4, 128, 240, 240]);
}

#[tokio::test]
async fn a_letter_is_written_once_per_key_and_keeps_its_message_id() {
    World::tell(async |world| {
        let group = group(world);
        let letter = Letter {
            unique_key: Some("sample:1".to_owned()),
            ..sample()
        };
        post(world, group, &letter).await;
        post(world, group, &letter).await;
        let (queued, since) = oldest_queued(&mut world.app.db.read().await.unwrap())
            .await
            .unwrap();
        assert_eq!((queued, since), (1, Some(world.now())));

        router::outbox(&world.app).deliver_due().await.unwrap();

        let mut tx = world.app.db.read().await.unwrap();
        let shown = list_shown(&mut tx, 10).await.unwrap();
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].message_id, format!("{}@localhost", shown[0].id));
        assert_eq!(shown[0].from, "Turku Python via Roost");
        assert_eq!(oldest_queued(&mut tx).await.unwrap(), (0, None));
        drop(tx);
        world.throw_away_mail().await;
    })
    .await;
}

/// Takes letters as the outbox does, one at a time, and says whose they were.
async fn take(world: &World, times: usize) -> Vec<String> {
    let (now, mut last, mut recipients) = (world.now(), HashMap::new(), Vec::new());
    for _ in 0..times {
        let last_ref = &last;
        let write = world.app.db.write(|tx| {
            Box::pin(async move {
                outbox::take(
                    tx,
                    now,
                    "localhost",
                    outbox::Terms {
                        places: 1,
                        keeps_quiet: true,
                        per_host: usize::MAX,
                    },
                    (last_ref, &Hosts::default()),
                )
                .await
            })
        });
        for (priority, due) in write.await.unwrap() {
            recipients.push(due.recipient);
            last.insert(priority, due.group_id);
        }
    }
    recipients
}

#[tokio::test]
async fn urgent_letters_overtake_and_groups_take_turns() {
    World::tell(async |world| {
        let (busy, quiet) = (group(world), group(world));
        for number in 1..=3 {
            post(world, busy, &to(&format!("busy-{number}@example.org"))).await;
        }
        post(world, quiet, &to("quiet@example.org")).await;
        let urgent = Letter {
            urgent: true,
            ..to("urgent@example.org")
        };
        post(world, busy, &urgent).await;

        assert_eq!(
            take(world, 6).await,
            [
                "urgent@example.org",
                "busy-1@example.org",
                "quiet@example.org",
                "busy-2@example.org",
                "busy-3@example.org",
            ]
        );
        assert_eq!(
            world
                .count("select count(*) from deliveries where attempts = 1")
                .await,
            5
        );
        // Their leases end, and then their pauses have ended too.
        world
            .app
            .clock
            .move_to(world.now().after(SignedDuration::from_mins(3)));
        router::outbox(&world.app).deliver_due().await.unwrap();
        assert_eq!(
            world
                .count("select count(*) from deliveries where state = 'sent'")
                .await,
            5
        );
        world.throw_away_mail().await;
    })
    .await;
}

/// Writes an announcement of the group, and one letter of it to the person.
async fn announce(
    world: &World,
    group: GroupId,
    audience: &'static str,
    person: PersonId,
) -> AnnouncementId {
    const SQL: &str = "insert into announcements (group_id, id, event_id, author_id, audience,
                           subject, body, created_at, sent_at, recipients, written)
                       values ($1, $2, null, $3, $4, 's', 'b', $5, $5, 1, 1)";
    const RECIPIENT: &str = "insert into announcement_recipients
                                 (group_id, announcement_id, person_id) values ($1, $2, $3)";
    let at = &world.app.moment();
    let id = AnnouncementId::new(at);
    let letter = &Letter {
        person: Some(person),
        announcement: Some(id),
        ..sample()
    };
    let write = world.app.db.write(|tx| {
        Box::pin(async move {
            execute!(
                tx,
                sqlx::query(SQL)
                    .bind(group)
                    .bind(id)
                    .bind(person)
                    .bind(audience)
                    .bind(at.now)
            )?;
            execute!(tx, sqlx::query(RECIPIENT).bind(group).bind(id).bind(person))?;
            Ok(send(tx, at, group, letter).await?)
        })
    });
    write.await.unwrap();
    id
}

async fn change(world: &World, sql: &'static str, person: PersonId) {
    let write = world.app.db.write(|tx| {
        Box::pin(async move {
            execute!(tx, sqlx::query(sql).bind(person))?;
            Ok(())
        })
    });
    write.await.unwrap();
}

#[tokio::test]
async fn whoever_leaves_before_her_turn_gets_no_announcement() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let ada = world.member(&group, "Ada").await;
        let agree = "update people set mail_agreed_at = 1 where id = $1";
        let take_back = "update people set mail_agreed_at = null where id = $1";
        let leave = "update people set left_at = 1 where id = $1";
        let stop = "update people set mail_stopped_at = 9000000000000000 where id = $1";
        let come_back = "update people set left_at = null where id = $1";
        let suppress = "insert into suppressions (folded, reason, created_at)
                        select 'aino@example.org', 'asked', 1 from people where id = $1";
        world.throw_away_mail().await;
        let (left, sent) = (
            Counts {
                left: 1,
                ..Counts::default()
            },
            Counts {
                sent: 1,
                ..Counts::default()
            },
        );
        for (audience, before, expected) in [
            ("agreed", agree, sent),
            ("agreed", take_back, left),
            ("going", take_back, sent),
            ("going", leave, left),
            ("going", come_back, sent),
            ("going", stop, left),
            ("waiting", suppress, left),
        ] {
            let announcement = announce(world, group.id, audience, ada.id).await;
            change(world, before, ada.id).await;
            router::outbox(&world.app).deliver_due().await.unwrap();
            let mut tx = world.app.db.read().await.unwrap();
            let counts = count_deliveries(&mut tx, group.id, announcement)
                .await
                .unwrap();
            assert_eq!(counts, expected, "{audience} after {before}");
        }
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn every_group_that_has_letters_in_the_queue_is_found_once() {
    World::tell(async |world| {
        let group = group(world);
        for number in 0..20 {
            post(world, group, &to(&format!("p{number}@example.org"))).await;
        }
        let mut tx = world.app.db.read().await.unwrap();
        let groups = store::list_queuing_groups(&mut tx, store::BULK)
            .await
            .unwrap();
        assert_eq!(groups, [group]);
        assert_eq!(
            store::list_queuing_groups(&mut tx, store::URGENT)
                .await
                .unwrap(),
            []
        );
        drop(tx);
        router::outbox(&world.app).deliver_due().await.unwrap();
        world.throw_away_mail().await;
    })
    .await;
}
