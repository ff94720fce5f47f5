//! The indicator block (绩效指标) of a new form.

use rust_decimal::Decimal;

use super::blank_formulas::{self, RowCells, RowNumbers, cached};
use super::canvas::{Canvas, formula, label, text_entry, value_entry};
use super::form_places::{Rows, column};
use super::planned_row::PlannedRow;
use super::shown::{Shown, percent_format, shown};
use crate::model::Column;
use crate::template::{DeviationRule, Profile, Span};
use crate::value::{CellRef, Measure, shown_decimals, strip_blanks, trimmed};
use crate::write::drawn::{Content, DrawnCell};

/// What the drawn rows add up to, and where they are.
pub(super) struct IndicatorBlock {
    pub(super) rows: Rows,
    pub(super) level1: Vec<(String, Rows)>,
    /// The numbers in each row's weight and score cells; a formula counts with its cached result.
    pub(super) points: Vec<RowPoints>,
    /// The target that replaces 100 % for the budget score, with its percentage if it is filled in.
    pub(super) execution_target: Option<(CellRef, Option<Decimal>)>,
}

/// The numbers in a row's weight and score cells.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RowPoints {
    pub(super) weight: Option<Decimal>,
    pub(super) score: Option<Decimal>,
}

impl IndicatorBlock {
    pub(super) fn weights(&self) -> impl Iterator<Item = Decimal> + '_ {
        self.points.iter().filter_map(|row| row.weight)
    }

    pub(super) fn scores(&self) -> impl Iterator<Item = Decimal> + '_ {
        self.points.iter().filter_map(|row| row.score)
    }
}

/// Draws headings and rows from the row `top` on.
pub(super) fn draw_indicators(
    canvas: &mut Canvas,
    profile: &Profile,
    top: u32,
    planned: &[PlannedRow],
) -> IndicatorBlock {
    let form = &profile.form;
    for heading in &form.columns {
        canvas.put(&heading.at, top, label(&heading.heading));
    }
    let first = top + 1;
    let last = top + u32::try_from(planned.len()).expect("rows of a form are few");
    let side = Span { first: 0, last: column(form, Column::Level1).saturating_sub(1) };
    canvas.put_over(&side, top, last, label(&form.indicators_label));
    let mut block = IndicatorBlock {
        rows: Rows { first, last },
        level1: Vec::new(),
        points: Vec::with_capacity(planned.len()),
        execution_target: None,
    };
    let level1: Vec<&str> = planned.iter().map(|row| row.level1.as_str()).collect();
    let level2: Vec<(&str, &str)> =
        planned.iter().map(|row| (row.level1.as_str(), row.level2.as_str())).collect();
    for (name, rows) in runs(&level1, first) {
        put_level(canvas, profile, Column::Level1, rows, name);
        block.level1.push((name.to_owned(), rows));
    }
    for ((_, name), rows) in runs(&level2, first) {
        put_level(canvas, profile, Column::Level2, rows, name);
    }
    for (row, planned) in (first..).zip(planned) {
        draw_row(canvas, profile, row, planned, &mut block);
    }
    block
}

fn put_level(canvas: &mut Canvas, profile: &Profile, level: Column, rows: Rows, name: &str) {
    if let Some(span) = profile.form.column(level) {
        canvas.put_over(span, rows.first, rows.last, label(name));
    }
}

/// Equal neighbours as one run, with the sheet rows it takes from `first` on.
fn runs<T: Copy + PartialEq>(items: &[T], first: u32) -> Vec<(T, Rows)> {
    let mut runs: Vec<(T, Rows)> = Vec::new();
    for (row, item) in (first..).zip(items) {
        match runs.last_mut() {
            Some((above, rows)) if above == item => rows.last = row,
            _ => runs.push((*item, Rows { first: row, last: row })),
        }
    }
    runs
}

fn draw_row(
    canvas: &mut Canvas,
    profile: &Profile,
    row: u32,
    planned: &PlannedRow,
    block: &mut IndicatorBlock,
) {
    let (form, content) = (&profile.form, &planned.content);
    let cells = RowCells {
        target: CellRef::new(row, column(form, Column::Target)),
        actual: CellRef::new(row, column(form, Column::Actual)),
        weight: CellRef::new(row, column(form, Column::Weight)),
    };
    let (target, actual, weight) = (shown(&content.target), shown(&content.actual), shown(&content.weight));
    let numbers = RowNumbers {
        target: target.as_number(),
        actual: actual.as_number(),
        weight: weight.as_number(),
        reverse: planned.reverse,
    };
    let prescribed = profile.scoring.execution_target.from_row.as_deref();
    let names_target = prescribed == Some(&*strip_blanks(&content.level3));
    if names_target && block.execution_target.is_none() {
        let percent = Measure::parse(&content.target).ok().and_then(|measure| measure.number);
        block.execution_target = Some((cells.target, percent.filter(|percent| *percent > Decimal::ZERO)));
    }
    for drawn in &form.columns {
        let cell = match drawn.field {
            Column::Level1 | Column::Level2 => continue,
            // The budget score reads this row's target, so it keeps its name and place.
            Column::Level3 if names_target => DrawnCell { unlocked: false, ..text_entry(&content.level3) },
            Column::Level3 => text_entry(&content.level3),
            Column::Target => value_entry(target.clone()),
            Column::Actual => value_entry(actual.clone()),
            Column::Weight => value_entry(weight.clone()),
            Column::Score => {
                let (text, result) = blank_formulas::score(&profile.scoring, cells, numbers);
                let result = result.map(crate::value::Points::get);
                let cell = derived(&content.score, planned.judged, text, result, None);
                block.points.push(RowPoints { weight: numbers.weight, score: cell_number(&cell) });
                cell
            }
            Column::Deviation if profile.scoring.deviation == DeviationRule::Shortfall => {
                let stated = content.deviation.as_str();
                let decimals = if stated.is_empty() { 2 } else { shown_decimals(stated) };
                let (text, result) = blank_formulas::deviation(cells, numbers, decimals);
                let format = percent_format(decimals);
                derived(stated, planned.judged, text, result.map(crate::value::Rate::get), Some(&format))
            }
            Column::Deviation => value_entry(shown(&content.deviation)),
            Column::VarianceNote => text_entry(&content.variance_note),
            Column::Sign | Column::OriginalTarget | Column::Unit | Column::Other => {
                value_entry(Shown::blank())
            }
        };
        canvas.put(&drawn.at, row, cell);
    }
}

/// A cell that follows from others: live where nothing is stated or the statement is what the formula gives, the plain
/// statement where it differs. A judged one is for a person to fill in.
pub(super) fn derived(
    stated: &str,
    judged: bool,
    text: String,
    result: Option<Decimal>,
    format: Option<&str>,
) -> DrawnCell {
    let plain = shown(stated);
    let is_blank = plain.content == Content::Blank;
    if judged {
        let format = plain.format.or_else(|| format.map(Into::into));
        return value_entry(Shown { content: plain.content, format });
    }
    let agrees = plain.as_number().zip(result).is_some_and(|(own, result)| trimmed(own) == trimmed(result));
    if is_blank {
        formula(text, cached(result), format)
    } else if agrees {
        formula(text, cached(result), plain.format.as_deref())
    } else {
        value_entry(plain)
    }
}

/// The number a cell shows, a formula's by its cached result.
pub(super) fn cell_number(cell: &DrawnCell) -> Option<Decimal> {
    match &cell.content {
        Content::Number(number) => Some(*number),
        Content::Formula { result: crate::write::drawn::Cached::Number(number), .. } => Some(*number),
        _ => None,
    }
}
