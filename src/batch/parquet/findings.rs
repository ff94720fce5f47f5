//! `findings.parquet`: one row a finding.

use super::column::{Column, Content, Schema, integer};
use crate::batch::{FileRecord, FindingRecord, FixRecord, FormRecord};
use crate::model::{Applicability, Severity, WaiverKind};

/// The table.
pub(super) struct Findings;

/// A finding and the form it is on.
pub(super) struct FindingRow<'a> {
    pub(super) file: &'a FileRecord,
    pub(super) number: usize,
    pub(super) form: &'a FormRecord,
    pub(super) finding: &'a FindingRecord,
}

impl<'a> FindingRow<'a> {
    /// The fix of the finding's own cell, or the first there is.
    fn fix(&self) -> Option<&'a FixRecord> {
        self.finding.fixes.first()
    }
}

impl Schema for Findings {
    type Row<'a> = FindingRow<'a>;

    const COLUMNS: &'static [Column<Self>] = &[
        Column { name: "file", content: Content::Text(|row| Some(&row.file.path)) },
        Column { name: "form_index", content: Content::Integer(|row| integer(row.number)) },
        Column { name: "sheet", content: Content::Text(|row| Some(&row.form.sheet)) },
        Column { name: "rule", content: Content::Text(|row| Some(&row.finding.rule)) },
        Column { name: "title", content: Content::Text(|row| Some(&row.finding.title)) },
        Column { name: "severity", content: Content::Text(|row| Some(severity(row.finding.severity))) },
        Column { name: "cell", content: Content::Text(|row| Some(&row.finding.cell)) },
        Column { name: "label", content: Content::Text(|row| Some(&row.finding.label)) },
        Column { name: "stated", content: Content::Text(|row| Some(&row.finding.stated)) },
        Column { name: "expected", content: Content::Text(|row| row.finding.expected.as_deref()) },
        Column { name: "difference", content: Content::Text(|row| row.finding.difference.as_deref()) },
        Column { name: "message", content: Content::Text(|row| Some(&row.finding.message)) },
        Column { name: "basis", content: Content::Text(|row| Some(&row.finding.basis)) },
        Column { name: "fixes", content: Content::Integer(|row| integer(row.finding.fixes.len())) },
        Column {
            name: "fix_applicability",
            content: Content::Text(|row| Some(applicability(row.fix()?.applicability))),
        },
        Column { name: "fix_cell", content: Content::Text(|row| Some(&row.fix()?.cell)) },
        Column { name: "fix_value", content: Content::Text(|row| Some(&row.fix()?.value)) },
        Column { name: "caused_by", content: Content::Text(|row| row.finding.caused_by.as_deref()) },
        Column {
            name: "waived_kind",
            content: Content::Text(|row| row.finding.waived.as_ref().map(|waiver| waived(waiver.kind))),
        },
        Column {
            name: "waived_reason",
            content: Content::Text(|row| row.finding.waived.as_ref().map(|waiver| waiver.reason.as_str())),
        },
        Column { name: "known", content: Content::Flag(|row| Some(row.finding.known)) },
    ];
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn applicability(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => "safe",
        Applicability::Review => "review",
    }
}

/// In the words of the form of 核实情况, as everywhere else.
fn waived(kind: WaiverKind) -> &'static str {
    match kind {
        WaiverKind::Explained => "已说明",
        WaiverKind::FalseAlarm => "误报",
    }
}
