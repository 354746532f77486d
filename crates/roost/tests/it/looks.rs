//! Styles, scripts and icons over HTTP, and the gallery of components.

use crate::world::World;
use axum::http::StatusCode;

const FOR_EVER: &str = "public, max-age=31536000, immutable";

#[tokio::test]
async fn a_page_names_its_style_and_script_by_addresses_that_browsers_keep() {
    World::tell(async |world| {
        let mut browser = world.browser();
        let page = browser.get("/nobody").await;
        let style = page.attribute("link[rel=stylesheet]", "href").unwrap();
        let script = page.attribute("script[src]", "src").unwrap();

        let style = browser.get(&style).await;
        let script = browser.get(&script).await;

        let told = |name| [style.header(name), script.header(name)];
        assert_eq!(told("cache-control"), [FOR_EVER, FOR_EVER]);
        assert_eq!(
            told("content-type"),
            ["text/css; charset=utf-8", "text/javascript; charset=utf-8"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_page_from_before_an_upgrade_gets_the_present_style_and_does_not_keep_it() {
    World::tell(async |world| {
        let old = world.browser().get("/assets/0123456789ab/roost.css").await;
        let never = world
            .browser()
            .get("/assets/0123456789ab/secrets.toml")
            .await;

        assert_eq!(
            (old.status, old.header("cache-control")),
            (StatusCode::OK, "no-cache")
        );
        assert_eq!(never.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn browsers_and_telephones_find_an_icon() {
    World::tell(async |world| {
        let mut kinds = Vec::new();
        for path in ["/favicon.svg", "/favicon.ico", "/apple-touch-icon.png"] {
            kinds.push(
                world
                    .browser()
                    .get(path)
                    .await
                    .header("content-type")
                    .to_owned(),
            );
        }

        assert_eq!(kinds, ["image/svg+xml", "image/x-icon", "image/png"]);
    })
    .await;
}

#[tokio::test]
async fn the_gallery_shows_a_form_that_came_back_and_speaks_other_languages() {
    World::tell(async |world| {
        let fine = world.browser().get("/design").await;
        let refused = world.browser().get("/design?with=errors").await;
        let mirrored = world.browser().get("/design?lang=ar-XB&theme=dark").await;

        assert_eq!(fine.text_of("title"), "Components · Roost");
        assert_eq!(fine.count(".errors"), 0);
        assert_eq!(refused.text_of("title"), "Error: Components · Roost");
        assert_eq!(refused.text_of(".errors h2"), "2 things to mend");
        assert_eq!(refused.attribute(".errors a", "href").unwrap(), "#title");
        assert_eq!(
            refused.attribute("#title", "aria-describedby").unwrap(),
            "title-error title-hint"
        );
        assert_eq!(mirrored.attribute("html", "dir").unwrap(), "rtl");
        assert_eq!(mirrored.attribute("html", "data-theme").unwrap(), "dark");
    })
    .await;
}
