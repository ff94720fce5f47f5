//! 绩效指标: the indicator block.

use super::blocks::{Block, Segment, closes, is_subtotal, line_at, total_label};
use super::grid::{Cell, CellValue};
use super::indicator_columns::Columns;
use super::labels::Mark;
use super::page::{Line, Page};
use crate::model::{Column, Field, IndicatorRow, OtherColumn};
use crate::value::{CellRef, parse_number};

/// A longer text across the block is a remark, in characters.
const LONGEST_BANNER: usize = 24;

/// The rows of every indicator block of a form, and the line after the last one; the lines read are marked as used.
pub(super) fn read(
    page: &Page<'_>,
    segment: &Segment<'_>,
    blocks: &[(Block, Columns<'_>)],
    used: &mut [bool],
) -> (Vec<IndicatorRow>, usize) {
    let mut rows = Vec::new();
    let mut end = segment.end;
    let mut above = Above::default();
    let mut level_cols = Vec::new();
    for (block, columns) in blocks {
        // A heading repeated on a new page goes on with the same groups.
        let own_cols =
            [Column::Level1, Column::Level2, Column::Level3].map(|level| columns.col(level)).to_vec();
        if own_cols != level_cols {
            (above, level_cols) = (Above::default(), own_cols);
        }
        end = block.last + 1;
        while end < block.end {
            let Some(line) = line_at(page, end) else { break };
            let is_total = total_label(page, line).is_some();
            if is_subtotal(page, line) || (is_total && goes_on(page, columns, *block, end)) {
                used[end] = true;
                end += 1;
                continue;
            }
            if is_total || is_grade(page, line) || ends_block(page, columns, line) {
                break;
            }
            if let Some(banner) = banner(page, columns, line) {
                above = Above { level1: Some(banner), level2: None };
                used[end] = true;
            } else if let Some(row) = read_row(page, columns, line, &mut above) {
                rows.push(row);
                used[end] = true;
            }
            end += 1;
        }
    }
    (rows, end)
}

/// 自评等级 begins what follows the indicators.
fn is_grade(page: &Page<'_>, line: Line) -> bool {
    let first = page.filled(line).next();
    first.is_some_and(|(_, meaning)| meaning.mark == Some(Mark::Grade))
}

/// Whether indicators with points follow below a line that reads 合计: then it sums up a part only.
fn goes_on(page: &Page<'_>, columns: &Columns<'_>, block: Block, at: usize) -> bool {
    let cell =
        |column, line: Line| columns.col(column).and_then(|col| page.cell(CellRef::new(line.row, col)));
    let is_indicator = |line: Line| {
        let named = cell(Column::Level3, line).is_some_and(|cell| matches!(cell.value, CellValue::Text(_)));
        let number = |cell: &Cell| parse_number(&cell.text).is_some();
        named
            && [Column::Weight, Column::Score]
                .into_iter()
                .any(|column| cell(column, line).is_some_and(number))
            && total_label(page, line).is_none()
    };
    (at + 1..block.end)
        .filter_map(|at| line_at(page, at))
        .take_while(|line| !ends_block(page, columns, *line))
        .any(is_indicator)
}

/// Whether the notes and signatures begin here: told by the first words of a line without any points of its own, as
/// 存在问题整改率 is an indicator.
fn ends_block(page: &Page<'_>, columns: &Columns<'_>, line: Line) -> bool {
    let Some((first, _)) = page.cells(line).next() else { return false };
    let filled = |column| {
        let cell = columns.col(column).and_then(|col| page.cell(CellRef::new(line.row, col)));
        cell.is_some_and(|cell| {
            cell.at != first.at && page.master(cell.at) == cell.at && !cell.text.trim().is_empty()
        })
    };
    first.at.col <= columns.first_col()
        && (closes(first) || is_remark(page, columns, line))
        && ![Column::Actual, Column::Weight, Column::Score].into_iter().any(filled)
}

/// Whether a line is a label and one text across all that a row would fill, from its name on.
fn is_remark(page: &Page<'_>, columns: &Columns<'_>, line: Line) -> bool {
    let name = columns.col(Column::Level3).unwrap_or_else(|| columns.first_col());
    let mut cells = page.filled(line);
    let (Some((label, _)), Some((text, _)), None) = (cells.next(), cells.next(), cells.next()) else {
        return false;
    };
    label.at.col < name
        && text.at.col <= name
        && text.at.col > label.at.col
        && page.end_col(text.at) >= columns.last_col()
        && columns.last_col() > name
}

/// Whether one text spans the whole block: a banner or a remark, not an indicator.
fn is_banner(page: &Page<'_>, columns: &Columns<'_>, line: Line) -> bool {
    page.lone(line)
        .is_some_and(|cell| cell.at.col <= columns.first_col() && page.end_col(cell.at) >= columns.last_col())
}

/// `一、产出指标（50分）` across the whole block stands for the level 1 of the rows below it.
fn banner(page: &Page<'_>, columns: &Columns<'_>, line: Line) -> Option<Field<String>> {
    let (cell, _) = page.filled(line).next()?;
    let is_group = cell.text.contains("指标") && cell.text.chars().count() <= LONGEST_BANNER;
    (is_group && is_banner(page, columns, line)).then(|| page.text(cell.at))
}

/// The level cells of the rows above, for those who leave repeats blank instead of merging.
#[derive(Default)]
struct Above {
    level1: Option<Field<String>>,
    level2: Option<Field<String>>,
}

fn read_row(page: &Page<'_>, columns: &Columns<'_>, line: Line, above: &mut Above) -> Option<IndicatorRow> {
    let first_col = columns.first_col();
    if is_banner(page, columns, line)
        || !page.cells(line).any(|(cell, _)| cell.at.col >= first_col && !cell.text.trim().is_empty())
    {
        return None;
    }
    let at = |column| columns.col(column).map(|col| CellRef::new(line.row, col));
    // Merged downward a cell speaks for every row; merged from the left it is another column's.
    let shared = |column| {
        at(column).map(|at| if page.master(at).col == at.col { page.text(at) } else { Field::blank(at) })
    };

    let mut level1 = shared(Column::Level1).or_else(|| above.level1.clone());
    let mut level2 = shared(Column::Level2);
    if let Some(own) = &mut level1 {
        if own.is_blank() {
            if let Some(carried) = &above.level1 {
                own.clone_from(carried);
            }
        } else if above.level1.as_ref().is_none_or(|carried| carried.at != own.at) {
            above.level1 = Some(own.clone());
            above.level2 = None;
        }
    }
    if let Some(own) = &mut level2 {
        if !own.is_blank() {
            above.level2 = Some(own.clone());
        } else if let Some(carried) = &above.level2 {
            own.clone_from(carried);
        }
    }
    // 有效 written across sign, value and unit is the value.
    let sign = shared(Column::Sign).map(|sign| match at(Column::Target) {
        Some(target) if page.master(target) == sign.at => Field::blank(sign.at),
        _ => sign,
    });
    let unit = shared(Column::Unit);
    let value_col = [Column::Sign, Column::Target, Column::OriginalTarget]
        .into_iter()
        .filter_map(|column| columns.col(column))
        .min()
        .unwrap_or_default();
    let target_at = |column| {
        let sign = sign.as_ref().map(|field| field.text.as_str());
        at(column).map(|at| {
            if page.master(at).col < value_col {
                Field::blank(at)
            } else {
                page.target(at, sign, unit.as_ref().map(|field| field.text.as_str()))
            }
        })
    };
    let mut target = target_at(Column::Target);
    let original_target = target_at(Column::OriginalTarget);
    // Nothing adjusted: the first target still holds.
    if let (Some(adjusted), Some(original)) = (&target, &original_target)
        && adjusted.is_blank()
        && !original.is_blank()
    {
        target = Some(original.clone());
    }
    let actual = at(Column::Actual).map(|at| {
        if page.master(at).col == at.col { page.actual(at, target.as_ref()) } else { Field::blank(at) }
    });
    // Points and deviations of a block merged over several rows belong to the first; to count them again would
    // make every sum wrong.
    let own = |column| at(column).filter(|at| page.master(*at) == *at);
    Some(IndicatorRow {
        row: line.row + 1,
        level3: shared(Column::Level3),
        actual,
        weight: own(Column::Weight).map(|at| page.points(at)),
        score: own(Column::Score).map(|at| page.points(at)),
        deviation: own(Column::Deviation).map(|at| page.rate(at)),
        variance_note: shared(Column::VarianceNote),
        other: others(page, columns, line),
        is_parent: false,
        level1,
        level2,
        sign,
        target,
        original_target,
        unit,
    })
}

/// The columns without a field of their own, and cells under no heading, so that nothing typed is dropped.
fn others(page: &Page<'_>, columns: &Columns<'_>, line: Line) -> Vec<OtherColumn> {
    let mut others: Vec<OtherColumn> = columns
        .iter()
        .filter(|(column, _)| *column == Column::Other)
        .map(|(_, heading)| OtherColumn {
            heading: heading.text.clone(),
            field: page.text(CellRef::new(line.row, heading.at.col)),
        })
        .collect();
    for (cell, _) in page.cells(line) {
        let known = columns.iter().any(|(_, heading)| heading.at.col == cell.at.col);
        if known || cell.at.col < columns.first_col() || cell.text.trim().is_empty() {
            continue;
        }
        let heading = columns.iter().rev().find(|(_, heading)| heading.at.col < cell.at.col);
        others.push(OtherColumn {
            heading: heading
                .filter(|(_, heading)| page.end_col(heading.at) >= cell.at.col)
                .map_or_else(String::new, |(_, heading)| heading.text.clone()),
            field: page.text(cell.at),
        });
    }
    others
}
