//! One cell of a form: where, what is shown, what it means.

use std::str::FromStr;

use crate::value::{CellRef, is_placeholder, shown_decimals};

/// How the cell itself holds its value; a fix is written back in the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stored {
    /// Nothing in the cell.
    #[default]
    Blank,
    /// Text, whatever it says.
    Text,
    /// A number shown as it is.
    Number,
    /// A number shown through a percent format: 0.666 as `66.6%`.
    Percent,
    /// A date serial, a truth value or an error.
    Other,
}

/// What one cell said: where it is, its text as shown, and the value if it could be read.
///
/// A blank cell has empty `text`; an unreadable one has `text` and no `value`. Nothing typed is ever dropped.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<T> {
    /// The cell; of a merged block, its first.
    pub at: CellRef,
    /// What the cell shows, verbatim.
    pub text: String,
    /// The typed value; `None` if blank or unread.
    pub value: Option<T>,
    /// How the cell holds it.
    pub stored: Stored,
    /// Whether the value's scale was inferred from its column and size: nothing in the cell tells 0.95 from 95 %.
    pub is_inferred: bool,
}

impl<T> Field<T> {
    /// A cell with nothing in it.
    pub fn blank(at: CellRef) -> Self {
        Self { at, text: String::new(), value: None, stored: Stored::Blank, is_inferred: false }
    }

    /// Nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Nothing, or a sign that stands for nothing (`—`, `/`).
    pub fn is_empty(&self) -> bool {
        is_placeholder(&self.text)
    }

    /// Has text that could not be read as its type; a placeholder does not count.
    pub fn is_unread(&self) -> bool {
        self.value.is_none() && !self.is_empty()
    }

    /// How many decimals the cell shows.
    pub fn decimals(&self) -> u32 {
        shown_decimals(&self.text)
    }
}

impl<T: FromStr> Field<T> {
    /// A field read from shown text alone.
    pub fn from_text(at: CellRef, text: &str) -> Self {
        let value = if is_placeholder(text) { None } else { text.parse().ok() };
        let stored = if text.is_empty() { Stored::Blank } else { Stored::Text };
        Self { at, text: text.to_owned(), value, stored, is_inferred: false }
    }
}
