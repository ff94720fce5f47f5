//! The cell styles of a styles part: number formats, by id and code, and whether text in them can be seen.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::escape::unescape;

use super::error::PackageError;
use super::ink::{Color, Fill, Font, Invisible, fill, font};
use super::sheet::elements::{Elements, Opened};
use crate::budget::{self, Limit};

/// What of a workbook's cell styles matters to whoever reads its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CellStyles {
    ids: Vec<u32>,
    codes: HashMap<u32, String>,
    /// The styles whose text cannot be seen, by index; nearly no workbook has one.
    unseen: Vec<(usize, Invisible)>,
}

impl CellStyles {
    /// Reads them from a styles part.
    ///
    /// # Errors
    ///
    /// If the part is not well formed, or holds more styles than a workbook can have.
    pub fn read(part: &str) -> Result<Self, PackageError> {
        let mut found = Self::default();
        let (mut fonts_met, mut fills_met) = (Vec::new(), Vec::new());
        let mut xml = Elements::new(part);
        let root = xml.root()?;
        xml.each_child(&root, |xml, list| match list.local_name() {
            "numFmts" => xml.each_child(list, |xml, format| found.take_format(xml, format)),
            "fonts" => xml.each_child(list, |xml, own| {
                fonts_met.push(font(xml, own)?);
                Ok(budget::hold(Limit::Styles, fonts_met.len() as u64)?)
            }),
            "fills" => xml.each_child(list, |xml, own| {
                fills_met.push(fill(xml, own)?);
                Ok(budget::hold(Limit::Styles, fills_met.len() as u64)?)
            }),
            "cellXfs" => xml.each_child(list, |xml, style| {
                let (mut id, mut font, mut fill) = (0, 0, 0);
                style.each_attribute(|name, value| match name {
                    "numFmtId" => id = value.parse().unwrap_or(0),
                    "fontId" => font = value.parse().unwrap_or(usize::MAX),
                    "fillId" => fill = value.parse().unwrap_or(usize::MAX),
                    _ => {}
                })?;
                let unseen = unseen(fonts_met.get(font), fills_met.get(fill));
                found.unseen.extend(unseen.map(|unseen| (found.ids.len(), unseen)));
                found.ids.push(id);
                budget::hold(Limit::Styles, found.ids.len() as u64)?;
                xml.skip(style)
            }),
            _ => xml.skip(list),
        })?;
        Ok(found)
    }

    /// A number format that the part declares.
    fn take_format(&mut self, xml: &mut Elements<'_>, format: &Opened<'_>) -> Result<(), PackageError> {
        let (mut id, mut code) = (None, None);
        format.each_attribute(|name, value| match name {
            "numFmtId" => id = value.parse().ok(),
            "formatCode" => code = Some(unescape(value).map(Cow::into_owned)),
            _ => {}
        })?;
        if let (Some(id), Some(code)) = (id, code) {
            self.codes.insert(id, code.map_err(PackageError::damaged)?);
        }
        xml.skip(format)
    }

    /// How many cell styles there are.
    pub fn styles(&self) -> usize {
        self.ids.len()
    }

    /// The format id of a cell style, and the code that the part declares for it; built-in ones have none.
    pub fn of_style(&self, style: usize) -> Option<(u32, Option<&str>)> {
        let id = *self.ids.get(style)?;
        Some((id, self.codes.get(&id).map(String::as_str)))
    }

    /// Whether text in any style cannot be seen.
    pub fn hides(&self) -> bool {
        !self.unseen.is_empty()
    }

    /// Why text in a cell style cannot be seen, if so.
    pub fn unseen(&self, style: usize) -> Option<Invisible> {
        let index = self.unseen.binary_search_by_key(&style, |(own, _)| *own).ok()?;
        self.unseen.get(index).map(|(_, unseen)| *unseen)
    }
}

/// Why text of this font on this ground cannot be seen.
fn unseen(font: Option<&Font>, fill: Option<&Fill>) -> Option<Invisible> {
    let font = font?;
    if font.is_tiny {
        return Some(Invisible::Size);
    }
    let color = font.color.as_ref()?;
    let is_ground = fill.map_or(*color == Color::WHITE, |fill| fill.ground.as_ref() == Some(color));
    is_ground.then_some(Invisible::Ink)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_codes_of_cell_styles_only() {
        let part = "<x:styleSheet xmlns:x='m'><x:numFmts count='1'><x:numFmt numFmtId='176' formatCode='0.0&quot;分&quot;'/></x:numFmts>\
             <x:cellStyleXfs><x:xf numFmtId='9'/></x:cellStyleXfs>\
             <x:cellXfs><x:xf/><x:xf numFmtId='176'><x:alignment/></x:xf><x:xf numFmtId='10'/></x:cellXfs>\
             <x:dxfs><x:dxf><x:numFmt numFmtId='10' formatCode='0'/></x:dxf></x:dxfs></x:styleSheet>";
        let formats = CellStyles::read(part).unwrap();
        let all: Vec<_> = (0..4).map(|style| formats.of_style(style)).collect();
        assert_eq!(all, [Some((0, None)), Some((176, Some("0.0\"分\""))), Some((10, None)), None]);
    }
}
