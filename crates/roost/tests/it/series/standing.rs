//! "Count me in every time": a standing yes to every date of a series.

use super::{extend, make, series_of, turku};
use crate::world::{Browser, Mail, Page, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use roost::events::{Purpose, Question, QuestionKind, Questions};
use roost::groups::{Group, State};
use roost::ids::QuestionId;
use roost::on;

/// Three Thursdays in a row, public at once, with room for two.
const WEEKLY: [(&str, Option<&str>); 4] = [
    ("pattern", Some("weeks")),
    ("times", Some("3")),
    ("made_as", Some("published")),
    ("capacity", Some("2")),
];

pub(super) const FIRST: &str = "/turku-python/events/python-night-2026-12-17";
pub(super) const SECOND: &str = "/turku-python/events/python-night-2026-12-24";

pub(super) async fn weekly(world: &World) -> (Group, Browser) {
    let (group, mut marta) = turku(world).await;
    make(&mut marta, &WEEKLY).await;
    (group, marta)
}

/// She joins the group.
pub(super) async fn member(world: &World, group: &Group, name: &str) -> Browser {
    world.member(group, name).await;
    world.signed_in(name).await
}

pub(super) async fn counts_in(browser: &mut Browser) -> Page {
    let page = browser.get(FIRST).await;
    browser.press(&page, "Count me in every time", &[]).await
}

/// "Ada 12-17 going", in the order of the dates and of names.
pub(super) async fn answers(world: &World) -> Vec<String> {
    const SQL: &str = "select p.name, e.slug, r.state from rsvps r
                       join people p on p.group_id = r.group_id and p.id = r.person_id
                       join events e on e.group_id = r.group_id and e.id = r.event_id
                       order by e.starts_at, p.name";
    let mut tx = world.app.db.read().await.expect("the database answers");
    let all: Vec<(String, String, String)> =
        on!(&mut tx, c => sqlx::query_as(SQL).fetch_all(c).await).expect("it lists");
    let all = all.into_iter();
    all.map(|(name, slug, state)| format!("{name} {} {state}", &slug[slug.len() - 5..]))
        .collect()
}

/// Moves the clock to this instant, in UTC, and does what fell due.
pub(super) async fn at(world: &World, instant: &str) {
    let then: jiff::Timestamp = instant.parse().expect("it is a timestamp");
    world
        .wait(roost::clock::Instant::from(then).since(world.now()))
        .await;
}

pub(super) async fn mailed(world: &World) -> Vec<String> {
    let mails = world.mails().await.into_iter();
    mails
        .map(|mail| format!("{} {}", mail.kind, mail.to))
        .collect()
}

#[tokio::test]
async fn a_member_has_a_seat_on_each_date_and_hears_of_each_two_days_before() {
    World::tell(async |world| {
        let (group, mut marta) = weekly(world).await;
        let mut ada = member(world, &group, "Ada").await;

        let page = counts_in(&mut ada).await;
        assert_eq!(page.path, FIRST);
        assert_eq!(page.text_of("#rsvp-heading"), "You’re coming");
        assert!(
            page.text().contains("You’re counted in every time"),
            "{}",
            page.text()
        );
        assert_eq!(
            answers(world).await,
            ["Ada 12-17 going", "Ada 12-24 going", "Ada 12-31 going"]
        );
        assert_eq!(mailed(world).await, Vec::<String>::new());
        let people = marta
            .get("/turku-python/organize/events/python-night-2026-12-17/people")
            .await;
        let row = people.text_of("tbody tr");
        assert!(row.contains("ada@example.org going every time"), "{row}");

        at(world, "2026-12-15T08:00:00Z").await;
        let mail = world.mail_to("ada@example.org").await;
        assert_eq!(mail.kind, "rsvp_standing");
        assert_eq!(
            mail.subject,
            "You’re counted in: Python night, Thursday 17 December, 18:30"
        );
        assert!(mail.calendar.is_some());
        let mut browser = world.browser();
        let page = browser.get(&mail.link("Free my seat this time")).await;
        assert_eq!(page.count("main button"), 1);
        browser.press(&page, "answer=declined", &[]).await;
        assert_eq!(
            answers(world).await,
            ["Ada 12-17 declined", "Ada 12-24 going", "Ada 12-31 going"]
        );

        // No reminder after the one mail, and the next one for the next date.
        at(world, "2026-12-22T08:00:00Z").await;
        assert_eq!(mailed(world).await, ["rsvp_standing ada@example.org"]);
        at(world, "2026-12-24T12:00:00Z").await;
        assert_eq!(mailed(world).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn dates_that_are_made_or_announced_later_seat_people_in_the_order_of_their_word() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let typed = [
            ("pattern", Some("weeks")),
            ("capacity", Some("1")),
            ("made_as", Some("published")),
        ];
        make(&mut marta, &typed).await;
        let mut bo = member(world, &group, "Bo").await;
        counts_in(&mut bo).await;
        world.wait(SignedDuration::from_mins(1)).await;
        let mut ada = member(world, &group, "Ada").await;
        counts_in(&mut ada).await;
        assert_eq!(
            answers(world).await[..2],
            ["Ada 12-17 waitlisted", "Bo 12-17 going"]
        );
        assert_eq!(answers(world).await.len(), 12);
        world.throw_away_mail().await;

        at(world, "2026-12-18T12:00:00Z").await;
        world.throw_away_mail().await;
        extend(world).await;
        assert_eq!(
            answers(world).await[12..],
            ["Ada 01-28 waitlisted", "Bo 01-28 going"]
        );
        assert_eq!(mailed(world).await, ["rsvp_waitlisted ada@example.org"]);

        // A draft has no answers until it is announced.
        let path = format!(
            "/turku-python/organize/series/{}",
            series_of(world, &group).await
        );
        let form = marta.get(&format!("{path}/edit")).await;
        marta
            .press(&form, "Save", &[("made_as", Some("draft"))])
            .await;
        at(world, "2026-12-25T12:00:00Z").await;
        extend(world).await;
        world.throw_away_mail().await;
        assert_eq!(answers(world).await.len(), 14);
        let draft = marta
            .get("/turku-python/events/python-night-2027-02-04")
            .await;
        marta.press(&draft, "Publish", &[]).await;
        assert_eq!(mailed(world).await, ["rsvp_waitlisted ada@example.org"]);
        assert_eq!(
            answers(world).await[14..],
            ["Ada 02-04 waitlisted", "Bo 02-04 going"]
        );
    })
    .await;
}

#[tokio::test]
async fn what_she_said_by_her_own_hand_stays_however_often_she_is_counted_in() {
    World::tell(async |world| {
        let (group, _) = weekly(world).await;
        let mut ada = member(world, &group, "Ada").await;
        ada.post(&format!("{SECOND}/rsvp"), &[("answer", "declined")])
            .await;
        let page = ada.get(FIRST).await;
        let mut other = ada.clone();
        tokio::join!(
            ada.press(&page, "Count me in every time", &[]),
            other.press(&page, "Count me in every time", &[])
        );
        extend(world).await;

        let said = ["Ada 12-17 going", "Ada 12-24 declined", "Ada 12-31 going"];
        assert_eq!(answers(world).await, said);
        assert_eq!(
            world.count("select count(*) from standing_answers").await,
            1
        );
        assert_eq!(mailed(world).await, Vec::<String>::new());
    })
    .await;
}

pub(super) async fn letter(world: &World) -> Mail {
    at(world, "2026-12-15T08:00:00Z").await;
    world.mail_to("ada@example.org").await
}

#[tokio::test]
async fn where_people_are_asked_whether_they_still_come_she_gets_one_letter() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let asks = [("asks_still_coming", Some("yes"))];
        let typed: Vec<_> = WEEKLY.iter().chain(&asks).copied().collect();
        make(&mut marta, &typed).await;
        let mut ada = member(world, &group, "Ada").await;
        counts_in(&mut ada).await;
        let mut bo = world.signed_in("Bo").await;
        bo.post(&format!("{FIRST}/rsvp"), &[("answer", "going")])
            .await;
        world.throw_away_mail().await;

        let mail = letter(world).await;
        assert_eq!(mail.kind, "rsvp_standing");
        assert_eq!(
            mail.subject,
            "Still coming? Python night, Thursday 17 December, 18:30"
        );
        assert_eq!(mailed(world).await, ["rsvp_still_coming bo@example.org"]);
        let mut browser = world.browser();
        let page = browser.get(&mail.link("Yes, I am")).await;
        browser.press(&page, "Yes, I’m still coming", &[]).await;
        at(world, "2026-12-16T08:00:00Z").await;
        assert_eq!(mailed(world).await, ["rsvp_reminder bo@example.org"]);
    })
    .await;
}

