//! Building blocks of ziping's own sheets: lines of cells, one below the other.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, Workbook, XlsxError};

use crate::read::Merge;
use crate::value::CellRef;
use crate::write::draw::draw;
use crate::write::drawn::{Content, DrawnCell, DrawnSheet, Mark, Role};
use crate::write::format_store::FormatStore;

/// A sheet of ziping's own, in the making.
#[derive(Debug)]
pub(super) struct Page {
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
    format: Option<&'static str>,
    mark: Option<Mark>,
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
        Self { role, content, format: None, mark: None }
    }

    /// With a number format.
    pub(super) fn format(self, code: &'static str) -> Self {
        Self { format: Some(code), ..self }
    }

    /// With a fill that tells its state.
    pub(super) fn mark(self, mark: Option<Mark>) -> Self {
        Self { mark, ..self }
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
                cells: BTreeMap::new(),
                merges: Vec::new(),
                widths: widths.to_vec(),
                repeat_rows: None,
                protected: false,
            },
            row: 0,
            table: None,
            choices: None,
        };
        page.spread(&[(page.last_col(), Entry::new(Role::Title, text_or_blank(title)))]);
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
    pub(super) fn spread(&mut self, entries: &[(u16, Entry)]) {
        let mut first = 0;
        for (last, entry) in entries {
            self.put(first, entry.clone());
            if *last > first {
                let merge =
                    Merge { first: CellRef::new(self.row, first), last: CellRef::new(self.row, *last) };
                self.sheet.merges.push(merge);
            }
            first = last + 1;
        }
        self.row += 1;
    }

    /// A line of running text over the whole width.
    pub(super) fn paragraph(&mut self, words: &str) {
        self.spread(&[(self.last_col(), Entry::new(Role::Plain, text_or_blank(words)))]);
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.row += 1;
    }

    fn put(&mut self, col: u16, entry: Entry) {
        let Entry { role, content, format, mark } = entry;
        let format = format.map(Into::into);
        let cell = DrawnCell { format, mark, ..DrawnCell::new(role, content) };
        self.sheet.cells.insert(CellRef::new(self.row, col), cell);
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
