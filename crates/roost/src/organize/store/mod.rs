//! What the pages of Organize read: rows of several features, joined. Nothing is written here.
pub mod people;
pub mod log;
pub mod overview;
pub mod contact;
pub mod fate;
