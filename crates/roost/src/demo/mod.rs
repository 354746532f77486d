//! An invented world for trying Roost out: three groups in two cities, a year of evenings, four
//! hundred members.
//!
//! It is built through the same verbs that people use, at the moments at which they would have used
//! them. Only answers to past evenings are written as rows, since nobody is told about them any more.
mod names;
mod plan;
mod describe;
mod asked;
mod prepare;
mod look_back;
mod friends;
mod lightning;
mod proposals;
mod choices;
mod lists;
mod build;

pub use build::{Doors, build};

use clap::ValueEnum;

/// How the world looks when the demo begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// The next evening was announced yesterday, and few have answered.
    Quiet,
    /// The next evening begins in three hours; the room is full and some people wait.
    Tonight,
    /// The next evening is in ten days and almost full.
    Growing,
}

#[cfg(test)]
mod tests;
