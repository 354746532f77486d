//! What whoever runs the installation decides and watches.

use crate::world::{Browser, World};
use axum::http::StatusCode;
use jiff::SignedDuration;
use roost::ids::{GroupId, JobId};
use roost::settings::Founding;

async fn keeper(world: &World) -> Browser {
    let tomi = world.keeper("Tomi Example").await;
    world.browser_of(&tomi).await
}

#[tokio::test]
async fn a_visitor_is_asked_to_sign_in_and_whoever_keeps_nothing_finds_nothing() {
    World::tell(async |world| {
        let (mut visitor, mut member) = (world.browser(), world.signed_in("Ada Example").await);

        assert_eq!(visitor.get("/keeper").await.path, "/sign-in?next=%2Fkeeper");
        assert_eq!(member.get("/keeper").await.status, StatusCode::NOT_FOUND);
        let posted = member
            .post("/keeper/founding", &[("founding", "nobody")])
            .await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND);
        assert_eq!(
            keeper(world).await.get("/keeper").await.status,
            StatusCode::OK
        );
        assert_eq!(world.app.settings().founding, Founding::WithKeepersYes);
    })
    .await;
}

#[tokio::test]
async fn a_yes_makes_a_waiting_group_public_and_tells_who_founded_it() {
    World::tell(async |world| {
        let group = world.waiting_group("Turku Python").await;
        let (mut keeper, mut stranger) = (keeper(world).await, world.browser());
        assert_eq!(
            stranger.get(&group.path()).await.status,
            StatusCode::NOT_FOUND
        );

        let page = keeper.get("/keeper").await;
        assert_eq!(page.text_of("h3"), "Turku Python");
        let page = keeper.press(&page, "Yes, open it", &[]).await;

        assert_eq!(page.count("h3"), 0);
        assert_eq!(stranger.get(&group.path()).await.status, StatusCode::OK);
        let mail = world.mail_to("marta-example@example.org").await;
        assert_eq!(mail.subject, "Turku Python is public");
    })
    .await;
}

#[tokio::test]
async fn a_no_keeps_it_closed_and_tells_who_founded_it_why() {
    World::tell(async |world| {
        let group = world.waiting_group("Turku Python").await;
        let (mut keeper, mut stranger) = (keeper(world).await, world.browser());

        let page = keeper.get("/keeper").await;
        let why = "There is a group for it already: Aura Python.";
        let page = keeper
            .press(&page, "Say no to this group", &[("reason", Some(why))])
            .await;

        assert_eq!(page.count("h3"), 0);
        assert_eq!(
            stranger.get(&group.path()).await.status,
            StatusCode::NOT_FOUND
        );
        let mut marta = world.signed_in("Marta Example").await;
        assert_eq!(marta.get(&group.path()).await.status, StatusCode::OK);
        let mail = world.mail_to("marta-example@example.org").await;
        assert_eq!(mail.subject, "Turku Python stays closed to the public");
        assert!(mail.text.contains(why), "{}", mail.text);
        let path = format!("/keeper/groups/{}/opening", group.id);
        keeper.post(&path, &[]).await;
        assert_eq!(
            stranger.get(&group.path()).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn the_keeper_says_who_may_start_a_group() {
    World::tell(async |world| {
        let mut keeper = keeper(world).await;
        let page = keeper.get("/keeper").await;
        assert_eq!(
            page.attribute("[name=founding][checked]", "value")
                .as_deref(),
            Some("with_keepers_yes")
        );

        let page = keeper
            .press(&page, "Save the rule", &[("founding", Some("nobody"))])
            .await;
        assert_eq!(page.text_of(".flash"), "Saved. It holds from now on.");
        assert_eq!(world.app.settings().founding, Founding::Nobody);
        let refused = keeper
            .press(&page, "Save the rule", &[("founding", Some("everybody"))])
            .await;

        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(world.app.settings().founding, Founding::Nobody);
    })
    .await;
}

#[tokio::test]
async fn the_age_of_the_mail_queue_is_told() {
    World::tell(async |world| {
        let (mut keeper, mut stranger) = (keeper(world).await, world.browser());
        let empty = keeper.get("/keeper").await;
        assert!(empty.text().contains("Every mail has gone out."));

        stranger
            .post("/sign-in", &[("email", "ada@example.org")])
            .await;
        let later = world.now().after(SignedDuration::from_mins(12));
        world.app.clock.move_to(later);
        let page = keeper.get("/keeper").await;

        let said = page.text_of("section[aria-labelledby=mail]");
        assert_eq!(
            said,
            "Mail Nothing went out within the last hour. One mail is waiting to go out The oldest has waited for 12 minutes. \
             If that grows, look at the mail server."
        );
        world.mail_to("ada@example.org").await;
        let page = keeper.get("/keeper").await;
        let said = page.text_of("section[aria-labelledby=mail]");
        let gone = "Mail One mail went out within the last hour. Every mail has gone out.";
        assert_eq!(said, gone);
        world.app.clock.move_to(later.after(SignedDuration::from_hours(2)));
        let page = keeper.get("/keeper").await;
        let quiet = "Nothing went out within the last hour.";
        assert!(page.text_of("section[aria-labelledby=mail]").contains(quiet));
    })
    .await;
}

/// A job that failed five times.
async fn poison(world: &World) -> JobId {
    const SQL: &str = "insert into jobs (group_id, id, name, body, unique_key, priority, due_at,
                                         attempts, poisoned_at, last_error, created_at)
                       values ($1, $2, 'forget_ended', 'null', 'poison', 10, $3, 5, $3,
                               'the disk is full', $3)";
    let (id, now) = (JobId::new(&world.app.moment()), world.now());
    let written = world.app.db.write(|tx| {
        Box::pin(async move {
            Ok(roost::execute!(
                tx,
                sqlx::query(SQL).bind(GroupId::NONE).bind(id).bind(now)
            )?)
        })
    });
    written.await.expect("the row fits");
    id
}

#[tokio::test]
async fn a_job_that_failed_for_good_is_tried_again_or_given_up_on() {
    World::tell(async |world| {
        const POISON: &str = "select count(*) from jobs where poisoned_at is not null";
        const JOBS: &str = "select count(*) from jobs";
        let mut keeper = keeper(world).await;
        poison(world).await;

        let page = keeper.get("/keeper").await;
        assert!(page.text().contains("forget_ended Tried 5 times"));
        assert!(page.text().contains("the disk is full"));
        keeper.press(&page, "Try again", &[]).await;
        assert_eq!(world.count(POISON).await, 0);
        world.work().await;

        poison(world).await;
        let before = world.count(JOBS).await;
        let page = keeper.get("/keeper").await;
        let page = keeper.press(&page, "Give up on it", &[]).await;
        assert_eq!(page.text_of(".flash"), "It won’t be tried again.");
        assert_eq!(world.count(JOBS).await, before - 1);
    })
    .await;
}

#[tokio::test]
async fn odd_and_foreign_ids_lead_nowhere() {
    World::tell(async |world| {
        let mut keeper = keeper(world).await;
        for path in [
            "/keeper/groups/1/opening",
            "/keeper/groups/01890000-0000-7000-8000-000000000000/refusal",
            "/keeper/jobs/1/2/retry",
            "/keeper/jobs/x/y/drop",
        ] {
            let page = keeper.post(path, &[]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}
