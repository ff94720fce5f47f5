//! `ziping check`.

use std::time::Instant;

use super::args::{CheckArgs, CheckFormat, FailOn};
use super::console::Console;
use super::failure::Failure;
use super::suggest;
use crate::check::{CheckError, NotYet, check_file};
use crate::model::Severity;
use crate::report::{Verdict, check_csv, check_json, check_ndjson, checked_lines, unreadable_line};

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
    let mut verdict = Verdict::default();
    let mut files = Vec::new();
    for path in &args.paths {
        let file = check_file(path, profile);
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