#[tokio::test]
async fn only_members_are_counted_in_and_only_to_series_of_their_group() {
    World::tell(async |world| {
        let (group, _) = weekly(world).await;
        let id = series_of(world, &group).await;
        let path = format!("/turku-python/series/{id}/standing");
        let mut stranger = world.browser();
        let asked = stranger.post(&path, &[]).await;
        assert!(asked.path.starts_with("/sign-in"), "{}", asked.path);
        let mut eve = world.signed_in("Eve").await;
        let asked = eve.post(&path, &[]).await;
        assert_eq!(asked.path, "/turku-python/join");
        world.group_by("Other Circle", "Otto", State::Open).await;
        let mut otto = world.signed_in("Otto").await;
        let other = format!("/other-circle/series/{id}/standing");
        for path in [&other, &format!("{other}/removal")] {
            assert_eq!(otto.post(path, &[]).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(
            world.count("select count(*) from standing_answers").await,
            0
        );
        assert_eq!(answers(world).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn nobody_is_seated_before_answers_open_and_a_date_that_is_near_is_told_at_once() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let opens = [
            ("rsvp_opens_on", Some("2026-12-10")),
            ("rsvp_opens_at", Some("12:00")),
        ];
        let typed: Vec<_> = WEEKLY.iter().chain(&opens).copied().collect();
        make(&mut marta, &typed).await;
        let mut ada = member(world, &group, "Ada").await;
        counts_in(&mut ada).await;
        assert_eq!(answers(world).await, Vec::<String>::new());
        at(world, "2026-12-10T10:00:00Z").await;
        assert_eq!(answers(world).await, ["Ada 12-17 going"]);
        at(world, "2026-12-15T07:00:00Z").await;
        assert_eq!(mailed(world).await, Vec::<String>::new());

        // Two days before is over for Bo, who says so on the day before.
        at(world, "2026-12-16T07:00:00Z").await;
        let mut bo = member(world, &group, "Bo").await;
        counts_in(&mut bo).await;
        assert_eq!(mailed(world).await, ["rsvp_standing bo@example.org"]);
        at(world, "2026-12-16T09:00:00Z").await;
        assert_eq!(mailed(world).await, Vec::<String>::new());
        assert_eq!(
            answers(world).await[..2],
            ["Ada 12-17 going", "Bo 12-17 going"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_date_that_is_moved_is_told_of_on_its_new_day_and_a_cancelled_one_not_at_all() {
    World::tell(async |world| {
        let (group, mut marta) = weekly(world).await;
        let mut ada = member(world, &group, "Ada").await;
        counts_in(&mut ada).await;
        let desk = "/turku-python/organize/events";
        let form = marta
            .get(&format!("{desk}/python-night-2026-12-24/cancellation"))
            .await;
        marta.press(&form, "Cancel it", &[]).await;
        at(world, "2026-12-15T08:00:00Z").await;
        assert_eq!(
            mailed(world).await,
            [
                "rsvp_cancelled ada@example.org",
                "rsvp_standing ada@example.org"
            ]
        );
        let form = marta
            .get(&format!("{desk}/python-night-2026-12-17/edit"))
            .await;
        let later = [
            ("starts_on", Some("2026-12-21")),
            ("confirmed", Some("yes")),
        ];
        marta.press(&form, "Save", &later).await;
        assert_eq!(mailed(world).await, ["rsvp_changed ada@example.org"]);

        at(world, "2026-12-19T08:00:00Z").await;
        assert_eq!(mailed(world).await, ["rsvp_standing ada@example.org"]);
        at(world, "2026-12-24T10:00:00Z").await;
        assert_eq!(mailed(world).await, Vec::<String>::new());
    })
    .await;
}

/// The letter as its reader sees it, with the secrets of its links left out.
fn shown(mail: &Mail) -> String {
    let secret = regex::Regex::new(r"/(rsvp|c|mail|unsubscribe)/[A-Za-z0-9_-]{22}")
        .expect("it is a pattern");
    let text = secret.replace_all(&mail.text, "/$1/SECRET");
    format!("Subject: {}\n\n{text}", mail.subject)
}

#[tokio::test]
async fn the_letters_of_two_days_before_say_why_they_come_and_what_a_tap_does() {
    World::tell(async |world| {
        let (group, mut marta) = weekly(world).await;
        let mut ada = member(world, &group, "Ada").await;
        counts_in(&mut ada).await;
        let mut told = vec![letter(world).await];
        let form = marta
            .get("/turku-python/organize/events/python-night-2026-12-24/edit")
            .await;
        marta
            .press(&form, "Save", &[("asks_still_coming", Some("yes"))])
            .await;
        at(world, "2026-12-22T08:00:00Z").await;
        told.push(world.mail_to("ada@example.org").await);
        let told: Vec<String> = told.iter().map(shown).collect();
        insta::assert_snapshot!("two_days_before", told.join("\n\n==========\n\n"));
    })
    .await;
}

#[tokio::test]
async fn somebody_whom_the_group_knows_twice_has_one_seat() {
    World::tell(async |world| {
        let (group, _) = weekly(world).await;
        let typed = [
            ("answer", "going"),
            ("name", "Ada at work"),
            ("email", "ada@work.example"),
        ];
        let mut stranger = world.browser();
        stranger.post(&format!("{SECOND}/rsvp"), &typed).await;
        let mail = world.mail_to("ada@work.example").await;
        let page = stranger.get(&mail.link("Yes, I’m coming")).await;
        stranger.press(&page, "answer=going", &[]).await;
        world.throw_away_mail().await;
        let mut ada = member(world, &group, "Ada").await;
        let account = world.human("Ada").await.account;
        let confirm = "update addresses set account_id = $1 where email = 'ada@work.example'";
        let write = world.app.db.write(|tx| {
            Box::pin(async move { Ok(roost::execute!(tx, sqlx::query(confirm).bind(account))?) })
        });
        write.await.expect("the database answers");

        counts_in(&mut ada).await;
        assert_eq!(
            answers(world).await,
            [
                "Ada 12-17 going",
                "Ada at work 12-24 going",
                "Ada 12-31 going"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_date_that_is_announced_while_she_says_so_has_her_seat_too() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let drafts = [("made_as", Some("draft"))];
        let others = WEEKLY.iter().filter(|(name, _)| *name != "made_as");
        let typed: Vec<_> = others.chain(&drafts).copied().collect();
        make(&mut marta, &typed).await;
        let draft = marta.get(FIRST).await;
        marta.press(&draft, "Publish", &[]).await;
        let mut ada = member(world, &group, "Ada").await;
        let (page, draft) = (ada.get(FIRST).await, marta.get(SECOND).await);

        tokio::join!(
            ada.press(&page, "Count me in every time", &[]),
            marta.press(&draft, "Publish", &[])
        );
        world.work().await;
        assert_eq!(answers(world).await, ["Ada 12-17 going", "Ada 12-24 going"]);
    })
    .await;
}

#[tokio::test]
async fn what_a_date_has_to_ask_waits_for_who_is_counted_in_and_her_letter_says_so() {
    World::tell(async |world| {
        let (group, mut marta) = turku(world).await;
        let asked = Question {
            id: QuestionId::new(&world.app.moment()),
            words: "Your name at the door".to_owned(),
            kind: QuestionKind::Text,
            options: Vec::new(),
            required: true,
            sensitive: false,
            purpose: Purpose::DoorName,
        };
        let evening = world.evening(&group, "Winter night");
        let evening = evening.with(|details| details.questions = Questions(vec![asked]));
        evening.published().await;
        let form = marta
            .get("/turku-python/organize/series/new?from=winter-night")
            .await;
        marta.press(&form, "Save", &[("times", Some("2"))]).await;
        let mut ada = member(world, &group, "Ada").await;
        let page = ada.get("/turku-python/events/winter-night").await;
        ada.press(&page, "Count me in every time", &[]).await;
        assert_eq!(answers(world).await, ["Ada night going"]);

        at(world, "2026-12-02T08:00:00Z").await;
        let mail = world.mail_to("ada@example.org").await;
        let asks = "The organizers ask something that they need an answer to.";
        assert!(mail.text.contains(asks), "{}", mail.text);
        let link = mail.link("See or change your answer");
        let page = world.browser().get(&link).await;
        assert!(
            page.text().contains("Your name at the door"),
            "{}",
            page.text()
        );
    })
    .await;
}
