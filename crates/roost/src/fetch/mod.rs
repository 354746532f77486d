//! Addresses that people type, fetched through a guard, so that nobody sees by our eyes what only
//! this machine and its neighbours may see.
//!
//! What always holds:
//! - Only `http` and `https` are spoken, without cookies and without credentials.
//! - Every IP address that a name has is checked, and the connection is made to one of those that
//!   were: the name is not asked for again.
//! - Each redirect is an address like the first; after five it ends.
//! - An answer has a size and a time that it may not pass.
mod public;
mod client;
#[cfg(test)]
mod tests;

pub use client::{Fetched, Limits, Reach, Refusal, address, get};
