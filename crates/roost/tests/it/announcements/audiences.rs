//! Whom a message reaches: told in words, with a number, before a word is written.

use super::{WRITE, looked_at, turku};
use crate::world::{Page, World};
use jiff::SignedDuration;
use roost::execute;
use roost::ids::PersonId;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Each audience and its number, as the form offers them.
fn offered(page: &Page) -> Vec<(String, String)> {
    let labels = page.text_of(".choice strong");
    let numbers = page.text_of(".choice .num");
    let labels = labels.lines().map(str::to_owned);
    labels.zip(numbers.lines().map(str::to_owned)).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = expected
        .iter()
        .map(|(label, number)| ((*label).to_owned(), (*number).to_owned()));
    owned.collect()
}

async fn change(world: &World, sql: &'static str, person: PersonId) {
    let write = world.app.db.write(|tx| {
        Box::pin(async move {
            execute!(tx, sqlx::query(sql).bind(person))?;
            Ok(())
        })
    });
    write.await.expect("the database answers");
}

#[tokio::test]
async fn who_came_is_told_from_who_never_did_and_from_who_has_not_answered() {
    World::tell(async |world| {
        let group = turku(world, 4).await;
        let first = world.evening(&group, "First night").published().await;
        world.goes(&group, &first, "Member 0").await;
        world.goes(&group, &first, "Member 1").await;
        world.wait(DAY * 30).await;
        let second = world
            .evening(&group, "Second night")
            .at(jiff::civil::date(2027, 1, 8).at(18, 0, 0, 0))
            .published()
            .await;
        world.goes(&group, &second, "Member 0").await;
        world.goes(&group, &second, "Visitor Once").await;
        world.wait(DAY * 30).await;
        let third = world
            .evening(&group, "Third night")
            .at(jiff::civil::date(2027, 2, 5).at(18, 0, 0, 0))
            .published()
            .await;
        world.goes(&group, &third, "Member 2").await;
        world.throw_away_mail().await;
        let mut marta = world.signed_in("Marta Example").await;

        let form = marta.get(WRITE).await;

        // Marta and four members agreed; whoever only answered is in no audience but her event's.
        let third = "Third night, Friday 5 February";
        assert_eq!(
            offered(&form),
            pairs(&[
                ("Everybody who agreed to mail", "5"),
                (&format!("Going to {third}"), "1"),
                (&format!("Has not answered {third}"), "4"),
                ("Came last time", "1"),
                ("Never came", "3"),
                ("Came at least so often", ""),
            ])[..5]
        );
        assert_eq!(form.text_of("#least option"), "2 times: one person");

        let preview = looked_at(&mut marta, WRITE, Some("last")).await;
        let sent = marta.press(&preview, "Send to one person", &[]).await;
        assert!(
            sent.text().contains("to one person who came last time"),
            "{}",
            sent.text()
        );
        world.mail_to("member-0@example.org").await;

        let preview = marta
            .press(
                &form,
                "Look at it",
                &[
                    ("to", Some("times")),
                    ("least", Some("2")),
                    ("subject", Some("A hand?")),
                    ("body", Some("At the door.")),
                ],
            )
            .await;
        let sent = marta.press(&preview, "Send to one person", &[]).await;
        assert!(
            sent.text()
                .contains("to one person who came at least 2 times"),
            "{}",
            sent.text()
        );
        world.mail_to("member-0@example.org").await;
    })
    .await;
}

