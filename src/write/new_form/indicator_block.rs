//! The indicator block (绩效指标) of a new form.

use rust_decimal::Decimal;

use super::blank_formulas::{self, RowCells, RowNumbers, cached};
use super::canvas::{Canvas, formula, label, text_entry, value_entry};
use super::form_places::{Rows, column};
use super::planned_row::PlannedRow;
use super::shown::{Shown, Statement, as_typed, exactly, percent_format, shown};
use crate::model::{Column, IndicatorContent};
use crate::template::{DeviationRule, Drawing, DrawnColumn, Profile, Span};
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
    let side =
        Span { first: 0, last: form.columns.first().map_or(0, |drawn| drawn.at.first.saturating_sub(1)) };
    canvas.put_over(&side, top, last, label(&form.indicators_label));
    let mut block = IndicatorBlock {
        rows: Rows { first, last },
        level1: Vec::new(),
        points: Vec::with_capacity(planned.len()),
        execution_target: None,
    };
    for (at, rows) in runs(planned, first, |row| row.begins[0]) {
        put_level(canvas, profile, Column::Level1, rows, &planned[at].level1);
        block.level1.push((planned[at].level1.clone(), rows));
    }
    // A level 2 ends with its level 1, where the form has that.
    let has_level1 = form.column(Column::Level1).is_some();
    for (at, rows) in runs(planned, first, |row| row.begins[1] || has_level1 && row.begins[0]) {
        put_level(canvas, profile, Column::Level2, rows, &planned[at].level2);
    }
    let live = is_live(form);
    for (at, row) in (first..=last).enumerate() {
        draw_row(canvas, profile, row, &planned[at..], live, &mut block);
    }
    block
}

fn put_level(canvas: &mut Canvas, profile: &Profile, level: Column, rows: Rows, name: &str) {
    if let Some(span) = profile.form.column(level) {
        canvas.put_over(span, rows.first, rows.last, label(name));
    }
}

/// Rows that share a level's cell: the place of the first, and the sheet rows they take from `first` on.
fn runs(planned: &[PlannedRow], first: u32, begins: impl Fn(&PlannedRow) -> bool) -> Vec<(usize, Rows)> {
    let mut runs: Vec<(usize, Rows)> = Vec::new();
    for (row, (at, own)) in (first..).zip(planned.iter().enumerate()) {
        match runs.last_mut() {
            Some((_, rows)) if !begins(own) => rows.last = row,
            _ => runs.push((at, Rows { first: row, last: row })),
        }
    }
    runs
}

/// Whether the form can score itself: it has every column that a formula reads, and the target says all by itself.
fn is_live(form: &Drawing) -> bool {
    let has = |column: &Column| form.column(*column).is_some();
    [Column::Target, Column::Actual, Column::Weight, Column::Score].iter().all(has)
        && ![Column::Sign, Column::OriginalTarget, Column::Unit].iter().any(has)
}

/// A cell's content: of a form that was read with its exact number, of content by hand as its text reads.
fn cell_of(content: &IndicatorContent, column: Column) -> Shown {
    match &content.read {
        Some(read) => exactly(content.text(column), read.number(column)),
        None => shown(content.text(column)),
    }
}

fn statement(content: &IndicatorContent, column: Column) -> Statement {
    match &content.read {
        Some(read) => Statement::read(content.text(column), read.number(column)),
        None => Statement::typed(content.text(column)),
    }
}

/// The text of the further column that is the `nth` of its heading.
pub(super) fn other<'c>(others: &'c [(String, String)], heading: &str, nth: usize) -> &'c str {
    others.iter().filter(|(own, _)| own == heading).nth(nth).map_or("", |(_, text)| text)
}

