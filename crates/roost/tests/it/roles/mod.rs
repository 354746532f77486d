//! Every route and every role: who gets what. A route without a row fails.
//!
//! The rows say what each role gets from an empty form, before any field is read. Who is let in
//! gets 422 there, or 303 where there is nothing to fill in.
mod rows;
mod invites;
mod recap;
mod preferences;
mod lists;
mod asks;
mod proposals;
mod lightning;
mod stage;

use crate::world::{Browser, World};
use asks::ASKS;
use axum::body::Body;
use axum::http::Method;
use invites::INVITES;
use lightning::LIGHTNING;
use lists::LISTS;
use preferences::PREFERENCES;
use proposals::PROPOSALS;
use recap::RECAP;
use roost::groups::people::find_person_by_account;
use roost::router;
use rows::{
    ACCOUNTS, DESIGN, DOOR, EVENINGS, GROUPS, KEEPER, ORGANIZE, PEOPLE, PLATFORM, READINESS, RSVPS,
    SERIES, VENUES,
};
use stage::STAGE;
use std::collections::BTreeSet;

/// A method, the pattern of its address, and the status that each role gets, in the order of [`ROLES`].
type Row = (&'static str, &'static str, [u16; 7]);

/// Those who are refused come first, so that nothing has changed when they ask.
const ROLES: [&str; 7] = [
    "stranger",
    "door helper",
    "another group's organizer",
    "keeper",
    "member",
    "co-organizer",
    "organizer",
];

/// An id that nothing has.
const NOBODY: &str = "01930000-0000-7000-8000-000000000000";

const TABLES: &[&[Row]] = &[
    PLATFORM,
    DESIGN,
    ACCOUNTS,
    GROUPS,
    ORGANIZE,
    PEOPLE,
    READINESS,
    RSVPS,
    VENUES,
    KEEPER,
    EVENINGS,
    DOOR,
    SERIES,
    RECAP,
    LIGHTNING,
    STAGE,
    INVITES,
    ASKS,
    PROPOSALS,
    PREFERENCES,
    LISTS,
];

#[test]
fn every_route_has_a_row_and_every_row_a_route() {
    let routes: BTreeSet<(String, &str)> = router::routes()
        .recorded()
        .iter()
        .map(|r| (r.method.to_string(), r.path))
        .collect();
    let rows: BTreeSet<(String, &str)> = TABLES
        .iter()
        .flat_map(|table| table.iter())
        .map(|(method, path, _)| ((*method).to_owned(), *path))
        .collect();

    assert_eq!(
        routes.difference(&rows).collect::<Vec<_>>(),
        Vec::<&(String, &str)>::new(),
        "no row"
    );
    assert_eq!(
        rows.difference(&routes).collect::<Vec<_>>(),
        Vec::<&(String, &str)>::new(),
        "no route"
    );
}

#[tokio::test]
async fn the_platform_is_for_everybody() {
    hold(PLATFORM).await;
    hold(DESIGN).await;
}

#[tokio::test]
async fn accounts_are_each_persons_own() {
    hold(ACCOUNTS).await;
}

#[tokio::test]
async fn groups_are_open_to_everybody_who_looks() {
    hold(GROUPS).await;
}

#[tokio::test]
async fn only_organizers_organize() {
    hold(ORGANIZE).await;
}

#[tokio::test]
async fn only_the_keeper_keeps_the_installation() {
    hold(KEEPER).await;
}

#[tokio::test]
async fn only_organizers_see_who_the_people_are() {
    hold(PEOPLE).await;
}

#[tokio::test]
async fn only_organizers_open_the_venue_book() {
    hold(VENUES).await;
}

#[tokio::test]
async fn only_organizers_make_evenings_come_again() {
    hold(SERIES).await;
}

#[tokio::test]
async fn answers_are_for_everybody_and_their_list_for_organizers() {
    hold(RSVPS).await;
}

#[tokio::test]
async fn evenings_are_for_everybody_and_their_making_for_organizers() {
    hold(EVENINGS).await;
}

