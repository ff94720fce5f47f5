//! 项目资金, 部门整体支出情况: the funding block.

use std::cmp::Reverse;

use super::blocks::{Block, Kind, Segment, closes, line_at, side_end, together};
use super::grid::{Cell, CellValue};
use super::labels::Mark;
use super::page::{Line, Page};
use super::vocabulary::{Meaning, folded};
use crate::model::{Field, FundingColumn, FundingRow, OtherColumn, Stored};
use crate::value::{CellRef, Points, is_placeholder, parse_number};

/// From this many characters on, a text without digits in an amount's place is prose.
const PROSE: usize = 4;

/// The rows of a funding block, and its columns left to right.
type Funds = (Vec<FundingRow>, Vec<(FundingColumn, u16)>);

/// The columns of one funding block, in whatever order the form has them.
struct Columns<'a> {
    known: Vec<(FundingColumn, u16)>,
    /// Headings without a field of their own.
    others: Vec<&'a Cell>,
}

impl Columns<'_> {
    fn col(&self, column: FundingColumn) -> Option<u16> {
        self.known.iter().find(|(own, _)| *own == column).map(|(_, col)| *col)
    }

    /// Where the numbers begin; the labels stand left of it.
    fn first_col(&self) -> u16 {
        self.known.first().map_or(0, |(_, col)| *col)
    }

    fn amounts(&self) -> impl Iterator<Item = u16> + '_ {
        [FundingColumn::OriginalBudget, FundingColumn::RevisedBudget, FundingColumn::Outturn]
            .into_iter()
            .filter_map(|column| self.col(column))
    }
}

/// The rows of a form's funding block, and its columns left to right; the lines read are marked as used.
pub(super) fn read(page: &Page<'_>, segment: &Segment<'_>, amount_unit: &str, used: &mut [bool]) -> Funds {
    let Some((block, columns)) = block_of(page, segment) else { return (Vec::new(), Vec::new()) };
    if let Some(inline) = read_inline(page, block, amount_unit, used) {
        return inline;
    }
    let first_col = columns.first_col();
    let side_end = line_at(page, block.last).and_then(|heading| side_end(page, heading, first_col));
    let mut rows = Vec::new();
    let mut name_col = None;
    for at in block.last + 1..block.end {
        let Some(line) = line_at(page, at) else { break };
        let stops = page.cells(line).any(|(_, meaning)| meaning.mark == Some(Mark::Goals))
            || page.cells(line).next().is_some_and(|(cell, _)| closes(cell));
        if stops {
            break;
        }
        if is_prose(page, &columns, line) {
            continue;
        }
        let row = read_row(page, &columns, line, amount_unit);
        let beyond = side_end.is_some_and(|end| line.row > end);
        if beyond && !has_amount(&row) {
            break;
        }
        if row.name.is_blank() && !page.cells(line).any(|(cell, _)| cell.at.col >= first_col) {
            continue;
        }
        name_col = name_col.or((!row.name.is_blank()).then_some(row.name.at.col));
        if let Some(used) = used.get_mut(at) {
            *used = true;
        }
        rows.push(row);
    }
    let mut known = columns.known;
    if let Some(col) = name_col {
        known.insert(0, (FundingColumn::Name, col));
    }
    (rows, known)
}

/// Where income and spending have a table each, the one that says how much was spent, at what rate, for how many points; the
/// first if they say the same.
fn block_of<'a>(page: &Page<'a>, segment: &Segment<'_>) -> Option<(Block, Columns<'a>)> {
    let telling = |(_, columns): &(Block, Columns<'a>)| {
        let known = [
            FundingColumn::Outturn,
            FundingColumn::ExecutionRate,
            FundingColumn::Weight,
            FundingColumn::Score,
        ];
        Reverse(known.into_iter().filter(|column| columns.col(*column).is_some()).count())
    };
    segment.of(Kind::Funding).map(|block| (block, columns(page, block))).min_by_key(telling)
}

