//! What each role gets from each route, by room.

use super::Row;

/// The same for everybody.
pub const fn all(status: u16) -> [u16; 7] {
    [status; 7]
}

/// Only for whoever is signed in; the others are sent to sign in.
pub const fn signed_in(status: u16) -> [u16; 7] {
    [303, 303, status, status, status, status, status]
}

/// Only for the keeper.
const fn keeper(status: u16) -> [u16; 7] {
    [303, 303, 404, status, 404, 404, 404]
}

/// Only for who organizes the group: nobody else learns that there is anything.
pub const fn organize(status: u16) -> [u16; 7] {
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

pub const PLATFORM: &[Row] = &[
    ("GET", "/healthz", all(200)),
    ("GET", "/readyz", all(200)),
    ("GET", "/favicon.ico", all(200)),
    ("GET", "/favicon.svg", all(200)),
    ("GET", "/apple-touch-icon.png", all(200)),
    ("GET", "/sw.js", all(200)),
    ("GET", "/assets/{checksum}/{name}", all(404)),
    ("GET", "/pictures/{name}", all(404)),
    ("GET", "/files/{name}", all(404)),
    ("GET", "/mailbox", all(200)),
    ("GET", "/mailbox/{id}", all(404)),
    ("GET", "/mailbox/{id}/html", all(404)),
];

#[cfg(debug_assertions)]
pub const DESIGN: &[Row] = &[("GET", "/design", all(200))];
#[cfg(not(debug_assertions))]
pub const DESIGN: &[Row] = &[];

pub const ACCOUNTS: &[Row] = &[
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
    ("GET", "/me/lists.json", signed_in(200)),
    ("POST", "/me/picture", signed_in(400)),
    ("POST", "/me/picture/removal", signed_in(303)),
    ("POST", "/me/suppression/removal", signed_in(303)),
    ("POST", "/me/calendar", signed_in(303)),
    ("POST", "/me/calendar/removal", signed_in(303)),
    ("GET", "/feeds/{token}/calendar.ics", all(404)),
    ("POST", "/me/sessions/{id}/sign-out", signed_in(404)),
];

pub const GROUPS: &[Row] = &[
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
    ("GET", "/invitations/{token}", all(404)),
    ("POST", "/invitations/{token}", all(404)),
    ("GET", "/{group}/join", [303, 303, 200, 200, 303, 303, 303]),
    ("POST", "/{group}/join", signed_in(303)),
    ("GET", "/{group}/leave", signed_in(200)),
    ("POST", "/{group}/leave", signed_in(303)),
];

pub const ORGANIZE: &[Row] = &[
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

pub const PEOPLE: &[Row] = &[
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
    (
        "GET",
        "/{group}/organize/write/for/{template}",
        organize(404),
    ),
    ("GET", "/{group}/organize/write/{id}", organize(404)),
    ("POST", "/{group}/organize/write/{id}", organize(404)),
    ("GET", "/{group}/organize/write/{id}/mail", organize(404)),
    ("GET", "/{group}/organize/mail", organize(200)),
];

pub const READINESS: &[Row] = &[
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

pub const RSVPS: &[Row] = &[
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
    (
        "GET",
        "/{group}/organize/events/{slug}/answers",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/answers",
        organize(200),
    ),
    (
        "POST",
        "/{group}/organize/events/{slug}/answers/export",
        organize(200),
    ),
];

pub const EVENINGS: &[Row] = &[
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

pub const SERIES: &[Row] = &[
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
    ("POST", "/{group}/series/{id}/standing", signed_in(404)),
    (
        "POST",
        "/{group}/series/{id}/standing/removal",
        signed_in(404),
    ),
    ("GET", "/rsvp/{token}/standing", all(404)),
    ("POST", "/rsvp/{token}/standing", all(404)),
];

pub const VENUES: &[Row] = &[
    ("GET", "/{group}/organize/venues", organize(200)),
    ("GET", "/{group}/organize/venues/{id}/edit", organize(404)),
    ("POST", "/{group}/organize/venues/{id}", organize(404)),
    (
        "POST",
        "/{group}/organize/venues/{id}/removal",
        organize(404),
    ),
];

pub const KEEPER: &[Row] = &[
    ("GET", "/keeper", keeper(200)),
    ("POST", "/keeper/founding", keeper(422)),
    ("POST", "/keeper/groups/{id}/opening", keeper(404)),
    ("POST", "/keeper/groups/{id}/refusal", keeper(404)),
    ("POST", "/keeper/jobs/{group}/{id}/drop", keeper(404)),
    ("POST", "/keeper/jobs/{group}/{id}/retry", keeper(404)),
    ("GET", "/keeper/received/{id}/source", keeper(404)),
];

pub const DOOR: &[Row] = &[
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
        "/{group}/organize/events/{slug}/door/asks",
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
