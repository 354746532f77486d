use super::{Night, RECAP, execute};
use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use roost::groups::State;

#[tokio::test]
async fn a_letter_to_a_speaker_is_written_already_and_goes_once() {
    World::tell(async |world| {
        let mut night = Night::over(world, &["Ada Example"]).await;
        let page = night.recap().await;
        assert_eq!(
            page.attribute("#speaker-0-email", "value").as_deref(),
            Some("ada-example@example.org"),
            "the group knows one person of that name"
        );
        assert_eq!(
            page.attribute("#speaker-1-email", "value").as_deref(),
            Some(""),
            "and nobody of this one"
        );

        let done = night.marta.press(&page, "Send : Ada Example", &[]).await;

        assert_eq!(done.text_of(".notice"), "Your thanks are on their way.");
        assert!(
            done.text_of("section[aria-labelledby=thanks] li:first-child")
                .contains("Marta Example said thank you on Tuesday 24 November."),
            "{}",
            done.text()
        );
        assert_eq!(done.count("#speaker-0-email"), 0);
        let letter = world.mail_to("ada-example@example.org").await;
        insta::assert_snapshot!("thanks.txt", letter.text);
        assert_eq!(letter.subject, "Thank you for your talk at Winter night");
        assert!(letter.from.contains("Marta Example at Turku Python"));
        assert_eq!(
            letter.reply_to.as_deref(),
            Some("marta-example@example.org")
        );

        // The page that is still open on a colleague's telephone.
        let again = night.marta.press(&page, "Send : Ada Example", &[]).await;
        assert_eq!(again.text_of(".notice"), "They were thanked already.");
        assert_eq!(world.mails().await, []);
    })
    .await;
}

#[tokio::test]
async fn the_venue_and_a_sponsor_are_thanked_in_the_organizers_own_words() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        let page = night.recap().await;
        let letter = page.text_of("#venue-body");
        assert!(
            letter.starts_with("Dear people of Old Post Office,"),
            "{letter}"
        );
        let typed = [
            ("venue-email", Some("house@example.org")),
            ("venue-subject", Some("Kiitos")),
            ("venue-body", Some("Thank you for the *lift*.")),
        ];
        let page = night
            .marta
            .press(&page, "Send : Old Post Office", &typed)
            .await;
        let letter = world.mail_to("house@example.org").await;
        assert_eq!(letter.subject, "Kiitos");
        assert!(
            letter.text.contains("Thank you for the lift."),
            "{}",
            letter.text
        );

        let typed = [
            ("sponsor-name", Some("Bakery Example")),
            ("sponsor-email", Some("bread@example.org")),
        ];
        let send = "Send : A sponsor, or anybody else";
        let page = night.marta.press(&page, send, &typed).await;
        world.mail_to("bread@example.org").await;
        assert!(page.text().contains("Bakery Example"), "{}", page.text());
        let again = night.marta.press(&page, send, &typed).await;
        assert_eq!(again.text_of(".notice"), "They were thanked already.");
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_none_is_named_and_nothing_is_lost() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        let page = night.recap().await;
        let typed = [
            ("speaker-1-email", Some("linus")),
            ("speaker-1-body", Some("Dear Linus")),
        ];

        let page = night
            .marta
            .press(&page, "Send : Linus Example", &typed)
            .await;

        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.count("#speaker-1-email-error"), 1);
        assert_eq!(page.text_of("#speaker-1-body"), "Dear Linus");
        assert_eq!(page.count("details[open] #speaker-1-email"), 1);
        let odd = [("slot", "speaker-x")];
        let refused = night.marta.post(&format!("{RECAP}/thanks"), &odd).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        assert_eq!(world.count("select count(*) from thanks").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_refused_can_be_mended() {
    World::tell_of_made_up_rows(async |world| {
        let mut night = Night::over(world, &[]).await;
        let page = night.recap().await;
        let wrong = [("speaker-1-email", Some("wrong@example.org"))];
        night
            .marta
            .press(&page, "Send : Linus Example", &wrong)
            .await;
        world.work().await;
        execute(
            world,
            "update deliveries set state = 'failed' where kind = 'thanks'",
        )
        .await;

        let page = night.recap().await;
        assert!(
            page.text()
                .contains("The address didn’t take it. Try another one."),
            "{}",
            page.text()
        );
        let right = [("speaker-1-email", Some("linus@example.org"))];
        let page = night
            .marta
            .press(&page, "Send : Linus Example", &right)
            .await;

        assert_eq!(page.text_of(".notice"), "Your thanks are on their way.");
        world.mail_to("linus@example.org").await;
        assert_eq!(world.count("select count(*) from thanks").await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_colleagues_thank_the_same_speaker_at_once() {
    World::tell(async |world| {
        let mut night = Night::over(world, &["Ada Example"]).await;
        world.co_organizer(&night.group, "Tomi Example").await;
        let mut tomi = world.signed_in("Tomi Example").await;
        let (hers, his) = (night.recap().await, tomi.get(RECAP).await);

        let send = "Send : Ada Example";
        let (first, second) = tokio::join!(
            night.marta.press(&hers, send, &[]),
            tomi.press(&his, send, &[])
        );

        let mut said = [first.text_of(".notice"), second.text_of(".notice")];
        said.sort();
        assert_eq!(
            said,
            [
                "They were thanked already.",
                "Your thanks are on their way."
            ]
        );
        world.mail_to("ada-example@example.org").await;
    })
    .await;
}

#[tokio::test]
async fn a_group_that_waits_for_the_keeper_thanks_nobody_yet() {
    World::tell(async |world| {
        let group = world
            .group_by("Turku Python", FOUNDER, State::Waiting)
            .await;
        world
            .evening(&group, "Winter night")
            .at(jiff::civil::date(2026, 11, 24).at(18, 0, 0, 0))
            .venue("Old Post Office")
            .published()
            .await;
        world.wait(jiff::SignedDuration::from_hours(10)).await;
        world.throw_away_mail().await;
        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta.get(RECAP).await;
        let typed = [("venue-email", Some("house@example.org"))];

        let page = marta.press(&page, "Send : Old Post Office", &typed).await;

        assert!(
            page.text_of(".notice").contains("looks at the group first"),
            "{}",
            page.text()
        );
        assert_eq!(world.mails().await, []);
    })
    .await;
}
