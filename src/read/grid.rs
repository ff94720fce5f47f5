//! A workbook as a sparse grid of cells, whatever file it came from.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::model::{Active, Oddity};
use crate::value::CellRef;

/// A merged block: only its first cell holds a value.
pub use crate::value::Block as Merge;

/// A cell's own value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CellValue {
    /// A number the forms can carry, exact.
    Number(Decimal),
    /// Text.
    Text(String),
    /// A truth value.
    Bool(bool),
    /// A date or time: its serial number.
    Date(Decimal),
    /// An error such as `#DIV/0!`, or a number beyond any form's range.
    Error(String),
    /// Nothing, though the cell may have a formula without a cached result.
    Empty,
}

/// One cell that holds something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Where it stands.
    pub at: CellRef,
    /// Its value; for a formula, the cached result.
    pub value: CellValue,
    /// What it shows: the value through its number format, but where that would show another number, the one stored.
    pub text: String,
    /// The number format's code; `None` is General.
    #[serde(with = "super::format_text")]
    pub format: Option<Arc<str>>,
    /// The formula, without `=`.
    pub formula: Option<String>,
}

/// What kind of file a grid came from, told by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FileKind {
    /// Excel 2007 and later, with or without macros (.xlsx, .xlsm).
    Xlsx,
    /// Excel's binary workbook (.xlsb).
    Xlsb,
    /// Excel 97–2003 and WPS (.xls, .et).
    Xls,
    /// OpenDocument (.ods).
    Ods,
    /// A Word document; its tables are the sheets (.docx).
    Docx,
}

impl FileKind {
    /// The usual ending of its name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Docx => "docx",
        }
    }
}

/// One worksheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Whether the tab is shown.
    pub visible: bool,
    /// The cells that hold something, by row, then column.
    pub cells: Vec<Cell>,
    /// The merged blocks, in the file's order.
    pub merges: Vec<Merge>,
    /// Rows that are not shown, from 0, ascending.
    pub hidden_rows: Vec<u32>,
    /// Columns that are not shown, from 0, ascending.
    pub hidden_cols: Vec<u16>,
    /// Blocks that one array formula or data table fills; no cell of them can be changed alone. Read of xlsx only.
    pub arrays: Vec<Merge>,
    /// What is odd about how the file holds its cells, by cell; read of xlsx only.
    pub oddities: Vec<Oddity>,
}

/// A whole workbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// What it came from.
    pub kind: FileKind,
    /// Its sheets, in tab order.
    pub sheets: Vec<Sheet>,
    /// The names that formulas may use; read of xlsx only.
    pub names: Vec<DefinedName>,
    /// What it holds besides its sheets that could run or reach out; ascending.
    pub active: Vec<Active>,
}

/// A name that formulas may use for cells or an expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefinedName {
    /// The name.
    pub name: String,
    /// The index of the only sheet that knows it; `None` if all do.
    pub sheet: Option<usize>,
    /// What it stands for, without `=`: `表1!$H$41`.
    pub formula: String,
}

impl Sheet {
    /// The cell at `at`, if it holds something.
    pub fn cell(&self, at: CellRef) -> Option<&Cell> {
        self.cells.binary_search_by_key(&at, |cell| cell.at).ok().map(|index| &self.cells[index])
    }

    /// The merged block that `at` lies in.
    pub fn merge_at(&self, at: CellRef) -> Option<&Merge> {
        self.merges.iter().find(|merge| merge.contains(at))
    }

    /// The cells of one row, left to right.
    pub fn row(&self, row: u32) -> &[Cell] {
        self.rows(row, row)
    }

    /// The cells of the rows from `first` to `last`, row by row.
    pub fn rows(&self, first: u32, last: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.at.row < first);
        let end = self.cells.partition_point(|cell| cell.at.row <= last);
        &self.cells[start..end.max(start)]
    }
}

impl Workbook {
    /// The sheet of this name.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}
