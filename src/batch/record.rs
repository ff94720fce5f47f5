//! What a run keeps of a file: everything that any of its outputs tells.

use rust_decimal::Decimal;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::First;
use crate::check::FileOutcome;
use crate::model::{
    Applicability, EvaluationForm, Field, Finding, Fix, FormKind, IndicatorRow, Severity, Waiver,
};
use crate::report::{Lang, Reason, Status, caused_by, title};
use crate::rules::CheckedForm;
use crate::value::{Amount, Points, Rate};

/// What is read back of a file whose indicator rows are not asked for, which are more than half of its record.
pub type FileHead = FileRecord<IgnoredAny>;

/// One of its forms.
pub type FormHead = FormRecord<IgnoredAny>;

/// One file of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileRecord<Rows = Vec<IndicatorRecord>> {
    /// The file as the outputs name it; of a file in an archive `包.zip/甲.xlsx`.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal; `None` where they could not be read.
    pub sha256: Option<String>,
    /// How it came out.
    pub status: Status,
    /// Why it could not be checked.
    pub reason: Option<Reason>,
    /// The earlier file with the very same bytes: this one was not checked again, and has no forms of its own.
    pub same_as: Option<String>,
    /// How many cells were corrected.
    pub corrected: usize,
    /// Where the corrected copy is.
    pub output: Option<String>,
    /// Its forms, in the workbook's order.
    pub forms: Vec<FormRecord<Rows>>,
}

/// One form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormRecord<Rows = Vec<IndicatorRecord>> {
    /// The sheet it stands on.
    pub sheet: String,
    /// The title as printed.
    pub title: String,
    /// Department, project or transfer payment.
    pub kind: FormKind,
    /// 部门（单位）名称, 实施单位 …
    pub unit_name: Option<String>,
    /// 项目名称.
    pub project_name: Option<String>,
    /// 评价年度.
    pub fiscal_year: Option<u16>,
    /// 万元 or 元, as the form's amounts are.
    pub amount_unit: String,
    /// The profile it was checked by.
    pub profile: ProfileRecord,
    /// 年初预算数 of the first funding row.
    pub original_budget: Option<Decimal>,
    /// 全年预算数.
    pub revised_budget: Option<Decimal>,
    /// 全年执行数.
    pub outturn: Option<Decimal>,
    /// 执行率 as stated, in percent.
    pub execution_rate: Option<Decimal>,
    /// 总分 as stated.
    pub stated_score: Option<Decimal>,
    /// 总分 recomputed; `None` where a score is missing.
    pub computed_score: Option<Decimal>,
    /// 等级 as stated.
    pub stated_grade: Option<String>,
    /// 等级 of the recomputed total.
    pub computed_grade: Option<String>,
    /// What was found.
    pub findings: Vec<FindingRecord>,
    /// How many things could not be evaluated.
    pub not_checked: usize,
    /// The indicator rows.
    pub indicators: Rows,
    /// Free texts beside those of the indicator rows: goals and tasks.
    pub texts: Vec<TextRecord>,
}

/// The profile of a form and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileRecord {
    /// Its id.
    pub id: String,
    /// Its name in Chinese.
    pub name: String,
    /// Whether the user named it.
    pub given: bool,
    /// Whether scores may be corrected under it.
    pub confirmed: bool,
    /// How many stated scores it reproduces.
    pub explained: usize,
    /// How many scores the form states.
    pub stated: usize,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FindingRecord {
    /// The rule's id.
    pub rule: String,
    /// The rule's title.
    pub title: String,
    /// Error, warning or info.
    pub severity: Severity,
    /// The cell: `H15`.
    pub cell: String,
    /// The row's own label.
    pub label: String,
    /// What the form says.
    pub stated: String,
    /// What it should say.
    pub expected: Option<String>,
    /// Stated less expected.
    pub difference: Option<String>,
    /// One sentence with the arithmetic.
    pub message: String,
    /// What the expectation rests on.
    pub basis: String,
    /// What may be written, the finding's own cell first.
    pub fixes: Vec<FixRecord>,
    /// `rule@cell` of the finding this one follows from.
    pub caused_by: Option<String>,
    /// A person's word on it.
    pub waived: Option<Waiver>,
    /// Whether the baseline has it.
    pub known: bool,
}

impl FindingRecord {
    /// Whether it is still to be looked at.
    pub fn counts(&self) -> bool {
        self.waived.is_none() && !self.known
    }
}

/// What may be written where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixRecord {
    /// Safe, or for a person to accept.
    pub applicability: Applicability,
    /// The cell.
    pub cell: String,
    /// The value as it will read on the form.
    pub value: String,
}

/// One indicator row; texts as shown, numbers where they could be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorRecord {
    /// The sheet's row number, from 1.
    pub row: u32,
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub level3: String,
    /// 指标性质, 计算符号.
    pub sign: String,
    /// 年度指标值.
    pub target: String,
    /// 度量单位.
    pub unit: String,
    /// 实际完成值.
    pub actual: String,
    /// 分值.
    pub weight: Option<Decimal>,
    /// 得分.
    pub score: Option<Decimal>,
    /// 偏差度, in percent.
    pub deviation: Option<Decimal>,
    /// 偏差原因分析及改进措施.
    pub variance_note: String,
    /// The cell of that note, where the form has the column.
    pub note_cell: Option<String>,
}

/// A free text of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRecord {
    /// Its cell.
    pub cell: String,
    /// The text, verbatim.
    pub text: String,
}

