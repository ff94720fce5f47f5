//! Where a sheet's forms stand and where their blocks begin and end.

use super::grid::{Cell, CellValue};
use super::headings::{GoalHeading, TaskHeading};
use super::indicator_headings::IndicatorHeading;
use super::labels::{CLOSING_WORDS, Mark, UNIT_LABELS};
use super::page::{Line, Page};
use super::vocabulary::{Meaning, Vocabulary, folded};
use crate::model::FundingColumn;
use crate::value::{CellRef, Points, is_placeholder, parse_number};

/// A second heading line stands at most so many rows below the first; blank rows may lie between.
const HEADING_GAP: u32 = 3;

/// The longest half of a heading that is split over two cells, in bytes.
const SPLIT_HEADING: usize = 36;

/// No title is longer, in bytes.
const LONGEST_TITLE: usize = 150;

/// What a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Funding,
    Goals,
    Tasks,
    Indicators,
}

/// One block: its heading lines, both included, and the line after its last.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) end: usize,
}

/// The lines of one form.
#[derive(Debug)]
pub(super) struct Segment<'a> {
    pub(super) title: Option<&'a Cell>,
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) blocks: Vec<Block>,
}

impl Segment<'_> {
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = Block> + '_ {
        self.blocks.iter().copied().filter(move |block| block.kind == kind)
    }
}

/// The lines of what may be forms on a sheet, top to bottom.
pub(super) fn segments<'a>(page: &Page<'a>) -> Vec<Segment<'a>> {
    let heads = heads(page);
    let mut segments: Vec<Segment<'a>> = Vec::new();
    for (order, head) in heads.iter().enumerate() {
        let start = match segments.last() {
            None => Some(0),
            Some(current) => second_form(page, current, head),
        };
        if let Some(first) = start {
            if let Some(current) = segments.last_mut() {
                close(current, first);
            }
            segments.push(Segment { title: None, first, end: page.lines.len(), blocks: Vec::new() });
        }
        let end = heads.get(order + 1).map_or(page.lines.len(), |next| next.first);
        if let Some(current) = segments.last_mut() {
            current.blocks.push(Block { end, ..*head });
        }
    }
    for segment in &mut segments {
        let head = segment.blocks.first().map_or(segment.end, |block| block.first);
        if let Some((line, title)) = title(page, segment.first, head) {
            segment.title = Some(title);
            segment.first = line;
        }
    }
    segments
}

fn close(segment: &mut Segment<'_>, end: usize) {
    segment.end = end;
    for block in &mut segment.blocks {
        block.end = block.end.min(end);
    }
}

/// Where another form begins between the current one's last block and `head`, if one does.
fn second_form(page: &Page<'_>, current: &Segment<'_>, head: &Block) -> Option<usize> {
    let before = current.blocks.last()?;
    if let Some(title) = (before.last + 1..head.first).find(|at| {
        line_at(page, *at).is_some_and(|line| {
            page.lone(line).is_some_and(|cell| {
                names_form(&cell.text)
                    && cell.text.len() <= LONGEST_TITLE
                    && !cell.text.contains(['。', '：', ':'])
                    && !closes(cell)
            })
        })
    }) {
        return Some(title);
    }
    // A second funding block after the indicators without a title: the forms must not run into each other.
    let repeats = current.of(head.kind).next().is_some() && current.of(Kind::Indicators).next().is_some();
    if head.kind != Kind::Funding || !repeats {
        return None;
    }
    let opens = |at: &usize| {
        line_at(page, *at).and_then(|line| page.cells(line).next()).is_some_and(|(cell, _)| {
            let key = folded(&cell.text);
            key == "项目名称" || UNIT_LABELS.contains(&key.as_str())
        })
    };
    let totals = |at: &usize| line_at(page, *at).is_some_and(|line| total_label(page, line).is_some());
    let between = before.last + 1..head.first;
    between.clone().find(opens).or_else(|| between.clone().find(totals).map(|at| at + 1)).or(Some(head.first))
}

