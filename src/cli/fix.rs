//! `ziping fix`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::args::FixArgs;
use super::check::report_text;
use super::console::Console;
use super::failure::Failure;
use super::fix_lines::lines;
use super::interrupt;
use super::outputs::Outputs;
use super::results::Results;
use super::setup::Setup;
use super::suggest;
use super::usage;
use crate::batch::{
    Collector, Done, Entry, FileRecord, Journal, Kept, KeptLine, Place, caught, expand, run as run_batch,
};
use crate::budget::{self, Limits};
use crate::check::{
    CheckError, FileOutcome, Fixed, Input, Inputs, WaiversSeen, fix, guard, make_folder, save,
};
use crate::model::Severity;
use crate::report::{Summary, Verdict, reasonless_line, unreadable_line};
use crate::rules::{CheckedForm, Request};

pub(super) fn run(args: &FixArgs, setup: &Setup, console: &Console) -> Result<u8, Failure> {
    let lang = console.lang;
    let place = args.out_dir.clone().filter(|_| !args.dry_run).map(Place::Folder);
    if args.resume && place.is_none() {
        return Err(usage::resume_needs(lang, "--out-dir 文件夹"));
    }
    let profile = setup.profile(args.profile.as_deref(), lang)?;
    let accepted = args
        .accept_review
        .iter()
        .map(|word| Ok(suggest::rule(word, lang)?.id.to_owned()))
        .collect::<Result<Vec<_>, Failure>>()?;
    let limits = setup.settings.limits();
    let inputs = budget::within(&limits, || expand(&args.paths, &mut io::stdin().lock()));
    let count = inputs.entries.len() + inputs.refused.len();
    usage::one_output(args.output.as_deref(), count, lang)?;
    let narrative = report_text(args.report_text.as_deref(), count, console)?;
    setup.announce(console);
    let (levels, waivers) = (setup.settings.levels(), setup.settings.waivers());
    let request =
        Request { profile, levels: Some(&levels), waivers: &waivers, narrative: narrative.as_ref() };
    let fail_on = setup.fail_on();
    let options =
        format!("fix {request:?} {limits:?} {accepted:?} {} {fail_on:?} {}", args.redraw, console.look());
    let opened = place.map(|place| Journal::open(&place, None, &options, args.resume).map_err(Failure::of));
    let (journal, kept) = opened.transpose()?.unzip();
    let fixing = Fixing {
        args,
        console,
        request: &request,
        limits: &limits,
        accepted: &accepted,
        fail_on,
        entries: &inputs.entries,
        inputs: Inputs::new(inputs.entries.iter().map(Entry::file)),
        kept,
    };
    let mut corrected = Corrected {
        fixing: &fixing,
        outputs: Outputs::new(args, &inputs.entries),
        results: Results::new(console, &inputs.entries, &waivers, journal, None),
    };
    for (path, error) in inputs.refused {
        corrected.take_new(fixing.refused(&path, None, error))?;
    }
    let later = corrected.outputs.later();
    let handed = run_batch(
        inputs.entries.len(),
        args.jobs.count_writing(),
        interrupt::listen(),
        |place| if later.contains(&place) { Work::Later } else { fixing.work(place, &|_| false) },
        |place| fixing.gave_up(place),
        &mut corrected,
    )?;
    corrected.results.end(handed, |_, _| String::new())
}

/// A worker's part of a file.
enum Work {
    /// All is done, and its line in the journal with it.
    Done(Box<Done>, Option<Vec<u8>>),
    /// An earlier run made the copy.
    Kept(KeptLine),
    /// Its copy may have the name of another's, so that it has to wait for that one.
    Later,
}

/// What every file of a run is corrected by, and how it is told.
struct Fixing<'f> {
    args: &'f FixArgs,
    console: &'f Console,
    request: &'f Request<'f>,
    limits: &'f Limits,
    accepted: &'f [String],
    fail_on: Severity,
    entries: &'f [Entry],
    /// None of which may be an output.
    inputs: Inputs,
    kept: Option<Kept>,
}

/// A copy, or the line that tells of it.
enum Copy {
    Made(Box<Fixed>, PathBuf),
    Kept(KeptLine),
}

