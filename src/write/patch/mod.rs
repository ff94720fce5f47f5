//! The user's own workbook with only the wrong cells changed: everything else stays, byte for byte.
//!
//! [`Parts`] reads what a patch needs of the package, [`Patch`] collects what becomes of it and writes the copy, and `proof`
//! opens the copy again before anybody gets it. What is to change, and why, is for the callers to say.

mod added;
mod cells;
mod listing;
mod note_parts;
mod notes;
mod obstacle;
mod parts;
mod proof;
mod sheet_xml;
mod styles;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

pub use self::obstacle::Obstacle;

pub(in crate::write) use self::cells::NewContent;
use self::cells::{Cells, NewCell};
use self::listing::{NewRelation, SheetList};
pub(in crate::write) use self::notes::Wanted;
pub(in crate::write) use self::parts::Parts;
use self::proof::Edited;
use self::styles::{Edges, StyleBook};
use crate::package::sheet::{RawCell, scan};
use crate::package::{Changes, Splices};
use crate::read::Sheet;
use crate::value::CellRef;
use crate::write::drawn::Mark;

/// A merged block of more cells is marked on its first one only.
const MOST_IN_BLOCK: usize = 200;

/// What becomes of a cell.
#[derive(Debug, Clone)]
pub(in crate::write) struct CellChange {
    /// What it is to hold.
    pub(in crate::write) content: NewContent,
    /// The mark it is to carry.
    pub(in crate::write) mark: Option<Mark>,
    /// Another number format than its own.
    pub(in crate::write) format: Option<Arc<str>>,
}

/// What becomes of a worksheet of the user's own.
#[derive(Debug)]
pub(in crate::write) struct SheetChange<'a> {
    /// The sheet as it was read.
    pub(in crate::write) sheet: &'a Sheet,
    /// Its cells that change, or that carry a mark.
    pub(in crate::write) cells: BTreeMap<CellRef, CellChange>,
    /// All notes of ours that it is to have.
    pub(in crate::write) notes: Vec<Wanted>,
    /// Styles that cells had before an earlier run marked them.
    pub(in crate::write) unmarked: HashMap<CellRef, u32>,
    /// Whether all other marks of ours are to go.
    pub(in crate::write) sweeps: bool,
    /// Whether another sheet is to be shown first.
    pub(in crate::write) steps_back: bool,
}

/// What is to be known of a sheet that was changed.
#[derive(Debug, Default)]
pub(in crate::write) struct Outcome {
    /// The styles that its changed and marked cells had.
    pub(in crate::write) styles: HashMap<CellRef, u32>,
    /// Changed cells whose formula was saved without a result.
    pub(in crate::write) uncached: HashSet<CellRef>,
    /// Cells whose note could not be written.
    pub(in crate::write) unplaced: Vec<CellRef>,
}

/// The names of the parts that a patch touches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::write) struct Touched {
    pub(in crate::write) changed: Vec<String>,
    pub(in crate::write) added: Vec<String>,
    pub(in crate::write) removed: Vec<String>,
}

/// A patch in the making.
pub(in crate::write) struct Patch<'p> {
    bytes: &'p [u8],
    parts: &'p Parts,
    styles: StyleBook<'p>,
    changes: Changes,
    defaults: Vec<(&'static str, &'static str)>,
    overrides: Vec<(String, &'static str)>,
    /// Parts that go, as content types name them.
    forgotten: Vec<String>,
    list: SheetList,
    relations: Vec<NewRelation>,
    gone_relations: Vec<String>,
    /// The added sheets: name, part, and place among all sheets.
    own: Vec<(String, String, usize)>,
    /// The sheets of the user's own that change.
    edited: Vec<Edited<'p>>,
}

impl<'p> Patch<'p> {
    /// Begins a patch of a package.
    pub(in crate::write) fn new(bytes: &'p [u8], parts: &'p Parts) -> Result<Self, Obstacle> {
        let styles = StyleBook::open(parts.styles.1.as_deref(), parts.dialect);
        let styles = styles.map_err(|error| of_part(&parts.styles.0, error))?;
        let mut patch = Self {
            bytes,
            parts,
            styles,
            changes: Changes::default(),
            defaults: Vec::new(),
            overrides: Vec::new(),
            forgotten: Vec::new(),
            list: SheetList { recalculate: true, ..SheetList::default() },
            relations: Vec::new(),
            gone_relations: Vec::new(),
            own: Vec::new(),
            edited: Vec::new(),
        };
        // The order in which cells were last worked out is made anew by whoever opens the workbook.
        for relation in parts.workbook.relations.iter().filter(|relation| relation.kind == "calcChain") {
            patch.gone_relations.push(relation.id.clone());
            patch.remove(&relation.part);
        }
        Ok(patch)
    }

    fn remove(&mut self, part: &str) {
        self.forgotten.push(format!("/{part}"));
        if let Some(own) = self.parts.names.iter().find(|own| own.eq_ignore_ascii_case(part)) {
            self.changes.removed.push(own.clone());
        }
    }

    /// The styles of a sheet's cells as the package has them.
    pub(in crate::write) fn styles(&self, sheet: &str) -> HashMap<CellRef, u32> {
        let Some(text) = self.parts.sheets.get(sheet) else { return HashMap::new() };
        let Ok(part) = scan(&text.xml, &text.part) else { return HashMap::new() };
        part.cells.iter().map(|cell| (cell.at, cell.style)).collect()
    }

