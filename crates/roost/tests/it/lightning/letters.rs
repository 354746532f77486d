use super::Night;
use crate::world::{FOUNDER, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use roost::lightning;

const ADA: [(&str, &str); 1] = [("speaker_email", "ada@example.org")];

#[tokio::test]
async fn a_speaker_with_an_address_hears_that_she_is_in_and_again_on_the_day_before() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;
        let (_, turn) = night.signs_up("Ada Example", "Birds", &ADA).await;
        assert_eq!(turn.count("#link"), 0, "she has it by mail");
        let told = world.mail_to("ada@example.org").await;
        assert_eq!(told.subject, "You’re in the line-up: Winter night");
        insta::assert_snapshot!("in.txt", scrubbed(&told.text));
        let link = told.link("Your talk");
        assert_eq!(link, turn.path);

        // Ten days less nine hours: the morning of the day before has passed.
        world.wait(SignedDuration::from_hours(9 * 24 + 3)).await;
        let told = world.mail_to("ada@example.org").await;
        assert_eq!(
            told.subject,
            "Tomorrow: your lightning talk at Winter night"
        );
        insta::assert_snapshot!("tomorrow.txt", scrubbed(&told.text));
    })
    .await;
}

#[tokio::test]
async fn who_stood_by_hears_that_a_turn_became_free() {
    World::tell(async |world| {
        let night = Night::new(world, "5", "arrival").await;
        let (mut bo, turn) = night.signs_up("Bo Example", "Fish", &[]).await;
        night.signs_up("Ada Example", "Birds", &ADA).await;
        let told = world.mail_to("ada@example.org").await;
        assert_eq!(told.subject, "You stand by: Winter night");
        insta::assert_snapshot!("stands_by.txt", scrubbed(&told.text));

        bo.press(&turn, "Take my talk back", &[]).await;

        let told = world.mail_to("ada@example.org").await;
        assert_eq!(told.subject, "You’re in after all: Winter night");
        insta::assert_snapshot!("moved_up.txt", scrubbed(&told.text));
    })
    .await;
}

#[tokio::test]
async fn who_is_taken_out_hears_it_and_her_link_opens_nothing() {
    World::tell(async |world| {
        let mut night = Night::new(world, "30", "arrival").await;
        let (mut ada, turn) = night.signs_up("Ada Example", "Birds", &ADA).await;
        world.throw_away_mail().await;
        night.press("Ada Example", "remove").await;
        let told = world.mail_to("ada@example.org").await;
        assert_eq!(
            told.subject,
            "Your talk is not in the line-up any more: Winter night"
        );
        insta::assert_snapshot!("taken_off.txt", scrubbed(&told.text));
        assert_eq!(ada.get(&turn.path).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_anybody_could_have_typed_gets_few_letters_and_no_links_of_theirs() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;
        for number in 0..12 {
            let talk = format!("Buy at www.spam.example {number}");
            night.signs_up("visit spam.example now", &talk, &ADA).await;
        }
        let mails = world.mails().await;
        assert!(mails.len() <= 5, "{}", mails.len());
        for mail in mails {
            assert!(!mail.text.contains("spam.example"), "{}", mail.text);
            assert!(!mail.subject.contains("spam.example"), "{}", mail.subject);
        }
    })
    .await;
}

#[tokio::test]
async fn after_her_talk_she_is_thanked_with_a_next_step_and_nobody_else_is() {
    World::tell(async |world| {
        let night = Night::new(world, "30", "arrival").await;
        night.signs_up("Ada Example", "Birds", &ADA).await;
        let bo = [("speaker_email", "bo@example.org")];
        night.signs_up("Bo Example", "Fish", &bo).await;
        world.wait(SignedDuration::from_hours(10 * 24 + 8)).await;
        world.throw_away_mail().await;
        talks(world, &night).await;

        world.wait(SignedDuration::from_hours(16)).await;

        let told = world.mail_to("ada@example.org").await;
        assert_eq!(told.subject, "Thank you for your talk at Winter night");
        insta::assert_snapshot!("thanks.txt", scrubbed(&told.text));
        assert_eq!(world.mails().await, []);
    })
    .await;
}

#[tokio::test]
async fn a_speaker_who_never_answered_hears_that_the_evening_is_moved_postponed_or_cancelled() {
    World::tell(async |world| {
        let mut night = Night::new(world, "30", "arrival").await;
        night.signs_up("Ada Example", "Birds", &ADA).await;
        let coming = [("speaker_email", "bo-example@example.org")];
        world.goes(&night.group, &night.event, "Bo Example").await;
        night.signs_up("Bo Example", "Fish", &coming).await;
        world.throw_away_mail().await;
        let desk = "/turku-python/organize/events/winter-night";

        let page = night.marta.get(&format!("{desk}/edit")).await;
        let later = [("starts_at", Some("19:30")), ("ends_at", Some("21:30"))];
        let asking = night.marta.press(&page, "Save", &later).await;
        night
            .marta
            .press(&asking, "Save and tell one person", &[])
            .await;
        let told = world.mail_to("ada@example.org").await;
        assert_eq!(told.subject, "Another time or place: Winter night");
        assert!(
            told.text.contains("Friday 4 December, 20:30"),
            "{}",
            told.text
        );

        let page = night.marta.get(&format!("{desk}/postponement")).await;
        night.marta.press(&page, "Postpone it", &[]).await;
        let told = world.mail_to("ada@example.org").await;
        assert_eq!(told.subject, "Postponed: Winter night");
        insta::assert_snapshot!("postponed.txt", scrubbed(&told.text));

        let page = night.marta.get(&format!("{desk}/cancellation")).await;
        night.marta.press(&page, "Cancel it", &[]).await;
        let told = world.mail_to("ada@example.org").await;
        assert_eq!(told.subject, "Cancelled: Winter night");
        let others: Vec<String> = world
            .mails()
            .await
            .into_iter()
            .map(|mail| mail.to)
            .collect();
        assert_eq!(
            others, ["bo-example@example.org"; 3],
            "she is told once each time"
        );
    })
    .await;
}

/// The first of the line-up talks for 4:51.
async fn talks(world: &World, night: &Night<'_>) {
    let (at, context) = (&world.app.moment(), &world.app.context());
    let group = &night.group;
    let mut tx = world.app.db.read().await.expect("the database answers");
    let rounds = lightning::list_rounds(&mut tx, group.id, night.event.id).await;
    let round = rounds.expect("it lists").remove(0).id;
    let turns = lightning::line_up(&mut tx, group.id, round).await;
    let turn = turns.expect("it lists").remove(0).id;
    drop(tx);
    let place = (context, group, round);
    let began = at.now;
    let talk = world.app.db.write(|tx| {
        Box::pin(async move {
            let begun = lightning::begin(tx, at, place, (turn, began)).await?;
            let took = (291_000, "");
            Ok((begun, lightning::end(tx, at, place, turn, took).await?))
        })
    });
    assert_eq!(talk.await.expect("it works"), (true, true));
    let page = world.signed_in(FOUNDER).await.get(super::LINE_UP).await;
    assert!(page.text().contains("4:51"), "{}", page.text());
    let archive = world.browser().get("/turku-python/talks?q=bir").await;
    assert_eq!(archive.text_of(".lines b"), "Birds");
    assert_eq!(archive.text_of(".lines .badge"), "Lightning 4:51");
}

/// The text without what differs from run to run.
fn scrubbed(text: &str) -> String {
    let token = regex::Regex::new("/(turn|i)/[A-Za-z0-9_-]+").expect("the pattern is right");
    token.replace_all(text, "/$1/TOKEN").into_owned()
}
