//! The copy opened again before anybody gets it: what was not to change has not, and what was reads as it was meant.

use super::obstacle::Obstacle;
use super::parts::TYPES;
use crate::package::sheet::{RawCell, SheetPart, scan};
use crate::package::{Changes, Package, checksum};
use crate::value::CellRef;

/// A worksheet that is changed.
pub(super) struct Edited<'p> {
    pub(super) sheet: String,
    /// Its part's name.
    pub(super) part: &'p str,
    /// Its part as it was, and what stood in it.
    pub(super) xml: &'p str,
    pub(super) before: SheetPart<'p>,
    /// The cells that are given another content or style, in order.
    pub(super) cells: Vec<CellRef>,
}

/// The worksheet's children that a patch may change beside its cells.
const MAY_CHANGE: [&str; 4] = ["sheetData", "dimension", "sheetViews", "legacyDrawing"];

/// Compares the copy with the original: every untouched part byte by byte, every cell but the edited ones, and the changed
/// parts with what was to be written.
pub(super) fn check(
    original: &[u8],
    copy: &[u8],
    original_names: &[String],
    changes: &Changes,
    edited: &[Edited<'_>],
) -> Result<(), Obstacle> {
    let differs = |what: &str| Obstacle::Proof(what.to_owned());
    let (mut old, mut new) = (Package::open(original)?, Package::open(copy)?);
    let stays = |name: &&String| !changes.removed.contains(name);
    let expected: Vec<&String> = original_names.iter().filter(stays).chain(changes.added.keys()).collect();
    let names = new.sound_names()?;
    if !names.iter().eq(expected) {
        return Err(differs(TYPES));
    }
    for name in &names {
        let same = match (changes.changed.get(name), changes.added.get(name)) {
            (Some(content), _) => new.part(name)?.is_some_and(|part| part == content.as_bytes()),
            (None, Some(content)) => new.raw(name)?.is_some_and(|(sum, _)| sum == checksum(content)),
            (None, None) => old.raw(name)? == new.raw(name)?,
        };
        if !same {
            return Err(differs(name));
        }
    }
    for Edited { sheet, part, xml, before, cells } in edited {
        let Some(changed) = changes.changed.get(*part) else { continue };
        let after = scan(changed, part)?;
        if let Some(cell) = first_difference(before, &after, cells) {
            return Err(differs(&format!("{sheet}!{cell}")));
        }
        if !rest(before, xml).eq(rest(&after, changed)) {
            return Err(differs(part));
        }
    }
    Ok(())
}

/// What a worksheet holds beside what a patch may change.
fn rest<'x>(part: &'x SheetPart<'x>, xml: &'x str) -> impl Iterator<Item = Option<&'x str>> {
    let kept = part.elements.iter().filter(|own| !MAY_CHANGE.contains(&own.name));
    kept.map(|own| xml.get(own.span.clone()))
}

/// The first cell that differs though it was not to be edited.
fn first_difference(before: &SheetPart<'_>, after: &SheetPart<'_>, edited: &[CellRef]) -> Option<CellRef> {
    let kept = |cell: &&RawCell<'_>| edited.binary_search(&cell.at).is_err();
    let mut old = before.cells.iter().filter(kept);
    let mut new = after.cells.iter().filter(kept);
    loop {
        match (old.next(), new.next()) {
            (None, None) => return None,
            (Some(old), Some(new)) if same(old, new) => {}
            (old, new) => return old.or(new).map(|cell| cell.at),
        }
    }
}

/// Whether two cells hold the same; a formula that was shared may now be written out.
fn same(old: &RawCell<'_>, new: &RawCell<'_>) -> bool {
    let is_formula = |cell: &RawCell<'_>| cell.formula.is_some();
    old.at == new.at
        && old.style == new.style
        && old.kind == new.kind
        && old.value == new.value
        && is_formula(old) == is_formula(new)
        && match (&old.formula, &new.formula) {
            (Some(old), Some(new)) => old.text.is_empty() || old.text == new.text,
            _ => true,
        }
}
