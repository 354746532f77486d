//! Three links, none of which opens what another does.

use super::{Night, Screens, desk};
use crate::world::World;
use jiff::SignedDuration;

#[tokio::test]
async fn each_screen_has_a_link_of_its_own_and_opens_no_other() {
    World::tell(async |world| {
        let night = Night::of_three(world).await;
        let mut stranger = world.browser();
        let token = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        let Screens {
            stage,
            front,
            remote,
        } = &night.screens;

        for path in [stage, front, remote] {
            assert_eq!(stranger.get(path).await.status, 200, "{path}");
            assert_eq!(stranger.get(&format!("{path}x")).await.status, 404);
        }
        for (kind, path) in [
            ("stage", front),
            ("stage", remote),
            ("remote", front),
            ("remote", stage),
            ("front", stage),
            ("door", front),
        ] {
            for rest in ["", "/state", "/stream"] {
                let path = format!("/{kind}/{}{rest}", token(path));
                assert_eq!(stranger.get(&path).await.status, 404, "{path}");
            }
        }
        let orders = format!("/remote/{}/orders", token(front));
        assert_eq!(stranger.post(&orders, &[("do", "start")]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_link_that_was_taken_back_opens_nothing_and_the_others_stay() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        let old = night.screens.remote.clone();

        let path = format!("{}/remote/renewal", desk(night.round));
        let page = night.organizer.post(&path, &[]).await;
        let fresh = Screens::on(&page);

        assert_ne!(fresh.remote, old);
        assert_eq!(
            (&fresh.stage, &fresh.front),
            (&night.screens.stage, &night.screens.front)
        );
        assert_eq!(night.phone.get(&old).await.status, 404);
        assert_eq!(night.phone.get(&fresh.remote).await.status, 200);
        // Opening them again makes no others.
        let again = Screens::open(&mut night.organizer, night.round).await;
        assert_eq!(again.remote, fresh.remote);
    })
    .await;
}

#[tokio::test]
async fn some_hours_after_the_evening_the_links_open_nothing() {
    World::tell(async |world| {
        let night = Night::of_three(world).await;

        world.wait(SignedDuration::from_hours(10 * 24 + 8)).await;
        assert_eq!(world.browser().get(&night.screens.front).await.status, 200);
        world.wait(SignedDuration::from_hours(24)).await;

        for path in [
            &night.screens.stage,
            &night.screens.front,
            &night.screens.remote,
        ] {
            assert_eq!(world.browser().get(path).await.status, 404);
        }
        world.throw_away_mail().await;
    })
    .await;
}

#[tokio::test]
async fn another_events_address_names_no_round_of_this_one() {
    World::tell(async |world| {
        let mut night = Night::of_three(world).await;
        world.evening(&night.group, "Other night").published().await;
        let path = desk(night.round).replace("winter-night", "other-night");

        assert_eq!(night.organizer.get(&path).await.status, 404);
        assert_eq!(night.organizer.post(&path, &[]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_round_that_nobody_signed_up_for_can_go_with_its_screens() {
    World::tell(async |world| {
        let night = Night::new(world, &[]).await;
        let founder = world.human(crate::world::FOUNDER).await;
        let by = &world.organizer(&night.group, &founder).await;
        let (at, context) = (&world.app.moment(), &world.app.context());
        let place = (context, &night.group);
        let round = night.round;

        let remove = world
            .app
            .db
            .write(|tx| Box::pin(roost::lightning::remove_round(tx, at, place, by, round)));

        assert_eq!(remove.await.unwrap(), roost::lightning::Removed::Removed);
        assert_eq!(world.browser().get(&night.screens.stage).await.status, 404);
    })
    .await;
}
