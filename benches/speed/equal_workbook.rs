//! The floor of a correction: an equal workbook written by rust_xlsxwriter alone.
//!
//! Every cell of the corrected workbook, blank bordered ones too, with its own format, formula, link, merge, note, row
//! height and column width; all of it made ready before anything is measured.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use calamine::{BorderStyle, HorizontalAlignment, Reader, Style, Xlsx};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Note, Url, Workbook};
use ziping::read::{CellValue, read_workbook};

enum Ready {
    Blank,
    Number(f64),
    Text(String),
    Formula(Formula),
    Link(Url),
}

struct ReadySheet {
    name: String,
    cells: Vec<(u32, u16, usize, Ready)>,
    merges: Vec<(u32, u16, u32, u16)>,
    heights: Vec<(u32, f64)>,
    widths: Vec<(u16, f64)>,
    notes: usize,
}

/// A workbook equal to a given one, ready to be written.
pub(crate) struct EqualWorkbook {
    formats: Vec<Format>,
    sheets: Vec<ReadySheet>,
}

impl EqualWorkbook {
    /// Takes one of our own workbooks apart.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let workbook = read_workbook(bytes).expect("our own workbook");
        let mut book = Xlsx::new(Cursor::new(bytes)).expect("our own workbook");
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("our own workbook");
        let mut formats = Vec::new();
        let mut sheets = Vec::new();
        for (index, sheet) in workbook.sheets.into_iter().enumerate() {
            let links: HashMap<(u32, u32), Url> = book
                .hyperlinks_by_sheet_name(&sheet.name)
                .expect("links")
                .into_iter()
                .map(|link| {
                    let target = format!("internal:{}", link.location.unwrap_or_default());
                    (link.range.start, Url::new(target))
                })
                .collect();
            let mut contents: HashMap<(u32, u16), Ready> = sheet
                .cells
                .into_iter()
                .map(|cell| {
                    let at = (cell.at.row, cell.at.col);
                    let ready = match (cell.formula, cell.value) {
                        (Some(formula), _) => Ready::Formula(Formula::new(formula).set_result(cell.text)),
                        (None, CellValue::Number(number)) => {
                            Ready::Number(f64::try_from(number).expect("a number"))
                        }
                        _ => match links.get(&(at.0, u32::from(at.1))) {
                            Some(url) => Ready::Link(url.clone().set_text(cell.text)),
                            None => Ready::Text(cell.text),
                        },
                    };
                    (at, ready)
                })
                .collect();
            let mut styles = book.worksheet_cells_reader(&sheet.name).expect("a sheet");
            let mut cells = Vec::new();
            while let Some((row, col, style)) = styles.next_style_id().expect("a style") {
                let col = u16::try_from(col).expect("a column");
                cells.push((row, col, style, contents.remove(&(row, col)).unwrap_or(Ready::Blank)));
            }
            if formats.is_empty() {
                formats = styles.styles().iter().map(format).collect();
            }
            let mut part = |name: String| {
                let mut text = String::new();
                if let Ok(mut part) = package.by_name(&name) {
                    part.read_to_string(&mut text).expect("XML");
                }
                text
            };
            let xml = part(format!("xl/worksheets/sheet{}.xml", index + 1));
            let notes = part(format!("xl/comments{}.xml", index + 1)).matches("<comment ").count();
            sheets.push(ReadySheet {
                cells,
                merges: sheet
                    .merges
                    .iter()
                    .map(|m| (m.first.row, m.first.col, m.last.row, m.last.col))
                    .collect(),
                heights: attributes(&xml, "<row r=\"", "ht=\"")
                    .map(|(row, height)| (row.parse::<u32>().expect("a row") - 1, height))
                    .collect(),
                widths: attributes(&xml, "<col min=\"", "width=\"")
                    .map(|(col, width)| (col.parse::<u16>().expect("a column") - 1, width))
                    .collect(),
                notes,
                name: sheet.name,
            });
        }
        Self { formats, sheets }
    }

    /// Writes it; gives back the size of the file.
    pub(crate) fn write(&self) -> usize {
        let mut workbook = Workbook::new();
        for ready in &self.sheets {
            let sheet = workbook.add_worksheet().set_name(&ready.name).expect("a name");
            for &(col, width) in &ready.widths {
                sheet.set_column_width(col, width).expect("a width");
            }
            for &(row, height) in &ready.heights {
                sheet.set_row_height(row, height).expect("a height");
            }
            for &(first_row, first_col, last_row, last_col) in &ready.merges {
                let format = &self.formats[0];
                sheet.merge_range(first_row, first_col, last_row, last_col, "", format).expect("a merge");
            }
            for (row, col, style, content) in &ready.cells {
                let format = &self.formats[*style];
                match content {
                    Ready::Blank => sheet.write_blank(*row, *col, format),
                    Ready::Number(number) => sheet.write_number_with_format(*row, *col, *number, format),
                    Ready::Text(text) => sheet.write_string_with_format(*row, *col, text, format),
                    Ready::Formula(formula) => sheet.write_formula_with_format(*row, *col, formula, format),
                    Ready::Link(url) => sheet.write_url_with_format(*row, *col, url, format),
                }
                .expect("a cell");
            }
            for number in 0..ready.notes {
                let row = u32::try_from(number).expect("a row");
                let note =
                    Note::new("待核实：指标值是文字，完成值是百分比，无法比较").set_width(240).set_height(60);
                sheet.insert_note(row, 0, &note).expect("a note");
            }
        }
        workbook.save_to_buffer().expect("bytes").len()
    }
}

/// The format that rust_xlsxwriter would need for the same look.
fn format(style: &Style) -> Format {
    let mut format = Format::new();
    if let Some(font) = &style.font {
        format = format
            .set_font_name(font.name.as_deref().unwrap_or("宋体"))
            .set_font_size(font.size.unwrap_or(11.0));
        if font.is_bold() {
            format = format.set_bold();
        }
    }
    if style.borders.as_ref().is_some_and(|borders| borders.left.style != BorderStyle::None) {
        format = format.set_border(FormatBorder::Thin);
    }
    if let Some(color) = style.fill.as_ref().and_then(calamine::Fill::get_color) {
        format = format.set_background_color(Color::RGB(color.to_argb() & 0x00ff_ffff));
    }
    if let Some(alignment) = &style.alignment {
        if alignment.wrap_text {
            format = format.set_text_wrap();
        }
        if alignment.horizontal == HorizontalAlignment::Center {
            format = format.set_align(FormatAlign::Center);
        }
    }
    match &style.number_format {
        Some(number) => format.set_num_format(&number.format_code),
        None => format,
    }
}

/// The first attribute of each such element and one other of its attributes, as a number.
fn attributes<'x>(xml: &'x str, element: &'x str, other: &'x str) -> impl Iterator<Item = (&'x str, f64)> {
    xml.split(element).skip(1).filter_map(move |rest| {
        let head = rest.split('>').next()?;
        let value = head.split(other).nth(1)?.split('"').next()?.parse().ok()?;
        Some((head.split('"').next()?, value))
    })
}
