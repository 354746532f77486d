//! How often, how long, and how many guesses.

use super::{ADA, ask, is_signed_in, other_than, signed_in, tell};
use axum::http::StatusCode;
use jiff::SignedDuration;
use std::collections::HashSet;

#[tokio::test]
async fn five_wrong_codes_end_the_request_for_the_digits_and_for_the_link() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;
        let mut browser = world.browser();
        let (mut page, mail) = ask(world, &mut browser, ADA).await;
        let wrong = other_than(&mail.code());

        for _ in 0..4 {
            page = browser
                .press(&page, "Sign in", &[("code", Some(wrong))])
                .await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let last = browser
            .press(&page, "Sign in", &[("code", Some(wrong))])
            .await;
        assert_eq!(last.status, StatusCode::GONE);

        let right = browser
            .post("/sign-in/code", &[("code", &mail.code())])
            .await;
        assert_eq!(right.status, StatusCode::GONE);
        assert_eq!(
            browser.get(&mail.link("Sign in")).await.status,
            StatusCode::GONE
        );
        assert!(!is_signed_in(&mut browser).await);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_six_digits_is_a_slip_of_the_finger_and_no_guess() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;
        let mut browser = world.browser();
        let (mut page, mail) = ask(world, &mut browser, ADA).await;

        for typed in ["", "12345", "1234567", "abcdef", "１２３４５６", "12 34 5"] {
            page = browser
                .press(&page, "Sign in", &[("code", Some(typed))])
                .await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(
                page.text_of(".error"),
                "Error: Type the six digits from the mail, such as 123 456."
            );
        }

        let page = browser
            .press(&page, "Sign in", &[("code", Some(&mail.code()))])
            .await;
        assert_eq!(page.path, "/me");
    })
    .await;
}

#[tokio::test]
async fn link_and_digits_work_once_and_for_ten_minutes() {
    tell(async |world| {
        signed_in(world, "Ada", ADA).await;
        let mut browser = world.browser();
        let (_, mail) = ask(world, &mut browser, ADA).await;
        let link = mail.link("Sign in");
        let opened = browser.get(&link).await;
        browser.press(&opened, "Sign in", &[]).await;
        assert_eq!(browser.get(&link).await.status, StatusCode::GONE);
        let again = browser.post(&link, &[]).await;
        assert_eq!(again.status, StatusCode::GONE);

        let mut late = world.browser();
        let (_, mail) = ask(world, &mut late, ADA).await;
        let link = mail.link("Sign in");
        world.wait(SignedDuration::from_secs(599)).await;
        assert_eq!(late.get(&link).await.status, StatusCode::OK);
        world.wait(SignedDuration::from_secs(1)).await;
        assert_eq!(late.get(&link).await.status, StatusCode::GONE);
        let digits = late.post("/sign-in/code", &[("code", &mail.code())]).await;
        assert_eq!(digits.status, StatusCode::GONE);
        assert!(!is_signed_in(&mut late).await);
    })
    .await;
}

#[tokio::test]
async fn a_new_request_leaves_the_earlier_ones_valid_and_the_fourth_has_to_wait() {
    tell(async |world| {
        let mut browser = world.browser();
        let (_, first) = ask(world, &mut browser, ADA).await;
        let (_, second) = ask(world, &mut browser, ADA).await;
        let (_, third) = ask(world, &mut browser, ADA).await;

        let page = browser.get("/sign-in").await;
        let fourth = browser
            .press(&page, "Send me the link", &[("email", Some(ADA))])
            .await;
        assert_eq!(fourth.status, StatusCode::TOO_MANY_REQUESTS);
        for mail in [&first, &second, &third] {
            let opened = browser.get(&mail.link("Sign in")).await;
            assert_eq!(opened.status, StatusCode::OK);
        }
        let opened = browser.get(&first.link("Sign in")).await;
        let named = browser.press(&opened, "Sign in", &[]).await;
        browser
            .press(&named, "Sign in", &[("name", Some("Ada"))])
            .await;
        assert!(is_signed_in(&mut browser).await);

        world.wait(SignedDuration::from_mins(15)).await;
        let mut other = world.browser();
        ask(world, &mut other, ADA).await;
    })
    .await;
}

#[tokio::test]
async fn a_hundred_requests_for_one_address_send_three_mails() {
    tell(async |world| {
        let mut answers = Vec::new();
        for _ in 0..100 {
            let mut browser = world.browser();
            let fields = [("email", "ADA@example.org")];
            answers.push(browser.post("/sign-in", &fields).await.status);
        }

        let mut expected = vec![StatusCode::OK; 3];
        expected.resize(100, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answers, expected);
        assert_eq!(world.mails().await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn one_network_has_a_limit_of_its_own() {
    tell(async |world| {
        let mut browser = world.browser();
        for _ in 0..300 {
            let page = browser.post("/sign-in/code", &[("code", "123456")]).await;
            assert_eq!(page.status, StatusCode::GONE);
        }

        // The allowance grows again with the wall clock, by one every two seconds.
        let mut headings = HashSet::new();
        for _ in 0..40 {
            let page = browser.post("/sign-in/code", &[("code", "123456")]).await;
            headings.insert((page.status, page.text_of("h1")));
        }
        let refused = StatusCode::TOO_MANY_REQUESTS;
        assert!(headings.contains(&(refused, "Too much at once".to_owned())));
    })
    .await;
}
