//! Addresses in formulas: `$A$1`, `A1:B9`, whole columns `A:C` and rows `3:5`.

use crate::value::CellRef;

const LAST: CellRef = CellRef::new(1_048_575, 16_383);

/// A block of cells of one sheet, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) sheet: usize,
    pub(super) first: CellRef,
    pub(super) last: CellRef,
}

impl Area {
    /// Its cell, if it is but one.
    pub(super) fn single(self) -> Option<CellRef> {
        (self.first == self.last).then_some(self.first)
    }

    /// How many rows and columns lie below and beside its first cell.
    pub(super) fn extent(self) -> (u32, u16) {
        (self.last.row - self.first.row, self.last.col - self.first.col)
    }

    /// The block that begins here and is as large as `other`, within the sheet.
    pub(super) fn shaped_like(self, other: Self) -> Self {
        let (rows, cols) = other.extent();
        let row = self.first.row.saturating_add(rows).min(LAST.row);
        let col = self.first.col.saturating_add(cols).min(LAST.col);
        Self { last: CellRef::new(row, col), ..self }
    }
}

/// One end of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    /// `None` for a whole column.
    row: Option<u32>,
    /// `None` for a whole row.
    col: Option<u16>,
    /// Whether it stays where it is, wherever the formula stands.
    pub(super) is_absolute: bool,
}

impl End {
    /// Reads `$A$1`, `A` or `3`.
    pub(super) fn parse(word: &str) -> Option<Self> {
        let letters_end = |text: &str| text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (fixed_first, rest) = without_dollar(word);
        let (letters, rest) = rest.split_at(letters_end(rest));
        let (fixed_second, digits) = without_dollar(rest);
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match (letters.is_empty(), digits.is_empty()) {
            (true, true) => None,
            (false, false) => {
                let at: CellRef = format!("{letters}{digits}").parse().ok()?;
                let is_absolute = fixed_first && fixed_second;
                Some(Self { row: Some(at.row), col: Some(at.col), is_absolute })
            }
            // `A$` and `$$3` are no addresses.
            _ if fixed_second => None,
            (false, true) => {
                let at: CellRef = format!("{letters}1").parse().ok()?;
                Some(Self { row: None, col: Some(at.col), is_absolute: fixed_first })
            }
            (true, false) => {
                let at: CellRef = format!("A{digits}").parse().ok()?;
                Some(Self { row: Some(at.row), col: None, is_absolute: fixed_first })
            }
        }
    }

    /// Whether it is one cell, not a whole row or column.
    pub(super) fn is_cell(self) -> bool {
        self.row.is_some() && self.col.is_some()
    }

    /// The block between two ends of one kind.
    pub(super) fn to(self, other: Self, sheet: usize) -> Option<Area> {
        let rows = match (self.row, other.row) {
            (Some(one), Some(two)) => (one.min(two), one.max(two)),
            (None, None) => (0, LAST.row),
            _ => return None,
        };
        let cols = match (self.col, other.col) {
            (Some(one), Some(two)) => (one.min(two), one.max(two)),
            (None, None) => (0, LAST.col),
            _ => return None,
        };
        Some(Area { sheet, first: CellRef::new(rows.0, cols.0), last: CellRef::new(rows.1, cols.1) })
    }
}

fn without_dollar(text: &str) -> (bool, &str) {
    text.strip_prefix('$').map_or((false, text), |rest| (true, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_blocks_however_they_are_written() {
        for (first, last, block) in [
            ("A1", "B9", "A1:B9"),
            ("$B$9", "a1", "A1:B9"),
            ("A9", "B1", "A1:B9"),
            ("A", "$C", "A1:C1048576"),
            ("5", "$3", "A3:XFD5"),
            ("XFD1048576", "A1", "A1:XFD1048576"),
        ] {
            let area = End::parse(first).unwrap().to(End::parse(last).unwrap(), 0).unwrap();
            assert_eq!(format!("{}:{}", area.first, area.last), block);
        }
        assert_eq!(End::parse("A1").unwrap().to(End::parse("C").unwrap(), 0), None);
    }

    #[test]
    fn refuses_what_is_no_address() {
        for word in ["", "$", "A$", "$$3", "A0", "XFE1", "A1048577", "A1B", "TRUE1", "总分", "A1.5", "0"] {
            assert_eq!(End::parse(word), None, "{word}");
        }
        for (word, is_absolute) in
            [("$A$1", true), ("A$1", false), ("$A1", false), ("$A", true), ("3", false)]
        {
            assert_eq!(End::parse(word).unwrap().is_absolute, is_absolute, "{word}");
        }
    }
}
