//! Writing to many, and ending such mail.

mod audiences;
mod fates;
mod hours;
mod texts;

use crate::world::{Browser, Page, World};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use roost::groups::Group;

const WRITE: &str = "/turku-python/organize/write";

const SENT: &str = "select count(*) from announcements where sent_at is not null";

/// Marta's form with a message for this audience, looked at.
async fn looked_at(marta: &mut Browser, path: &str, to: Option<&str>) -> Page {
    let form = marta.get(path).await;
    let mut typed = vec![
        ("subject", Some("Bring a cup")),
        (
            "body",
            Some("We have *soup*.\n\n[The recipe](https://soup.example/)"),
        ),
    ];
    typed.extend(to.map(|to| ("to", Some(to))));
    marta.press(&form, "Look at it", &typed).await
}

async fn turku(world: &World, members: usize) -> Group {
    let group = world.group("Turku Python").await;
    for number in 0..members {
        world.member(&group, &format!("Member {number}")).await;
    }
    group
}

fn numbers(page: &Page) -> String {
    page.text_of(".stat .v").replace('\n', " ")
}

#[tokio::test]
async fn everybody_who_agreed_gets_one_message_and_the_numbers_add_up() {
    World::tell(async |world| {
        turku(world, 3).await;
        let mut marta = world.signed_in("Marta Example").await;

        let preview = looked_at(&mut marta, WRITE, None).await;
        let page = marta.press(&preview, "look=page", &[]).await;
        assert_eq!(page.text_of(".letter-body"), "We have soup . The recipe");
        let text = marta.press(&preview, "look=text", &[]).await;
        assert_eq!(
            text.text_of(".letter-text"),
            "We have soup. The recipe <https://soup.example/>"
        );
        let sent = marta.press(&preview, "Send to 4 people", &[]).await;
        assert_eq!(numbers(&sent), "4 0 0 0 0");

        let mails = world.mails().await;
        let mut to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(
            to,
            [
                "marta-example@example.org",
                "member-0@example.org",
                "member-1@example.org",
                "member-2@example.org",
            ]
        );
        assert_eq!(mails[0].subject, "Bring a cup");
        assert_eq!(
            mails[0].reply_to.as_deref(),
            Some("marta-example@example.org")
        );
        let after = marta.get(&sent.path).await;
        assert_eq!(numbers(&after), "0 0 4 0 0");
    })
    .await;
}

#[tokio::test]
async fn the_same_form_sent_twice_sends_once() {
    World::tell(async |world| {
        turku(world, 1).await;
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;

        let first = marta.press(&preview, "Send to 2 people", &[]).await;
        let second = marta.press(&preview, "Send to 2 people", &[]).await;

        assert_eq!(first.path, second.path);
        assert_eq!(world.mails().await.len(), 2);
        assert_eq!(world.count("select count(*) from announcements").await, 1);
    })
    .await;
}

#[tokio::test]
async fn one_click_ends_mail_without_a_cookie_or_a_redirect() {
    World::tell(async |world| {
        turku(world, 1).await;
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;
        marta.press(&preview, "Send to 2 people", &[]).await;
        let mail = world.mail_to("member-0@example.org").await;
        world.throw_away_mail().await;
        let link = mail.unsubscribe.expect("an announcement can be ended");
        let link = link
            .strip_prefix("http://localhost:8000")
            .expect("it is ours")
            .to_owned();

        let mut reader = world.browser();
        let opened = reader.get(&link).await;
        assert_eq!(opened.text_of("h1"), "End mail from Turku Python");
        let agreed = "select count(*) from people where mail_agreed_at is not null";
        assert_eq!(world.count(agreed).await, 2, "a scanner changes nothing");

        for _ in 0..2 {
            let body = Body::from("List-Unsubscribe=One-Click");
            let kind = Some("application/x-www-form-urlencoded");
            let ended = world
                .browser()
                .send_once(Method::POST, &link, body, kind)
                .await;
            assert_eq!(ended.status, StatusCode::OK);
            assert_eq!(ended.header("set-cookie"), "");
            assert_eq!(world.count(agreed).await, 1);
        }
        let preview = looked_at(&mut marta, WRITE, None).await;
        assert_eq!(preview.count("button[value=send]"), 1);
        marta.press(&preview, "Send to one person", &[]).await;
        world.mail_to("marta-example@example.org").await;
    })
    .await;
}

#[tokio::test]
async fn who_leaves_before_her_turn_is_counted_as_left() {
    World::tell(async |world| {
        turku(world, 2).await;
        let mut marta = world.signed_in("Marta Example").await;
        let mut member = world.signed_in("Member 0").await;
        let preview = looked_at(&mut marta, WRITE, None).await;
        let sent = marta.press(&preview, "Send to 3 people", &[]).await;

        let leave = member.get("/turku-python/leave").await;
        assert_eq!(leave.status, StatusCode::OK);
        member.post("/turku-python/leave", &[]).await;
        let to: Vec<_> = world
            .mails()
            .await
            .into_iter()
            .map(|mail| mail.to)
            .collect();
        assert_eq!(to, ["marta-example@example.org", "member-1@example.org"]);

        let after = marta.get(&sent.path).await;
        assert_eq!(numbers(&after), "0 0 2 0 1");
    })
    .await;
}