impl FileRecord {
    /// What is kept of a checked file.
    pub fn of(file: &FileOutcome<CheckedForm>, lang: Lang) -> Self {
        let (reason, forms) = match &file.outcome {
            Ok(forms) => (None, forms.iter().map(|form| form_record(form, lang)).collect()),
            Err(error) => (Some(Reason::new(error, lang)), Vec::new()),
        };
        let mut record = Self {
            path: file.path.display().to_string(),
            sha256: file.sha256.clone(),
            status: Status::Unreadable,
            reason,
            same_as: None,
            corrected: 0,
            output: None,
            forms,
        };
        if record.reason.is_none() {
            let fails = record.findings().any(|own| own.counts() && own.severity == Severity::Error);
            record.status = if fails { Status::Findings } else { Status::Clean };
        }
        record
    }

    /// What is kept of a file with the very bytes of the one at `first_path`.
    pub fn same(path: &str, sha256: &str, first: &First, first_path: &str) -> Self {
        Self {
            path: path.to_owned(),
            sha256: Some(sha256.to_owned()),
            status: first.status,
            reason: first.reason.as_deref().cloned(),
            same_as: Some(first_path.to_owned()),
            corrected: 0,
            output: None,
            forms: Vec::new(),
        }
    }

    /// All findings, in order.
    pub fn findings(&self) -> impl Iterator<Item = &FindingRecord> {
        self.forms.iter().flat_map(|form| &form.findings)
    }
}

fn form_record(checked: &CheckedForm, lang: Lang) -> FormRecord {
    let form = &checked.form;
    let funds = form.budget_row();
    let amount = |field: Option<&Field<Amount>>| field?.value.map(Amount::get);
    let selection = &checked.selection;
    FormRecord {
        sheet: form.sheet.clone(),
        title: form.title.text.clone(),
        kind: form.kind,
        unit_name: form.unit_name.clone(),
        project_name: project_name(form),
        fiscal_year: form.fiscal_year,
        amount_unit: form.amount_unit.clone(),
        profile: ProfileRecord {
            id: selection.profile.id.clone(),
            name: selection.profile.name.clone(),
            given: selection.given,
            confirmed: selection.confirmed,
            explained: selection.explained,
            stated: selection.stated,
        },
        original_budget: amount(funds.and_then(|row| row.original_budget.as_ref())),
        revised_budget: amount(funds.and_then(|row| row.revised_budget.as_ref())),
        outturn: amount(funds.and_then(|row| row.outturn.as_ref())),
        execution_rate: funds.and_then(|row| row.execution_rate.as_ref()?.value).map(Rate::percent),
        stated_score: form.total.as_ref().and_then(|total| points(total.score.as_ref())),
        computed_score: checked.computed_total.map(Points::get),
        stated_grade: form.grade.as_ref().map(|own| own.text.trim().to_owned()).filter(|own| !own.is_empty()),
        computed_grade: checked.computed_grade.clone(),
        findings: checked.findings.iter().map(|finding| finding_record(finding, lang)).collect(),
        not_checked: checked.not_checked.len(),
        indicators: form.indicators.iter().map(indicator_record).collect(),
        texts: texts(form),
    }
}

fn points(field: Option<&Field<Points>>) -> Option<Decimal> {
    field?.value.map(Points::get)
}

/// 项目名称 of the form's head.
fn project_name(form: &EvaluationForm) -> Option<String> {
    let entry = form.header.iter().find(|entry| entry.label.contains("项目名称"))?;
    Some(entry.text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn finding_record(finding: &Finding, lang: Lang) -> FindingRecord {
    FindingRecord {
        rule: finding.rule.to_owned(),
        title: title(finding, lang).to_owned(),
        severity: finding.severity,
        cell: finding.cell.to_string(),
        label: finding.label.clone(),
        stated: finding.stated.clone(),
        expected: finding.expected.clone(),
        difference: finding.difference.clone(),
        message: lang.of(&finding.message).to_owned(),
        basis: lang.of(&finding.basis).to_owned(),
        fixes: finding.fixes.iter().map(fix_record).collect(),
        caused_by: caused_by(finding),
        waived: finding.waived.clone(),
        known: finding.known,
    }
}

fn fix_record(fix: &Fix) -> FixRecord {
    FixRecord { applicability: fix.applicability, cell: fix.cell.to_string(), value: fix.text.clone() }
}

fn indicator_record(row: &IndicatorRow) -> IndicatorRecord {
    let text = |field: &Option<Field<String>>| field.as_ref().map(|own| own.text.clone()).unwrap_or_default();
    IndicatorRecord {
        row: row.row,
        level1: text(&row.level1),
        level2: text(&row.level2),
        level3: text(&row.level3),
        sign: text(&row.sign),
        target: row.target.as_ref().map(|own| own.text.clone()).unwrap_or_default(),
        unit: text(&row.unit),
        actual: row.actual.as_ref().map(|own| own.text.clone()).unwrap_or_default(),
        weight: points(row.weight.as_ref()),
        score: points(row.score.as_ref()),
        deviation: row.deviation.as_ref().and_then(|own| own.value).map(Rate::percent),
        variance_note: text(&row.variance_note),
        note_cell: row.variance_note.as_ref().map(|own| own.at.to_string()),
    }
}

/// Goals and tasks, as far as something stands there.
fn texts(form: &EvaluationForm) -> Vec<TextRecord> {
    let goals = form.goals.iter().flat_map(|goal| [&goal.expected, &goal.actual]);
    let tasks = form.tasks.iter().flat_map(|task| [&task.name, &task.content, &task.actual]);
    let filled = goals.chain(tasks).flatten().filter(|field| !field.is_blank());
    filled.map(|field| TextRecord { cell: field.at.to_string(), text: field.text.clone() }).collect()
}
