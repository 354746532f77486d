//! The program: one command line, one binary.

fn main() {}