fn columns<'a>(page: &Page<'a>, block: Block) -> Columns<'a> {
    let mut headings: Vec<(&'a Cell, Option<FundingColumn>)> = Vec::new();
    let last_row = line_at(page, block.last).map_or(0, |line| line.row);
    for line in (block.first..=block.last).filter_map(|at| line_at(page, at)) {
        for (cell, meaning) in page.filled(line) {
            let mut column = meaning.funding;
            if let Some(at) = headings.iter().position(|(upper, _)| upper.at.col == cell.at.col) {
                // 全年 over 预算数 is one heading in two cells.
                column = together(headings[at].0, cell).funding.or(column);
                headings.remove(at);
            }
            headings.push((cell, column));
        }
    }
    // A group heading above the headings proper.
    headings.retain(|(cell, column)| column.is_none() || page.end_row(cell.at) >= last_row);
    headings.sort_by_key(|(cell, _)| cell.at.col);
    // 年度预算数 beside the block is its label, where it is merged down or a heading further right says the same.
    if let Some((first, rest)) = headings.split_first_mut()
        && (page.end_row(first.0.at) > last_row || rest.iter().any(|(_, column)| *column == first.1))
    {
        first.1 = None;
    }
    let mut known: Vec<(FundingColumn, u16)> = Vec::new();
    let mut others = Vec::new();
    for (cell, column) in &headings {
        match column {
            Some(column) if !known.iter().any(|(own, _)| own == column) => known.push((*column, cell.at.col)),
            _ => others.push(*cell),
        }
    }
    let has_budget = known
        .iter()
        .any(|(column, _)| matches!(column, FundingColumn::OriginalBudget | FundingColumn::RevisedBudget));
    // 中央, 省级, 本级 and their 合计: the sum is the budget.
    if !has_budget && let Some(at) = others.iter().position(|cell| is_budget_sum(cell)) {
        known.push((FundingColumn::RevisedBudget, others.remove(at).at.col));
        known.sort_by_key(|(_, col)| *col);
    }
    // Left of the numbers stand the labels, and the label beside the block; 中央 and 省级 stand there too, over numbers.
    let first_col = known.first().map_or(0, |(_, col)| *col);
    others.retain(|cell| {
        let is_column = || is_over_numbers(page, block, cell) || has_labels_left(page, block, cell);
        cell.at.col > first_col || (page.end_row(cell.at) <= last_row && is_column())
    });
    Columns { known, others }
}

fn is_budget_sum(heading: &Cell) -> bool {
    let key = folded(&heading.text);
    let name = key.split('(').next().unwrap_or_default().trim_end_matches(':');
    ["合计", "预算合计", "资金合计", "小计", "总额"].contains(&name)
}

/// The first lines below the headings.
fn first_lines(page: &Page<'_>, block: Block) -> impl Iterator<Item = Line> {
    (block.last + 1..block.end).filter_map(|at| line_at(page, at)).take(3)
}

/// Whether the rows' labels stand further left, so that this heading has a column of its own.
fn has_labels_left(page: &Page<'_>, block: Block, heading: &Cell) -> bool {
    first_lines(page, block).any(|line| {
        page.cells(line).any(|(cell, _)| {
            cell.at.col < heading.at.col
                && page.end_row(cell.at) == line.row
                && matches!(cell.value, CellValue::Text(_))
        })
    })
}

fn is_over_numbers(page: &Page<'_>, block: Block, heading: &Cell) -> bool {
    first_lines(page, block)
        .filter_map(|line| page.cell(CellRef::new(line.row, heading.at.col)))
        .any(|cell| matches!(cell.value, CellValue::Number(_)))
}

