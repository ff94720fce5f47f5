//! `ziping check`.

use std::fs;
use std::io;
use std::path::Path;

use super::args::{CheckArgs, CheckFormat, FailOn};
use super::beside::{Beside, without_report};
use super::checked::{Checked, Work};
use super::console::Console;
use super::failure::Failure;
use super::interrupt;
use super::results::Results;
use super::setup::Setup;
use super::usage;
use crate::batch::{
    Claims, Clues, Done, Entry, FileRecord, First, Journal, Kept, Place, Status, expand, run as run_batch,
};
use crate::budget;
use crate::check::{CheckError, FileOutcome, WaiversSeen, check_input, read_report};
use crate::model::{Narrative, Severity, WaiverEntry};
use crate::report::{
    Baseline, BaselineError, Format, Lang, Line, Same, Summary, Tone, Verdict, checked_lines,
    reasonless_line, unreadable_line,
};
use crate::rules::{CheckedForm, Request};
use crate::settings::Thresholds;

pub(super) fn run(args: &CheckArgs, setup: &Setup, console: &Console) -> Result<u8, Failure> {
    let lang = console.lang;
    let profile = setup.profile(args.profile.as_deref(), lang)?;
    let fail_on = match args.fail_on {
        Some(FailOn::Error) => Severity::Error,
        Some(FailOn::Warning) => Severity::Warning,
        None => setup.fail_on(),
    };
    let place = place(args);
    if args.resume && place.is_none() {
        return Err(usage::resume_needs(lang, "--report 汇总.xlsx"));
    }
    let baseline = args.baseline.as_deref().map(read_baseline).transpose()?;
    let limits = setup.settings.limits();
    let mut inputs = budget::within(&limits, || expand(&args.paths, &mut io::stdin().lock()));
    without_report(&mut inputs.entries, args);
    let narrative =
        report_text(args.report_text.as_deref(), inputs.entries.len() + inputs.refused.len(), console)?;
    setup.announce(console);
    let (levels, waivers) = (setup.settings.levels(), setup.settings.waivers());
    let request =
        Request { profile, levels: Some(&levels), waivers: &waivers, narrative: narrative.as_ref() };
    let format = match args.format {
        CheckFormat::Text => None,
        CheckFormat::Json => Some(Format::Json),
        CheckFormat::Ndjson => Some(Format::Ndjson),
        CheckFormat::Csv => Some(Format::Csv),
    };
    // A run that was cut off may have written some of its outputs already.
    let goes_on = args.resume && place.as_ref().is_some_and(Place::was_cut_off);
    let force = args.force || goes_on;
    Beside::guard(args, &inputs.entries, force)?;
    let options = format!("check {request:?} {limits:?} {format:?} {fail_on:?} {}", console.look());
    let further = args.parquet.as_deref();
    let opened =
        place.map(|place| Journal::open(&place, further, &options, args.resume).map_err(Failure::of));
    let (journal, kept) = opened.transpose()?.unzip();
    let beside = Beside::new(args, setup, lang, force)?;
    // Waivers for some files, and a baseline, may tell apart what has the same bytes.
    let is_alike = baseline.is_none() && !waivers.iter().any(WaiverEntry::names_files);
    let checking = Checking {
        console,
        request: &request,
        format,
        fail_on,
        entries: &inputs.entries,
        kept,
        claims: is_alike.then(Claims::default),
        thresholds: args.report.is_some().then(|| setup.settings.thresholds()),
        keeps_rows: args.parquet.is_some(),
        is_marked_later: baseline.is_some(),
    };
    let mut results = Results::new(console, &inputs.entries, &waivers, journal, Some(beside));
    if let Some(format) = format {
        results.part(format.check_head(lang), format.between());
    }
    let mut checked = Checked { checking: &checking, results, firsts: Vec::new(), baseline };
    for (path, error) in inputs.refused {
        checked.refused(&FileOutcome::refused(&path, error))?;
    }
    let count = inputs.entries.len();
    let handed = run_batch(
        count,
        args.jobs.count(),
        interrupt::listen(),
        |place| budget::within(&limits, || checking.work(place)),
        |place| checking.gave_up(place),
        &mut checked,
    )?;
    let tail = |summary: &Summary, unused: &[_]| {
        format.map(|format| format.check_tail(summary, unused, lang)).unwrap_or_default()
    };
    checked.results.end(handed, tail)
}

/// Where the results go beside stdout.
fn place(args: &CheckArgs) -> Option<Place> {
    let report = args.report.clone().map(Place::File);
    report.or_else(|| args.parquet.clone().map(Place::Folder))
}

/// What every file of a run is checked by, and how it is told.
pub(super) struct Checking<'c> {
    pub(super) console: &'c Console,
    request: &'c Request<'c>,
    format: Option<Format>,
    fail_on: Severity,
    entries: &'c [Entry],
    kept: Option<Kept>,
    /// Only where the same bytes always give the same result.
    claims: Option<Claims>,
    /// Of the signals, where there is a summary to tell them.
    thresholds: Option<Thresholds>,
    /// Whether the indicator rows go to a table.
    keeps_rows: bool,
    /// Whether a baseline is to mark the findings, file by file, before they are told.
    is_marked_later: bool,
}

