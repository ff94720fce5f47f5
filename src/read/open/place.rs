//! Where cells and merged blocks stand, whatever a file says.

use calamine::Dimensions;

use crate::model::{Odd, Oddity};
use crate::read::grid::{Cell, Merge};
use crate::value::CellRef;

/// The address, if a sheet can have it.
pub(super) fn cell_ref((row, col): (u32, u32)) -> Option<CellRef> {
    let col = u16::try_from(col).ok().filter(|col| *col < 16_384)?;
    (row < 1_048_576).then_some(CellRef::new(row, col))
}

/// A merged block of more than one cell, its corners in order.
pub(super) fn merge(first: (u32, u32), last: (u32, u32)) -> Option<Merge> {
    let block = Merge { first: cell_ref(first)?, last: cell_ref(last)? };
    let in_order = block.first.row <= block.last.row && block.first.col <= block.last.col;
    (block.first != block.last && in_order).then_some(block)
}

/// The merged blocks as calamine lists them.
pub(super) fn merges(blocks: &[Dimensions]) -> Vec<Merge> {
    blocks.iter().filter_map(|block| merge(block.start, block.end)).collect()
}

/// Writers may put cells out of order; of several cells at one address the last is kept, as in Excel, and all that were not
/// alike are told.
pub(super) fn in_order(cells: &mut Vec<Cell>) -> Vec<Oddity> {
    if cells.is_sorted_by(|a, b| a.at < b.at) {
        return Vec::new();
    }
    // Stable: cells at one address stay in the order of the file.
    cells.sort_by_key(|cell| cell.at);
    let mut repeated = Vec::new();
    for same in cells.chunk_by(|a, b| a.at == b.at) {
        let [earlier @ .., last] = same else { continue };
        if earlier.iter().any(|cell| (&cell.value, &cell.formula) != (&last.value, &last.formula)) {
            let what = Odd::Repeated {
                times: same.len(),
                earlier: earlier.iter().take(2).map(written).collect(),
                last: written(last),
            };
            repeated.push(Oddity { at: last.at, what });
        }
    }
    // The last of them, where `dedup` would keep the first.
    cells.reverse();
    cells.dedup_by_key(|cell| cell.at);
    cells.reverse();
    repeated
}

/// What a cell was written with: its formula, or what it shows.
fn written(cell: &Cell) -> String {
    cell.formula.as_ref().map_or_else(|| cell.text.clone(), |formula| format!("={formula}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::grid::CellValue;

    fn cells(all: &[(&str, &str)]) -> Vec<Cell> {
        let cell = |(at, text): &(&str, &str)| Cell {
            at: at.parse().unwrap(),
            value: CellValue::Text((*text).to_owned()),
            text: (*text).to_owned(),
            format: None,
            formula: None,
        };
        all.iter().map(cell).collect()
    }

    #[test]
    fn the_last_of_several_cells_at_one_address_is_kept_and_told() {
        for (written, kept, told) in [
            (&[("A1", "1"), ("B1", "2")][..], &[("A1", "1"), ("B1", "2")][..], &[][..]),
            (&[("B2", "2"), ("A1", "1")], &[("A1", "1"), ("B2", "2")], &[]),
            (&[("A1", "1"), ("A1", "1")], &[("A1", "1")], &[]),
            (&[("A1", "1"), ("B1", "2"), ("A1", "3")], &[("A1", "3"), ("B1", "2")], &[(2, "1", "3")]),
            (
                &[("A1", "1"), ("A1", "2"), ("A1", "3"), ("A1", "1"), ("B1", ""), ("B1", "4")],
                &[("A1", "1"), ("B1", "4")],
                &[(4, "1 2", "1"), (2, "", "4")],
            ),
        ] {
            let mut own = cells(written);
            let oddities = in_order(&mut own);
            assert_eq!(own, cells(kept), "{written:?}");
            let repeated = oddities.into_iter().map(|own| match own.what {
                Odd::Repeated { times, earlier, last } => (times, earlier.join(" "), last),
                other => panic!("{other:?}"),
            });
            let told: Vec<_> = told
                .iter()
                .map(|(times, earlier, last)| (*times, (*earlier).to_owned(), (*last).to_owned()))
                .collect();
            assert_eq!(repeated.collect::<Vec<_>>(), told, "{written:?}");
        }
    }
}
