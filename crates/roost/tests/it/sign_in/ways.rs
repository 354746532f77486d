//! The link and the six digits, where they were asked for and elsewhere.

use super::{ADA, SESSIONS, ask, is_signed_in, other_than, signed_in, tell};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;

#[tokio::test]
async fn a_link_opened_where_it_was_asked_for_has_one_button_and_leads_where_she_wanted_to_go() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;

        let mut browser = world.browser();
        let (_, mail) = ask(world, &mut browser, ADA).await;
        let opened = browser.get(&mail.link("Sign in")).await;
        assert_eq!(opened.count("main button"), 1);
        assert_eq!(opened.count("main input"), 0);
        let page = browser.press(&opened, "Sign in", &[]).await;

        assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/me"));
        assert_eq!(page.text_of("h1"), "Ada");
        assert_eq!(page.text_of(".flash"), "You’re signed in.");
    })
    .await;
}

#[tokio::test]
async fn a_link_opened_elsewhere_asks_for_the_six_digits() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;
        let (mut laptop, mut telephone) = (world.browser(), world.browser());
        let (_, mail) = ask(world, &mut laptop, ADA).await;

        let opened = telephone.get(&mail.link("Sign in")).await;
        assert_eq!(opened.text_of("h1"), "Type the six digits");
        let refused = telephone
            .press(
                &opened,
                "Sign in",
                &[("code", Some(other_than(&mail.code())))],
            )
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = telephone
            .press(&refused, "Sign in", &[("code", Some(&mail.code()))])
            .await;

        assert_eq!(page.path, "/me");
        assert!(!is_signed_in(&mut laptop).await);
    })
    .await;
}

#[tokio::test]
async fn the_six_digits_sign_in_where_they_were_asked_for_without_the_link() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;
        let mut browser = world.browser();
        let (sent, mail) = ask(world, &mut browser, ADA).await;
        assert_eq!(
            mail.subject,
            format!("{} is your code for Roost", mail.code())
        );

        let code = mail.code();
        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        let page = browser
            .press(&sent, "Sign in", &[("code", Some(&spaced))])
            .await;

        assert_eq!(page.path, "/me");
    })
    .await;
}

#[tokio::test]
async fn the_six_digits_alone_open_nothing_in_another_browser() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;
        let (mut asking, mut other) = (world.browser(), world.browser());
        let (_, mail) = ask(world, &mut asking, ADA).await;

        let page = other.post("/sign-in/code", &[("code", &mail.code())]).await;

        assert_eq!(page.status, StatusCode::GONE);
        assert!(!is_signed_in(&mut other).await);
    })
    .await;
}

#[tokio::test]
async fn a_scanner_that_opens_every_link_and_presses_every_button_changes_nothing() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;
        let (mut browser, mut scanner) = (world.browser(), world.browser());
        let (_, mail) = ask(world, &mut browser, ADA).await;
        let link = mail.link("Sign in");
        let before = world.count(SESSIONS).await;

        for _ in 0..3 {
            scanner
                .send_once(Method::HEAD, &link, Body::empty(), None)
                .await;
            let opened = scanner.get(&link).await;
            scanner.press(&opened, "Sign in", &[]).await;
            scanner.post(&link, &[]).await;
        }
        assert_eq!(world.count(SESSIONS).await, before);

        let opened = browser.get(&link).await;
        assert_eq!(browser.press(&opened, "Sign in", &[]).await.path, "/me");
    })
    .await;
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer_and_the_same_mail() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;
        let mut answers = Vec::new();
        for email in [ADA, "eve@example.org"] {
            let mut browser = world.browser();
            let form = format!("email={}&next=%2Fme", email.replace('@', "%40"));
            let kind = Some("application/x-www-form-urlencoded");
            let answer = browser
                .send_once(Method::POST, "/sign-in", Body::from(form), kind)
                .await;
            let names: Vec<_> = answer.headers.keys().cloned().collect();
            let sent = browser.get("/sign-in/sent").await;
            let mail = world.mail_to(email).await;
            let code = mail.code();
            let neutral = |text: &str| text.replace(email, "…").replace(&code, "…");
            answers.push((
                (answer.status, answer.header("location").to_owned(), names),
                neutral(&sent.html()),
                neutral(&mail.subject),
                neutral(&mail.text).replace(&mail.link("Sign in"), "…"),
            ));
        }

        assert_eq!(answers[0], answers[1]);
    })
    .await;
}

