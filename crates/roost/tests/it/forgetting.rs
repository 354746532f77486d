//! What is kept no longer than it is needed.

use crate::world::{FOUNDER, World};
use jiff::SignedDuration;
use roost::groups::ForgetVisitors;
use roost::ids::GroupId;
use roost::jobs::{self, Run, When};
use roost::mail::ForgetRecipients;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What comes once a day.
async fn run(world: &World, job: impl Run) {
    let (at, job) = (&world.app.moment(), &job);
    let enqueue = world.app.db.write(|tx| {
        Box::pin(async move {
            let when = When::now(at);
            Ok(jobs::enqueue(tx, at, GroupId::NONE, job, when).await?)
        })
    });
    enqueue.await.expect("the database answers");
    world.work().await;
}

#[tokio::test]
async fn the_outbox_forgets_whom_it_wrote_to_after_a_month_and_the_numbers_stay() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        world.member(&group, "Ada Kivi").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let write = marta.get("/turku-python/organize/write").await;
        let typed = [("subject", Some("Bring a cup")), ("body", Some("Soup."))];
        let preview = marta.press(&write, "Look at it", &typed).await;
        let sent = marta.press(&preview, "Send to 2 people", &[]).await;
        let ask = [("email", "leo@example.org")];
        world.browser().post("/sign-in", &ask).await;
        world.work().await;
        world.throw_away_mail().await;
        let known = "select count(*) from deliveries where recipient <> ''";
        let rows = "select count(*) from deliveries";

        world.wait(DAY * 29).await;
        run(world, ForgetRecipients).await;
        assert_eq!(world.count(known).await, 3);

        world.wait(DAY * 2).await;
        run(world, ForgetRecipients).await;
        assert_eq!(world.count(known).await, 0);
        assert_eq!(world.count(rows).await, 2, "the announcement's copies");
        let mut marta = world.signed_in(FOUNDER).await;
        let numbers = marta.get(&sent.path).await.text_of(".stat .v");
        assert_eq!(numbers.replace('\n', " "), "0 0 2 0 0");
    })
    .await;
}

#[tokio::test]
async fn whoever_was_asked_to_organize_and_never_came_is_forgotten() {
    World::tell(async |world| {
        world.group("Turku Python").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let invitations = "/turku-python/organize/invitations";
        marta
            .post(invitations, &[("email", "tomi@work.example")])
            .await;
        world.mail_to("tomi@work.example").await;
        let known = "select count(*) from addresses where folded = 'tomi@work.example'";

        world.wait(DAY * 100).await;
        run(world, ForgetVisitors).await;
        assert_eq!(world.count("select count(*) from invitations").await, 1);
        world.wait(DAY * 5).await;
        run(world, ForgetVisitors).await;
        assert_eq!(world.count("select count(*) from invitations").await, 0);
        run(world, ForgetVisitors).await;

        assert_eq!(world.count(known).await, 0);
    })
    .await;
}
