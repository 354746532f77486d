//! "Still coming?": who is going is asked two days before, where the organizers want it.

use super::{Night, pairs};
use crate::world::{FOUNDER, World};
use jiff::ToSpan;
use roost::events::{Details, Schedule};
use roost::jobs::{self, When};
use roost::rsvps::WriteAhead;

/// Two days before the evening, at ten in the morning.
const ROUND: i64 = 56;
const REMINDER: i64 = 32;

async fn asking(world: &World, capacity: i64) -> Night<'_> {
    Night::with(world, |details| {
        details.capacity = Some(capacity);
        details.asks_still_coming = true;
    })
    .await
}

impl Night<'_> {
    async fn people_say(&self) -> String {
        let mut marta = self.world.signed_in(FOUNDER).await;
        marta.get(&self.people_path()).await.text_of("p.soft")
    }

    /// The job that asks, now.
    async fn ask_now(&self) {
        let (at, group, event) = (&self.world.app.moment(), self.group.id, self.event.id);
        let enqueue = self.world.app.db.write(|tx| {
            Box::pin(async move {
                let job = WriteAhead { group, event };
                Ok(jobs::enqueue(tx, at, group, &job, When::now(at)).await?)
            })
        });
        enqueue.await.expect("the database answers");
        self.world.work().await;
    }
}

