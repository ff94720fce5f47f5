//! The text of paragraphs and cells.

use super::{is_on, is_wrapper};
use crate::package::{Markup, Piece};
use crate::read::error::ReadError;

/// The text of the paragraph being read, or of a run or link within it, is added to `text`.
pub(super) fn read_paragraph(xml: &mut Markup<'_>, text: &mut String) -> Result<(), ReadError> {
    read_inline(xml, text, false)
}

/// The same without the text that is set hidden.
pub(super) fn read_shown_paragraph(xml: &mut Markup<'_>, text: &mut String) -> Result<(), ReadError> {
    read_inline(xml, text, true)
}

fn read_inline(xml: &mut Markup<'_>, text: &mut String, shown_only: bool) -> Result<(), ReadError> {
    let (start, mut hidden) = (text.len(), false);
    while let Some(element) = xml.element()? {
        match element.name() {
            "t" => {
                while let Some(piece) = xml.piece()? {
                    match piece {
                        Piece::Text(own) => text.push_str(&own),
                        Piece::Element(_) => xml.skip()?,
                    }
                }
            }
            "tab" | "ptab" => push(xml, text, '\t')?,
            "br" | "cr" => push(xml, text, '\n')?,
            "noBreakHyphen" => push(xml, text, '-')?,
            "rPr" if shown_only => hidden |= is_hidden(xml)?,
            // Settings; what was deleted or moved away; drawings and their texts; the reading above a word; the older
            // twin of what `Choice` says.
            "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "rubyPr" | "fldChar"
            | "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "drawing" | "pict"
            | "object" | "txbxContent" | "rt" | "Fallback" => xml.skip()?,
            _ => read_inline(xml, text, shown_only)?,
        }
    }
    if hidden {
        text.truncate(start);
    }
    Ok(())
}

/// Whether the settings of the run being read hide it.
fn is_hidden(xml: &mut Markup<'_>) -> Result<bool, ReadError> {
    let mut hidden = false;
    while let Some(setting) = xml.element()? {
        if setting.name() == "vanish" {
            hidden = is_on(&setting)?;
        }
        xml.skip()?;
    }
    Ok(hidden)
}

fn push(xml: &mut Markup<'_>, text: &mut String, mark: char) -> Result<(), ReadError> {
    text.push(mark);
    Ok(xml.skip()?)
}

/// The paragraphs of a cell, one line each.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    count: usize,
}

impl Lines {
    /// Reads the element just opened within a cell.
    pub(super) fn read_block(&mut self, xml: &mut Markup<'_>, name: &str) -> Result<(), ReadError> {
        match name {
            "p" => {
                self.begin();
                read_paragraph(xml, &mut self.text)
            }
            "tbl" => self.read_nested(xml),
            name if is_wrapper(name) => {
                while let Some(element) = xml.element()? {
                    self.read_block(xml, element.name())?;
                }
                Ok(())
            }
            _ => Ok(xml.skip()?),
        }
    }

    fn begin(&mut self) {
        if self.count > 0 {
            self.text.push('\n');
        }
        self.count += 1;
    }

    /// A table within a cell: each row is a line.
    fn read_nested(&mut self, xml: &mut Markup<'_>) -> Result<(), ReadError> {
        while let Some(element) = xml.element()? {
            match element.name() {
                "tr" => {
                    self.begin();
                    let start = self.text.len();
                    self.read_nested_row(xml, start)?;
                }
                name if is_wrapper(name) => self.read_nested(xml)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn read_nested_row(&mut self, xml: &mut Markup<'_>, start: usize) -> Result<(), ReadError> {
        while let Some(element) = xml.element()? {
            match element.name() {
                "tc" => {
                    let mut cell = Self::default();
                    while let Some(element) = xml.element()? {
                        cell.read_block(xml, element.name())?;
                    }
                    let cell = cell.finish();
                    if !cell.is_empty() {
                        if self.text.len() > start {
                            self.text.push('\t');
                        }
                        self.text.push_str(&cell.replace('\n', " "));
                    }
                }
                name if is_wrapper(name) => self.read_nested_row(xml, start)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    /// The whole text, without the empty lines at its end.
    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end_matches('\n').len());
        self.text
    }
}
