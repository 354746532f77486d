use super::{NOOR, POOL, PROPOSE, Pool, proposed};
use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use jiff::SignedDuration;

#[tokio::test]
async fn a_stranger_proposes_and_her_talk_stands_in_the_program() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        let mail = proposed(world, "Maps of benches").await;
        insta::assert_snapshot!("thanks.txt", anonymous(&mail.text));
        let mut noor = world.browser();
        let hers = mail.link("See your proposal");
        let page = noor.get(&hers).await;
        assert!(page.text_of("#state").starts_with("Proposed"));
        noor.press(&page, "Save", &[("minutes", Some("20"))]).await;

        let listed = pool.marta.get(POOL).await;
        assert_eq!(
            listed.text_of("main .lines li").replace('\n', " "),
            "Maps of benches Noor Example , 20 minutes First talk ever Wishes company"
        );
        pool.tells("talking", Some("Which city?")).await;
        let asked = world.mail_to(NOOR).await;
        insta::assert_snapshot!("question.txt", anonymous(&asked.text));
        assert_eq!(asked.reply_to, Some(world.human(FOUNDER).await.email));

        let dated = pool.schedules(world).await;
        insta::assert_snapshot!("date.txt", anonymous(&dated.text));
        assert_eq!(pool.program(world).await, "Maps of benches Noor Example");
        let page = noor.get(&hers).await;
        assert!(page.text_of("main").contains("Winter night"));
        assert_eq!(page.count("input[name=talk]"), 0, "it is settled");

        let early = pool.one().await;
        assert!(!early.text().contains("It was given"));
        world.wait(SignedDuration::from_hours(24 * 11)).await;
        let page = pool.one().await;
        pool.marta.press(&page, "It was given", &[]).await;
        let archive = world.browser().get("/turku-python/talks?q=bench").await;
        assert_eq!(archive.count("main ul.lines li"), 1);
        world.throw_away_mail().await;
    })
    .await;
}

/// Links have other tokens each time.
fn anonymous(text: &str) -> String {
    let word = |word: &str| match word.split_once("/proposal/") {
        Some((before, _)) => format!("{before}/proposal/TOKEN"),
        None => word.to_owned(),
    };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn whoever_is_signed_in_types_no_address_and_finds_her_proposals_at_me() {
    World::tell(async |world| {
        let pool = Pool::new(world).await;
        world.member(&pool.group, "Ida Example").await;
        let mut ida = world.signed_in("Ida Example").await;
        let form = ida.get(PROPOSE).await;
        assert_eq!(form.count("input[name=speaker_email]"), 0);
        let page = ida
            .press(&form, "Propose it", &[("talk", Some("Birdsong"))])
            .await;
        assert!(page.text_of("h1").contains("Birdsong"));
        let again = ida
            .press(&form, "Propose it", &[("talk", Some("Birdsong"))])
            .await;
        assert_eq!(
            again.path, page.path,
            "the same form leads to the same page"
        );
        assert_eq!(world.count("select count(*) from proposals").await, 1);

        let me = ida.get("/me").await;
        assert!(me.text_of("#proposals").contains("Birdsong , Proposed"));
        ida.press(&me, "Erase these proposals : Turku Python", &[])
            .await;
        assert_eq!(world.count("select count(*) from proposals").await, 0);
        assert_eq!(ida.get(&page.path).await.status, StatusCode::GONE);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn declining_is_kind_and_may_be_thought_better_of() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        let mail = proposed(world, "Maps of benches").await;
        pool.tells("declined", None).await;
        insta::assert_snapshot!("declined.txt", anonymous(&world.mail_to(NOOR).await.text));
        let page = world.browser().get(&mail.link("See your proposal")).await;
        assert_eq!(
            page.text_of("#state").replace('\n', " "),
            "Declined It doesn’t fit just now. Thank you for offering it."
        );
        pool.tells("talking", Some("A place is free after all."))
            .await;
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn organizers_say_who_helps_and_their_note_is_theirs() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        let mail = proposed(world, "Maps of benches").await;
        let page = pool.one().await;
        let typed = [
            ("mentor", Some("Tomi Example")),
            ("rehearsal_on", Some("2026-12-01")),
            ("note", Some("Shy, and very good.")),
        ];
        let saved = pool.marta.press(&page, "Save", &typed).await;
        assert_eq!(saved.text_of(".notice"), "Saved.");
        let hers = world.browser().get(&mail.link("See your proposal")).await;
        assert!(
            hers.text()
                .contains("Tomi Example helps you to prepare it.")
        );
        assert!(
            hers.text()
                .contains("You rehearse it on Tuesday 1 December 2026.")
        );
        assert!(!hers.text().contains("Shy"));
    })
    .await;
}

#[tokio::test]
async fn topics_that_the_group_wants_fill_in_the_form() {
    World::tell(async |world| {
        let mut pool = Pool::new(world).await;
        for _ in 0..2 {
            let page = pool.marta.get(POOL).await;
            let typed = [("topic", Some("Async without tears"))];
            pool.marta.press(&page, "Add it", &typed).await;
        }
        let mut noor = world.browser();
        let form = noor.get(PROPOSE).await;
        assert_eq!(form.text_of(".panel li a"), "Async without tears");
        let href = form.attribute(".panel li a", "href").expect("it leads on");
        let chosen = noor.get(&href).await;
        assert_eq!(
            chosen.attribute("#talk", "value").as_deref(),
            Some("Async without tears")
        );
        let page = pool.marta.get(POOL).await;
        let gone = "Remove : Async without tears";
        pool.marta.press(&page, gone, &[]).await;
        assert_eq!(noor.get(PROPOSE).await.count(".panel li a"), 0);
    })
    .await;
}
