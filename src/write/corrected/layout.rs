//! What part each cell of a form's sheet plays, and how wide its columns have to be.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;

use crate::model::{Column, EvaluationForm, Field};
use crate::read::{Merge, Sheet};
use crate::value::CellRef;
use crate::write::drawn::Role;
use crate::write::text_size::{lines_points, longest_line_chars, width_chars, wrapped_lines};

/// Width of a column that no heading names: side labels.
const SIDE_WIDTH: f64 = 12.0;
/// A cell's text is to fit into a row of this height; beyond it the columns grow.
const COMFORTABLE_POINTS: f64 = 300.0;
/// The widest a column gets.
const MAX_WIDTH: f64 = 90.0;
/// The widest column of remarks beside a form.
const MAX_REMARK_WIDTH: f64 = 40.0;
/// The widest column of a sheet that holds no form.
const MAX_PROSE_WIDTH: f64 = 80.0;

/// The bordered part of a form and the parts its cells play.
#[derive(Debug)]
pub(super) struct FormLayout {
    /// Rows from the first heading or entry to the total.
    pub(super) rows: RangeInclusive<u32>,
    /// Columns that hold anything in those rows.
    pub(super) cols: RangeInclusive<u16>,
    /// The indicator block's heading: repeated on every printed page.
    pub(super) repeated: Option<u32>,
    roles: HashMap<CellRef, Role>,
    heading_rows: Vec<u32>,
    /// Labels of the head, each with its row.
    head_labels: Vec<(u32, String)>,
    first_col: u16,
}

impl FormLayout {
    /// Lays out one form of a sheet.
    pub(super) fn new(form: &EvaluationForm, sheet: &Sheet, merges: &[Merge]) -> Self {
        let mut roles = known_roles(form);
        let title_row = form.title.at.row;
        let inside = |row: &u32| *row != title_row || form.title.is_blank();
        let marked = roles.keys().map(|at| at.row).chain(form.plan.heading_rows.iter().copied());
        let rows: Vec<u32> = marked.filter(inside).collect();
        let first = rows.iter().copied().min().unwrap_or(form.plan.first_row);
        let last = rows.iter().copied().max().unwrap_or(form.plan.last_row);
        let held =
            sheet.cells.iter().filter(|cell| (first..=last).contains(&cell.at.row)).map(|cell| cell.at);
        let blocks = merges.iter().filter(|merge| (first..=last).contains(&merge.first.row));
        let held: BTreeSet<u16> =
            held.map(|at| at.col).chain(blocks.flat_map(|merge| merge.first.col..=merge.last.col)).collect();
        let cols = bordered_cols(form, &held);
        // The reader keeps remarks beside the form with their row; they get no borders.
        roles.retain(|at, _| at.col <= *cols.end());
        let first_col = form.plan.indicator_columns.iter().map(|(_, col)| *col).min().unwrap_or(0);
        let indicator_row = form.indicators.first().map(|row| row.row.saturating_sub(1));
        Self {
            rows: first..=last,
            cols,
            repeated: indicator_row
                .and_then(|row| form.plan.heading_rows.iter().copied().filter(|own| *own < row).max()),
            roles,
            heading_rows: form.plan.heading_rows.clone(),
            head_labels: form.header.iter().map(|entry| (entry.at.row, entry.label.clone())).collect(),
            first_col,
        }
    }

    /// Whether the cell lies in the bordered part.
    pub(super) fn holds(&self, at: CellRef) -> bool {
        self.rows.contains(&at.row) && self.cols.contains(&at.col)
    }

    /// The part of a cell; `None` outside the form.
    pub(super) fn role(&self, at: CellRef, text: &str) -> Option<Role> {
        if let Some(role) = self.roles.get(&at) {
            return Some(*role);
        }
        if !self.holds(at) {
            return None;
        }
        let printed = text.trim().trim_end_matches([':', '：']);
        let label = self.heading_rows.contains(&at.row)
            || at.col < self.first_col
            || self.head_labels.iter().any(|(row, label)| *row == at.row && label == printed);
        Some(match text {
            "" => Role::Text,
            _ if label => Role::Label,
            _ if width_chars(text) <= 12 => Role::Value,
            _ => Role::Text,
        })
    }
}

/// The columns from the first that holds anything to the last of the form; what stands right of an empty column is a
/// remark beside it.
fn bordered_cols(form: &EvaluationForm, held: &BTreeSet<u16>) -> RangeInclusive<u16> {
    let indicators = form.plan.indicator_columns.iter().map(|(_, col)| *col);
    let named = indicators.chain(form.plan.funding_columns.iter().map(|(_, col)| *col));
    let first = held.first().copied().unwrap_or(0);
    let last = named.max().or(held.last().copied()).unwrap_or(0);
    let beside = (last..u16::MAX).skip(1).take_while(|col| held.contains(col)).last();
    first..=beside.unwrap_or(last)
}