#[tokio::test]
async fn a_yes_is_noted_a_no_frees_the_seat_at_once_and_silence_keeps_it() {
    World::tell(async |world| {
        let night = asking(world, 3).await;
        for name in ["Ada", "Bo", "Cy", "Di"] {
            night.says(name, "going").await;
        }
        world.throw_away_mail().await;
        assert_eq!(
            night.people_say().await,
            "Two days before, everybody who is going is asked whether they still come."
        );

        night.wait_until_hours_before(ROUND + 1).await;
        assert_eq!(night.mailed().await, []);
        night.wait_until_hours_before(ROUND).await;
        let (ada, bo) = (
            world.mail_to("ada@example.org").await,
            world.mail_to("bo@example.org").await,
        );
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_still_coming", "cy@example.org")])
        );
        assert_eq!(
            ada.subject,
            "Still coming? Winter night, Friday 4 December, 18:00"
        );
        let said = "You said you’re coming to “Winter night”. One tap tells the organizers\n\
                    that you still are, or frees your seat for somebody else.";
        assert!(ada.text.contains(said), "{}", ada.text);
        let silence = "Without an answer your seat stays yours.";
        assert!(ada.text.contains(silence), "{}", ada.text);

        let mut browser = world.browser();
        let yes = browser.get(&ada.link("Yes, I am")).await;
        let no = browser.get(&bo.link("No, free my seat")).await;
        assert_eq!((yes.count("main button"), no.count("main button")), (1, 1));
        let nobody =
            "Still coming? Nobody has said yes yet, 3 haven’t answered, nobody freed a seat.";
        assert_eq!(
            night.people_say().await,
            nobody,
            "opening a link says nothing"
        );
        assert_eq!(night.sees("Ada").await, "Still coming?");
        browser.press(&yes, "Yes, I’m still coming", &[]).await;
        assert_eq!(night.sees("Ada").await, "You’re coming");
        browser.press(&no, "No, free my seat", &[]).await;
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_seat_free", "di@example.org")])
        );
        night.says("Di", "going").await;
        world.throw_away_mail().await;
        let said = "Still coming? One said yes, one hasn’t answered, one freed a seat.";
        assert_eq!(night.people_say().await, said);
        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta
            .get("/turku-python/organize/events/winter-night/readiness")
            .await;
        let turnout = page.text_of("section[aria-labelledby=turnout]");
        assert!(turnout.contains(said), "{turnout}");
        let rows = marta.get(&night.people_path()).await.text_of("tbody tr");
        assert!(
            rows.contains("ada@example.org going still coming"),
            "{rows}"
        );
        assert!(
            rows.contains("cy@example.org going asked, no answer"),
            "{rows}"
        );

        // Who has just said so needs no reminder.
        night.wait_until_hours_before(REMINDER).await;
        assert_eq!(
            night.mailed().await,
            pairs(&[
                ("rsvp_reminder", "cy@example.org"),
                ("rsvp_reminder", "di@example.org"),
            ])
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_is_asked_unless_the_organizers_say_so_and_then_once() {
    World::tell(async |world| {
        let night = Night::new(world, 5).await;
        night.says("Ada", "going").await;
        world.throw_away_mail().await;
        night.wait_until_hours_before(ROUND - 4).await;
        night.ask_now().await;
        night.says("Grace", "going").await;
        world.throw_away_mail().await;

        // Grace has said so an hour ago.
        night.wait_until_hours_before(ROUND - 5).await;
        night.edit(|details| details.asks_still_coming = true).await;
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_still_coming", "ada@example.org")])
        );
        night.ask_now().await;
        night.ask_now().await;
        assert_eq!(night.mailed().await, []);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_no_account_is_asked_and_whoever_has_no_address_owes_no_word() {
    World::tell(async |world| {
        let night = asking(world, 5).await;
        night.types("Ada", "ada@example.org").await;
        let mail = world.mail_to("ada@example.org").await;
        let mut browser = world.browser();
        let page = browser.get(&mail.link("Yes, I’m coming")).await;
        browser.press(&page, "answer=going", &[]).await;
        night.types("Eve", "eve@example.org").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let page = marta.get(&night.people_path()).await;
        let typed = [("name", Some("Bo")), ("reason", Some("Said so"))];
        marta.press(&page, "Add somebody", &typed).await;
        world.throw_away_mail().await;

        night.wait_until_hours_before(ROUND).await;
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_still_coming", "ada@example.org")])
        );
        assert_eq!(
            night.people_say().await,
            "Still coming? Nobody has said yes yet, one hasn’t answered, nobody freed a seat."
        );
    })
    .await;
}

#[tokio::test]
async fn an_evening_that_is_cancelled_or_over_asks_nobody() {
    World::tell(async |world| {
        let night = asking(world, 5).await;
        night.says("Ada", "going").await;
        night.cancel().await;
        world.work().await;
        world.throw_away_mail().await;
        night.wait_until_hours_before(ROUND).await;
        assert_eq!(night.mailed().await, []);
    })
    .await;
    World::tell(async |world| {
        let night = asking(world, 5).await;
        night.says("Ada", "going").await;
        world.throw_away_mail().await;
        // The server was off.
        night.wait_until_hours_before(-48).await;
        night.ask_now().await;
        assert_eq!(night.mailed().await, []);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_was_off_asks_late_and_reminds_by_the_same_letter() {
    World::tell(async |world| {
        let night = asking(world, 5).await;
        night.says("Ada", "going").await;
        world.throw_away_mail().await;
        night.wait_until_hours_before(REMINDER - 2).await;
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_still_coming", "ada@example.org")])
        );
    })
    .await;
}

/// The same evening, so many days later.
fn later(night: &Night<'_>, days: i64) -> impl FnOnce(&mut Details) {
    let starts = night.event.starts().datetime();
    let starts = starts.checked_add(days.days()).unwrap();
    let ends = starts.checked_add(2.hours()).unwrap();
    let when = Schedule::new(&night.event.zone, starts, ends, None, night.world.now()).unwrap();
    |details| details.schedule = when
}

#[tokio::test]
async fn what_was_said_of_the_old_day_is_asked_anew_for_the_new_one() {
    World::tell(async |world| {
        let night = asking(world, 5).await;
        night.says("Ada", "going").await;
        world.throw_away_mail().await;
        night.wait_until_hours_before(ROUND).await;
        let mail = world.mail_to("ada@example.org").await;
        let mut browser = world.browser();
        let page = browser.get(&mail.link("Yes, I am")).await;
        browser.press(&page, "answer=going", &[]).await;

        night.edit(later(&night, 7)).await;
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_changed", "ada@example.org")])
        );
        night.wait_until_hours_before(REMINDER).await;
        assert_eq!(night.mailed().await, []);
        night.wait_until_hours_before(ROUND - 24 * 7).await;
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_still_coming", "ada@example.org")])
        );

        night.postpone().await;
        night.redate(14).await;
        world.work().await;
        world.throw_away_mail().await;
        night.wait_until_hours_before(ROUND - 24 * 14).await;
        // Who never said that the new date suits has no seat to be asked about.
        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_silent", "ada@example.org")])
        );
    })
    .await;
}

#[tokio::test]
async fn the_form_keeps_whether_people_are_asked() {
    World::tell(async |world| {
        let night = Night::new(world, 5).await;
        let edit = "/turku-python/organize/events/winter-night/edit";
        let mut marta = world.signed_in(FOUNDER).await;
        let asks = async |marta: &mut crate::world::Browser| {
            marta
                .get(edit)
                .await
                .count("input[name=asks_still_coming][checked]")
        };
        let form = marta.get(edit).await;
        marta
            .press(&form, "Save", &[("asks_still_coming", Some("yes"))])
            .await;
        assert_eq!(asks(&mut marta).await, 1);
        let form = marta.get(edit).await;
        marta
            .press(&form, "Save", &[("asks_still_coming", None)])
            .await;
        assert_eq!(asks(&mut marta).await, 0);
        world.work().await;
        assert_eq!(night.mailed().await, []);
    })
    .await;
}
