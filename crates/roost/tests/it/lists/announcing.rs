//! An address by whose mail a group announces, and no second list beside what people choose.

use super::{Place, comes_round, letter, letters, organizer, post, posts, tell};
use crate::inbound::DOMAIN;
use crate::world::{Browser, Mail};
use roost::archive::ArchivePosts;
use roost::lists::FoundLists;

const ADA: &str = "ada-kivi@example.org";
const BO: &str = "bo-example@example.org";
const MARTA: &str = "marta-example@example.org";
const ADDRESS: &str = "turku-python-announce";
const PAGE: &str = "/turku-python/lists/turku-python-announce";
const DESK: &str = "/turku-python/organize/lists/turku-python-announce";

/// A mail with an attachment to the group's address for announcements.
fn written(email: &str, id: &str, subject: &str) -> String {
    format!(
        "From: Somebody <{email}>\nTo: {ADDRESS}@{DOMAIN}\nSubject: {subject}\n\
         Date: Mon, 2 Nov 2026 10:00:00 +0000\nMessage-ID: <{id}@example.org>\n\
         Content-Type: multipart/mixed; boundary=b\n\n\
         --b\n\nDear {{name}},\n\nThursday at six.\nTurku library\n\n-- \nMarta, 040 123\n\
         --b\nContent-Disposition: attachment; filename=poster.txt\n\nCome!\n--b--\n"
    )
}

async fn writes(place: &Place<'_>, email: &str, id: &str, subject: &str) {
    let message = place.example.sign(&written(email, id, subject));
    let reply = place.hand_over(email, ADDRESS, &message).await;
    assert_eq!(reply, "250 2.0.0 Kept");
}

/// Answers the letter from the address that it came to.
async fn answers(place: &Place<'_>, mail: &Mail, word: &str) {
    let reply = mail.reply_to.clone().expect("it can be answered");
    let local = reply
        .strip_suffix(&format!("@{DOMAIN}"))
        .expect("it is ours");
    let answer = format!("From: {}\nSubject: Re\n\n{word}\n", mail.to);
    place.hand_over(&mail.to, local, &answer).await;
}

/// Whether it holds these words, wherever lines end.
fn says(mail: &Mail, words: &str) -> bool {
    let text: Vec<_> = mail.text.split_whitespace().collect();
    text.join(" ").contains(words)
}

/// Ada agreed to announcements as the founder did; Bo is on the list, and did not.
async fn two(place: &Place<'_>) -> Browser {
    place.world.member(&place.group, "Ada Kivi").await;
    let bo = place.joins("Bo Example").await;
    place.world.throw_away_mail().await;
    bo
}

