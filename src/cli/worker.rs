//! `ziping worker`.

use std::io::{self, BufReader};

use super::args::WorkerArgs;
use super::console::Console;
use super::failure::Failure;
use super::setup::Setup;
use crate::batch::worker;
use crate::rules::Request;

pub(super) fn run(args: &WorkerArgs, setup: &Setup, console: &Console) -> Result<u8, Failure> {
    let profile = setup.profile(args.profile.as_deref(), console.lang)?;
    let (levels, waivers) = (setup.settings.levels(), setup.settings.waivers());
    let request = Request { profile, levels: Some(&levels), waivers: &waivers, narrative: None };
    match worker(BufReader::new(io::stdin()), io::stdout(), &request, &setup.settings.limits(), console.lang)
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Stdout(error)),
        _ => Ok(0),
    }
}
