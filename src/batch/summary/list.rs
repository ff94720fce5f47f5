//! A list that is streamed row by row, and goes on on a further sheet where one is full.

use std::borrow::Cow;
use std::mem;

use rust_decimal::Decimal;
use rust_xlsxwriter::{ConditionalFormatFormula, Formula, Url, Worksheet, XlsxError};

use super::book::{Book, Light};
use crate::report::Lang;
use crate::write::{fitting, row_points, to_float, wrapped_lines};

/// How many links of a sheet are links; the others are HYPERLINK formulas. The writer keeps links in memory, and Excel takes no
/// more than 65,530 of them.
const LINKS: usize = 1_000;
/// How long a text in a formula may be.
const MAX_LITERAL: usize = 255;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text to read, at the left.
    Text,
    /// A short value, centred.
    Word,
    /// How many.
    Count,
    /// Points, with two decimals.
    Points,
    /// Money, with two decimals and thousands.
    Amount,
    /// A ratio shown in percent.
    Rate,
}

/// A column: its heading in both languages, its width in characters, what stands in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column(pub(super) &'static str, pub(super) &'static str, pub(super) f64, pub(super) Shape);

/// What a cell is to hold.
#[derive(Debug, Clone)]
pub(super) enum Cell<'a> {
    Blank,
    /// Text, never a formula whatever it begins with.
    Text(Cow<'a, str>),
    Number(Decimal),
    Count(usize),
    /// Text that leads to a file.
    Link {
        /// Where to; `None` where no link can lead there.
        url: Option<String>,
        text: &'a str,
    },
    /// A sign and its word, on a fill.
    Light(Light),
}

impl<'a> Cell<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// What there is of a text.
    pub(super) fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(Self::Blank, Self::text)
    }

    /// What there is of a number.
    pub(super) fn number(number: Option<Decimal>) -> Self {
        number.map_or(Self::Blank, Self::Number)
    }

    /// How many lines it takes in a column.
    fn lines(&self, Column(.., width, _): &Column) -> usize {
        match self {
            Self::Text(text) => wrapped_lines(text, *width),
            Self::Link { text, .. } => wrapped_lines(text, *width),
            Self::Blank | Self::Number(_) | Self::Count(_) | Self::Light(_) => 1,
        }
    }

    /// A count, or nothing where there is none.
    pub(super) fn count(count: usize) -> Self {
        if count == 0 { Self::Blank } else { Self::Count(count) }
    }
}

/// A list on its way.
pub(super) struct List<'b, const N: usize> {
    book: &'b Book,
    name: &'static str,
    columns: &'static [Column; N],
    frozen: u16,
    /// How many lines of text a row shows, as long as its texts need no more.
    lines: usize,
    /// The sheet that is being written.
    sheet: Worksheet,
    /// Those that are full.
    full: Vec<Worksheet>,
    heading: u32,
    next: u32,
    links: usize,
}

impl<'b, const N: usize> List<'b, N> {
    /// A list from the first row of a sheet; the first `frozen` columns stay in sight, and rows are `lines` high or higher.
    pub(super) fn new(
        book: &'b Book,
        (zh, en): (&'static str, &'static str),
        columns: &'static [Column; N],
        frozen: u16,
        lines: usize,
    ) -> Result<Self, XlsxError> {
        let name = book.lang.choose(zh, en);
        Self::below(0, book.sheet(name)?, book, name, columns, frozen, lines)
    }

