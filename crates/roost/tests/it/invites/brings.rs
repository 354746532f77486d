use super::{EVENING, Night, code_on, heard, way};
use crate::world::World;
use axum::http::StatusCode;
use roost::execute;
use roost::invites::Heard;

#[tokio::test]
async fn whoever_comes_has_a_link_a_message_a_code_and_a_card_to_bring_somebody() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;

        let page = night.ada.get(EVENING).await;

        let code = code_on(&page);
        assert_eq!(code.len(), 8);
        assert_eq!(
            page.text_of("#invitation-message"),
            format!(
                "I’m going to Winter night by Turku Python, Friday 4 December, 18:00. Come along: \
                 http://localhost:8000/i/{code}"
            )
        );
        assert_eq!(page.count("#bring .qr"), 1);
        let card = page.attribute("#bring a[href$='card.png']", "href");
        assert_eq!(
            card.as_deref(),
            Some("/turku-python/events/winter-night/card.png")
        );
        // It is found again, and nobody else's.
        assert_eq!(code_on(&night.ada.get(EVENING).await), code);
        let mut bo = night.comes_by("Bo Berg", "").await;
        assert_ne!(code_on(&bo.get(EVENING).await), code);
        // A stranger's page has none.
        assert_eq!(world.browser().get(EVENING).await.count("#bring"), 0);
    })
    .await;
}

#[tokio::test]
async fn the_form_says_who_invited_and_she_learns_the_name_only_if_that_is_ticked() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let code = night.code(&mut night.ada.clone()).await;
        assert_eq!(night.follows(&code).await, format!("{EVENING}?i={code}"));

        let mut bo = world.browser();
        let page = bo.get(&format!("/i/{code}")).await;
        assert_eq!(page.path, format!("{EVENING}?i={code}"));
        assert!(page.text_of("#rsvp").contains("Ada Kivi invited you."));
        let cross = page.attribute("#rsvp .sky a", "href");
        assert_eq!(
            cross.as_deref(),
            Some("/turku-python/events/winter-night#rsvp")
        );
        assert_eq!(bo.cookie("i"), None);
        let typed = [
            ("name", Some("Bo Berg")),
            ("email", Some("bo@example.org")),
            ("tells", Some("yes")),
        ];
        bo.press(&page, "answer=going", &typed).await;
        let night_page = night.ada.get(EVENING).await;
        assert!(
            night_page.text_of("#bring").contains("Know somebody"),
            "an address that nobody confirmed counts for nothing"
        );
        let mail = world.mail_to("bo@example.org").await;
        let manage = bo.get(&mail.link("Yes, I’m coming")).await;
        bo.press(&manage, "answer=going", &[]).await;
        world.throw_away_mail().await;
        night.comes_by("Cy Silent", &code).await;

        let page = night.ada.get(EVENING).await;
        assert!(
            page.text_of("#bring")
                .starts_with("Bring somebody 2 people come through your link. Bo Berg"),
            "{}",
            page.text_of("#bring")
        );
        assert!(!page.text_of("#bring").contains("Cy"));
        assert_eq!(
            night.ways().await,
            [
                way("Bo Berg", "Ada Kivi", true),
                way("Cy Silent", "Ada Kivi", false)
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_form_with_a_mistake_keeps_who_invited_and_the_cross_leaves_it_out() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let code = night.code(&mut night.ada.clone()).await;
        let mut bo = world.browser();
        let page = bo.get(&format!("{EVENING}?i={code}")).await;

        let typed = [
            ("name", Some("Bo")),
            ("email", Some("nowhere")),
            ("tells", Some("yes")),
        ];
        let again = bo.press(&page, "answer=going", &typed).await;

        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            again.attribute("input[name=i]", "value"),
            Some(code.clone())
        );
        assert!(again.attribute("input[name=tells]", "checked").is_some());
        let sign_in = again.attribute("#rsvp a[href^='/sign-in']", "href");
        assert_eq!(
            sign_in,
            Some(format!("/sign-in?next={EVENING}%3Fi%3D{code}"))
        );
        let plain = bo.get(EVENING).await;
        assert_eq!(plain.count("input[name=i]"), 0);
        assert_eq!(plain.count("select[name=heard]"), 1);
        night.ada.get(EVENING).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_is_new_is_asked_once_how_she_heard_of_the_group() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let next = world
            .evening(&night.group, "Spring night")
            .published()
            .await;
        let spring = next.path("turku-python");
        let mut bo = world.signed_in("Bo Berg").await;
        let page = bo.get(EVENING).await;
        assert_eq!(page.count("select[name=heard]"), 1);

        let said = heard(Heard::List);
        bo.press(&page, "answer=going", &[(said.0, Some(said.1))])
            .await;

        assert_eq!(bo.get(&spring).await.count("select[name=heard]"), 0);
        let again = [("answer", "going"), heard(Heard::Search)];
        bo.post(&format!("{spring}/rsvp"), &again).await;
        assert_eq!(night.ways().await, [way("Bo Berg", "list", false)]);
        // Nobody has to say anything.
        let mut cy = world.signed_in("Cy Silent").await;
        let page = cy.get(EVENING).await;
        cy.press(&page, "answer=going", &[]).await;
        assert_eq!(night.ways().await.len(), 1);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn somebody_without_an_account_has_her_link_in_the_mail_and_on_her_own_page() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let mut bo = world.browser();
        let said = [
            ("answer", "going"),
            ("name", "Bo"),
            ("email", "bo@example.org"),
        ];
        bo.post(&format!("{EVENING}/rsvp"), &said).await;
        let mail = world.mail_to("bo@example.org").await;
        let page = bo.get(&mail.link("Yes, I’m coming")).await;
        assert_eq!(
            page.count("#bring"),
            0,
            "she has not shown yet that it is she"
        );

        let page = bo.press(&page, "answer=going", &[]).await;

        let code = code_on(&page);
        let mail = world.mail_to("bo@example.org").await;
        let line = format!(
            "Bring somebody who will like it. This link is yours: http://localhost:8000/i/{code}"
        );
        assert!(
            mail.text.replace('\n', " ").contains(&line),
            "{}",
            mail.text
        );
        let cy = night.comes_by("Cy Silent", &code).await;
        assert_eq!(night.ways().await, [way("Cy Silent", "Bo", false)]);
        drop(cy);
    })
    .await;
}

