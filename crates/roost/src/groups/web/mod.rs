//! The pages of groups, and which group an address is about.
mod here;
mod organize_nav;

pub use here::{Elsewhere, Here};
pub use organize_nav::{OrganizeNav, OrganizeTab};
