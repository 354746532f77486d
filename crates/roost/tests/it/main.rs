//! The tests that see Roost from outside: its source tree, its pages, its mails.
#![cfg(test)]

mod tidy;
#[expect(
    dead_code,
    unused_imports,
    reason = "the library's own tests use the rest"
)]
mod world;
mod schema;
mod db;
mod platform;
mod looks;
mod kept;
mod mail;
<<<<<<< 27c3fc166eb3018ffdcd7622a686b75f75197d6c
mod people;
mod invitations;
mod announcements;
mod contact;
=======
mod sign_in;
>>>>>>> 089586c
