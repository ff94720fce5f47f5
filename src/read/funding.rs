//! 项目资金, 部门整体支出情况: the funding block.

use super::blocks::{Block, Kind, Segment, closes, line_at, side_end};
use super::headings::Mark;
use super::page::{Line, Page};
use crate::model::{Field, FundingColumn, FundingRow};
use crate::value::CellRef;

/// The rows of a form's funding block, and its columns left to right.
pub(super) fn read(page: &Page<'_>, segment: &Segment<'_>) -> (Vec<FundingRow>, Vec<(FundingColumn, u16)>) {
    let Some(block) = segment.of(Kind::Funding).next() else { return (Vec::new(), Vec::new()) };
    let mut columns = columns(page, block);
    let first_col = columns.first().map_or(0, |(_, col)| *col);
    let side_end = line_at(page, block.last).and_then(|heading| side_end(page, heading, first_col));
    let mut rows = Vec::new();
    let mut name_col = None;
    for line in (block.last + 1..block.end).filter_map(|at| line_at(page, at)) {
        let stops = page.cells(line).any(|(_, meaning)| meaning.mark == Some(Mark::Goals))
            || page.cells(line).next().is_some_and(|(cell, _)| closes(cell));
        if stops {
            break;
        }
        let row = read_row(page, &columns, first_col, line);
        let beyond = side_end.is_some_and(|end| line.row > end);
        if beyond && !has_amount(&row) {
            break;
        }
        if row.name.is_blank() && !page.cells(line).any(|(cell, _)| cell.at.col >= first_col) {
            continue;
        }
        name_col = name_col.or((!row.name.is_blank()).then_some(row.name.at.col));
        rows.push(row);
    }
    if let Some(col) = name_col {
        columns.insert(0, (FundingColumn::Name, col));
    }
    (rows, columns)
}

fn columns(page: &Page<'_>, block: Block) -> Vec<(FundingColumn, u16)> {
    let mut columns: Vec<(FundingColumn, u16)> = Vec::new();
    for line in (block.first..=block.last).filter_map(|at| line_at(page, at)) {
        for (cell, meaning) in page.cells(line) {
            let Some(column) = meaning.funding else { continue };
            if line_at(page, block.last).is_some_and(|last| page.end_row(cell.at) < last.row) {
                // A group heading above the headings proper.
                continue;
            }
            if !columns.iter().any(|(own, col)| *own == column || *col == cell.at.col) {
                columns.push((column, cell.at.col));
            }
        }
    }
    columns.sort_by_key(|(_, col)| *col);
    columns
}

fn read_row(page: &Page<'_>, columns: &[(FundingColumn, u16)], first_col: u16, line: Line) -> FundingRow {
    let at =
        |column| columns.iter().find(|(own, _)| *own == column).map(|(_, col)| CellRef::new(line.row, *col));
    let amount = |column| at(column).map(|at| page.amount(at));
    // One 分值 or 得分 merged down the block belongs to the total alone.
    let own = |column| at(column).filter(|at| page.master(*at) == *at);
    // 资金来源 may stand left of the label proper; the label next to the amounts tells the rows apart.
    let name = page.cells(line).map(|(cell, _)| cell).take_while(|cell| cell.at.col < first_col).last();
    FundingRow {
        name: name.map_or_else(
            || Field::blank(CellRef::new(line.row, first_col.saturating_sub(1))),
            |cell| page.text(cell.at),
        ),
        original_budget: amount(FundingColumn::OriginalBudget),
        revised_budget: amount(FundingColumn::RevisedBudget),
        outturn: amount(FundingColumn::Outturn),
        weight: own(FundingColumn::Weight).map(|at| page.points(at)),
        execution_rate: own(FundingColumn::ExecutionRate).map(|at| page.rate(at)),
        score: own(FundingColumn::Score).map(|at| page.points(at)),
    }
}

fn has_amount(row: &FundingRow) -> bool {
    [&row.original_budget, &row.revised_budget, &row.outturn]
        .into_iter()
        .flatten()
        .any(|field| field.value.is_some())
}

/// 万元 or 元: what the title lines, the block's headings and its labels say; 万元 if they say nothing.
pub(super) fn amount_unit(page: &Page<'_>, segment: &Segment<'_>) -> String {
    let end = segment
        .of(Kind::Funding)
        .next()
        .map_or_else(|| segment.blocks.first().map_or(segment.end, |block| block.first), |block| block.end);
    let mut unit = "万元";
    for line in (segment.first..end).filter_map(|at| line_at(page, at)) {
        for (cell, _) in
            page.cells(line).filter(|(cell, _)| cell.text.len() <= 90 && cell.text.contains('元'))
        {
            if ["(万元", "（万元", "位:万元", "位：万元"].iter().any(|mark| cell.text.contains(mark))
            {
                return "万元".to_owned();
            }
            if ["(元", "（元", "位:元", "位：元"].iter().any(|mark| cell.text.contains(mark)) {
                unit = "元";
            }
        }
    }
    unit.to_owned()
}
