//! Floor 5: read → rules → fixes → write as plain functions; every face calls these.
//!
//! [`check_file`] and [`read_file`] never fail as a whole: what went wrong stands in the outcome, so that one file
//! cannot stop the others. [`fix`], [`revert`] and [`new_form`] give bytes back; [`save`] and [`save_with`] are the only places that write a file.
//! Each works within the budget that is open on its thread, or else within the usual one.

mod disk;
mod error;
mod input;
mod names;
#[cfg(not(target_family = "wasm"))]
mod output;
mod waivers;

use std::path::{Path, PathBuf};

pub use crate::write::Reverted;
pub use disk::{Disk, Stat, System};
pub use error::CheckError;
pub use input::Input;
pub(crate) use input::hex;
pub use names::{beside, inside, reverted_beside, reverted_inside};
#[cfg(not(target_family = "wasm"))]
pub use output::{Inputs, guard, is_same_path, make_folder, save, save_on, save_with};
#[cfg(feature = "parquet")]
pub(crate) use output::{put, temporary};
pub use waivers::{Unused, WaiverUse, WaiversSeen};

use self::waivers::waivers_of;
use crate::budget;
use crate::model::{EvaluationForm, FormContent, Narrative, Paragraph, Wording};
use crate::read::{FileKind, Workbook, read_forms, read_narrative, read_workbook};
use crate::rules::{self, CheckedForm, Request};
use crate::template::Profile;
use crate::write::{self, Change, Marks, Source};

/// One file and what came of it: its forms, checked or only read, or why there are none.
#[derive(Debug)]
pub struct FileOutcome<T> {
    /// The path as the user gave it.
    pub path: PathBuf,
    /// The SHA-256 of the bytes, in hexadecimal; `None` where they could not be read.
    pub sha256: Option<String>,
    /// The forms, in the workbook's order.
    pub outcome: Result<Vec<T>, CheckError>,
    /// What people wrote into its 问题清单, where a check read it.
    pub marks: Marks,
}

impl<T> FileOutcome<T> {
    /// A file that could not be read.
    pub fn refused(path: &Path, error: CheckError) -> Self {
        Self { path: path.to_owned(), sha256: None, outcome: Err(error), marks: Marks::default() }
    }
}

/// Checks one file by what the user asked for; each form under the profile it points to unless one is named, and people's
/// marks in the file's own 问题清单 hold beside the waivers asked for.
///
/// A Word document that holds a form and its report is held against its own text, unless another report is given.
pub fn check_file(path: &Path, request: &Request<'_>) -> FileOutcome<CheckedForm> {
    budget::within_open(|| check_input(path, Input::open(path), request))
}

/// Checks a file that was read already, or could not be, as [`check_file`] does.
pub fn check_input(
    path: &Path,
    input: Result<Input, CheckError>,
    request: &Request<'_>,
) -> FileOutcome<CheckedForm> {
    check_shown(path, input, request, |_, _, _| {})
}

/// Checks a file as [`check_input`] does, and lets `show` see the workbook it was read into with the forms that stand on it.
pub fn check_shown(
    path: &Path,
    input: Result<Input, CheckError>,
    request: &Request<'_>,
    show: impl FnOnce(&Input, &Workbook, &[CheckedForm]),
) -> FileOutcome<CheckedForm> {
    let mut marks = Marks::default();
    let outcome = outcome_of(path, input, |input| {
        let workbook = read_workbook(&input.bytes)?;
        let forms = read_forms(&workbook)?;
        marks = write::marks(&workbook);
        let waivers = waivers_of(path, &marks, request.waivers);
        let own = own_report(&workbook, &input.bytes, request);
        let request = Request { waivers: &waivers, ..with_report(request, own.as_ref()) };
        let checked = rules::check_all(forms, &request);
        // A check whose time is over stops where it is.
        budget::in_time()?;
        show(input, &workbook, &checked);
        Ok(checked)
    });
    FileOutcome { marks, ..outcome }
}

/// Reads the report that goes with a form: .docx, or text in UTF-8 or GBK.
///
/// # Errors
///
/// If the file cannot be read, is of another kind or holds no text.
pub fn read_report(path: &Path) -> Result<Narrative, CheckError> {
    budget::within_open(|| Ok(read_narrative(&Input::open(path)?.bytes)?))
}

/// The text around the form in a Word document, where no other report is given.
fn own_report(workbook: &Workbook, bytes: &[u8], request: &Request<'_>) -> Option<Narrative> {
    let is_own = workbook.kind == FileKind::Docx && request.narrative.is_none();
    // The form has been read from the same bytes; a document without text around it has no report.
    let narrative = if is_own { read_narrative(bytes).ok()? } else { return None };
    narrative.paragraphs.iter().any(is_prose).then_some(narrative)
}

/// From so many letters on, a paragraph tells something.
const PROSE: usize = 40;

