//! What a message says: drafts, texts to begin with, names, and how it looks.

use super::{SENT, WRITE, looked_at, turku};
use crate::world::World;
use axum::http::StatusCode;

#[tokio::test]
async fn a_draft_is_kept_and_another_organizer_finishes_it() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        world.co_organizer(&group, "Tomi Example").await;
        let mut marta = world.signed_in("Marta Example").await;
        let draft = looked_at(&mut marta, WRITE, None).await;
        assert_eq!(world.count(SENT).await, 0);

        let mut tomi = world.signed_in("Tomi Example").await;
        let list = tomi.get(WRITE).await;
        assert_eq!(
            list.text_of("#open + ul"),
            "Bring a cup Draft by Marta Example, for 3 people who agreed to mail"
        );
        let path = draft.path.trim_end_matches("#preview");
        let his = tomi.get(path).await;
        tomi.press(
            &his,
            "Send to 3 people",
            &[("subject", Some("Bring two cups"))],
        )
        .await;

        let mails = world.mails().await;
        assert_eq!(mails.len(), 3);
        assert_eq!(mails[0].subject, "Bring two cups");
        assert_eq!(mails[0].from, "Tomi Example at Turku Python via Roost");
        // Marta's page is old: her button sends nothing.
        let late = marta.press(&draft, "Send to 3 people", &[]).await;
        assert!(
            late.text_of(".flash").starts_with("Somebody sent"),
            "{}",
            late.text()
        );
        assert_eq!(world.mails().await, []);
    })
    .await;
}

#[tokio::test]
async fn each_reader_is_called_by_name_and_a_name_is_no_markup() {
    World::tell(async |world| {
        let group = turku(world, 0).await;
        world.member(&group, "<b>Ada*x* Kivi").await;
        world.member(&group, "آمنة السيد").await;
        let mut marta = world.signed_in("Marta Example").await;
        let form = marta.get(WRITE).await;
        let typed = [
            ("subject", Some("For {name}")),
            ("body", Some("Hi {name}, *welcome*.")),
        ];
        let preview = marta.press(&form, "Look at it", &typed).await;
        let page = marta.press(&preview, "look=page", &[]).await;
        assert_eq!(page.text_of(".letter-body"), "Hi Marta, welcome .");
        marta.press(&preview, "Send to 3 people", &[]).await;

        let mut mails = world.mails().await;
        mails.sort_by(|one, other| one.subject.cmp(&other.subject));
        let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        assert_eq!(subjects, ["For <b>Ada*x*", "For Marta", "For آمنة"]);
        let html = &mails[0].html;
        assert!(
            html.contains("Hi &#60;b&#62;Ada*x*, <em>welcome</em>."),
            "{html}"
        );
        assert!(
            mails[0].text.contains("Hi <b>Ada*x*, welcome."),
            "{}",
            mails[0].text
        );
    })
    .await;
}

#[tokio::test]
async fn the_mail_is_looked_at_by_day_and_by_night_and_can_do_nothing() {
    World::tell(async |world| {
        turku(world, 0).await;
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;
        assert!(
            preview
                .header("content-security-policy")
                .contains("frame-src 'self'")
        );
        let frame = preview
            .attribute("iframe", "src")
            .expect("the mail is shown");

        let day = marta.get(&frame).await;
        assert!(day.html().contains("@media not all"), "{}", day.html());
        let night = marta.get(&frame.replace("light", "dark")).await;
        assert!(night.html().contains("@media all"), "{}", night.html());
        for page in [&day, &night] {
            assert_eq!(page.text_of("h1"), "Bring a cup");
            let policy = page.header("content-security-policy");
            assert!(
                policy.starts_with("sandbox allow-top-navigation"),
                "{policy}"
            );
            assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
        }
    })
    .await;
}

#[tokio::test]
async fn each_text_begins_with_what_the_group_knows() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        let bare = world.signed_in("Marta Example").await.get(WRITE).await;
        // Nothing is planned and nothing is over, so those about an event have nothing to say.
        assert_eq!(
            bare.text_of("#templates ~ ul a"),
            "Somebody else takes over\nA pause"
        );

        world
            .evening(&group, "Winter night")
            .venue("Old Post Office")
            .published()
            .await;
        let mut marta = world.signed_in("Marta Example").await;
        let all = marta.get(WRITE).await;
        assert_eq!(
            all.text_of("#templates ~ ul a"),
            "Details for speakers\nConfirm with the place\nNames for the door\nAsk for a hand\n\
             Somebody else takes over\nA pause"
        );
        let speakers = marta.get(&format!("{WRITE}?template=speakers")).await;
        insta::assert_snapshot!("text_speakers", speakers.text_of("#body"));
        let place = marta.get(&format!("{WRITE}/for/venue")).await;
        insta::assert_snapshot!("text_venue", place.text_of("#body"));
        let mailto = place
            .attribute("a[href^=mailto]", "href")
            .unwrap_or_default();
        assert!(
            mailto.starts_with("mailto:?subject=Turku%20Python%20at%20your%20place"),
            "{mailto}"
        );
        assert!(mailto.contains("Hello%2C%0D%0A"), "{mailto}");
        let door = marta.get(&format!("{WRITE}/for/door-list")).await;
        assert!(
            door.text_of(".panel").contains("Make the link"),
            "{}",
            door.text()
        );
        let none = marta.get(&format!("{WRITE}/for/pause")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    })
    .await;
}
