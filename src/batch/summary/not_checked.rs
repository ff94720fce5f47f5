//! 无法检查: the files without a row in 汇总, and what to do about each.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::links::Links;
use super::list::Shape::{Text, Word};
use super::list::{Cell, Column, List};
use crate::batch::FileHead;

const NAME: (&str, &str) = ("无法检查", "not checked");

const COLUMNS: [Column; 4] = [
    Column("文件", "file", 40.0, Text),
    Column("情况", "state", 14.0, Word),
    Column("代码", "code", 8.0, Word),
    Column("原因和办法", "reason and what to do", 70.0, Text),
];

/// The sheet on its way.
pub(super) struct NotChecked<'b> {
    book: &'b Book,
    links: &'b Links,
    list: List<'b, 4>,
}

impl<'b> NotChecked<'b> {
    pub(super) fn new(book: &'b Book, links: &'b Links) -> Result<Self, XlsxError> {
        Ok(Self { book, links, list: List::new(book, NAME, &COLUMNS, 1, 2)? })
    }

    pub(super) fn row(&mut self, file: &FileHead) -> Result<(), XlsxError> {
        let (book, lang) = (self.book, self.book.lang);
        let link = Cell::Link { url: self.links.to(&file.path), text: book.name(&file.path) };
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
        self.list.row(&cells)
    }

    pub(super) fn finish(self) -> Result<Vec<Worksheet>, XlsxError> {
        self.list.finish()
    }
}
