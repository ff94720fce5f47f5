//! The total row and the grade.

use rust_decimal::Decimal;

use super::canvas::{Canvas, fixed, label, value_entry};
use super::fitted::GRADE_LABEL;
use super::form_places::{funding_column, halves};
use super::funding_block::BudgetPoints;
use super::grid::span;
use super::indicator_block::{IndicatorBlock, derived};
use super::shown::{Shown, Statement, shown};
use crate::model::{Column, FormContent, FundingColumn, GradePlace, TotalOrigin};
use crate::template::{Drawing, Profile, Span};
use crate::value::CellRef;
use crate::write::drawn::DrawnCell;

/// Where total and grade ended up.
#[derive(Default)]
pub(super) struct TotalPlaces {
    pub(super) total_row: Option<u32>,
    pub(super) grade: Option<CellRef>,
    /// The row below.
    pub(super) next: u32,
}

/// What the rows above add up to.
pub(super) struct Sums<'b> {
    pub(super) block: Option<&'b IndicatorBlock>,
    pub(super) budget: &'b BudgetPoints,
}

/// Draws the total row, and the grade's.
pub(super) fn draw_total(
    canvas: &mut Canvas,
    profile: &Profile,
    content: &FormContent,
    row: u32,
    sums: &Sums<'_>,
) -> TotalPlaces {
    let form = &profile.form;
    let mut places = TotalPlaces { next: row, ..TotalPlaces::default() };
    if let Some(origin) = &content.origin {
        if let Some(total) = origin.total {
            let grade = (origin.grade == GradePlace::Total).then_some(content.grade.as_str());
            places.grade = draw_stated(canvas, profile, (content, total, grade), row, sums);
            places.total_row = Some(row);
            places.next += 1;
        }
        if origin.grade == GradePlace::Row {
            places.grade = Some(draw_grade(canvas, form, &content.grade, places.next));
            places.next += 1;
        }
        return places;
    }
    let (left, _) = halves(form);
    canvas.put(&left, row, label(&form.total_label));
    for drawn in form.columns.iter().filter(|drawn| drawn.at.first > left.last) {
        let cell = match drawn.field {
            Column::Weight => weight(profile, sums, Statement::typed(&content.total_weight)),
            Column::Score => score(profile, sums, Statement::typed(&content.total_score)),
            Column::VarianceNote if form.grade_label.is_empty() => value_entry(shown(&content.grade)),
            _ => fixed(Shown::blank()),
        };
        canvas.put(&drawn.at, row, cell);
    }
    places.total_row = Some(row);
    places.next += 1;
    if form.grade_label.is_empty() {
        places.grade = form.column(Column::VarianceNote).map(|at| CellRef::new(row, at.first));
    } else {
        places.grade = Some(draw_grade(canvas, form, &content.grade, places.next));
        places.next += 1;
    }
    places
}

fn draw_grade(canvas: &mut Canvas, form: &Drawing, grade: &str, row: u32) -> CellRef {
    let (left, right) = halves(form);
    let own = if form.grade_label.is_empty() { GRADE_LABEL } else { &form.grade_label };
    canvas.put(&left, row, label(own));
    canvas.put(&right, row, value_entry(shown(grade)))
}