#[tokio::test]
async fn the_first_sign_in_asks_for_the_name_and_for_nothing_else() {
    tell(async |world| {
        let mut browser = world.browser();
        let (_, mail) = ask(world, &mut browser, "grace@example.org").await;
        let opened = browser.get(&mail.link("Sign in")).await;

        let asked = browser.press(&opened, "Sign in", &[]).await;
        assert_eq!(asked.text_of("h1"), "What’s your name?");
        assert_eq!(asked.count("main input:not([type=hidden])"), 1);
        for bad in ["", "  ", "Grace\u{200b}", "a\r\nb", &"x".repeat(81)] {
            let refused = browser
                .press(&asked, "Sign in", &[("name", Some(bad))])
                .await;
            assert_ne!(refused.path, "/me", "{bad:?}");
        }
        assert_eq!(world.count("select count(*) from accounts").await, 0);
        let page = browser
            .press(&asked, "Sign in", &[("name", Some(" Grace  Hopper "))])
            .await;

        assert_eq!(
            (page.path.as_str(), page.text_of("h1").as_str()),
            ("/me", "Grace Hopper")
        );
    })
    .await;
}

#[tokio::test]
async fn a_newcomer_who_types_the_digits_is_asked_for_her_name_too() {
    tell(async |world| {
        let (mut laptop, mut telephone) = (world.browser(), world.browser());
        let (sent, mail) = ask(world, &mut laptop, "grace@example.org").await;
        let code = Some(mail.code());

        let asked = laptop
            .press(&sent, "Sign in", &[("code", code.as_deref())])
            .await;
        assert_eq!(asked.text_of("h1"), "What’s your name?");
        let elsewhere = telephone.get(&mail.link("Sign in")).await;
        let asked = telephone
            .press(&elsewhere, "Sign in", &[("code", code.as_deref())])
            .await;
        let page = telephone
            .press(&asked, "Sign in", &[("name", Some("Grace"))])
            .await;

        assert_eq!(page.path, "/me");
    })
    .await;
}

#[tokio::test]
async fn she_goes_on_only_to_pages_of_this_site() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;
        world.wait(SignedDuration::from_mins(15)).await;
        for (next, leads_to) in [
            ("/me?tab=1", "/me?tab=1"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example/", "/"),
            ("/\t/evil.example", "/"),
            ("javascript:alert(1)", "/"),
        ] {
            let mut browser = world.browser();
            browser
                .post("/sign-in", &[("email", ADA), ("next", next)])
                .await;
            let mail = world.mail_to(ADA).await;
            let kind = Some("application/x-www-form-urlencoded");
            let link = mail.link("Sign in");
            let done = browser
                .send_once(Method::POST, &link, Body::empty(), kind)
                .await;

            assert_eq!(done.status, StatusCode::SEE_OTHER);
            assert_eq!(done.header("location"), leads_to, "{next:?}");
            world.wait(SignedDuration::from_mins(15)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn pages_with_a_token_are_kept_by_no_cache_and_no_search_engine() {
    tell(async |world| {
        let mut browser = world.browser();
        let (sent, mail) = ask(world, &mut browser, ADA).await;
        let opened = browser.get(&mail.link("Sign in")).await;
        let elsewhere = world.browser().get(&mail.link("Sign in")).await;
        let ended = browser.get("/sign-in/nonsense").await;

        for page in [sent, opened, elsewhere, ended] {
            assert_eq!(page.header("cache-control"), "no-store", "{}", page.path);
            assert_eq!(
                page.header("referrer-policy"),
                "same-origin",
                "{}",
                page.path
            );
            assert_eq!(
                page.attribute("meta[name=robots]", "content").as_deref(),
                Some("noindex")
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_none_is_asked_for_again_and_kept_as_typed() {
    tell(async |world| {
        let mut browser = world.browser();
        for typed in [
            "",
            "ada",
            "ada@",
            "ada@example",
            "a\nBcc: b@example.org",
            "a b@example.org",
        ] {
            let page = browser
                .post("/sign-in", &[("email", typed), ("next", "/me")])
                .await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
            assert_eq!(page.attribute("#email", "value").as_deref(), Some(typed));
            assert_eq!(
                page.attribute("[name=next]", "value").as_deref(),
                Some("/me")
            );
        }
        assert_eq!(world.count("select count(*) from addresses").await, 0);
    })
    .await;
}

#[tokio::test]
async fn links_lead_to_the_configured_address_whatever_the_request_claims() {
    tell(async |world| {
        let mut browser = world.browser();
        let (_, mail) = ask(world, &mut browser, ADA).await;
        assert!(
            mail.text.contains("http://localhost:8000/sign-in/"),
            "{}",
            mail.text
        );
    })
    .await;
}
