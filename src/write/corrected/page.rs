//! Building blocks of ziping's own sheets: lines of cells, one below the other.

use std::sync::Arc;

use rust_xlsxwriter::{DataValidation, Workbook, XlsxError};

use super::changes::shown_place;
use super::formula_text::quoted;
use crate::read::Merge;
use crate::value::CellRef;
use crate::write::draw::draw;
use crate::write::drawn::{Content, DrawnCell, DrawnSheet, Mark, Role};
use crate::write::format_store::FormatStore;
use crate::write::sizes::last_corner;

/// A sheet of ziping's own, in the making.
#[derive(Debug)]
pub(in crate::write) struct Page {
    sheet: DrawnSheet,
    row: u32,
    table: Option<(u32, u32)>,
    choices: Option<(u16, &'static [&'static str])>,
}

/// A cell of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    role: Role,
    content: Content,
    format: Option<Arc<str>>,
    mark: Option<Mark>,
    own_style: Option<u32>,
}

/// A heading.
pub(super) fn label(text: &str) -> Entry {
    Entry::new(Role::Label, text_or_blank(text))
}

/// Text, left-aligned.
pub(super) fn text(text: &str) -> Entry {
    Entry::new(Role::Text, text_or_blank(text))
}

/// A short value, centred.
pub(super) fn value(text: &str) -> Entry {
    Entry::new(Role::Value, text_or_blank(text))
}

/// Any content, centred.
pub(super) fn content(content: Content) -> Entry {
    Entry::new(Role::Value, content)
}

/// Text that leads to `target`, left-aligned among other texts.
pub(super) fn text_link(target: String, text: String) -> Entry {
    Entry::new(Role::Text, Content::Link { target, text })
}

/// Text that leads to `target`.
pub(super) fn link(target: String, text: String) -> Entry {
    Entry::new(Role::Value, Content::Link { target, text })
}

fn text_or_blank(text: &str) -> Content {
    if text.is_empty() { Content::Blank } else { Content::Text(text.to_owned()) }
}

impl Entry {
    fn new(role: Role, content: Content) -> Self {
        Self { role, content, format: None, mark: None, own_style: None }
    }

    /// With a number format.
    pub(super) fn format(self, code: &str) -> Self {
        Self { format: Some(Arc::from(code)), ..self }
    }

    /// In the number format of another cell.
    pub(super) fn in_format(self, format: Option<Arc<str>>) -> Self {
        Self { format, ..self }
    }

    /// With a fill that tells its state.
    pub(super) fn mark(self, mark: Option<Mark>) -> Self {
        Self { mark, ..self }
    }

    /// In a cell style of the user's workbook.
    #[cfg(test)]
    fn own_style(self, own_style: Option<u32>) -> Self {
        Self { own_style, ..self }
    }
}

impl Page {
    /// A sheet with columns of these widths and its title on top.
    pub(super) fn new(name: &str, widths: &[f64], title: &str) -> Self {
        let mut page = Self {
            sheet: DrawnSheet {
                name: name.to_owned(),
                visible: true,
                hidden: Default::default(),
                cells: Vec::new(),
                merges: Vec::new(),
                widths: widths.to_vec(),
                repeat_rows: None,
                protected: false,
            },
            row: 0,
            table: None,
            choices: None,
        };
        page.spread([(page.last_col(), Entry::new(Role::Title, text_or_blank(title)))]);
        page
    }

    fn last_col(&self) -> u16 {
        u16::try_from(self.sheet.widths.len()).unwrap_or(1).saturating_sub(1)
    }

    /// The row the next line will stand in, from 0.
    pub(super) fn row(&self) -> u32 {
        self.row
    }

    /// A line of cells from column A.
    pub(super) fn line(&mut self, entries: impl IntoIterator<Item = Entry>) {
        for (col, entry) in (0_u16..).zip(entries) {
            self.put(col, entry);
        }
        self.row += 1;
    }

    /// A line of merged cells, each with its last column.
    pub(super) fn spread<const N: usize>(&mut self, entries: [(u16, Entry); N]) {
        let mut first = 0;
        for (last, entry) in entries {
            self.put(first, entry);
            if last > first {
                let merge =
                    Merge { first: CellRef::new(self.row, first), last: CellRef::new(self.row, last) };
                self.sheet.merges.push(merge);
            }
            first = last + 1;
        }
        self.row += 1;
    }

    /// Keeps styles of the user's cells beside the line just written, out of sight, whatever programs call them later.
    ///
    /// Each stands in a cell that names the one it is from: an empty cell of the default style would be lost.
    pub(super) fn keep_styles(&mut self, sheet: &str, styles: &[(CellRef, u32)]) {
        let Some(row) = self.row.checked_sub(1) else { return };
        for (col, (at, style)) in (self.last_col() + 1..).zip(styles) {
            let words = Content::Text(shown_place(sheet, *at));
            let cell = DrawnCell { own_style: Some(*style), ..DrawnCell::new(Role::Plain, words) };
            self.sheet.cells.push((CellRef::new(row, col), cell));
            if !self.sheet.hidden.1.contains(&col) {
                self.sheet.hidden.1.push(col);
            }
        }
    }

    /// Under another name than its title.
    pub(super) fn named(mut self, name: &str) -> Self {
        self.sheet.name = name.to_owned();
        self
    }

    /// A line of running text over the whole width.
    pub(super) fn paragraph(&mut self, words: &str) {
        self.spread([(self.last_col(), Entry::new(Role::Plain, text_or_blank(words)))]);
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.row += 1;
    }

