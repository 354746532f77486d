//! The program: one command line, one binary.

use std::process::ExitCode;

/// Steadier memory under many threads than the system's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    roost::cli::run()
}
