//! The pages of signing in, and who asks for any page.
mod visitor;

pub use visitor::{CurrentAccount, Visitor};