pub(super) fn line_at(page: &Page<'_>, at: usize) -> Option<Line> {
    page.lines.get(at).copied()
}

/// The heading lines of every block, in order; `end` is still open.
fn heads(page: &Page<'_>) -> Vec<Block> {
    let mut heads: Vec<Block> = Vec::new();
    let mut at = 0;
    while let Some(line) = line_at(page, at) {
        let mut next = at + 1;
        let below = line_at(page, next).filter(|below| below.row <= line.row + HEADING_GAP);
        let mut head = kind_of(page.cells(line).map(|(_, meaning)| meaning)).map(|kind| Block {
            kind,
            first: at,
            last: at,
            end: at,
        });
        if let Some(below) = below {
            match head {
                // 年度指标值 over 指标性质, 指标值 and 度量单位.
                Some(ref mut head)
                    if head.kind == Kind::Indicators && continues(page, below)
                        || reaches_down(page, line, below, head.kind) =>
                {
                    head.last = next;
                }
                None if heads.last().is_none_or(|head| head.kind != Kind::Indicators) => {
                    head = split_kind(page, line, below).map(|kind| Block {
                        kind,
                        first: at,
                        last: next,
                        end: next,
                    });
                }
                _ => {}
            }
        }
        if let Some(mut head) = head {
            let kind = head.kind;
            next = head.last + 1;
            if at > heads.last().map_or(0, |head| head.last + 1)
                && let Some(above) = line_at(page, at - 1)
                && page.cells(above).any(|(cell, meaning)| {
                    let is_heading = match kind {
                        Kind::Indicators => meaning.indicator.is_some(),
                        Kind::Funding => meaning.funding.is_some(),
                        Kind::Goals | Kind::Tasks => false,
                    };
                    is_heading && page.end_row(cell.at) >= line.row
                })
            {
                head.first = at - 1;
            }
            heads.push(head);
        }
        at = next;
    }
    heads
}

/// Whether a line goes on with the headings above it: at least two headings, and nothing that a heading line has not.
fn continues(page: &Page<'_>, line: Line) -> bool {
    page.cells(line).filter(|(_, meaning)| meaning.indicator.is_some()).count() >= 2
        && page.cells(line).all(|(cell, _)| matches!(cell.value, CellValue::Text(_)))
}

/// Whether headings of the block are merged down over the line below, which then splits those that are not: 设定值 and 完成值
/// under 绩效指标值, whatever the words.
fn reaches_down(page: &Page<'_>, upper: Line, lower: Line, kind: Kind) -> bool {
    let is_column = |meaning: Meaning| match kind {
        Kind::Indicators => meaning.indicator.is_some_and(|heading| heading != IndicatorHeading::Group),
        Kind::Funding => meaning.funding.is_some(),
        Kind::Goals | Kind::Tasks => false,
    };
    let merged_down = page
        .cells(upper)
        .filter(|(cell, meaning)| is_column(*meaning) && page.end_row(cell.at) == lower.row)
        .count();
    let mut below = page.filled(lower).peekable();
    merged_down >= 2
        && below.peek().is_some()
        && below.all(|(cell, _)| is_words(cell) && cell.text.len() <= SPLIT_HEADING * 2)
}

/// The block that two lines head together: 实际 over 完成值, each in a cell of its own.
fn split_kind(page: &Page<'_>, upper: Line, lower: Line) -> Option<Kind> {
    let short = |line: Line| {
        let mut cells = page.filled(line);
        cells.all(|(cell, _)| cell.text.len() <= SPLIT_HEADING && matches!(cell.value, CellValue::Text(_)))
    };
    if !short(upper) || !short(lower) || kind_of(page.cells(lower).map(|(_, meaning)| meaning)).is_some() {
        return None;
    }
    let mut meanings: Vec<Meaning> = Vec::new();
    for (cell, meaning) in page.cells(upper) {
        let below = page.cell(CellRef::new(lower.row, cell.at.col));
        let whole = below.map(|below| together(cell, below)).filter(|whole| *whole != Meaning::default());
        meanings.push(whole.unwrap_or(meaning));
    }
    kind_of(meanings.into_iter())
}

