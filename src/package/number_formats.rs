//! The number formats of a styles part: cell style → format id → code.

use std::collections::HashMap;

use super::error::PackageError;
use super::markup::Markup;
use crate::budget::{self, Limit};

/// The number formats of a workbook's cell styles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NumberFormats {
    ids: Vec<u32>,
    codes: HashMap<u32, String>,
}

impl NumberFormats {
    /// Reads them from a styles part.
    ///
    /// # Errors
    ///
    /// If the part is not well formed, or holds more styles than a workbook can have.
    pub fn read(part: &str) -> Result<Self, PackageError> {
        let mut found = Self::default();
        let mut xml = Markup::new(part);
        xml.root()?;
        while let Some(list) = xml.element()? {
            match list.name() {
                "numFmts" => {
                    while let Some(format) = xml.element()? {
                        let (mut id, mut code) = (None, None);
                        format.attributes(|_, name, value| match name {
                            "numFmtId" => id = value.parse().ok(),
                            "formatCode" => code = Some(value.into_owned()),
                            _ => {}
                        })?;
                        if let (Some(id), Some(code)) = (id, code) {
                            found.codes.insert(id, code);
                        }
                        xml.skip()?;
                    }
                }
                "cellXfs" => {
                    while let Some(style) = xml.element()? {
                        let mut id = 0;
                        style.attributes(|_, name, value| {
                            if name == "numFmtId" {
                                id = value.parse().unwrap_or(0);
                            }
                        })?;
                        found.ids.push(id);
                        budget::hold(Limit::Styles, found.ids.len() as u64)?;
                        xml.skip()?;
                    }
                }
                _ => xml.skip()?,
            }
        }
        Ok(found)
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
        let formats = NumberFormats::read(part).unwrap();
        let all: Vec<_> = (0..4).map(|style| formats.of_style(style)).collect();
        assert_eq!(all, [Some((0, None)), Some((176, Some("0.0\"分\""))), Some((10, None)), None]);
    }
}
