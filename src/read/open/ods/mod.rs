//! An ods file → [`Workbook`].

mod cell;
mod format;
mod moment;
mod shown_text;
mod table;

use std::collections::HashSet;

use super::active::active_parts;
use super::tally::Tally;
use crate::budget::{self, Limit};
use crate::package::{Element, Flaw, Markup, Package, PackageError, text_of};
use crate::read::error::ReadError;
use crate::read::grid::{FileKind, Workbook};

/// Reads an ods. Its formulas are written in a language of their own and are left out.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    let mut package = Package::open_foreign(bytes)?;
    // Only searched, not parsed: old manifests declare a document type.
    let marks = |manifest: &[u8]| {
        let mark = b"encryption-data";
        manifest.windows(mark.len()).any(|window| window == mark)
    };
    if package.part("META-INF/manifest.xml")?.is_some_and(|manifest| marks(&manifest)) {
        return Err(ReadError::Encrypted);
    }
    let content = package.part("content.xml")?;
    let content = content.ok_or_else(|| PackageError::flawed(Flaw::MissingPart, "content.xml"))?;
    let content = text_of(content)?;
    let mut xml = Markup::new(&content);
    let (mut hidden_styles, mut sheets) = (HashSet::new(), Vec::new());
    let mut tally = Tally::default();
    xml.root()?;
    while let Some(part) = xml.element()? {
        match part.name() {
            "automatic-styles" => hidden_styles = read_hidden_styles(&mut xml)?,
            "body" => {
                while let Some(body) = xml.element()? {
                    if body.name() != "spreadsheet" {
                        xml.skip()?;
                        continue;
                    }
                    while let Some(table) = xml.element()? {
                        if table.name() != "table" {
                            xml.skip()?;
                            continue;
                        }
                        budget::hold(Limit::Sheets, sheets.len() as u64 + 1)?;
                        sheets.push(table::read(&mut xml, &table, &hidden_styles, &mut tally)?);
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    let active = active_parts(&package, &[]);
    Ok(Workbook { kind: FileKind::Ods, sheets, names: Vec::new(), active })
}

/// The names of the table styles that hide their sheet.
fn read_hidden_styles(xml: &mut Markup<'_>) -> Result<HashSet<String>, ReadError> {
    let mut hidden = HashSet::new();
    while let Some(style) = xml.element()? {
        let is_table = style.name() == "style" && style.attribute("family")?.as_deref() == Some("table");
        while let Some(properties) = xml.element()? {
            if is_table
                && properties.name() == "table-properties"
                && properties.attribute("display")?.as_deref() == Some("false")
                && let Some(name) = style.attribute("name")?
            {
                hidden.insert(name);
            }
            xml.skip()?;
        }
    }
    Ok(hidden)
}

/// A count such as `number-rows-repeated`: at least one, however large a number is written there.
fn count(value: &str) -> u32 {
    let value = value.trim();
    match value.parse::<u32>() {
        Ok(count) => count.max(1),
        Err(_) if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => u32::MAX,
        Err(_) => 1,
    }
}

/// Whether a row or column with this `visibility` is not shown.
fn is_hidden(visibility: &str) -> bool {
    matches!(visibility, "collapse" | "filter")
}

/// How often a row or column stands there, and whether it is hidden.
fn repeats(element: &Element<'_>, counter: &str) -> Result<(u32, bool), ReadError> {
    let (mut repeated, mut hidden) = (1, false);
    element.attributes(|_, name, value| {
        if name == counter {
            repeated = count(&value);
        } else if name == "visibility" {
            hidden = is_hidden(&value);
        }
    })?;
    Ok((repeated, hidden))
}
