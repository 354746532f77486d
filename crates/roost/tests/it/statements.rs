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

/// How many statements each page takes for somebody who is signed in: read anew, and once what it
/// shows everybody is in memory.
async fn statements(world: &World, marta: &mut Browser) -> Vec<(&'static str, u64, u64)> {
    let mut taken = Vec::new();
    for path in PAGES {
        // The first look may note that she was here.
        marta.get(path).await;
        world.app.db.versions().raise_all();
        let mut counts = [0; 2];
        for count in &mut counts {
            let before = db::statements();
            let page = marta.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            *count = db::statements() - before;
        }
        taken.push((path, counts[0], counts[1]));
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
        let one = statements(world, &mut marta).await;

        for number in 2..=3 {
            add_one(world, &group, number).await;
            world.goes(&group, &winter, &format!("Bird {number}")).await;
        }
        let three = statements(world, &mut marta).await;

        assert_eq!(one, three);
        assert!(one.iter().all(|(_, anew, _)| *anew <= 20), "{one:?}");
        // Her session; on the event's page also her own answer.
        let kept: Vec<u64> = one.iter().map(|(_, _, kept)| *kept).collect();
        assert_eq!(kept[..2], [1, 2], "{one:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_in_memory_is_forgotten_as_soon_as_it_is_not_true_any_more() {
    World::tell(async |world| {
        let group = world.group("Turku Python").await;
        let winter = world.evening(&group, "Winter night").capacity(9);
        let winter = winter.published().await;
        let linus = world.co_organizer(&group, "Linus Example").await;
        let mut marta = world.signed_in(FOUNDER).await;
        let mut his = world.signed_in("Linus Example").await;
        let desk = "/turku-python/organize";
        assert_eq!(his.get(desk).await.status, StatusCode::OK);
        let before = his.get("/turku-python/events/winter-night").await;
        assert_eq!(before.text_of("h1"), "Winter night");

        world.goes(&group, &winter, "Grace Example").await;
        let seen = his.get("/turku-python/events/winter-night").await;
        assert!(seen.text().contains("Grace Example"), "{}", seen.text());

        let edit = marta
            .get("/turku-python/organize/events/winter-night/edit")
            .await;
        let typed = [("title", Some("Midsummer night"))];
        marta.press(&edit, "Save", &typed).await;
        let seen = his.get("/turku-python/events/winter-night").await;
        assert_eq!(seen.text_of("h1"), "Midsummer night");

        let person = format!("/turku-python/organize/people/{}", linus.id);
        let page = marta.get(&person).await;
        let typed = [("reason", Some("Moved away"))];
        let removed = marta.press(&page, "Remove Linus Example", &typed).await;
        assert_eq!(removed.status, StatusCode::OK);
        assert_eq!(his.get(desk).await.status, StatusCode::NOT_FOUND);
        world.work().await;
        world.throw_away_mail().await;
    })
    .await;
}