/// Draws the first of `rows` in the sheet's `row`; those below say how far its merged cells reach.
fn draw_row(
    canvas: &mut Canvas,
    profile: &Profile,
    row: u32,
    rows: &[PlannedRow],
    live: bool,
    block: &mut IndicatorBlock,
) {
    let Some(planned) = rows.first() else { return };
    let (form, content) = (&profile.form, &planned.content);
    let at = |field| CellRef::new(row, column(form, field).unwrap_or_default());
    let cells =
        RowCells { target: at(Column::Target), actual: at(Column::Actual), weight: at(Column::Weight) };
    let (target, actual, weight) = (
        cell_of(content, Column::Target),
        cell_of(content, Column::Actual),
        cell_of(content, Column::Weight),
    );
    let numbers = RowNumbers {
        target: target.as_number(),
        actual: actual.as_number(),
        weight: weight.as_number(),
        reverse: planned.reverse,
    };
    let is_merged = |row: &PlannedRow, column: Column| {
        row.content.read.as_ref().is_some_and(|read| read.merged.contains(&column))
    };
    let below = &rows[1..];
    let reach = |column: Column| {
        let rows = below.iter().take_while(|row| is_merged(row, column)).count();
        row + u32::try_from(rows).expect("rows of a form are few")
    };
    // Points that several rows share follow from none of them.
    let shares = |column| is_merged(planned, column) || reach(column) > row;
    let judged = planned.judged || !live || [Column::Weight, Column::Score].into_iter().any(shares);
    let prescribed = profile.scoring.execution_target.from_row.as_deref();
    let names_target = live && prescribed == Some(&*strip_blanks(&content.level3));
    if names_target && block.execution_target.is_none() {
        let percent = Measure::parse(&content.target).ok().and_then(|measure| measure.number);
        block.execution_target = Some((cells.target, percent.filter(|percent| *percent > Decimal::ZERO)));
    }
    let mut points = RowPoints { weight: numbers.weight, score: None };
    for (order, drawn) in form.columns.iter().enumerate() {
        let field = drawn.field;
        if is_merged(planned, field) {
            continue;
        }
        let cell = match field {
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
                let cell = derived(statement(content, field), judged, text, result, None);
                points.score = cell_number(&cell);
                cell
            }
            Column::Deviation if profile.scoring.deviation == DeviationRule::Shortfall => {
                let stated = content.deviation.as_str();
                let decimals = if stated.is_empty() { 2 } else { shown_decimals(stated) };
                let (text, result) = blank_formulas::deviation(cells, numbers, decimals);
                let (result, format) = (result.map(crate::value::Rate::get), percent_format(decimals));
                derived(statement(content, field), judged, text, result, Some(&format))
            }
            Column::OriginalTarget | Column::Deviation => value_entry(cell_of(content, field)),
            Column::VarianceNote => text_entry(&content.variance_note),
            Column::Sign | Column::Unit => value_entry(Shown::text(content.text(field))),
            Column::Other => {
                let same = |own: &&DrawnColumn| own.field == Column::Other && own.heading == drawn.heading;
                let nth = form.columns[..order].iter().filter(same).count();
                value_entry(as_typed(other(&content.other, &drawn.heading, nth)))
            }
        };
        canvas.put_over(&drawn.at, row, reach(field), cell);
    }
    block.points.push(points);
}

/// A cell that follows from others: live where nothing is stated or the statement is what the formula gives, the plain
/// statement where it differs. A judged one is for a person to fill in.
pub(super) fn derived(
    stated: Statement,
    judged: bool,
    text: String,
    result: Option<Decimal>,
    format: Option<&str>,
) -> DrawnCell {
    let (is_blank, may_be_filled) = (stated.is_blank(), stated.may_be_filled());
    let plain = stated.shown;
    if judged {
        let format = plain.format.or_else(|| format.map(Into::into));
        return value_entry(Shown { content: plain.content, format });
    }
    let agrees = plain.as_number().zip(result).is_some_and(|(own, result)| trimmed(own) == trimmed(result));
    if is_blank && (may_be_filled || result.is_none()) {
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
