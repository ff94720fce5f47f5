//! A note's shape: where it stands, how large it is, and its VML.

use std::ops::Range;

use crate::value::CellRef;
use crate::write::note_look::{self, LINE_HEIGHT, MAX_HEIGHT};

/// The name of the shape that all notes are.
pub(super) const TYPE: &str = "_x0000_t202";
/// What Excel takes for the size of a cell, in pixels.
const CELL: (u32, u32) = (64, 20);
/// The last row and column.
const LAST: (u32, u32) = (1_048_575, 16_383);

/// Where a shape stands: a column, pixels into it, a row, pixels into it, for its first corner and its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor([u32; 8]);

impl Anchor {
    /// Reads `3, 15, 0, 2, 5, 54, 4, 14`; also the bytes of the row it ends in.
    pub(super) fn read(text: &str) -> Option<(Self, Range<usize>)> {
        let (mut numbers, mut bottom, mut start, mut count) = ([0; 8], 0..0, 0, 0);
        for field in text.split(',') {
            let number = field.trim();
            *numbers.get_mut(count)? = number.parse().ok()?;
            if count == 6 {
                let first = start + (field.len() - field.trim_start().len());
                bottom = first..first + number.len();
            }
            start += field.len() + 1;
            count += 1;
        }
        (count == 8).then_some((Self(numbers), bottom))
    }

    /// Beside a cell, with room for a text.
    fn beside(at: CellRef, height: u32) -> Self {
        let (width, (cell_width, cell_height)) = (note_look::WIDTH, CELL);
        let (left_inset, top_inset) = (15, if at.row == 0 { 2 } else { 10 });
        let (right, bottom) = (left_inset + width, top_inset + height);
        // At the sheet's last columns and rows the note stands as far back as it must.
        let left = (u32::from(at.col) + 1).min(LAST.1 - right / cell_width);
        let top = at.row.saturating_sub(1).min(LAST.0 - bottom / cell_height);
        Self([
            left,
            left_inset,
            top,
            top_inset,
            left + right / cell_width,
            right % cell_width,
            top + bottom / cell_height,
            bottom % cell_height,
        ])
    }

    /// The row it ends in once more words stand in the note.
    pub(super) fn lengthened(self, words: &str) -> Option<u32> {
        let [_, _, top, _, _, _, bottom, _] = self.0;
        let row = bottom.checked_add(self.rows(words)?)?;
        (bottom >= top && row <= LAST.0).then_some(row)
    }

    /// The row it ended in before those words stood there.
    pub(super) fn shortened(self, words: &str) -> Option<u32> {
        let [_, _, top, _, _, _, bottom, _] = self.0;
        bottom.checked_sub(self.rows(words)?).filter(|row| *row >= top)
    }

    /// The rows that words need in a note of this width.
    fn rows(self, words: &str) -> Option<u32> {
        let [left, left_inset, _, _, right, right_inset, _, _] = self.0;
        let edge = |col: u32, inset: u32| col.checked_mul(CELL.0)?.checked_add(inset);
        let width = edge(right, right_inset)?.checked_sub(edge(left, left_inset)?)?;
        let height = note_look::lines(words, width).saturating_mul(LINE_HEIGHT);
        Some(height.min(MAX_HEIGHT).div_ceil(CELL.1))
    }
}

/// What all notes are drawn as.
pub(super) fn shapetype(declarations: &str) -> String {
    format!(
        "<v:shapetype{declarations} id=\"{TYPE}\" coordsize=\"21600,21600\" o:spt=\"202\" \
         path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
         <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
    )
}

