//! The counts at the end of a JSON report.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::Status;
use super::check_document::status_of;
use crate::check::FileOutcome;
use crate::model::Severity;
use crate::rules::CheckedForm;

/// Counts over files; errors and warnings without those that are waived or known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    files: usize,
    clean: usize,
    with_findings: usize,
    unreadable: usize,
    errors: usize,
    warnings: usize,
    #[serde(default, skip_serializing_if = "is_zero")]
    waived: usize,
    #[serde(default, skip_serializing_if = "is_zero")]
    known: usize,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Summary {
    /// Of one file.
    pub fn of(file: &FileOutcome<CheckedForm>) -> Self {
        let Ok(forms) = &file.outcome else { return Self::of_status(Status::Unreadable) };
        let mut summary = Self::of_status(status_of(forms));
        for finding in forms.iter().flat_map(|form| &form.findings) {
            summary.waived += usize::from(finding.waived.is_some());
            summary.known += usize::from(finding.known);
            match finding.severity {
                _ if !finding.counts() => {}
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Info => {}
            }
        }
        summary
    }

    /// Of one file of which no finding is listed.
    pub fn of_status(status: Status) -> Self {
        let is = |own| usize::from(status == own);
        Self {
            files: 1,
            clean: is(Status::Clean),
            with_findings: is(Status::Findings),
            unreadable: is(Status::Unreadable),
            ..Self::default()
        }
    }

    /// Whether no file was counted.
    pub(super) fn is_empty(&self) -> bool {
        self.files == 0
    }
}

impl AddAssign for Summary {
    fn add_assign(&mut self, other: Self) {
        self.files += other.files;
        self.clean += other.clean;
        self.with_findings += other.with_findings;
        self.unreadable += other.unreadable;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.waived += other.waived;
        self.known += other.known;
    }
}
