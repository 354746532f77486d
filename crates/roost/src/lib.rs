//! Roost, where a user group lives.
//!
//! A module uses only the modules declared above it; `tests/it/tidy` checks that. So reading the
//! list from the top never meets an unknown name. The platform comes first and knows no feature;
//! pages that join features are the last, and the router knows them all.

// The platform.
pub mod clock;
pub mod ids;
pub mod text;
pub mod words;
pub mod covers;
pub mod codes;
pub mod fetch;
pub mod config;
pub mod dns;
pub mod db;
pub mod tokens;
pub mod settings;
pub mod limits;
pub mod jobs;
pub mod once;
pub mod blobs;
pub mod pdf;
pub mod mail;
pub mod sheets;
pub mod markup;
pub mod calendar;
pub mod ics;
pub mod meetup;
pub mod places;
pub mod live;
pub mod tally;
pub mod state;
pub mod web;
pub mod feature;
pub mod pictures;

// The features.
pub mod accounts;
pub mod groups;
pub mod preferences;
pub mod inbound;
pub mod venues;
pub mod events;
pub mod answers;
pub mod invites;
pub mod rsvps;
pub mod series;
pub mod lightning;
pub mod stage;
pub mod announcements;
pub mod digests;
pub mod bounces;
pub mod lists;
pub mod archive;
pub mod replies;
pub mod list_digests;
pub mod turnout;
pub mod recap;
pub mod asks;
pub mod proposals;
pub mod readiness;
pub mod growth;
pub mod evening;
pub mod door;
pub mod imports;

// Pages that join features.
pub mod home;
pub mod explore;
pub mod talks;
pub mod me;
pub mod organize;
pub mod keeper;
#[cfg(debug_assertions)]
pub mod design;
pub mod mailbox;
pub mod demo;

// Where everything comes together.
pub mod router;
pub mod cli;

// The test world speaks of `roost`, so that it reads the same here and from outside.
#[cfg(test)]
extern crate self as roost;
#[cfg(test)]
#[path = "../tests/it/world/mod.rs"]
pub mod world;
