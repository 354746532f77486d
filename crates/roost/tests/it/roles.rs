//! Every route and every role: who gets what. A route without a row fails.
//!
//! The rows say what each role gets from an empty form, before any field is read. Who is let in
//! gets 422 there, or 303 where there is nothing to fill in.

mod recap;

use crate::world::{Browser, World};
use axum::body::Body;
use axum::http::Method;
use recap::RECAP;
use roost::groups::people::find_person_by_account;
use roost::router;
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

/// The same for everybody.
const fn all(status: u16) -> [u16; 7] {
    [status; 7]
}

/// Only for whoever is signed in; the others are sent to sign in.
const fn signed_in(status: u16) -> [u16; 7] {
    [303, 303, status, status, status, status, status]
}

/// Only for the keeper.
const fn keeper(status: u16) -> [u16; 7] {
    [303, 303, 404, status, 404, 404, 404]
}

/// Only for who organizes the group: nobody else learns that there is anything.
const fn organize(status: u16) -> [u16; 7] {
    [303, 303, 404, 404, 404, status, status]
}

/// Only for the telephone that the door has let in; whoever else is signed in has to type the digits.
const fn door(status: u16) -> [u16; 7] {
    [303, status, 303, 303, 303, 303, 303]
}

/// Organizers only: a co-organizer is told that she may not.
const fn full_organizer(status: u16) -> [u16; 7] {
    [303, 303, 404, 404, 404, 403, status]
}

const PLATFORM: &[Row] = &[
    ("GET", "/healthz", all(200)),
    ("GET", "/readyz", all(200)),
    ("GET", "/favicon.ico", all(200)),
    ("GET", "/favicon.svg", all(200)),
    ("GET", "/apple-touch-icon.png", all(200)),
    ("GET", "/sw.js", all(200)),
    ("GET", "/assets/{checksum}/{name}", all(404)),
    ("GET", "/pictures/{name}", all(404)),
    ("GET", "/mailbox", all(200)),
    ("GET", "/mailbox/{id}", all(404)),
    ("GET", "/mailbox/{id}/html", all(404)),
];

#[cfg(debug_assertions)]
const DESIGN: &[Row] = &[("GET", "/design", all(200))];
#[cfg(not(debug_assertions))]
const DESIGN: &[Row] = &[];

const ACCOUNTS: &[Row] = &[
    ("GET", "/sign-in", [200, 200, 303, 303, 303, 303, 303]),
    ("POST", "/sign-in", all(422)),
    ("GET", "/sign-in/sent", all(303)),
    ("POST", "/sign-in/code", all(410)),
    ("GET", "/sign-in/{token}", all(410)),
    ("POST", "/sign-in/{token}", all(410)),
    ("GET", "/first-run/{token}", all(410)),
    ("POST", "/first-run/{token}", all(422)),
    ("POST", "/sign-out", all(303)),
    ("GET", "/me", signed_in(200)),
    ("POST", "/me", signed_in(422)),
    ("POST", "/me/picture", signed_in(400)),
    ("POST", "/me/picture/removal", signed_in(303)),
    ("POST", "/me/calendar", signed_in(303)),
    ("POST", "/me/calendar/removal", signed_in(303)),
    ("GET", "/feeds/{token}/calendar.ics", all(404)),
    ("POST", "/me/sessions/{id}/sign-out", signed_in(404)),
];

const GROUPS: &[Row] = &[
    ("GET", "/", all(200)),
    ("GET", "/explore", all(200)),
    ("GET", "/places", all(200)),
    ("GET", "/start", signed_in(200)),
    ("POST", "/start", signed_in(422)),
    ("GET", "/{group}", all(200)),
    ("GET", "/{group}/conduct", all(200)),
    ("GET", "/{group}/cover.svg", all(200)),
    ("GET", "/{group}/cover-wide.svg", all(200)),
    ("GET", "/{group}/cover.png", all(200)),
    ("GET", "/{group}/events", all(200)),
    ("GET", "/embed/{group}", all(200)),
    ("GET", "/embed/{group}/{slug}", all(200)),
    ("GET", "/oembed", all(404)),
    ("GET", "/{group}/contact", all(200)),
    ("POST", "/{group}/contact", all(422)),
    ("GET", "/unsubscribe/{token}", all(404)),
    ("POST", "/unsubscribe/{token}", all(404)),
    ("GET", "/invitations/{token}", all(404)),
    ("POST", "/invitations/{token}", all(404)),
    ("GET", "/{group}/join", [303, 303, 200, 200, 303, 303, 303]),
    ("POST", "/{group}/join", signed_in(303)),
    ("GET", "/{group}/leave", signed_in(200)),
    ("POST", "/{group}/leave", signed_in(303)),
];

