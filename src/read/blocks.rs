//! Where a sheet's forms stand and where their blocks begin and end.

use super::grid::{Cell, CellValue};
use super::headings::{CLOSING_WORDS, GoalHeading, IndicatorHeading, Mark, TaskHeading, UNIT_LABELS};
use super::page::{Line, Page};
use super::vocabulary::{Meaning, folded};
use crate::model::FundingColumn;

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

/// The forms on a sheet, top to bottom; none if it carries no form.
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
    segments.retain(|segment| {
        segment.of(Kind::Indicators).next().is_some()
            || (segment.of(Kind::Funding).next().is_some()
                && segment.title.is_some_and(|title| names_form(&title.text)))
    });
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
            let mut cells = page.cells(line).filter(|(cell, _)| !cell.text.trim().is_empty());
            matches!((cells.next(), cells.next()), (Some((cell, _)), None)
                if names_form(&cell.text) && cell.text.len() <= 150 && !cell.text.contains(['。', '：', ':']) && !closes(cell))
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
        if let Some(kind) = kind_of(page, line) {
            let mut head = Block { kind, first: at, last: at, end: at };
            if kind == Kind::Indicators
                && let Some(below) = line_at(page, next)
                && below.row == line.row + 1
                && page.cells(below).filter(|(_, meaning)| meaning.indicator.is_some()).count() >= 2
            {
                head.last = next;
                next += 1;
            }
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

/// The block that a line heads, if it does.
fn kind_of(page: &Page<'_>, line: Line) -> Option<Kind> {
    let (mut levels, mut groups, mut values) = (0, 0, 0);
    let (mut amounts, mut expected, mut achieved) = ([false; 3], false, false);
    let (mut task_name, mut task_else) = (false, false);
    for (_, Meaning { indicator, funding, goal, task, .. }) in page.cells(line) {
        match indicator {
            Some(
                IndicatorHeading::Level1
                | IndicatorHeading::Level2
                | IndicatorHeading::Level3
                | IndicatorHeading::Name,
            ) => levels += 1,
            Some(IndicatorHeading::Group | IndicatorHeading::GroupLevel1) => groups += 1,
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
    if amounts.into_iter().filter(|found| *found).count() >= 2 {
        Some(Kind::Funding)
    } else if (levels > 0 && values > 0) || (groups > 0 && values > 1) {
        Some(Kind::Indicators)
    } else if task_name && task_else {
        Some(Kind::Tasks)
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

/// The form's title among the lines `first..end`, with its line.
fn title<'a>(page: &Page<'a>, first: usize, end: usize) -> Option<(usize, &'a Cell)> {
    let mut lone = None;
    for at in first..end {
        let Some(line) = line_at(page, at) else { break };
        let mut cells = page.cells(line).filter(|(cell, _)| matches!(cell.value, CellValue::Text(_)));
        let Some((cell, _)) = cells.next() else { continue };
        let text = cell.text.trim();
        if text.starts_with("附件")
            || text.starts_with("附表")
            || text.starts_with(['(', '（'])
            || text.is_empty()
        {
            continue;
        }
        let alone = cells.next().is_none();
        if names_form(text) && (alone || text.contains('表')) {
            return Some((at, cell));
        }
        if alone && lone.is_none() && text.len() <= 150 && !text.contains([':', '：']) {
            lone = Some((at, cell));
        }
    }
    lone
}

/// The last line that the label beside a block's headings is merged down to, where it is merged down.
pub(super) fn side_end(page: &Page<'_>, heading: Line, first_col: u16) -> Option<u32> {
    page.cells(heading)
        .map(|(cell, _)| cell.at)
        .take_while(|at| at.col < first_col)
        .map(|at| page.end_row(at))
        .find(|end| *end > heading.row)
}

/// The 总分 label of a line: its first text.
pub(super) fn total_label<'a>(page: &Page<'a>, line: Line) -> Option<&'a Cell> {
    let (cell, meaning) = page.cells(line).find(|(cell, _)| !cell.text.trim().is_empty())?;
    (meaning.mark == Some(Mark::Total)).then_some(cell)
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
