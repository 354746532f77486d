//! The tests that see Roost from outside: its source tree, its pages, its mails.
#![cfg(test)]

mod tidy;