/// `按收入性质分：…` in one text over the amounts, or 情况说明 and the like in their place, is no row of amounts.
fn is_prose(page: &Page<'_>, columns: &Columns<'_>, line: Line) -> bool {
    let mut labels = page.cells(line).filter(|(cell, _)| cell.at.col < columns.first_col());
    let is_spread = labels.any(|(cell, _)| page.end_col(cell.at) >= columns.first_col());
    let in_words = |col: u16| {
        let cell = page.cell(page.master(CellRef::new(line.row, col)));
        cell.is_some_and(|cell| {
            let is_sentence =
                cell.text.chars().count() >= PROSE && !cell.text.contains(|c: char| c.is_ascii_digit());
            cell.text.contains([':', '：']) || (is_sentence && !is_placeholder(&cell.text))
        })
    };
    is_spread || columns.amounts().any(in_words)
}

fn read_row(page: &Page<'_>, columns: &Columns<'_>, line: Line, unit: &str) -> FundingRow {
    let first_col = columns.first_col();
    let at = |column| columns.col(column).map(|col| CellRef::new(line.row, col));
    // One 分值 or 得分 merged down the block belongs to the total alone.
    let own = |column| at(column).filter(|at| page.master(*at) == *at);
    let is_other = |cell: &Cell| columns.others.iter().any(|heading| heading.at.col == cell.at.col);
    // 资金来源 may stand left of the label proper; the label next to the amounts tells the rows apart.
    let name = page
        .cells(line)
        .map(|(cell, _)| cell)
        .rfind(|cell| cell.at.col < first_col && !is_other(cell) && !cell.text.trim().is_empty());
    let other = columns.others.iter().map(|heading| OtherColumn {
        heading: heading.text.clone(),
        field: page.text(CellRef::new(line.row, heading.at.col)),
    });
    let name = name.map_or_else(
        || Field::blank(CellRef::new(line.row, first_col.saturating_sub(1))),
        |cell| page.text(cell.at),
    );
    let other = other.filter(|other| !other.field.is_blank()).collect();
    let reason = columns.others.iter().find(|heading| folded(&heading.text).contains("原因"));
    let variance_note = reason.map(|heading| page.text(CellRef::new(line.row, heading.at.col)));
    FundingRow { other, variance_note, ..fields(page, name, unit, at, own) }
}

/// A row without further columns: the amounts where `at` finds them, points and rate where `own` does.
fn fields(
    page: &Page<'_>,
    name: Field<String>,
    unit: &str,
    at: impl Fn(FundingColumn) -> Option<CellRef>,
    own: impl Fn(FundingColumn) -> Option<CellRef>,
) -> FundingRow {
    let amount = |column| at(column).map(|at| page.amount(at, unit));
    FundingRow {
        name,
        original_budget: amount(FundingColumn::OriginalBudget),
        revised_budget: amount(FundingColumn::RevisedBudget),
        outturn: amount(FundingColumn::Outturn),
        weight: own(FundingColumn::Weight).map(|at| page.points(at)),
        execution_rate: own(FundingColumn::ExecutionRate).map(|at| page.rate(at)),
        score: own(FundingColumn::Score).map(|at| page.points(at)),
        variance_note: None,
        other: Vec::new(),
    }
}

/// `预算数 | 100 | 执行数 | 98 | 执行率 | 98%`: the numbers stand beside their labels, in one line; below them perhaps
/// `其中：财政拨款 | 100 | 其中：财政拨款 | 98`.
fn read_inline(page: &Page<'_>, block: Block, unit: &str, used: &mut [bool]) -> Option<Funds> {
    let line = line_at(page, block.last)?;
    let cells: Vec<(&Cell, Meaning)> = page.filled(line).collect();
    let pairs: Vec<(FundingColumn, u16)> = cells
        .windows(2)
        .filter_map(|pair| match pair {
            [(_, label), (entry, meaning)] if meaning.funding.is_none() && has_digit(entry) => {
                Some((label.funding?, entry.at.col))
            }
            _ => None,
        })
        .collect();
    if pairs.len() < 2 {
        return None;
    }
    let name = cells.iter().map(|(cell, _)| cell).find(|cell| cell.at.col < pairs[0].1)?;
    let mut rows = vec![inline_row(page, &pairs, line, name, unit)];
    for at in block.last + 1..block.end {
        let Some((line, name)) =
            line_at(page, at).and_then(|line| Some((line, part_name(page, &pairs, line)?)))
        else {
            break;
        };
        rows.push(inline_row(page, &pairs, line, name, unit));
        if let Some(used) = used.get_mut(at) {
            *used = true;
        }
    }
    let mut columns = pairs;
    columns.insert(0, (FundingColumn::Name, name.at.col));
    Some((rows, columns))
}

