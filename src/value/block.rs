//! Rectangles of cells: `A1:C9`.

use serde::{Deserialize, Serialize};

use super::CellRef;

/// A block of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Top-left cell.
    pub first: CellRef,
    /// Bottom-right cell.
    pub last: CellRef,
}

impl Block {
    /// The block of a reference such as `A1:C9`, `$A$1:$C$9` or `B7`; `None` if its corners are not in order.
    pub fn parse(reference: &str) -> Option<Self> {
        let corner = |text: &str| text.replace('$', "").parse::<CellRef>().ok();
        let (first, last) = match reference.split_once(':') {
            Some((first, last)) => (corner(first)?, corner(last)?),
            None => (corner(reference)?, corner(reference)?),
        };
        (first.row <= last.row && first.col <= last.col).then_some(Self { first, last })
    }

    /// Whether `at` lies inside.
    pub fn contains(&self, at: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.col..=self.last.col).contains(&at.col)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_references() {
        for (reference, corners) in [
            ("A1:C9", Some(("A1", "C9"))),
            ("$D$4:$D$9", Some(("D4", "D9"))),
            ("B7", Some(("B7", "B7"))),
            ("C9:A1", None),
            ("A1:", None),
            ("A:C", None),
            ("", None),
        ] {
            let block = Block::parse(reference);
            let shown = block.map(|block| (block.first.to_string(), block.last.to_string()));
            assert_eq!(shown.as_ref().map(|(a, b)| (a.as_str(), b.as_str())), corners, "{reference}");
        }
    }
}