    /// A list whose headings stand in the row `heading` of a sheet that has something above.
    pub(super) fn below(
        heading: u32,
        sheet: Worksheet,
        book: &'b Book,
        name: &'static str,
        columns: &'static [Column; N],
        frozen: u16,
        lines: usize,
    ) -> Result<Self, XlsxError> {
        let (full, next, links) = (Vec::new(), heading, 0);
        let mut list = Self { book, name, columns, frozen, lines, sheet, full, heading, next, links };
        list.head()?;
        Ok(list)
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[Cell<'_>; N]) -> Result<(), XlsxError> {
        if self.next >= self.book.limit {
            self.close()?;
            let next = self.book.sheet(&format!("{}({})", self.name, self.full.len() + 2))?;
            self.full.push(mem::replace(&mut self.sheet, next));
            (self.heading, self.next, self.links) = (0, 0, 0);
            self.head()?;
        }
        let row = self.next;
        self.next += 1;
        let (sheet, looks) = (&mut self.sheet, &self.book.looks);
        let lines =
            self.columns.iter().zip(cells).map(|(column, cell)| cell.lines(column)).max().unwrap_or(1);
        // A row of its own height is kept in memory, so only those have one that need more than all others.
        if lines > self.lines {
            sheet.set_row_height(row, row_points(lines))?;
        }
        for (col, cell) in (0_u16..).zip(cells) {
            // A cell without a format of its own has its column's.
            match cell {
                Cell::Blank => continue,
                Cell::Text(text) => sheet.write_string(row, col, fitting(text))?,
                Cell::Number(number) => sheet.write_number(row, col, to_float(*number))?,
                Cell::Count(count) => {
                    sheet.write_number(row, col, f64::from(u32::try_from(*count).unwrap_or(u32::MAX)))?
                }
                Cell::Link { url: Some(url), text } if self.links < LINKS => {
                    self.links += 1;
                    let url = Url::new(url.as_str()).set_text(fitting(text));
                    sheet.write_url_with_format(row, col, url, &looks.link)?
                }
                Cell::Link { url: Some(url), text } => {
                    let formula = Formula::new(hyperlink(url, text)).set_result(fitting(text));
                    sheet.write_formula_with_format(row, col, formula, &looks.link)?
                }
                Cell::Link { url: None, text } => sheet.write_string(row, col, fitting(text))?,
                Cell::Light(light) => {
                    sheet.write_string_with_format(row, col, light.word(looks.lang), looks.light(*light))?
                }
            };
        }
        Ok(())
    }

    /// The sheets of the list, which is whole.
    pub(super) fn finish(mut self) -> Result<Vec<Worksheet>, XlsxError> {
        self.close()?;
        self.full.push(self.sheet);
        Ok(self.full)
    }

    /// Ends the sheet: the filter, the lines around the cells, what is printed.
    fn close(&mut self) -> Result<(), XlsxError> {
        let last = self.next - 1;
        let width = self.width();
        let (sheet, looks) = (&mut self.sheet, &self.book.looks);
        sheet.autofilter(self.heading, 0, last, width)?;
        if last > self.heading {
            let lines = ConditionalFormatFormula::new().set_rule("=TRUE").set_format(&looks.lined);
            sheet.add_conditional_format(self.heading + 1, 0, last, width, &lines)?;
        }
        sheet.set_print_area(0, 0, last, width)?;
        Ok(())
    }

    fn head(&mut self) -> Result<(), XlsxError> {
        let (sheet, looks) = (&mut self.sheet, &self.book.looks);
        sheet.set_default_row_height(row_points(self.lines));
        for (col, Column(zh, en, width, shape)) in (0_u16..).zip(self.columns) {
            sheet.set_column_width(col, *width)?;
            sheet.set_column_format(col, looks.of(*shape))?;
            sheet.write_string_with_format(
                self.heading,
                col,
                looks.lang.choose(*zh, *en),
                looks.heading(),
            )?;
        }
        sheet.set_repeat_rows(self.heading, self.heading)?;
        sheet.set_freeze_panes(self.heading + 1, self.frozen)?;
        self.next = self.heading + 1;
        Ok(())
    }

    fn width(&self) -> u16 {
        u16::try_from(N).unwrap_or(u16::MAX) - 1
    }
}

/// The formula that leads where a link does, which is written relative to the workbook's folder.
fn hyperlink(url: &str, text: &str) -> String {
    let path = url.strip_prefix("file:///").unwrap_or(url);
    format!("=HYPERLINK({},{})", literal(path), literal(text))
}

/// A text as formulas have it: quotes doubled, in pieces that are not too long.
fn literal(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    // A letter may take two of the units that Excel counts.
    let pieces = letters.chunks(MAX_LITERAL / 2).map(|piece| {
        let piece: String = piece.iter().collect();
        format!("\"{}\"", piece.replace('"', "\"\""))
    });
    pieces.collect::<Vec<_>>().join("&")
}

/// Words in the language of the book.
pub(super) fn words<'a>(lang: Lang, (zh, en): (&'a str, &'a str)) -> Cell<'a> {
    Cell::text(lang.choose(zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_a_formula_too() {
        assert_eq!(
            hyperlink("file:///../收/甲%20一.xlsx", "收/\"甲\" 一.xlsx"),
            "=HYPERLINK(\"../收/甲%20一.xlsx\",\"收/\"\"甲\"\" 一.xlsx\")"
        );
        let long = "长".repeat(300);
        let pieces: Vec<usize> = literal(&long).split('&').map(|piece| piece.chars().count() - 2).collect();
        assert_eq!(pieces, [127, 127, 46]);
    }
}