/// A hidden note of ours.
pub(super) fn note(at: CellRef, words: &str, number: u32, layer: u32, declarations: &str) -> String {
    let height = note_look::height(words);
    let anchor = Anchor::beside(at, height);
    let [left, left_inset, top, top_inset, ..] = anchor.0;
    let points = |pixels: u32| pixels * 3 / 4;
    let style = format!(
        "position:absolute;margin-left:{}pt;margin-top:{}pt;width:{}pt;height:{}pt;z-index:{layer};visibility:hidden",
        points(left * CELL.0 + left_inset),
        points(top * CELL.1 + top_inset),
        points(note_look::WIDTH),
        points(height)
    );
    let anchor = anchor.0.map(|number| number.to_string()).join(", ");
    let CellRef { row, col } = at;
    format!(
        "<v:shape{declarations} id=\"_x0000_s{number}\" type=\"#{TYPE}\" style=\"{style}\" fillcolor=\"#ffffe1\" \
         o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>\
         <v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\">\
         <div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/>\
         <x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>\
         <x:Column>{col}</x:Column></x:ClientData></v:shape>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_anchor_and_where_its_bottom_row_stands() {
        for (text, bottom) in [
            ("3, 15, 0, 2, 5, 54, 4, 14", Some("4")),
            ("\n    3,15,0,2,5,54, 17 ,14 ", Some("17")),
            ("0,0,0,0,0,0,0,0", Some("0")),
            ("", None),
            ("3, 15, 0, 2, 5, 54, 4", None),
            ("3, 15, 0, 2, 5, 54, 4, 14, 1", None),
            ("3, 15, 0, 2, 5, 54, -4, 14", None),
            ("3, 15, 0, 2, 5, 54, 4294967296, 14", None),
            ("3, 15, 0, 2, 5, 54, 四, 14", None),
        ] {
            assert_eq!(Anchor::read(text).map(|(_, bytes)| &text[bytes]), bottom, "{text}");
        }
    }

    #[test]
    fn a_note_stands_beside_its_cell_and_within_the_sheet() {
        for (at, height, expected) in [
            ("A1", 48, [1, 15, 0, 2, 6, 15, 2, 10]),
            ("H12", 60, [8, 15, 10, 10, 13, 15, 13, 10]),
            ("XFD1048576", 48, [16_378, 15, 1_048_573, 10, 16_383, 15, 1_048_575, 18]),
            ("XFD1048576", 1200, [16_378, 15, 1_048_515, 10, 16_383, 15, 1_048_575, 10]),
        ] {
            assert_eq!(Anchor::beside(at.parse().unwrap(), height).0, expected, "{at}");
        }
    }

    #[test]
    fn what_is_lengthened_can_be_shortened_again() {
        // Two columns wide: 18 characters to a line, so nine wide ones need two lines.
        for (anchor, words, longer) in [
            ([3, 15, 0, 2, 5, 15, 4, 14], "一\n二", Some(6)),
            ([3, 15, 0, 2, 5, 15, 4, 14], "一二三四五六七八九", Some(6)),
            ([3, 15, 0, 2, 5, 15, 4, 14], "一二三四五六七八", Some(5)),
            ([3, 15, 0, 2, 8, 15, 4, 14], "一二三四五六七八九", Some(5)),
            ([3, 15, 9, 2, 5, 15, 4, 14], "一", None),
            ([5, 15, 0, 2, 3, 15, 4, 14], "一", None),
            ([3, 15, 0, 2, 5, 15, 1_048_575, 14], "一", None),
            ([3, 15, 0, 2, u32::MAX, 15, 4, 14], "一", None),
        ] {
            let anchor = Anchor(anchor);
            assert_eq!(anchor.lengthened(words), longer, "{anchor:?} {words}");
            if let Some(longer) = longer {
                let mut numbers = anchor.0;
                numbers[6] = longer;
                assert_eq!(Anchor(numbers).shortened(words), Some(anchor.0[6]));
            }
        }
        assert_eq!(
            Anchor([3, 15, 0, 2, 8, 15, 4, 14]).lengthened(&"一\n".repeat(99)),
            Some(64),
            "at most 60 rows"
        );
        assert_eq!(Anchor([3, 15, 3, 2, 8, 15, 4, 14]).shortened("一\n二"), None, "saved smaller since");
    }
}