const ORGANIZE: &[Row] = &[
    ("GET", "/{group}/organize/people", organize(200)),
    ("POST", "/{group}/organize/people/addresses", organize(200)),
    ("POST", "/{group}/organize/people/export", organize(200)),
    ("GET", "/{group}/organize/log", organize(200)),
    ("GET", "/{group}/organize/settings", organize(200)),
    ("POST", "/{group}/organize/settings", organize(422)),
    ("GET", "/{group}/organize/imports", organize(200)),
    ("POST", "/{group}/organize/imports", organize(422)),
    ("GET", "/{group}/organize/imports/{id}", organize(404)),
    (
        "POST",
        "/{group}/organize/imports/{id}/confirmation",
        organize(404),
    ),
    ("POST", "/{group}/organize/imports/{id}/undo", organize(404)),
    ("GET", "/{group}/organize/close", full_organizer(200)),
    ("POST", "/{group}/organize/close", full_organizer(303)),
    ("POST", "/{group}/organize/reopen", full_organizer(303)),
];

const PEOPLE: &[Row] = &[
    ("GET", "/{group}/organize", organize(200)),
    ("GET", "/{group}/organize/people/new", organize(200)),
    ("POST", "/{group}/organize/people", organize(422)),
    ("GET", "/{group}/organize/people/{id}", organize(200)),
    ("POST", "/{group}/organize/people/{id}/duty", organize(404)),
    (
        "POST",
        "/{group}/organize/people/{id}/hand-over",
        full_organizer(303),
    ),
    (
        "POST",
        "/{group}/organize/people/{id}/removal",
        organize(422),
    ),
    (
        "POST",
        "/{group}/organize/people/{id}/return",
        organize(303),
    ),
    ("POST", "/{group}/organize/step-down", organize(303)),
    ("GET", "/{group}/organize/invitations", organize(200)),
    ("POST", "/{group}/organize/invitations", organize(422)),
    (
        "POST",
        "/{group}/organize/invitations/{id}/withdrawal",
        organize(404),
    ),
    ("GET", "/{group}/organize/write", organize(200)),
    ("POST", "/{group}/organize/write", organize(422)),
    ("GET", "/{group}/organize/write/{id}", organize(404)),
];

const READINESS: &[Row] = &[
    ("GET", "/{group}/organize/checklist", organize(200)),
    ("POST", "/{group}/organize/checklist", organize(422)),
    ("GET", "/{group}/organize/checklist/{line}", organize(404)),
    ("POST", "/{group}/organize/checklist/{line}", organize(404)),
    (
        "POST",
        "/{group}/organize/checklist/{line}/removal",
        organize(404),
    ),
    (
        "GET",
        "/{group}/organize/events/{slug}/readiness",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/readiness",
        organize(422),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/readiness/{line}",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/readiness/{line}/nudge",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/readiness/heads",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/rota/{duty}",
        organize(404),
    ),
];

const RSVPS: &[Row] = &[
    ("GET", "/rsvp/{token}", all(404)),
    ("POST", "/rsvp/{token}", all(404)),
    ("GET", "/{group}/events/{slug}/rsvp", all(200)),
    ("POST", "/{group}/events/{slug}/rsvp", all(422)),
    (
        "GET",
        "/{group}/organize/events/{slug}/people",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/people",
        organize(422),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/people/addresses",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/people/export",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/people/{person}/move",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/people/{person}/note",
        organize(404),
    ),
];

const EVENINGS: &[Row] = &[
    ("GET", "/robots.txt", all(200)),
    ("GET", "/sitemap.xml", all(200)),
    ("GET", "/{group}/sitemap.xml", all(200)),
    ("GET", "/{group}/events.ics", all(200)),
    ("GET", "/{group}/events.atom", all(200)),
    ("GET", "/{group}/events/{slug}", all(200)),
    ("GET", "/{group}/events/{slug}/calendar.ics", all(200)),
    ("GET", "/{group}/events/{slug}/card.png", all(200)),
    ("GET", "/{group}/card.png", all(200)),
    ("GET", "/{group}/events/{slug}/cover.svg", all(200)),
    ("GET", "/{group}/organize/events", organize(200)),
    ("POST", "/{group}/organize/events", organize(422)),
    ("GET", "/{group}/organize/events/new", organize(200)),
    ("GET", "/{group}/organize/events/{slug}/edit", organize(200)),
    ("POST", "/{group}/organize/events/{slug}", organize(422)),
    (
        "POST",
        "/{group}/organize/events/{slug}/cover",
        organize(400),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/publication",
        organize(303),
    ),
    ("GET", "/{group}/organize/events/{slug}/date", organize(303)),
    (
        "GET",
        "/{group}/organize/events/{slug}/postponement",
        organize(200),
    ),
    (
        "GET",
        "/{group}/organize/events/{slug}/cancellation",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/date",
        organize(422),
    ),
    // These two need nothing to be filled in, so they come last.
    (
        "POST",
        "/{group}/organize/events/{slug}/postponement",
        organize(303),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/cancellation",
        organize(303),
    ),
];