/// Whether a paragraph is of a report: a title, a date and the notes printed below a form are not.
fn is_prose(paragraph: &Paragraph) -> bool {
    let is_note =
        ["注", "说明", "填报说明", "填表说明", "备注"].iter().any(|word| paragraph.text.starts_with(word));
    !is_note && paragraph.text.chars().nth(PROSE).is_some()
}

fn with_report<'r>(request: &Request<'r>, own: Option<&'r Narrative>) -> Request<'r> {
    Request { narrative: request.narrative.or(own), ..*request }
}

/// Reads one file without checking it.
pub fn read_file(path: &Path) -> FileOutcome<EvaluationForm> {
    budget::within_open(|| read_input(path, Input::open(path)))
}

/// Reads the forms of a file whose bytes are there already, or could not be read.
pub fn read_input(path: &Path, input: Result<Input, CheckError>) -> FileOutcome<EvaluationForm> {
    outcome_of(path, input, |input| Ok(read_forms(&read_workbook(&input.bytes)?)?))
}

/// A form's correction, not yet saved.
#[derive(Debug)]
pub struct Fixed {
    /// The corrected workbook.
    pub bytes: Vec<u8>,
    /// The cells this run changes.
    pub changes: Vec<Change>,
    /// Whether the bytes are the input's own because nothing is to be changed.
    pub is_copy: bool,
    /// Whether the forms were drawn anew instead of being changed in place.
    pub is_redrawn: bool,
    /// What the user has to know of the copy beside the changes.
    pub remarks: Vec<Wording>,
    /// The forms as they came.
    pub before: Vec<CheckedForm>,
    /// The forms as they are once the changes are made.
    pub after: Vec<CheckedForm>,
    /// What people wrote into its 问题清单.
    pub marks: Marks,
}

impl Fixed {
    /// How many cells were corrected, those left out that only follow from others.
    pub fn corrected(&self) -> usize {
        self.changes.iter().filter(|change| change.is_fix()).count()
    }
}

/// Corrects a workbook: safe fixes, and those for review whose rule a person accepted; never what a person had a word on.
///
/// An xlsx is changed in place, unless `redraw` asks for a drawing; files of other formats are always drawn anew.
///
/// # Errors
///
/// If the input holds no form that can be read, or the workbook cannot be built.
pub fn fix(
    input: &Input,
    request: &Request<'_>,
    accepted: &[String],
    redraw: bool,
) -> Result<Fixed, CheckError> {
    budget::within_open(|| fixed(input, request, accepted, redraw))
}

fn fixed(
    input: &Input,
    request: &Request<'_>,
    accepted: &[String],
    redraw: bool,
) -> Result<Fixed, CheckError> {
    let workbook = read_workbook(&input.bytes)?;
    let marks = write::marks(&workbook);
    let waivers = waivers_of(&input.path, &marks, request.waivers);
    let own = own_report(&workbook, &input.bytes, request);
    let request = Request { waivers: &waivers, ..with_report(request, own.as_ref()) };
    let before = rules::check_all(read_forms(&workbook)?, &request);
    let file_name = input.path.file_name().unwrap_or_default().to_string_lossy();
    let source = Source { file_name: &file_name, sha256: &input.sha256, bytes: &input.bytes };
    budget::in_time()?;
    let corrected = write::corrected(&workbook, &before, accepted, &request, source, redraw)?;
    budget::in_time()?;
    Ok(Fixed {
        bytes: corrected.bytes,
        changes: corrected.changes,
        remarks: corrected.remarks,
        is_copy: corrected.is_copy,
        is_redrawn: corrected.is_redrawn,
        before,
        after: corrected.after,
        marks,
    })
}

/// Takes the corrections of a corrected copy back.
///
/// # Errors
///
/// If the input is no corrected copy, or its package cannot be changed part by part.
pub fn revert(input: &Input) -> Result<Reverted, CheckError> {
    budget::within_open(|| reverted(input))
}

fn reverted(input: &Input) -> Result<Reverted, CheckError> {
    let workbook = read_workbook(&input.bytes)?;
    let file_name = input.path.file_name().unwrap_or_default().to_string_lossy();
    let source = Source { file_name: &file_name, sha256: &input.sha256, bytes: &input.bytes };
    write::reverted(&workbook, source)?.ok_or(CheckError::NotCorrected)
}

/// Draws new forms of a profile, one a sheet, filled with `contents`; a blank one if there are none.
///
/// # Errors
///
/// If the workbook cannot be built.
pub fn new_form(profile: &'static Profile, contents: &[FormContent]) -> Result<Vec<u8>, CheckError> {
    Ok(write::new_form(profile, contents)?)
}

fn outcome_of<T>(
    path: &Path,
    input: Result<Input, CheckError>,
    forms: impl FnOnce(&Input) -> Result<Vec<T>, CheckError>,
) -> FileOutcome<T> {
    let (sha256, outcome) = match input {
        Ok(input) => (Some(input.sha256.clone()), budget::within_open(|| forms(&input))),
        Err(error) => (None, Err(error)),
    };
    FileOutcome { path: path.to_owned(), sha256, outcome, marks: Marks::default() }
}
