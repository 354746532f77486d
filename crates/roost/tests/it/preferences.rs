//! What somebody gets from a group, as she chooses it: from a mail, and signed in.

use crate::world::{Browser, FOUNDER, World};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use roost::events::Event;
use roost::groups::Group;
use roost::router;

const AGREED: &str = "select count(*) from people where mail_agreed_at is not null";
const CHOICES: &str = "select count(*) from mail_choices";
const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

async fn turku(world: &World) -> Group {
    let group = world.group("Turku Python").await;
    world.member(&group, "Ada Kivi").await;
    group
}

/// Marta writes to everybody, and Ada finds the link in her mail.
async fn mailed_link(world: &World) -> String {
    let mut marta = world.signed_in(FOUNDER).await;
    announce(&mut marta, "Bring a cup").await;
    let mail = world.mail_to("ada-kivi@example.org").await;
    world.throw_away_mail().await;
    let link = mail.unsubscribe.expect("an announcement can be ended");
    let ours = link.strip_prefix("http://localhost:8000");
    ours.expect("it is ours").to_owned()
}

pub async fn announce(marta: &mut Browser, subject: &str) {
    let form = marta.get("/turku-python/organize/write").await;
    let typed = [
        ("to", Some("agreed")),
        ("subject", Some(subject)),
        ("body", Some("We have *soup*.")),
    ];
    let preview = marta.press(&form, "do=preview", &typed).await;
    marta.press(&preview, "do=send", &[]).await;
}

async fn one_click(world: &World, link: &str) {
    let body = Body::from("List-Unsubscribe=One-Click");
    let mut program = world.browser();
    let ended = program.send_once(Method::POST, link, body, FORM).await;
    assert_eq!(ended.status, StatusCode::OK);
    assert_eq!(ended.header("set-cookie"), "");
}

#[tokio::test]
async fn from_a_mail_and_without_signing_in_she_chooses_pauses_and_ends() {
    World::tell(async |world| {
        turku(world).await;
        let choices = mailed_link(world).await.replace("/unsubscribe/", "/mail/");
        let mut ada = world.browser();

        let page = ada.get(&choices).await;
        assert_eq!(page.text_of("h1"), "Choose what you get");
        assert_eq!(page.count("input[value=each][checked]"), 2);
        assert_eq!(page.header("cache-control"), "no-store");
        let digest = [
            ("announcements", Some("digest")),
            ("reminders", Some("none")),
        ];
        let page = ada.press(&page, "Save", &digest).await;
        assert_eq!(page.path, choices);
        assert_eq!(page.text_of(".flash"), "Saved. It holds from now on.");
        assert_eq!(
            page.count("input[name=announcements][value=digest][checked]"),
            1
        );
        assert_eq!(page.count("input[name=reminders][value=none][checked]"), 1);
        assert_eq!(
            (world.count(AGREED).await, world.count(CHOICES).await),
            (2, 2)
        );

        let until = [("until", Some("2026-12-24"))];
        let page = ada.press(&page, "Pause", &until).await;
        assert_eq!(
            page.text_of("#paused"),
            "Paused until Thursday 24 December 2026"
        );
        let page = ada.press(&page, "End the pause", &[]).await;
        assert_eq!(page.count("#paused"), 0);

        let each = [("announcements", Some("each")), ("reminders", Some("each"))];
        let page = ada.press(&page, "Save", &each).await;
        assert_eq!(world.count(CHOICES).await, 0, "rows are departures");
        let page = ada
            .press(&page, "End everything from this group", &[])
            .await;
        assert_eq!(page.count("input[value=none][checked]"), 2);
        assert_eq!(world.count(AGREED).await, 1);
        world.throw_away_mail_after_work().await;
    })
    .await;
}

#[tokio::test]
async fn one_click_ends_announcements_and_one_more_takes_that_back() {
    World::tell(async |world| {
        turku(world).await;
        let link = mailed_link(world).await;
        let choices = link.replace("/unsubscribe/", "/mail/");
        let mut ada = world.browser();
        let page = ada.get(&choices).await;
        ada.press(&page, "Save", &[("announcements", Some("digest"))])
            .await;

        let asked = ada.get(&link).await;
        let looked = ada
            .send_once(Method::HEAD, &link, Body::empty(), None)
            .await;
        assert_eq!(looked.status, StatusCode::OK);
        assert_eq!(world.count(AGREED).await, 2, "looking changes nothing");
        for _ in 0..2 {
            one_click(world, &link).await;
            assert_eq!(
                (world.count(AGREED).await, world.count(CHOICES).await),
                (1, 0)
            );
        }
        let ended = ada.press(&asked, "End this mail", &[]).await;
        assert_eq!(ended.text_of("h1"), "Done. This mail has ended.");
        let page = ada.press(&ended, "Undo, I clicked by mistake", &[]).await;
        assert_eq!(page.path, choices);
        assert_eq!(
            page.count("input[name=announcements][value=digest][checked]"),
            1
        );
        assert_eq!(world.count(AGREED).await, 2);

        one_click(world, &link).await;
        let page = ada.get(&link).await;
        assert_eq!(page.text_of("h1"), "Done. This mail has ended.");
        assert_eq!(page.count("main form"), 0);
    })
    .await;
}

