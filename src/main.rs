//! Arguments in, exit code out.

use std::process::ExitCode;

/// A check makes some thousand small texts and lists and lets them go again, which this allocator does in half the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ziping::cli::run(std::env::args_os())
}
