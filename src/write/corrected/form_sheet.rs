//! A sheet of the input, drawn again at the same addresses: texts as typed, derived cells live, changes marked.

use std::collections::{BTreeMap, HashSet};

use super::changes::{Change, Earlier};
use super::edits::{add_note, earlier_corrections, edits_with_formulas, reviews};
use super::formula_text::may_stay;
use super::layout::{FormLayout, widths};
use super::live::Live;
use super::settle::Settled;
use crate::model::EvaluationForm;
use crate::read::{Cell, Merge, Sheet};
use crate::value::CellRef;
use crate::write::drawn::{Cached, Content, DrawnCell, DrawnSheet, Mark, Role};
use crate::write::text_size::width_chars;

/// How many cells the merged blocks of one sheet may cover; a form has a few hundred.
const MAX_MERGED_CELLS: u64 = 100_000;

/// A sheet drawn again, with what changed on it.
pub(super) struct Redrawn {
    /// The sheet.
    pub(super) sheet: DrawnSheet,
    /// The cells whose value changes in this run.
    pub(super) changes: Vec<Change>,
}

/// Draws a sheet again, with the forms that stand on it.
pub(super) fn redraw(sheet: &Sheet, forms: &[&Settled<'_>], earlier: &Earlier) -> Redrawn {
    let mut merges = sound_merges(sheet);
    let own: Vec<&EvaluationForm> = forms.iter().map(|settled| &settled.after.form).collect();
    let layouts: Vec<FormLayout> = own.iter().map(|form| FormLayout::new(form, sheet, &merges)).collect();
    let widths = widths(sheet, &own, &layouts, &merges);
    let mut cells = frame(&merges, &layouts);
    for cell in &sheet.cells {
        let role = layouts.iter().find_map(|layout| layout.role(cell.at, &cell.text));
        let role = role.unwrap_or(if forms.is_empty() {
            Role::Paragraph
        } else if own.iter().zip(&layouts).any(|(form, layout)| is_subtitle(cell.at, form, layout, &merges)) {
            Role::Subtitle
        } else {
            Role::Plain
        });
        let format = cell.format.clone();
        cells.insert(cell.at, DrawnCell { format, ..DrawnCell::new(role, kept(cell)) });
    }
    if !forms.is_empty() {
        widen_lines(&cells, &widths, &mut merges);
    }
    let mut changes = Vec::new();
    for (settled, layout) in forms.iter().zip(&layouts) {
        write_form(&mut cells, sheet, settled, layout, &mut changes);
    }
    let touched: HashSet<CellRef> = changes.iter().map(|change| change.cell).collect();
    for settled in forms {
        for (at, note) in earlier_corrections(sheet, &settled.after.form, earlier, &touched) {
            if let Some(cell) = cells.get_mut(&at) {
                mark(cell, Mark::Corrected, &note);
            }
        }
        for (at, note) in reviews(&settled.after.findings) {
            let blank = || DrawnCell::new(Role::Value, Content::Blank);
            mark(cells.entry(at).or_insert_with(blank), Mark::Review, &note);
        }
    }
    let sheet = DrawnSheet {
        name: sheet.name.clone(),
        visible: sheet.visible,
        hidden: (sheet.hidden_rows.clone(), sheet.hidden_cols.clone()),
        cells: cells.into_iter().collect(),
        widths,
        repeat_rows: layouts.iter().find_map(|layout| layout.repeated).map(|row| (row, row)),
        protected: false,
        merges,
    };
    Redrawn { sheet, changes }
}

/// Whether the cell is a line over the whole form between its title and its first entry: the year.
fn is_subtitle(at: CellRef, form: &EvaluationForm, layout: &FormLayout, merges: &[Merge]) -> bool {
    let whole = |merge: &Merge| merge.first == at && merge.last.col >= *layout.cols.end();
    !form.title.is_blank()
        && at.row > form.title.at.row
        && at.row < *layout.rows.start()
        && at.col <= *layout.cols.start()
        && merges.iter().any(whole)
}

/// The merged blocks that a workbook can have: within the used cells where they are huge, and none over another.
fn sound_merges(sheet: &Sheet) -> Vec<Merge> {
    let corner =
        sheet.cells.iter().fold((0, 0), |(row, col), cell| (cell.at.row.max(row), cell.at.col.max(col)));
    let mut covered: HashSet<CellRef> = HashSet::new();
    let mut sound = Vec::new();
    let mut budget = MAX_MERGED_CELLS;
    for merge in &sheet.merges {
        let mut merge = *merge;
        if area(&merge) > 10_000 {
            merge.last = CellRef::new(
                merge.last.row.min(corner.0.max(merge.first.row)),
                merge.last.col.min(corner.1.max(merge.first.col)),
            );
        }
        let area = area(&merge);
        if area < 2 || area > budget {
            continue;
        }
        let cells: Vec<CellRef> = (merge.first.row..=merge.last.row)
            .flat_map(|row| (merge.first.col..=merge.last.col).map(move |col| CellRef::new(row, col)))
            .collect();
        if cells.iter().any(|cell| covered.contains(cell)) {
            continue;
        }
        covered.extend(cells);
        budget -= area;
        sound.push(merge);
    }
    sound
}

fn area(merge: &Merge) -> u64 {
    let rows = u64::from(merge.last.row.saturating_sub(merge.first.row)) + 1;
    let cols = u64::from(merge.last.col.saturating_sub(merge.first.col)) + 1;
    if merge.last.row < merge.first.row || merge.last.col < merge.first.col { 0 } else { rows * cols }
}

/// Borders around every cell of the forms, those that hold nothing too.
fn frame(merges: &[Merge], layouts: &[FormLayout]) -> BTreeMap<CellRef, DrawnCell> {
    let hidden: HashSet<CellRef> = merges
        .iter()
        .flat_map(|merge| {
            let first = merge.first;
            (merge.first.row..=merge.last.row)
                .flat_map(|row| (merge.first.col..=merge.last.col).map(move |col| CellRef::new(row, col)))
                .filter(move |cell| *cell != first)
        })
        .collect();
    let mut cells = BTreeMap::new();
    for layout in layouts {
        for at in layout
            .rows
            .clone()
            .take(10_000)
            .flat_map(|row| layout.cols.clone().take(200).map(move |col| CellRef::new(row, col)))
        {
            if !hidden.contains(&at) {
                let role = layout.role(at, "").unwrap_or(Role::Text);
                cells.insert(at, DrawnCell::new(role, Content::Blank));
            }
        }
    }
    cells
}

/// A cell as it was: a number stays a number, a text a text, a plain formula a formula.
fn kept(cell: &Cell) -> Content {
    let value = Content::of(&cell.value);
    let Some(formula) = cell.formula.as_deref().filter(|formula| may_stay(formula)) else { return value };
    let result = match &value {
        // Saved without a result, and not worked out: the program that opens it will.
        Content::Text(text) if text.starts_with('=') => Cached::Text(String::new()),
        Content::Number(number) => Cached::Number(*number),
        // A result that reads as a number or a truth value would come back as one.
        Content::Text(text) if text.parse::<f64>().is_err() && !matches!(text.as_str(), "TRUE" | "FALSE") => {
            Cached::Text(text.clone())
        }
        Content::Blank => Cached::Text(String::new()),
        _ => return value,
    };
    Content::Formula { text: formula.to_owned(), result }
}

/// A line outside the form runs on beside its cell; one longer than the sheet is wide is given its whole row.
fn widen_lines(cells: &BTreeMap<CellRef, DrawnCell>, widths: &[f64], merges: &mut Vec<Merge>) {
    let Some(last) = u16::try_from(widths.len()).ok().and_then(|count| count.checked_sub(1)) else {
        return;
    };
    let long: Vec<CellRef> = cells
        .iter()
        .filter(|(at, cell)| {
            let Content::Text(text) = &cell.content else { return false };
            let room: f64 = widths.iter().skip(usize::from(at.col)).sum();
            let long = f64::from(u32::try_from(width_chars(text)).unwrap_or(u32::MAX)) > room;
            cell.role == Role::Plain && long && at.col < last
        })
        .map(|(at, _)| *at)
        .collect();
    for at in long {
        let rest = CellRef::new(at.row, at.col + 1)..=CellRef::new(at.row, last);
        let merged = merges
            .iter()
            .any(|merge| (merge.first.row..=merge.last.row).contains(&at.row) && merge.last.col >= at.col);
        if cells.range(rest).next().is_none() && !merged {
            merges.push(Merge { first: at, last: CellRef::new(at.row, last) });
        }
    }
}

/// Writes the fixes of a form and the live formulas of its derived cells.
fn write_form(
    cells: &mut BTreeMap<CellRef, DrawnCell>,
    sheet: &Sheet,
    settled: &Settled<'_>,
    layout: &FormLayout,
    changes: &mut Vec<Change>,
) {
    let (edits, live) = edits_with_formulas(sheet, settled);
    for (at, edit) in edits {
        let role = layout.role(at, &edit.value.shown).unwrap_or(Role::Value);
        let cell = cells.entry(at).or_insert_with(|| DrawnCell::new(role, Content::Blank));
        cell.format.clone_from(&edit.value.format);
        cell.content = edit.content();
        mark(cell, Mark::Corrected, &edit.note);
        changes.push(edit.change);
    }
    for (at, Live { text, result }) in live {
        if let Some(cell) = cells.get_mut(&at)
            && !matches!(cell.content, Content::Formula { .. })
        {
            cell.content = Content::Formula { text, result };
        }
    }
}

fn mark(cell: &mut DrawnCell, mark: Mark, note: &str) {
    cell.mark.get_or_insert(mark);
    add_note(cell.note.get_or_insert_default(), note);
}
