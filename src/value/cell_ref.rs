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
        let mut room = [0; 4];
        self.letters(&mut room).to_owned()
    }

    /// The letters of the column, at the end of `room`.
    fn letters(self, room: &mut [u8; 4]) -> &str {
        let mut rest = self.col;
        let mut first = room.len() - 1;
        let letter = |digit: u16| b'A' + u8::try_from(digit % 26).expect("a remainder of 26 fits in a byte");
        room[first] = letter(rest);
        while rest >= 26 {
            rest = rest / 26 - 1;
            first -= 1;
            room[first] = letter(rest);
        }
        std::str::from_utf8(&room[first..]).expect("letters are ASCII")
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letters(&mut [0; 4]))?;
        f.write_str(itoa::Buffer::new().format(u64::from(self.row) + 1))
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
        let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
        let split = text.bytes().take_while(|byte| is_letter(byte)).count();
        let (letters, digits) = text.as_bytes().split_at(split);
        if !matches!(letters.len(), 1..=3) || !matches!(digits.len(), 1..=7) || digits[0] == b'0' {
            return Err(error());
        }
        let col = letters
            .iter()
            .fold(0, |col: u32, byte| col * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(error());
        }
        let row = digits.iter().fold(0, |row: u32, byte| row * 10 + u32::from(byte - b'0'));
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
