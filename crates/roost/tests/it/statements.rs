//! A page with three rows asks the database as often as a page with one.

use crate::world::{Browser, FOUNDER, World};
use axum::http::StatusCode;
use roost::db;
use roost::groups::Group;

const PAGES: [&str; 4] = [
    "/turku-python",
    "/turku-python/events/winter-night",
    "/turku-python/organize/events/winter-night/people",
    "/explore",
];

/// How many statements each page takes for somebody who is signed in, so that none was kept.
async fn statements(marta: &mut Browser) -> Vec<(&'static str, u64)> {
    let mut taken = Vec::new();
    for path in PAGES {
        // The first look may note that she was here.
        marta.get(path).await;
        let before = db::statements();
        let page = marta.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        taken.push((path, db::statements() - before));
    }
    taken
}

/// One more of everything that the pages list.
async fn add_one(world: &World, group: &Group, number: usize) {
    let name = format!("Bird {number}");
    world.co_organizer(group, &name).await;
    let evening = world.evening(group, &format!("Evening {number}"));
    evening.venue("Library").published().await;
    let other = format!("Group number {number}");
    let other = world
        .group_by(&other, &name, roost::groups::State::Open)
        .await;
    assert!(other.is_open());
}

#[tokio::test]
async fn the_number_of_statements_does_not_grow_with_the_rows() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let winter = world.evening(&group, "Winter night").published().await;
        let mut marta = world.signed_in(FOUNDER).await;
        add_one(world, &group, 1).await;
        world.goes(&group, &winter, "Bird 1").await;
        let one = statements(&mut marta).await;

        for number in 2..=3 {
            add_one(world, &group, number).await;
            world.goes(&group, &winter, &format!("Bird {number}")).await;
        }
        let three = statements(&mut marta).await;

        assert_eq!(one, three);
        assert!(
            one.iter().all(|(_, count)| (1..=20).contains(count)),
            "{one:?}"
        );
    })
    .await;
}
