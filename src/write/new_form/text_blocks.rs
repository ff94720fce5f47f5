//! Goals and tasks: longer texts beside each other.

use super::canvas::{Canvas, label, text_entry};
use super::grid::chunks;
use crate::model::FormContent;
use crate::template::{Drawing, Span};

/// Headings of goals that were adjusted.
const ADJUSTED: [&str; 3] = ["年初绩效目标", "全年（调整）绩效目标", "全年实际完成情况"];

/// Draws the goals from the row `top` on; gives the row below them.
pub(super) fn draw_goals(
    canvas: &mut Canvas,
    form: &Drawing,
    content: &FormContent,
    top: u32,
    text_rows: &mut Vec<u32>,
) -> u32 {
    let (expected, expected_at) = &form.goal_expected;
    let (actual, actual_at) = &form.goal_actual;
    let goals = content.goals();
    let side = Span { first: 0, last: expected_at.first.saturating_sub(1) };
    if let Some(origin) = &content.origin {
        match (origin.goal_columns, goals.as_slice()) {
            ([false, false], _) => return top,
            // One text beside its label, without headings.
            ([true, false], [[text, _]]) => {
                let rest = Span { first: expected_at.first, last: form.last_column() };
                canvas.put(&side, top, label(&form.goals_label));
                canvas.put(&rest, top, text_entry(text));
                text_rows.push(top);
                return top + 1;
            }
            _ if !origin.original_goals.is_empty() => {
                return draw_adjusted(canvas, form, (&goals, &origin.original_goals), top, text_rows);
            }
            _ => {}
        }
    }
    let last = top + u32::try_from(goals.len()).expect("rows of a form are few");
    canvas.put_over(&side, top, last, label(&form.goals_label));
    canvas.put(expected_at, top, label(expected));
    canvas.put(actual_at, top, label(actual));
    for (row, [expected, actual]) in (top + 1..=last).zip(goals) {
        canvas.put(expected_at, row, text_entry(expected));
        canvas.put(actual_at, row, text_entry(actual));
        text_rows.push(row);
    }
    last + 1
}

/// Goals that were adjusted: what was first set, what it became, and what came of it, side by side.
fn draw_adjusted(
    canvas: &mut Canvas,
    form: &Drawing,
    (goals, originals): (&[[&str; 2]], &[usize]),
    top: u32,
    text_rows: &mut Vec<u32>,
) -> u32 {
    let places = chunks(&form.widths, 1, ADJUSTED.len(), 1);
    let count = goals.len() - originals.len();
    let last = top + u32::try_from(count).expect("rows of a form are few");
    canvas.put_over(&Span { first: 0, last: 0 }, top, last, label(&form.goals_label));
    for (heading, at) in ADJUSTED.iter().zip(&places) {
        canvas.put(at, top, label(heading));
    }
    let own = (0..goals.len()).filter(|at| !originals.contains(at));
    for (row, at) in (top + 1..=last).zip(own) {
        let [adjusted, actual] = goals[at];
        let original = if originals.contains(&(at + 1)) { goals[at + 1][0] } else { "" };
        for (text, at) in [original, adjusted, actual].into_iter().zip(&places) {
            canvas.put(at, row, text_entry(text));
        }
        text_rows.push(row);
    }
    last + 1
}

/// Draws the tasks, if the form has any; gives the row below them. `fields` says which texts the columns hold.
pub(super) fn draw_tasks(
    canvas: &mut Canvas,
    form: &Drawing,
    (content, fields): (&FormContent, &[usize]),
    top: u32,
    text_rows: &mut Vec<u32>,
) -> u32 {
    let Some((_, first_at)) = form.task_columns.first().filter(|_| !form.tasks_label.is_empty()) else {
        return top;
    };
    let count = if content.tasks.is_empty() { form.task_rows } else { content.tasks.len() };
    let last = top + u32::try_from(count).expect("rows of a form are few");
    let side = Span { first: 0, last: first_at.first.saturating_sub(1) };
    canvas.put_over(&side, top, last, label(&form.tasks_label));
    for ((heading, at), field) in form.task_columns.iter().zip(fields) {
        canvas.put(at, top, label(heading));
        for (task, row) in (top + 1..=last).enumerate() {
            let text = content.tasks.get(task).and_then(|task| task.get(*field)).map_or("", String::as_str);
            canvas.put(at, row, text_entry(text));
        }
    }
    text_rows.extend(top + 1..=last);
    last + 1
}