/// The evening is the day after tomorrow, at ten in the morning where it is.
async fn two_days_before(world: &World, event: &Event) {
    let morning = event.starts_at.before(SignedDuration::from_hours(56));
    world.wait(morning.since(world.now())).await;
}

#[tokio::test]
async fn a_reminder_ends_reminders_in_one_click_and_changes_still_come() {
    World::tell(async |world| {
        let group = turku(world).await;
        let evening = world.evening(&group, "Winter night").published().await;
        let second = world.evening(&group, "Second night");
        let second = second.at(jiff::civil::date(2026, 12, 10).at(18, 0, 0, 0));
        let second = second.published().await;
        for event in [&evening, &second] {
            world.goes(&group, event, "Ada Kivi").await;
        }
        two_days_before(world, &evening).await;
        world.wait(SignedDuration::from_hours(24)).await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        assert_eq!(mail.subject, "Tomorrow: Winter night");
        let link = mail.link("End reminders");
        assert_eq!(
            mail.unsubscribe,
            Some(format!("http://localhost:8000{link}"))
        );
        let choices = mail.link("Choose what you get");
        assert_eq!(
            format!("{choices}/reminders").replace("/mail/", "/unsubscribe/"),
            link
        );

        let mut ada = world.browser();
        let asked = ada.get(&link).await;
        assert_eq!(asked.text_of("h1"), "End reminders from Turku Python");
        for _ in 0..2 {
            one_click(world, &link).await;
        }
        assert_eq!(world.count(AGREED).await, 2, "announcements still come");
        two_days_before(world, &second).await;
        world.wait(SignedDuration::from_hours(24)).await;
        assert_eq!(world.mails().await, []);
        let mut marta = world.signed_in(FOUNDER).await;
        let cancel = "/turku-python/organize/events/second-night/cancellation";
        marta.post(cancel, &[("note", "No heating.")]).await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        assert_eq!(mail.kind, "rsvp_cancelled");
        assert_eq!(mail.unsubscribe, None);

        let page = ada.press(&asked, "End reminders", &[]).await;
        let page = ada.press(&page, "Undo, I clicked by mistake", &[]).await;
        assert_eq!(page.count("input[name=reminders][value=each][checked]"), 1);
    })
    .await;
}

#[tokio::test]
async fn a_pause_holds_reminders_and_letters_of_two_days_before_and_ends_by_itself() {
    World::tell(async |world| {
        let group = turku(world).await;
        let evening = world.evening(&group, "Winter night");
        let evening = evening.with(|details| details.asks_still_coming = true);
        let evening = evening.published().await;
        let late = world.evening(&group, "Late night");
        let late = late
            .at(jiff::civil::date(2026, 12, 10).at(18, 0, 0, 0))
            .published()
            .await;
        for event in [&evening, &late] {
            world.goes(&group, event, "Ada Kivi").await;
        }
        let mut ada = world.signed_in("Ada Kivi").await;
        let page = ada.get("/turku-python/mail").await;
        ada.press(&page, "Pause", &[("until", Some("2026-12-09"))])
            .await;

        two_days_before(world, &evening).await;
        assert_eq!(world.mails().await, []);
        world.wait(SignedDuration::from_hours(24)).await;
        assert_eq!(world.mails().await, []);
        let asked = "select count(*) from rsvps where asked_still_at is not null";
        assert_eq!(world.count(asked).await, 0, "she owes no word");

        two_days_before(world, &late).await;
        world.wait(SignedDuration::from_hours(24)).await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        assert_eq!(mail.subject, "Tomorrow: Late night");
    })
    .await;
}

