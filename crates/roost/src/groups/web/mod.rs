//! The pages of groups, and which group an address is about.
mod here;

pub use here::{Elsewhere, Here};