const SERIES: &[Row] = &[
    ("GET", "/{group}/organize/series", organize(200)),
    ("POST", "/{group}/organize/series", organize(422)),
    ("GET", "/{group}/organize/series/new", organize(200)),
    ("GET", "/{group}/organize/series/{id}", organize(404)),
    ("POST", "/{group}/organize/series/{id}", organize(404)),
    ("GET", "/{group}/organize/series/{id}/edit", organize(404)),
    ("GET", "/{group}/organize/series/{id}/end", organize(404)),
    (
        "GET",
        "/{group}/organize/series/{id}/holidays",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/series/{id}/holidays",
        organize(404),
    ),
    (
        "POST",
        "/{group}/organize/series/{id}/skipped",
        organize(404),
    ),
    ("POST", "/{group}/organize/series/{id}/end", organize(404)),
];

const VENUES: &[Row] = &[
    ("GET", "/{group}/organize/venues", organize(200)),
    ("GET", "/{group}/organize/venues/{id}/edit", organize(404)),
    ("POST", "/{group}/organize/venues/{id}", organize(404)),
    (
        "POST",
        "/{group}/organize/venues/{id}/removal",
        organize(404),
    ),
];

const KEEPER: &[Row] = &[
    ("GET", "/keeper", keeper(200)),
    ("POST", "/keeper/founding", keeper(422)),
    ("POST", "/keeper/groups/{id}/opening", keeper(404)),
    ("POST", "/keeper/groups/{id}/refusal", keeper(404)),
    ("POST", "/keeper/jobs/{group}/{id}/drop", keeper(404)),
    ("POST", "/keeper/jobs/{group}/{id}/retry", keeper(404)),
];

const DOOR: &[Row] = &[
    // Whoever has the link may type the digits.
    ("GET", "/door/{token}", all(200)),
    ("GET", "/door/{token}/list", door(200)),
    ("GET", "/door/{token}/stream", door(200)),
    ("POST", "/door/{token}/telephones", all(422)),
    ("POST", "/door/{token}/changes", door(400)),
    ("POST", "/door/{token}/check-ins", door(400)),
    ("POST", "/door/{token}/check-ins/{id}/undo", door(303)),
    ("POST", "/door/{token}/walk-ins", door(422)),
    ("GET", "/{group}/organize/events/{slug}/door", organize(200)),
    (
        "POST",
        "/{group}/organize/events/{slug}/door",
        organize(303),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/door/digits",
        organize(303),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/door/revocation",
        organize(303),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/door/telephones/{id}/removal",
        organize(404),
    ),
    ("GET", "/names/{token}", all(404)),
    ("GET", "/c/{token}", all(404)),
    (
        "POST",
        "/{group}/organize/events/{slug}/names",
        organize(303),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/names/closing",
        organize(303),
    ),
    (
        "GET",
        "/{group}/organize/events/{slug}/badges",
        organize(200),
    ),
];

const TABLES: &[&[Row]] = &[
    PLATFORM, DESIGN, ACCOUNTS, GROUPS, ORGANIZE, PEOPLE, READINESS, RSVPS, VENUES, KEEPER,
    EVENINGS, DOOR, SERIES, RECAP,
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
        world.member(&group, "Mia Member").await;
        world.co_organizer(&group, "Cora Co").await;
        let keeper = world.keeper("Kim Keeper").await;
        let mia = world.human("Mia Member").await;
        let mut tx = world.app.db.read().await.expect("the database answers");
        let person = find_person_by_account(&mut tx, group.id, mia.account).await;
        drop(tx);
        let mut founder = world.signed_in(crate::world::FOUNDER).await;
        let (door, helper) = crate::door::helper(world, &mut founder).await;
        Cast {
            door,
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
        pattern
            .replace("{group}", "turku-python")
            .replace("{slug}", "winter-night")
            .replace("{person}", &self.person)
            .replace("/people/{id}", &format!("/people/{}", self.person))
            .replace("/door/{token}", &self.door)
            .replace("{token}", "no-such-token")
            .replace("{checksum}/{name}", "0/nothing.css")
            .replace("{name}", &"0".repeat(64))
            .replace("{id}", "01930000-0000-7000-8000-000000000000")
    }
}
