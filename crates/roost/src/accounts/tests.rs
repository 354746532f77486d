use super::actions::{
    Arrival, Asked, Asking, SigningIn, ask_to_sign_in, sign_in_by_code, sign_in_by_link,
};
use super::jobs::ForgetEnded;
use super::mail::SignInMail;
use super::model::{OPEN_SIGN_INS, SIGN_IN, SignIn, WRONG_CODES, WRONG_CODES_A_DAY};
use crate::ids::{GroupId, SignInId};
use crate::jobs::{self, When};
use crate::tokens::{Kind, find_token};
use crate::words::Words;
use crate::world::{Mail, World};
use jiff::SignedDuration;

const ADA: &str = "ada@example.org";
const LAPTOP: [u8; 32] = [1; 32];

/// Asks for a sign-in of [`ADA`] on her laptop.
async fn ask(world: &World, limit: u32) -> Asked {
    let (at, key) = (&world.app.moment(), &world.app.key);
    let letter = &SignInMail {
        words: Words::default(),
        installation: "Roost",
        base_url: "http://localhost:8000",
    };
    let asking = Asking {
        email: ADA,
        browser: LAPTOP,
        next: "/me",
        limit,
    };
    let asked = world.app.db.write(|tx| {
        Box::pin(async move { Ok(ask_to_sign_in(tx, at, key, letter, asking).await?) })
    });
    asked.await.expect("the database answers")
}

fn arrival<'a>(code: Option<&'a str>, name: Option<&'a str>) -> Arrival<'a> {
    Arrival {
        browser: Some(LAPTOP),
        code,
        name,
        agent: "a test",
        before: None,
    }
}

async fn by_link(world: &World, mail: &Mail, arrival: Arrival<'_>) -> SigningIn {
    let (at, key) = (&world.app.moment(), &world.app.key);
    let link = mail.link("Sign in");
    let token = link.rsplit('/').next().expect("a path has parts");
    let attempt = world.app.db.write(|tx| {
        Box::pin(async move {
            let Some(found) = find_token(tx, Kind::SignIn, token).await? else {
                return Ok(SigningIn::Ended);
            };
            let id = SignInId::from(found.subject_id);
            Ok(sign_in_by_link(tx, at, key, id, arrival).await?)
        })
    });
    attempt.await.expect("the database answers")
}

async fn by_code(world: &World, code: &str) -> SigningIn {
    let (at, key) = (&world.app.moment(), &world.app.key);
    let arrival = arrival(Some(code), Some("Ada"));
    let attempt = world
        .app
        .db
        .write(|tx| Box::pin(async move { Ok(sign_in_by_code(tx, at, key, arrival).await?) }));
    attempt.await.expect("the database answers")
}

fn other_than(code: &str) -> &'static str {
    if code == "111111" { "222222" } else { "111111" }
}

