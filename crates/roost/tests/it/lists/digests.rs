//! One letter a day with what was written to a list, for those who choose it.

use super::{LIST, Place, comes_round, enqueues, letter, letters, tell, trusts_everybody, written};
use crate::inbound::DOMAIN;
use crate::world::{Browser, Mail, World};
use jiff::SignedDuration;
use roost::groups::Person;
use roost::ids::{DeliveryId, GroupId, SubscriptionId};
use roost::jobs::Payload;
use roost::list_digests::BeginListDigests;
use roost::lists::permalink;
use roost::on;
use std::collections::BTreeSet;

const ADA: &str = "ada-example@example.org";
const BO: &str = "bo-example@example.org";
const ARCHIVE: &str = "/turku-python/lists/turku-python/archive";

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// From eleven in the morning to six in the evening, by the clock of Turku.
const UNTIL_SIX: SignedDuration = SignedDuration::from_hours(7);

/// Where somebody chooses what they get of the list.
pub(super) async fn own(browser: &mut Browser) -> String {
    let page = browser.get(LIST).await;
    let href = page.attribute("section[aria-labelledby=own] a", "href");
    href.expect("they are on the list")
}

pub(super) async fn chooses(browser: &mut Browser, mode: &str) {
    let own = own(browser).await;
    let form = [("mode", mode), ("own_posts", "yes")];
    let saved = browser.post(&own, &form).await;
    assert_eq!(saved.text_of(".flash"), "Saved.");
}

/// Ada and Bo are on the list; Bo has the digest.
async fn two(place: &Place<'_>) -> (Browser, Browser) {
    let ada = place.joins("Ada Example").await;
    let mut bo = place.joins("Bo Example").await;
    trusts_everybody(place).await;
    chooses(&mut bo, "digest").await;
    (ada, bo)
}

/// Looks whether digests are due, as happens every quarter of an hour.
pub(super) async fn look(world: &World) {
    for _ in 0..3 {
        comes_round(world, BeginListDigests).await;
    }
}

/// The same a day later.
async fn next_day(world: &World) {
    world.wait(DAY).await;
    look(world).await;
}

async fn writes(
    place: &Place<'_>,
    email: &str,
    id: &str,
    subject: &str,
    (fields, text): (&str, &str),
) {
    let message = written(email, id, subject)
        .replace("\n\nWhat do you all do?", &format!("\n{fields}\n{text}"));
    let signed = place.example.sign(&message);
    let reply = place.hand_over(email, "turku-python", &signed).await;
    assert_eq!(reply, "250 2.0.0 Kept");
}

/// The digest as it leaves.
async fn source(world: &World) -> String {
    const SQL: &str = "select id from deliveries where kind = 'list_digest'";
    let mut tx = world.app.db.read().await.unwrap();
    let id: DeliveryId = on!(&mut tx, c => sqlx::query_scalar(SQL).fetch_one(c).await).unwrap();
    drop(tx);
    let raw = roost::router::outbox(&world.app).source(id).await.unwrap();
    String::from_utf8(raw.unwrap()).unwrap()
}

async fn waiting(world: &World) -> i64 {
    world.count("select count(*) from waiting_posts").await
}

fn holds(mail: &Mail, words: &[&str], not: &[&str]) {
    for word in words {
        assert!(mail.text.contains(word), "{word}: {}", mail.text);
    }
    for word in not {
        assert!(!mail.text.contains(word), "{word}: {}", mail.text);
    }
}

