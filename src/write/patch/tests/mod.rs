//! What the patch does to each of the parts it touches, and how it finds out if it did more.

mod again;
mod cells;
mod listing;
mod package;
mod places;
mod proof;
mod random;
mod values;

use std::collections::BTreeMap;

use super::cells::{Cells, NewCell, NewContent};
use crate::package::Splices;
use crate::package::sheet::scan;
use crate::value::CellRef;
use crate::write::drawn::{Cached, Content};

/// A cell that changes: where, what it is to hold, its style.
type Edit<'t> = (&'t str, NewContent, u32);

fn at(text: &str) -> CellRef {
    text.parse().unwrap()
}

fn number(text: &str) -> NewContent {
    NewContent::Content(Content::Number(text.parse().unwrap()))
}

fn text(text: &str) -> NewContent {
    NewContent::Content(Content::Text(text.to_owned()))
}

fn blank() -> NewContent {
    NewContent::Content(Content::Blank)
}

fn formula(text: &str, result: &str) -> NewContent {
    let result = Cached::Number(result.parse().unwrap());
    NewContent::Content(Content::Formula { text: text.to_owned(), result })
}

/// A worksheet part with some of its cells changed. `formulas`: the formulas of cells as they were read.
fn edited(xml: &str, edits: &[Edit<'_>], formulas: &[(&str, &str)]) -> String {
    let part = scan(xml, "").unwrap();
    let cells = Cells::new(xml, &part, "表").unwrap();
    let new =
        |(place, content, style): &Edit<'_>| (at(place), NewCell { content: content.clone(), style: *style });
    let edits: BTreeMap<CellRef, NewCell> = edits.iter().map(new).collect();
    let formula = |at: CellRef| {
        let own = formulas.iter().find(|(own, _)| *own == at.to_string());
        own.map(|(_, text)| *text)
    };
    let mut splices = Splices::default();
    cells.write(&edits, formula, &mut splices);
    let result = splices.apply(xml).unwrap();
    scan(&result, "").unwrap();
    result
}
