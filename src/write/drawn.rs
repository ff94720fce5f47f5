//! A form sheet just before it is drawn: every cell's content and part, independent of the spreadsheet writer.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::read::{CellValue, Merge};
use crate::value::CellRef;

/// What a cell will hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// Nothing; the cell is still bordered.
    Blank,
    /// A number.
    Number(Decimal),
    /// Text, never a formula whatever it starts with.
    Text(String),
    /// A truth value.
    Bool(bool),
    /// Text that leads to a cell of this workbook.
    Link {
        /// Where to: `'表 一'!F19`.
        target: String,
        /// What is shown.
        text: String,
    },
    /// A live formula, without `=`, and its cached result.
    Formula {
        /// The formula's text.
        text: String,
        /// The result a reader sees without recalculating.
        result: Cached,
    },
}

impl Content {
    /// What holds a value as it was read; an error becomes its name.
    pub(super) fn of(value: &CellValue) -> Self {
        match value {
            CellValue::Number(number) | CellValue::Date(number) => Self::Number(*number),
            CellValue::Text(text) | CellValue::Error(text) => Self::Text(text.clone()),
            CellValue::Bool(truth) => Self::Bool(*truth),
            CellValue::Empty => Self::Blank,
        }
    }
}

/// A formula's cached result.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cached {
    /// A number.
    Number(Decimal),
    /// Text; may be empty.
    Text(String),
}

/// What part a cell plays: it decides font, alignment, border and fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// The title line.
    Title,
    /// The line below it: the year.
    Subtitle,
    /// A note, or any text outside the bordered form.
    Plain,
    /// Running text without borders, wrapped in its own column.
    Paragraph,
    /// A heading or label.
    Label,
    /// Text that is read, left-aligned and wrapped.
    Text,
    /// A number or short value, centred.
    Value,
    /// A cell that is worked out.
    Derived,
}

/// Why a cell stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// Its value was corrected or filled in.
    Corrected,
    /// A person has to look at it.
    Review,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DrawnCell {
    pub(super) content: Content,
    /// The number format's code; `None` is General.
    pub(super) format: Option<Arc<str>>,
    pub(super) role: Role,
    pub(super) mark: Option<Mark>,
    /// A note's text.
    pub(super) note: Option<String>,
    /// Whether a protected sheet lets it be edited.
    pub(super) unlocked: bool,
    /// A cell style of the user's workbook that is taken as it is, where the sheet is put into that workbook.
    pub(super) own_style: Option<u32>,
}

impl DrawnCell {
    /// A cell without mark or note, in General format.
    pub(super) fn new(role: Role, content: Content) -> Self {
        Self { content, format: None, role, mark: None, note: None, unlocked: false, own_style: None }
    }
}

/// One sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DrawnSheet {
    pub(super) name: String,
    pub(super) visible: bool,
    /// In the order of their places, row by row.
    pub(super) cells: Vec<(CellRef, DrawnCell)>,
    pub(super) merges: Vec<Merge>,
    /// Column widths in characters, from column A.
    pub(super) widths: Vec<f64>,
    /// Rows and columns that are not shown.
    pub(super) hidden: (Vec<u32>, Vec<u16>),
    /// Rows repeated on every printed page: first and last.
    pub(super) repeat_rows: Option<(u32, u32)>,
    /// Locks every cell but the unlocked ones, without a password.
    pub(super) protected: bool,
}

impl DrawnSheet {
    /// The cell at `at`, if there is one.
    pub(super) fn cell(&self, at: CellRef) -> Option<&DrawnCell> {
        let place = self.cells.binary_search_by_key(&at, |(own, _)| *own).ok()?;
        Some(&self.cells[place].1)
    }
}
