//! `ziping/forms/1`: what stands on the forms, as JSON. What a form does not have is absent.

use serde::Serialize;

use super::check_document::ProfileJson;
use super::field_json::{FieldJson, HeaderJson, field, optional};
use super::{Format, Lang, Reason, json_text};
use crate::check::FileOutcome;
use crate::model::{
    EvaluationForm, FormKind, FundingRow, Goal, Hidden, IndicatorRow, OtherColumn, Task, Total,
};
use crate::score::select;
use crate::value::{ActualValue, CellRef, TargetValue};

#[derive(Serialize)]
struct Head {
    schema: &'static str,
}

#[derive(Serialize)]
struct FileJson<'f> {
    path: String,
    sha256: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    forms: Vec<FormJson<'f>>,
}

#[derive(Serialize)]
struct FormJson<'f> {
    sheet: &'f str,
    title: &'f str,
    kind: FormKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    fiscal_year: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_name: Option<&'f str>,
    profile: ProfileJson,
    amount_unit: &'f str,
    header: Vec<HeaderJson<'f>>,
    funding: Vec<FundingJson<'f>>,
    goals: Vec<GoalJson>,
    tasks: Vec<TaskJson>,
    indicators: Vec<IndicatorJson<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<TotalJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: TextJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<HeaderJson<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<HiddenJson>,
}

#[derive(Serialize)]
struct HiddenJson {
    sheet: bool,
    rows: Vec<u32>,
    columns: Vec<String>,
}

type TextJson = Option<FieldJson<String>>;
/// Points, amounts and rates alike: a decimal in a string.
type NumberJson = Option<FieldJson<String>>;

#[derive(Serialize)]
struct FundingJson<'f> {
    name: FieldJson<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_budget: NumberJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    revised_budget: NumberJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    outturn: NumberJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: NumberJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution_rate: NumberJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: NumberJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other: Vec<OtherJson<'f>>,
}

#[derive(Serialize)]
struct GoalJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: TextJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: TextJson,
}

#[derive(Serialize)]
struct TaskJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: TextJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: TextJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: TextJson,
}

#[derive(Serialize)]
struct IndicatorJson<'f> {
    row: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    level1: TextJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    level2: TextJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    level3: TextJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign: TextJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<FieldJson<TargetValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_target: Option<FieldJson<TargetValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: TextJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<FieldJson<ActualValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: NumberJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: NumberJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    deviation: NumberJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    variance_note: TextJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other: Vec<OtherJson<'f>>,
    /// Only where it is true: the row repeats the sum of the rows below it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    parent: bool,
}

#[derive(Serialize)]
struct OtherJson<'f> {
    heading: &'f str,
    #[serde(flatten)]
    field: FieldJson<String>,
}

#[derive(Serialize)]
struct TotalJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: NumberJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: NumberJson,
}

/// The forms of all files as one document, `ziping/forms/1`.
pub fn forms_json(files: &[FileOutcome<EvaluationForm>], lang: Lang) -> String {
    Format::Json.whole(head(), files.iter().map(|own| file(own, lang)), &tail(files.is_empty()))
}

pub(super) fn head() -> String {
    json_text::opening(&Head { schema: "ziping/forms/1" })
}

pub(super) fn file(file: &FileOutcome<EvaluationForm>, lang: Lang) -> String {
    json_text::item(&FileJson {
        path: file.path.display().to_string(),
        sha256: file.sha256.as_deref(),
        reason: file.outcome.as_ref().err().map(|error| Reason::new(error, lang)),
        forms: file.outcome.iter().flatten().map(FormJson::from).collect(),
    })
}

pub(super) fn tail(is_empty: bool) -> String {
    json_text::closing(is_empty, None::<&()>)
}

#[derive(Serialize)]
struct FormLine<'f> {
    path: &'f str,
    sha256: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    #[serde(flatten)]
    form: Option<FormJson<'f>>,
}

