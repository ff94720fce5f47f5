//! A folder's forms, checked where they are; the corrected copies go beside them, as with `ziping fix`.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

use http_body_util::channel::{Channel, SendError, Sender};
use hyper::body::Bytes;
use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;

use super::answer::{Answer, Refusal, of_lines};
use super::desk::Desk;
use crate::batch::{Collector, Entry, expand, run};
use crate::budget::{self, Limits};
use crate::check::{CheckError, FileOutcome, Fixed, Inputs, beside, check_input, fix, guard, save};
use crate::page::{entry, json};
use crate::report::{Lang, Reason};
use crate::rules::{CheckedForm, Request};

/// How many lines may wait for their reader.
const WAITING: usize = 64;

/// What the page asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Task {
    /// A folder, a file or a pattern on this computer.
    path: PathBuf,
    /// Whether corrected copies are to be saved.
    write: bool,
    /// The profile; the form's own if it is empty.
    #[serde(default)]
    profile: String,
}

/// The first line: how many lines follow.
#[derive(Serialize)]
struct HeadLine {
    files: usize,
}

/// One file's line, without its entry of `ziping/report/1`.
#[derive(Serialize)]
struct FileLine<'l> {
    path: &'l str,
    /// Where its corrected copy went.
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<String>,
    /// How many cells were corrected there.
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<usize>,
    /// Why there is no copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
}

/// A file that was worked on, and its corrected copy, not yet saved, with the ending that its name needs.
struct Done {
    file: FileOutcome<CheckedForm>,
    copy: Option<Result<(Fixed, &'static str), CheckError>>,
}

/// Answers with a line for each file, in order, as it is done.
pub(super) fn answer(task: &[u8], desk: Arc<Desk>) -> Result<Answer, Refusal> {
    let task: Task = serde_json::from_slice(task).map_err(|_| Refusal::Unclear)?;
    let (sender, lines) = Channel::new(WAITING);
    let lines_out = Lines { sender, handle: Handle::current() };
    // Whoever no longer listens ends the work; nobody else needs to hear of its end.
    spawn_blocking(move || work(&task, &desk, lines_out).is_ok());
    Ok(of_lines(lines))
}

fn work(task: &Task, desk: &Desk, mut lines: Lines) -> Result<(), SendError> {
    let request = desk.defaults.request(&task.profile);
    let limits = &desk.defaults.limits;
    let inputs = budget::within(limits, || expand(std::slice::from_ref(&task.path), &mut io::empty()));
    lines.send(json(&HeadLine { files: inputs.refused.len() + inputs.entries.len() }))?;
    for (path, error) in inputs.refused {
        lines.tell(&Done { file: FileOutcome::refused(&path, error), copy: None }, None)?;
    }
    let entries = &inputs.entries;
    let mut saved = Saved { entries, inputs: Inputs::new(entries.iter().map(Entry::file)), desk, lines };
    let jobs = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let gave_up = |place: usize| Done {
        file: FileOutcome::refused(entries[place].path(), CheckError::GaveUp),
        copy: None,
    };
    let one = |place: usize| one(&entries[place], &request, limits, task.write);
    run(entries.len(), jobs, &AtomicBool::new(false), one, gave_up, &mut saved).map(|_| ())
}

fn one(entry: &Entry, request: &Request<'_>, limits: &Limits, write: bool) -> Done {
    let input = budget::within(limits, || entry.input());
    let copy = input.as_ref().ok().filter(|_| write);
    let copy = copy
        .map(|input| Ok((budget::within(limits, || fix(input, request, &[], false))?, input.copy_ending())));
    let file = budget::within(limits, || check_input(entry.path(), input, request));
    // A file that cannot be read says so itself.
    Done { copy: copy.filter(|_| file.outcome.is_ok()), file }
}

/// Saves the copies in the order of the files, so that of two with one name the first gets it.
struct Saved<'f> {
    entries: &'f [Entry],
    /// None of which may be an output.
    inputs: Inputs,
    desk: &'f Desk,
    lines: Lines,
}

impl Collector<Done> for Saved<'_> {
    type Error = SendError;

    fn take(&mut self, place: usize, mut done: Done) -> Result<(), SendError> {
        self.desk.note_request();
        let saved = done.copy.take().map(|copy| {
            let (fixed, ending) = copy?;
            let output = beside(self.entries[place].file(), ending);
            guard(&self.inputs, &output, ending, false)?;
            save(&fixed.bytes, &output, false)?;
            Ok((output.display().to_string(), fixed.corrected()))
        });
        self.lines.tell(&done, saved)
    }

    fn pause(&mut self) -> Result<(), SendError> {
        Ok(())
    }
}

/// Where the lines go.
struct Lines {
    sender: Sender<Bytes>,
    handle: Handle,
}

impl Lines {
    fn tell(
        &mut self,
        done: &Done,
        saved: Option<Result<(String, usize), CheckError>>,
    ) -> Result<(), SendError> {
        let (saved, error) =
            saved.transpose().map_or_else(|error| (None, Some(error)), |saved| (saved, None));
        let (output, corrected) = saved.unzip();
        let path = done.file.path.to_string_lossy();
        let reason = error.map(|error| Reason::new(&error, Lang::Zh));
        let line = json(&FileLine { path: &path, output, corrected, reason });
        let line = line.strip_suffix('}').expect("a struct ends in a brace");
        self.send(format!("{line},\"file\":{}}}", entry(&done.file)))
    }

    fn send(&mut self, line: String) -> Result<(), SendError> {
        self.handle.block_on(self.sender.send_data(Bytes::from(line + "\n")))
    }
}
