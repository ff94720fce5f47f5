//! 总分 and 自评等级.

use super::blocks::{Block, Segment, line_at, points_in_label, total_label};
use super::grid::{Cell, CellValue};
use super::indicator_columns::Columns;
use super::labels::{GRADES, Mark};
use super::page::{Line, Page};
use super::vocabulary::folded;
use crate::model::{Column, Field, HeaderEntry, Total};
use crate::value::{CellRef, Points};

/// The total after the indicators, or the 自评总分 of the head; and the grade.
pub(super) fn read(
    page: &Page<'_>,
    segment: &Segment<'_>,
    header: &[HeaderEntry],
    (blocks, after): (&[(Block, Columns<'_>)], usize),
    used: &mut [bool],
) -> (Option<Total>, Option<Field<String>>) {
    let mut labelled = None;
    if !blocks.is_empty() {
        for (at, used) in used.iter_mut().enumerate().skip(after) {
            let Some(line) = line_at(page, at) else { break };
            let Some(label) = total_label(page, line) else { continue };
            *used = true;
            // A 合计 of the indicators may stand above the 总分.
            if labelled.is_none_or(|(_, own): (Line, &Cell)| is_sum(own) && !is_sum(label)) {
                labelled = Some((line, label));
            }
        }
    }
    // The total may stand above the rows it sums up, right below the headings.
    let labelled = labelled.or_else(|| {
        let line = line_at(page, blocks.first()?.0.last + 1)?;
        Some((line, total_label(page, line)?))
    });
    let total = labelled.and_then(|(line, label)| total(page, &blocks.last()?.1, line, label));
    let grade = labelled.and_then(|(line, label)| grade_beside(page, line, label));
    (total.or_else(|| header_total(page, header)), grade.or_else(|| labelled_grade(page, segment)))
}

fn total(page: &Page<'_>, columns: &Columns<'_>, line: Line, label: &Cell) -> Option<Total> {
    if let Some(score) = embedded(page, label) {
        return Some(Total { weight: None, score: Some(score) });
    }
    let end = page.end_col(label.at);
    let points = |column| {
        let at =
            CellRef::new(line.row, columns.col(column).filter(|col| !(label.at.col..=end).contains(col))?);
        (page.master(at) == at).then(|| page.points(at))
    };
    let (weight, score) = (points(Column::Weight), points(Column::Score));
    let has_value = |field: &Option<Field<Points>>| field.as_ref().is_some_and(|field| field.value.is_some());
    if has_value(&weight) || has_value(&score) {
        return Some(Total { weight, score });
    }
    // Not under their headings: whatever numbers stand right of the label, the score last.
    let mut numbers: Vec<_> = page
        .cells(line)
        .filter(|(cell, _)| cell.at.col > end)
        .map(|(cell, _)| page.points(cell.at))
        .filter(|field| field.value.is_some())
        .collect();
    match numbers.pop() {
        Some(last) => Some(Total { weight: numbers.pop().or(weight), score: Some(last) }),
        None => Some(Total { weight, score }),
    }
}

/// `自评总分：98分`: the whole cell, with the number in it.
fn embedded(page: &Page<'_>, label: &Cell) -> Option<Field<Points>> {
    let points = points_in_label(label)?;
    Some(Field { value: Some(points), ..page.points(label.at) })
}

fn header_total(page: &Page<'_>, header: &[HeaderEntry]) -> Option<Total> {
    let entry = header.iter().find(|entry| {
        let label = folded(&entry.label);
        ["自评总分", "总分", "自评得分", "自评总得分"]
            .iter()
            .any(|own| label.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('(')))
    })?;
    if let Some(score) = page.cell(entry.at).and_then(|cell| embedded(page, cell)) {
        return Some(Total { weight: None, score: Some(score) });
    }
    let score = page.points(entry.at);
    (score.value.is_some() || score.is_blank()).then_some(Total { weight: None, score: Some(score) })
}

/// 合计 and 指标得分合计 sum up the indicators; 总分 is the total.
fn is_sum(label: &Cell) -> bool {
    label.text.contains('计')
}

fn is_grade(cell: &Cell) -> bool {
    matches!(cell.value, CellValue::Text(_))
        && cell.text.len() <= 40
        && GRADES.contains(&folded(&cell.text).as_str())
}

fn grade_beside(page: &Page<'_>, line: Line, label: &Cell) -> Option<Field<String>> {
    page.cells(line)
        .find(|(cell, _)| cell.at.col > label.at.col && is_grade(cell))
        .map(|(cell, _)| page.text(cell.at))
}

/// The cell right of 自评等级; of 自评结论 and 自评结果 only if it is a grade, as whole sentences stand there too.
fn labelled_grade(page: &Page<'_>, segment: &Segment<'_>) -> Option<Field<String>> {
    let lines = (segment.first..segment.end).filter_map(|at| line_at(page, at));
    lines.flat_map(|line| page.cells(line)).find_map(|(label, meaning)| {
        if meaning.mark != Some(Mark::Grade) {
            return None;
        }
        let at = page.master(CellRef::new(label.at.row, page.end_col(label.at).checked_add(1)?));
        let is_sentence = label.text.contains('结')
            && page.cell(at).is_some_and(|cell| !cell.text.trim().is_empty() && !is_grade(cell));
        (!is_sentence).then(|| page.text(at))
    })
}
