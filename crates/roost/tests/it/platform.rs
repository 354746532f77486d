//! What surrounds every page.

use crate::world::World;
use axum::http::StatusCode;

#[tokio::test]
async fn an_unknown_address_is_a_page_that_says_so() {
    World::tell(async |world| {
        let page = world.browser().get("/nobody/knows/this").await;

        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert_eq!(page.text_of("h1"), "There is no such page");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    })
    .await;
}

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do_with_it() {
    World::tell(async |world| {
        let page = world.browser().get("/nobody").await;

        let told = [
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
        ];
        assert_eq!(
            told.map(|name| page.header(name)),
            ["nosniff", "DENY", "same-origin"]
        );
        assert!(
            page.header("content-security-policy")
                .starts_with("default-src 'none'")
        );
    })
    .await;
}

#[tokio::test]
async fn an_address_that_no_text_can_be_is_an_unknown_one() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let odd = [
            "/%00",
            "/turku-python%00",
            "/%ff",
            "/turku-python/events/a%00b",
            "/turku-python/events/%ff/calendar.ics",
            "/pictures/a%00b",
            "/rsvp/%fe",
            "/sign-in/%00",
            "/explore?q=a%00b",
            "/turku-python/contact?event=%00",
        ];
        for path in odd {
            let page = world.browser().get(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
        let fields = [("event", "a\0b")];
        let page = world.browser().post("/turku-python/contact", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
