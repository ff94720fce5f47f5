//! The tables of a Word document, and the short lines around them, as one sheet → [`Workbook`].

mod body;
mod columns;
mod paragraphs;
mod sheet;
mod table;
mod text;

use super::tally::Tally;
use crate::budget::{self, Limit};
use crate::package::{Element, Flaw, Markup, Package, PackageError, text_of};
use crate::read::error::ReadError;
use crate::read::grid::{FileKind, Workbook};

/// A paragraph of a cell stands some ten elements deep, and tables within cells and content controls add to it: documents nest so
/// many times as deep as workbooks.
const DEEPER: usize = 4;

/// A document has no tabs; this is what its one sheet is called.
const SHEET: &str = "正文";

/// Where nearly every document has its text.
const MAIN_PART: &str = "word/document.xml";

/// Reads the tables of a docx or docm. All that is in them is text.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let document = document(bytes)?;
    let body = body::read(&mut markup(&document), &mut Tally::default())?;
    Ok(Workbook {
        kind: FileKind::Docx,
        sheets: vec![sheet::laid_out(body)],
        names: Vec::new(),
        active: Vec::new(),
    })
}

/// Reads the paragraphs of a docx or docm outside its tables, deletions and hidden text left out.
pub(in crate::read) fn paragraphs(bytes: &[u8]) -> Result<Vec<String>, ReadError> {
    let document = document(bytes)?;
    paragraphs::read(&mut markup(&document), &mut Tally::default())
}

fn markup(document: &str) -> Markup<'_> {
    Markup::with_depth(document, budget::most_of(Limit::Depth) * DEEPER)
}

/// The text of the package's main part.
fn document(bytes: &[u8]) -> Result<String, ReadError> {
    let mut package = Package::open_foreign(bytes)?;
    let name = match package.part("_rels/.rels")? {
        Some(relations) => main_part(&text_of(relations)?)?,
        None => MAIN_PART.to_owned(),
    };
    let document = match package.part(&name)? {
        Some(document) => document,
        None => package.part(MAIN_PART)?.ok_or_else(|| PackageError::flawed(Flaw::MissingPart, &name))?,
    };
    Ok(text_of(document)?)
}

/// The part that the package's relationships name as its document.
fn main_part(relations: &str) -> Result<String, ReadError> {
    let mut xml = Markup::new(relations);
    let mut name = None;
    xml.root()?;
    while let Some(relation) = xml.element()? {
        let is_main = relation.attribute("Type")?.is_some_and(|kind| kind.ends_with("/officeDocument"));
        if is_main && name.is_none() {
            name = relation.attribute("Target")?.map(|target| target.trim_start_matches('/').to_owned());
        }
        xml.skip()?;
    }
    Ok(name.unwrap_or_else(|| MAIN_PART.to_owned()))
}

/// Whether an element only wraps others of its place: content controls, links, insertions, what Word 2010 and later prefer.
fn is_wrapper(name: &str) -> bool {
    matches!(
        name,
        "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" | "moveTo" | "AlternateContent" | "Choice"
    )
}

/// The attribute `val`, which most settings keep their value in.
fn val(element: &Element<'_>) -> Result<Option<String>, ReadError> {
    Ok(element.attribute("val")?)
}

/// Whether a switch such as `<w:hidden/>` is on.
fn is_on(element: &Element<'_>) -> Result<bool, ReadError> {
    Ok(!matches!(val(element)?.as_deref(), Some("false" | "0" | "off")))
}
