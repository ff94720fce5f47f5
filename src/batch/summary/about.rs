//! 规则与版本: by what the files were checked, and how the summary is ordered.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::book::Book;
use super::list::Shape::Text;
use super::list::{Cell, Column, List, words};
use crate::read::{Sheet, read_workbook};
use crate::report::{rules_sha256, threshold_name};
use crate::rules::CATALOGUE;
use crate::settings::{Threshold, Thresholds};

const NAME: (&str, &str) = ("规则与版本", "about");

const COLUMNS: [Column; 2] = [Column("项目", "entry", 30.0, Text), Column("内容", "content", 100.0, Text)];

const ORDER: (&str, &str) = (
    "等级有变的在最前；其次错误多的、总分差额（不论正负）大的、提醒多的；都一样的按文件路径。评分办法未确认的，等级和差额不作数。",
    "grade changes first; then by errors, by the gap between the totals either way, by warnings; then by path. Grade and gap do not count where the profile is not confirmed",
);
const UNITS: (&str, &str) = (
    "“汇总”里的金额都折成万元；总分多填、少填和等级变化只统计评分办法已确认的表。",
    "amounts are in 万元; points and grade changes are counted only under confirmed profiles",
);
const LIMITS: (&str, &str) = (
    "一张工作表写满 1,048,576 行的，接着写在同名加 (2)、(3) 的工作表；前 1,000 个链接以后的用 HYPERLINK 公式写，点开一样。没有省略任何一行。",
    "where a sheet is full at 1,048,576 rows the next one, (2), (3), goes on; beyond 1,000 links they are HYPERLINK formulas, which lead to the same place. No row is left out",
);

/// What the records do not say of a run.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The options as they were given.
    pub options: &'a str,
    /// The settings file in force, as it is to be shown.
    pub settings: Option<&'a str>,
    /// The thresholds of the signals.
    pub thresholds: &'a Thresholds,
}

/// The sheet.
pub(super) fn sheets(book: &Book, about: &About<'_>, files: usize) -> Result<Vec<Worksheet>, XlsxError> {
    let lang = book.lang;
    let mut list = List::new(book, NAME, &COLUMNS, 1, 1)?;
    let none = lang.choose("没有，都按默认", "none, everything is default");
    let rules = lang.choose(format!("{} 条", CATALOGUE.len()), CATALOGUE.len().to_string());
    let mut entries = vec![
        (("标识", "mark"), Cell::text(MARK)),
        (("程序版本", "version"), Cell::text(concat!("ziping ", env!("CARGO_PKG_VERSION")))),
        (("核对规则", "rules"), Cell::text(rules)),
        (("规则 SHA-256", "SHA-256 of the rules"), Cell::text(rules_sha256())),
        (("选项", "options"), Cell::text(about.options)),
        (("设置文件", "settings"), Cell::text(about.settings.unwrap_or(none))),
        (("文件夹", "folder"), Cell::text(book.folder())),
        (("文件数", "files"), Cell::text(files.to_string())),
        (("排列次序", "order"), words(lang, ORDER)),
        (("金额与统计", "amounts and sums"), words(lang, UNITS)),
        (("行数与链接", "rows and links"), words(lang, LIMITS)),
    ];
    entries.retain(|(_, cell)| !matches!(cell, Cell::Text(text) if text.is_empty()));
    for (name, content) in entries {
        list.row(&[words(lang, name), content])?;
    }
    for threshold in Threshold::ALL {
        let name = threshold_name(threshold, lang);
        let name = lang.choose(format!("疑点界限：{name}"), format!("threshold: {name}"));
        list.row(&[Cell::text(name), Cell::text(about.thresholds.get(threshold).to_string())])?;
    }
    list.finish()
}

/// Whether a file is a summary of ours.
pub fn is_summary(bytes: &[u8]) -> bool {
    let is_marked = |sheet: &Sheet| sheet.cells.iter().any(|cell| cell.text == MARK);
    read_workbook(bytes).is_ok_and(|workbook| workbook.sheets.last().is_some_and(is_marked))
}

/// Tells our summaries from other workbooks.
const MARK: &str = "ziping/summary/1";