    fn put(&mut self, col: u16, entry: Entry) {
        let Entry { role, content, format, mark, own_style } = entry;
        let cell = DrawnCell { format, mark, own_style, ..DrawnCell::new(role, content) };
        self.sheet.cells.push((CellRef::new(self.row, col), cell));
    }

    /// The line just written is the heading of a table: it stays in view, is printed on every page, and filters.
    pub(super) fn heading_done(&mut self) {
        let row = self.row.saturating_sub(1);
        self.sheet.repeat_rows = Some((row, row));
        self.table = Some((row, row));
    }

    /// The line just written is the table's last.
    pub(super) fn table_done(&mut self) {
        if let Some((_, last)) = &mut self.table {
            *last = self.row.saturating_sub(1);
        }
    }

    /// Offers these words in a column of the table.
    pub(super) fn offer(&mut self, col: u16, choices: &'static [&'static str]) {
        self.choices = Some((col, choices));
    }

    /// Draws the sheet.
    pub(super) fn draw(
        self,
        workbook: &mut Workbook,
        formats: &mut FormatStore,
        active: bool,
    ) -> Result<(), XlsxError> {
        let last_col = self.last_col();
        let worksheet = draw(workbook, &self.sheet, formats)?;
        if active {
            worksheet.set_active(true);
        }
        let Some((heading, last)) = self.table else { return Ok(()) };
        worksheet.set_freeze_panes(heading + 1, 0)?;
        if last > heading {
            worksheet.autofilter(heading, 0, last, last_col)?;
            if let Some((col, choices)) = self.choices {
                let validation = DataValidation::new().allow_list_strings(choices)?;
                worksheet.add_data_validation(heading + 1, col, last, col, &validation)?;
            }
        }
        Ok(())
    }
}

/// What the writer of XML needs to know.
impl Page {
    /// The sheet itself.
    pub(in crate::write) fn sheet(&self) -> &DrawnSheet {
        &self.sheet
    }

    /// The table's heading and the block from there to its last row and column, if there is a table with rows.
    pub(in crate::write) fn table(&self) -> Option<(u32, Option<Merge>)> {
        let (heading, last) = self.table?;
        let block = Merge { first: CellRef::new(heading, 0), last: CellRef::new(last, self.last_col()) };
        Some((heading, (last > heading).then_some(block)))
    }

    /// The words offered in a column of the table.
    pub(in crate::write) fn choices(&self) -> Option<(u16, &'static [&'static str])> {
        self.choices
    }

    /// The names of this sheet's own that the workbook part defines, in the order of their names, and what each refers to.
    /// `_xlnm._FilterDatabase` is a hidden one.
    pub(in crate::write) fn defined_names(&self) -> Vec<(&'static str, String)> {
        let sheet = quoted(&self.sheet.name);
        let fixed = |at: CellRef| format!("${}${}", at.column_letters(), at.row + 1);
        let mut names = Vec::new();
        if let Some((_, Some(Merge { first, last }))) = self.table() {
            names.push(("_xlnm._FilterDatabase", format!("{sheet}!{}:{}", fixed(first), fixed(last))));
        }
        if let Some(last) = last_corner(&self.sheet) {
            names.push(("_xlnm.Print_Area", format!("{sheet}!$A$1:{}", fixed(last))));
        }
        if let Some((first, last)) = self.sheet.repeat_rows {
            names.push(("_xlnm.Print_Titles", format!("{sheet}!${}:${}", first + 1, last + 1)));
        }
        names
    }
}

#[cfg(test)]
impl Page {
    /// A page with every kind of cell.
    pub(in crate::write) fn sample() -> Self {
        use crate::write::drawn::Cached;

        let mut page = Self::new("清 单", &[6.0, 12.0, 30.0], "清单 & <说明>");
        page.spread([
            (0, label("总分")),
            (2, content(Content::Number(rust_decimal::dec!(88.50))).format("0.00")),
        ]);
        page.line(["序号", "位置", "说明"].map(label));
        page.heading_done();
        page.line([
            content(Content::Number(1_u32.into())),
            link("'表 一'!F19".to_owned(), "F19".to_owned()),
            text("得分 12 > 分值 10\n_x0041_").mark(Some(Mark::Review)),
        ]);
        let formula = |text: &str, result| Content::Formula { text: text.to_owned(), result };
        page.line([
            content(formula("ROUND('表 一'!F19*2,2)", Cached::Number(rust_decimal::dec!(0.10))))
                .own_style(Some(3)),
            content(formula("IF(A5<1,\"优\",\"\")", Cached::Text("优".to_owned()))),
            content(Content::Bool(true)).mark(Some(Mark::Corrected)),
        ]);
        page.table_done();
        page.offer(1, &["属实", "误报"]);
        page.gap();
        page.paragraph("=1+1");
        page
    }

    /// A page with so many links, one below the other.
    pub(in crate::write) fn links(count: usize) -> Self {
        let mut page = Self::new("链接", &[6.0], "链接");
        for _ in 0..count {
            page.line([link("'表'!A1".to_owned(), "A1".to_owned())]);
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_a_workbook_defines_for_a_page() {
        let names = Page::sample().defined_names();
        let expected = [
            ("_xlnm._FilterDatabase", "'清 单'!$A$3:$C$5"),
            ("_xlnm.Print_Area", "'清 单'!$A$1:$C$7"),
            ("_xlnm.Print_Titles", "'清 单'!$3:$3"),
        ];
        assert_eq!(names, expected.map(|(name, formula)| (name, formula.to_owned())));
        let empty = Page::new("空", &[6.0], "");
        assert_eq!(empty.defined_names(), [("_xlnm.Print_Area", "'空'!$A$1:$A$1".to_owned())]);
    }
}
