//! An export read back, as far as a new form takes it over.

use serde::Deserialize;

use super::import::whole_target;
use crate::model::{FormContent, FundingContent, IndicatorContent};

/// A document of `ziping/forms/1`.
#[derive(Deserialize)]
pub(super) struct Export {
    files: Vec<ExportedFile>,
}

impl Export {
    /// The forms of all its files.
    pub(super) fn into_forms(self) -> Vec<ExportedForm> {
        self.files.into_iter().flat_map(|file| file.forms).collect()
    }
}

#[derive(Deserialize)]
struct ExportedFile {
    forms: Vec<ExportedForm>,
}

/// One of its forms, as far as a new form takes it over: its texts.
#[derive(Deserialize)]
pub(super) struct ExportedForm {
    fiscal_year: Option<u16>,
    header: Vec<ExportedHeader>,
    funding: Vec<ExportedFunding>,
    goals: Vec<ExportedGoal>,
    tasks: Vec<ExportedTask>,
    indicators: Vec<ExportedIndicator>,
    total: Option<ExportedTotal>,
    #[serde(default)]
    grade: Text,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Text {
    text: String,
}

#[derive(Deserialize)]
struct ExportedHeader {
    label: String,
    text: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ExportedFunding {
    name: Text,
    original_budget: Text,
    revised_budget: Text,
    outturn: Text,
    weight: Text,
    execution_rate: Text,
    score: Text,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ExportedGoal {
    expected: Text,
    actual: Text,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ExportedTask {
    name: Text,
    content: Text,
    actual: Text,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ExportedIndicator {
    level1: Text,
    level2: Text,
    level3: Text,
    sign: Text,
    target: Text,
    unit: Text,
    actual: Text,
    weight: Text,
    score: Text,
    deviation: Text,
    variance_note: Text,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ExportedTotal {
    score: Text,
}

impl From<ExportedForm> for FormContent {
    fn from(form: ExportedForm) -> Self {
        let goals = |side: fn(&ExportedGoal) -> &Text| {
            let texts: Vec<&str> = form
                .goals
                .iter()
                .map(|goal| side(goal).text.as_str())
                .filter(|text| !text.is_empty())
                .collect();
            texts.join("\n")
        };
        Self {
            fiscal_year: form.fiscal_year,
            goal_expected: goals(|goal| &goal.expected),
            goal_actual: goals(|goal| &goal.actual),
            header: form.header.into_iter().map(|entry| (entry.label, entry.text)).collect(),
            funding: form.funding.into_iter().map(FundingContent::from).collect(),
            tasks: form
                .tasks
                .into_iter()
                .map(|task| [task.name.text, task.content.text, task.actual.text])
                .collect(),
            indicators: form.indicators.into_iter().map(IndicatorContent::from).collect(),
            total_score: form.total.unwrap_or_default().score.text,
            grade: form.grade.text,
        }
    }
}

impl From<ExportedFunding> for FundingContent {
    fn from(row: ExportedFunding) -> Self {
        Self {
            name: row.name.text,
            original_budget: row.original_budget.text,
            revised_budget: row.revised_budget.text,
            outturn: row.outturn.text,
            weight: row.weight.text,
            execution_rate: row.execution_rate.text,
            score: row.score.text,
        }
    }
}

impl From<ExportedIndicator> for IndicatorContent {
    fn from(row: ExportedIndicator) -> Self {
        Self {
            level1: row.level1.text,
            level2: row.level2.text,
            level3: row.level3.text,
            target: whole_target(&row.sign.text, row.target.text, &row.unit.text),
            actual: row.actual.text,
            weight: row.weight.text,
            score: row.score.text,
            deviation: row.deviation.text,
            variance_note: row.variance_note.text,
        }
    }
}
