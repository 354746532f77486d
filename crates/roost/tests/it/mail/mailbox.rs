use super::post;
use crate::world::World;
use axum::http::StatusCode;
use roost::config::{Config, Mail, Transport};
use roost::router;
use std::sync::Arc;

#[tokio::test]
async fn the_mailbox_shows_every_mail_with_both_its_parts() {
    World::tell(async |world| {
        let mut browser = world.browser();
        assert_eq!(browser.get("/mailbox").await.count("table"), 0);
        post(world, "ada@example.org").await;
        world.work().await;

        let list = browser.get("/mailbox").await;
        assert_eq!(list.text_of("tbody a"), "Zwölf Vögel auf einem Draht");
        let path = list.attribute("tbody a", "href").unwrap();
        let mail = browser.get(&path).await;
        assert_eq!(
            mail.attribute("iframe", "src"),
            Some(format!("{path}/html"))
        );
        assert!(mail.text_of("pre").contains("A dot alone is no end."));
        let html = browser.get(&format!("{path}/html")).await;
        assert_eq!(html.text_of("h1"), "Hello");
        assert_eq!(html.attribute("base", "target").as_deref(), Some("_top"));
        assert_eq!(
            html.header("content-security-policy"),
            "sandbox allow-top-navigation-by-user-activation; default-src 'none'; \
             img-src 'self' data: http://localhost:* http://127.0.0.1:*; style-src 'unsafe-inline'; frame-ancestors 'self'"
        );
        assert_eq!(html.header("x-frame-options"), "SAMEORIGIN");
        world.throw_away_mail().await;
    })
    .await;
}

/// The same installation, set up otherwise.
fn with(world: &World, config: Config) -> crate::world::Browser {
    let mut app = world.app.clone();
    app.config = Arc::new(config);
    crate::world::Browser::new(router::router(&app))
}

#[tokio::test]
async fn the_mailbox_is_not_there_where_mail_really_leaves_or_strangers_could_read_it() {
    World::tell(async |world| {
        post(world, "ada@example.org").await;
        world.work().await;
        let path = world
            .browser()
            .get("/mailbox")
            .await
            .attribute("tbody a", "href")
            .unwrap();
        let smtp = Config {
            mail: Mail {
                transport: Transport::Smtp,
                ..Mail::default()
            },
            ..(*world.app.config).clone()
        };
        let public = Config {
            base_url: "https://roost.example.org".parse().unwrap(),
            ..(*world.app.config).clone()
        };
        for config in [smtp, public] {
            let mut browser = with(world, config);
            for path in ["/mailbox", &path, &format!("{path}/html")] {
                assert_eq!(
                    browser.get(path).await.status,
                    StatusCode::NOT_FOUND,
                    "{path}"
                );
            }
        }
        world.throw_away_mail().await;
    })
    .await;
}
