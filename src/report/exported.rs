//! An export read back: every text of the form, and what its cells say beyond their texts.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;

use crate::model::{
    Column, FormContent, FundingColumn, FundingContent, GradePlace, IndicatorContent, Origin, ReadCells,
    TotalOrigin,
};
use crate::value::CellRef;

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

/// One of its forms.
#[derive(Deserialize)]
pub(super) struct ExportedForm {
    #[serde(default)]
    title: String,
    fiscal_year: Option<u16>,
    #[serde(default)]
    amount_unit: String,
    header: Vec<ExportedEntry>,
    funding: Vec<ExportedFunding>,
    goals: Vec<ExportedGoal>,
    tasks: Vec<ExportedTask>,
    indicators: Vec<ExportedIndicator>,
    total: Option<ExportedTotal>,
    grade: Option<Cell>,
    #[serde(default)]
    notes: Vec<ExportedEntry>,
}

/// A cell: its address, text and typed value.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Cell {
    at: String,
    text: String,
    value: Value,
}

impl Cell {
    /// The exact number: of a target or an actual value its own, otherwise the value itself.
    fn number(&self) -> Option<Decimal> {
        let value = self.value.get("number").unwrap_or(&self.value);
        value.as_str()?.parse().ok()
    }
}

#[derive(Deserialize)]
struct ExportedEntry {
    label: String,
    #[serde(default)]
    at: String,
    text: String,
}

