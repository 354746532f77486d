use super::{DESK, LIST, letter, letters, organizer, tell, trusts_everybody, written};
use crate::inbound::DOMAIN;
use crate::world::World;
use jiff::SignedDuration;
use roost::on;

const EVE: &str = "eve@example.org";
const ON_IT: &str = "select count(*) from subscriptions";

#[tokio::test]
async fn somebody_joins_by_mail_and_leaves_by_mail() {
    tell(async |place| {
        let ask = |to: &str| place.example.sign(&written(EVE, to, "please"));
        place
            .hand_over(EVE, "turku-python-join", &ask("join"))
            .await;
        let asked = place.world.mail_to(EVE).await;
        assert_eq!(asked.kind, "list_join");
        assert_eq!(asked.subject, "Do you want to join the list Turku Python?");
        let reply = asked.reply_to.clone().unwrap();
        let local = reply.strip_suffix(&format!("@{DOMAIN}")).unwrap();
        assert_eq!(place.world.count(ON_IT).await, 0);

        // An answering machine says yes to everything.
        let machine = format!("Auto-Submitted: auto-replied\nFrom: {EVE}\n\nI am away.\n");
        place.hand_over(EVE, local, &machine).await;
        assert_eq!(place.world.count(ON_IT).await, 0);
        place
            .hand_over(EVE, local, &format!("From: {EVE}\n\n"))
            .await;
        assert_eq!(place.world.count(ON_IT).await, 1);
        let welcome = place.world.mail_to(EVE).await;
        assert_eq!(welcome.kind, "list_joined");
        let again = place
            .hand_over(EVE, local, &format!("From: {EVE}\n\n"))
            .await;
        assert!(again.starts_with("550 5.1.1"), "a yes counts once: {again}");

        place.world.wait(SignedDuration::from_mins(11)).await;
        place
            .hand_over(EVE, "turku-python-leave", &ask("leave"))
            .await;
        let asked = place.world.mail_to(EVE).await;
        assert_eq!(asked.kind, "list_leave");
        let reply = asked.reply_to.unwrap();
        let local = reply.strip_suffix(&format!("@{DOMAIN}")).unwrap();
        place
            .hand_over(EVE, local, &format!("From: {EVE}\n\n"))
            .await;
        assert_eq!(place.world.count(ON_IT).await, 0);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn who_asks_to_leave_and_is_not_on_the_list_hears_so_and_is_not_flooded() {
    tell(async |place| {
        for number in 1..=9 {
            let ask = written(EVE, &format!("leave{number}"), "please");
            let reply = place
                .hand_over(EVE, "turku-python-leave", &place.example.sign(&ask))
                .await;
            assert_eq!(reply, "250 2.0.0 Kept");
        }
        let told = place.world.mail_to(EVE).await;
        assert_eq!(told.kind, "list_not_on");
        assert_eq!(told.subject, "This address is not on the list Turku Python");
        assert_eq!(place.world.count(ON_IT).await, 0);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_written_to_the_owner_comes_to_an_organizer_and_the_answer_goes_to_its_writer() {
    tell(async |place| {
        let question = written(EVE, "owner", "May I bring a friend?");
        place
            .hand_over(EVE, "turku-python-owner", &place.example.sign(&question))
            .await;
        let brought = place.world.mails().await;
        let [brought] = &brought[..] else {
            panic!("one letter for one organizer: {brought:?}");
        };
        assert_eq!(
            (brought.kind.as_str(), brought.reply_to.as_deref()),
            ("list_owner", Some(EVE))
        );
        assert_eq!(
            brought.subject,
            "To the people of Turku Python: May I bring a friend?"
        );
        assert!(
            brought.text.contains("What do you all do?"),
            "{}",
            brought.text
        );
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_visitor_joins_on_the_page_from_the_letter_that_it_sends() {
    tell(async |place| {
        let mut eve = place.world.browser();
        let page = eve.get(LIST).await;
        assert_eq!(page.text_of("h1"), "Turku Python, the list");
        let refused = eve
            .press(&page, "Join the list", &[("email", Some("eve"))])
            .await;
        assert_eq!(refused.status, 422);
        let typed = [("email", Some(EVE)), ("name", Some("ليلى"))];
        let sent = eve.press(&page, "Join the list", &typed).await;
        assert!(
            sent.text_of(".flash").starts_with("We have written to"),
            "{}",
            sent.text()
        );
        let letter = place.world.mail_to(EVE).await;
        assert!(
            !letter.text.contains("ليلى"),
            "nothing that a stranger typed is in it"
        );
        let link = letter.link("Yes, I want to join");
        // Opening it, as scanners do, changes nothing.
        let page = eve.get(&link).await;
        assert_eq!(place.world.count(ON_IT).await, 0);
        let own = eve.press(&page, "Yes, I want to join", &[]).await;
        assert_eq!(
            own.text_of(".flash"),
            "You are on the list Turku Python now."
        );
        assert_eq!(place.world.count(ON_IT).await, 1);
        assert_eq!(eve.get(&link).await.status, 410);
        let welcome = place.world.mail_to(EVE).await;
        assert_eq!(welcome.link("Choose what you get"), own.path);
        assert_eq!(name_of(place.world, EVE).await, "ليلى");

        let left = eve.press(&own, "Leave the list", &[]).await;
        assert_eq!(left.text_of("h1"), "You are off the list");
        let left = eve.post(&format!("{}/leave", own.path), &[]).await;
        assert_eq!(left.status, 200);
        assert_eq!(place.world.count(ON_IT).await, 0);
        place.close().await;
    })
    .await;
}

async fn name_of(world: &World, email: &str) -> String {
    const SQL: &str = "select p.name from people p join addresses a on a.id = p.address_id
                       where a.email = $1";
    let mut tx = world.app.db.read().await.unwrap();
    on!(&mut tx, c => sqlx::query_scalar(SQL).bind(email).fetch_one(c).await).unwrap()
}

#[tokio::test]
async fn the_page_says_the_same_whoever_has_the_address_and_nobody_is_bombed() {
    tell(async |place| {
        place.joins("Ada Example").await;
        let mut said = Vec::new();
        for email in ["ada-example@example.org", EVE] {
            let mut visitor = place.world.browser();
            let page = visitor.get(LIST).await;
            let sent = visitor
                .press(&page, "Join the list", &[("email", Some(email))])
                .await;
            said.push(sent.text_of(".flash").replace(email, "…"));
        }
        assert_eq!(said[0], said[1]);
        let known = letter("list_known", "ada-example@example.org");
        assert_eq!(
            letters(place.world).await,
            [letter("list_join", EVE), known]
        );

        // However it is spelled, and whoever asks: one in ten minutes, five in a day.
        for (minutes, more) in [(1, 0), (10, 1), (10, 1), (10, 1), (10, 1), (10, 0)] {
            place.world.wait(SignedDuration::from_mins(minutes)).await;
            for email in ["e.v.e+1@example.org", EVE] {
                let join = format!("{LIST}/join");
                place.world.browser().post(&join, &[("email", email)]).await;
            }
            assert_eq!(
                letters(place.world).await.len(),
                more,
                "after {minutes} minutes"
            );
        }
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_the_group_is_on_none_of_its_lists() {
    tell(async |place| {
        let mut ada = place.joins("Ada Example").await;
        let page = ada.get(LIST).await;
        assert_eq!(page.text_of("#own"), "You are on this list");
        ada.post("/turku-python/leave", &[]).await;
        place.world.work().await;
        assert_eq!(place.world.count(ON_IT).await, 0);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_welcome_says_where_to_write_and_what_happens_to_a_first_message() {
    tell(async |place| {
        let address = format!("turku-python@{DOMAIN}");
        let looked_at = "Your first message is looked at";
        let welcomed = async |name: &str| {
            let mut browser = place.world.signed_in(name).await;
            browser.post(&format!("{LIST}/join"), &[]).await;
            let to = format!("{}@example.org", name.to_lowercase().replace(' ', "-"));
            let welcome = place.world.mail_to(&to).await;
            assert!(welcome.text.contains(&address), "{}", welcome.text);
            welcome.text.contains(looked_at)
        };
        assert!(welcomed("Ada Example").await);
        assert!(!welcomed("Marta Example").await, "an organizer's is not");
        let mut marta = organizer(&place).await;
        let page = marta.get(DESK).await;
        marta
            .press(&page, "Save", &[("first_posts", Some("0"))])
            .await;
        assert!(!welcomed("Bo Example").await, "nobody's is");
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn where_much_is_written_people_begin_with_one_letter_a_day() {
    tell(async |place| {
        let mut marta = organizer(&place).await;
        let page = marta.get(DESK).await;
        marta
            .press(&page, "Save", &[("begins_with_digest", Some("yes"))])
            .await;
        let mut ada = place.world.signed_in("Ada Example").await;
        ada.post(&format!("{LIST}/join"), &[]).await;
        let welcome = place.world.mail_to("ada-example@example.org").await;
        let said = "What is written comes to you in one letter a day";
        assert!(welcome.text.contains(said), "{}", welcome.text);
        let page = ada.get(LIST).await.text();
        assert!(
            page.contains("You get one letter a day with what was written."),
            "{page}"
        );
        // It is said of the list, and taken back, without a change for who is on it.
        let page = marta.get(DESK).await;
        marta
            .press(&page, "Save", &[("begins_with_digest", None)])
            .await;
        place.joins("Bo Example").await;
        const DIGESTS: &str = "select count(*) from subscriptions where mode = 'digest'";
        assert_eq!(place.world.count(DIGESTS).await, 1);
        assert_eq!(place.world.count(ON_IT).await, 2);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_join_any_more_becomes_no_member_either() {
    tell(async |place| {
        let mut eve = place.world.browser();
        let page = eve.get(LIST).await;
        eve.press(&page, "Join the list", &[("email", Some(EVE))])
            .await;
        let link = place.world.mail_to(EVE).await.link("Yes, I want to join");
        let mut marta = organizer(&place).await;
        let page = marta.get(DESK).await;
        marta
            .press(&page, "Save", &[("joins", Some("organizers"))])
            .await;
        let page = eve.get(&link).await;
        eve.press(&page, "Yes, I want to join", &[]).await;
        assert_eq!(place.world.count(ON_IT).await, 0);
        assert_eq!(
            place.world.count("select count(*) from memberships").await,
            1
        );
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_list_of_organizers_is_joined_by_organizers() {
    tell(async |place| {
        let mut marta = organizer(&place).await;
        let page = marta.get("/turku-python/organize/lists").await;
        let typed = [
            ("title", Some("Turku organizers")),
            ("address", Some("Turku-Python-Owner")),
            ("joins", Some("organizers")),
        ];
        let refused = marta.press(&page, "Begin the list", &typed).await;
        assert_eq!(refused.status, 422);
        let typed = [("address", Some("turku-organizers"))];
        let begun = marta.press(&refused, "Begin the list", &typed).await;
        assert_eq!(
            begun.text_of(".flash"),
            "Turku organizers takes mail from now on."
        );
        let taken = marta
            .press(
                &page,
                "Begin the list",
                &[
                    ("title", Some("Another")),
                    ("address", Some("turku-organizers")),
                ],
            )
            .await;
        // The same form, sent again, leads where it led.
        assert_eq!(taken.path, begun.path);

        let path = "/turku-python/lists/turku-organizers";
        let mut ada = place.joins("Ada Example").await;
        assert_eq!(ada.get(path).await.count("form"), 0);
        assert_eq!(ada.post(&format!("{path}/join"), &[]).await.status, 403);
        let joined = marta.post(&format!("{path}/join"), &[]).await;
        assert_eq!(
            joined.text_of(".flash"),
            "You are on the list Turku organizers now."
        );
        place.world.throw_away_mail().await;
        trusts_everybody(&place).await;
        let message = written("ada-example@example.org", "one", "Let me in");
        let message = message.replace("turku-python@", "turku-organizers@");
        place
            .hand_over(
                "ada-example@example.org",
                "turku-organizers",
                &place.example.sign(&message),
            )
            .await;
        let told = letters(place.world).await;
        let ada = letter("list_waits", "ada-example@example.org");
        assert_eq!(
            told,
            [letter("list_held", "marta-example@example.org"), ada]
        );
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn somebody_keeps_a_file_of_their_lists_and_of_what_they_wrote() {
    tell(async |place| {
        let mut ada = place.joins("Ada Example").await;
        place.joins("Bo Example").await;
        trusts_everybody(&place).await;
        place
            .post("ada-example@example.org", "one", "Time zones")
            .await;
        place.post("bo-example@example.org", "two", "Snakes").await;
        place.world.throw_away_mail().await;
        let page = ada.get("/me").await;
        assert!(
            page.text().contains("Turku Python, each message"),
            "{}",
            page.text()
        );
        let file = ada.get("/me/lists.json").await;
        assert_eq!(file.header("content-type"), "application/json");
        let list = "http://localhost:8000/turku-python/lists/turku-python";
        let permalink = roost::lists::permalink("one@example.org");
        let now = place.world.now().timestamp().to_string();
        let expected = serde_json::json!({
            "lists": [{
                "group": "Turku Python",
                "list": "Turku Python",
                "page": list,
                "mode": "each",
                "copies_of_own_posts": true,
                "since": now,
            }],
            "posts": [{
                "list": list,
                "subject": "Time zones",
                "received": now,
                "state": "accepted",
                "permalink": format!("{list}/archive/{permalink}"),
            }],
        });
        let kept: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
        assert_eq!(kept, expected);
        place.close().await;
    })
    .await;
}