impl Fixing<'_> {
    /// Corrects a file within its budget; its copy is none that `is_taken`.
    fn work(&self, place: usize, is_taken: &dyn Fn(&Path) -> bool) -> Work {
        budget::within(self.limits, || self.worked(place, is_taken))
    }

    fn worked(&self, place: usize, is_taken: &dyn Fn(&Path) -> bool) -> Work {
        let entry = &self.entries[place];
        let input = match entry.input() {
            Ok(input) => input,
            Err(error) => return self.finished(self.refused(entry.path(), None, error)),
        };
        match self.copy(entry, &input, is_taken) {
            Ok(Copy::Kept(line)) => Work::Kept(line),
            Ok(Copy::Made(fixed, output)) => self.finished(self.done(entry, &input, *fixed, &output)),
            Err(error) => self.finished(self.refused(entry.path(), Some(&input.sha256), error)),
        }
    }

    fn copy(
        &self,
        entry: &Entry,
        input: &Input,
        is_taken: &dyn Fn(&Path) -> bool,
    ) -> Result<Copy, CheckError> {
        let args = self.args;
        let ending = if args.redraw { "xlsx" } else { input.copy_ending() };
        let output = Outputs::of(args, entry, ending);
        if args.dry_run {
            return Ok(Copy::Made(Box::new(fix(input, self.request, self.accepted, args.redraw)?), output));
        }
        if args.out_dir.is_some()
            && let Some(folder) = output.parent()
        {
            make_folder(folder)?;
        }
        // Two inputs of one name: the second must not replace the first's result, even by force.
        if is_taken(&output) {
            return Err(CheckError::OutputExists { path: output });
        }
        // A run that goes on finds its own copies there.
        guard(&self.inputs, &output, ending, args.force || args.resume)?;
        let kept = self.kept.as_ref().and_then(|kept| kept.find(&entry.shown(), &input.sha256));
        if let Some(line) = kept
            && Input::open(&output).is_ok_and(|copy| line.wrote(&copy.sha256))
        {
            return Ok(Copy::Kept(line));
        }
        let fixed = fix(input, self.request, self.accepted, args.redraw)?;
        let is_there = args.resume && fs::read(&output).is_ok_and(|bytes| bytes == fixed.bytes);
        if !is_there {
            save(&fixed.bytes, &output, args.force)?;
        }
        Ok(Copy::Made(Box::new(fixed), output))
    }

    fn finished(&self, done: Done) -> Work {
        let line = self.line(&done);
        Work::Done(Box::new(done), line)
    }

    fn gave_up(&self, place: usize) -> Work {
        self.finished(self.refused(self.entries[place].path(), None, CheckError::GaveUp))
    }

    /// Its line in the journal, if there is one.
    fn line(&self, done: &Done) -> Option<Vec<u8>> {
        self.kept.as_ref().map(|kept| kept.line(done))
    }

    fn done(&self, entry: &Entry, input: &Input, fixed: Fixed, output: &Path) -> Done {
        let (args, lang, path) = (self.args, self.console.lang, entry.path());
        let mut verdict = Verdict::default();
        let forms = if args.dry_run { &fixed.before } else { &fixed.after };
        let failed = verdict.count(forms, self.fail_on);
        let waivers = WaiversSeen::of(self.request.waivers, path, &fixed.before, &fixed.marks);
        let is_told = failed || !fixed.changes.is_empty() || !self.console.quiet;
        let told = if is_told { lines(args, &entry.shown(), output, &fixed, lang) } else { Vec::new() };
        let messages = reasonless_line(path, &fixed.marks.without_reason, lang).into_iter().collect();
        if !args.dry_run {
            verdict.corrected = fixed.corrected();
        }
        let output_sha256 = self.kept.as_ref().map(|_| Input::new(output.to_owned(), fixed.bytes).sha256);
        let outcome: FileOutcome<CheckedForm> = FileOutcome {
            path: path.to_owned(),
            sha256: Some(input.sha256.clone()),
            outcome: Ok(if args.dry_run { fixed.before } else { fixed.after }),
            marks: fixed.marks,
        };
        let mut record = FileRecord::of(&outcome, lang);
        record.corrected = verdict.corrected;
        record.output = (!args.dry_run).then(|| output.display().to_string());
        let stdout = self.console.text(&told);
        let summary = Summary::default();
        Done { record, verdict, summary, waivers, stdout, clues: None, messages, output_sha256 }
    }

    fn refused(&self, path: &Path, sha256: Option<&str>, error: CheckError) -> Done {
        let lang = self.console.lang;
        let messages = vec![unreadable_line(path, &error, lang)];
        let mut record = FileRecord::of(&FileOutcome::refused(path, error), lang);
        record.sha256 = sha256.map(str::to_owned);
        Done {
            record,
            verdict: Verdict { unreadable: 1, ..Verdict::default() },
            summary: Summary::default(),
            waivers: WaiversSeen::default(),
            stdout: String::new(),
            clues: None,
            messages,
            output_sha256: None,
        }
    }
}

/// Takes the files in their order.
struct Corrected<'f> {
    fixing: &'f Fixing<'f>,
    outputs: Outputs,
    results: Results<'f>,
}

impl Corrected<'_> {
    fn take_new(&mut self, done: Done) -> Result<(), Failure> {
        let line = self.fixing.line(&done);
        self.results.take_new(done, line.as_deref())
    }
}

impl Collector<Work> for Corrected<'_> {
    type Error = Failure;

    fn take(&mut self, place: usize, work: Work) -> Result<(), Failure> {
        match work {
            Work::Done(done, line) => {
                self.outputs.see(place, done.record.output.as_deref());
                self.results.take_new(*done, line.as_deref())
            }
            Work::Kept(line) => {
                let done = self.results.recall(line)?;
                self.outputs.see(place, done.record.output.as_deref());
                self.results.take_kept(done, line)
            }
            Work::Later => {
                let work = caught(|| self.fixing.work(place, &|output| self.outputs.has(output)));
                self.take(place, work.unwrap_or_else(|| self.fixing.gave_up(place)))
            }
        }
    }

    fn pause(&mut self) -> Result<(), Failure> {
        self.results.pause()
    }
}
