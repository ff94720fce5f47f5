//! Cell addresses as a person reads them: `H12`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where a cell stands; zero-based inside, shown as Excel shows it (`A1`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellRef {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub col: u16,
}

impl CellRef {
    /// The cell in zero-based `row` and `col`.
    pub const fn new(row: u32, col: u16) -> Self {
        Self { row, col }
    }

    /// The column's letters: 0 is `A`, 26 is `AA`.
    pub fn column_letters(self) -> String {
        let mut rest = u32::from(self.col) + 1;
        let mut letters = Vec::with_capacity(3);
        while rest > 0 {
            let digit = (rest - 1) % 26;
            letters.push(char::from(b'A' + u8::try_from(digit).expect("a remainder of 26 fits in a byte")));
            rest = (rest - 1) / 26;
        }
        letters.iter().rev().collect()
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.column_letters(), u64::from(self.row) + 1)
    }
}

/// The text is not a cell address such as `H12`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a cell address: {0:?}")]
pub struct ParseCellRefError(String);

impl FromStr for CellRef {
    type Err = ParseCellRefError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseCellRefError(text.to_owned());
        let split = text.find(|c: char| c.is_ascii_digit()).ok_or_else(error)?;
        let (letters, digits) = text.split_at(split);
        if letters.is_empty() || letters.len() > 3 || digits.starts_with('0') {
            return Err(error());
        }
        let mut col: u32 = 0;
        for letter in letters.bytes() {
            if !letter.is_ascii_alphabetic() {
                return Err(error());
            }
            col = col * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        }
        let row: u32 = digits.parse().map_err(|_| error())?;
        let col = u16::try_from(col - 1).map_err(|_| error())?;
        if row > 1_048_576 || col > 16_383 {
            return Err(error());
        }
        Ok(Self { row: row - 1, col })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_addresses() {
        for (text, row, col) in
            [("A1", 0, 0), ("Z9", 8, 25), ("AA10", 9, 26), ("I19", 18, 8), ("XFD1048576", 1_048_575, 16_383)]
        {
            assert_eq!(text.parse(), Ok(CellRef::new(row, col)), "{text}");
            assert_eq!(CellRef::new(row, col).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_address() {
        for text in ["", "A", "1", "A0", "A01", "AAAA1", "A1048577", "XFE1", "甲1", "A-1"] {
            assert!(text.parse::<CellRef>().is_err(), "{text}");
        }
    }
}
