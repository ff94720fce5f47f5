//! The columns of an indicator block, in whatever order the form has them.

use super::blocks::{Block, line_at, together, total_label};
use super::grid::Cell;
use super::indicator_headings::IndicatorHeading;
use super::page::Page;
use super::vocabulary::folded;
use crate::model::{Column, GuessedColumn};
use crate::value::CellRef;

/// Words of headings that are a reviewer's, a month's or a forecast's.
const OTHERS: [&str; 8] = ["复核", "审核", "核定", "评审", "财政", "主管", "月", "预计"];

/// The columns of one indicator block, left to right, each with its heading.
pub(super) struct Columns<'a> {
    columns: Vec<(Column, &'a Cell)>,
    /// Heading cells told by a part of their words.
    guessed: Vec<CellRef>,
}

/// A heading cell and what it means; of a heading split over two cells the lower one.
struct Heading<'a> {
    cell: &'a Cell,
    meaning: Option<IndicatorHeading>,
}

impl<'a> Columns<'a> {
    /// Reads them off a block's heading lines; where a lower line splits a heading, the lower one counts.
    pub(super) fn new(page: &Page<'a>, block: Block) -> Self {
        let mut headings: Vec<Heading<'a>> = Vec::new();
        for line in (block.first..=block.last).filter_map(|at| line_at(page, at)) {
            for (cell, meaning) in page.cells(line) {
                if cell.text.trim().is_empty() {
                    continue;
                }
                let mut meaning = meaning.indicator;
                if let Some(at) = headings.iter().position(|upper| upper.cell.at.col == cell.at.col) {
                    // 实际 over 完成值 is one heading in two cells.
                    meaning = together(headings[at].cell, cell).indicator.or(meaning);
                    headings.remove(at);
                }
                headings.push(Heading { cell, meaning });
            }
        }
        headings.sort_by_key(|heading| heading.cell.at.col);
        let last_row = line_at(page, block.last).map_or(0, |line| line.row);
        let side = side_labels(page, block, &headings, last_row);
        headings.drain(..side);
        inherit(page, block, &mut headings);
        let guessed = complete(&mut headings);
        Self { columns: assign(&headings), guessed }
    }

    /// Where a column stands.
    pub(super) fn col(&self, column: Column) -> Option<u16> {
        self.columns.iter().find(|(own, _)| *own == column).map(|(_, cell)| cell.at.col)
    }

    /// The columns with their places, left to right.
    pub(super) fn plan(&self) -> Vec<(Column, u16)> {
        self.iter().map(|(column, cell)| (column, cell.at.col)).collect()
    }

    /// The columns that were told by a part of their heading, left to right.
    pub(super) fn guessed(&self) -> Vec<GuessedColumn> {
        let told = self.iter().filter(|(_, cell)| self.guessed.contains(&cell.at));
        told.map(|(column, cell)| GuessedColumn { column, at: cell.at, heading: cell.text.clone() }).collect()
    }

    /// The columns with their heading cells, left to right.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (Column, &'a Cell)> + '_ {
        self.columns.iter().copied()
    }

    pub(super) fn first_col(&self) -> u16 {
        self.columns.first().map_or(0, |(_, cell)| cell.at.col)
    }

    pub(super) fn last_col(&self) -> u16 {
        self.columns.last().map_or(0, |(_, cell)| cell.at.col)
    }
}

/// How many of the leftmost headings are labels beside the block: merged down along it, or with nothing below.
fn side_labels(page: &Page<'_>, block: Block, headings: &[Heading<'_>], last_row: u32) -> usize {
    let is_side = |heading: &Heading<'_>| {
        // 指标完成情况 merged down along the rows heads no column, whatever it means elsewhere.
        let is_merged_down = page.end_row(heading.cell.at) > last_row;
        if !is_merged_down && !matches!(heading.meaning, None | Some(IndicatorHeading::Group)) {
            return false;
        }
        let col = heading.cell.at.col;
        // 绩, 效, 指, 标 may stand in a cell each.
        let longest = usize::from(heading.cell.text.trim().chars().count() == 1);
        is_merged_down
            || (block.last + 1..block.end)
                .filter_map(|at| line_at(page, at))
                .take_while(|line| total_label(page, *line).is_none())
                .all(|line| {
                    page.cell(CellRef::new(line.row, col))
                        .is_none_or(|cell| cell.text.trim().chars().count() <= longest)
                })
    };
    let has_level = |heading: &Heading<'_>| {
        matches!(
            heading.meaning,
            Some(
                IndicatorHeading::Level1
                    | IndicatorHeading::Level2
                    | IndicatorHeading::Level3
                    | IndicatorHeading::Name
                    | IndicatorHeading::GroupLevel1
            )
        )
    };
    // 指标 alone may be the only level there is; then it is no label beside the block.
    let side = headings.iter().take_while(|heading| is_side(heading)).count();
    let groups_left = headings[side..].iter().any(|heading| heading.meaning == Some(IndicatorHeading::Group));
    if groups_left || headings.iter().any(has_level) {
        side
    } else {
        headings
            .iter()
            .take_while(|heading| is_side(heading) && heading.meaning != Some(IndicatorHeading::Group))
            .count()
    }
}

