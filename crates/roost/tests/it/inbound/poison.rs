//! A message that no job can read.

use super::client::Client;
use super::{Doors, arrivals, takes_mail};
use crate::world::World;
use axum::http::StatusCode;
use jiff::SignedDuration;
use roost::ids::GroupId;
use roost::inbound::ForgetReceived;
use roost::jobs::{self, When};
use roost::{execute, router};

async fn alter(world: &World, sql: &'static str) {
    let altered = world.app.db.write(|tx| {
        Box::pin(async move {
            execute!(tx, sqlx::query(sql))?;
            Ok(())
        })
    });
    altered.await.unwrap();
}

async fn forget(world: &World) {
    let at = &world.app.moment();
    let enqueue = world.app.db.write(|tx| {
        Box::pin(async move {
            let when = When::now(at);
            Ok(jobs::enqueue(tx, at, GroupId::NONE, &ForgetReceived, when).await?)
        })
    });
    enqueue.await.unwrap();
    world.work().await;
}

#[tokio::test]
async fn it_is_set_aside_with_its_source_and_others_go_on() {
    World::tell_in(takes_mail, async |world| {
        let tomi = world.keeper("Tomi Example").await;
        let mut keeper = world.browser_of(&tomi).await;
        let doors = Doors::open(world).await;
        let mut client = Client::greet(doors.smtp, "EHLO mx.example.net").await;

        // What the job of this inbox reads is gone for a while.
        alter(world, "alter table complaints rename to away").await;
        alter(world, "alter table accounts rename column keeper to kept").await;
        let text = "Subject: <b>a</b>\n\n<script>alert(1)</script>";
        client.post("ada@example.org", "abuse", text).await;
        for _ in 0..5 {
            let ran = router::worker(&world.app).run_due().await.unwrap();
            assert_eq!(ran.failed.len(), 1);
            let later = world.now().after(SignedDuration::from_hours(2));
            world.app.clock.move_to(later);
        }
        alter(world, "alter table away rename to complaints").await;
        alter(world, "alter table accounts rename column kept to keeper").await;

        let forged = format!("b+{}", "a".repeat(39));
        client.post("", &forged, "Subject: others go on\n\n").await;
        world.wait(SignedDuration::from_secs(1)).await;
        let page = keeper.get("/keeper").await;
        let panel = page.text_of("section[aria-labelledby=arrivals] p");
        assert!(panel.contains("One waits to be read."), "{panel}");
        assert!(
            panel.contains("One mail came in within the last hour."),
            "{panel}"
        );
        let path = page
            .attribute("section[aria-labelledby=arrivals] a", "href")
            .unwrap();
        let source = keeper.get(&path).await;
        assert_eq!(source.header("content-type"), "text/plain; charset=utf-8");
        assert!(
            source
                .header("content-disposition")
                .starts_with("attachment;")
        );
        assert_eq!(source.header("x-content-type-options"), "nosniff");
        let mut stranger = world.signed_in("Ada Example").await;
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);

        let page = keeper.press(&page, "Try again", &[]).await;
        assert_eq!(page.count("section[aria-labelledby=jobs] li"), 0);
        let mail = world.mail_to("tomi-example@example.org").await;
        assert!(mail.text.contains("alert(1)") || mail.subject.contains("To abuse"));
        let arrived = arrivals(world).await;
        let states: Vec<_> = arrived.iter().map(|(_, state, _)| state.as_str()).collect();
        assert_eq!(states, ["done", "dropped"]);

        forget(world).await;
        assert_eq!(world.count("select count(*) from received").await, 2);
        world.wait(SignedDuration::from_hours(31 * 24)).await;
        forget(world).await;
        assert_eq!(world.count("select count(*) from received").await, 0);
        doors.close().await;
    })
    .await;
}