impl Checking<'_> {
    /// The place of an earlier file with this content, where the one at `place` is only to be told to be the same.
    pub(super) fn earlier(&self, sha256: &str, place: usize) -> Option<usize> {
        Some(self.claims.as_ref()?.first(sha256, place)).filter(|first| *first < place)
    }

    fn lang(&self) -> Lang {
        self.console.lang
    }

    /// A worker's part: all that does not rest on the files before.
    fn work(&self, place: usize) -> Work {
        let entry = &self.entries[place];
        let input = entry.input();
        if let Ok(input) = &input {
            if let Some(first) = self.earlier(&input.sha256, place) {
                return Work::Same { sha256: input.sha256.clone(), first };
            }
            let kept = self.kept.as_ref().filter(|_| !self.is_marked_later);
            if let Some(line) = kept.and_then(|kept| kept.find(&entry.shown(), &input.sha256)) {
                return Work::Kept(line);
            }
        }
        let file = check_input(entry.path(), input, self.request);
        if self.is_marked_later { Work::Unmarked(Box::new(file)) } else { self.finished(&file) }
    }

    fn gave_up(&self, place: usize) -> Work {
        self.finished(&FileOutcome::refused(self.entries[place].path(), CheckError::GaveUp))
    }

    fn finished(&self, file: &FileOutcome<CheckedForm>) -> Work {
        let mut done = self.done(file);
        let line = self.line(&done);
        // What takes time is done here, many at a time, and what nobody asks for any more is let go of.
        done.clues = self.thresholds.as_ref().map(|thresholds| Clues::of(&done.record, thresholds));
        if !self.keeps_rows {
            done.record.forms.iter_mut().for_each(|form| form.indicators = Vec::new());
        }
        Work::Done(Box::new(done), line)
    }

    /// Its line in the journal, if there is one.
    pub(super) fn line(&self, done: &Done) -> Option<Vec<u8>> {
        self.kept.as_ref().map(|kept| kept.line(done))
    }

    /// What is kept, printed and counted of a file.
    pub(super) fn done(&self, file: &FileOutcome<CheckedForm>) -> Done {
        let lang = self.lang();
        let mut verdict = Verdict::default();
        let (mut waivers, mut messages) = (WaiversSeen::default(), Vec::new());
        let mut lines = Vec::new();
        match &file.outcome {
            Ok(forms) => {
                waivers = WaiversSeen::of(self.request.waivers, &file.path, forms, &file.marks);
                let failed = verdict.count(forms, self.fail_on);
                if self.format.is_none() && (failed || !self.console.quiet) {
                    lines = checked_lines(&file.path, forms, lang);
                }
                messages.extend(reasonless_line(&file.path, &file.marks.without_reason, lang));
            }
            Err(error) => {
                verdict.unreadable += 1;
                messages.push(unreadable_line(&file.path, error, lang));
            }
        }
        Done {
            record: FileRecord::of(file, lang),
            verdict,
            summary: Summary::of(file),
            waivers,
            stdout: match self.format {
                Some(format) => format.checked(file, lang),
                None => self.console.text(&lines),
            },
            clues: None,
            messages,
            output_sha256: None,
        }
    }

    /// What is kept, printed and counted of a file with the very bytes of an earlier one, which came out so.
    pub(super) fn same(&self, place: usize, sha256: &str, first_place: usize, first: &First) -> Done {
        let lang = self.lang();
        let (path, first_path) = (&*self.entries[place].shown(), &*self.entries[first_place].shown());
        let (mut verdict, mut messages, mut lines) = (Verdict::default(), Vec::new(), Vec::new());
        let text = lang.choose(format!("{path}：同 {first_path}"), format!("{path}: same as {first_path}"));
        match first.status {
            Status::Unreadable => {
                verdict.unreadable += 1;
                messages.push(Line::new(Tone::Error, 0, &format!("✗ {text}")));
            }
            _ if first.failed => verdict.failed += 1,
            _ => verdict.passed += 1,
        }
        if verdict.failed > 0 || verdict.passed > 0 && !self.console.quiet {
            lines = vec![Line::new(Tone::Title, 0, &text), Line::empty()];
        }
        let reason = first.reason.as_deref();
        let same = Same { path, sha256, status: first.status, reason, first: first_path };
        Done {
            record: FileRecord::same(path, sha256, first, first_path),
            verdict,
            summary: Summary::of_status(first.status),
            waivers: WaiversSeen::default(),
            stdout: match self.format {
                Some(format) => format.same(&same, lang),
                None => self.console.text(&lines),
            },
            clues: None,
            messages,
            output_sha256: None,
        }
    }
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
