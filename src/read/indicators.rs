//! 绩效指标: the indicator block.

use super::blocks::{Block, Kind, Segment, closes, line_at, total_label};
use super::grid::Cell;
use super::headings::IndicatorHeading;
use super::page::{Line, Page};
use crate::model::{Column, Field, IndicatorRow, OtherColumn};
use crate::value::CellRef;

/// The columns of one indicator block, left to right, each with its heading.
pub(super) struct Columns<'a> {
    columns: Vec<(Column, &'a Cell)>,
}

impl<'a> Columns<'a> {
    /// Reads them off a block's heading lines; where a lower line splits a heading, the lower one counts.
    pub(super) fn new(page: &Page<'a>, block: Block) -> Self {
        let mut headings: Vec<(&'a Cell, Option<IndicatorHeading>)> = Vec::new();
        for line in (block.first..=block.last).filter_map(|at| line_at(page, at)) {
            for (cell, meaning) in page.cells(line) {
                if cell.text.trim().is_empty() {
                    continue;
                }
                headings.retain(|(upper, _)| upper.at.col != cell.at.col);
                headings.push((cell, meaning.indicator));
            }
        }
        headings.sort_by_key(|(cell, _)| cell.at.col);
        Self { columns: assign(&headings) }
    }

    pub(super) fn col(&self, column: Column) -> Option<u16> {
        self.columns.iter().find(|(own, _)| *own == column).map(|(_, cell)| cell.at.col)
    }

    pub(super) fn plan(&self) -> Vec<(Column, u16)> {
        self.columns.iter().map(|(column, cell)| (*column, cell.at.col)).collect()
    }

    fn first_col(&self) -> u16 {
        self.columns.first().map_or(0, |(_, cell)| cell.at.col)
    }
}

/// Gives each heading its column; what has no field of its own, or stands beside the block, is told apart.
fn assign<'a>(headings: &[(&'a Cell, Option<IndicatorHeading>)]) -> Vec<(Column, &'a Cell)> {
    use IndicatorHeading as H;
    let has = |wanted: H| headings.iter().any(|(_, heading)| *heading == Some(wanted));
    let level1 = has(H::Level1);
    let level3 = has(H::Level3);
    // 绩效指标 is the label beside the block wherever a true level column is.
    let levels = level1 || level3 || has(H::Level2) || has(H::Name);
    let revised = has(H::RevisedTarget);
    let target = has(H::Target);
    let mut columns: Vec<(Column, &'a Cell)> = Vec::with_capacity(headings.len());
    for (cell, heading) in headings {
        let column = match heading {
            Some(H::Level1) => Column::Level1,
            Some(H::GroupLevel1) if !level1 => Column::Level1,
            Some(H::Level2) => Column::Level2,
            Some(H::Level3) => Column::Level3,
            Some(H::Name) if !level3 => Column::Level3,
            Some(H::Group) if !levels => Column::Level3,
            Some(H::Sign) => Column::Sign,
            Some(H::RevisedTarget) => Column::Target,
            Some(H::Target) if revised => Column::OriginalTarget,
            Some(H::Target) => Column::Target,
            Some(H::OriginalTarget) if revised || target => Column::OriginalTarget,
            Some(H::OriginalTarget) => Column::Target,
            Some(H::Unit) => Column::Unit,
            Some(H::Actual) => Column::Actual,
            Some(H::Weight) => Column::Weight,
            Some(H::Score) => Column::Score,
            Some(H::Deviation) => Column::Deviation,
            Some(H::VarianceNote) => Column::VarianceNote,
            None | Some(H::GroupLevel1 | H::Name | H::Group) => Column::Other,
        };
        let is_level = matches!(column, Column::Level1 | Column::Level2 | Column::Level3);
        if columns.is_empty() && !is_level {
            // Left of the levels stands the label beside the block.
            continue;
        }
        let taken = columns.iter_mut().find(|(own, _)| *own == column && column != Column::Other);
        match taken {
            None => columns.push((column, cell)),
            // 自评得分 beside 得分: the unit's own score is the one that is checked.
            Some(own) if cell.text.contains("自评") && !own.1.text.contains("自评") => {
                own.0 = Column::Other;
                columns.push((column, cell));
            }
            Some(_) => columns.push((Column::Other, cell)),
        }
    }
    columns
}

/// The rows of every indicator block of a form, and the line after the last one.
pub(super) fn read(page: &Page<'_>, segment: &Segment<'_>) -> (Vec<IndicatorRow>, usize) {
    let mut rows = Vec::new();
    let mut end = segment.end;
    for block in segment.of(Kind::Indicators) {
        let columns = Columns::new(page, block);
        let mut above = Above::default();
        end = block.last + 1;
        while end < block.end {
            let Some(line) = line_at(page, end) else { break };
            if total_label(page, line).is_some() || ends_block(page, &columns, line) {
                break;
            }
            if let Some(row) = read_row(page, &columns, line, &mut above) {
                rows.push(row);
            }
            end += 1;
        }
    }
    (rows, end)
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
        && closes(first)
        && ![Column::Actual, Column::Weight, Column::Score].into_iter().any(filled)
}

/// Whether one text spans the whole block: a banner or a remark, not an indicator.
fn is_banner(page: &Page<'_>, columns: &Columns<'_>, line: Line) -> bool {
    let mut cells = page.cells(line);
    let last_col = columns.columns.last().map_or(0, |(_, cell)| cell.at.col);
    match (cells.next(), cells.next()) {
        (Some((cell, _)), None) => cell.at.col <= columns.first_col() && page.end_col(cell.at) >= last_col,
        _ => false,
    }
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

    let mut level1 = shared(Column::Level1);
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
        .columns
        .iter()
        .filter(|(column, _)| *column == Column::Other)
        .map(|(_, heading)| OtherColumn {
            heading: heading.text.clone(),
            field: page.text(CellRef::new(line.row, heading.at.col)),
        })
        .collect();
    for (cell, _) in page.cells(line) {
        let known = columns.columns.iter().any(|(_, heading)| heading.at.col == cell.at.col);
        if known || cell.at.col < columns.first_col() || cell.text.trim().is_empty() {
            continue;
        }
        let heading = columns.columns.iter().rev().find(|(_, heading)| heading.at.col < cell.at.col);
        others.push(OtherColumn {
            heading: heading
                .filter(|(_, heading)| page.end_col(heading.at) >= cell.at.col)
                .map_or_else(String::new, |(_, heading)| heading.text.clone()),
            field: page.text(cell.at),
        });
    }
    others
}
