//! An added sheet as a worksheet part of the user's package: what the redrawn workbook has, told in its styles.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt::{Arguments, Write as _};

use super::styles::{StyleBook, StylesError};
use crate::package::{Dialect, escaped};
use crate::read::Merge;
use crate::value::{CellRef, trimmed};
use crate::write::corrected::Page;
use crate::write::drawn::{Cached, Content, DrawnCell, DrawnSheet, Mark, Role};
use crate::write::look::Look;
use crate::write::sizes::{Extent, FOOTER, MARGINS, PAPER_A4, extents, fitting, last_corner, row_heights};

/// The most links that a sheet may have.
const MAX_LINKS: usize = 65_530;
/// Pixels of a character of our column widths, and what a column has besides.
const WIDTH_PIXELS: (f64, f64) = (8.0, 5.0);
/// Points of a pixel: rows are as high as so many of these.
const PIXEL_POINTS: f64 = 0.75;
/// Height in points of a row in which nothing stands.
const EMPTY_ROW_POINTS: f64 = 13.5;

/// The worksheet part of an added sheet; of the sheets of a workbook one is `active`.
///
/// # Errors
///
/// If there is no room for its cell styles.
pub(super) fn sheet_xml(
    page: &Page,
    styles: &mut StyleBook<'_>,
    dialect: Dialect,
    active: bool,
) -> Result<String, StylesError> {
    let sheet = page.sheet();
    let mut writer =
        Writer { out: String::with_capacity(2_048 + 160 * sheet.cells.len()), links: Vec::new() };
    writer.head(page, styles.digit_pixels(), dialect, active);
    writer.rows(sheet, styles)?;
    writer.tail(page);
    Ok(writer.out)
}

/// A cell with its style, or the rest of a merged block.
struct Styled<'s> {
    at: CellRef,
    cell: Option<&'s DrawnCell>,
    style: u32,
}

struct Writer<'s> {
    out: String,
    /// The links met so far: from where, to where, as what.
    links: Vec<(CellRef, &'s str, &'s str)>,
}

impl<'s> Writer<'s> {
    fn write(&mut self, piece: Arguments<'_>) {
        self.out.write_fmt(piece).expect("a string takes any text");
    }

    fn push<const N: usize>(&mut self, pieces: [&str; N]) {
        pieces.iter().for_each(|piece| self.out.push_str(piece));
    }

