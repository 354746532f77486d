//! Writing to the organizers without an account.

use crate::world::{Page, World};
use axum::http::StatusCode;
use jiff::SignedDuration;

const CONTACT: &str = "/turku-python/contact";
const MOMENT: SignedDuration = SignedDuration::from_secs(20);

const MESSAGE: [(&str, Option<&str>); 3] = [
    ("name", Some("Eve Example")),
    ("email", Some("eve@example.org")),
    (
        "message",
        Some("Is there a lift?\n\nMy chair is 70 cm wide."),
    ),
];

/// The form, open for as long as a person needs.
async fn form(world: &World, path: &str) -> Page {
    let form = world.browser().get(path).await;
    world.wait(MOMENT).await;
    form
}

/// The message with one field typed otherwise.
fn with<'a>(field: &'a str, value: &'a str) -> Vec<(&'a str, Option<&'a str>)> {
    let others = MESSAGE.into_iter().filter(|(name, _)| *name != field);
    others.chain([(field, Some(value))]).collect()
}

#[tokio::test]
async fn a_stranger_writes_to_all_organizers_and_gets_nothing_herself() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.co_organizer(&group, "Tomi Salonen").await;
        let form = form(world, CONTACT).await;

        let sent = world.browser().press(&form, "Send", &MESSAGE).await;

        assert_eq!(sent.status, StatusCode::OK);
        assert_eq!(sent.path, "/turku-python");
        let mails = world.mails().await;
        let mut to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(
            to,
            ["marta-example@example.org", "tomi-salonen@example.org"]
        );
        for mail in &mails {
            assert_eq!(mail.reply_to.as_deref(), Some("eve@example.org"));
            assert_eq!(
                mail.subject,
                "Eve Example writes to the organizers of Turku Python"
            );
            assert!(mail.text.contains("My chair is 70 cm wide."));
        }
    })
    .await;
}

#[tokio::test]
async fn a_message_about_an_event_says_so() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").published().await;
        let form = form(world, &format!("{CONTACT}?event={}", evening.slug)).await;
        assert_eq!(form.text_of("h1 + p"), "About Winter night");

        world.browser().press(&form, "Send", &MESSAGE).await;

        let mail = world.mail_to("marta-example@example.org").await;
        assert!(mail.text.contains("About Winter night"));
    })
    .await;
}

#[tokio::test]
async fn machines_are_thanked_and_not_heard() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let form = form(world, CONTACT).await;
        let typed = with("website", "https://spam.example/");

        let sent = world.browser().press(&form, "Send", &typed).await;

        assert_eq!(sent.status, StatusCode::OK);
        assert_eq!(world.count("select count(*) from deliveries").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_was_just_opened_or_made_up_is_shown_again() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let hasty = world.browser().get(CONTACT).await;
        let page = world.browser().press(&hasty, "Send", &MESSAGE).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            page.attribute("#name", "value").as_deref(),
            Some("Eve Example")
        );

        let typed = with("opened", "1700000000000000.AAAAAAAAAAAAAAAA");
        let page = world.browser().press(&hasty, "Send", &typed).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);

        world.wait(MOMENT).await;
        let sent = world.browser().press(&page, "Send", &[]).await;
        assert_eq!(sent.path, "/turku-python");
        world.mail_to("marta-example@example.org").await;
    })
    .await;
}

#[tokio::test]
async fn the_same_message_goes_out_once_and_one_address_a_few_times() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let form = form(world, CONTACT).await;
        for _ in 0..2 {
            world.browser().press(&form, "Send", &MESSAGE).await;
        }
        assert_eq!(world.mails().await.len(), 1);

        for text in ["Second", "Third"] {
            let typed = with("message", text);
            world.browser().press(&form, "Send", &typed).await;
        }
        assert_eq!(world.mails().await.len(), 2);
        let typed = with("message", "Fourth");
        let refused = world.browser().press(&form, "Send", &typed).await;

        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.text_of("textarea"), "Fourth");
        assert_eq!(world.mails().await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn line_breaks_never_reach_a_header() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let form = form(world, CONTACT).await;
        let typed = with("name", "Eve\r\nBcc: all@example.org");

        let refused = world.browser().press(&form, "Send", &typed).await;

        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.count("select count(*) from deliveries").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_message_to_the_organizers_reads_well() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").published().await;
        let form = form(world, &format!("{CONTACT}?event={}", evening.slug)).await;
        let typed = with(
            "message",
            "<b>Is there a lift?</b>\n\nMy chair is 70 cm wide.",
        );
        world.browser().press(&form, "Send", &typed).await;

        let mail = world.mail_to("marta-example@example.org").await;

        insta::assert_snapshot!("contact.txt", mail.text);
        insta::assert_snapshot!("contact.html", mail.html);
    })
    .await;
}
