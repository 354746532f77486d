//! Reminders that could not leave in time, and those that wait for the morning.

use super::outbox;
use super::sink::Sink;
use crate::world::{FOUNDER, World};
use jiff::SignedDuration;
use roost::router;

const STATES: &str = "select count(*) from deliveries
                      where kind = 'rsvp_reminder' and state = 'cancelled'
                        and last_error = 'its event had begun' and message = ''";

/// Lets time pass and runs the jobs that fell due; the mail is left alone.
async fn pass(world: &World, span: SignedDuration) {
    world.app.clock.move_to(world.now().after(span));
    let ran = router::worker(&world.app).run_due().await.unwrap();
    assert_eq!(ran.failed, Vec::<String>::new());
}

#[tokio::test]
async fn a_mail_server_that_comes_back_after_the_event_began_sends_no_reminder() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").published().await;
        for name in ["Ada Kivi", "Bo Kivi"] {
            world.goes(&group, &evening, name).await;
        }
        world.throw_away_mail_after_work().await;
        let sink = Sink::start(None).await;
        let address = sink.address;
        let outbox = outbox(world, &sink);
        sink.stop().await;

        let morning = evening.starts_at.before(SignedDuration::from_hours(32));
        pass(world, morning.since(world.now())).await;
        outbox.deliver_due().await.unwrap();
        let queued = "select count(*) from deliveries
                      where kind = 'rsvp_reminder' and state = 'queued'";
        assert_eq!(world.count(queued).await, 2, "nobody is there to take it");

        pass(world, evening.starts_at.since(world.now())).await;
        let sink = Sink::start_on(address, None).await;
        outbox.deliver_due().await.unwrap();
        assert_eq!(sink.stop().await.messages, []);
        assert_eq!(world.count(STATES).await, 2);
        let mut marta = world.signed_in(FOUNDER).await;
        let people = marta
            .get("/turku-python/organize/events/winter-night/people")
            .await;
        assert_eq!(
            people.text_of("p.soft"),
            "2 reminders were not sent: the mail server could not be reached until the event had \
             begun."
        );
    })
    .await;
}

#[tokio::test]
async fn a_reminder_that_is_late_leaves_by_day() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let evening = world.evening(&group, "Winter night").published().await;
        world.goes(&group, &evening, "Ada Kivi").await;
        let early = world.evening(&group, "Morning run");
        let early = early
            .at(jiff::civil::date(2026, 12, 4).at(6, 30, 0, 0))
            .published()
            .await;
        world.goes(&group, &early, "Bo Kivi").await;

        // The server was off from before ten in the morning until eleven at night.
        let night = evening.starts_at.before(SignedDuration::from_hours(19));
        world.wait(night.since(world.now())).await;
        let mail = world.mail_to("bo-kivi@example.org").await;
        assert_eq!(mail.subject, "Tomorrow: Morning run");
        assert_eq!(
            world.mails().await,
            [],
            "the other can wait for the morning"
        );
        world.wait(SignedDuration::from_hours(8)).await;
        let mail = world.mail_to("ada-kivi@example.org").await;
        assert_eq!(mail.subject, "Tomorrow: Winter night");
    })
    .await;
}
