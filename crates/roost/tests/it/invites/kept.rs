//! How long it is kept who came through whom.

use super::{EVENING, Night, heard, way};
use crate::world::World;
use jiff::SignedDuration;
use roost::groups::ForgetVisitors;
use roost::ids::GroupId;
use roost::invites::{ForgetWays, Heard, KEPT};
use roost::jobs::{self, Run, When};
use roost::{execute, on};

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

/// What is left as numbers: through links, and by each answer to the question.
async fn numbers(world: &World) -> (i64, i64, i64) {
    const SQL: &str = "select coalesce((select cast(sum(former) as bigint)
                                        from invitation_links), 0),
                              coalesce((select search from former_ways), 0),
                              coalesce((select member + list + other from former_ways), 0)";
    let mut tx = world.app.db.read().await.expect("the database answers");
    on!(&mut tx, c => sqlx::query_as(SQL).fetch_one(c).await).expect("it counts")
}

#[tokio::test]
async fn after_two_years_only_numbers_are_left_and_the_job_may_run_twice() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let code = night.code(&mut night.ada.clone()).await;
        night.comes_by("Bo Berg", &code).await;
        let mut cy = night.comes_by("Cy Silent", &code).await;
        let rsvp = format!("{EVENING}/rsvp");
        cy.post(&rsvp, &[("answer", "declined")]).await;
        let mut di = world.signed_in("Di Search").await;
        di.post(&rsvp, &[("answer", "going"), heard(Heard::Search)])
            .await;
        world.throw_away_mail().await;

        world.wait(KEPT - SignedDuration::from_hours(24)).await;
        run(world, ForgetWays).await;
        assert_eq!(night.ways().await.len(), 3);
        world.wait(SignedDuration::from_hours(25)).await;
        for _ in 0..2 {
            run(world, ForgetWays).await;
        }

        assert_eq!(night.ways().await, []);
        assert_eq!(
            numbers(world).await,
            (1, 1, 0),
            "who had declined is no number"
        );
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn of_a_person_who_is_forgotten_a_number_is_left_and_her_links_name_nobody() {
    World::tell(async |world| {
        let night = Night::new(world).await;
        let mut bo = world.browser();
        let said = [
            ("answer", "going"),
            ("name", "Bo"),
            ("email", "bo@example.org"),
        ];
        bo.post(&format!("{EVENING}/rsvp"), &said).await;
        let mail = world.mail_to("bo@example.org").await;
        let page = bo.get(&mail.link("Yes, I’m coming")).await;
        let by_bo = super::code_on(&bo.press(&page, "answer=going", &[]).await);
        world.throw_away_mail().await;
        // A member stays.
        world.member(&night.group, "Cy Silent").await;
        night.comes_by("Cy Silent", &by_bo).await;
        let typed = [
            ("answer", "going"),
            ("name", "Di"),
            ("email", "di@example.org"),
            ("i", by_bo.as_str()),
        ];
        let mut di = world.browser();
        di.post(&format!("{EVENING}/rsvp"), &typed).await;
        let mail = world.mail_to("di@example.org").await;
        let page = di.get(&mail.link("Yes, I’m coming")).await;
        di.press(&page, "answer=going", &[]).await;
        world.throw_away_mail().await;
        assert_eq!(
            night.ways().await,
            [way("Cy Silent", "Bo", false), way("Di", "Bo", false)]
        );

        world.wait(SignedDuration::from_hours(24 * 380)).await;
        run(world, ForgetVisitors).await;

        world.throw_away_mail().await;
        assert_eq!(
            numbers(world).await,
            (1, 0, 0),
            "Di was forgotten, and so was Bo"
        );
        assert_eq!(night.ways().await, [way("Cy Silent", "", false)]);
        assert_eq!(night.follows(&by_bo).await, EVENING, "it leads on");
        assert_eq!(night.visits().await, 0);
        let mut cy = world.signed_in("Cy Silent").await;
        let page = cy.get("/me").await;
        assert!(
            page.text_of("#ways")
                .contains("Somebody invited you who has left.")
        );
        let mut marta = super::organizer(world).await;
        let page = marta.get("/turku-python/organize/growth").await;
        assert!(page.status.is_success());
    })
    .await;
}

#[tokio::test]
async fn a_circle_and_a_link_that_nobody_finds_are_seen_by_whoever_checks() {
    World::tell_of_made_up_rows(async |world| {
        let night = Night::new(world).await;
        let code = night.code(&mut night.ada.clone()).await;
        let mut bo = night.comes_by("Bo Berg", &code).await;
        night.code(&mut bo).await;
        assert_eq!(world.verify().await, Vec::<String>::new());
        let spoil = world.app.db.write(|tx| {
            Box::pin(async move {
                const CIRCLE: &str = "
                    insert into came_through
                        (group_id, person_id, event_id, link_id, heard, tells, came_at)
                    select a.group_id, a.person_id, a.event_id, b.id, null, $1, 0
                    from invitation_links a join invitation_links b on b.person_id <> a.person_id
                    where not exists (select 1 from came_through w
                                      where w.person_id = a.person_id)";
                const TOKENS: &str = "delete from tokens where kind = 'invitation_link'";
                execute!(tx, sqlx::query(CIRCLE).bind(false))?;
                execute!(tx, sqlx::query(TOKENS))?;
                Ok(())
            })
        });
        spoil.await.expect("the database answers");

        let broken = world.verify().await;

        let circle = "somebody came to the group turku-python through herself";
        assert!(broken.iter().any(|it| it == circle), "{broken:?}");
        let lost = format!("the link {code} is found by nobody");
        assert!(broken.contains(&lost), "{broken:?}");
    })
    .await;
}
