use super::{EVENING, Night, RECAP};
use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use roost::groups::State;

const ORGANIZE: &str = "/turku-python/organize";

#[tokio::test]
async fn an_evening_is_closed_on_one_page_and_read_by_everybody() {
    World::tell(async |world| {
        let mut night = Night::over(world, &["Ada Example", "Bo Example"]).await;
        let overview = night.marta.get(ORGANIZE).await;
        assert_eq!(overview.text_of("#unclosed"), "Next: close Winter night");
        let page = night.recap().await;
        assert_eq!(
            page.text_of("section[aria-labelledby=talks] legend"),
            "Packaging without tears , Ada Example\nBirds , Linus Example"
        );
        let typed = [
            ("came", Some("34")),
            ("talk-0-slides", Some("https://slides.example.org/pack")),
            ("talk-2-video", Some("https://video.example.org/birds")),
            ("note", Some("Order *more* soup.")),
        ];

        let page = night.marta.press(&page, "do=close", &typed).await;

        assert_eq!(
            page.text_of(".notice"),
            "The evening is closed. Sleep well."
        );
        assert_eq!(
            page.text_of(".panel.sky"),
            "Marta Example closed this evening on Tuesday 24 November. \
             You can still change everything here."
        );
        let overview = night.marta.get(ORGANIZE).await;
        assert_eq!(overview.count("#unclosed"), 0);
        assert_eq!(
            overview.text_of("[aria-labelledby=last-time] .prose"),
            "Order more soup."
        );

        let public = world.browser().get(EVENING).await;
        assert_eq!(public.text_of("h2#agenda"), "What was talked about");
        assert_eq!(public.text_of(".lede"), "34 people came.");
        assert_eq!(public.text_of("h2#people"), "2 people had said yes");
        assert_eq!(
            public.attribute(".time a", "href").as_deref(),
            Some("https://slides.example.org/pack")
        );
        assert_eq!(
            public.attribute(".time a", "rel").as_deref(),
            Some("nofollow ugc noopener")
        );
        assert_eq!(public.text_of(".time li:last-child a"), "Video Birds");
        assert!(!public.html().contains("soup."), "the note is not public");
        let past = world.browser().get("/turku-python/events").await;
        assert_eq!(
            past.text_of("#past ~ .month li.ev"),
            "24 Tue Nov Winter night 18:00, Old Post Office Packaging without tears, \
             Ada Example Birds, Linus Example 34 came"
                .replace("24 Tue Nov", "Tue 24 Nov")
        );
    })
    .await;
}

