//! The paragraphs of a document outside its tables.

use super::text::read_shown_paragraph;
use super::{SHEET, is_wrapper};
use crate::package::Markup;
use crate::read::error::ReadError;
use crate::read::open::tally::Tally;

/// Reads the document from its outermost element on; blank paragraphs are left out.
pub(super) fn read(xml: &mut Markup<'_>, tally: &mut Tally) -> Result<Vec<String>, ReadError> {
    let mut paragraphs = Vec::new();
    xml.root()?;
    while let Some(part) = xml.element()? {
        if part.name() == "body" {
            read_blocks(xml, &mut paragraphs, tally)?;
        } else {
            xml.skip()?;
        }
    }
    Ok(paragraphs)
}

fn read_blocks(
    xml: &mut Markup<'_>,
    paragraphs: &mut Vec<String>,
    tally: &mut Tally,
) -> Result<(), ReadError> {
    while let Some(block) = xml.element()? {
        match block.name() {
            "p" => {
                let mut text = String::new();
                read_shown_paragraph(xml, &mut text)?;
                tally.take(1, SHEET)?;
                tally.take_text(text.len(), SHEET)?;
                if !text.trim().is_empty() {
                    paragraphs.push(text);
                }
            }
            name if is_wrapper(name) => read_blocks(xml, paragraphs, tally)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}
