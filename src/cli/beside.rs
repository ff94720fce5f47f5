//! What a check writes beside stdout: 汇总.xlsx and Parquet tables.

use std::path::Path;

use super::args::CheckArgs;
use super::failure::Failure;
use super::setup::Setup;
use crate::batch::summary::{About, Sums, is_summary};
use crate::batch::{Clues, Entry, FileRecord, Journal, Records, Signals, Tables};
use crate::check::{Inputs, guard, is_same_path, make_folder};
use crate::report::Lang;
use crate::settings::Thresholds;

/// The outputs that were asked for, while the files go by.
pub(super) struct Beside<'r> {
    report: Option<(&'r Path, Sums, Signals)>,
    tables: Option<Tables>,
    thresholds: Thresholds,
    force: bool,
    lang: Lang,
    setup: &'r Setup,
}

impl<'r> Beside<'r> {
    /// Makes sure, before anything is written, that the outputs may be; what is there already is replaced only with `force`.
    pub(super) fn guard(args: &CheckArgs, entries: &[Entry], force: bool) -> Result<(), Failure> {
        if let Some(path) = &args.report {
            let inputs = Inputs::new(entries.iter().map(Entry::file));
            guard(&inputs, path, "xlsx", force).map_err(Failure::file(path))?;
        }
        args.parquet.as_ref().map_or(Ok(()), |folder| {
            make_folder(folder).and_then(|()| Tables::guard(folder, force)).map_err(Failure::file(folder))
        })
    }

    /// Begins the outputs.
    pub(super) fn new(
        args: &'r CheckArgs,
        setup: &'r Setup,
        lang: Lang,
        force: bool,
    ) -> Result<Self, Failure> {
        let tables = args
            .parquet
            .as_deref()
            .map(|folder| Tables::create(folder, force).map_err(Failure::file(folder)));
        let thresholds = setup.settings.thresholds();
        let report = args.report.as_deref();
        Ok(Self {
            report: report.map(|path| (path, Sums::default(), Signals::new(&thresholds))),
            tables: tables.transpose()?,
            thresholds,
            force,
            lang,
            setup,
        })
    }

    /// Takes in the file at a place of the run, with its clues as far as they are known.
    pub(super) fn see(
        &mut self,
        place: usize,
        file: &FileRecord,
        clues: Option<Clues>,
    ) -> Result<(), Failure> {
        if let Some((_, sums, signals)) = &mut self.report {
            sums.see(place, file);
            let clues = clues.unwrap_or_else(|| Clues::of(file, &self.thresholds));
            signals.see(place, &clues);
        }
        self.tables.as_mut().map_or(Ok(()), |tables| tables.add(file).map_err(Failure::of))
    }

    /// Writes the outputs, each complete or not at all.
    pub(super) fn finish(self, journal: &mut Journal) -> Result<(), Failure> {
        if let Some(tables) = self.tables {
            tables.finish().map_err(Failure::of)?;
        }
        let Some((path, sums, signals)) = self.report else { return Ok(()) };
        let options = options(std::env::args_os().skip(1).map(|own| own.to_string_lossy().into_owned()));
        let settings = self.setup.file.as_ref().map(|file| file.display().to_string());
        let about = About { options: &options, settings: settings.as_deref(), thresholds: &self.thresholds };
        let find = |records: &mut dyn Records| signals.finish(records);
        sums.write(journal, find, &about, self.lang, path, self.force).map_err(Failure::file(path))
    }
}

/// The files to be checked without the report of an earlier run among them.
pub(super) fn without_report(entries: &mut Vec<Entry>, args: &CheckArgs) {
    if let Some(report) = &args.report {
        let is_earlier = |entry: &Entry| {
            is_same_path(entry.file(), report) && entry.input().is_ok_and(|input| is_summary(&input.bytes))
        };
        entries.retain(|entry| !is_earlier(entry));
    }
}

/// The options as they were given, without those that no result depends on: how many files at a time, whether something was
/// written or done before.
fn options(mut args: impl Iterator<Item = String>) -> String {
    let mut told: Vec<String> = Vec::new();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--resume" | "--force" => {}
            "-j" | "--jobs" => drop(args.next()),
            own if own.starts_with("-j") || own.starts_with("--jobs=") => {}
            _ => told.push(arg),
        }
    }
    told.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_went_on_has_the_options_of_one_that_did_not() {
        for given in [
            "check 收 --report 汇总.xlsx",
            "check --resume 收 --report 汇总.xlsx",
            "check 收 -j 4 --report 汇总.xlsx --force",
            "check -j4 收 --report 汇总.xlsx --jobs=4",
            "check 收 --jobs 4 --report 汇总.xlsx",
        ] {
            let told = options(given.split(' ').map(str::to_owned));
            assert_eq!(told, "check 收 --report 汇总.xlsx", "{given}");
        }
    }
}