#[tokio::test]
async fn what_was_written_comes_in_the_evening_in_one_letter_in_its_threads() {
    tell(async |place| {
        let (_ada, mut bo) = two(&place).await;
        let page = bo.get(LIST).await;
        assert!(page.text().contains("You get one letter a day"), "{}", page.text());
        writes(&place, ADA, "one", "Time zones", ("", "Mail me at ada-example@example.org.\n\n    import zoneinfo\n\n-- \nAda")).await;
        writes(&place, ADA, "two", "Snakes", ("", "Two of them.")).await;
        let answer = (
            "In-Reply-To: <one@example.org>\nContent-Type: multipart/mixed; boundary=b\n",
            "--b\n\n> import zoneinfo\n\nThat one.\n--b\nContent-Disposition: attachment; filename=zones.txt\n\nUTC\n--b--",
        );
        writes(&place, BO, "three", "Re: Time zones", answer).await;
        let copies = vec![letter("list_post", ADA); 3];
        assert_eq!(letters(place.world).await, copies, "Bo has none");

        place.world.wait(UNTIL_SIX - MINUTE).await;
        look(place.world).await;
        assert_eq!(letters(place.world).await, []);
        place.world.wait(MINUTE).await;
        look(place.world).await;
        let mail = place.world.mail_to(BO).await;
        let own = own(&mut bo).await;
        assert_eq!(mail.unsubscribe, Some(format!("http://localhost:8000{own}/leave")));
        assert_eq!(mail.link("Choose what you get"), own);
        let page = format!("{ARCHIVE}/{}", permalink("three@example.org"));
        assert_eq!(mail.link("zones.txt, 1 KB"), format!("{page}/files/0"));
        let settled = |part: &str| part.replace(&own, "/subscription/token");
        insta::assert_snapshot!("list_digest.txt", settled(&mail.text));
        insta::assert_snapshot!("list_digest.html", settled(&mail.html));

        next_day(place.world).await;
        assert_eq!(letters(place.world).await, [], "there is nothing new");
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn its_fields_are_those_of_the_list_with_a_way_out_of_ones_own() {
    tell(async |place| {
        two(&place).await;
        place.post(ADA, "one", "Time zones").await;
        place.world.throw_away_mail().await;
        place.world.wait(UNTIL_SIX).await;
        look(place.world).await;
        let raw = source(place.world).await;
        let fields = raw.split("\r\n\r\n").next().unwrap_or_default();
        let fields = fields.replace("\r\n ", " ");
        for field in [
            format!("List-Id: <turku-python.{DOMAIN}>"),
            format!("List-Post: <mailto:turku-python@{DOMAIN}>"),
            format!("List-Help: <mailto:turku-python-help@{DOMAIN}>"),
            format!("List-Owner: <mailto:turku-python-owner@{DOMAIN}>"),
            format!("List-Archive: <http://localhost:8000{ARCHIVE}>"),
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click".to_owned(),
            "Feedback-ID: list:turku-python:roost".to_owned(),
        ] {
            assert!(fields.contains(&field), "{field}: {fields}");
        }
        let leave = fields
            .split("<mailto:l+")
            .nth(1)
            .expect("it can be left by mail");
        let leave = format!("l+{}", leave.split('@').next().unwrap_or_default());
        let message = written(BO, "out", "unsubscribe");
        place.hand_over(BO, &leave, &message).await;
        let left = "select count(*) from subscriptions";
        assert_eq!(place.world.count(left).await, 1);
        place.world.throw_away_mail().await;
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_changes_between_the_two_misses_nothing_and_gets_nothing_twice() {
    tell(async |place| {
        let ada = &mut place.joins("Ada Example").await;
        trusts_everybody(&place).await;
        place.post(ADA, "before", "Before").await;
        let bo = &mut place.joins("Bo Example").await;
        place.world.throw_away_mail().await;
        trusts_everybody(&place).await;
        chooses(ada, "none").await;

        place.post(ADA, "one", "One").await;
        assert_eq!(letters(place.world).await, [letter("list_post", BO)]);
        chooses(bo, "digest").await;
        place.post(ADA, "two", "Two").await;
        place.post(BO, "three", "Three").await;
        assert_eq!(letters(place.world).await, []);
        chooses(bo, "each").await;
        let mail = place.world.mail_to(BO).await;
        assert_eq!(mail.subject, "Turku Python: what waited for you");
        holds(&mail, &["Two", "Three"], &["Before", "One"]);
        place.post(ADA, "four", "Four").await;
        assert_eq!(letters(place.world).await, [letter("list_post", BO)]);

        // There and back with nothing between says nothing.
        chooses(bo, "digest").await;
        chooses(bo, "each").await;
        assert_eq!(letters(place.world).await, []);
        chooses(bo, "digest").await;
        place.post(ADA, "five", "Five").await;
        place.world.wait(UNTIL_SIX).await;
        look(place.world).await;
        let mail = place.world.mail_to(BO).await;
        assert_eq!(mail.subject, "Turku Python: one message");
        holds(&mail, &["Five"], &["Two", "Three", "Four"]);

        // Nothing at all is nothing at all.
        place.post(ADA, "six", "Six").await;
        chooses(bo, "none").await;
        chooses(bo, "each").await;
        next_day(place.world).await;
        assert_eq!(letters(place.world).await, []);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_choice_for_all_lists_makes_digests_of_those_that_come_one_by_one() {
    tell(async |place| {
        place.joins("Ada Example").await;
        let mut bo = place.joins("Bo Example").await;
        trusts_everybody(&place).await;
        let choose = async |bo: &mut Browser, mode| {
            let page = bo.get("/turku-python/mail").await;
            bo.press(&page, "Save", &[("lists", Some(mode))]).await;
        };
        choose(&mut bo, "digest").await;
        place.post(ADA, "one", "One").await;
        assert_eq!(letters(place.world).await, [letter("list_post", ADA)]);
        choose(&mut bo, "each").await;
        let mail = place.world.mail_to(BO).await;
        holds(&mail, &["One"], &[]);
        place.post(ADA, "two", "Two").await;
        let both = [letter("list_post", ADA), letter("list_post", BO)];
        assert_eq!(letters(place.world).await, both);

        // The list's own digest stays one.
        chooses(&mut bo, "digest").await;
        choose(&mut bo, "digest").await;
        place.post(ADA, "three", "Three").await;
        choose(&mut bo, "each").await;
        assert_eq!(letters(place.world).await, [letter("list_post", ADA)]);
        place.world.wait(UNTIL_SIX).await;
        look(place.world).await;
        holds(&place.world.mail_to(BO).await, &["Three"], &["One", "Two"]);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_pause_and_what_was_removed_leave_posts_out() {
    tell(async |place| {
        let (mut ada, mut bo) = two(&place).await;
        place.post(ADA, "one", "One").await;
        place.post(ADA, "two", "Two").await;
        let page = ada
            .get(&format!(
                "{ARCHIVE}/{}/removal",
                permalink("one@example.org")
            ))
            .await;
        ada.press(&page, "Remove it", &[]).await;
        place.world.throw_away_mail().await;
        place.world.wait(UNTIL_SIX).await;
        look(place.world).await;
        holds(&place.world.mail_to(BO).await, &["Two"], &["One"]);

        let page = bo.get("/turku-python/mail").await;
        bo.press(&page, "Pause", &[("until", Some("2026-12-02"))])
            .await;
        place.post(ADA, "three", "Three").await;
        next_day(place.world).await;
        bo.post("/turku-python/mail/pause/removal", &[]).await;
        next_day(place.world).await;
        assert_eq!(letters(place.world).await, [letter("list_post", ADA)]);
        assert_eq!(waiting(place.world).await, 0);
        place.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_digest_in_the_outbox_does_not_follow_whoever_leaves_the_list() {
    tell(async |place| {
        let (_ada, mut bo) = two(&place).await;
        place.post(ADA, "one", "One").await;
        place.world.throw_away_mail().await;
        place
            .world
            .app
            .clock
            .move_to(place.world.now().after(UNTIL_SIX + HOUR));
        enqueues(place.world, BeginListDigests).await;
        let worker = roost::router::worker(&place.world.app);
        worker.run_due().await.expect("the database answers");
        let queued =
            "select count(*) from deliveries where kind = 'list_digest' and state = 'queued'";
        assert_eq!(place.world.count(queued).await, 1);
        let own = own(&mut bo).await;
        bo.post(
            &format!("{own}/leave"),
            &[("List-Unsubscribe", "One-Click")],
        )
        .await;
        assert_eq!(letters(place.world).await, []);
        place.close().await;
    })
    .await;
}

/// As the server left it that wrote the digests of a group, and died before it could say so.
#[derive(serde::Serialize, serde::Deserialize)]
struct WriteAgain {
    group: GroupId,
    due_at: i64,
    after: Option<SubscriptionId>,
}

impl Payload for WriteAgain {
    const NAME: &'static str = "write_list_digests";
}

#[tokio::test]
async fn more_readers_than_fit_into_a_transaction_have_one_each_even_if_a_server_begins_again() {
    tell(async |place| {
        const MANY: usize = 130;
        place.joins("Ada Example").await;
        for number in 0..MANY {
            let member = place
                .world
                .member(&place.group, &format!("Reader {number}"))
                .await;
            has_digest(&place, &member).await;
        }
        trusts_everybody(&place).await;
        place.post(ADA, "one", "One").await;
        place.world.throw_away_mail().await;
        place.world.wait(UNTIL_SIX).await;
        let again = || WriteAgain {
            group: place.group.id,
            due_at: place.world.now().timestamp().as_microsecond(),
            after: None,
        };
        enqueues(place.world, again()).await;
        comes_round(place.world, again()).await;
        look(place.world).await;
        comes_round(place.world, again()).await;
        let digests: BTreeSet<_> = letters(place.world).await.into_iter().collect();
        assert_eq!(digests.len(), MANY);
        let written = "select count(*) from deliveries where kind = 'list_digest'";
        assert_eq!(
            place.world.count(written).await,
            i64::try_from(MANY).unwrap()
        );
        assert_eq!(waiting(place.world).await, 0);
        place.close().await;
    })
    .await;
}

/// Puts a member on the list, with the digest.
async fn has_digest(place: &Place<'_>, member: &Person) {
    const DIGEST: &str = "update subscriptions set mode = 'digest' where person_id = $1";
    let app = &place.world.app;
    let (at, context, group, person) = (&app.moment(), &app.context(), place.group.id, member.id);
    let joined = app.db.write(|tx| {
        Box::pin(async move {
            let lists = roost::lists::list_lists(tx, group).await?;
            roost::lists::join_at(tx, at, context, &lists[0], person).await?;
            Ok(roost::execute!(tx, sqlx::query(DIGEST).bind(person))?)
        })
    });
    joined.await.unwrap();
}
