//! What being signed in lasts, and who else gets it.

use super::{ADA, SESSIONS, ask, is_signed_in, signed_in, tell};
use axum::http::StatusCode;
use jiff::{SignedDuration, ToSpan};

#[tokio::test]
async fn signing_in_opens_a_new_session_and_ends_the_one_that_the_browser_had() {
    tell(async |world| {
        let mut browser = signed_in(world, "Ada", ADA).await;
        let old = browser
            .cookie("session")
            .expect("it is signed in")
            .to_owned();
        let (mut asking, mut copy) = (browser.clone(), world.browser());
        copy.set_cookie("session", &old);
        let sent = browser
            .post("/sign-in", &[("email", "eve@example.org")])
            .await;
        assert_eq!(sent.path, "/sign-in/sent");
        let mail = world.mail_to("eve@example.org").await;
        let asked = browser
            .post("/sign-in/code", &[("code", &mail.code())])
            .await;
        browser
            .press(&asked, "Sign in", &[("name", Some("Eve"))])
            .await;

        assert_ne!(browser.cookie("session"), Some(old.as_str()));
        assert_eq!(browser.get("/me").await.text_of("h1"), "Eve");
        assert!(!is_signed_in(&mut copy).await);
        assert!(!is_signed_in(&mut asking).await);
    })
    .await;
}

#[tokio::test]
async fn a_session_that_somebody_made_up_or_planted_is_none() {
    tell(async |world| {
        let mut browser = world.browser();
        browser.set_cookie("session", "planted");
        assert!(!is_signed_in(&mut browser).await);

        let (_, mail) = ask(world, &mut browser, ADA).await;
        let opened = browser.get(&mail.link("Sign in")).await;
        let asked = browser.press(&opened, "Sign in", &[]).await;
        browser
            .press(&asked, "Sign in", &[("name", Some("Ada"))])
            .await;

        assert_ne!(browser.cookie("session"), Some("planted"));
        let mut other = world.browser();
        other.set_cookie("session", "planted");
        assert!(!is_signed_in(&mut other).await);
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_session_lasts_thirty_days_from_when_it_was_last_seen() {
    tell(async |world| {
        let mut browser = signed_in(world, "Ada", ADA).await;
        for _ in 0..3 {
            world.wait(SignedDuration::from_hours(29 * 24)).await;
            assert!(is_signed_in(&mut browser).await);
        }
        world.wait(SignedDuration::from_hours(30 * 24)).await;
        assert!(!is_signed_in(&mut browser).await);
    })
    .await;
}

#[tokio::test]
async fn a_session_is_noted_as_seen_once_an_hour() {
    tell(async |world| {
        const SEEN: &str = "select max(seen_at - created_at) from sessions";
        let mut browser = signed_in(world, "Ada", ADA).await;
        world.wait(SignedDuration::from_mins(59)).await;
        browser.get("/me").await;
        assert_eq!(world.count(SEEN).await, 0);

        world.wait(SignedDuration::from_mins(1)).await;
        browser.get("/me").await;
        let hour = 1
            .hour()
            .total(jiff::Unit::Microsecond)
            .expect("it is exact");
        assert_eq!(world.count(SEEN).await as f64, hour);
    })
    .await;
}

#[tokio::test]
async fn the_database_holds_nothing_that_signs_anybody_in() {
    tell(async |world| {
        const HASHED: &str = "select count(*) from sessions where length(hash) = 32";
        let mut browser = signed_in(world, "Ada", ADA).await;
        assert_eq!(world.count(HASHED).await, 1);
        let secret = browser.cookie("session").expect("it is signed in");

        assert_eq!(secret.len(), 43);
        assert!(is_signed_in(&mut browser).await);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_the_session_and_not_only_the_cookie() {
    tell(async |world| {
        let mut browser = signed_in(world, "Ada", ADA).await;
        let mut copy = browser.clone();
        let page = browser.get("/me").await;

        browser.press(&page, "Sign out", &[]).await;

        assert_eq!(browser.cookie("session"), None);
        assert!(!is_signed_in(&mut browser).await);
        assert!(!is_signed_in(&mut copy).await);
        assert_eq!(world.count(SESSIONS).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_the_machines_owner_prints_signs_in_with_one_button_anywhere_once() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;
        let at = &world.app.moment();
        let link = world.app.db.write(|tx| {
            Box::pin(async move {
                let address = roost::accounts::find_or_add_address(tx, at, ADA).await?;
                let day = SignedDuration::from_hours(24);
                Ok(roost::accounts::add_sign_in_link(tx, at, address, day).await?)
            })
        });
        let link = link.await.expect("the database takes it");
        world.wait(SignedDuration::from_hours(23)).await;

        let mut browser = world.browser();
        let opened = browser.get(&link).await;
        browser.press(&opened, "Sign in", &[]).await;
        assert!(is_signed_in(&mut browser).await);
        assert_eq!(world.browser().get(&link).await.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn the_first_run_makes_the_keeper_and_the_installations_name_once() {
    tell(async |world| {
        let at = &world.app.moment();
        let offer = async || {
            let offer = world.app.db.write(|tx| {
                Box::pin(async move { Ok(roost::accounts::offer_first_run(tx, at).await?) })
            });
            offer.await.expect("the database takes it")
        };
        let stale = offer().await.expect("nobody keeps it");
        let link = offer().await.expect("nobody keeps it");
        let mut browser = world.browser();
        assert_eq!(browser.get(&stale).await.status, StatusCode::GONE);

        let page = browser.get(&link).await;
        let typed = [
            ("installation", Some("Roost Turku")),
            ("name", Some("Tomi")),
            ("email", Some("tomi")),
        ];
        let refused = browser.press(&page, "Make it mine", &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let email = [("email", Some("tomi@example.org"))];
        browser.press(&refused, "Make it mine", &email).await;

        let me = browser.get("/me").await;
        assert_eq!(
            (me.path.as_str(), me.text_of("h1").as_str()),
            ("/me", "Tomi")
        );
        assert_eq!(me.text_of("title"), "Your page · Roost Turku");
        assert_eq!(
            world
                .count("select count(*) from accounts where keeper")
                .await,
            1
        );
        assert_eq!(world.browser().get(&link).await.status, StatusCode::GONE);
        assert_eq!(offer().await, None);
        world.work().await;
    })
    .await;
}
