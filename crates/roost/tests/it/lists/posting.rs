use super::{DESK, LIST, letter, letters, organizer, post, posts, tell, trusts_everybody, written};
use crate::inbound::{DOMAIN, arrivals};
use roost::on;

const ADA: &str = "ada-example@example.org";
const BO: &str = "bo-example@example.org";
const CY: &str = "cy-example@example.org";

#[tokio::test]
async fn what_a_subscriber_writes_goes_to_everybody_on_the_list_once() {
    tell(async |place| {
        for name in ["Ada Example", "Bo Example", "Cy Example"] {
            place.joins(name).await;
        }
        trusts_everybody(&place).await;
        place.post(ADA, "one", "Time zones").await;
        assert_eq!(
            posts(place.world).await,
            [post("Time zones", "accepted", "")]
        );
        let mails = place.world.mails().await;
        let mut readers: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
        readers.sort_unstable();
        assert_eq!(readers, [ADA, BO, CY]);
        let ways: std::collections::BTreeSet<_> = mails
            .iter()
            .map(|mail| mail.unsubscribe.clone().unwrap())
            .collect();
        assert_eq!(ways.len(), 3, "each has a way out of their own");
        assert_eq!(mails[0].text.trim(), "What do you all do?");

        // The same message by another way is the same message.
        place.post(ADA, "one", "Time zones").await;
        assert_eq!(letters(place.world).await, []);
        let words: Vec<_> = arrivals(place.world)
            .await
            .into_iter()
            .map(|one| one.2)
            .collect();
        assert_eq!(words, ["accepted", "again"]);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_author_can_do_without_a_copy_and_a_reader_without_mail() {
    tell(async |place| {
        let mut ada = place.joins("Ada Example").await;
        let mut bo = place.joins("Bo Example").await;
        place.joins("Cy Example").await;
        trusts_everybody(&place).await;
        for (browser, field) in [(&mut ada, "each"), (&mut bo, "none")] {
            let page = browser.get(LIST).await;
            let own = page
                .attribute("section[aria-labelledby=own] a", "href")
                .unwrap();
            let page = browser.get(&own).await;
            assert!(
                page.text().contains(&format!("turku-python@{DOMAIN}")),
                "{}",
                page.text()
            );
            let saved = browser.post(&own, &[("mode", field)]).await;
            assert_eq!(saved.text_of(".flash"), "Saved.");
        }
        place.post(ADA, "one", "Time zones").await;
        assert_eq!(letters(place.world).await, [letter("list_post", CY)]);
        place.post(BO, "two", "Snakes").await;
        let both = [letter("list_post", ADA), letter("list_post", CY)];
        assert_eq!(letters(place.world).await, both);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn somebody_ends_messages_of_all_lists_at_once() {
    tell(async |place| {
        place.joins("Ada Example").await;
        let mut bo = place.joins("Bo Example").await;
        trusts_everybody(&place).await;
        let page = bo.get("/turku-python/mail").await;
        bo.press(&page, "Save", &[("lists", Some("none"))]).await;
        place.post(ADA, "one", "Time zones").await;
        assert_eq!(letters(place.world).await, [letter("list_post", ADA)]);
        let page = bo.get("/turku-python/mail").await;
        bo.press(&page, "Save", &[("lists", Some("each"))]).await;
        place.post(ADA, "two", "Snakes").await;
        let both = [letter("list_post", ADA), letter("list_post", BO)];
        assert_eq!(letters(place.world).await, both);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_only_says_that_they_are_a_subscriber_waits() {
    tell(async |place| {
        place.joins("Ada Example").await;
        trusts_everybody(&place).await;
        let elsewhere = place.zone.domain("example.net", "reject");
        let eve = written("eve@example.org", "swapped", "From is not signed");
        let swapped = place.example.sign_over(&["To", "Subject"], &eve);
        let swapped = swapped.replace("eve@example.org", ADA);
        for (id, message) in [
            ("swapped", swapped),
            ("unsigned", written(ADA, "unsigned", "Unsigned")),
            (
                "other",
                elsewhere.sign(&written(ADA, "other", "Signed by another")),
            ),
            (
                "changed",
                place
                    .example
                    .sign(&written(ADA, "changed", "Changed"))
                    .replace("What do you", "Send money"),
            ),
        ] {
            let reply = place.hand_over(ADA, "turku-python", &message).await;
            assert_eq!(reply, "250 2.0.0 Kept", "{id}");
        }
        let held = |subject| post(subject, "held", "unproven");
        assert_eq!(
            posts(place.world).await,
            [
                held("From is not signed"),
                held("Unsigned"),
                held("Signed by another"),
                held("Changed")
            ]
        );
        // The organizer is told each time, and whoever stands in From hears nothing of it.
        let two = place.example.sign(&written(ADA, "two", "Two writers"));
        let two = format!("From: The organizers\r\n{two}");
        place.hand_over(ADA, "turku-python", &two).await;
        assert_eq!(posts(place.world).await.len(), 4, "it is no post at all");
        let told = vec![letter("list_held", "marta-example@example.org"); 4];
        assert_eq!(letters(place.world).await, told);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_stranger_waits_and_is_told_so_once_a_day() {
    tell(async |place| {
        place.joins("Ada Example").await;
        place.post("eve@example.org", "one", "Buy snakes").await;
        place
            .post("eve@example.org", "two", "Buy more snakes")
            .await;
        let held = |subject| post(subject, "held", "stranger");
        assert_eq!(
            posts(place.world).await,
            [held("Buy snakes"), held("Buy more snakes")]
        );
        let marta = letter("list_held", "marta-example@example.org");
        let eve = letter("list_waits", "eve@example.org");
        assert_eq!(letters(place.world).await, [marta.clone(), marta, eve]);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn programs_and_our_own_mail_are_never_passed_on_and_never_answered() {
    tell(async |place| {
        place.joins("Ada Example").await;
        trusts_everybody(&place).await;
        place.post(ADA, "one", "Time zones").await;
        place.world.throw_away_mail().await;
        let mut tx = place.world.app.db.read().await.unwrap();
        const BODY: &str = "select bytes from mail_bodies";
        let copy: Vec<u8> = on!(&mut tx, c => sqlx::query_scalar(BODY).fetch_one(c).await).unwrap();
        drop(tx);
        let copy = String::from_utf8(copy).unwrap().replace("one@", "again@");
        let away =
            written(ADA, "away", "Time zones").replace("To:", "Auto-Submitted: auto-replied\nTo:");
        for (from, to, message) in [
            (ADA, "turku-python", copy.as_str()),
            (ADA, "turku-python", &place.example.sign(&away)),
            (ADA, "turku-python-join", &place.example.sign(&away)),
            ("", "turku-python", &written(ADA, "bounce", "Undelivered")),
            (
                ADA,
                "turku-python",
                &written(&format!("x@{DOMAIN}"), "own", "Own"),
            ),
        ] {
            place.hand_over(from, to, message).await;
        }
        assert_eq!(letters(place.world).await, []);
        assert_eq!(posts(place.world).await.len(), 1);
        let ends: Vec<_> = arrivals(place.world)
            .await
            .into_iter()
            .map(|one| one.2)
            .collect();
        assert_eq!(
            ends,
            [
                "accepted",
                "own",
                "automatic",
                "automatic",
                "automatic",
                "own"
            ]
        );
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn unknown_and_closed_lists_are_refused_at_once() {
    tell(async |place| {
        let refused = place
            .hand_over(ADA, "nobody", &written(ADA, "one", "Hello"))
            .await;
        assert!(refused.starts_with("550 5.1.1"), "{refused}");
        let mut marta = organizer(&place).await;
        marta.post(&format!("{DESK}/close"), &[]).await;
        for to in ["turku-python", "turku-python-join"] {
            let refused = place
                .hand_over(ADA, to, &written(ADA, "one", "Hello"))
                .await;
            assert!(refused.starts_with("550 5.1.1"), "{to}: {refused}");
        }
        marta.post(&format!("{DESK}/reopen"), &[]).await;
        let kept = place
            .hand_over(
                ADA,
                "Turku-Python-HELP",
                &place.example.sign(&written(ADA, "h", "Help")),
            )
            .await;
        assert_eq!(kept, "250 2.0.0 Kept");
        assert_eq!(letters(place.world).await, [letter("list_help", ADA)]);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn who_leaves_before_their_turn_gets_no_copy() {
    tell(async |place| {
        place.joins("Ada Example").await;
        let mut bo = place.joins("Bo Example").await;
        trusts_everybody(&place).await;
        let page = bo.get(LIST).await;
        let own = page
            .attribute("section[aria-labelledby=own] a", "href")
            .unwrap();
        let message = place.example.sign(&written(ADA, "one", "Time zones"));
        let mut client = crate::inbound::client::Client::greet(place.doors.lmtp, "LHLO a").await;
        client.post(ADA, "turku-python", &message).await;
        let worker = roost::router::worker(&place.world.app);
        worker.run_due().await.unwrap();
        // The copies are in the outbox, and nothing has been sent yet.
        let left = bo
            .post(
                &format!("{own}/leave"),
                &[("List-Unsubscribe", "One-Click")],
            )
            .await;
        assert_eq!(left.status, 200);
        assert_eq!(letters(place.world).await, [letter("list_post", ADA)]);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn copies_keep_their_signature_or_are_from_the_list() {
    tell(async |place| {
        place.joins("Ada Example").await;
        trusts_everybody(&place).await;
        place
            .zone
            .publish("_dmarc.example.org", "v=DMARC1; p=reject");
        place.post(ADA, "one", "Signed").await;
        let mail = place.world.mail_to(ADA).await;
        assert_eq!(
            (mail.from.as_str(), mail.subject.as_str()),
            ("Somebody", "Signed")
        );

        let mut marta = organizer(&place).await;
        let page = marta.get(DESK).await;
        let choice = [("style", Some("decorated")), ("prefix", Some("turku"))];
        let saved = marta.press(&page, "Save", &choice).await;
        assert_eq!(saved.text_of(".flash"), "Saved.");
        place.post(ADA, "two", "Decorated").await;
        let mail = place.world.mail_to(ADA).await;
        assert_eq!(mail.from, "Somebody via Turku Python");
        assert_eq!(mail.subject, "[turku] Decorated");
        assert!(
            mail.text.ends_with("/turku-python/lists/turku-python\r\n"),
            "{}",
            mail.text
        );
        assert_eq!(
            mail.reply_to.as_deref(),
            Some("Somebody <ada-example@example.org>")
        );
        place.close().await;
    })
    .await;
}