#[tokio::test]
async fn the_door_is_for_telephones_that_it_let_in() {
    hold(DOOR).await;
}

/// Asks every row as every role, each row that may change something in a world of its own.
async fn hold(table: &[Row]) {
    let (looks, changes): (Vec<Row>, Vec<Row>) = table.iter().partition(|row| row.0 == "GET");
    World::tell(async |world| ask(world, &looks).await).await;
    for row in changes {
        World::tell(async |world| ask(world, &[row]).await).await;
    }
}

async fn ask(world: &World, rows: &[Row]) {
    let cast = &mut Cast::enter(world).await;
    let mut wrong = Vec::new();
    for (method, pattern, expected) in rows {
        let path = cast.path(pattern);
        for (place, role) in ROLES.iter().enumerate() {
            let method = if path.ends_with("/stream") {
                // Whose answer has no end.
                Method::HEAD
            } else {
                method.parse().expect("it is a method")
            };
            let kind = Some("application/x-www-form-urlencoded");
            let page = cast.browsers[place]
                .send_once(method, &path, Body::empty(), kind)
                .await;
            if page.status.as_u16() != expected[place] {
                let (got, wanted) = (page.status.as_u16(), expected[place]);
                wrong.push(format!(
                    "{} {path} as {role}: {got}, not {wanted}",
                    rows[0].0
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    world.work().await;
    world.throw_away_mail().await;
}

/// One browser for each role, and what the placeholders of addresses stand for.
struct Cast {
    browsers: [Browser; 7],
    person: String,
    /// The path of the event's door.
    door: String,
    /// The round of another event, and the paths of its screens.
    round: String,
    screens: crate::stage::Screens,
}

impl Cast {
    async fn enter(world: &World) -> Cast {
        let group = world.group("Turku Python").await;
        world
            .group_by("Other Circle", "Otto Other", roost::groups::State::Open)
            .await;
        world
            .evening(&group, "Winter night")
            .capacity(10)
            .published()
            .await;
        let night = world.evening(&group, "Stage night").published().await;
        let round = crate::stage::add_round(world, &group, &night).await;
        world.member(&group, "Mia Member").await;
        world.co_organizer(&group, "Cora Co").await;
        let keeper = world.keeper("Kim Keeper").await;
        let mia = world.human("Mia Member").await;
        let mut tx = world.app.db.read().await.expect("the database answers");
        let person = find_person_by_account(&mut tx, group.id, mia.account).await;
        drop(tx);
        let mut founder = world.signed_in(crate::world::FOUNDER).await;
        let (door, helper) = crate::door::helper(world, &mut founder).await;
        let screens = crate::stage::Screens::open_at(&mut founder, "stage-night", round).await;
        Cast {
            door,
            round: round.to_string(),
            screens,
            browsers: [
                world.browser(),
                helper,
                world.signed_in("Otto Other").await,
                world.browser_of(&keeper).await,
                world.signed_in("Mia Member").await,
                world.signed_in("Cora Co").await,
                world.signed_in(crate::world::FOUNDER).await,
            ],
            person: person
                .expect("it answers")
                .expect("she is a member")
                .id
                .to_string(),
        }
    }

    fn path(&self, pattern: &str) -> String {
        let screens = format!("/stage-night/lightning/{}/screens", self.round);
        pattern
            .replace("/{slug}/lightning/{id}/screens", &screens)
            .replace("{group}", "turku-python")
            .replace("{slug}", "winter-night")
            .replace("{person}", &self.person)
            .replace("/people/{id}", &format!("/people/{}", self.person))
            .replace("/door/{token}", &self.door)
            .replace("/stage/{token}", &self.screens.stage)
            .replace("/front/{token}", &self.screens.front)
            .replace("/remote/{token}", &self.screens.remote)
            .replace("{screen}", "front")
            .replace("{token}", "no-such-token")
            .replace("{checksum}/{name}", "0/nothing.css")
            .replace("{name}", &"0".repeat(64))
            .replace("{id}", NOBODY)
            .replace("{turn}", NOBODY)
    }
}
