//! The cells of a form while it is laid out.

use std::collections::BTreeMap;

use super::shown::Shown;
use crate::read::Merge;
use crate::template::Span;
use crate::value::CellRef;
use crate::write::drawn::{Cached, Content, DrawnCell, Role};

/// Cells and merged blocks so far.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    pub(super) cells: BTreeMap<CellRef, DrawnCell>,
    pub(super) merges: Vec<Merge>,
}

impl Canvas {
    /// Puts a cell over the columns of `span` in one row; gives its address.
    pub(super) fn put(&mut self, span: &Span, row: u32, cell: DrawnCell) -> CellRef {
        self.put_over(span, row, row, cell)
    }

    /// Puts a cell over the columns of `span` and the rows `first` to `last`.
    pub(super) fn put_over(&mut self, span: &Span, first: u32, last: u32, cell: DrawnCell) -> CellRef {
        let at = CellRef::new(first, span.first);
        let corner = CellRef::new(last, span.last);
        if at != corner {
            self.merges.push(Merge { first: at, last: corner });
        }
        self.cells.insert(at, cell);
        at
    }
}

fn cell(shown: Shown, role: Role, unlocked: bool) -> DrawnCell {
    DrawnCell { format: shown.format, unlocked, ..DrawnCell::new(role, shown.content) }
}

/// The title line.
pub(super) fn title(text: &str) -> DrawnCell {
    cell(Shown::text(text), Role::Title, false)
}

/// Text outside the bordered form.
pub(super) fn plain(text: &str) -> DrawnCell {
    cell(Shown::text(text), Role::Plain, false)
}

/// A heading or a printed label.
pub(super) fn label(text: &str) -> DrawnCell {
    cell(Shown::text(text), Role::Label, false)
}

/// A place for text to be read.
pub(super) fn text_entry(text: &str) -> DrawnCell {
    cell(Shown::text(text), Role::Text, true)
}

/// A place for a number or a short value.
pub(super) fn value_entry(shown: Shown) -> DrawnCell {
    cell(shown, Role::Value, true)
}

/// A value that is not to be changed.
pub(super) fn fixed(shown: Shown) -> DrawnCell {
    cell(shown, Role::Value, false)
}

/// A cell that works itself out.
pub(super) fn formula(text: String, result: Cached, format: Option<&str>) -> DrawnCell {
    let content = Content::Formula { text, result };
    cell(Shown { content, format: format.map(Into::into) }, Role::Derived, false)
}
