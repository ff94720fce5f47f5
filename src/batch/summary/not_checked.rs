//! 无法检查: the files without a row in 汇总, and what to do about each.

use rust_xlsxwriter::XlsxError;

use super::book::Book;
use super::links::Links;
use super::list::Shape::{Text, Word};
use super::list::{Cell, Column, List};
use crate::batch::FileRecord;

const NAME: (&str, &str) = ("无法检查", "not checked");

const COLUMNS: [Column; 4] = [
    Column("文件", "file", 40.0, Text),
    Column("情况", "state", 14.0, Word),
    Column("代码", "code", 8.0, Word),
    Column("原因和办法", "reason and what to do", 70.0, Text),
];

/// The sheet on its way.
#[derive(Debug)]
pub(super) struct NotChecked(List<4>);

impl NotChecked {
    pub(super) fn new(book: &mut Book) -> Result<Self, XlsxError> {
        book.add(book.lang.choose(NAME.0, NAME.1))?;
        Ok(Self(List::new(book, NAME, &COLUMNS, (0, 1), 2)?))
    }

    pub(super) fn row(&mut self, book: &mut Book, links: &Links, file: &FileRecord) -> Result<(), XlsxError> {
        let lang = book.lang;
        let link = Cell::Link { url: links.to(&file.path), text: book.name(&file.path) };
        let cells = match (&file.same_as, &file.reason) {
            (Some(other), _) => {
                let other = book.name(other);
                [
                    link,
                    Cell::text(lang.choose("内容相同", "same content")),
                    Cell::Blank,
                    Cell::text(lang.choose(
                        format!("同 {other}：逐字节相同，结果见那一份，请核实是否重复报送"),
                        format!("the same bytes as {other}: see there, and find out why it was sent twice"),
                    )),
                ]
            }
            (None, Some(reason)) => [
                link,
                Cell::text(lang.choose("✗ 无法检查", "✗ not checked")),
                Cell::text(&reason.code),
                Cell::text(&reason.message),
            ],
            (None, None) => [
                link,
                Cell::text(lang.choose("没有自评表", "no form")),
                Cell::Blank,
                Cell::text(lang.choose("文件里没有自评表", "the file holds no form")),
            ],
        };
        self.0.row(book, &cells)
    }

    pub(super) fn finish(&self, book: &mut Book) -> Result<(), XlsxError> {
        self.0.finish(book)
    }
}
