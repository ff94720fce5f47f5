//! 年度总体目标, 年度履职目标 and 年度主要任务.

use std::collections::BTreeSet;

use super::blocks::{Block, Kind, Segment, line_at, side_end};
use super::headings::{GoalHeading, TaskHeading};
use super::labels::Mark;
use super::page::{Line, Page};
use super::vocabulary::Meaning;
use crate::model::{Field, Goal, HeaderEntry, Task};
use crate::value::CellRef;

/// The goals of a form.
pub(super) fn read(page: &Page<'_>, segment: &Segment<'_>, used: &mut [bool]) -> Vec<Goal> {
    let mut goals = Vec::new();
    for block in segment.of(Kind::Goals) {
        // The rightmost that is not merged down: 年度总体目标 beside the block reads like a heading of its own.
        let col = |heading| column(page, block, |meaning| meaning.goal == Some(heading));
        let (first, revised, actual) =
            (col(GoalHeading::Expected), col(GoalHeading::Revised), col(GoalHeading::Actual));
        for (at, line) in rows(page, block, &[first, revised, actual]) {
            used[at] = true;
            let text = |col: Option<u16>| col.map(|col| page.text(CellRef::new(line.row, col)));
            match (text(first), text(revised)) {
                (original, Some(revised)) if !revised.is_blank() || original.is_none() => {
                    goals.push(Goal { expected: Some(revised), actual: text(actual) });
                    goals.extend(
                        original
                            .filter(|field| !field.is_blank())
                            .map(|field| Goal { expected: Some(field), actual: None }),
                    );
                }
                (expected, _) => goals.push(Goal { expected, actual: text(actual) }),
            }
        }
    }
    if goals.is_empty() { lone_goal(page, segment, used).into_iter().collect() } else { goals }
}

/// 年度总体目标 with its text beside it, and no headings.
fn lone_goal(page: &Page<'_>, segment: &Segment<'_>, used: &mut [bool]) -> Option<Goal> {
    // 绩效目标 may be a level of the indicators, which are read already.
    let free: Vec<usize> = (segment.first..segment.end).filter(|at| used.get(*at) == Some(&false)).collect();
    free.into_iter().find_map(|at| {
        let line = line_at(page, at)?;
        let (label, _) = page.cells(line).find(|(_, meaning)| meaning.mark == Some(Mark::Goals))?;
        let (text, meaning) = page.cells(line).find(|(cell, _)| cell.at.col > label.at.col)?;
        (meaning == Meaning::default()).then(|| {
            used[at] = true;
            Goal { expected: Some(page.text(text.at)), actual: None }
        })
    })
}

/// The tasks of a form.
pub(super) fn read_tasks(page: &Page<'_>, segment: &Segment<'_>, used: &mut [bool]) -> Vec<Task> {
    let mut tasks = Vec::new();
    for block in segment.of(Kind::Tasks) {
        let col = |heading| column(page, block, |meaning| meaning.task == Some(heading));
        let (name, content, actual) =
            (col(TaskHeading::Name), col(TaskHeading::Content), col(TaskHeading::Actual));
        for (at, line) in rows(page, block, &[name, content, actual]) {
            used[at] = true;
            let text = |col: Option<u16>| -> Option<Field<String>> {
                col.map(|col| page.text(CellRef::new(line.row, col)))
            };
            tasks.push(Task { name: text(name), content: text(content), actual: text(actual) });
        }
    }
    tasks
}

/// What stands beside the goals and tasks under headings of its own, as 预算金额 of a task: the form has no field for it, but nothing
/// typed is dropped.
pub(super) fn beside(
    page: &Page<'_>,
    segment: &Segment<'_>,
    used: &[bool],
    goals: &[Goal],
    tasks: &[Task],
) -> Vec<HeaderEntry> {
    let goals = goals.iter().flat_map(|goal| [&goal.expected, &goal.actual]);
    let fields = goals.chain(tasks.iter().flat_map(|task| [&task.name, &task.content, &task.actual]));
    let known: BTreeSet<CellRef> = fields.flatten().map(|field| field.at).collect();
    let mut entries = Vec::new();
    for block in segment.blocks.iter().filter(|block| matches!(block.kind, Kind::Goals | Kind::Tasks)) {
        let lines = (block.last + 1..block.end)
            .filter(|at| used.get(*at) == Some(&true))
            .filter_map(|at| line_at(page, at));
        for (cell, _) in lines.flat_map(|line| page.cells(line)) {
            let heading =
                line_at(page, block.last).and_then(|line| page.cell(CellRef::new(line.row, cell.at.col)));
            if let Some(heading) =
                heading.filter(|_| !known.contains(&cell.at) && !cell.text.trim().is_empty())
            {
                entries.push(HeaderEntry {
                    label: heading.text.trim().to_owned(),
                    at: cell.at,
                    text: cell.text.clone(),
                });
            }
        }
    }
    entries
}

fn column(page: &Page<'_>, block: Block, is_heading: impl Fn(Meaning) -> bool) -> Option<u16> {
    let line = line_at(page, block.last)?;
    let headings = || page.cells(line).filter(|(_, meaning)| is_heading(*meaning)).map(|(cell, _)| cell.at);
    let own = headings().filter(|at| page.end_row(*at) == line.row).last();
    own.or_else(|| headings().last()).map(|at| at.col)
}

/// The block's lines that hold something in one of its columns, as far as the label beside it reaches.
fn rows<'p>(
    page: &'p Page<'_>,
    block: Block,
    columns: &[Option<u16>],
) -> impl Iterator<Item = (usize, Line)> + use<'p> {
    let first_col = columns.iter().flatten().copied().min().unwrap_or_default();
    let last_col = columns.iter().flatten().copied().max().unwrap_or_default();
    let side_end = line_at(page, block.last).and_then(|heading| side_end(page, heading, first_col));
    (block.last + 1..block.end)
        .filter_map(|at| Some((at, line_at(page, at)?)))
        .take_while(move |(_, line)| side_end.is_none_or(|end| line.row <= end))
        .take_while(move |(_, line)| !heads_next(page, *line, last_col))
        .filter(move |(_, line)| page.cells(*line).any(|(cell, _)| cell.at.col >= first_col))
}

/// Whether one text stands across all the columns, alone in its line: it heads what follows.
fn heads_next(page: &Page<'_>, line: Line, last_col: u16) -> bool {
    page.lone(line).is_some_and(|cell| cell.at.col < last_col && page.end_col(cell.at) >= last_col)
}
