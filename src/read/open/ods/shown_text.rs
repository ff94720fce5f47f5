//! The text a cell shows: its paragraphs, one line each.

use crate::package::{Markup, Piece};
use crate::read::error::ReadError;
use crate::read::open::tally::too_many;

/// The lines read so far.
#[derive(Default)]
pub(super) struct ShownText {
    pub(super) text: String,
    pub(super) paragraphs: usize,
    /// Where the text of the last paragraph begins.
    line: usize,
    most: usize,
}

impl ShownText {
    /// Nothing yet, and at most so many bytes.
    pub(super) fn at_most(most: usize) -> Self {
        Self { most, ..Self::default() }
    }

    /// The paragraphs of the element being read; notes and drawings are none of its text.
    pub(super) fn read_lines(&mut self, xml: &mut Markup<'_>, sheet: &str) -> Result<(), ReadError> {
        while let Some(element) = xml.element()? {
            match element.name() {
                "p" | "h" => {
                    if self.paragraphs > 0 {
                        self.text.push('\n');
                    }
                    self.paragraphs += 1;
                    self.line = self.text.len();
                    self.read_paragraph(xml, sheet)?;
                }
                // Lists, and a table within the cell.
                "list" | "list-header" | "list-item" | "table" | "table-header-rows" | "table-rows"
                | "table-row-group" | "table-row" | "table-cell" => self.read_lines(xml, sheet)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn read_paragraph(&mut self, xml: &mut Markup<'_>, sheet: &str) -> Result<(), ReadError> {
        while let Some(piece) = xml.piece()? {
            match piece {
                Piece::Text(text) => self.push(&text),
                Piece::Element(element) => match element.name() {
                    "s" => {
                        let blanks = element.attribute("c")?.map_or(1, |count| super::count(&count));
                        // One more than there is room for is enough to be refused below.
                        let room = self.most.saturating_sub(self.text.len()).saturating_add(1);
                        let blanks = usize::try_from(blanks).unwrap_or(room).min(room);
                        self.text.extend(std::iter::repeat_n(' ', blanks));
                        xml.skip()?;
                    }
                    "tab" => self.push_mark('\t', xml)?,
                    "line-break" => self.push_mark('\n', xml)?,
                    "span" | "a" | "meta" | "meta-field" | "ruby" | "ruby-base" | "date" | "time"
                    | "sheet-name" | "title" | "file-name" | "page-number" | "page-count" => {
                        self.read_paragraph(xml, sheet)?;
                    }
                    _ => xml.skip()?,
                },
            }
            if self.text.len() > self.most {
                return Err(too_many(sheet));
            }
        }
        Ok(())
    }

    fn push_mark(&mut self, mark: char, xml: &mut Markup<'_>) -> Result<(), ReadError> {
        self.text.push(mark);
        Ok(xml.skip()?)
    }

    /// Calc writes blanks as they are, several in a row too; a line end is the file's own, with its indent.
    fn push(&mut self, text: &str) {
        let is_blank = |c| matches!(c, ' ' | '\t' | '\r' | '\n');
        let mut rest = text;
        while let Some((words, blanks)) = rest.find(is_blank).and_then(|at| rest.split_at_checked(at)) {
            let (blanks, after) = blanks
                .find(|c| !is_blank(c))
                .and_then(|end| blanks.split_at_checked(end))
                .unwrap_or((blanks, ""));
            self.text.push_str(words);
            if blanks.bytes().all(|byte| byte == b' ') {
                self.text.push_str(blanks);
            } else if self.text.len() > self.line {
                self.text.push(' ');
            }
            rest = after;
        }
        self.text.push_str(rest);
    }
}