#[tokio::test]
async fn an_organizers_mail_is_announced_once_they_say_yes_to_what_they_saw() {
    tell(async |place| {
        two(&place).await;
        writes(&place, MARTA, "one", "Winter night").await;
        let ask = place.world.mail_to(MARTA).await;
        assert_eq!(ask.subject, "Shall it go out? Winter night");
        assert_eq!(ask.kind, "list_announce");
        for said in [
            "it goes to 2 people",
            "Dear Marta",
            "Thursday at six. Turku library",
            "The attachment is not sent along",
        ] {
            assert!(says(&ask, said), "{said}: {}", ask.text);
        }
        assert!(
            !ask.text.contains("040 123"),
            "a signature is for whom one knows"
        );
        answers(&place, &ask, "Well").await;
        assert_eq!(letters(place.world).await, [letter("list_settled", MARTA)]);
        answers(&place, &ask, "accept").await;
        let sent = vec![
            letter("announcement", ADA),
            letter("announcement", MARTA),
            letter("list_settled", MARTA),
        ];
        assert_eq!(letters(place.world).await, sent);
        assert_eq!(
            posts(place.world).await,
            [post("Winter night", "accepted", "yes")]
        );

        // Once, by whatever way, and it is in no archive.
        answers(&place, &ask, "accept").await;
        writes(&place, MARTA, "one", "Winter night").await;
        comes_round(place.world, ArchivePosts).await;
        assert_eq!(letters(place.world).await, [letter("list_settled", MARTA)]);
        let mut marta = organizer(&place).await;
        assert_eq!(marta.get(&format!("{PAGE}/archive")).await.status, 404);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_announcement_by_mail_is_like_one_from_the_page() {
    tell(async |place| {
        two(&place).await;
        let mut marta = organizer(&place).await;
        let page = marta.get(DESK).await;
        let saved = marta
            .press(&page, "Save", &[("sends_at_once", Some("yes"))])
            .await;
        assert_eq!(saved.text_of(".flash"), "Saved.");
        writes(&place, MARTA, "one", "Winter night").await;
        let mails = place.world.mails().await;
        let to_ada = mails
            .iter()
            .find(|mail| mail.to == ADA)
            .expect("she gets it");
        assert_eq!(mails.len(), 2);
        assert_eq!(to_ada.subject, "Winter night");
        assert!(to_ada.text.contains("Dear Ada"), "{}", to_ada.text);
        assert_ne!(to_ada.reply_to.as_deref(), Some(ADDRESS));
        let stop = to_ada.unsubscribe.clone().expect("it ends in one click");
        let stop = stop.trim_start_matches("http://localhost:8000");
        place
            .world
            .browser()
            .post(stop, &[("List-Unsubscribe", "One-Click")])
            .await;
        writes(&place, MARTA, "two", "Spring night").await;
        assert_eq!(letters(place.world).await, [letter("announcement", MARTA)]);
        let page = marta.get("/turku-python/organize/write").await;
        assert!(page.text().contains("Winter night"), "{}", page.text());
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_not_surely_an_organizers_waits_for_them() {
    tell(async |place| {
        let mut marta = organizer(&place).await;
        let page = marta.get(DESK).await;
        marta
            .press(&page, "Save", &[("sends_at_once", Some("yes"))])
            .await;
        two(&place).await;
        writes(&place, BO, "bo", "Buy snakes").await;
        place
            .hand_over(MARTA, ADDRESS, &written(MARTA, "forged", "Forged"))
            .await;
        writes(&place, "eve@example.org", "eve", "From outside").await;
        let waits = [
            post("Buy snakes", "held", "stranger"),
            post("Forged", "held", "unproven"),
            post("From outside", "held", "stranger"),
        ];
        assert_eq!(posts(place.world).await, waits);
        place.world.throw_away_mail().await;

        let page = marta.get(DESK).await;
        let done = marta.press(&page, "do=accept", &[]).await;
        assert_eq!(
            done.text_of(".flash"),
            "It goes out to everybody who gets announcements."
        );
        let mail = place.world.mail_to(ADA).await;
        assert_eq!(
            (mail.kind.as_str(), mail.subject.as_str()),
            ("announcement", "Buy snakes")
        );
        assert!(mail.from.starts_with("Marta"), "{}", mail.from);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_has_no_text_or_no_readers_is_not_announced() {
    tell(async |place| {
        let empty = format!(
            "From: Marta <{MARTA}>\nTo: {ADDRESS}@{DOMAIN}\nSubject: Nothing\n\
             Date: Mon, 2 Nov 2026 10:00:00 +0000\nMessage-ID: <e@example.org>\n\n-- \nMarta\n"
        );
        place
            .hand_over(MARTA, ADDRESS, &place.example.sign(&empty))
            .await;
        let mail = place.world.mail_to(MARTA).await;
        assert!(says(&mail, "It has no text"), "{}", mail.text);
        assert_eq!(
            posts(place.world).await,
            [post("Nothing", "rejected", "yes")]
        );

        let mut marta = organizer(&place).await;
        marta.post("/turku-python/mail/end", &[]).await;
        writes(&place, MARTA, "one", "Winter night").await;
        let ask = place.world.mail_to(MARTA).await;
        assert!(says(&ask, "Nobody gets announcements"), "{}", ask.text);
        answers(&place, &ask, "accept").await;
        let mail = place.world.mail_to(MARTA).await;
        assert!(says(&mail, "It waits on."), "{}", mail.text);
        assert_eq!(
            posts(place.world).await[1],
            post("Winter night", "held", "yes")
        );
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn to_join_is_to_begin_announcements_and_to_leave_is_to_end_them() {
    tell(async |place| {
        let dee = "dee@example.org";
        let asks = |word: &str| format!("{ADDRESS}-{word}");
        let mail = |id: &str| place.example.sign(&written(dee, id, "Hello"));
        place.hand_over(dee, &asks("join"), &mail("join")).await;
        let question = place.world.mail_to(dee).await;
        assert_eq!(
            question.subject,
            "Do you want to get announcements of Turku Python?"
        );
        answers(&place, &question, "").await;
        let welcome = place.world.mail_to(dee).await;
        assert_eq!(welcome.subject, "You get announcements of Turku Python");
        let agreed = "select count(*) from people where mail_agreed_at is not null";
        assert_eq!(place.world.count(agreed).await, 2);
        let on = "select count(*) from subscriptions";
        assert_eq!(place.world.count(on).await, 0, "there is no second list");

        place.world.wait(jiff::SignedDuration::from_mins(11)).await;
        place.hand_over(dee, &asks("join"), &mail("again")).await;
        let known = place.world.mail_to(dee).await;
        assert_eq!(
            known.subject,
            "You get announcements of Turku Python already"
        );

        place.world.wait(jiff::SignedDuration::from_mins(11)).await;
        place.hand_over(dee, &asks("leave"), &mail("leave")).await;
        assert_eq!(
            place.world.count(agreed).await,
            2,
            "anybody could have written that"
        );
        let question = place.world.mail_to(dee).await;
        answers(&place, &question, "").await;
        assert_eq!(place.world.count(agreed).await, 1);
        place.world.wait(jiff::SignedDuration::from_mins(11)).await;
        place.hand_over(dee, &asks("leave"), &mail("none")).await;
        let none = place.world.mail_to(dee).await;
        assert_eq!(
            none.subject,
            "This address gets no announcements of Turku Python"
        );
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn its_page_says_who_gets_announcements_and_where_to_choose() {
    tell(async |place| {
        let mut bo = two(&place).await;
        let page = bo.get(PAGE).await;
        assert!(
            page.text().contains("2 people get them."),
            "{}",
            page.text()
        );
        assert!(page.text().contains("You get no announcements."));
        assert!(!page.text().contains(DOMAIN), "members do not write to it");
        let joined = bo.post(&format!("{PAGE}/join"), &[]).await;
        assert_eq!(
            joined.text_of(".flash"),
            "You get announcements of Turku Python from now on."
        );
        assert_eq!(letters(place.world).await, [letter("list_joined", BO)]);
        let page = bo.get(PAGE).await;
        assert!(
            page.text().contains("You get each announcement."),
            "{}",
            page.text()
        );
        assert_eq!(
            page.attribute("section[aria-labelledby=own] a", "href")
                .as_deref(),
            Some("/turku-python/mail")
        );

        let mut nobody = place.world.browser();
        let page = nobody.get(PAGE).await;
        let asked = nobody
            .press(
                &page,
                "Get announcements",
                &[("email", Some("dee@example.org"))],
            )
            .await;
        assert!(
            asked.text_of(".flash").contains("once you say yes"),
            "{}",
            asked.text()
        );
        let question = place.world.mail_to("dee@example.org").await;
        let page = nobody.get(&question.link("Yes, I want to join")).await;
        let done = nobody.press(&page, "Yes, I want to join", &[]).await;
        assert_eq!(done.text_of("h1"), "Choose what you get");
        place.world.throw_away_mail().await;
        let mut marta = organizer(&place).await;
        assert!(
            marta
                .get(PAGE)
                .await
                .text()
                .contains(&format!("{ADDRESS}@{DOMAIN}"))
        );
        assert!(marta.get(DESK).await.text().contains("4 people get them."));
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn each_group_has_such_an_address_of_its_own_also_one_that_had_a_list_before() {
    tell(async |place| {
        const NAMES: &str = "select count(*) from lists where name in
            ('turku-python', 'turku-python-announce', 'turku-python-announce-2')";
        let founded = "select count(*) from lists where kind = 'announcements'";
        assert_eq!(
            (
                place.world.count(NAMES).await,
                place.world.count(founded).await
            ),
            (2, 1)
        );
        // Somebody else took the name that another group's would have.
        let mut marta = organizer(&place).await;
        let list = [
            ("title", "Odd"),
            ("address", "bergen-ruby-announce"),
            ("joins", "anyone"),
        ];
        let page = marta.get("/turku-python/organize/lists").await;
        let list = list.map(|(name, value)| (name, Some(value)));
        marta.press(&page, "Begin the list", &list).await;
        let mut other = place.world.browser();
        place.world.group("Bergen Ruby").await;
        comes_round(place.world, FoundLists).await;
        comes_round(place.world, FoundLists).await;
        let bergen = other
            .get("/bergen-ruby/lists/bergen-ruby-announcements")
            .await;
        assert_eq!(bergen.text_of("h1"), "Bergen Ruby announcements");
        assert_eq!(place.world.count(founded).await, 2);
        place.close().await;
    })
    .await;
}
