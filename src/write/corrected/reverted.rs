//! The workbook as it was before it was corrected: the values of 更正记录 put back, and all that was added taken out.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Change, ChangeKind, Earlier};
use super::own_days::in_own_days;
use super::{Job, Source};
use crate::read::{Cell, CellValue, FileKind, Sheet, Workbook};
use crate::rules::Request;
use crate::value::CellRef;
use crate::write::WriteError;
use crate::write::drawn::{Cached, Content};
use crate::write::patch::{CellChange, NewContent, Obstacle, Parts, Patch, SheetChange};

/// A workbook without its corrections.
#[derive(Debug, Clone)]
pub struct Reverted {
    /// The xlsx file.
    pub bytes: Vec<u8>,
    /// The changes that were taken back.
    pub back: Vec<Change>,
    /// The changes that were left: somebody has put something else into their cells.
    pub left: Vec<Change>,
    /// Whether the cells look as before; a copy that was drawn anew does not know how they did.
    pub looks_back: bool,
}

/// Takes the corrections back; `None` where the workbook bears none of ours.
///
/// # Errors
///
/// If the package cannot be changed part by part.
pub fn reverted(workbook: &Workbook, source: Source<'_>) -> Result<Option<Reverted>, WriteError> {
    let moved = in_own_days(workbook, source.bytes);
    let workbook = moved.as_ref().unwrap_or(workbook);
    let request = Request::default();
    let job = Job::new(workbook, &[], &[], &request, source);
    if !job.earlier.present || workbook.kind != FileKind::Xlsx {
        return Ok(None);
    }
    let names = job.own_names();
    let marked: BTreeSet<&str> = job.earlier.places.iter().map(|(sheet, _)| sheet.as_str()).collect();
    let parts =
        Parts::open(source.bytes, |name| marked.contains(name) || names.iter().any(|own| own == name))?;
    // Where a sheet has another name now, nothing would go back, and the only record of it would be lost.
    if let Some(gone) = marked.iter().find(|name| workbook.sheet(name).is_none()) {
        return Err(Obstacle::MissingSheet((*gone).to_owned()).into());
    }
    let mut patch = Patch::new(source.bytes, &parts)?;
    let kept = job.kept_styles(&patch);
    let (mut back, mut left) = (Vec::new(), Vec::new());
    for sheet in workbook.sheets.iter().filter(|sheet| marked.contains(sheet.name.as_str())) {
        let unmarked = kept.iter().filter(|((name, _), _)| *name == sheet.name);
        let mut cells: BTreeMap<CellRef, CellChange> = BTreeMap::new();
        for at in job.earlier_places(&sheet.name) {
            cells.insert(at, CellChange { content: NewContent::Same, mark: None, format: None });
        }
        for (first, last) in by_cell(&job.earlier, sheet) {
            let Some(cell) = cells.get_mut(&first.cell) else { continue };
            if still_holds(sheet.cell(first.cell), last) {
                cell.content = old_content(first, sheet.cell(first.cell));
                back.push(first.clone());
            } else {
                left.push(first.clone());
            }
        }
        let unmarked = unmarked.map(|((_, at), style)| (*at, *style)).collect();
        let notes = Vec::new();
        let change = SheetChange { sheet, cells, notes, unmarked, sweeps: true, steps_back: false };
        patch.change(&change)?;
    }
    patch.drop_sheets(&names);
    Ok(Some(Reverted { bytes: patch.finish()?, back, left, looks_back: !kept.is_empty() }))
}

/// The first and the last change of each cell of a sheet: what it held at first, and what it was given at last.
fn by_cell<'e>(earlier: &'e Earlier, sheet: &Sheet) -> impl Iterator<Item = (&'e Change, &'e Change)> {
    let mut cells: BTreeMap<CellRef, (&Change, &Change)> = BTreeMap::new();
    for change in earlier.changes.iter().filter(|change| change.sheet == sheet.name) {
        cells.entry(change.cell).or_insert((change, change)).1 = change;
    }
    cells.into_values()
}

/// Whether a cell holds what it was given: its formula or ours, whatever it gives now, or our value.
fn still_holds(cell: Option<&Cell>, last: &Change) -> bool {
    let formula = cell.and_then(|cell| cell.formula.as_deref()).unwrap_or_default();
    let text = cell.map_or("", |cell| cell.text.as_str());
    if last.kind == ChangeKind::Corrected && last.new_formula.is_empty() {
        formula.is_empty() && text == last.new_text
    } else {
        formula == last.new_formula
    }
}

fn old_content(change: &Change, cell: Option<&Cell>) -> NewContent {
    let formula = cell.and_then(|cell| cell.formula.as_deref()).unwrap_or_default();
    if change.kind == ChangeKind::Follows && formula == change.old_formula {
        return NewContent::Result(Some(error_or(&change.old)).filter(|old| *old != CellValue::Empty));
    }
    NewContent::Content(match (change.old_formula.as_str(), Content::of(&change.old)) {
        ("", value) => value,
        (formula, Content::Number(number)) => {
            Content::Formula { text: formula.to_owned(), result: Cached::Number(number) }
        }
        (formula, Content::Text(text)) => {
            Content::Formula { text: formula.to_owned(), result: Cached::Text(text) }
        }
        (formula, _) => Content::Formula { text: formula.to_owned(), result: Cached::Text(String::new()) },
    })
}

/// The list keeps errors as texts.
fn error_or(value: &CellValue) -> CellValue {
    match value {
        CellValue::Text(text) if text.starts_with('#') => CellValue::Error(text.clone()),
        other => other.clone(),
    }
}
