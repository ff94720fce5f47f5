//! Lays a new form out as cells: the profile's drawing, filled with what is known.

use super::canvas::{Canvas, fixed, formula, label, plain, text_entry, title, value_entry};
use super::completeness::completeness;
use super::form_places::{Places, column};
use super::funding_block::{BudgetPoints, draw_funding, funding_rows};
use super::indicator_block::{IndicatorBlock, derived, draw_indicators};
use super::planned_row::planned_rows;
use super::shown::{Shown, shown};
use crate::model::{Column, FormContent, FundingColumn};
use crate::template::{Drawing, Profile, Span};
use crate::value::{CellRef, strip_blanks};
use crate::write::WriteError;
use crate::write::drawn::{Cached, DrawnCell, DrawnSheet, Role};

/// What the colours mean, under the form; the corrected workbook has the line too, and other colours.
const LEGEND: &str = "说明：空白表上浅黄色格填写，浅绿色格自动计算；填写方法见“填表说明”。";
/// The blank signature line.
const SIGNATURES: &str = "填表人：　　　　　　　　审核人：　　　　　　　　单位负责人：　　　　　　　　填表日期：　　　　年　　月　　日";

/// A form sheet ready to be drawn, and where its parts are.
pub(super) struct Composed {
    pub(super) sheet: DrawnSheet,
    pub(super) places: Places,
}

/// Lays out `content` in the profile's form; what is not given stays blank.
///
/// # Errors
///
/// If the content has something that the form has no place for.
pub(super) fn compose(profile: &Profile, content: &FormContent) -> Result<Composed, WriteError> {
    let form = &profile.form;
    refuse_unplaced(form, content)?;
    let mut canvas = Canvas::default();
    let mut row = draw_head(&mut canvas, form, content);
    let funding_top = row;
    row += 1 + funding_rows(profile, content);
    let mut text_rows = Vec::new();
    row = draw_goals(&mut canvas, form, content, row, &mut text_rows);
    row = draw_tasks(&mut canvas, form, content, row, &mut text_rows);
    let heading_row = row;
    let block = draw_indicators(&mut canvas, profile, heading_row, &planned_rows(form, content));
    let budget = draw_funding(&mut canvas, profile, funding_top, content, block.execution_target);
    let total_row = block.rows.last + 1;
    let grade = draw_total(&mut canvas, profile, content, total_row, &block, &budget);
    let mut row = grade.row + 1;
    let whole = Span { first: 0, last: form.last_column() };
    for note in &form.notes {
        canvas.put(&whole, row, plain(note));
        row += 1;
    }
    let (left, right) = halves(form);
    canvas.put(&left, row, plain(LEGEND));
    let places = Places {
        funding: budget.rows,
        indicators: block.rows,
        level1: block.level1.clone(),
        total_row,
        grade,
        message: CellRef::new(row, right.first),
        text_rows,
    };
    let message = completeness(profile, &places, &block, budget.weight);
    canvas.put(&right, row, message);
    canvas.put(&whole, row + 1, DrawnCell { unlocked: true, ..plain(SIGNATURES) });
    let Canvas { cells, merges } = canvas;
    let sheet = DrawnSheet {
        name: form.sheet.clone(),
        visible: true,
        cells,
        merges,
        widths: form.widths.clone(),
        repeat_rows: Some((heading_row, heading_row)),
        protected: true,
    };
    Ok(Composed { sheet, places })
}

fn refuse_unplaced(form: &Drawing, content: &FormContent) -> Result<(), WriteError> {
    let no_place = |what: &str| Err(WriteError::NoPlace { what: what.to_owned() });
    let known = |label: &str| {
        form.header.iter().flatten().any(|drawn| strip_blanks(&drawn.label) == strip_blanks(label))
    };
    if let Some((label, _)) = content.header.iter().find(|(label, _)| !known(label)) {
        return no_place(label);
    }
    if form.tasks_label.is_empty() && !content.tasks.is_empty() {
        return no_place("年度主要任务");
    }
    let deviates = content.indicators.iter().any(|row| !row.deviation.is_empty());
    if form.column(Column::Deviation).is_none() && deviates {
        return no_place("偏差度");
    }
    let originals = content.funding.iter().any(|row| !row.original_budget.is_empty());
    if form.funding_column(FundingColumn::OriginalBudget).is_none() && originals {
        return no_place("年初预算数");
    }
    Ok(())
}

/// Title, year and head; gives the row below them.
fn draw_head(canvas: &mut Canvas, form: &Drawing, content: &FormContent) -> u32 {
    let whole = Span { first: 0, last: form.last_column() };
    canvas.put(&whole, 0, title(&form.title));
    let mut row = 1;
    if !form.subtitle.is_empty() {
        let text = with_year(&form.subtitle, content.fiscal_year);
        canvas.put(&whole, row, DrawnCell { role: Role::Subtitle, unlocked: true, ..plain(&text) });
        row += 1;
    }
    for line in &form.header {
        for drawn in line {
            canvas.put(&drawn.label_at, row, label(&drawn.label));
            let entry = content
                .header
                .iter()
                .find(|(label, _)| strip_blanks(label) == strip_blanks(&drawn.label))
                .map_or("", |(_, entry)| entry);
            canvas.put(&drawn.entry_at, row, text_entry(entry));
        }
        row += 1;
    }
    row
}