/// What two cells, one above the other, mean as one heading.
pub(super) fn together(upper: &Cell, lower: &Cell) -> Meaning {
    Vocabulary::get().look_up(&format!("{}{}", upper.text, lower.text), &mut String::new())
}

/// The block that a line with these headings begins, if it does.
fn kind_of(meanings: impl Iterator<Item = Meaning>) -> Option<Kind> {
    let (mut levels, mut groups, mut values) = (0, 0, 0);
    let (mut amounts, mut shares, mut expected, mut achieved) = ([false; 3], 0, false, false);
    let (mut task_name, mut task_else) = (false, false);
    for Meaning { indicator, funding, goal, task, .. } in meanings {
        match indicator {
            Some(
                IndicatorHeading::Level1
                | IndicatorHeading::Level2
                | IndicatorHeading::Level3
                | IndicatorHeading::Name,
            ) => levels += 1,
            Some(IndicatorHeading::Group | IndicatorHeading::GroupLevel1 | IndicatorHeading::GroupLevel2) => {
                groups += 1;
            }
            Some(
                IndicatorHeading::Target
                | IndicatorHeading::OriginalTarget
                | IndicatorHeading::RevisedTarget
                | IndicatorHeading::Actual
                | IndicatorHeading::Weight
                | IndicatorHeading::Score,
            ) => values += 1,
            _ => {}
        }
        match funding {
            Some(FundingColumn::OriginalBudget) => amounts[0] = true,
            Some(FundingColumn::RevisedBudget) => amounts[1] = true,
            Some(FundingColumn::Outturn) => amounts[2] = true,
            Some(FundingColumn::ExecutionRate) => shares += 1,
            _ => {}
        }
        match goal {
            Some(GoalHeading::Expected | GoalHeading::Revised) => expected = true,
            Some(GoalHeading::Actual) => achieved = true,
            None => {}
        }
        match task {
            Some(TaskHeading::Name) => task_name = true,
            Some(_) => task_else = true,
            None => {}
        }
    }
    let amounts = amounts.into_iter().filter(|found| *found).count();
    // Tasks may have their own amounts beside them.
    if task_name && task_else && levels == 0 {
        Some(Kind::Tasks)
    } else if amounts >= 2 || (amounts == 1 && shares > 0 && levels == 0 && groups == 0) {
        Some(Kind::Funding)
    } else if (levels > 0 && values > 0) || (groups > 0 && values > 1) {
        Some(Kind::Indicators)
    } else if expected && achieved {
        Some(Kind::Goals)
    } else {
        None
    }
}

/// Whether a text names a self-evaluation form: 自评, or 评价 or 绩效 with 表.
pub(super) fn names_form(text: &str) -> bool {
    text.contains("自评") || ((text.contains("评价") || text.contains("绩效")) && text.contains('表'))
}

