//! The formats for other programs, written file by file: what a run prints is never in memory as a whole.

use super::{Lang, Same, Summary, check_document, forms_document, table};
use crate::check::{FileOutcome, Unused};
use crate::model::EvaluationForm;
use crate::rules::CheckedForm;

/// A format for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One document.
    Json,
    /// One form a line.
    Ndjson,
    /// One finding, or one indicator, a line.
    Csv,
}

impl Format {
    /// What stands before the first file of a check.
    pub fn check_head(self, lang: Lang) -> String {
        match self {
            Self::Json => check_document::head(),
            Self::Ndjson => String::new(),
            Self::Csv => table::check_head(lang),
        }
    }

    /// A file of a check.
    pub fn checked(self, file: &FileOutcome<CheckedForm>, lang: Lang) -> String {
        match self {
            Self::Json => check_document::file(file, lang),
            Self::Ndjson => check_document::file_lines(file, lang),
            Self::Csv => table::check_rows(file, lang),
        }
    }

    /// A file of a check that has the bytes of an earlier one.
    pub fn same(self, same: &Same<'_>, lang: Lang) -> String {
        match self {
            Self::Json => check_document::same(same),
            Self::Ndjson => check_document::same_line(same),
            Self::Csv => table::same_row(same, lang),
        }
    }

    /// What stands behind the last file of a check.
    pub fn check_tail(self, summary: &Summary, unused: &[Unused], lang: Lang) -> String {
        match self {
            Self::Json => check_document::tail(summary, unused, lang),
            Self::Ndjson | Self::Csv => String::new(),
        }
    }

    /// What stands before the first file of an export.
    pub fn forms_head(self, lang: Lang) -> String {
        match self {
            Self::Json => forms_document::head(),
            Self::Ndjson => String::new(),
            Self::Csv => table::forms_head(lang),
        }
    }

    /// A file of an export.
    pub fn forms(self, file: &FileOutcome<EvaluationForm>, lang: Lang) -> String {
        match self {
            Self::Json => forms_document::file(file, lang),
            Self::Ndjson => forms_document::file_lines(file, lang),
            Self::Csv => table::forms_rows(file),
        }
    }

    /// What stands behind the last file of an export.
    pub fn forms_tail(self, is_empty: bool) -> String {
        match self {
            Self::Json => forms_document::tail(is_empty),
            Self::Ndjson | Self::Csv => String::new(),
        }
    }

    /// What stands between two files.
    pub fn between(self) -> &'static str {
        match self {
            Self::Json => ",",
            Self::Ndjson | Self::Csv => "",
        }
    }

    /// Head, files and tail as one text.
    pub(super) fn whole(self, head: String, files: impl Iterator<Item = String>, tail: &str) -> String {
        let mut text = head;
        for (index, file) in files.enumerate() {
            text.push_str(if index == 0 { "" } else { self.between() });
            text.push_str(&file);
        }
        text + tail
    }
}
