//! What became of each copy, and of the mail for one address.

use super::{WRITE, looked_at, numbers, turku};
use crate::mail::{outbox, sink::Sink};
use crate::world::World;

const FATE: &str = "/turku-python/organize/mail";

#[tokio::test]
async fn what_is_put_off_refused_and_sent_stands_beside_each_other_and_the_rest_can_be_stopped() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        for name in ["Later", "Never"] {
            world.member(&group, name).await;
        }
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;
        let sent = marta.press(&preview, "Send to 4 people", &[]).await;
        let sink = Sink::start(None).await;
        let (worker, outbox) = (roost::router::worker(&world.app), outbox(world, &sink));
        worker.run_due().await.expect("the database answers");
        outbox.deliver_due().await.expect("the database answers");

        let page = marta.get(&sent.path).await;
        assert_eq!(numbers(&page), "0 1 2 1 0");
        let troubles = page.text_of("#troubles + ul li");
        assert_eq!(
            troubles,
            "Never Bounced permanent error (550): 5.1.1 … is unknown\n\
             Later Deferred transient error (451): 4.2.1 … is busy"
        );

        let stopped = marta.press(&page, "Stop the rest", &[]).await;
        worker.run_due().await.expect("the database answers");
        let stopped = marta.get(&stopped.path).await;
        assert_eq!(numbers(&stopped), "0 0 2 1 0 1");
        assert_eq!(sink.stop().await.messages.len(), 2);
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn an_organizer_sees_what_happened_to_the_mail_for_an_address_and_only_of_her_group() {
    World::tell(async |world| {
        let group = turku(world, 1).await;
        let other = world
            .group_by("Oulu Rust", "Olli Example", roost::groups::State::Open)
            .await;
        world.member(&other, "Member 0").await;
        world.member(&group, "Never").await;
        let mut marta = world.signed_in("Marta Example").await;
        let preview = looked_at(&mut marta, WRITE, None).await;
        marta.press(&preview, "Send to 3 people", &[]).await;
        let sink = Sink::start(None).await;
        let (worker, outbox) = (roost::router::worker(&world.app), outbox(world, &sink));
        worker.run_due().await.expect("the database answers");
        outbox.deliver_due().await.expect("the database answers");
        sink.stop().await;

        let form = marta.get(FATE).await;
        let asked = [("address", Some("NEVER@example.org"))];
        let found = marta.press(&form, "Look it up", &asked).await;
        let text = found.text_of("section");
        assert!(text.contains("Never Agreed to mail on"), "{text}");
        assert!(text.contains("Bring a cup Refused for good"), "{text}");

        let asked = [("address", Some("nobody@example.org"))];
        let nobody = marta.press(&form, "Look it up", &asked).await;
        assert_eq!(
            nobody.text_of("section"),
            "nobody@example.org Nobody in the group has this address. Nothing was sent there in \
             the last month."
        );

        let mut olli = world.signed_in("Olli Example").await;
        let theirs = olli
            .get("/oulu-rust/organize/mail?address=member-0@example.org")
            .await;
        assert!(!theirs.text().contains("Bring a cup"), "{}", theirs.text());
        world.throw_away_mail().await;
    })
    .await;
}
