//! A worksheet part, read in one pass: its cells with their places in the text, and what else a form or a patch needs of it.

pub(super) mod elements;
mod plain_cell;
mod rich_text;
mod scan;

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use crate::value::{Block, CellRef};

pub use rich_text::{decoded, read_strings};
pub use scan::scan;

/// What a cell's `t` says that its value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number; what there is without `t`.
    Number,
    /// An index into the shared texts.
    Shared,
    /// A formula's text.
    Text,
    /// A text inside the cell.
    Inline,
    /// `1` or `0`.
    Bool,
    /// The name of an error.
    Error,
    /// A date in ISO 8601.
    Date,
}

/// A formula as the part has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawFormula<'x> {
    /// Its text, without `=`; empty in all but the first cell of a shared one.
    pub text: Cow<'x, str>,
    /// How it is kept.
    pub kind: FormulaKind,
    /// The bytes of the whole element.
    pub span: Range<usize>,
}

/// How a formula is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormulaKind {
    /// By itself.
    Plain,
    /// One text for several cells, by its number.
    Shared(u32),
    /// One formula or table that fills a block.
    Array(Option<Block>),
}

/// A cell of a worksheet part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawCell<'x> {
    /// Where it stands, told by its `r` or by the cell before it.
    pub at: CellRef,
    /// Its style: an index into `cellXfs`.
    pub style: u32,
    /// What its value is.
    pub kind: Kind,
    /// The text of `<v>` or `<is>`; `None` where neither stands, or `<v/>` does.
    pub value: Option<Cow<'x, str>>,
    /// Its formula; apart, as few cells have one and every cell would take nearly twice the memory.
    pub formula: Option<Box<RawFormula<'x>>>,
    /// The bytes of the whole element.
    pub span: Range<usize>,
    /// The bytes of its opening tag.
    pub tag: Range<usize>,
}

/// A row of a worksheet part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// Its number, from 0.
    pub row: u32,
    /// The bytes of the whole element.
    pub span: Range<usize>,
    /// The bytes of its opening tag.
    pub tag: Range<usize>,
    /// The style of cells that are not there.
    pub style: Option<u32>,
    /// Its cells, as indices into [`SheetPart::cells`].
    pub cells: Range<usize>,
}

/// A run of columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawColumns {
    /// Their numbers, from 0.
    pub cols: RangeInclusive<u32>,
    /// The style of cells that are not there.
    pub style: Option<u32>,
    /// Whether they are not shown.
    pub hidden: bool,
}

/// A direct child of the part's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element<'x> {
    /// Its name without prefix.
    pub name: &'x str,
    /// The bytes of the whole element.
    pub span: Range<usize>,
}

/// A worksheet part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetPart<'x> {
    /// The root's name without prefix: `worksheet`.
    pub root_name: &'x str,
    /// The prefix of its elements, `x:` say; mostly empty.
    pub prefix: &'x str,
    /// The bytes of the root's opening tag.
    pub root: Range<usize>,
    /// The root's children.
    pub elements: Vec<Element<'x>>,
    /// The cells, in the part's order.
    pub cells: Vec<RawCell<'x>>,
    /// The rows, in the part's order.
    pub rows: Vec<RawRow>,
    /// Columns with a style or hidden.
    pub columns: Vec<RawColumns>,
    /// Rows that are not shown, from 0.
    pub hidden_rows: Vec<u32>,
    /// The merged blocks of more than one cell.
    pub merges: Vec<Block>,
}

impl SheetPart<'_> {
    /// The first child of the root that has this name.
    pub fn element(&self, name: &str) -> Option<&Element<'_>> {
        self.elements.iter().find(|element| element.name == name)
    }
}
