//! `forms.parquet`: one row a form, and one for each file without a form.

use super::column::{Column, Content, Schema, integer};
use crate::batch::{FileRecord, FindingRecord, FormRecord, Status};
use crate::model::{FormKind, Severity};

/// The table.
pub(super) struct Forms;

/// A form and its number in the file, or a file that has none.
pub(super) struct FormRow<'a> {
    pub(super) file: &'a FileRecord,
    pub(super) form: Option<(usize, &'a FormRecord)>,
}

impl<'a> FormRow<'a> {
    fn form(&self) -> Option<&'a FormRecord> {
        self.form.map(|(_, form)| form)
    }

    /// How many findings of the form are so.
    fn count(&self, is_so: impl Fn(&FindingRecord) -> bool) -> Option<i64> {
        integer(self.form()?.findings.iter().filter(|finding| is_so(finding)).count())
    }

    /// How many findings of this severity are still to be looked at.
    fn open(&self, severity: Severity) -> Option<i64> {
        self.count(|finding| finding.counts() && finding.severity == severity)
    }
}

impl Schema for Forms {
    type Row<'a> = FormRow<'a>;

    const COLUMNS: &'static [Column<Self>] = &[
        Column { name: "file", content: Content::Text(|row| Some(&row.file.path)) },
        Column { name: "sha256", content: Content::Text(|row| row.file.sha256.as_deref()) },
        Column { name: "status", content: Content::Text(|row| Some(status(row.file.status))) },
        Column {
            name: "reason_code",
            content: Content::Text(|row| row.file.reason.as_ref().map(|reason| reason.code.as_str())),
        },
        Column {
            name: "reason",
            content: Content::Text(|row| row.file.reason.as_ref().map(|reason| reason.message.as_str())),
        },
        Column { name: "same_as", content: Content::Text(|row| row.file.same_as.as_deref()) },
        Column { name: "corrected", content: Content::Integer(|row| integer(row.file.corrected)) },
        Column { name: "output", content: Content::Text(|row| row.file.output.as_deref()) },
        Column { name: "form_index", content: Content::Integer(|row| integer(row.form?.0)) },
        Column { name: "sheet", content: Content::Text(|row| Some(&row.form()?.sheet)) },
        Column { name: "title", content: Content::Text(|row| Some(&row.form()?.title)) },
        Column { name: "kind", content: Content::Text(|row| Some(kind(row.form()?.kind))) },
        Column { name: "unit_name", content: Content::Text(|row| row.form()?.unit_name.as_deref()) },
        Column { name: "project_name", content: Content::Text(|row| row.form()?.project_name.as_deref()) },
        Column {
            name: "fiscal_year",
            content: Content::Integer(|row| row.form()?.fiscal_year.map(i64::from)),
        },
        Column { name: "amount_unit", content: Content::Text(|row| Some(&row.form()?.amount_unit)) },
        Column { name: "profile", content: Content::Text(|row| Some(&row.form()?.profile.id)) },
        Column { name: "profile_name", content: Content::Text(|row| Some(&row.form()?.profile.name)) },
        Column { name: "profile_given", content: Content::Flag(|row| Some(row.form()?.profile.given)) },
        Column {
            name: "profile_confirmed",
            content: Content::Flag(|row| Some(row.form()?.profile.confirmed)),
        },
        Column {
            name: "scores_explained",
            content: Content::Integer(|row| integer(row.form()?.profile.explained)),
        },
        Column {
            name: "scores_stated",
            content: Content::Integer(|row| integer(row.form()?.profile.stated)),
        },
        Column { name: "original_budget", content: Content::Decimal(|row| row.form()?.original_budget) },
        Column { name: "revised_budget", content: Content::Decimal(|row| row.form()?.revised_budget) },
        Column { name: "outturn", content: Content::Decimal(|row| row.form()?.outturn) },
        Column { name: "execution_rate", content: Content::Decimal(|row| row.form()?.execution_rate) },
        Column { name: "stated_score", content: Content::Decimal(|row| row.form()?.stated_score) },
        Column { name: "computed_score", content: Content::Decimal(|row| row.form()?.computed_score) },
        Column { name: "stated_grade", content: Content::Text(|row| row.form()?.stated_grade.as_deref()) },
        Column {
            name: "computed_grade",
            content: Content::Text(|row| row.form()?.computed_grade.as_deref()),
        },
        Column { name: "indicators", content: Content::Integer(|row| integer(row.form()?.indicators.len())) },
        Column { name: "findings", content: Content::Integer(|row| row.count(|_| true)) },
        Column { name: "errors", content: Content::Integer(|row| row.open(Severity::Error)) },
        Column { name: "warnings", content: Content::Integer(|row| row.open(Severity::Warning)) },
        Column { name: "infos", content: Content::Integer(|row| row.open(Severity::Info)) },
        Column {
            name: "waived",
            content: Content::Integer(|row| row.count(|finding| finding.waived.is_some())),
        },
        Column {
            name: "known",
            content: Content::Integer(|row| row.count(|finding| finding.known && finding.waived.is_none())),
        },
        Column { name: "not_checked", content: Content::Integer(|row| integer(row.form()?.not_checked)) },
    ];
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Clean => "clean",
        Status::Findings => "findings",
        Status::Unreadable => "unreadable",
    }
}

fn kind(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Department => "department",
        FormKind::Project => "project",
        FormKind::Transfer => "transfer",
    }
}
