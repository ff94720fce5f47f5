//! What sheets and names a formula's words may stand for.

use std::collections::HashMap;

use crate::read::grid::{DefinedName, Workbook};

/// The sheets and defined names of a workbook, however their letters are spelled.
#[derive(Debug, Default)]
pub(super) struct Book {
    sheets: HashMap<String, usize>,
    names: HashMap<(Option<usize>, String), usize>,
}

impl Book {
    pub(super) fn of(workbook: &Workbook) -> Self {
        let sheets = workbook.sheets.iter().enumerate();
        let names = workbook.names.iter().enumerate();
        Self {
            sheets: sheets.map(|(index, sheet)| (sheet.name.to_lowercase(), index)).collect(),
            names: names.map(|(index, name)| ((name.sheet, name.name.to_lowercase()), index)).collect(),
        }
    }

    pub(super) fn sheet(&self, name: &str) -> Option<usize> {
        self.sheets.get(&name.to_lowercase()).copied()
    }

    /// The name that `sheet` knows by this word: its own goes before one that all know.
    pub(super) fn name(&self, word: &str, sheet: Option<usize>) -> Option<usize> {
        let word = word.to_lowercase();
        let own = sheet.and_then(|_| self.names.get(&(sheet, word.clone())));
        own.or_else(|| self.names.get(&(None, word))).copied()
    }
}

/// Where a formula stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'b> {
    pub(super) book: &'b Book,
    /// The sheet of addresses that name none; `None` in a defined name, which speaks of no cell beside itself.
    pub(super) cells_of: Option<usize>,
    /// The sheet whose own names it knows.
    pub(super) names_of: Option<usize>,
}

impl<'b> Scope<'b> {
    pub(super) fn of_sheet(book: &'b Book, sheet: usize) -> Self {
        Self { book, cells_of: Some(sheet), names_of: Some(sheet) }
    }

    pub(super) fn of_name(book: &'b Book, name: &DefinedName) -> Self {
        Self { book, cells_of: None, names_of: name.sheet }
    }
}
