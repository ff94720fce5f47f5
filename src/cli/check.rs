//! `ziping check`.

use std::fs;
use std::path::Path;
use std::time::Instant;

use super::args::{CheckArgs, CheckFormat, FailOn};
use super::console::Console;
use super::failure::Failure;
use super::setup::{Setup, tell_unused};
use crate::check::{CheckError, NotYet, WaiverUse, check_file, read_report};
use crate::model::{Narrative, Severity};
use crate::report::{
    Baseline, BaselineError, Verdict, check_csv, check_json, check_ndjson, checked_lines, reasonless_line,
    unreadable_line,
};
use crate::rules::Request;

pub(super) fn run(args: &CheckArgs, setup: &Setup, console: &Console) -> Result<u8, Failure> {
    let started = Instant::now();
    let lang = console.lang;
    if let Some(path) = &args.report {
        let error = CheckError::NotYet { path: path.clone(), what: NotYet::Report };
        return Err(Failure::File(path.clone(), error));
    }
    let profile = setup.profile(args.profile.as_deref(), lang)?;
    let fail_on = match args.fail_on {
        Some(FailOn::Error) => Severity::Error,
        Some(FailOn::Warning) => Severity::Warning,
        None => setup.fail_on(),
    };
    let mut baseline = args.baseline.as_deref().map(read_baseline).transpose()?;
    let narrative = report_text(args.report_text.as_deref(), args.paths.len(), console)?;
    setup.announce(console);
    let (levels, waivers) = (setup.settings.levels(), setup.settings.waivers());
    let request =
        Request { profile, levels: Some(&levels), waivers: &waivers, narrative: narrative.as_ref() };
    let mut waiver_use = WaiverUse::new(&waivers);
    let mut verdict = Verdict::default();
    let mut files = Vec::new();
    for path in &args.paths {
        let mut file = check_file(path, &request);
        match &mut file.outcome {
            Ok(forms) => {
                waiver_use.see(path, forms, &file.marks);
                if let Some(baseline) = &mut baseline {
                    baseline.mark(path, forms);
                }
                let failed = verdict.count(forms, fail_on);
                if args.format == CheckFormat::Text && (failed || !console.quiet) {
                    console.lines(&checked_lines(path, forms, lang))?;
                }
                if let Some(line) = reasonless_line(path, &file.marks.without_reason, lang) {
                    console.message(&line);
                }
            }
            Err(error) => {
                verdict.unreadable += 1;
                console.message(&unreadable_line(path, error, lang));
            }
        }
        if args.format != CheckFormat::Text {
            files.push(file);
        }
    }
    let unused = waiver_use.unused();
    match args.format {
        CheckFormat::Text => {}
        CheckFormat::Json => console.data(&check_json(&files, &unused, lang))?,
        CheckFormat::Ndjson => console.data(&check_ndjson(&files, lang))?,
        CheckFormat::Csv => console.data(&check_csv(&files, lang))?,
    }
    tell_unused(&unused, console);
    console.verdict(&verdict, started.elapsed());
    Ok(verdict.exit_code())
}

fn read_baseline(path: &Path) -> Result<Baseline, Failure> {
    let read = fs::read(path).map_err(BaselineError::Read).and_then(|bytes| Baseline::parse(&bytes));
    read.map_err(|error| Failure::Baseline(path.to_owned(), error))
}

/// Reads the report that goes with the one file to be checked.
pub(super) fn report_text(
    path: Option<&Path>,
    forms: usize,
    console: &Console,
) -> Result<Option<Narrative>, Failure> {
    let Some(path) = path else { return Ok(None) };
    if forms > 1 {
        let text = console.lang.choose(
            "--report-text 只能用于一个文件；请一份表配一份报告",
            "--report-text goes with one file; check each form with its own report",
        );
        return Err(Failure::Usage(text.to_owned()));
    }
    read_report(path).map(Some).map_err(Failure::file(path))
}
