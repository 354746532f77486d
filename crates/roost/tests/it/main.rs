//! The tests that see Roost from outside: its source tree, its pages, its mails.
#![cfg(test)]

mod tidy;
#[expect(
    dead_code,
    unused_imports,
    reason = "the library's own tests use the rest"
)]
mod world;
mod process;
mod pdfs;
mod schema;
mod db;
mod events;
mod turnout;
mod feeds;
mod previews;
mod venues;
mod series;
mod platform;
mod program;
mod looks;
mod kept;
mod groups;
mod home;
mod mail;
mod inbound;
mod lists;
mod replies;
mod fuzz;
mod doctor;
mod people;
mod invitations;
mod announcements;
mod preferences;
mod digests;
mod once;
mod waiting;
mod forgetting;
mod at_once;
mod hosts;
mod statements;
mod plans;
mod imports;
mod contact;
mod sign_in;
mod me;
mod keeper;
mod readiness;
mod recap;
mod asks;
mod proposals;
mod door;
mod stage;
mod roles;
mod addresses;
mod seats;
mod answers;
mod lightning;
mod invites;
mod growth;
mod crowd;
mod storm;
mod crash;
