//! Sparse tables of cells by column, so that a block is a few slices, however large it is.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::address::Area;
use crate::value::CellRef;

/// Something for some cells of a workbook.
#[derive(Debug)]
pub(super) struct Columns<T> {
    by_column: BTreeMap<(usize, u16), Vec<(u32, T)>>,
}

impl<T> Columns<T> {
    pub(super) fn of(entries: impl Iterator<Item = (usize, CellRef, T)>) -> Self {
        let mut by_column: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (sheet, at, entry) in entries {
            by_column.entry((sheet, at.col)).or_default().push((at.row, entry));
        }
        for column in by_column.values_mut() {
            column.sort_by_key(|(row, _)| *row);
        }
        Self { by_column }
    }

    pub(super) fn get(&self, sheet: usize, at: CellRef) -> Option<&T> {
        let column = self.by_column.get(&(sheet, at.col))?;
        let index = column.binary_search_by_key(&at.row, |(row, _)| *row).ok()?;
        column.get(index).map(|(_, entry)| entry)
    }

    /// What lies within a block: of each column that has something its number, and rows with their entries.
    pub(super) fn within(&self, area: Area) -> impl Iterator<Item = (u16, &[(u32, T)])> {
        let (first, last) = (area.first, area.last);
        self.by_column.range((area.sheet, first.col)..=(area.sheet, last.col)).map(
            move |((_, col), column)| {
                let start = column.partition_point(|(row, _)| *row < first.row);
                let end = column.partition_point(|(row, _)| *row <= last.row);
                (*col, &column[start..end.max(start)])
            },
        )
    }
}

/// How much may still be looked at; once it is used up, results stay unknown.
#[derive(Debug)]
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) fn new(limit: usize) -> Self {
        Self(Cell::new(limit))
    }

    /// Takes so much of it; `None` if there is not enough left, and then there is nothing left.
    pub(super) fn take(&self, amount: usize) -> Option<()> {
        let left = self.0.get().checked_sub(amount);
        self.0.set(left.unwrap_or_default());
        left.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_lies_within_a_block() {
        let cells = ["B9", "A1", "B2", "C5", "A3"];
        let at = |text: &str| text.parse::<CellRef>().unwrap();
        let table = Columns::of(cells.iter().map(|text| (usize::from(*text == "C5"), at(text), *text)));
        let found = |sheet, first, last| -> Vec<&str> {
            let area = Area { sheet, first: at(first), last: at(last) };
            table.within(area).flat_map(|(_, column)| column.iter().map(|(_, text)| *text)).collect()
        };
        assert_eq!(found(0, "A1", "XFD1048576"), ["A1", "A3", "B2", "B9"]);
        assert_eq!(found(0, "A2", "B8"), ["A3", "B2"]);
        assert_eq!(found(0, "A4", "A9"), Vec::<&str>::new());
        assert_eq!(found(1, "A1", "C9"), ["C5"]);
        assert_eq!(table.get(0, at("B9")), Some(&"B9"));
        assert_eq!(table.get(0, at("C5")), None);
    }
}
