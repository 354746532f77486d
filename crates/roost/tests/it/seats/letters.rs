//! What letters about answers say, word for word.

use super::Night;
use crate::world::{Mail, World};

/// The letter as its reader sees it, with the secret of its links left out.
fn shown(mail: &Mail) -> String {
    let secret = regex::Regex::new(r"/(rsvp|c|mail|unsubscribe)/[A-Za-z0-9_-]{22}")
        .expect("it is a pattern");
    let text = secret.replace_all(&mail.text, "/$1/SECRET");
    let code = regex::Regex::new("/i/[A-Z2-7]{8}").expect("it is a pattern");
    let text = code.replace_all(&text, "/i/CODE");
    format!(
        "From: {}\nTo: {}\nSubject: {}\n\n{text}",
        mail.from, mail.to, mail.subject
    )
}

fn all_shown(mails: &[Mail]) -> String {
    let shown: Vec<String> = mails.iter().map(shown).collect();
    shown.join("\n\n==========\n\n")
}

#[tokio::test]
async fn letters_about_a_new_answer_say_what_happened_and_what_one_can_do() {
    World::tell(async |world| {
        let night = Night::with(world, |details| {
            details.capacity = Some(1);
            details.guests_allowed = 1;
        })
        .await;
        night.types("Ada Kivi", "ada@example.org").await;
        night.types("Ada Kivi", "ada@example.org").await;
        night
            .says_with("Linus", &[("answer", "going"), ("guests", "1")])
            .await;
        let mut told = world.mails().await;
        insta::assert_snapshot!(
            "please_confirm_html",
            told[0].html.replace(
                told[0].link("See or change your answer").as_str(),
                "/rsvp/SECRET"
            )
        );
        night.edit(|details| details.capacity = Some(3)).await;
        night.says("Grace", "going").await;
        night.edit(|details| details.capacity = Some(4)).await;
        told.extend(world.mails().await);

        insta::assert_snapshot!("new_answers", all_shown(&told));
    })
    .await;
}

#[tokio::test]
async fn letters_about_a_freed_seat_say_until_when_it_is_held() {
    World::tell(async |world| {
        let night = Night::with(world, |details| {
            details.capacity = Some(1);
            details.guests_allowed = 1;
        })
        .await;
        night.says("Ada", "going").await;
        night
            .says_with("Linus", &[("answer", "going"), ("guests", "1")])
            .await;
        night.says("Grace", "going").await;
        night.says("Margaret", "going").await;
        world.throw_away_mail().await;
        night.says("Ada", "declined").await;
        world.wait(jiff::SignedDuration::from_hours(24)).await;
        night.wait_until_hours_before(2).await;
        let told = world.mails().await;

        // They let every offer pass and are asked in turn; each kind is read once.
        let mut kinds = Vec::new();
        let first: Vec<Mail> = told
            .into_iter()
            .filter(|mail| {
                !kinds.contains(&mail.kind) && {
                    kinds.push(mail.kind.clone());
                    true
                }
            })
            .collect();
        insta::assert_snapshot!("freed_seats", all_shown(&first));
    })
    .await;
}

#[tokio::test]
async fn letters_about_another_date_or_none_say_what_it_was() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.says("Ada", "going").await;
        world.throw_away_mail().await;
        night.start_an_hour_later().await;
        night.postpone().await;
        world.work().await;
        night.redate(20).await;
        world.work().await;
        world.wait(jiff::SignedDuration::from_hours(24 * 28)).await;
        night.says("Grace", "going").await;
        world.wait(jiff::SignedDuration::from_hours(48)).await;
        night.cancel().await;

        let told = world.mails().await;
        insta::assert_snapshot!("dates", all_shown(&told));
    })
    .await;
}

#[tokio::test]
async fn whoever_comes_gets_the_evening_for_her_calendar_and_a_change_raises_its_sequence() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.says("Ada", "going").await;
        let going = world.mail_to("ada@example.org").await;
        night.start_an_hour_later().await;
        let changed = world.mail_to("ada@example.org").await;

        let entry = |mail: &Mail| {
            let calendar = mail.calendar.clone().expect("the evening comes with it");
            let wanted = [
                "UID",
                "SEQUENCE",
                "DTSTART",
                "LOCATION",
                "ORGANIZER",
                "STATUS",
            ];
            let (_, event) = calendar.split_once("BEGIN:VEVENT").expect("it has one");
            let lines = event.lines().filter(|line| {
                let name = line.split([':', ';']).next();
                name.is_some_and(|name| wanted.contains(&name))
            });
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let id = night.event.id;
        let lines = |sequence: i64, start: &str| {
            vec![
                format!("UID:{id}"),
                format!("SEQUENCE:{sequence}"),
                format!("DTSTART;TZID=Europe/Helsinki:{start}"),
                "LOCATION:Old Post Office".to_owned(),
                "STATUS:CONFIRMED".to_owned(),
                "ORGANIZER;CN=\"Turku Python\":mailto:marta-example@example.org".to_owned(),
            ]
        };
        let sorted = |mut lines: Vec<String>| {
            lines.sort();
            lines
        };
        let sequence = night.event.sequence;
        assert_eq!(
            sorted(entry(&going)),
            sorted(lines(sequence, "20261204T180000"))
        );
        assert_eq!(
            sorted(entry(&changed)),
            sorted(lines(sequence + 1, "20261204T190000"))
        );
    })
    .await;
}