    /// Everything before the rows.
    fn head(&mut self, page: &Page, digit_pixels: f64, dialect: Dialect, active: bool) {
        let sheet = page.sheet();
        self.write(format_args!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{}\">\
             <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>",
            dialect.main()
        ));
        if let Some(last) = last_corner(sheet) {
            self.write(format_args!("<dimension ref=\"A1:{last}\"/>"));
        }
        let selected = if active { " tabSelected=\"1\"" } else { "" };
        self.write(format_args!("<sheetViews><sheetView{selected} workbookViewId=\"0\""));
        match page.table() {
            Some((heading, _)) => self.write(format_args!(
                "><pane ySplit=\"{rows}\" topLeftCell=\"A{next}\" activePane=\"bottomLeft\" state=\"frozen\"/>\
                 <selection pane=\"bottomLeft\"/></sheetView></sheetViews>",
                rows = heading + 1,
                next = heading + 2
            )),
            None => self.out.push_str("/></sheetViews>"),
        }
        self.write(format_args!("<sheetFormatPr defaultRowHeight=\"{EMPTY_ROW_POINTS}\"/>"));
        if !sheet.widths.is_empty() {
            self.out.push_str("<cols>");
            let (char_pixels, more_pixels) = WIDTH_PIXELS;
            for (col, width) in (1_u16..).zip(&sheet.widths) {
                let pixels = (width * char_pixels).round() + more_pixels;
                let width = (pixels * 256.0 / digit_pixels).floor() / 256.0;
                self.write(format_args!(
                    "<col min=\"{col}\" max=\"{col}\" width=\"{width}\" customWidth=\"1\"/>"
                ));
            }
            for col in &sheet.hidden.1 {
                let col = u32::from(*col) + 1;
                self.write(format_args!("<col min=\"{col}\" max=\"{col}\" width=\"9\" hidden=\"1\"/>"));
            }
            self.out.push_str("</cols>");
        }
    }

    fn rows(&mut self, sheet: &'s DrawnSheet, styles: &mut StyleBook<'_>) -> Result<(), StylesError> {
        let heights = row_heights(sheet);
        let extents = extents(sheet, &heights);
        let cells = styled(sheet, &extents, styles)?;
        let columns: Vec<String> = match last_corner(sheet) {
            Some(last) => (0..=last.col).map(|col| CellRef::new(0, col).column_letters()).collect(),
            None => Vec::new(),
        };
        self.out.push_str("<sheetData>");
        let (mut digits, mut number) = (itoa::Buffer::new(), itoa::Buffer::new());
        for row in cells.chunk_by(|one, next| one.at.row == next.at.row) {
            let Some(first) = row.first() else { continue };
            let number = number.format(first.at.row + 1);
            self.push(["<row r=\"", number, "\""]);
            if let Some(points) = heights.get(&first.at.row) {
                let points = (points / PIXEL_POINTS).round() * PIXEL_POINTS;
                self.write(format_args!(" ht=\"{points}\" customHeight=\"1\""));
            }
            self.out.push('>');
            for styled in row {
                let column = columns.get(usize::from(styled.at.col)).map_or("", String::as_str);
                self.push(["<c r=\"", column, number, "\" s=\"", digits.format(styled.style), "\""]);
                self.cell(styled);
            }
            self.out.push_str("</row>");
        }
        self.out.push_str("</sheetData>");
        Ok(())
    }

    /// A cell but for the beginning of its tag.
    fn cell(&mut self, Styled { at, cell, .. }: &Styled<'s>) {
        match cell.map_or(&Content::Blank, |cell| &cell.content) {
            Content::Blank => self.out.push_str("/>"),
            Content::Number(number) => self.write(format_args!("><v>{}</v></c>", trimmed(*number))),
            Content::Bool(truth) => self.push([" t=\"b\"><v>", if *truth { "1" } else { "0" }, "</v></c>"]),
            Content::Text(text) => self.text(text),
            Content::Link { target, text } => {
                if self.links.len() < MAX_LINKS {
                    self.links.push((*at, target, text));
                }
                self.text(text);
            }
            Content::Formula { text, result: Cached::Number(number) } => {
                self.push(["><f>", &escaped(text)]);
                self.write(format_args!("</f><v>{}</v></c>", trimmed(*number)));
            }
            Content::Formula { text, result: Cached::Text(result) } => self.push([
                " t=\"str\"><f>",
                &escaped(text),
                "</f><v>",
                &escaped(fitting(result)),
                "</v></c>",
            ]),
        }
    }

    fn text(&mut self, text: &str) {
        // Only around a text are blanks taken for mere layout; line breaks are kept to be sure.
        let keeps = text.starts_with(char::is_whitespace)
            || text.ends_with(char::is_whitespace)
            || text.contains('\n');
        let keeps = if keeps { " xml:space=\"preserve\"" } else { "" };
        self.push([" t=\"inlineStr\"><is><t", keeps, ">", &escaped(fitting(text)), "</t></is></c>"]);
    }

    /// Everything behind the rows.
    fn tail(&mut self, page: &Page) {
        let sheet = page.sheet();
        let table = page.table().and_then(|(_, block)| block);
        if let Some(Merge { first, last }) = table {
            self.write(format_args!("<autoFilter ref=\"{first}:{last}\"/>"));
        }
        if !sheet.merges.is_empty() {
            self.write(format_args!("<mergeCells count=\"{}\">", sheet.merges.len()));
            for Merge { first, last } in &sheet.merges {
                self.write(format_args!("<mergeCell ref=\"{first}:{last}\"/>"));
            }
            self.out.push_str("</mergeCells>");
        }
        if let (Some(Merge { first, last }), Some((col, choices))) = (table, page.choices()) {
            let (first, last) = (CellRef::new(first.row + 1, col), CellRef::new(last.row, col));
            self.write(format_args!(
                "<dataValidations count=\"1\"><dataValidation type=\"list\" allowBlank=\"1\" showInputMessage=\"1\" \
                 showErrorMessage=\"1\" sqref=\"{first}:{last}\"><formula1>\"{}\"</formula1></dataValidation>\
                 </dataValidations>",
                escaped(&choices.join(","))
            ));
        }
        if !self.links.is_empty() {
            self.out.push_str("<hyperlinks>");
            for (at, target, text) in std::mem::take(&mut self.links) {
                self.write(format_args!("<hyperlink ref=\"{at}\" location=\""));
                self.push([&*escaped(target), "\" display=\"", &escaped(text), "\"/>"]);
            }
            self.out.push_str("</hyperlinks>");
        }
        self.write(format_args!(
            "<printOptions horizontalCentered=\"1\"/><pageMargins left=\"{}\" right=\"{}\" top=\"{}\" \
             bottom=\"{}\" header=\"{}\" footer=\"{}\"/>\
             <pageSetup paperSize=\"{PAPER_A4}\" fitToHeight=\"0\" orientation=\"landscape\"/>\
             <headerFooter><oddFooter>{}</oddFooter></headerFooter></worksheet>",
            MARGINS.left,
            MARGINS.right,
            MARGINS.top,
            MARGINS.bottom,
            MARGINS.header,
            MARGINS.footer,
            escaped(FOOTER)
        ));
    }
}