fn known_roles(form: &EvaluationForm) -> HashMap<CellRef, Role> {
    let mut roles = HashMap::new();
    if !form.title.is_blank() {
        roles.insert(form.title.at, Role::Title);
    }
    for entry in &form.header {
        // An entry may stand in its label's own cell: `填报单位：某某局`.
        roles.insert(entry.at, Role::Text);
    }
    for row in &form.funding {
        mark(&mut roles, Some(&row.name), Role::Text);
        for amount in [&row.original_budget, &row.revised_budget, &row.outturn] {
            mark(&mut roles, amount.as_ref(), Role::Value);
        }
        mark(&mut roles, row.weight.as_ref(), Role::Value);
        mark(&mut roles, row.execution_rate.as_ref(), Role::Derived);
        mark(&mut roles, row.score.as_ref(), Role::Derived);
    }
    for goal in &form.goals {
        mark(&mut roles, goal.expected.as_ref(), Role::Text);
        mark(&mut roles, goal.actual.as_ref(), Role::Text);
    }
    for task in &form.tasks {
        for text in [&task.name, &task.content, &task.actual] {
            mark(&mut roles, text.as_ref(), Role::Text);
        }
    }
    for row in &form.indicators {
        for level in [&row.level1, &row.level2, &row.sign, &row.unit] {
            mark(&mut roles, level.as_ref(), Role::Value);
        }
        mark(&mut roles, row.level3.as_ref(), Role::Text);
        mark(&mut roles, row.target.as_ref(), Role::Value);
        mark(&mut roles, row.original_target.as_ref(), Role::Value);
        mark(&mut roles, row.actual.as_ref(), Role::Value);
        mark(&mut roles, row.weight.as_ref(), Role::Value);
        mark(&mut roles, row.score.as_ref(), Role::Derived);
        mark(&mut roles, row.deviation.as_ref(), Role::Derived);
        mark(&mut roles, row.variance_note.as_ref(), Role::Text);
        for other in &row.other {
            mark(&mut roles, Some(&other.field), Role::Text);
        }
    }
    if let Some(total) = &form.total {
        mark(&mut roles, total.weight.as_ref(), Role::Value);
        mark(&mut roles, total.score.as_ref(), Role::Derived);
    }
    mark(&mut roles, form.grade.as_ref(), Role::Derived);
    roles
}

fn mark<T>(roles: &mut HashMap<CellRef, Role>, field: Option<&Field<T>>, role: Role) {
    if let Some(field) = field {
        roles.insert(field.at, role);
    }
}

/// The usual width of a column of the indicator block, in characters.
fn usual_width(column: Column) -> f64 {
    match column {
        Column::Level1 | Column::Level2 | Column::Target | Column::OriginalTarget | Column::Actual => 13.0,
        Column::Level3 => 24.0,
        Column::Sign | Column::Unit => 9.0,
        Column::Weight | Column::Score | Column::Deviation => 11.0,
        Column::VarianceNote => 30.0,
        Column::Other => 16.0,
    }
}

/// Column widths of a sheet: by what the columns hold on a form, else by their text.
pub(super) fn widths(
    sheet: &Sheet,
    forms: &[&EvaluationForm],
    layouts: &[FormLayout],
    merges: &[Merge],
) -> Vec<f64> {
    let last = sheet
        .cells
        .iter()
        .map(|cell| cell.at.col)
        .chain(merges.iter().map(|merge| merge.last.col))
        .max()
        .map_or(0, |col| usize::from(col) + 1);
    let mut widths = vec![if forms.is_empty() { 8.38 } else { SIDE_WIDTH }; last];
    for (column, col) in forms.iter().flat_map(|form| &form.plan.indicator_columns) {
        if let Some(width) = widths.get_mut(usize::from(*col)) {
            *width = width.max(usual_width(*column));
            if *column == Column::Sign || *column == Column::Unit {
                *width = usual_width(*column);
            }
        }
    }
    let blocks: HashMap<CellRef, Merge> = merges.iter().map(|merge| (merge.first, *merge)).collect();
    for cell in &sheet.cells {
        let block = blocks.get(&cell.at).copied().unwrap_or(Merge { first: cell.at, last: cell.at });
        let cols = usize::from(block.first.col)..=usize::from(block.last.col);
        let text = cell.text.as_str();
        let beside = layouts.iter().all(|layout| cell.at.col > *layout.cols.end());
        if beside {
            // Prose runs in one column: as wide as its longest line, within a page. Beside a form it gets less.
            if block.first == block.last {
                let wanted = f64::from(u32::try_from(longest_line_chars(text)).unwrap_or(u32::MAX)) + 2.0;
                let most = if forms.is_empty() { MAX_PROSE_WIDTH } else { MAX_REMARK_WIDTH };
                grow(&mut widths, cols, wanted.min(most));
            }
            continue;
        }
        if !matches!(cell.value, crate::read::CellValue::Text(_)) {
            // A number that does not fit shows as ####.
            let wanted = f64::from(u32::try_from(width_chars(text)).unwrap_or(u32::MAX)) + 2.0;
            grow(&mut widths, cols, wanted.min(MAX_WIDTH));
            continue;
        }
        let rows = f64::from(block.last.row - block.first.row + 1);
        let runs_on = forms.iter().all(|form| !inside(form, cell.at)) && block.first == block.last;
        if runs_on {
            continue;
        }
        loop {
            let room: f64 = widths.get(cols.clone()).map_or(MAX_WIDTH, |widths| widths.iter().sum());
            let full = widths.get(cols.clone()).is_none_or(|w| w.iter().all(|width| *width >= MAX_WIDTH));
            if full || lines_points(wrapped_lines(text, room), false) <= COMFORTABLE_POINTS * rows {
                break;
            }
            grow(&mut widths, cols.clone(), room * 1.2);
        }
    }
    widths
}

fn inside(form: &EvaluationForm, at: CellRef) -> bool {
    let last =
        form.total.as_ref().and_then(|total| total.score.as_ref()).map_or(form.plan.last_row, |f| f.at.row);
    (form.plan.first_row..=last).contains(&at.row)
}

/// Widens the columns alike until they have `wanted` characters together.
fn grow(widths: &mut [f64], cols: RangeInclusive<usize>, wanted: f64) {
    let Some(widths) = widths.get_mut(cols) else { return };
    let room: f64 = widths.iter().sum();
    if room < wanted && room > 0.0 {
        for width in widths {
            *width = (*width * wanted / room).min(MAX_WIDTH);
        }
    }
}
