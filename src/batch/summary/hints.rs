//! 跨表疑点: one row a place of a signal.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::links::Links;
use super::list::Shape::{Count, Text, Word};
use super::list::{Cell, Column, List};
use crate::batch::Signal;

const NAME: (&str, &str) = ("跨表疑点", "signals");

const COLUMNS: [Column; 8] = [
    Column("疑点", "signal", 6.0, Count),
    Column("类别", "kind", 16.0, Text),
    Column("含义", "what it means", 40.0, Text),
    Column("单位", "unit", 20.0, Text),
    Column("文件", "file", 34.0, Text),
    Column("工作表", "sheet", 12.0, Text),
    Column("位置", "cell", 12.0, Word),
    Column("证据", "evidence", 50.0, Text),
];

/// The sheet; the places of one signal stand together.
pub(super) fn sheets(book: &Book, links: &Links, signals: &[Signal]) -> Result<Vec<Worksheet>, XlsxError> {
    let lang = book.lang;
    let mut list = List::new(book, NAME, &COLUMNS, 2, 2)?;
    for (number, signal) in (1..).zip(signals) {
        for place in &signal.places {
            let cells = [
                Cell::Count(number),
                Cell::text(signal.kind.name(lang)),
                Cell::text(lang.of(&signal.meaning)),
                Cell::maybe(place.unit.as_deref()),
                Cell::Link { url: links.to(&place.file), text: book.name(&place.file) },
                Cell::text(&place.sheet),
                Cell::text(&place.cell),
                Cell::text(lang.of(&place.evidence)),
            ];
            list.row(&cells)?;
        }
    }
    if signals.is_empty() {
        let none = lang.choose("没有发现跨表疑点", "no signals");
        let mut cells = [const { Cell::Blank }; 8];
        cells[2] = Cell::text(none);
        list.row(&cells)?;
    }
    list.finish()
}
