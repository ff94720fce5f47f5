//! How a blank form is drawn: spans of grid columns, labels and widths.

use serde::Deserialize;

use crate::model::{Column, FundingColumn};

/// A run of grid columns by their letters, both ends included: `["B", "D"]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "(String, String)")]
pub struct Span {
    /// First column, from 0.
    pub first: u16,
    /// Last column, from 0.
    pub last: u16,
}

impl TryFrom<(String, String)> for Span {
    type Error = String;

    fn try_from((first, last): (String, String)) -> Result<Self, Self::Error> {
        let column = |letters: &str| {
            format!("{letters}1")
                .parse::<crate::value::CellRef>()
                .map(|at| at.col)
                .map_err(|error| error.to_string())
        };
        let span = Self { first: column(&first)?, last: column(&last)? };
        if span.first > span.last { Err(format!("{first} stands right of {last}")) } else { Ok(span) }
    }
}

/// How a blank form is drawn.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawing {
    /// The title line.
    pub title: String,
    /// The line below it, such as `（    年度）`; empty for none.
    pub subtitle: String,
    /// The sheet's name.
    pub sheet: String,
    /// Width of each grid column, in characters of the default font.
    pub widths: Vec<f64>,
    /// Rows of the head, each with its labels and entries.
    pub header: Vec<Vec<DrawnHeader>>,
    /// Label beside the funding block.
    pub funding_label: String,
    /// Columns of the funding block.
    pub funding_columns: Vec<DrawnFundingColumn>,
    /// Labels of its rows; the first is the total.
    pub funding_rows: Vec<String>,
    /// Label beside the goals.
    pub goals_label: String,
    /// Heading and span of the expected goals.
    pub goal_expected: (String, Span),
    /// Heading and span of what came of them.
    pub goal_actual: (String, Span),
    /// Label beside the tasks; empty for a form without.
    pub tasks_label: String,
    /// Headings and spans of 任务名称, 主要内容, 实际完成情况.
    pub task_columns: Vec<(String, Span)>,
    /// How many task rows a blank form has.
    pub task_rows: usize,
    /// Label beside the indicators.
    pub indicators_label: String,
    /// Columns of the indicator block.
    pub columns: Vec<DrawnColumn>,
    /// Level-2 groups of a blank form and how many rows each has.
    pub groups: Vec<DrawnGroup>,
    /// Label of the total row.
    pub total_label: String,
    /// Label of the grade; empty for a form without.
    pub grade_label: String,
    /// Notes under the form.
    pub notes: Vec<String>,
}

impl Drawing {
    /// Where a column of the indicator block stands.
    pub fn column(&self, field: Column) -> Option<&Span> {
        self.columns.iter().find(|column| column.field == field).map(|column| &column.at)
    }

    /// Where a column of the funding block stands.
    pub fn funding_column(&self, field: FundingColumn) -> Option<&Span> {
        self.funding_columns.iter().find(|column| column.field == field).map(|column| &column.at)
    }

    /// The form's last grid column.
    pub fn last_column(&self) -> u16 {
        self.columns.iter().map(|column| column.at.last).max().unwrap_or_default()
    }
}

/// A label of the head and the place of its entry.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawnHeader {
    /// The label.
    pub label: String,
    /// Where the label stands.
    pub label_at: Span,
    /// Where the entry stands.
    pub entry_at: Span,
}

/// A column of the funding block.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawnFundingColumn {
    /// What it holds.
    pub field: FundingColumn,
    /// Its heading; empty for the row labels.
    pub heading: String,
    /// Where it stands.
    pub at: Span,
}

/// A column of the indicator block.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawnColumn {
    /// What it holds.
    pub field: Column,
    /// Its heading.
    pub heading: String,
    /// Where it stands.
    pub at: Span,
}

/// A level-2 group of a blank form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawnGroup {
    /// 一级指标 as printed.
    pub level1: String,
    /// 二级指标 as printed.
    pub level2: String,
    /// Rows for its indicators.
    pub rows: usize,
    /// How many of them, counted from the last, are for indicators in words: their points are typed in.
    #[serde(default)]
    pub word_rows: usize,
    /// 三级指标 that the form prescribes, for the first rows.
    #[serde(default)]
    pub level3: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::super::builtin;
    use super::*;

    #[test]
    fn every_drawing_has_the_columns_a_form_is_scored_by() {
        for profile in builtin() {
            let form = &profile.form;
            for field in [Column::Level1, Column::Level2, Column::Level3, Column::VarianceNote] {
                assert!(form.column(field).is_some(), "{}: {field:?}", profile.id);
            }
            for field in [Column::Target, Column::Actual, Column::Weight, Column::Score] {
                assert!(form.column(field).is_some_and(|at| at.first > 0), "{}: {field:?}", profile.id);
            }
            for field in [
                FundingColumn::Name,
                FundingColumn::RevisedBudget,
                FundingColumn::Outturn,
                FundingColumn::Weight,
                FundingColumn::ExecutionRate,
                FundingColumn::Score,
            ] {
                assert!(form.funding_column(field).is_some(), "{}: {field:?}", profile.id);
            }
            assert_eq!(form.widths.len(), usize::from(form.last_column()) + 1, "{}", profile.id);
            for group in &form.groups {
                assert!(group.rows > 0 && group.word_rows <= group.rows && group.level3.len() <= group.rows);
            }
        }
    }
}