#[tokio::test]
async fn two_presses_of_one_button_at_once_open_one_session_and_make_one_account() {
    World::tell(async |world| {
        ask(world, 3).await;
        let mail = world.mail_to(ADA).await;
        let arrival = arrival(None, Some("Ada"));
        let (first, second) = tokio::join!(
            by_link(world, &mail, arrival),
            by_link(world, &mail, arrival)
        );

        let done = [first, second];
        let done = done
            .iter()
            .filter(|end| matches!(end, SigningIn::Done { .. }));
        assert_eq!(done.count(), 1);
        assert_eq!(world.count("select count(*) from sessions").await, 1);
        assert_eq!(world.count("select count(*) from accounts").await, 1);
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn two_sign_ins_of_a_new_address_at_once_make_one_account() {
    World::tell(async |world| {
        ask(world, 3).await;
        let first = world.mail_to(ADA).await;
        ask(world, 3).await;
        let second = world.mail_to(ADA).await;
        let arrival = arrival(None, Some("Ada"));
        let ends = tokio::join!(
            by_link(world, &first, arrival),
            by_link(world, &second, arrival)
        );

        assert!(matches!(ends.0, SigningIn::Done { .. }));
        assert!(matches!(ends.1, SigningIn::Done { .. }));
        assert_eq!(world.count("select count(*) from accounts").await, 1);
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn an_address_never_has_more_than_three_open_sign_ins_whatever_the_limit() {
    World::tell(async |world| {
        for _ in 0..5 {
            assert_eq!(ask(world, 100).await, Asked::Sent);
            world.wait(SignedDuration::from_secs(1)).await;
        }

        let mails = world.mails().await;
        let mut opened = Vec::new();
        for mail in &mails {
            let end = by_link(world, mail, arrival(None, None)).await;
            opened.push(end == SigningIn::NeedsName);
        }
        assert_eq!(opened, [false, false, true, true, true]);
        assert_eq!(OPEN_SIGN_INS, 3);
    })
    .await;
}

#[tokio::test]
async fn requests_at_once_count_each_other() {
    World::tell(async |world| {
        let asked = tokio::join!(ask(world, 2), ask(world, 2), ask(world, 2), ask(world, 2));

        let asked = [asked.0, asked.1, asked.2, asked.3];
        let sent = asked.iter().filter(|asked| **asked == Asked::Sent);
        assert_eq!(sent.count(), 2);
        assert_eq!(world.mails().await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn after_twenty_wrong_codes_in_a_day_only_the_link_signs_in() {
    World::tell(async |world| {
        for _ in 0..WRONG_CODES_A_DAY / WRONG_CODES {
            ask(world, 3).await;
            let mail = world.mail_to(ADA).await;
            for _ in 0..WRONG_CODES {
                by_code(world, other_than(&mail.code())).await;
            }
            world.wait(SignedDuration::from_mins(15)).await;
        }

        ask(world, 3).await;
        let mail = world.mail_to(ADA).await;
        assert_eq!(by_code(world, &mail.code()).await, SigningIn::Ended);
        let end = by_link(world, &mail, arrival(None, Some("Ada"))).await;
        assert!(matches!(end, SigningIn::Done { .. }), "{end:?}");

        world.wait(SignedDuration::from_hours(25)).await;
        ask(world, 3).await;
        let mail = world.mail_to(ADA).await;
        let end = by_code(world, &mail.code()).await;
        assert!(matches!(end, SigningIn::Done { .. }), "{end:?}");
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn what_ended_a_day_ago_is_forgotten_and_what_is_open_stays() {
    World::tell(async |world| {
        ask(world, 3).await;
        let old = world.mail_to(ADA).await;
        by_link(world, &old, arrival(None, Some("Ada"))).await;
        world.wait(SignedDuration::from_hours(25)).await;
        ask(world, 3).await;
        let new = world.mail_to(ADA).await;

        let at = &world.app.moment();
        let enqueued = world.app.db.write(|tx| {
            Box::pin(async move {
                let when = When::now(at);
                Ok(jobs::enqueue(tx, at, GroupId::NONE, &ForgetEnded, when).await?)
            })
        });
        enqueued.await.expect("the database takes it");
        world.work().await;

        assert_eq!(world.count("select count(*) from sign_ins").await, 1);
        assert_eq!(world.count("select count(*) from sessions").await, 1);
        assert_eq!(
            world
                .count("select count(*) from tokens where kind = 'sign_in'")
                .await,
            1
        );
        let end = by_link(world, &new, arrival(None, None)).await;
        assert!(matches!(end, SigningIn::Done { .. }), "{end:?}");
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_is_open_until_it_is_used_guessed_at_or_ten_minutes_old() {
    World::tell(async |world| {
        let at = world.app.moment();
        let open = SignIn {
            id: SignInId::new(&at),
            address_id: crate::ids::AddressId::new(&at),
            browser: LAPTOP.to_vec(),
            code: Vec::new(),
            wrong_codes: 4,
            next_path: "/".to_owned(),
            expires_at: at.now.after(SIGN_IN),
            used_at: None,
        };
        let used = SignIn {
            used_at: Some(at.now),
            ..open.clone()
        };
        let guessed = SignIn {
            wrong_codes: 5,
            ..open.clone()
        };

        assert!(open.is_open(at.now));
        assert!(!open.is_open(at.now.after(SIGN_IN)));
        assert!(!used.is_open(at.now));
        assert!(!guessed.is_open(at.now));
        assert!(open.was_asked_for_in(Some(LAPTOP)));
        assert!(!open.was_asked_for_in(Some([2; 32])));
        assert!(!open.was_asked_for_in(None));
    })
    .await;
}
