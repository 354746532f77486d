//! A person's own page.

use crate::world::{Browser, Page, World};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;

#[tokio::test]
async fn she_says_who_she_is_and_groups_follow() {
    World::tell(async |world| {
        const NAMED: &str = "select count(*) from people where name = 'Augusta Ada King'";
        let group = world.group("Turku Python").await;
        world.member(&group, "Ada Example").await;
        let mut browser = world.signed_in("Ada Example").await;

        let page = browser.get("/me").await;
        let typed = [
            ("name", Some("Augusta Ada King")),
            ("pronouns", Some("she")),
            ("bio", Some("*Engines*,\r\nmostly.")),
            ("zone", Some("Europe/London")),
        ];
        let page = browser.press(&page, "Save", &typed).await;
        world.work().await;

        assert_eq!(page.text_of("h1"), "Augusta Ada King");
        assert_eq!(page.attribute("#pronouns", "value").as_deref(), Some("she"));
        assert_eq!(page.text_of("#bio"), "*Engines*, mostly.");
        assert_eq!(page.text_of("#zone option[selected]"), "Europe/London");
        assert_eq!(world.count(NAMED).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_does_not_fit_is_named_and_nothing_typed_is_lost() {
    World::tell(async |world| {
        let mut browser = world.signed_in("Ada Example").await;
        let page = browser.get("/me").await;
        let long = "x".repeat(64 * 1024);
        let typed = [
            ("name", Some(long.as_str())),
            ("pronouns", Some("she\u{202e}")),
            ("zone", Some("Mars/Olympus")),
            ("bio", Some("kept")),
        ];
        let page = browser.press(&page, "Save", &typed).await;

        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            page.text_of(".errors li"),
            "Shorten this to 80 characters or fewer.\n\
             Remove the characters that can’t be seen, such as line breaks, and type it again.\n\
             Choose a time zone from the list, such as Europe/Helsinki."
        );
        assert_eq!(
            page.attribute("#name", "value").as_deref(),
            Some(long.as_str())
        );
        assert_eq!(page.text_of("#bio"), "kept");
        assert_eq!(browser.get("/me").await.text_of("h1"), "Ada Example");
    })
    .await;
}

fn png(red: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(900, 600, image::Rgb([red, 80, 40]));
    let mut bytes = Vec::new();
    DynamicImage::from(picture)
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
        .expect("it is a picture");
    bytes
}

async fn send_picture(browser: &mut Browser, file: &[u8]) -> Page {
    let mut body = b"--edge\r\ncontent-disposition: form-data; name=\"picture\"; \
                     filename=\"me.png\"\r\ncontent-type: image/png\r\n\r\n"
        .to_vec();
    body.extend(file);
    body.extend(b"\r\n--edge--\r\n");
    let kind = Some("multipart/form-data; boundary=edge");
    browser
        .send(Method::POST, "/me/picture", Body::from(body), kind)
        .await
}

#[tokio::test]
async fn her_picture_is_made_small_shown_and_taken_away_again() {
    World::tell(async |world| {
        const USED: &str = "select count(*) from blobs where uses > 0";
        let mut browser = world.signed_in("Ada Example").await;

        let page = send_picture(&mut browser, &png(200)).await;
        let shown = page
            .attribute("main img.av", "src")
            .expect("her picture is shown");
        let picture = browser.get(&shown).await;
        assert_eq!(picture.header("content-type"), "image/jpeg");
        let small = image::load_from_memory(&picture.body).expect("it is a picture");
        assert_eq!((small.width(), small.height()), (512, 341));

        let other = send_picture(&mut browser, &png(20)).await;
        assert_ne!(other.attribute("main img.av", "src"), Some(shown));
        assert_eq!(world.count(USED).await, 1);
        let none = browser.press(&other, "Show my initials instead", &[]).await;
        assert_eq!(none.count("main img.av"), 0);
        assert_eq!(none.text_of("main span.av.l"), "AE");
        assert_eq!(world.count(USED).await, 0);
        world.work().await;
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_no_picture_is_refused_with_words() {
    World::tell(async |world| {
        let mut browser = world.signed_in("Ada Example").await;
        for (file, sentence) in [
            (
                &b"<svg onload=alert(1)>"[..],
                "That isn’t a picture we can read.",
            ),
            (&png(1)[..200], "That isn’t a picture we can read."),
            (b"", "Choose a picture first."),
        ] {
            let page = send_picture(&mut browser, file).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.text_of(".error").contains(sentence), "{}", page.text());
        }
        let form = Some("application/x-www-form-urlencoded");
        let page = browser
            .send(Method::POST, "/me/picture", Body::from("picture=x"), form)
            .await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn another_browser_of_hers_is_signed_out_from_here_and_nobody_elses() {
    World::tell(async |world| {
        let mut here = world.signed_in("Ada Example").await;
        let mut there = world.signed_in("Ada Example").await;
        let mut eve = world.signed_in("Eve Example").await;
        let page = here.get("/me").await;
        assert_eq!(page.count("main form[action$=sign-out] button.small"), 1);
        let path = page
            .attribute("main form[action^='/me/sessions']", "action")
            .expect("there is another browser");

        assert_eq!(eve.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(there.get("/me").await.path, "/me");
        let page = here.press(&page, "Sign out there", &[]).await;

        assert_eq!(page.text_of(".flash"), "Signed out there.");
        assert_eq!(there.get("/me").await.path, "/sign-in?next=%2Fme");
        assert_eq!(here.get("/me").await.path, "/me");
        let odd = here.post("/me/sessions/1/sign-out", &[]).await;
        assert_eq!(odd.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn her_page_lists_where_she_goes_next_and_her_groups() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.member(&group, "Ada Example").await;
        world.co_organizer(&group, "Leila Example").await;
        let first = world
            .evening(&group, "Winter lightning night")
            .published()
            .await;
        world.evening(&group, "Quiet evening").published().await;
        let mut ada = world.signed_in("Ada Example").await;
        assert!(
            ada.get("/me")
                .await
                .text()
                .contains("Where you go next Nothing yet.")
        );

        let path = format!("/turku-python/events/{}/rsvp", first.slug);
        ada.post(&path, &[("answer", "going")]).await;
        world.throw_away_mail().await;

        let page = ada.get("/me").await;
        assert_eq!(page.text_of(".ev h4"), "Winter lightning night");
        assert_eq!(page.text_of(".ev .badge"), "You’re coming");
        assert_eq!(
            page.text_of("section[aria-labelledby=groups] li"),
            "Turku Python Turku Choose what you get Turku Python"
        );
        let leila = world.signed_in("Leila Example").await.get("/me").await;
        assert_eq!(
            leila.text_of("section[aria-labelledby=groups] li"),
            "Turku Python you co-organize it, Turku Choose what you get Turku Python Organize"
        );
        assert_eq!(leila.count(".ev"), 0);
    })
    .await;
}

#[tokio::test]
async fn what_an_organizer_says_about_herself_stands_on_the_groups_page_and_under_organize() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let before = world.browser().get("/turku-python").await;
        assert_eq!(before.text_of("aside .person"), "ME Marta Example");
        let mut marta = world.signed_in("Marta Example").await;

        let about = [
            ("name", "Marta Example"),
            ("pronouns", "she/her"),
            ("bio", "I *bake* and write parsers."),
            ("zone", ""),
        ];
        marta.post("/me", &about).await;
        world.work().await;

        let after = world.browser().get("/turku-python").await;
        assert_eq!(after.text_of("aside .person"), "ME Marta Example she/her");
        assert_eq!(
            after.text_of("aside details"),
            "About Marta Example I bake and write parsers."
        );
        let founder = world.human("Marta Example").await;
        let person = world.organizer(&group, &founder).await.person;
        let page = format!("/turku-python/organize/people/{person}");
        let page = marta.get(&page).await;
        assert_eq!(page.text_of("section .prose"), "I bake and write parsers.");
    })
    .await;
}

#[tokio::test]
async fn whoever_comes_is_listed_with_her_pronouns() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").published().await;
        world.goes(&group, &evening, "Marta Example").await;
        let mut marta = world.signed_in("Marta Example").await;
        let about = [
            ("name", "Marta Example"),
            ("pronouns", "she/her"),
            ("zone", ""),
        ];
        marta.post("/me", &about).await;
        world.work().await;

        let page = world.browser().get(&evening.path(&group.slug)).await;

        assert_eq!(
            page.text_of(".people .person"),
            "ME Marta Example she/her Organizer"
        );
    })
    .await;
}
