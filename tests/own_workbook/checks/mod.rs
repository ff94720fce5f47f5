//! What must hold between a workbook and its corrected copy; every violation is one line.

pub(crate) mod cells;
pub(crate) mod closed;
pub(crate) mod frame;
pub(crate) mod notes;
pub(crate) mod order;
pub(crate) mod parts;
pub(crate) mod styles;
mod tampered;
mod undeclared;

use super::book::Book;
use super::log::Log;

/// Everything that can be told from the two files alone.
pub(crate) fn violations(before: &[u8], after: &[u8]) -> Vec<String> {
    let (before, after) = (Book::open(before), Book::open(after));
    let log = Log::of(&after);
    let mut found = parts::violations(&before, &after, &log);
    found.extend(closed::violations(&after));
    found.extend(order::violations(&after));
    found.extend(frame::violations(&before, &after));
    found.extend(styles::violations(&before, &after));
    found.extend(cells::violations(&before, &after, &log));
    found.extend(notes::violations(&before, &after, &log));
    found
}
