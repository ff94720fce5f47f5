//! How an xlsx looks on paper: how wide its columns are and how its cells are set.

use std::collections::HashMap;

use serde::Serialize;

use crate::package::sheet::scan;
use crate::package::{Element, Markup, Package, PackageError, WorkbookPart};
use crate::value::CellRef;

/// More cell styles, and more columns with a width, than a workbook can have.
const MOST: usize = 65_490;

/// Where a cell's text stands from side to side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// How a cell is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// Where its text stands; `None` goes by what it holds.
    pub(super) align: Option<Align>,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Whether its text is broken into lines.
    pub(super) wrap: bool,
}

/// How one sheet looks.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// Widths in characters, each from a column to a column.
    widths: Vec<(u16, u16, f64)>,
    cells: HashMap<CellRef, Look>,
}

impl Looks {
    /// The width of a column in characters, where the sheet gives it one.
    pub(super) fn width(&self, col: u16) -> Option<f64> {
        let run = self.widths.iter().find(|(first, last, _)| (*first..=*last).contains(&col));
        run.map(|(_, _, width)| *width)
    }

    /// How a cell is set, where it has a style.
    pub(super) fn of(&self, at: CellRef) -> Option<Look> {
        self.cells.get(&at).copied()
    }
}

/// How sheets of an xlsx look, by name; what cannot be read is left out, as the form has been read already.
pub(super) fn looks(bytes: &[u8], sheets: &[&str]) -> HashMap<String, Looks> {
    read(bytes, sheets).unwrap_or_default()
}

fn read(bytes: &[u8], sheets: &[&str]) -> Result<HashMap<String, Looks>, PackageError> {
    let mut package = Package::open(bytes)?;
    let workbook = WorkbookPart::read(&mut package)?;
    let styles = package.text(workbook.related("styles").unwrap_or("xl/styles.xml"))?;
    let styles = styles.map_or(Ok(Vec::new()), |part| read_styles(&part))?;
    let mut found = HashMap::new();
    for entry in workbook.sheets.iter().filter(|entry| sheets.contains(&entry.name.as_str())) {
        let part =
            entry.part.as_deref().map(|part| package.text(part).map(|text| text.map(|text| (part, text))));
        let Some((part, text)) = part.transpose()?.flatten() else { continue };
        found.insert(entry.name.clone(), of_sheet(part, &text, &styles)?);
    }
    Ok(found)
}

fn of_sheet(part: &str, text: &str, styles: &[Look]) -> Result<Looks, PackageError> {
    let sheet = scan(text, part)?;
    let cols = sheet.element("cols").and_then(|element| text.get(element.span.clone()));
    let style = |index: u32| usize::try_from(index).ok().and_then(|index| styles.get(index)).copied();
    let cells = sheet.cells.iter().filter_map(|cell| Some((cell.at, style(cell.style)?)));
    Ok(Looks { widths: cols.map_or(Ok(Vec::new()), read_widths)?, cells: cells.collect() })
}

fn read_widths(cols: &str) -> Result<Vec<(u16, u16, f64)>, PackageError> {
    let mut xml = Markup::new(cols);
    let mut widths = Vec::new();
    xml.root()?;
    while let Some(col) = xml.element()? {
        let (mut first, mut last, mut width) = (None, None, None);
        col.attributes(|_, name, value| match name {
            "min" => first = value.parse::<u16>().ok(),
            "max" => last = value.parse::<u16>().ok(),
            "width" => width = value.parse::<f64>().ok().filter(|width| width.is_finite()),
            _ => {}
        })?;
        if let (Some(first), Some(last), Some(width)) = (first, last, width)
            && widths.len() < MOST
        {
            widths.push((first.saturating_sub(1), last.saturating_sub(1), width));
        }
        xml.skip()?;
    }
    Ok(widths)
}

/// The look of every cell style, in the part's order.
fn read_styles(part: &str) -> Result<Vec<Look>, PackageError> {
    let mut xml = Markup::new(part);
    let (mut bold_fonts, mut styles) = (Vec::new(), Vec::new());
    xml.root()?;
    while let Some(list) = xml.element()? {
        match list.name() {
            "fonts" => {
                while xml.element()?.is_some() {
                    let mut bold = false;
                    while let Some(property) = xml.element()? {
                        bold |= property.name() == "b" && is_on(property.attribute("val")?.as_deref());
                        xml.skip()?;
                    }
                    bold_fonts.push(bold);
                }
            }
            "cellXfs" => {
                while let Some(style) = xml.element()? {
                    let font = style.attribute("fontId")?.and_then(|font| font.parse::<usize>().ok());
                    let mut look = Look::default();
                    while let Some(child) = xml.element()? {
                        if child.name() == "alignment" {
                            set(&mut look, &child)?;
                        }
                        xml.skip()?;
                    }
                    look.bold = font.and_then(|font| bold_fonts.get(font)).copied().unwrap_or(false);
                    if styles.len() < MOST {
                        styles.push(look);
                    }
                }
            }
            _ => xml.skip()?,
        }
    }
    Ok(styles)
}

fn set(look: &mut Look, alignment: &Element<'_>) -> Result<(), PackageError> {
    alignment.attributes(|_, name, value| match name {
        "horizontal" => {
            look.align = match &*value {
                "left" | "justify" | "distributed" | "fill" => Some(Align::Left),
                "center" | "centerContinuous" => Some(Align::Center),
                "right" => Some(Align::Right),
                _ => None,
            }
        }
        "wrapText" => look.wrap = is_on(Some(&value)),
        _ => {}
    })
}

/// A switch that stands there is on, unless it says otherwise.
fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false"))
}
