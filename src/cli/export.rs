//! `ziping export`.

use std::io;

use super::args::{ExportArgs, ExportFormat};
use super::console::Console;
use super::failure::Failure;
use super::interrupt;
use super::results::Results;
use super::setup::Setup;
use crate::batch::{Collector, expand, run as run_batch};
use crate::budget;
use crate::check::{CheckError, FileOutcome, read_input};
use crate::model::EvaluationForm;
use crate::report::{Format, Line, unreadable_line};

pub(super) fn run(args: &ExportArgs, setup: &Setup, console: &Console) -> Result<u8, Failure> {
    let lang = console.lang;
    let format = match args.format {
        ExportFormat::Json => Format::Json,
        ExportFormat::Ndjson => Format::Ndjson,
        ExportFormat::Csv => Format::Csv,
    };
    let limits = setup.settings.limits();
    let inputs = budget::within(&limits, || expand(&args.paths, &mut io::stdin().lock()));
    let read = |file: &FileOutcome<EvaluationForm>| Read {
        text: format.forms(file, lang),
        message: file.outcome.as_ref().err().map(|error| unreadable_line(&file.path, error, lang)),
    };
    let mut results = Results::new(console, &inputs.entries, &[], None, None);
    results.part(format.forms_head(lang), format.between());
    let mut exported = Exported { results, files: 0, is_unreadable: false };
    for (path, error) in inputs.refused {
        exported.add(read(&FileOutcome::refused(&path, error)))?;
    }
    let shown = |place: usize| inputs.entries[place].path();
    let count = inputs.entries.len();
    let handed = run_batch(
        count,
        args.jobs.count(),
        interrupt::listen(),
        |place| budget::within(&limits, || read(&read_input(shown(place), inputs.entries[place].input()))),
        |place| read(&FileOutcome::refused(shown(place), CheckError::GaveUp)),
        &mut exported,
    )?;
    exported.results.close(format.forms_tail(exported.files == 0))?;
    Ok(match (handed < count, exported.is_unreadable) {
        (true, _) => interrupt::EXIT,
        (false, true) => 2,
        (false, false) => 0,
    })
}

/// A file as it is told.
struct Read {
    text: String,
    message: Option<Line>,
}

/// Takes the files in their order.
struct Exported<'e> {
    results: Results<'e>,
    files: usize,
    is_unreadable: bool,
}

impl Exported<'_> {
    fn add(&mut self, read: Read) -> Result<(), Failure> {
        self.files += 1;
        self.is_unreadable |= read.message.is_some();
        self.results.print(read.text, read.message.into_iter().collect())
    }
}

impl Collector<Read> for Exported<'_> {
    type Error = Failure;

    fn take(&mut self, _place: usize, read: Read) -> Result<(), Failure> {
        self.add(read)
    }

    fn pause(&mut self) -> Result<(), Failure> {
        self.results.pause()
    }
}
