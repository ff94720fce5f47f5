//! Where everything of a form stands on its sheet.

use super::habits::Habits;
use super::layout::{Fund, Item};
use super::plan::Plan;

/// A cell of a form, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A column of the total's row (0) or of a part's.
    Money(usize, Fund),
    /// A column of an indicator row.
    Row(usize, Item),
    /// The label of a level 1.
    Group(usize),
    TotalWeight,
    TotalScore,
    Grade,
    /// What came of the goals.
    GoalDone,
}

/// The lines of a form and its first column.
pub(crate) struct Frame {
    pub(crate) left: u16,
    pub(crate) title: u32,
    /// The line of the year, where it has one.
    pub(crate) year: Option<u32>,
    pub(crate) head: u32,
    pub(crate) funding: u32,
    pub(crate) goals: u32,
    pub(crate) tasks: u32,
    pub(crate) headings: u32,
    pub(crate) rows: u32,
    pub(crate) total: u32,
    /// The line of the grade, where it has one.
    pub(crate) grade: Option<u32>,
    pub(crate) end: u32,
    is_grade_beside: bool,
}

/// The line so many below another.
pub(crate) fn below(line: u32, count: usize) -> u32 {
    line + u32::try_from(count).expect("a form's line")
}

impl Frame {
    /// The frame of a plan, as a clerk draws it.
    pub(crate) fn new(plan: &Plan, habits: &Habits) -> Self {
        let layout = plan.layout;
        let title = u32::from(habits.has_attachment_line);
        let year = (!habits.has_year_in_title).then_some(title + 1);
        let head = year.unwrap_or(title) + 1;
        let funding = below(head, layout.head.len());
        let goals = below(funding, 1 + plan.money.len());
        let tasks = goals + 2;
        let headings = if layout.has_tasks { below(tasks, 1 + plan.tasks.len()) } else { tasks };
        let rows = headings + 1 + u32::from(layout.target_banner.is_some());
        let total = below(rows, plan.rows.len());
        let is_grade_beside = habits.has_grade_beside;
        let grade = (layout.has_grade && !is_grade_beside).then_some(total + 1);
        let end = grade.unwrap_or(total) + 1;
        Self {
            left: habits.left,
            title,
            year,
            head,
            funding,
            goals,
            tasks,
            headings,
            rows,
            total,
            grade,
            end,
            is_grade_beside,
        }
    }

    /// Line and column of a place; none where the layout has no such column.
    pub(crate) fn at(&self, plan: &Plan, place: Place) -> Option<(u32, u16)> {
        let layout = plan.layout;
        let (line, column) = match place {
            Place::Money(row, kind) => (below(self.funding, row + 1), layout.fund(kind)?.first),
            Place::Row(row, kind) => (below(self.rows, row), layout.item(kind)?.first),
            Place::Group(group) => {
                let first = plan.rows.iter().position(|row| row.group == group)?;
                (below(self.rows, first), layout.item(Item::Level1)?.first)
            }
            Place::TotalWeight => (self.total, layout.item(Item::Weight)?.first),
            Place::TotalScore => (self.total, layout.item(Item::Score)?.first),
            Place::Grade if self.is_grade_beside => (self.total, layout.item(Item::Note)?.first),
            Place::Grade => (self.grade?, layout.item(Item::Weight)?.first),
            Place::GoalDone => (self.goals + 1, layout.goals[1].1),
        };
        Some((line, column + self.left))
    }

    /// A place's address: `H15`.
    pub(crate) fn address(&self, plan: &Plan, place: Place) -> String {
        let (line, column) = self.at(plan, place).expect("the layout has the column");
        rust_xlsxwriter::utility::row_col_to_cell(line, column)
    }
}
