//! Floor 7: the command line; one file a subcommand.
//!
//! Results go to stdout, messages to stderr. Exit codes: 0 nothing at error level, 1 findings at that level, 2 a file
//! could not be checked or the command was not understood; 2 wins. 130 after Ctrl-C.

mod args;
mod beside;
mod check;
mod checked;
mod chinese;
mod config;
mod console;
mod export;
mod failure;
mod fix;
mod fix_lines;
mod interrupt;
mod lead;
mod new;
mod outputs;
#[cfg(feature = "page")]
mod page;
mod profiles;
mod progress;
mod results;
mod revert;
mod rules;
mod settings_sentence;
mod setup;
mod suggest;
mod usage;
mod worker;
mod wrap;

use std::ffi::OsString;
use std::panic;
use std::process::ExitCode;
use std::{env, io};

use clap::FromArgMatches as _;

pub use self::settings_sentence::sentence as settings_sentence;

use self::args::{Args, Command};
use self::console::Console;
use self::failure::Failure;
use self::lead::Lead;
use self::setup::Setup;
use crate::batch::{READER, Readers, caught, serve};
use crate::read::{ReadError, read_binary_by};

/// Runs the program on its arguments, the program's own name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    panic::set_hook(Box::new(|_| {}));
    if args.get(1).is_some_and(|arg| arg == READER) {
        let served = serve(io::stdin().lock(), io::BufWriter::new(io::stdout()));
        return ExitCode::from(if served.is_ok() { 0 } else { 2 });
    }
    read_binary_apart();
    let setup = Setup::load(&args);
    let console = Console::new(&args, setup.as_ref().ok().and_then(Setup::lang));
    // A panic over a file becomes that file's result; one beside all files is told here, in words that help whoever reads them.
    let code = match caught(|| dispatch(args, setup, &console)) {
        Some(Ok(code)) => code,
        Some(Err(failure)) => {
            console.message(&failure.line(console.lang));
            2
        }
        None => {
            console.message(&Failure::GaveUp.line(console.lang));
            2
        }
    };
    ExitCode::from(code)
}

/// Has binary workbooks read in processes of their own.
fn read_binary_apart() {
    if let Ok(program) = env::current_exe() {
        let readers = Readers::new(program);
        read_binary_by(Box::new(move |bytes| readers.read(bytes)));
    } else {
        read_binary_by(Box::new(|_| Err(ReadError::NoReader)));
    }
}

/// Runs one command; help is given and slips are told even where the settings are broken.
fn dispatch(args: Vec<OsString>, setup: Result<Setup, Failure>, console: &Console) -> Result<u8, Failure> {
    let args = match lead::lead(args) {
        // Who double-clicks the program has a page to drop files on, not a window that is gone at once.
        #[cfg(all(windows, feature = "page"))]
        Lead::Nothing => return page::run(&args::PageArgs::default(), &setup?, console),
        #[cfg(not(all(windows, feature = "page")))]
        Lead::Nothing => {
            console.note(&usage::overview(console.lang));
            return Ok(2);
        }
        Lead::Unknown(word) => return Err(Failure::Usage(usage::unknown_command(&word, console.lang))),
        Lead::Arguments(args) => args,
    };
    let parsed = args::command(console.lang)
        .try_get_matches_from(args)
        .and_then(|matches| Args::from_arg_matches(&matches));
    let args = match parsed {
        Ok(args) => args,
        Err(error) if !error.use_stderr() => {
            console.data(&error.render().to_string())?;
            return Ok(0);
        }
        Err(error) => return Err(Failure::Usage(usage::sentence(&error, console.lang))),
    };
    let setup = setup?;
    match &args.command {
        Command::Check(args) => check::run(args, &setup, console),
        Command::Fix(args) => fix::run(args, &setup, console),
        Command::Revert(args) => revert::run(args, &setup, console),
        Command::New(args) => new::run(args, console),
        Command::Export(args) => export::run(args, &setup, console),
        Command::Rules(args) => rules::run(args, &setup, console),
        Command::Profiles(args) => profiles::run(args, console),
        Command::Config(args) => config::run(args, &setup, console),
        Command::Worker(args) => worker::run(args, &setup, console),
        #[cfg(feature = "page")]
        Command::Page(args) => page::run(args, &setup, console),
    }
}
