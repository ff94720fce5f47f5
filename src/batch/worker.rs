//! Work for other programs: a file a line in, a record a line out.

use std::io::{self, BufRead, Read as _, Write};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::{FileRecord, caught};
use crate::budget::{self, Limits};
use crate::check::{CheckError, FileOutcome, Input, check_file, check_input};
use crate::report::Lang;
use crate::rules::Request;

/// The longest line that is read: a file of 20 MB in base64, and its path.
const LONGEST: u64 = 28 * 1024 * 1024;

/// A line of input: `{"path":"甲.xlsx"}`, or the file's bytes beside the name it goes by.
#[derive(Deserialize)]
struct Task {
    path: String,
    base64: Option<String>,
}

/// Checks the file of each line of `input` and writes its [`FileRecord`] to `output`, a line for a line, at once; each file is
/// held to the `limits`.
///
/// A line that is no task is answered by a record with a reason; blank lines are passed over.
///
/// # Errors
///
/// If the input cannot be read or the output cannot be written.
pub fn worker(
    mut input: impl BufRead,
    mut output: impl Write,
    request: &Request<'_>,
    limits: &Limits,
    lang: Lang,
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        let is_whole = line.ends_with(b"\n") || (line.len() as u64) < LONGEST;
        if !is_whole {
            input.skip_until(b'\n')?;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let task = if is_whole { serde_json::from_slice(&line).ok() } else { None };
        let mut answer = serde_json::to_vec(&budget::within(limits, || record(task, request, lang)))?;
        answer.push(b'\n');
        output.write_all(&answer)?;
        output.flush()?;
    }
}

fn record(task: Option<Task>, request: &Request<'_>, lang: Lang) -> FileRecord {
    let Some(Task { path, base64 }) = task else { return refused("", CheckError::Task, lang) };
    let checked = caught(|| {
        let Some(text) = base64 else { return Some(check_file(Path::new(&path), request)) };
        let bytes = STANDARD.decode(text).ok()?;
        Some(check_input(Path::new(&path), Ok(Input::new(path.clone().into(), bytes)), request))
    });
    match checked {
        Some(Some(file)) => FileRecord::of(&file, lang),
        Some(None) => refused(&path, CheckError::Task, lang),
        None => refused(&path, CheckError::GaveUp, lang),
    }
}

fn refused(path: &str, error: CheckError, lang: Lang) -> FileRecord {
    FileRecord::of(&FileOutcome::refused(Path::new(path), error), lang)
}