/// The cells in their order, the rest of merged blocks among them: every cell of a block has the first one's borders.
fn styled<'s>(
    sheet: &'s DrawnSheet,
    extents: &BTreeMap<CellRef, Extent>,
    styles: &mut StyleBook<'_>,
) -> Result<Vec<Styled<'s>>, StylesError> {
    let mut cells = Vec::with_capacity(sheet.cells.len() * 2);
    let mut links = 0;
    // A cell mostly looks like the one above it: to compare the two is cheaper than to find one among all.
    let mut above: Vec<Option<(Look, u32)>> = Vec::new();
    for (at, cell) in &sheet.cells {
        links += usize::from(matches!(cell.content, Content::Link { .. }));
        let col = usize::from(at.col);
        if above.len() <= col {
            above.resize(col + 1, None);
        }
        let style = match cell.own_style {
            Some(style) => style,
            None => {
                let mut look = Look::of(cell, extents.get(at).copied().unwrap_or(Extent::Single));
                // As on the form itself, where a cell that nobody corrected keeps its fill.
                if cell.mark == Some(Mark::Review) {
                    look.fill = None;
                }
                if links > MAX_LINKS {
                    // A link too many is text.
                    look.font = Look::of_role(cell.role).font;
                }
                match &above[col] {
                    Some((known, style)) if *known == look => *style,
                    _ => {
                        let style = styles.look(&look)?;
                        above[col] = Some((look, style));
                        style
                    }
                }
            }
        };
        cells.push(Styled { at: *at, cell: Some(cell), style });
    }
    let own = cells.len();
    for Merge { first, last } in &sheet.merges {
        let style = match cells[..own].binary_search_by_key(first, |styled| styled.at) {
            Ok(found) => cells[found].style,
            Err(_) => styles.look(&Look { wrap: true, ..Look::of_role(Role::Plain) })?,
        };
        let block = (first.row..=last.row).flat_map(|row| (first.col..=last.col).map(move |col| (row, col)));
        cells.extend(block.map(|(row, col)| Styled { at: CellRef::new(row, col), cell: None, style }));
    }
    // Of two at one place the first is the sheet's own.
    cells.sort_by_key(|styled| styled.at);
    cells.dedup_by_key(|styled| styled.at);
    Ok(cells)
}