/// Does what is due but sends nothing, as if the mail server were away.
async fn work_without_mail(world: &World, span: SignedDuration) {
    world.app.clock.move_to(world.now().after(span));
    let ran = router::worker(&world.app).run_due().await;
    assert_eq!(
        ran.expect("the database answers").failed,
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn a_reminder_in_the_outbox_does_not_outlive_her_choice_nor_her_answer_nor_the_event() {
    World::tell(async |world| {
        let group = turku(world).await;
        let evening = world.evening(&group, "Winter night").published().await;
        for name in ["Ada Kivi", "Bo", "Cy"] {
            world.goes(&group, &evening, name).await;
        }
        // Signing somebody in does what is due, so it comes first.
        let mut ada = world.signed_in("Ada Kivi").await;
        let mut bo = world.signed_in("Bo").await;
        let mut marta = world.signed_in(FOUNDER).await;
        two_days_before(world, &evening).await;
        work_without_mail(world, SignedDuration::from_hours(24)).await;
        let queued = "select count(*) from deliveries where state = 'queued'";
        assert_eq!(world.count(queued).await, 3);

        let page = ada.get("/turku-python/mail").await;
        ada.press(&page, "Save", &[("reminders", Some("none"))])
            .await;
        assert_eq!(world.count(queued).await, 2);
        let answer = format!("{}/rsvp", evening.path("turku-python"));
        bo.post(&answer, &[("answer", "declined")]).await;
        let reminders = "select count(*) from deliveries
                         where state = 'queued' and kind = 'rsvp_reminder'";
        assert_eq!(world.count(reminders).await, 1);
        let cancel = "/turku-python/organize/events/winter-night/cancellation";
        marta.post(cancel, &[("note", "No heating.")]).await;
        work_without_mail(world, SignedDuration::ZERO).await;
        assert_eq!(world.count(reminders).await, 0);
        let kinds: Vec<_> = world
            .mails()
            .await
            .into_iter()
            .map(|mail| mail.kind)
            .collect();
        assert!(!kinds.contains(&"rsvp_reminder".to_owned()), "{kinds:?}");
    })
    .await;
}

#[tokio::test]
async fn the_same_page_is_there_for_who_is_signed_in_and_for_nobody_else() {
    World::tell(async |world| {
        let group = turku(world).await;
        world.member(&group, "ليلى Haddad").await;
        let mut layla = world.signed_in("ليلى Haddad").await;
        let me = layla.get("/me").await;
        assert_eq!(me.count("a[href='/turku-python/mail']"), 1);
        let page = layla.get("/turku-python/mail").await;
        assert!(
            page.text().contains("This is for ليلى Haddad"),
            "{}",
            page.text()
        );
        let page = layla
            .press(&page, "End everything from this group", &[])
            .await;
        assert_eq!(page.path, "/turku-python/mail");
        assert_eq!(world.count(AGREED).await, 2);

        let mut stranger = world.signed_in("Stranger").await;
        let led = stranger.get("/turku-python/mail").await;
        assert_eq!(led.path, "/turku-python/join");
        let visitor = world.browser().get("/turku-python/mail").await;
        assert_eq!(visitor.text_of("h1"), "Sign in");
    })
    .await;
}

#[tokio::test]
async fn mistakes_are_named_and_nothing_is_saved() {
    World::tell(async |world| {
        turku(world).await;
        let mut ada = world.signed_in("Ada Kivi").await;
        let path = "/turku-python/mail";
        let empty = ada.post(path, &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(empty.count(".errors li"), 2);
        let odd = [("announcements", "digest"), ("reminders", "digest")];
        let odd = ada.post(path, &odd).await;
        assert_eq!(
            odd.text_of(".errors li"),
            "Reminders have no digest. Choose whether we remind you."
        );
        assert_eq!(
            odd.count("input[name=announcements][value=digest][checked]"),
            1
        );
        let pause = format!("{path}/pause");
        for (typed, said) in [
            ("2026-11-24", "Choose a day after today."),
            ("1999-01-01", "Choose a day after today."),
            ("2028-01-01", "Choose a day within a year."),
        ] {
            let page = ada.post(&pause, &[("until", typed)]).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(page.text_of(".errors li"), said);
            assert_eq!(
                page.count("input[name=announcements][value=each][checked]"),
                1
            );
        }
        assert_eq!(
            ada.post(&pause, &[]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let paused = "select count(*) from people where mail_paused_until is not null";
        assert_eq!(
            (world.count(paused).await, world.count(CHOICES).await),
            (0, 0)
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_left_is_told_that_nothing_comes_and_cannot_agree() {
    World::tell(async |world| {
        turku(world).await;
        let link = mailed_link(world).await;
        let choices = link.replace("/unsubscribe/", "/mail/");
        let mut ada = world.signed_in("Ada Kivi").await;
        ada.post("/turku-python/leave", &[]).await;
        world.work().await;

        let page = world.browser().get(&choices).await;
        assert_eq!(
            page.text_of(".lede"),
            "You left Turku Python, and it doesn’t write to you any more."
        );
        let each = [("announcements", "each"), ("reminders", "each")];
        world.browser().post(&choices, &each).await;
        world
            .browser()
            .post(&format!("{link}/undo"), &[("was", "each")])
            .await;
        assert_eq!(world.count(AGREED).await, 1);
        one_click(world, &link).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_came_by_a_mail_says_in_one_click_that_their_address_works_again() {
    World::tell(async |world| {
        turku(world).await;
        let choices = mailed_link(world).await.replace("/unsubscribe/", "/mail/");
        let mut ada = world.browser();
        let page = ada.get(&choices).await;
        assert!(!page.text().contains("Mail to you came back"));

        const STOP: &str = "insert into suppressions (folded, reason, created_at)
                            values ('ada-kivi@example.org', 'bounced', 0)";
        let stop = world.app.db.write(|tx| {
            Box::pin(async move {
                roost::execute!(tx, sqlx::query(STOP))?;
                Ok(())
            })
        });
        stop.await.unwrap();
        let page = ada.get(&choices).await;
        assert!(page.text().contains("Mail to you came back"));
        let page = ada.press(&page, "It works, write to me again", &[]).await;
        assert_eq!(page.path, choices);
        let said = "Good. Announcements come to you again.";
        assert_eq!(page.text_of(".flash"), said);
        assert!(!page.text().contains("Mail to you came back"));
        assert_eq!(world.count("select count(*) from suppressions").await, 0);
    })
    .await;
}
