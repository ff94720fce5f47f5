//! 问题清单: one row a finding, in the order of 汇总.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::list::Shape::{Text, Word};
use super::list::{Cell, Column, List};
use crate::batch::{FileHead, FindingRecord, FormHead};
use crate::model::Applicability;
use crate::report::{Lang, severity_word};

const NAME: (&str, &str) = ("问题清单", "findings");

const COLUMNS: [Column; 15] = [
    Column("文件", "file", 34.0, Text),
    Column("工作表", "sheet", 11.0, Text),
    Column("单元格", "cell", 7.0, Word),
    Column("级别", "level", 6.0, Word),
    Column("编号", "rule", 24.0, Text),
    Column("问题", "title", 16.0, Text),
    Column("指标", "row", 18.0, Text),
    Column("填报值", "stated", 10.0, Word),
    Column("应为", "expected", 10.0, Word),
    Column("差额", "difference", 9.0, Word),
    Column("说明", "explanation", 60.0, Text),
    Column("依据", "basis", 30.0, Text),
    Column("更正方式", "fix", 10.0, Word),
    Column("起因", "caused by", 24.0, Text),
    Column("核实情况", "waived", 16.0, Text),
];

/// The list on its way.
pub(super) struct Findings<'b> {
    book: &'b Book,
    list: List<'b, 15>,
}

impl<'b> Findings<'b> {
    pub(super) fn new(book: &'b Book) -> Result<Self, XlsxError> {
        Ok(Self { book, list: List::new(book, NAME, &COLUMNS, 1, 2)? })
    }

    /// Adds all findings of a form, those that a person had a word on included.
    pub(super) fn of_form(&mut self, file: &FileHead, form: &FormHead) -> Result<(), XlsxError> {
        let lang = self.book.lang;
        form.findings.iter().try_for_each(|finding| {
            let cells = [
                Cell::text(self.book.name(&file.path)),
                Cell::text(&form.sheet),
                Cell::text(&finding.cell),
                Cell::text(severity_word(finding.severity, lang)),
                Cell::text(&finding.rule),
                Cell::text(&finding.title),
                Cell::text(&finding.label),
                Cell::text(&finding.stated),
                Cell::maybe(finding.expected.as_deref()),
                Cell::maybe(finding.difference.as_deref()),
                Cell::text(&finding.message),
                Cell::text(&finding.basis),
                Cell::text(way(finding, lang)),
                Cell::maybe(finding.caused_by.as_deref()),
                word(finding, lang),
            ];
            self.list.row(&cells)
        })
    }

    pub(super) fn finish(self) -> Result<Vec<Worksheet>, XlsxError> {
        self.list.finish()
    }
}

/// How it gets right: by itself, by a person's consent, by hand.
fn way(finding: &FindingRecord, lang: Lang) -> &'static str {
    match finding.fixes.first().map(|fix| fix.applicability) {
        Some(Applicability::Safe) => lang.choose("可自动更正", "safe"),
        Some(Applicability::Review) => lang.choose("核实后更正", "review"),
        None => lang.choose("人工核实", "by hand"),
    }
}

/// What a person said of it, or that the baseline has it.
fn word(finding: &FindingRecord, lang: Lang) -> Cell<'_> {
    match &finding.waived {
        Some(waiver) => Cell::text(lang.choose(
            format!("{}：{}", waiver.kind.word(), waiver.reason),
            format!("{}: {}", waiver.kind.word(), waiver.reason),
        )),
        None if finding.known => Cell::text(lang.choose("基线内", "in the baseline")),
        None => Cell::Blank,
    }
}
