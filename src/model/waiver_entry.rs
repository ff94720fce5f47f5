//! Where a person's word on findings applies.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{EvaluationForm, IndicatorRow, Waiver};
use crate::value::{CellRef, strip_blanks};

/// A person's word, and the findings it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaiverEntry {
    /// The rule's id.
    pub rule: String,
    /// The places.
    pub scope: Scope,
    /// The word.
    pub waiver: Waiver,
}

/// The places that a [`WaiverEntry`] is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// Wherever everything that is given fits.
    Named {
        /// A file's name or the end of its path; `*` stands for any characters of one name.
        file: Option<String>,
        /// The sheet's name.
        sheet: Option<String>,
        /// The cell.
        cell: Option<CellRef>,
        /// The row's own label.
        label: Option<String>,
    },
    /// One line of a corrected workbook's 问题清单: this cell as long as its row has the same label, or the same column in the
    /// one row that now has it.
    Listed {
        /// The sheet's name.
        sheet: String,
        /// The cell.
        cell: CellRef,
        /// The row's own label; may be empty.
        label: String,
    },
}

impl WaiverEntry {
    /// Whether a file of this path is meant; a line of 问题清单 only ever speaks of its own workbook.
    pub fn takes_file(&self, path: &Path) -> bool {
        match &self.scope {
            Scope::Named { file: Some(pattern), .. } => ends_with(path, pattern),
            Scope::Named { file: None, .. } | Scope::Listed { .. } => true,
        }
    }

    /// Whether it is about files of certain names only.
    pub fn names_files(&self) -> bool {
        matches!(self.scope, Scope::Named { file: Some(_), .. })
    }

    /// Whether a rule's finding on this cell of the form is meant.
    pub fn fits(&self, form: &EvaluationForm, rule: &str, at: CellRef, row_label: &str) -> bool {
        self.rule == rule && self.scope.takes(form, at, row_label)
    }
}

impl Scope {
    /// Whether this cell of the form is meant, in a row of this label.
    pub fn takes(&self, form: &EvaluationForm, at: CellRef, row_label: &str) -> bool {
        match self {
            Self::Named { sheet, cell, label, .. } => {
                sheet.as_ref().is_none_or(|sheet| is_same(sheet, &form.sheet))
                    && cell.is_none_or(|cell| cell == at)
                    && label.as_ref().is_none_or(|label| is_same(label, row_label))
            }
            Self::Listed { sheet, cell, label } => {
                *sheet == form.sheet
                    && is_same(label, row_label)
                    && (*cell == at || cell.col == at.col && is_only_row(form, label))
            }
        }
    }
}

fn is_same(one: &str, other: &str) -> bool {
    strip_blanks(one) == strip_blanks(other)
}

/// Whether the label is there and no two rows of the form share it.
fn is_only_row(form: &EvaluationForm, label: &str) -> bool {
    let indicators = form.indicators.iter().map(IndicatorRow::label);
    let funding = form.funding.iter().map(|row| row.name.text.as_str());
    !label.trim().is_empty() && indicators.chain(funding).filter(|own| is_same(own, label)).count() <= 1
}

/// Whether the path ends with the names of the pattern.
fn ends_with(path: &Path, pattern: &str) -> bool {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let names: Vec<_> = absolute.components().map(|name| name.as_os_str().to_string_lossy()).collect();
    let wanted: Vec<&str> =
        pattern.split(['/', '\\']).filter(|name| !name.is_empty() && *name != ".").collect();
    wanted.len() <= names.len()
        && wanted.iter().zip(&names[names.len() - wanted.len()..]).all(|(wanted, name)| matches(wanted, name))
}

/// Whether the name is the pattern's, `*` standing for any characters.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut left) = name.strip_prefix(head) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let tail = parts.pop().unwrap_or_default();
    for part in parts {
        let Some(at) = left.find(part) else { return false };
        left = &left[at + part.len()..];
    }
    left.ends_with(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_the_end_of_its_path() {
        for (pattern, path, fits) in [
            ("甲.xlsx", "甲.xlsx", true),
            ("甲.xlsx", "2024/甲.xlsx", true),
            ("甲.xlsx", "2024/乙甲.xlsx", false),
            ("2024/甲.xlsx", "收/2024/甲.xlsx", true),
            ("2024\\甲.xlsx", "收/2024/甲.xlsx", true),
            ("./2024/甲.xlsx", "2024/甲.xlsx", true),
            ("2024/甲.xlsx", "收/2023/甲.xlsx", false),
            ("甲*.xlsx", "甲局（2024）.xlsx", true),
            ("*局*2024*.xlsx", "甲局-2024-终.xlsx", true),
            ("*局*2024*.xlsx", "2024甲局.xlsx", false),
            ("甲*甲.xlsx", "甲.xlsx", false),
            ("*", "任何.xls", true),
            ("202*/甲.xlsx", "2024/甲.xlsx", true),
            ("*.xlsx", "收/甲.xls", false),
        ] {
            assert_eq!(ends_with(Path::new(path), pattern), fits, "{pattern} {path}");
        }
    }
}