#[derive(Deserialize)]
struct ExportedOther {
    heading: String,
    text: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ExportedFunding {
    name: Cell,
    original_budget: Option<Cell>,
    revised_budget: Option<Cell>,
    outturn: Option<Cell>,
    weight: Option<Cell>,
    execution_rate: Option<Cell>,
    score: Option<Cell>,
    other: Vec<ExportedOther>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ExportedGoal {
    expected: Option<Cell>,
    actual: Option<Cell>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ExportedTask {
    name: Option<Cell>,
    content: Option<Cell>,
    actual: Option<Cell>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ExportedIndicator {
    level1: Option<Cell>,
    level2: Option<Cell>,
    level3: Option<Cell>,
    sign: Option<Cell>,
    target: Option<Cell>,
    original_target: Option<Cell>,
    unit: Option<Cell>,
    actual: Option<Cell>,
    weight: Option<Cell>,
    score: Option<Cell>,
    deviation: Option<Cell>,
    variance_note: Option<Cell>,
    other: Vec<ExportedOther>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ExportedTotal {
    weight: Option<Cell>,
    score: Option<Cell>,
}

impl ExportedTotal {
    fn stands_in_row_of(&self, cell: &Cell) -> bool {
        let row = |cell: &Cell| cell.at.parse().ok().map(|at: CellRef| at.row);
        let own = [&self.weight, &self.score].into_iter().flatten().filter_map(row).next();
        own.is_some() && own == row(cell)
    }
}

impl ExportedFunding {
    fn cells(&self) -> [(FundingColumn, Option<&Cell>); 7] {
        [
            (FundingColumn::Name, Some(&self.name)),
            (FundingColumn::OriginalBudget, self.original_budget.as_ref()),
            (FundingColumn::RevisedBudget, self.revised_budget.as_ref()),
            (FundingColumn::Outturn, self.outturn.as_ref()),
            (FundingColumn::Weight, self.weight.as_ref()),
            (FundingColumn::ExecutionRate, self.execution_rate.as_ref()),
            (FundingColumn::Score, self.score.as_ref()),
        ]
    }
}

impl ExportedIndicator {
    fn cells(&self) -> [(Column, Option<&Cell>); 12] {
        [
            (Column::Level1, self.level1.as_ref()),
            (Column::Level2, self.level2.as_ref()),
            (Column::Level3, self.level3.as_ref()),
            (Column::Sign, self.sign.as_ref()),
            (Column::OriginalTarget, self.original_target.as_ref()),
            (Column::Target, self.target.as_ref()),
            (Column::Unit, self.unit.as_ref()),
            (Column::Actual, self.actual.as_ref()),
            (Column::Weight, self.weight.as_ref()),
            (Column::Score, self.score.as_ref()),
            (Column::Deviation, self.deviation.as_ref()),
            (Column::VarianceNote, self.variance_note.as_ref()),
        ]
    }
}

impl From<ExportedForm> for FormContent {
    fn from(form: ExportedForm) -> Self {
        let origin = origin(&form);
        let funding = form.funding.iter().map(|row| funding(row, &origin)).collect();
        let mut above = None;
        let mut indicators = Vec::with_capacity(form.indicators.len());
        for row in &form.indicators {
            indicators.push(indicator(row, above, &origin));
            above = Some(row);
        }
        let mut goals = form.goals.into_iter().map(|goal| [text(goal.expected), text(goal.actual)]);
        let [goal_expected, goal_actual] = goals.next().unwrap_or_default();
        let total = form.total.unwrap_or_default();
        let entry = |entry: ExportedEntry| (entry.label, entry.text);
        Self {
            title: form.title,
            fiscal_year: form.fiscal_year,
            amount_unit: form.amount_unit,
            header: form.header.into_iter().map(entry).collect(),
            funding,
            goal_expected,
            goal_actual,
            further_goals: goals.collect(),
            tasks: form
                .tasks
                .into_iter()
                .map(|task| [text(task.name), text(task.content), text(task.actual)])
                .collect(),
            indicators,
            total_weight: text(total.weight),
            total_score: text(total.score),
            grade: text(form.grade),
            notes: form.notes.into_iter().map(entry).collect(),
            origin: Some(origin),
        }
    }
}

fn text(cell: Option<Cell>) -> String {
    cell.map(|cell| cell.text).unwrap_or_default()
}

/// What the form has: every column that one of its rows has.
fn origin(form: &ExportedForm) -> Origin {
    let is_entry = |cell: &Cell, entry: &ExportedEntry| !cell.at.is_empty() && entry.at == cell.at;
    let total = form.total.as_ref().filter(|total| {
        let cells = [&total.weight, &total.score];
        !cells.into_iter().flatten().any(|cell| form.header.iter().any(|entry| is_entry(cell, entry)))
    });
    let grade = form.grade.as_ref().map_or(GradePlace::Nowhere, |cell| {
        if form.header.iter().any(|entry| is_entry(cell, entry)) {
            GradePlace::Header
        } else if total.is_some_and(|total| total.stands_in_row_of(cell)) {
            GradePlace::Total
        } else {
            GradePlace::Row
        }
    });
    let number = |cell: &Option<Cell>| cell.as_ref().map(Cell::number);
    Origin {
        header_rows: rows(&form.header),
        columns: present(form.indicators.iter().map(ExportedIndicator::cells)),
        funding_columns: present(form.funding.iter().map(ExportedFunding::cells)),
        goal_columns: [
            form.goals.iter().any(|goal| goal.expected.is_some()),
            form.goals.iter().any(|goal| goal.actual.is_some()),
        ],
        original_goals: original_goals(&form.goals),
        task_columns: [
            form.tasks.iter().any(|task| task.name.is_some()),
            form.tasks.iter().any(|task| task.content.is_some()),
            form.tasks.iter().any(|task| task.actual.is_some()),
        ],
        total: total.map(|total| TotalOrigin { weight: number(&total.weight), score: number(&total.score) }),
        grade,
        note_rows: rows(&form.notes),
    }
}

/// The goals without any result right behind one that has its own cell for it.
fn original_goals(goals: &[ExportedGoal]) -> Vec<usize> {
    let has_result = |at: &usize| at.checked_sub(1).is_some_and(|above| goals[above].actual.is_some());
    (0..goals.len()).filter(has_result).filter(|at| goals[*at].actual.is_none()).collect()
}

/// The sheet row of each entry; what has no readable address stands on a line of its own.
fn rows(entries: &[ExportedEntry]) -> Vec<u32> {
    let lines = (0..u32::MAX).rev();
    entries.iter().zip(lines).map(|(entry, own)| entry.at.parse().map_or(own, |at: CellRef| at.row)).collect()
}

fn present<'f, C: Copy, const N: usize>(rows: impl Iterator<Item = [(C, Option<&'f Cell>); N]>) -> Vec<C> {
    let mut columns: Option<[(C, bool); N]> = None;
    for row in rows {
        let own = columns.get_or_insert_with(|| row.map(|(column, _)| (column, false)));
        for ((_, seen), (_, cell)) in own.iter_mut().zip(row) {
            *seen |= cell.is_some();
        }
    }
    columns.into_iter().flatten().filter(|(_, seen)| *seen).map(|(column, _)| column).collect()
}

fn numbers<C, const N: usize>(cells: [(C, Option<&Cell>); N]) -> Vec<(C, Decimal)> {
    cells.into_iter().filter_map(|(column, cell)| Some((column, cell?.number()?))).collect()
}

fn funding(row: &ExportedFunding, origin: &Origin) -> FundingContent {
    let cells = row.cells();
    let of = |column| {
        let cell = cells.iter().find(|(own, _)| *own == column).and_then(|(_, cell)| *cell);
        cell.map(|cell| cell.text.clone()).unwrap_or_default()
    };
    let merged = cells
        .iter()
        .filter(|(column, cell)| cell.is_none() && origin.funding_columns.contains(column))
        .map(|(column, _)| *column)
        .collect();
    FundingContent {
        name: of(FundingColumn::Name),
        original_budget: of(FundingColumn::OriginalBudget),
        revised_budget: of(FundingColumn::RevisedBudget),
        outturn: of(FundingColumn::Outturn),
        weight: of(FundingColumn::Weight),
        execution_rate: of(FundingColumn::ExecutionRate),
        score: of(FundingColumn::Score),
        other: others(&row.other),
        read: Some(ReadCells { numbers: numbers(cells), merged }),
    }
}

fn indicator(
    row: &ExportedIndicator,
    above: Option<&ExportedIndicator>,
    origin: &Origin,
) -> IndicatorContent {
    let cells = row.cells();
    let of = |column| {
        let cell = cells.iter().find(|(own, _)| *own == column).and_then(|(_, cell)| *cell);
        cell.map(|cell| cell.text.clone()).unwrap_or_default()
    };
    // A level speaks for its rows from one cell; points that a row lacks are those of the merged cell above.
    let above = above.map(ExportedIndicator::cells);
    let is_merged = |column: Column, cell: Option<&Cell>| {
        let upper = above.and_then(|cells| cells.into_iter().find(|(own, _)| *own == column)?.1);
        match (column, cell, upper) {
            (Column::Level1 | Column::Level2, Some(cell), Some(upper)) => {
                !cell.at.is_empty() && cell.at == upper.at
            }
            (Column::Weight | Column::Score | Column::Deviation, None, _) => {
                above.is_some() && origin.columns.contains(&column)
            }
            _ => false,
        }
    };
    let merged = cells.iter().filter(|(own, cell)| is_merged(*own, *cell)).map(|(own, _)| *own).collect();
    IndicatorContent {
        level1: of(Column::Level1),
        level2: of(Column::Level2),
        level3: of(Column::Level3),
        sign: of(Column::Sign),
        target: of(Column::Target),
        original_target: of(Column::OriginalTarget),
        unit: of(Column::Unit),
        actual: of(Column::Actual),
        weight: of(Column::Weight),
        score: of(Column::Score),
        deviation: of(Column::Deviation),
        variance_note: of(Column::VarianceNote),
        other: others(&row.other),
        read: Some(ReadCells { numbers: numbers(cells), merged }),
    }
}

fn others(columns: &[ExportedOther]) -> Vec<(String, String)> {
    columns.iter().map(|column| (column.heading.clone(), column.text.clone())).collect()
}