/// One form a line; a file without forms is a line with its reason.
pub fn forms_ndjson(files: &[FileOutcome<EvaluationForm>], lang: Lang) -> String {
    files.iter().map(|file| file_lines(file, lang)).collect()
}

pub(super) fn file_lines(file: &FileOutcome<EvaluationForm>, lang: Lang) -> String {
    let path = file.path.display().to_string();
    let line = |reason, form| {
        json_text::line(&FormLine { path: &path, sha256: file.sha256.as_deref(), reason, form })
    };
    match &file.outcome {
        Ok(forms) => forms.iter().map(|form| line(None, Some(form.into()))).collect(),
        Err(error) => line(Some(Reason::new(error, lang)), None),
    }
}

impl<'f> From<&'f EvaluationForm> for FormJson<'f> {
    fn from(form: &'f EvaluationForm) -> Self {
        Self {
            sheet: &form.sheet,
            title: &form.title.text,
            kind: form.kind,
            fiscal_year: form.fiscal_year,
            unit_name: form.unit_name.as_deref(),
            profile: (&select(form, None)).into(),
            amount_unit: &form.amount_unit,
            header: form.header.iter().map(HeaderJson::from).collect(),
            funding: form.funding.iter().map(FundingJson::from).collect(),
            goals: form.goals.iter().map(GoalJson::from).collect(),
            tasks: form.tasks.iter().map(TaskJson::from).collect(),
            indicators: form.indicators.iter().map(IndicatorJson::from).collect(),
            total: form.total.as_ref().map(TotalJson::from),
            grade: optional(&form.grade),
            notes: form.notes.iter().map(HeaderJson::from).collect(),
            hidden: (!form.hidden.is_nothing()).then(|| HiddenJson::from(&form.hidden)),
        }
    }
}

impl From<&Hidden> for HiddenJson {
    fn from(hidden: &Hidden) -> Self {
        Self {
            sheet: hidden.is_sheet,
            rows: hidden.rows.iter().map(|row| row + 1).collect(),
            columns: hidden.cols.iter().map(|col| CellRef::new(0, *col).column_letters()).collect(),
        }
    }
}

impl<'f> From<&'f FundingRow> for FundingJson<'f> {
    fn from(row: &'f FundingRow) -> Self {
        Self {
            name: field(&row.name),
            original_budget: optional(&row.original_budget),
            revised_budget: optional(&row.revised_budget),
            outturn: optional(&row.outturn),
            weight: optional(&row.weight),
            execution_rate: optional(&row.execution_rate),
            score: optional(&row.score),
            other: row.other.iter().map(OtherJson::from).collect(),
        }
    }
}

impl From<&Goal> for GoalJson {
    fn from(goal: &Goal) -> Self {
        Self { expected: optional(&goal.expected), actual: optional(&goal.actual) }
    }
}

impl From<&Task> for TaskJson {
    fn from(task: &Task) -> Self {
        Self { name: optional(&task.name), content: optional(&task.content), actual: optional(&task.actual) }
    }
}

impl<'f> From<&'f IndicatorRow> for IndicatorJson<'f> {
    fn from(row: &'f IndicatorRow) -> Self {
        Self {
            row: row.row,
            level1: optional(&row.level1),
            level2: optional(&row.level2),
            level3: optional(&row.level3),
            sign: optional(&row.sign),
            target: optional(&row.target),
            original_target: optional(&row.original_target),
            unit: optional(&row.unit),
            actual: optional(&row.actual),
            weight: optional(&row.weight),
            score: optional(&row.score),
            deviation: optional(&row.deviation),
            variance_note: optional(&row.variance_note),
            other: row.other.iter().map(OtherJson::from).collect(),
            parent: row.is_parent,
        }
    }
}

impl<'f> From<&'f OtherColumn> for OtherJson<'f> {
    fn from(column: &'f OtherColumn) -> Self {
        Self { heading: &column.heading, field: field(&column.field) }
    }
}

impl From<&Total> for TotalJson {
    fn from(total: &Total) -> Self {
        Self { weight: optional(&total.weight), score: optional(&total.score) }
    }
}
