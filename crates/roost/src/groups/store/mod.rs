//! Rows of groups, of the people they know, of roles and of the audit log.
pub mod group;
pub mod people;
pub mod memberships;
pub mod audit;
pub mod removals;
pub mod checks;
