//! Whatever host a request names, links lead to the installation.

use crate::world::World;

const FORGED: &[(&str, &str)] = &[
    ("host", "evil.example"),
    ("x-forwarded-host", "evil.example"),
    ("forwarded", "host=evil.example"),
];

#[tokio::test]
async fn a_forged_host_gets_into_no_page_no_redirect_and_no_mail() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let event = world.evening(&group, "Winter night").published().await;
        let evening = event.path(&group.slug);
        let paths = [
            "/".to_owned(),
            "/turku-python".to_owned(),
            evening.clone(),
            format!("{evening}/calendar.ics"),
            "/turku-python/events.ics".to_owned(),
            "/turku-python/events.atom".to_owned(),
            "/turku-python/sitemap.xml".to_owned(),
            "/sitemap.xml".to_owned(),
            "/robots.txt".to_owned(),
            "/turku-python/organize".to_owned(),
            "/nowhere".to_owned(),
        ];
        for path in paths {
            // Twice: the second may be a page that was kept.
            for _ in 0..2 {
                let page = world.browser().get_with(&path, FORGED).await;
                let headers = format!("{:?}", page.headers);
                assert!(!page.html().contains("evil.example"), "{path}");
                assert!(!headers.contains("evil.example"), "{path}: {headers}");
            }
        }

        let ask = [("email", "ada@example.org")];
        let asked = world.browser().post_with("/sign-in", &ask, FORGED).await;
        assert!(!asked.html().contains("evil.example"));
        let mail = world.mail_to("ada@example.org").await;
        assert!(mail.text.contains("http://localhost:8000/sign-in/"));
        assert!(!format!("{mail:?}").contains("evil.example"));
    })
    .await;
}