#[tokio::test]
async fn who_is_new_gets_a_welcome_and_who_came_before_does_not() {
    World::tell(async |world| {
        let group = turku(world, 2).await;
        let first = world.evening(&group, "First night").published().await;
        world.goes(&group, &first, "Member 0").await;
        world.wait(DAY * 30).await;
        let second = world
            .evening(&group, "Second night")
            .at(jiff::civil::date(2027, 1, 8).at(18, 0, 0, 0))
            .published()
            .await;
        world.goes(&group, &second, "Member 0").await;
        world.goes(&group, &second, "Visitor Once").await;
        world.wait(DAY * 16).await;
        world.throw_away_mail().await;
        let mut marta = world.signed_in("Marta Example").await;

        let form = marta.get(&format!("{WRITE}?template=first-timers")).await;
        let preview = marta.press(&form, "Look at it", &[]).await;
        marta.press(&preview, "Send to one person", &[]).await;

        let mail = world.mail_to("visitor-once@example.org").await;
        assert_eq!(mail.subject, "Nice that you came");
        assert!(mail.text.contains("Hi Visitor,"), "{}", mail.text);
        assert!(
            mail.text
                .contains("You get this because you came to Second night"),
            "{}",
            mail.text
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_is_reached_who_left_was_banned_ended_paused_or_reads_the_digest() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        let reasons: [(&str, &'static str); 5] = [
            ("Banned", "update people set banned_at = 1 where id = $1"),
            (
                "Ended",
                "update people set mail_agreed_at = null, mail_stopped_at = 1 where id = $1",
            ),
            (
                "Paused",
                "update people set mail_paused_until = 9000000000000000 where id = $1",
            ),
            (
                "Digest",
                "insert into mail_choices (group_id, person_id, kind, mode, changed_at)
                 select group_id, id, 'announcements', 'digest', 1 from people where id = $1",
            ),
            (
                "Suppressed",
                "insert into suppressions (folded, reason, created_at)
                 select a.folded, 'asked', 1 from people p join addresses a on a.id = p.address_id
                 where p.id = $1",
            ),
        ];
        for (name, sql) in reasons {
            let person = world.member(&group, name).await;
            change(world, sql, person.id).await;
        }
        world.member(&group, "Left").await;
        let mut left = world.signed_in("Left").await;
        left.post("/turku-python/leave", &[]).await;
        world.throw_away_mail().await;
        let mut marta = world.signed_in("Marta Example").await;

        let preview = looked_at(&mut marta, WRITE, None).await;
        assert_eq!(
            preview.text_of("#to > .choices .choice:first-child .hint"),
            "2 people who want to hear about other evenings. Use this once a month: people stay \
             when you write less. One more reads it in the digest."
        );
        marta.press(&preview, "Send to 2 people", &[]).await;

        let to: Vec<_> = world
            .mails()
            .await
            .into_iter()
            .map(|mail| mail.to)
            .collect();
        assert_eq!(to, ["marta-example@example.org", "member-0@example.org"]);
    })
    .await;
}

#[tokio::test]
async fn a_choice_made_while_the_copies_wait_counts() {
    World::tell(async |world| {
        let group = turku(world, 0).await;
        let pauses = world.member(&group, "Pauses").await;
        let digest = world.member(&group, "Digest").await;
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;
        let sent = marta.press(&preview, "Send to 3 people", &[]).await;

        let pause = "update people set mail_paused_until = 9000000000000000 where id = $1";
        change(world, pause, pauses.id).await;
        let choose = "insert into mail_choices (group_id, person_id, kind, mode, changed_at)
                      select group_id, id, 'announcements', 'digest', 1 from people where id = $1";
        change(world, choose, digest.id).await;

        world.mail_to("marta-example@example.org").await;
        assert_eq!(super::numbers(&marta.get(&sent.path).await), "0 0 1 0 2");
    })
    .await;
}

#[tokio::test]
async fn an_event_of_another_group_is_no_audience() {
    World::tell(async |world| {
        turku(world, 1).await;
        let other = world
            .group_by("Oulu Rust", "Marta Example", roost::groups::State::Open)
            .await;
        let theirs = world.evening(&other, "Their night").published().await;
        let mut marta = world.signed_in("Marta Example").await;

        let going = format!("going.{}", theirs.id);
        let refused = looked_at(&mut marta, WRITE, Some(&going)).await;
        assert_eq!(
            refused.text_of("#to .error"),
            "Error: Nobody is in this audience yet. Choose another one."
        );
        assert_eq!(world.count("select count(*) from announcements").await, 0);
        world.throw_away_mail().await;
    })
    .await;
}
