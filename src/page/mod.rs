//! Floor 8: the page's one library call, on bytes, which both of its hosts make.
//!
//! [`check()`] gives the very entry that `ziping check --format json` prints for the file, with the sheets to be drawn beside it;
//! [`fix()`] the very bytes that `ziping fix` saves. `web/` holds the page itself.

mod looks;
#[cfg(feature = "page")]
pub mod server;
mod sheets;
#[cfg(feature = "wasm")]
pub mod wasm;

use std::path::Path;

use serde::Serialize;

use self::sheets::Sheet;
use crate::check::{self, CheckError, FileOutcome, Input, beside};
use crate::model::Severity;
use crate::report::{Format, Lang, Reason};
use crate::rules::{CATALOGUE, CheckedForm, Request};
use crate::template::builtin;

/// What the JSON of a check says that it is.
const SCHEMA: &str = "ziping/page/1";

/// Checks a file by its bytes: its entry of `ziping/report/1` and the sheets that carry its forms, as JSON.
///
/// A file that cannot be read has its entry too, with the reason.
pub fn check(name: &str, bytes: Vec<u8>, request: &Request<'_>) -> String {
    let path = Path::new(name);
    let mut sheets = Vec::new();
    let input = Input::new(path.to_owned(), bytes);
    let outcome = check::check_shown(path, Ok(input), request, |input, workbook, forms| {
        sheets = sheets::drawn(input, workbook, forms);
    });
    document(&outcome, &sheets)
}

/// What [`check()`] gives for a file over which the library panicked.
pub fn gave_up(name: &str) -> String {
    document(&FileOutcome::refused(Path::new(name), CheckError::GaveUp), &[])
}

fn document(outcome: &FileOutcome<CheckedForm>, sheets: &[Sheet]) -> String {
    let (file, sheets) = (entry(outcome), json(&sheets));
    format!("{{\"schema\":\"{SCHEMA}\",\"file\":{file},\"sheets\":{sheets}}}\n")
}

/// A file's entry in the list `files` of `ziping/report/1`, on one line.
fn entry(outcome: &FileOutcome<CheckedForm>) -> String {
    // A line break never stands inside a JSON text as it is.
    Format::Json.checked(outcome, Lang::Zh).lines().map(str::trim_start).collect()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain structs with text keys")
}

/// A corrected workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// Its file name: `表_已核.xlsx`.
    pub name: String,
    /// The workbook.
    pub bytes: Vec<u8>,
    /// How many cells were corrected.
    pub corrected: usize,
}

/// Corrects a workbook by its bytes, as `ziping fix` does without options.
///
/// # Errors
///
/// If it holds no form that can be read, or cannot be changed.
pub fn fix(name: &str, bytes: Vec<u8>, request: &Request<'_>) -> Result<Fixed, Reason> {
    let input = Input::new(name.into(), bytes);
    let fixed = check::fix(&input, request, &[], false).map_err(|error| Reason::new(&error, Lang::Zh))?;
    let copy = beside(&input.path, input.copy_ending());
    let name = copy.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Fixed { name, corrected: fixed.corrected(), bytes: fixed.bytes })
}

/// Every rule with its page, in the catalogue's order, as JSON.
pub fn rules() -> String {
    #[derive(Serialize)]
    struct RulePage {
        id: &'static str,
        title: &'static str,
        severity: Severity,
        text: &'static str,
    }
    let pages = CATALOGUE.iter().map(|rule| RulePage {
        id: rule.id,
        title: rule.title,
        severity: rule.severity,
        text: rule.doc,
    });
    json(&pages.collect::<Vec<_>>())
}

/// The profiles there are to choose from, as JSON.
pub fn profiles() -> String {
    #[derive(Serialize)]
    struct ProfileEntry {
        id: &'static str,
        name: &'static str,
    }
    let entries = builtin().iter().map(|profile| ProfileEntry { id: &profile.id, name: &profile.name });
    json(&entries.collect::<Vec<_>>())
}