#[tokio::test]
async fn it_is_saved_in_pieces_and_changed_after_it_was_closed() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        let page = night.recap().await;
        let page = night
            .marta
            .press(&page, "do=save", &[("note", Some("Chairs"))])
            .await;
        assert_eq!(page.text_of(".notice"), "Saved.");
        assert_eq!(page.count(".panel.sky"), 0);
        let page = night.marta.press(&page, "do=close", &[]).await;
        let other = [("note", Some("More chairs")), ("came", Some("12"))];
        let page = night.marta.press(&page, "do=save", &other).await;

        assert_eq!(page.text_of("#note"), "More chairs");
        assert_eq!(page.attribute("#came", "value").as_deref(), Some("12"));
        assert_eq!(page.count(".panel.sky"), 1);
        let log = night.marta.get("/turku-python/organize/log").await;
        assert_eq!(
            log.text()
                .matches("closed the evening Winter night")
                .count(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn links_lead_to_the_web_and_numbers_are_numbers() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        let page = night.recap().await;
        let typed = [
            ("came", Some("many")),
            ("talk-0-slides", Some("javascript:alert(1)")),
            ("talk-2-video", Some("file:///etc/passwd")),
            ("note", Some("kept")),
        ];

        let page = night.marta.press(&page, "do=close", &typed).await;

        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["came", "talk-0-slides", "talk-2-video"] {
            assert_eq!(page.count(&format!("#{field}-error")), 1, "{field}");
        }
        assert_eq!(page.text_of("#note"), "kept");
        assert_eq!(world.count("select count(*) from recaps").await, 0);
        let slides = "select count(*) from agenda_lines where slides_link <> ''";
        assert_eq!(world.count(slides).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_talk_that_became_another_one_gets_no_link() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        let page = night.recap().await;
        let typed = [
            ("talk-0-title", Some("Another talk")),
            ("talk-0-slides", Some("https://slides.example.org/pack")),
        ];

        night.marta.press(&page, "do=save", &typed).await;

        let slides = "select count(*) from agenda_lines where slides_link <> ''";
        assert_eq!(world.count(slides).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_group_can_keep_to_itself_how_many_came() {
    World::tell(async |world| {
        let mut night = Night::over(world, &["Ada Example"]).await;
        let page = night.recap().await;
        let typed = [("came", Some("3")), ("shows_came", None)];
        let page = night.marta.press(&page, "do=save", &typed).await;

        assert_eq!(page.count("input[name=shows_came][checked]"), 0);
        let public = world.browser().get(EVENING).await;
        assert!(!public.text().contains("came."), "{}", public.text());
        let past = world.browser().get("/turku-python/events").await;
        assert!(!past.text().contains("3 came"), "{}", past.text());
    })
    .await;
}

#[tokio::test]
async fn what_the_door_counted_is_not_asked_again() {
    World::tell(async |world| {
        let mut night = Night::planned(world).await;
        world.goes(&night.group, &night.event, "Ada Example").await;
        let (door, mut helper) = crate::door::helper(world, &mut night.marta).await;
        let list = helper.get(&door).await;
        helper.press(&list, "Check in Ada Example", &[]).await;
        night.passes(world).await;

        let page = night.recap().await;

        assert_eq!(page.count("#came"), 0);
        assert!(
            page.text()
                .contains("One person came, as the door counted."),
            "{}",
            page.text()
        );
    })
    .await;
}

#[tokio::test]
async fn nothing_is_closed_before_it_begins_or_if_it_did_not_take_place() {
    World::tell(async |world| {
        let mut night = Night::planned(world).await;
        assert_eq!(night.recap().await.status, StatusCode::NOT_FOUND);
        let desk = "/turku-python/organize/events/winter-night/cancellation";
        let ask = night.marta.get(desk).await;
        night.marta.press(&ask, "Cancel it", &[]).await;
        night.passes(world).await;

        assert_eq!(night.recap().await.status, StatusCode::NOT_FOUND);
        let overview = night.marta.get(ORGANIZE).await;
        assert_eq!(overview.count("#unclosed"), 0);
        let public = world.browser().get(EVENING).await;
        assert_eq!(public.text_of("h2#agenda"), "The evening");
    })
    .await;
}

#[tokio::test]
async fn nobody_else_closes_it() {
    World::tell(async |world| {
        let night = Night::over(world, &["Mia Member"]).await;
        world.member(&night.group, "Mia Member").await;
        world
            .group_by("Other Circle", "Otto Other", State::Open)
            .await;
        for name in ["Otto Other", "Mia Member"] {
            let mut other = world.signed_in(name).await;
            for address in [RECAP, super::FEEDBACK] {
                let page = other.get(address).await;
                assert_eq!(page.status, StatusCode::NOT_FOUND, "{name} {address}");
            }
            let page = other
                .post(RECAP, &[("note", "mine"), ("do", "close")])
                .await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{name}");
        }
        // Nor does an organizer of another group by its own address.
        let mut otto = world.signed_in("Otto Other").await;
        let stolen = RECAP.replace("turku-python", "other-circle");
        assert_eq!(otto.get(&stolen).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.count("select count(*) from recaps").await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_overview_asks_for_a_month() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        world.wait(SignedDuration::from_hours(24 * 29)).await;
        world.throw_away_mail().await;
        assert_eq!(night.marta.get(ORGANIZE).await.count("#unclosed"), 1);
        world.wait(SignedDuration::from_hours(48)).await;
        world.throw_away_mail().await;
        let mut marta = world.signed_in(FOUNDER).await;
        assert_eq!(marta.get(ORGANIZE).await.count("#unclosed"), 0);
    })
    .await;
}

#[tokio::test]
async fn whoever_plans_the_next_evening_reads_what_the_last_one_taught() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        let page = night.recap().await;
        assert!(
            page.text().contains("No next evening yet."),
            "{}",
            page.text()
        );
        let note = [("note", Some("Two <b>pots</b>"))];
        night.marta.press(&page, "do=close", &note).await;
        let note = "[aria-labelledby=last-time]";

        let form = night.marta.get("/turku-python/organize/events/new").await;
        assert!(form.text_of(note).contains("pots"), "{}", form.text());
        assert_eq!(form.count(&format!("{note} b")), 0, "markup stays text");
        world
            .evening(&night.group, "Snow night")
            .at(date(2026, 12, 24).at(18, 0, 0, 0))
            .draft()
            .await;
        let desk = "/turku-python/organize/events/snow-night";
        for part in ["edit", "readiness"] {
            let page = night.marta.get(&format!("{desk}/{part}")).await;
            assert_eq!(page.count(note), 1, "{part}");
        }
        let page = night.recap().await;
        assert!(
            page.text_of("[aria-labelledby=following] p")
                .starts_with("Snow night, Thursday 24 December, is a draft."),
            "{}",
            page.text()
        );
        let old = night
            .marta
            .get("/turku-python/organize/events/winter-night/edit")
            .await;
        assert_eq!(old.count(note), 0, "it is over, and planned no more");
    })
    .await;
}

#[tokio::test]
async fn a_past_evening_leads_to_the_next_one() {
    World::tell(async |world| {
        let night = Night::over(world, &[]).await;
        world
            .evening(&night.group, "Snow night")
            .at(date(2026, 12, 24).at(18, 0, 0, 0))
            .published()
            .await;
        let public = world.browser().get(EVENING).await;
        assert_eq!(
            public.text_of(".panel.sky"),
            "Next Snow night , Thursday 24 December, 18:00"
        );
        let json = public.html();
        assert!(json.contains("\"eventStatus\":\"https://schema.org/EventScheduled\""));
    })
    .await;
}

#[tokio::test]
async fn what_was_shown_and_filmed_is_not_copied_to_another_evening() {
    World::tell(async |world| {
        let mut night = Night::over(world, &[]).await;
        let page = night.recap().await;
        let typed = [("talk-0-slides", Some("https://slides.example.org/pack"))];
        night.marta.press(&page, "do=close", &typed).await;

        let copy = "/turku-python/organize/events/new?copy=winter-night";
        let form = night.marta.get(copy).await;

        assert_eq!(
            form.attribute("#line-0-title", "value").as_deref(),
            Some("Packaging without tears")
        );
        assert_eq!(
            form.attribute("#line-0-slides", "value").as_deref(),
            Some("")
        );
    })
    .await;
}