    /// Changes a sheet.
    pub(in crate::write) fn change(&mut self, change: &SheetChange<'_>) -> Result<Outcome, Obstacle> {
        let name = &change.sheet.name;
        let parts: &'p Parts = self.parts;
        let Some(text) = parts.sheets.get(name) else { return Ok(Default::default()) };
        let part = scan(&text.xml, &text.part)?;
        let cells = Cells::new(&text.xml, &part, name)?;
        let required = self.styles.require(part.cells.iter().map(|cell| cell.style));
        required.map_err(|error| of_part(&self.parts.styles.0, error))?;
        let mut splices = Splices::default();
        let (mut styles, mut uncached) = (HashMap::new(), HashSet::new());
        let mut new_cells = BTreeMap::new();
        // Marks of an earlier run go also where rows were put in since, or lists taken out.
        let unnamed = part.cells.iter().filter(|cell| {
            change.sweeps
                && self.styles.mark_of(cell.style).is_some()
                && change.sheet.merge_at(cell.at).is_none_or(|block| block.first == cell.at)
                && !change.cells.contains_key(&cell.at)
        });
        let swept = CellChange { content: NewContent::Same, mark: None, format: None };
        let unnamed: Vec<CellRef> = unnamed.map(|cell| cell.at).collect();
        let all = change.cells.iter().chain(unnamed.iter().map(|at| (at, &swept)));
        for (first, new) in all {
            let is_uncached = |cell: &RawCell<'_>| {
                cell.formula.is_some() && cell.value.as_ref().is_none_or(|value| value.is_empty())
            };
            if cells.cell(*first).is_some_and(is_uncached) {
                uncached.insert(*first);
            }
            for at in block_of(change.sheet, *first) {
                let is_first = at == *first;
                if !is_first && cells.cell(at).is_none() {
                    continue;
                }
                let present = cells.style(at);
                let carried = self.styles.mark_of(present);
                let kept = change.unmarked.get(&at).filter(|_| carried.is_some()).copied();
                let base = kept.unwrap_or(present);
                // A drawn form keeps no styles from before its marks.
                let is_lost = carried.is_some() && kept.is_none();
                if !is_lost {
                    styles.insert(at, base);
                }
                let format = new.format.as_deref().filter(|_| is_first);
                let edges = match change.sheet.merge_at(*first) {
                    Some(block) => Edges::in_block(at, *block),
                    None => Edges::ALL,
                };
                let style = match new.mark {
                    mark if mark == carried && format.is_none() => Ok(present),
                    Some(mark) => self.styles.marked(base, mark, edges, format),
                    None if is_lost => self.styles.cleared(present, edges),
                    None => Ok(base),
                };
                let style = style.map_err(|error| of_part(&self.parts.styles.0, error))?;
                let content = if is_first { new.content.clone() } else { NewContent::Same };
                if style != present || content != NewContent::Same {
                    new_cells.insert(at, NewCell { content, style });
                }
            }
        }
        let formula = |at| change.sheet.cell(at).and_then(|cell| cell.formula.as_deref());
        cells.write(&new_cells, formula, &mut splices);
        if change.steps_back
            && let Some(views) = part.element("sheetViews")
        {
            step_back(&text.xml, views.span.clone(), &mut splices);
        }
        let unplaced = self.write_notes(text, &part, &change.notes, &mut splices)?;
        if !splices.is_empty() {
            let xml = splices.apply(&text.xml).ok_or_else(|| Obstacle::Proof(text.part.clone()))?;
            self.changes.changed.insert(text.part.clone(), xml);
            let cells = new_cells.into_keys().collect();
            self.edited.push(Edited {
                sheet: name.clone(),
                part: &text.part,
                xml: &text.xml,
                before: part,
                cells,
            });
        }
        Ok(Outcome { styles, uncached, unplaced })
    }
}

/// The cells that carry a cell's mark: itself, and where it is the first of a merged block the others along the block's edges.
pub(in crate::write) fn block_of(sheet: &Sheet, first: CellRef) -> Vec<CellRef> {
    let Some(block) = sheet.merge_at(first).filter(|block| block.first == first) else { return vec![first] };
    let size = |from: u32, to: u32| usize::try_from(to - from).unwrap_or(MOST_IN_BLOCK);
    let rows = size(block.first.row, block.last.row);
    let cols = size(block.first.col.into(), block.last.col.into());
    if rows.saturating_mul(cols) > MOST_IN_BLOCK || rows.max(cols) > MOST_IN_BLOCK {
        return vec![first];
    }
    let is_edge = |at: &CellRef| {
        at.row == block.first.row
            || at.row == block.last.row
            || at.col == block.first.col
            || at.col == block.last.col
    };
    let cells = (block.first.row..=block.last.row)
        .flat_map(|row| (block.first.col..=block.last.col).map(move |col| CellRef::new(row, col)));
    cells.filter(is_edge).collect()
}

/// Takes the sign that a sheet is the one to be shown out of its views.
fn step_back(xml: &str, views: Range<usize>, splices: &mut Splices) {
    let text = xml.get(views.clone()).unwrap_or_default();
    for (at, _) in text.match_indices(" tabSelected=") {
        let value = text[at..].char_indices().filter(|(_, c)| matches!(c, '"' | '\'')).nth(1);
        if let Some((end, quote)) = value {
            splices.remove(views.start + at..views.start + at + end + quote.len_utf8());
        }
    }
}

/// A part that a change goes to cannot take it.
fn of_part(part: &str, source: impl std::error::Error + Send + Sync + 'static) -> Obstacle {
    Obstacle::Part { part: part.to_owned(), source: Box::new(source) }
}