/// 自评 under 得分, or 设定 under 指标值: a heading that says nothing by itself stands for what the one merged above it says, if no
/// other column does.
fn inherit(page: &Page<'_>, block: Block, headings: &mut [Heading<'_>]) {
    let Some(upper) = line_at(page, block.first).filter(|_| block.first < block.last) else { return };
    for at in 0..headings.len() {
        let cell = headings[at].cell;
        let above = page.master(CellRef::new(upper.row, cell.at.col));
        let meaning = page.cells(upper).find(|(own, _)| own.at == above).and_then(|(_, own)| own.indicator);
        let is_own = headings[at].meaning.is_none()
            && cell.at.row > upper.row
            && !OTHERS.iter().any(|word| cell.text.contains(word))
            && !headings.iter().any(|own| own.meaning == meaning);
        if is_own {
            headings[at].meaning = meaning.filter(|own| *own != IndicatorHeading::Group);
        }
    }
}

/// Fields that no heading stands for by its known words go to the one whose words tell it, as every office has its own for them:
/// 扣分原因, 未达标原因及整改措施; 项目单位自评打分; 全年预期指标值; 截至年末完成值. Returns the cells of these headings.
fn complete(headings: &mut [Heading<'_>]) -> Vec<CellRef> {
    use IndicatorHeading as H;
    let mut guessed = Vec::new();
    for (wanted, tells) in [
        (H::VarianceNote, (|text| text.contains("原因")) as fn(&str) -> bool),
        (H::Score, |text| text.contains("自评") && text.ends_with('分')),
        (H::Actual, |text| {
            text.ends_with("完成值") || text.ends_with("实际值") || text == "完成" || text == "实际"
        }),
        (H::Target, |text| {
            (text.ends_with("指标值") || text.ends_with("目标值"))
                && !text.contains("完成")
                && !text.contains("实际")
        }),
    ] {
        let rivals: &[H] =
            if wanted == H::Target { &[H::Target, H::OriginalTarget, H::RevisedTarget] } else { &[wanted] };
        if headings.iter().any(|heading| heading.meaning.is_some_and(|own| rivals.contains(&own))) {
            continue;
        }
        let told = headings.iter_mut().find(|heading| {
            let key = folded(&heading.cell.text);
            let text = key.split('(').next().unwrap_or_default().trim_end_matches(':');
            heading.meaning.is_none() && tells(text) && !OTHERS.iter().any(|word| text.contains(word))
        });
        if let Some(heading) = told {
            heading.meaning = Some(wanted);
            guessed.push(heading.cell.at);
        }
    }
    guessed
}

/// Gives each heading its column; what has no field of its own is told apart.
fn assign<'a>(headings: &[Heading<'a>]) -> Vec<(Column, &'a Cell)> {
    use IndicatorHeading as H;
    let has = |wanted: H| headings.iter().any(|heading| heading.meaning == Some(wanted));
    let level1 = has(H::Level1);
    let level3 = has(H::Level3);
    let levels = level1 || level3 || has(H::Level2) || has(H::Name);
    let revised = has(H::RevisedTarget);
    let target = has(H::Target);
    let deepest = headings.iter().rposition(|heading| {
        matches!(heading.meaning, Some(H::Level1 | H::Level2 | H::Level3 | H::Name | H::Group))
    });
    let weighs_rows =
        headings.iter().skip(deepest.unwrap_or(0)).any(|heading| heading.meaning == Some(H::Weight));
    let mut columns: Vec<(Column, &'a Cell)> = Vec::with_capacity(headings.len());
    for (order, Heading { cell, meaning }) in headings.iter().enumerate() {
        let column = match meaning {
            // 一级指标, 权重, 二级指标, 权重, 三级指标, 权重: the last are the row's own.
            Some(H::Weight) if weighs_rows && deepest.is_some_and(|deepest| order < deepest) => Column::Other,
            Some(H::Level1) => Column::Level1,
            Some(H::GroupLevel1) if !level1 => Column::Level1,
            // 评价指标 left of 指标名称.
            Some(H::Group) if !level1 && !level3 && columns.is_empty() && has(H::Name) => Column::Level1,
            Some(H::Level2) => Column::Level2,
            Some(H::GroupLevel2) if !has(H::Level2) => Column::Level2,
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
            None | Some(H::GroupLevel1 | H::GroupLevel2 | H::Name | H::Group) => Column::Other,
        };
        let taken = columns.iter_mut().find(|(own, _)| *own == column && column != Column::Other);
        match taken {
            None => columns.push((column, cell)),
            // 自评得分 beside 得分: the unit's own score is the one that is checked.
            Some(own) if cell.text.contains("自评") && !own.1.text.contains("自评") => {
                own.0 = Column::Other;
                columns.push((column, cell));
            }
            // 原因分析 beside 备注: the more telling heading, whichever stands first.
            Some(own) if column == Column::VarianceNote && is_remark(own.1) && !is_remark(cell) => {
                own.0 = Column::Other;
                columns.push((column, cell));
            }
            Some(_) => columns.push((Column::Other, cell)),
        }
    }
    columns
}

fn is_remark(heading: &Cell) -> bool {
    heading.text.contains("备") || heading.text.contains("说")
}
