//! What the rules of seats promise, one sentence a test.
mod hold;
mod settle;
mod storm_of_rules;
