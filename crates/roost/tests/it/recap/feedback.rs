use super::{EVENING, FEEDBACK, Night, RECAP, execute};
use crate::world::{FOUNDER, Mail, Page, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use tokio::task::JoinSet;

const SIX: [&str; 6] = [
    "Ada Example",
    "Bo Example",
    "Cy Example",
    "Di Example",
    "Ed Example",
    "Flo Example",
];

/// Where each mail's own two questions are.
fn links(mails: &[Mail]) -> Vec<String> {
    mails
        .iter()
        .map(|mail| mail.link("Tell us how it was"))
        .collect()
}

async fn answer(world: &World, link: &str, mood: &str, wish: &str) -> Page {
    let mut browser = world.browser();
    let page = browser.get(link).await;
    let typed = [("mood", Some(mood)), ("wish", Some(wish))];
    browser.press(&page, "Send it", &typed).await
}

async fn results(world: &World) -> Page {
    world.signed_in(FOUNDER).await.get(FEEDBACK).await
}

#[tokio::test]
async fn those_who_came_are_thanked_and_asked_once() {
    World::tell(async |world| {
        let mut night = Night::over(world, &SIX[..2]).await;
        let recap = night.recap().await;
        let preview = night.marta.press(&recap, "Look at it", &[]).await;
        let page = night.marta.press(&preview, "look=page", &[]).await;
        assert!(
            page.text()
                .contains("In each copy, a link to the two questions stands here."),
            "{}",
            page.text()
        );

        let sent = night.marta.press(&preview, "do=send", &[]).await;

        assert!(
            sent.text().contains("2 people who came to Winter night"),
            "{}",
            sent.text()
        );
        let mails = world.mails().await;
        assert_eq!(mails.len(), 2);
        let link = mails[0].link("Tell us how it was");
        insta::assert_snapshot!("asked.txt", scrubbed(&mails[0].text));
        assert_ne!(link, mails[1].link("Tell us how it was"));
        assert!(mails[0].unsubscribe.is_some());
        let recap = night.recap().await;
        assert!(
            recap
                .text()
                .contains("2 people were thanked and asked how it was."),
            "{}",
            recap.text()
        );
        // Another message to the same people would ask them again.
        let to = format!("came.{}", night.event.id);
        let fields = [
            ("to", to.as_str()),
            ("subject", "Thanks"),
            ("body", "Thanks"),
        ];
        let other = night
            .marta
            .post("/turku-python/organize/write", &fields)
            .await;
        let again = night.marta.press(&other, "do=send", &[]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.mails().await, []);
    })
    .await;
}

/// The text without what differs from run to run.
fn scrubbed(text: &str) -> String {
    let token = regex::Regex::new("/(feedback|unsubscribe)/[A-Za-z0-9_-]+");
    let token = token.expect("the pattern is right");
    token.replace_all(text, "/$1/TOKEN").into_owned()
}

#[tokio::test]
async fn only_who_was_checked_in_and_may_be_written_to_is_asked() {
    World::tell(async |world| {
        let mut night = Night::planned(world).await;
        for name in SIX {
            world.goes(&night.group, &night.event, name).await;
        }
        let (door, mut helper) = crate::door::helper(world, &mut night.marta).await;
        for name in &SIX[1..] {
            let list = helper.get(&door).await;
            helper.press(&list, &format!("Check in {name}"), &[]).await;
        }
        night.passes(world).await;
        execute(
            world,
            "update people set banned_at = 1, left_at = 1 where name = 'Bo Example'",
        )
        .await;
        execute(
            world,
            "update people set left_at = 1 where name = 'Cy Example'",
        )
        .await;
        execute(
            world,
            "update people set mail_agreed_at = null, mail_stopped_at = 9000000000000000
             where name = 'Di Example'",
        )
        .await;
        execute(
            world,
            "update rsvps set confirmed_at = null where person_id in
                 (select id from people where name = 'Ed Example')",
        )
        .await;
        execute(
            world,
            "update people set mail_agreed_at = null where name = 'Ed Example'",
        )
        .await;

        night.thank_everybody(RECAP).await;

        let asked: Vec<String> = world
            .mails()
            .await
            .into_iter()
            .map(|mail| mail.to)
            .collect();
        assert_eq!(asked, ["flo-example@example.org"]);
    })
    .await;
}

#[tokio::test]
async fn answers_are_shown_five_at_a_time() {
    World::tell(async |world| {
        let mut night = Night::over(world, &SIX).await;
        night.thank_everybody(RECAP).await;
        let links = links(&world.mails().await);
        for (number, link) in links.iter().enumerate() {
            let shown = results(world).await;
            let batches = usize::from(number >= 5);
            assert_eq!(shown.count("article"), batches, "after {number} answers");
            assert!(!shown.text().contains(&format!("wish {}", number + 1)));
            let wish = format!("wish {number}");
            let thanks = answer(world, link, "glad", &wish).await;
            assert_eq!(
                thanks.text_of(".notice"),
                "Thank you. Your answer is in, without your name."
            );
            assert_eq!(thanks.path, EVENING);
        }

        let shown = results(world).await;

        assert_eq!(shown.text_of("article h2"), "Winter night");
        assert_eq!(shown.text_of("article > .meta"), "5 answers");
        assert_eq!(
            shown.text_of("article .stat"),
            "I’m glad I came 5\nIt was fine 0\nNot for me this time 0"
        );
        let wishes = shown.text_of("article li");
        let mut sorted: Vec<&str> = wishes.lines().collect();
        sorted.sort_unstable();
        assert_eq!(sorted, ["wish 0", "wish 1", "wish 2", "wish 3", "wish 4"]);
        assert_ne!(
            sorted.join("\n"),
            wishes,
            "not in the order in which they came"
        );
        assert!(
            !shown.text().contains("wish 5"),
            "the sixth waits for company"
        );
    })
    .await;
}

#[tokio::test]
async fn an_answer_leaves_nothing_to_join_it_with() {
    World::tell(async |world| {
        let mut night = Night::over(world, &SIX[..2]).await;
        night.thank_everybody(RECAP).await;
        let links = links(&world.mails().await);
        let tokens = "select count(*) from tokens where kind = 'feedback'";
        assert_eq!(world.count(tokens).await, 2);
        let version = "select coalesce(max(version), 0) from group_versions";
        // Settles what the letters wrote.
        world.work().await;
        let before = world.count(version).await;
        world.wait(SignedDuration::from_hours(1)).await;

        answer(world, &links[0], "fine", "Warmer soup").await;

        assert_eq!(world.count(tokens).await, 1, "no mark of it is left");
        let after = world.count(version).await;
        assert_eq!(after, before, "nor a time at which the group was written");
        let used = world.browser().get(&links[0]).await;
        assert_eq!(used.status, StatusCode::GONE);
        assert_eq!(used.text_of("h1"), "This link is used up");
        let again = world.browser().post(&links[0], &[("mood", "glad")]).await;
        assert_eq!(again.status, StatusCode::GONE);
        assert_eq!(world.count("select count(*) from feedback").await, 1);
    })
    .await;
}

#[tokio::test]
async fn one_link_answers_once_however_fast_it_is_sent() {
    World::tell(async |world| {
        let mut night = Night::over(world, &SIX[..1]).await;
        night.thank_everybody(RECAP).await;
        let link = links(&world.mails().await).remove(0);
        let (mut one, mut other) = (world.browser(), world.browser());
        let fields = [("mood", "glad")];

        tokio::join!(one.post(&link, &fields), other.post(&link, &fields));

        assert_eq!(world.count("select count(*) from feedback").await, 1);
    })
    .await;
}

#[tokio::test]
async fn five_who_answer_at_once_make_one_batch() {
    World::tell(async |world| {
        let mut night = Night::over(world, &SIX).await;
        night.thank_everybody(RECAP).await;
        let links = links(&world.mails().await);
        let mut posts = JoinSet::new();
        for link in links {
            let mut browser = world.browser();
            posts.spawn(async move { browser.post(&link, &[("mood", "glad")]).await.status });
        }
        posts.join_all().await;

        assert_eq!(world.count("select count(*) from feedback").await, 6);
        let batches = "select count(distinct batch_id) from feedback";
        assert_eq!(world.count(batches).await, 1);
        let waiting = "select count(*) from feedback where batch_id is null";
        assert_eq!(world.count(waiting).await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_first_question_has_to_be_answered_and_the_page_opens_without_effect() {
    World::tell(async |world| {
        let mut night = Night::over(world, &SIX[..1]).await;
        night.thank_everybody(RECAP).await;
        let link = links(&world.mails().await).remove(0);
        let mut browser = world.browser();
        let page = browser.get(&link).await;
        assert_eq!(page.text_of("h1"), "How was Winter night?");
        assert_eq!(page.header("x-robots-tag"), "noindex, nofollow");
        let wish = [("wish", Some("More soup"))];

        let page = browser.press(&page, "Send it", &wish).await;

        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.count("#mood-error"), 1);
        assert_eq!(page.text_of("#wish"), "More soup");
        let odd = browser.post(&link, &[("mood", "furious")]).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.count("select count(*) from feedback").await, 0);
    })
    .await;
}

#[tokio::test]
async fn small_evenings_are_shown_together_once_their_links_have_ended() {
    World::tell(async |world| {
        let mut night = Night::over(world, &SIX[..4]).await;
        night.thank_everybody(RECAP).await;
        let first = links(&world.mails().await);
        for link in &first[..3] {
            answer(world, link, "glad", "first").await;
        }
        let snow = world
            .evening(&night.group, "Snow night")
            .at(date(2026, 12, 1).at(18, 0, 0, 0))
            .published()
            .await;
        for name in &SIX[..3] {
            world.goes(&night.group, &snow, name).await;
        }
        world.wait(SignedDuration::from_hours(24 * 7)).await;
        world.throw_away_mail().await;
        night
            .thank_everybody("/turku-python/organize/events/snow-night/recap")
            .await;
        let second = links(&world.mails().await);
        for link in &second[..2] {
            answer(world, link, "fine", "second").await;
        }

        world.wait(SignedDuration::from_hours(24 * 8)).await;
        assert_eq!(
            results(world).await.count("article"),
            0,
            "Snow night is open"
        );
        let late = world.browser().get(&first[3]).await;
        assert_eq!(late.status, StatusCode::GONE, "two weeks are over");
        world.wait(SignedDuration::from_hours(24 * 7)).await;

        let shown = results(world).await;
        assert_eq!(shown.text_of("article h2"), "Snow night , Winter night");
        assert_eq!(shown.text_of("article > .meta"), "5 answers");
        let open = world.browser().get(&second[2]).await;
        assert_eq!(open.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_forgotten_leaves_her_answer() {
    World::tell(async |world| {
        let mut night = Night::over(world, &SIX[..5]).await;
        night.thank_everybody(RECAP).await;
        for link in links(&world.mails().await) {
            answer(world, &link, "glad", "").await;
        }
        let at = world.now();
        let erase = world.app.db.write(|tx| {
            Box::pin(async move {
                let sql = "update people set name = '', sort_key = '', search_key = '',
                               account_id = null, address_id = null, left_at = $1, erased_at = $1
                           where name = 'Ada Example'";
                Ok(roost::execute!(tx, sqlx::query(sql).bind(at))?)
            })
        });
        erase.await.expect("the database answers");

        let shown = results(world).await;

        assert_eq!(shown.text_of("article > .meta"), "5 answers");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_before_the_end_or_about_an_evening_that_did_not_take_place() {
    World::tell(async |world| {
        let mut night = Night::planned(world).await;
        world.goes(&night.group, &night.event, "Ada Example").await;
        let to = format!("came.{}", night.event.id);
        let fields = [
            ("to", to.as_str()),
            ("seen", to.as_str()),
            ("subject", "Thanks"),
            ("body", "Thanks"),
            ("do", "send"),
        ];
        let write = "/turku-python/organize/write";
        let draft = night.marta.post(write, &fields).await;
        let early = night.marta.post(&draft.path, &fields).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        let ask = "/turku-python/organize/events/winter-night/cancellation";
        let page = night.marta.get(ask).await;
        night.marta.press(&page, "Cancel it", &[]).await;
        night.passes(world).await;
        let cancelled = night.marta.post(&draft.path, &fields).await;
        assert_eq!(cancelled.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.mails().await, []);
    })
    .await;
}
