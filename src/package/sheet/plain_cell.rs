//! Cells as nearly every program writes them, `<c r="B7" s="3" t="s"><v>12</v></c>`, read in one go.
//!
//! Nine in ten cells of a form are spelled like that, most of them blank. Any other spelling is left to the elements.

use std::borrow::Cow;

use memchr::memchr;

use super::elements::Elements;
use super::{Kind, RawCell};
use crate::package::markup::may_exceed;

impl<'x> Elements<'x> {
    /// The cell that begins here, if it is spelled in the usual way; else nothing was read.
    pub(super) fn plain_cell(&mut self) -> Option<RawCell<'x>> {
        let (start, rest) = (self.position(), self.rest());
        let bytes = rest.as_bytes();
        if !bytes.starts_with(b"<c r=\"") {
            return None;
        }
        let (mut at, mut style, mut kind) = (None, 0, Kind::Number);
        let mut end = 3;
        let is_blank = loop {
            let name = *bytes.get(end)?;
            if bytes.get(end + 1..end + 3)? != b"=\"" {
                return None;
            }
            let from = end + 3;
            let to = from + bytes.get(from..)?.iter().position(|byte| *byte == b'"')?;
            let value = rest.get(from..to)?;
            match name {
                b'r' => at = Some(value.parse().ok()?),
                b's' => style = value.parse().ok()?,
                b't' => kind = kind_of(value),
                _ => return None,
            }
            end = to + 2;
            match bytes.get(to + 1)? {
                b' ' => {}
                b'>' => break false,
                b'/' if bytes.get(end) == Some(&b'>') => {
                    end += 1;
                    break true;
                }
                _ => return None,
            }
        };
        // What may be too much is left to those that count.
        if may_exceed(end, self.most_attributes) {
            return None;
        }
        let (at, tag) = (at?, start..start + end);
        let mut value = None;
        if !is_blank {
            let inner = rest.get(end..)?.strip_prefix("<v>")?;
            let text = inner.get(..memchr(b'<', inner.as_bytes())?)?;
            // Beside an inline text `<v>` says nothing.
            if text.len() > self.most_text {
                return None;
            }
            let is_as_it_reads =
                !text.bytes().any(|byte| matches!(byte, b'&' | b'\r')) && kind != Kind::Inline;
            if !is_as_it_reads || !inner[text.len()..].starts_with("</v></c>") {
                return None;
            }
            value = Some(Cow::Borrowed(text));
            end += "<v></v></c>".len() + text.len();
        }
        self.go_on(end);
        Some(RawCell { at, style, kind, value, formula: None, span: start..start + end, tag })
    }
}

/// What a cell's `t` says.
pub(super) fn kind_of(name: &str) -> Kind {
    match name {
        "s" => Kind::Shared,
        "str" => Kind::Text,
        "inlineStr" | "is" => Kind::Inline,
        "b" => Kind::Bool,
        "e" => Kind::Error,
        "d" => Kind::Date,
        _ => Kind::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::super::scan;
    use super::*;

    /// The cells of a row, read once as they are spelled and once with a blank before each `>`, which no plain cell has.
    fn read(cells: &str) -> (usize, usize) {
        let plain = format!("<worksheet><sheetData><row r=\"1\">{cells}</row></sheetData></worksheet>");
        let spaced = plain.replace("<c r", "<c  r");
        let (own, other) = (scan(&plain, "a"), scan(&spaced, "a"));
        let (Ok(own), Ok(other)) = (&own, &other) else {
            assert_eq!(own.is_ok(), other.is_ok(), "{cells}");
            return (0, 0);
        };
        assert_eq!(own.cells.len(), other.cells.len(), "{cells}");
        for (own, other) in own.cells.iter().zip(&other.cells) {
            let facts = |cell: &RawCell<'_>| {
                (cell.at, cell.style, cell.kind, cell.value.as_deref().map(str::to_owned))
            };
            assert_eq!(facts(own), facts(other), "{cells}");
            assert_eq!(&plain[own.span.clone()].replace("<c r", "<c  r"), &spaced[other.span.clone()]);
            assert_eq!(&plain[own.tag.clone()].replace("<c r", "<c  r"), &spaced[other.tag.clone()]);
        }
        let mut elements = Elements::new(cells);
        (own.cells.len(), std::iter::from_fn(|| elements.plain_cell()).count())
    }

    #[test]
    fn plain_cells_are_what_the_elements_make_of_them() {
        for (cells, count, plain) in [
            ("<c r=\"B7\" s=\"3\" t=\"s\"><v>12</v></c>", 1, 1),
            ("<c r=\"A1\"/><c r=\"B1\" s=\"4\"/><c r=\"C1\"><v>1.5</v></c>", 3, 3),
            ("<c r=\"A1\" t=\"str\" s=\"1\"><v>分</v></c>", 1, 1),
            ("<c r=\"A1\" t=\"str\"><v></v></c>", 1, 1),
            ("<c r=\"A1\" r=\"B2\"/>", 1, 1),
            ("<c r=\"A1\" ><v>1</v></c>", 1, 0),
            ("<c r=\"A1\" cm=\"1\"><v>1</v></c>", 1, 0),
            ("<c r=\"A1\" s=\"x\"><v>1</v></c>", 1, 0),
            ("<c r='A1'><v>1</v></c>", 1, 0),
            ("<c r=\"A1\"><v>1&amp;</v></c>", 1, 0),
            ("<c r=\"A1\"><v>1\r</v></c>", 1, 0),
            ("<c r=\"A1\"><v>1<!-- --></v></c>", 1, 0),
            ("<c r=\"A1\"><v>1</v><f>A2</f></c>", 1, 0),
            ("<c r=\"A1\"><f>A2</f><v>1</v></c>", 1, 0),
            ("<c r=\"A1\"><v/></c>", 1, 0),
            ("<c r=\"A1\"></c>", 1, 0),
            ("<c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c>", 1, 0),
            ("<c r=\"A1\" t=\"inlineStr\"><v>a</v></c>", 1, 0),
            ("<c r=\"甲\"/>", 0, 0),
            ("<c r=\"A1", 0, 0),
            ("<c r=\"A1\"", 0, 0),
            ("<c r=\"A1\"><v>1", 0, 0),
        ] {
            assert_eq!(read(cells), (count, plain), "{cells}");
        }
    }
}