fn has_digit(cell: &Cell) -> bool {
    cell.text.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// The label of a line that has the same one before each of the numbers above.
fn part_name<'a>(page: &Page<'a>, pairs: &[(FundingColumn, u16)], line: Line) -> Option<&'a Cell> {
    let labels: Vec<&'a Cell> = page
        .filled(line)
        .map(|(cell, _)| cell)
        .filter(|cell| !pairs.iter().any(|(_, col)| *col == cell.at.col))
        .collect();
    let (first, rest) = labels.split_first()?;
    let is_repeated = !rest.is_empty() && rest.iter().all(|label| folded(&label.text) == folded(&first.text));
    is_repeated.then_some(*first)
}

fn inline_row(
    page: &Page<'_>,
    pairs: &[(FundingColumn, u16)],
    line: Line,
    name: &Cell,
    unit: &str,
) -> FundingRow {
    let at = |column| {
        let col = pairs.iter().find(|(own, _)| *own == column)?.1;
        Some(CellRef::new(line.row, col))
    };
    fields(page, page.text(name.at), unit, at, at)
}

fn has_amount(row: &FundingRow) -> bool {
    [&row.original_budget, &row.revised_budget, &row.outturn]
        .into_iter()
        .flatten()
        .any(|field| field.value.is_some())
}

/// The budget score's points where a heading of the block prints them: 预算执行情况（20分）, 得分（20分*执行率）.
pub(super) fn printed_points(page: &Page<'_>, segment: &Segment<'_>) -> Option<Field<Points>> {
    let block = segment.of(Kind::Funding).next()?;
    (block.first..=block.last).filter_map(|at| line_at(page, at)).find_map(|line| {
        page.filled(line).find_map(|(cell, _)| {
            let points = points_in_brackets(&folded(&cell.text))?;
            let (text, value, stored) = (cell.text.clone(), Some(points), Stored::Text);
            Some(Field { at: cell.at, text, value, stored, is_inferred: false })
        })
    })
}

/// 20 of `得分(20分*执行率)`.
fn points_in_brackets(text: &str) -> Option<Points> {
    text.split('(').skip(1).find_map(|part| {
        let (number, rest) = part.split_once('分')?;
        let ends = rest.is_empty() || rest.starts_with([')', '*', '×', 'x', 'X']);
        parse_number(number).map(Points::new).filter(|points| ends && *points > Points::ZERO)
    })
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
            let text = folded(&cell.text);
            if ["(万元", "位:万元", "单位万元"].iter().any(|mark| text.contains(mark)) {
                return "万元".to_owned();
            }
            if ["(元", "位:元", "单位元"].iter().any(|mark| text.contains(mark)) {
                unit = "元";
            }
        }
    }
    unit.to_owned()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn finds_the_points_a_heading_prints() {
        for (text, points) in [
            ("预算执行情况(万元)(20分)", Some(dec!(20))),
            ("得分(20分*执行率)", Some(dec!(20))),
            ("得分(10分)", Some(dec!(10))),
            ("执行率(b/a)", None),
            ("得分", None),
            ("自评分(满分为10分的)", None),
        ] {
            assert_eq!(points_in_brackets(text), points.map(Points::new), "{text}");
        }
    }
}