#[tokio::test]
async fn whoever_answered_before_there_were_links_asks_for_hers_with_one_button() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let forget = world.app.db.write(|tx| {
            Box::pin(async move {
                execute!(tx, sqlx::query("delete from invitation_links"))?;
                execute!(
                    tx,
                    sqlx::query("delete from tokens where kind = 'invitation_link'")
                )?;
                Ok(())
            })
        });
        forget.await.expect("the database answers");
        let page = night.ada.get(EVENING).await;
        assert_eq!(page.count("#invitation"), 0);

        let page = night.ada.press(&page, "Make my invitation link", &[]).await;

        let code = code_on(&page);
        let again = night.ada.post(&format!("{EVENING}/link"), &[]).await;
        assert_eq!(code_on(&again), code);
        let mut bo = world.signed_in("Bo Berg").await;
        let refused = bo.post(&format!("{EVENING}/link"), &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "she does not come");
    })
    .await;
}

#[tokio::test]
async fn how_she_came_is_hers_to_see_and_to_take_back() {
    World::tell(async |world| {
        let mut night = Night::new(world).await;
        let code = night.code(&mut night.ada.clone()).await;
        let mut bo = night.comes_by("Bo Berg", &code).await;

        let page = bo.get("/me").await;
        assert!(
            page.text_of("#ways").contains("Ada Kivi invited you."),
            "{}",
            page.text()
        );
        let page = bo.press(&page, "Take back Turku Python", &[]).await;

        assert_eq!(page.count("#ways"), 0);
        assert_eq!(night.ways().await, []);
        let page = night.ada.get(EVENING).await;
        assert!(
            page.text_of("#bring")
                .contains("Know somebody who would like it?")
        );
        // Twice is once, and a stranger signs in first.
        let removal = "/turku-python/came-through/removal";
        bo.post(removal, &[]).await;
        let stranger = world.browser().post(removal, &[]).await;
        assert!(stranger.path.starts_with("/sign-in"));
    })
    .await;
}
