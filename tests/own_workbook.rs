//! The corrected copy is the user's own workbook: proved from outside, by the files that go in and those that come out.
//!
//! Without LibreOffice (`soffice`) or openpyxl the tests that need them say so and pass, except under `CI=true`, where they fail.

#![expect(clippy::unwrap_used, reason = "a test stops where a step of it fails")]

#[path = "own_workbook/book.rs"]
mod book;
#[path = "own_workbook/checks/mod.rs"]
mod checks;
#[path = "own_workbook/copies.rs"]
mod copies;
#[path = "own_workbook/desk.rs"]
mod desk;
#[path = "own_workbook/fixtures/mod.rs"]
mod fixtures;
#[path = "own_workbook/hostile.rs"]
mod hostile;
#[path = "own_workbook/kinds.rs"]
mod kinds;
#[path = "own_workbook/links.rs"]
mod links;
#[path = "own_workbook/log.rs"]
mod log;
#[path = "own_workbook/look.rs"]
mod look;
#[path = "own_workbook/office.rs"]
mod office;
#[path = "own_workbook/package.rs"]
mod package;
#[path = "own_workbook/python.rs"]
mod python;
#[path = "own_workbook/revert.rs"]
mod revert;
#[path = "own_workbook/same_workbook.rs"]
mod same_workbook;
#[path = "own_workbook/shared_formula.rs"]
mod shared_formula;
#[path = "own_workbook/steady.rs"]
mod steady;
#[path = "own_workbook/texts.rs"]
mod texts;
#[path = "own_workbook/values.rs"]
mod values;