/// The total row of a form that was read: the cells it had, and no others. Gives the cell of the grade.
fn draw_stated(
    canvas: &mut Canvas,
    profile: &Profile,
    (content, total, grade): (&FormContent, TotalOrigin, Option<&str>),
    row: u32,
    sums: &Sums<'_>,
) -> Option<CellRef> {
    let form = &profile.form;
    let last = usize::from(form.last_column());
    // 自评总分：98分, in one cell.
    let is_one_cell = total.weight.is_none() && content.total_score.contains([':', '：']);
    let (own_label, total) = if is_one_cell {
        (&content.total_score, TotalOrigin { weight: None, score: None })
    } else {
        (&form.total_label, total)
    };
    // Cells from the right: the grade right of the score, the score under its heading, the weight under its own.
    let mut end = last;
    let mut cells: Vec<(Span, DrawnCell, bool)> = Vec::new();
    let at = |column: Column| form.column(column).map(|at| (usize::from(at.first), usize::from(at.last)));
    let score_at = at(Column::Score).or_else(|| {
        // A number right of the label is read as the total where no column has that heading.
        at(Column::Weight).map(|(_, weight_end)| (weight_end + 1, last)).filter(|(first, _)| *first <= last)
    });
    let (score_first, score_last) = score_at.unwrap_or((last, last));
    if let Some(grade) = grade {
        let first = if score_last < last { score_last + 1 } else { last };
        if score_last < last {
            cells.push((span(first, last), value_entry(shown(grade)), true));
            end = score_last;
        }
    } else if score_last < last {
        let fields = form.columns.iter().filter(|drawn| usize::from(drawn.at.first) > score_last);
        cells.extend(fields.map(|drawn| (drawn.at.clone(), fixed(Shown::blank()), false)));
        end = score_last;
    }
    if let Some(number) = total.score {
        let stated = Statement::read(&content.total_score, number);
        cells.push((span(score_first.min(end), end), score(profile, sums, stated), false));
        end = score_first.saturating_sub(1);
    }
    if let Some(number) = total.weight {
        let (first, _) = at(Column::Weight).unwrap_or((end, end));
        let first = first.min(end);
        let stated = Statement::read(&content.total_weight, number);
        cells.push((span(first, end), weight(profile, sums, stated), false));
        end = first.saturating_sub(1);
    }
    if let Some(grade) = grade.filter(|_| !cells.iter().any(|(.., is_grade)| *is_grade)) {
        cells.push((span(end, end), value_entry(shown(grade)), true));
        end = end.saturating_sub(1);
    }
    canvas.put(&span(0, end), row, label(own_label));
    let mut place = None;
    for (at, cell, is_grade) in cells {
        let cell = canvas.put(&at, row, cell);
        place = place.or(is_grade.then_some(cell));
    }
    place
}

fn weight(profile: &Profile, sums: &Sums<'_>, stated: Statement) -> DrawnCell {
    let points: Vec<Decimal> =
        sums.block.into_iter().flat_map(IndicatorBlock::weights).chain(sums.budget.weight).collect();
    match cells(profile, sums, Column::Weight, FundingColumn::Weight) {
        Some(cells) => derived(stated, false, format!("SUM({cells})"), Some(points.into_iter().sum()), None),
        None => value_entry(stated.shown),
    }
}

fn score(profile: &Profile, sums: &Sums<'_>, stated: Statement) -> DrawnCell {
    let Some(cells) = cells(profile, sums, Column::Score, FundingColumn::Score) else {
        return value_entry(stated.shown);
    };
    let decimals = profile.scoring.decimals;
    let text = format!("IF(COUNT({cells})=0,\"\",ROUND(SUM({cells}),{decimals}))");
    let points: Vec<Decimal> =
        sums.block.into_iter().flat_map(IndicatorBlock::scores).chain(sums.budget.score).collect();
    let result = (!points.is_empty()).then(|| points.into_iter().sum());
    derived(stated, false, text, result, None)
}

/// The cells that are added up: the budget's, and those of the indicators.
fn cells(profile: &Profile, sums: &Sums<'_>, field: Column, of: FundingColumn) -> Option<String> {
    let form = &profile.form;
    let block = sums.block?;
    let col = form.column(field)?.first;
    let (first, last) = (CellRef::new(block.rows.first, col), CellRef::new(block.rows.last, col));
    let budget =
        sums.budget.rows.zip(funding_column(form, of)).map(|(rows, col)| CellRef::new(rows.first, col));
    Some(budget.map_or_else(|| format!("{first}:{last}"), |budget| format!("{budget},{first}:{last}")))
}