/// The form's title among the lines `first..end`, with its line: the last text that names a form, as letters and
/// instructions may stand above it.
fn title<'a>(page: &Page<'a>, first: usize, end: usize) -> Option<(usize, &'a Cell)> {
    let (mut named, mut attached, mut lone) = (None, None, None);
    for at in first..end {
        let Some(line) = line_at(page, at) else { break };
        let mut cells = page
            .cells(line)
            .filter(|(cell, _)| matches!(cell.value, CellValue::Text(_)) && !cell.text.trim().is_empty());
        let Some((cell, _)) = cells.next() else { continue };
        let text = cell.text.trim();
        if text.starts_with(['(', '（']) || text.len() > LONGEST_TITLE {
            continue;
        }
        let alone = cells.next().is_none();
        let names = names_form(text) && (alone || text.contains('表'));
        if text.starts_with("附件") || text.starts_with("附表") {
            // 附件2：项目支出绩效自评表 is the title where nothing else is.
            attached = attached.or((names && text.contains('表')).then_some((at, cell)));
        } else if names && !text.contains('。') {
            let is_better =
                named.is_none_or(|(_, own): (usize, &Cell)| text.contains('表') || !own.text.contains('表'));
            if is_better && !text.contains([':', '：']) || named.is_none() {
                named = Some((at, cell));
            }
        } else if alone && lone.is_none() && !text.contains([':', '：']) {
            lone = Some((at, cell));
        }
    }
    named.or(attached).or(lone)
}

/// The last line that the label beside a block's headings is merged down to, where it is merged down.
pub(super) fn side_end(page: &Page<'_>, heading: Line, first_col: u16) -> Option<u32> {
    page.cells(heading)
        .map(|(cell, _)| cell.at)
        .take_while(|at| at.col < first_col)
        .map(|at| page.end_row(at))
        .find(|end| *end > heading.row)
}

/// Whether a cell holds words: no number typed as text, and no sign that stands for nothing.
fn is_words(cell: &Cell) -> bool {
    matches!(cell.value, CellValue::Text(_))
        && !is_placeholder(&cell.text)
        && parse_number(&cell.text).is_none()
}

/// The 总分 label of a line: its first text that is no number; `总分：98分` carries its number with it.
pub(super) fn total_label<'a>(page: &Page<'a>, line: Line) -> Option<&'a Cell> {
    let (cell, meaning) = page.cells(line).find(|(cell, _)| is_words(cell))?;
    // 自评得分 heads a column, and is the total where nothing but points stands beside it.
    let sums_up = || {
        meaning.indicator == Some(IndicatorHeading::Score)
            && page.cells(line).filter(|(own, _)| own.at.col != cell.at.col).all(|(own, _)| !is_words(own))
            && page.cells(line).any(|(own, _)| own.at.col > cell.at.col && parse_number(&own.text).is_some())
    };
    (meaning.mark == Some(Mark::Total) || points_in_label(cell).is_some() || sums_up()).then_some(cell)
}

/// The points in a label of the total: 98 of `自评总分：98分`; none where the text holds a second number.
pub(super) fn points_in_label(cell: &Cell) -> Option<Points> {
    let is_text = matches!(cell.value, CellValue::Text(_));
    if !is_text || cell.text.len() > SPLIT_HEADING * 2 || !cell.text.contains([':', '：']) {
        return None;
    }
    let key = folded(&cell.text);
    let (label, points) = key.split_once(':')?;
    let is_total = Vocabulary::get().look_up(label, &mut String::new()).mark == Some(Mark::Total);
    (is_total && !label.contains(|c: char| c.is_ascii_digit())).then(|| points.parse().ok())?
}

/// Whether a line sums up the lines above it within the block: 小计, or 合计 with further indicators below.
pub(super) fn is_subtotal(page: &Page<'_>, line: Line) -> bool {
    page.filled(line).next().is_some_and(|(cell, _)| {
        cell.text.len() <= SPLIT_HEADING && folded(&cell.text).trim_end_matches(':').ends_with("小计")
    })
}

/// Whether a line's first cell begins the notes, conclusions or signatures after the indicators.
pub(super) fn closes(cell: &Cell) -> bool {
    if !matches!(cell.value, CellValue::Text(_)) {
        return false;
    }
    let mut start = String::with_capacity(48);
    let head: String = cell.text.chars().filter(|c| !c.is_whitespace()).take(16).collect();
    super::vocabulary::fold_into(&head, &mut start);
    CLOSING_WORDS.iter().any(|word| start.starts_with(word)) || start == "注"
}