#[tokio::test]
async fn people_of_an_event_are_written_to_once_they_confirmed() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        let evening = world.evening(&group, "Winter night").published().await;
        world.goes(&group, &evening, "Visitor With Account").await;
        world
            .goes_unconfirmed(&group, &evening, "Somebody Else")
            .await;
        let mut marta = world.signed_in("Marta Example").await;

        let path = format!("{WRITE}?event={}", evening.slug);
        let form = marta.get(&path).await;
        assert_eq!(
            form.text_of(".choice"),
            "Everybody who agreed to mail 2 2 people who want to hear about other evenings. Use \
             this once a month: people stay when you write less.\n\
             Going to Winter night, Friday 4 December 1 One person. Practical news: the door, the \
             lift, the soup. An answer counts once its address is confirmed.\n\
             Has not answered Winter night, Friday 4 December 2 2 people who agreed to mail and \
             have said neither yes nor no.\n\
             Never came 2 2 people who agreed to mail and have not come yet."
        );
        let preview = looked_at(&mut marta, &path, None).await;
        marta.press(&preview, "Send to one person", &[]).await;

        let mail = world.mail_to("visitor-with-account@example.org").await;
        assert!(
            mail.text
                .contains("You get this because you’re going to Winter night.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_changed_audience_is_looked_at_again_before_it_goes_out() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        let evening = world.evening(&group, "Winter night").published().await;
        world.goes(&group, &evening, "Member 0").await;
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;

        let going = format!("going.{}", evening.id);
        let again = marta
            .press(&preview, "Send to 2 people", &[("to", Some(&going))])
            .await;

        assert_eq!(again.text_of("button[value=send]"), "Send to one person");
        assert_eq!(
            again.text_of(".flash"),
            "The audience has changed. Look at its number, then send."
        );
        assert_eq!(world.count(SENT).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_waiting_group_writes_a_test_to_its_organizer_and_to_nobody_else() {
    World::tell(async |world| {
        world.waiting_group("Turku Python").await;
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;
        assert_eq!(preview.count("button[value=send]"), 0);

        let tested = marta.press(&preview, "Send me a test", &[]).await;
        assert_eq!(tested.text_of(".flash"), "A test is on its way to you.");
        let mail = world.mail_to("marta-example@example.org").await;
        assert_eq!(mail.subject, "Test: Bring a cup");

        let seen = tested
            .attribute("input[name=seen]", "value")
            .unwrap_or_default();
        let fields = [
            ("do", "send"),
            ("to", "agreed"),
            ("seen", seen.as_str()),
            ("subject", "Bring a cup"),
            ("body", "Soup"),
        ];
        let refused = marta.post(&tested.path, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.count(SENT).await, 0);
    })
    .await;
}

#[tokio::test]
async fn mistakes_keep_what_was_typed() {
    World::tell(async |world| {
        turku(world, 0).await;
        let mut marta = world.signed_in("Marta Example").await;
        let form = marta.get(WRITE).await;

        let typed = [("subject", Some("Bring\u{202e} a cup")), ("body", Some(""))];
        let page = marta.press(&form, "Look at it", &typed).await;

        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            page.text_of(".errors li"),
            "Remove the characters that can’t be seen, such as line breaks, and type it again.\n\
             Write the message."
        );
        assert_eq!(
            page.attribute("#subject", "value").as_deref(),
            Some("Bring\u{202e} a cup")
        );
    })
    .await;
}

#[tokio::test]
async fn thousands_get_their_copies_in_chunks() {
    World::tell(async |world| {
        let group = turku(world, 0).await;
        world.crowd_by_hand(&group, 2_001).await;
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;

        let sent = marta.press(&preview, "Send to 2002 people", &[]).await;
        assert_eq!(numbers(&sent), "2002 0 0 0 0");
        assert_eq!(world.mails().await.len(), 2_002);

        let after = marta.get(&sent.path).await;
        assert_eq!(numbers(&after), "0 0 2002 0 0");
    })
    .await;
}

#[tokio::test]
async fn an_announcement_reads_well_in_both_parts() {
    World::tell(async |world| {
        let group = turku(world, 0).await;
        let evening = world.evening(&group, "Winter night").published().await;
        world.goes(&group, &evening, "Ada Kivi").await;
        let mut marta = world.signed_in("Marta Example").await;
        let path = format!("{WRITE}?event={}", evening.slug);
        let preview = looked_at(&mut marta, &path, None).await;
        marta.press(&preview, "Send to one person", &[]).await;

        let mail = world.mail_to("ada-kivi@example.org").await;

        let link = mail.link("End mail like this");
        assert_eq!(
            mail.unsubscribe.as_deref(),
            Some(format!("http://localhost:8000{link}").as_str())
        );
        let settled = |part: &str| part.replace(&link, "/unsubscribe/token");
        insta::assert_snapshot!("announcement.txt", settled(&mail.text));
        insta::assert_snapshot!("announcement.html", settled(&mail.html));
    })
    .await;
}

#[tokio::test]
async fn the_preview_shows_the_events_card_as_the_mail_has_it() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        let evening = world.evening(&group, "Winter night").published().await;
        world.goes(&group, &evening, "Member 0").await;
        let mut marta = world.signed_in("Marta Example").await;

        let path = format!("{WRITE}?event=winter-night");
        let preview = looked_at(&mut marta, &path, None).await;

        let page = marta.press(&preview, "look=page", &[]).await;
        let letter = page.text_of(".letter-body");
        let card = "Fri 4 Dec Winter night 18:00 to 20:00 See the event";
        assert_eq!(letter, format!("We have soup . The recipe {card}"));
        let text = marta.press(&preview, "look=text", &[]).await;
        let text = text.text_of(".letter-text");
        let page = "http://localhost:8000/turku-python/events/winter-night";
        assert!(text.ends_with(&format!("See the event: {page}")), "{text}");
    })
    .await;
}