/// Puts the year where the blanks before 年度 are.
fn with_year(subtitle: &str, year: Option<u16>) -> String {
    match (year, subtitle.split_once("年度")) {
        (Some(year), Some((before, after))) => format!("{}{year}年度{after}", before.trim_end()),
        _ => subtitle.to_owned(),
    }
}

fn draw_goals(
    canvas: &mut Canvas,
    form: &Drawing,
    content: &FormContent,
    top: u32,
    text_rows: &mut Vec<u32>,
) -> u32 {
    let (expected, expected_at) = &form.goal_expected;
    let (actual, actual_at) = &form.goal_actual;
    let side = Span { first: 0, last: expected_at.first.saturating_sub(1) };
    canvas.put_over(&side, top, top + 1, label(&form.goals_label));
    canvas.put(expected_at, top, label(expected));
    canvas.put(actual_at, top, label(actual));
    canvas.put(expected_at, top + 1, text_entry(&content.goal_expected));
    canvas.put(actual_at, top + 1, text_entry(&content.goal_actual));
    text_rows.push(top + 1);
    top + 2
}

fn draw_tasks(
    canvas: &mut Canvas,
    form: &Drawing,
    content: &FormContent,
    top: u32,
    text_rows: &mut Vec<u32>,
) -> u32 {
    let Some((_, first_at)) = form.task_columns.first().filter(|_| !form.tasks_label.is_empty()) else {
        return top;
    };
    let count = if content.tasks.is_empty() { form.task_rows } else { content.tasks.len() };
    let last = top + u32::try_from(count).expect("rows of a form are few");
    let side = Span { first: 0, last: first_at.first.saturating_sub(1) };
    canvas.put_over(&side, top, last, label(&form.tasks_label));
    for (index, (heading, at)) in form.task_columns.iter().enumerate() {
        canvas.put(at, top, label(heading));
        for (task, row) in (top + 1..=last).enumerate() {
            let text = content.tasks.get(task).and_then(|task| task.get(index)).map_or("", String::as_str);
            canvas.put(at, row, text_entry(text));
        }
    }
    text_rows.extend(top + 1..=last);
    last + 1
}

/// The total row, and the grade's; gives the cell of the grade.
fn draw_total(
    canvas: &mut Canvas,
    profile: &Profile,
    content: &FormContent,
    row: u32,
    block: &IndicatorBlock,
    budget: &BudgetPoints,
) -> CellRef {
    let form = &profile.form;
    let budget_at = |field| {
        form.funding_column(field)
            .map(|at| CellRef::new(budget.rows.first, at.first).to_string())
            .unwrap_or_default()
    };
    let sum = |field, of: FundingColumn| {
        let col = column(form, field);
        let (first, last) = (CellRef::new(block.rows.first, col), CellRef::new(block.rows.last, col));
        format!("{},{first}:{last}", budget_at(of))
    };
    let (left, right) = halves(form);
    canvas.put(&left, row, label(&form.total_label));
    for drawn in form.columns.iter().filter(|drawn| drawn.at.first > left.last) {
        let cell = match drawn.field {
            Column::Weight => {
                let sum = format!("SUM({})", sum(Column::Weight, FundingColumn::Weight));
                let result = block.weights().chain(budget.weight).sum();
                formula(sum, Cached::Number(result), None)
            }
            Column::Score => {
                let cells = sum(Column::Score, FundingColumn::Score);
                let decimals = profile.scoring.decimals;
                let text = format!("IF(COUNT({cells})=0,\"\",ROUND(SUM({cells}),{decimals}))");
                let points: Vec<_> = block.scores().chain(budget.score).collect();
                let result = (!points.is_empty()).then(|| points.into_iter().sum());
                derived(&content.total_score, false, text, result, None)
            }
            Column::VarianceNote if form.grade_label.is_empty() => value_entry(shown(&content.grade)),
            _ => fixed(Shown::blank()),
        };
        canvas.put(&drawn.at, row, cell);
    }
    if form.grade_label.is_empty() {
        return CellRef::new(row, column(form, Column::VarianceNote));
    }
    canvas.put(&left, row + 1, label(&form.grade_label));
    canvas.put(&right, row + 1, value_entry(shown(&content.grade)))
}

/// The columns left of the weights, and the rest.
fn halves(form: &Drawing) -> (Span, Span) {
    let weight = column(form, Column::Weight);
    (Span { first: 0, last: weight.saturating_sub(1) }, Span { first: weight, last: form.last_column() })
}
