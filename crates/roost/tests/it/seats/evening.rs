//! What answers do when the evening itself changes, and on the day before.

use super::{Night, pairs};
use crate::world::{FOUNDER, World};
use jiff::{SignedDuration, ToSpan};
use roost::events::{self, Schedule};
use roost::groups;

impl Night<'_> {
    pub(super) async fn postpone(&self) {
        let founder = self.world.human(FOUNDER).await;
        let by = &self.world.organizer(&self.group, &founder).await;
        let (at, id) = (&self.world.app.moment(), self.event.id);
        let write = self.world.app.db.write(|tx| {
            Box::pin(async move { events::postpone(tx, at, by, id, "The pipes burst.").await })
        });
        write.await.expect("the database answers");
    }

    /// So many days after the first date.
    pub(super) async fn redate(&self, days: i64) {
        let founder = self.world.human(FOUNDER).await;
        let by = &self.world.organizer(&self.group, &founder).await;
        let (at, id) = (&self.world.app.moment(), self.event.id);
        let starts = self
            .event
            .starts()
            .datetime()
            .checked_add(days.days())
            .unwrap();
        let ends = starts.checked_add(2.hours()).unwrap();
        let when = Schedule::new(&self.event.zone, starts, ends, None, at.now).unwrap();
        let when = &when;
        let write = self
            .world
            .app
            .db
            .write(|tx| Box::pin(async move { events::redate(tx, at, by, id, when).await }));
        write.await.expect("the database answers");
    }

    pub(super) async fn start_an_hour_later(&self) {
        let starts = self.event.starts().datetime();
        let starts = starts.checked_add(1.hours()).unwrap();
        let ends = starts.checked_add(2.hours()).unwrap();
        let now = self.world.now();
        let when = Schedule::new(&self.event.zone, starts, ends, None, now).unwrap();
        self.edit(|details| details.schedule = when).await;
    }

    pub(super) async fn cancel(&self) {
        let founder = self.world.human(FOUNDER).await;
        let by = &self.world.organizer(&self.group, &founder).await;
        let (at, id) = (&self.world.app.moment(), self.event.id);
        let write = self.world.app.db.write(|tx| {
            Box::pin(async move { events::cancel(tx, at, by, id, "The speaker is ill.").await })
        });
        write.await.expect("the database answers");
    }
}

#[tokio::test]
async fn people_who_are_going_are_reminded_on_the_day_before_and_can_cancel_by_it() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.says("Ada", "going").await;
        night.says("Grace", "going").await;
        world.throw_away_mail().await;

        night.wait_until_hours_before(32).await;
        let reminder = world.mail_to("ada@example.org").await;
        assert_eq!(reminder.subject, "Tomorrow: Winter night");
        let mut browser = world.browser();
        let page = browser.get(&reminder.link("I can’t come")).await;
        assert_eq!(page.count("main button"), 1);
        browser.press(&page, "answer=declined", &[]).await;

        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_seat_free", "grace@example.org")])
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_answers_after_the_reminder_is_not_reminded() {
    World::tell(async |world| {
        let night = Night::new(world, 5).await;
        night.says("Ada", "going").await;
        night.wait_until_hours_before(30).await;
        night.says("Grace", "going").await;
        world.throw_away_mail().await;

        night.wait_until_hours_before(1).await;
        assert_eq!(night.mailed().await, []);
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_evening_tells_everybody_who_comes_or_waits_once_and_moves_no_seat() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        for name in ["Ada", "Grace", "Linus"] {
            night.says(name, "going").await;
        }
        night.says("Linus", "declined").await;
        world.throw_away_mail().await;

        night.cancel().await;
        let mailed = night.mailed().await;
        world.wait(SignedDuration::from_hours(24 * 12)).await;

        assert_eq!(
            mailed,
            pairs(&[
                ("rsvp_cancelled", "ada@example.org"),
                ("rsvp_cancelled", "grace@example.org"),
            ])
        );
        assert_eq!(
            night.answers().await[0],
            ("Ada".to_owned(), "going".to_owned())
        );
    })
    .await;
}

#[tokio::test]
async fn a_changed_time_tells_those_who_are_going_what_it_was() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.says("Ada", "going").await;
        night.says("Grace", "going").await;
        world.throw_away_mail().await;

        night.start_an_hour_later().await;

        let changed = world.mail_to("ada@example.org").await;
        assert_eq!(changed.kind, "rsvp_changed");
        let text = "Was Friday 4 December, 18:00. Now Friday 4 December, 19:00.";
        assert!(changed.text.contains(text), "{}", changed.text);
    })
    .await;
}

#[tokio::test]
async fn before_a_change_is_told_only_those_are_counted_who_will_hear_of_it() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        night.says("Ada", "going").await;
        night.says("Grace", "going").await;
        world.throw_away_mail().await;
        let mut marta = world.signed_in(FOUNDER).await;
        let form = marta
            .get("/turku-python/organize/events/winter-night/edit")
            .await;

        let later = [("starts_at", Some("18:30")), ("ends_at", Some("20:30"))];
        let asking = marta.press(&form, "Save", &later).await;
        marta.press(&asking, "Save and tell one person", &[]).await;

        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_changed", "ada@example.org")])
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_date_asks_everybody_once_and_silence_frees_the_seat_three_days_before() {
    World::tell(async |world| {
        let night = Night::new(world, 2).await;
        for name in ["Ada", "Grace", "Linus"] {
            night.says(name, "going").await;
        }
        world.throw_away_mail().await;

        night.postpone().await;
        assert_eq!(night.mailed().await.len(), 3);
        night.redate(20).await;
        let asked = world.mails().await;
        assert!(asked.iter().all(|mail| mail.kind == "rsvp_redated"));
        assert_eq!(asked.len(), 3);
        let mut browser = world.browser();
        let page = browser.get(&asked[0].link("I’m still coming")).await;
        browser.press(&page, "answer=going", &[]).await;
        world.wait(SignedDuration::from_hours(24 * 28)).await;

        assert_eq!(
            night.mailed().await,
            pairs(&[
                ("rsvp_silent", "grace@example.org"),
                ("rsvp_seat_free", "linus@example.org"),
            ])
        );
        assert_eq!(
            night.answers().await,
            pairs(&[
                ("Ada", "going"),
                ("Grace", "declined"),
                ("Linus", "offered")
            ])
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_the_group_gives_her_seat_back() {
    World::tell(async |world| {
        let night = Night::new(world, 1).await;
        let ada = world.member(&night.group, "Ada").await;
        night.says("Ada", "going").await;
        night.says("Grace", "going").await;
        world.throw_away_mail().await;

        let (at, group, person) = (&world.app.moment(), &night.group, ada.id);
        let leave = world
            .app
            .db
            .write(|tx| Box::pin(async move { groups::leave(tx, at, group, person).await }));
        leave.await.expect("the database answers");

        assert_eq!(
            night.mailed().await,
            pairs(&[("rsvp_seat_free", "grace@example.org")])
        );
    })
    .await;
}
