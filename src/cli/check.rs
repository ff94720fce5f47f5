//! `ziping check`.

use std::path::Path;
use std::time::Instant;

use super::args::{CheckArgs, CheckFormat, FailOn};
use super::console::Console;
use super::failure::Failure;
use super::suggest;
use crate::check::{CheckError, NotYet, check_file, read_report};
use crate::model::{Narrative, Severity};
use crate::report::{Verdict, check_csv, check_json, check_ndjson, checked_lines, unreadable_line};
use crate::rules::Request;

pub(super) fn run(args: &CheckArgs, console: &Console) -> Result<u8, Failure> {
    let started = Instant::now();
    if let Some(path) = &args.report {
        let error = CheckError::NotYet { path: path.clone(), what: NotYet::Report };
        return Err(Failure::File(path.clone(), error));
    }
    let profile = args.profile.as_deref().map(|id| suggest::profile(id, console.lang)).transpose()?;
    let fail_on = match args.fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
    };
    let narrative = report_text(args.report_text.as_deref(), args.paths.len(), console)?;
    let request = Request { profile, narrative: narrative.as_ref(), ..Request::default() };
    let mut verdict = Verdict::default();
    let mut files = Vec::new();
    for path in &args.paths {
        let file = check_file(path, &request);
        match &file.outcome {
            Ok(forms) => {
                let failed = verdict.count(forms, fail_on);
                if args.format == CheckFormat::Text && (failed || !console.quiet) {
                    console.lines(&checked_lines(path, forms, console.lang))?;
                }
            }
            Err(error) => {
                verdict.unreadable += 1;
                console.message(&unreadable_line(path, error, console.lang));
            }
        }
        if args.format != CheckFormat::Text {
            files.push(file);
        }
    }
    match args.format {
        CheckFormat::Text => {}
        CheckFormat::Json => console.data(&check_json(&files, console.lang))?,
        CheckFormat::Ndjson => console.data(&check_ndjson(&files, console.lang))?,
        CheckFormat::Csv => console.data(&check_csv(&files, console.lang))?,
    }
    console.verdict(&verdict, started.elapsed());
    Ok(verdict.exit_code())
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
