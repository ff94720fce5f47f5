//! 更正记录: one line a changed cell; earlier runs' lines first.

use super::StylesOf;
use super::changes::Change;
use super::formula_text::place;
use super::page::{Page, content, label, link, text, value};
use crate::write::drawn::Content;

/// The sheet's name.
pub(super) const NAME: &str = "更正记录";

/// The columns, left to right.
pub(super) const HEADINGS: [&str; 10] =
    ["序号", "类别", "工作表", "单元格", "指标", "原值", "原公式", "新值", "新公式", "规则"];
/// Index of 类别 in [`HEADINGS`].
pub(super) const KIND: usize = 1;
/// Index of 工作表.
pub(super) const SHEET: usize = 2;
/// Index of 单元格.
pub(super) const CELL: usize = 3;
/// Index of 指标.
pub(super) const LABEL: usize = 4;
/// Index of 原值.
pub(super) const OLD: usize = 5;
/// Index of 原公式.
pub(super) const OLD_FORMULA: usize = 6;
/// Index of 新值.
pub(super) const NEW: usize = 7;
/// Index of 新公式.
pub(super) const NEW_FORMULA: usize = 8;
/// Index of 规则.
pub(super) const RULE: usize = 9;

const WIDTHS: [f64; 10] = [6.0, 7.0, 18.0, 9.0, 24.0, 14.0, 22.0, 14.0, 30.0, 26.0];

/// Builds the sheet.
pub(super) fn page<'c>(changes: impl Iterator<Item = &'c Change>, styles_of: &StylesOf<'_>) -> Page {
    let mut page = Page::new(NAME, &WIDTHS, NAME);
    page.line(HEADINGS.map(label));
    page.heading_done();
    let mut number = 0_u32;
    for change in changes {
        number += 1;
        let rule = match crate::rules::rule(&change.rule) {
            Some(rule) => format!("{}（{}）", rule.title, change.rule),
            None => change.rule.clone(),
        };
        page.line([
            content(Content::Number(number.into())),
            value(change.kind.word()),
            text(&change.sheet),
            link(place(&change.sheet, change.cell), change.cell.to_string()),
            text(&change.label),
            content(Content::of(&change.old)).in_format(change.old_format.clone()),
            text(&with_sign(&change.old_formula)),
            content(Content::of(&change.new)).in_format(change.new_format.clone()),
            text(&with_sign(&change.new_formula)),
            text(&rule),
        ]);
        page.keep_styles(&change.sheet, &styles_of(&change.sheet, change.cell));
    }
    page.table_done();
    if number == 0 {
        page.paragraph("没有更正任何单元格。");
    }
    page.gap();
    page.paragraph("原值为空表示该格原来没有填写；原公式不为空的，是原文件没有保存公式的结果。公式列只供查阅，以“=”开头的内容是文字，不会计算。");
    page.paragraph("类别“随动”：单元格原有的公式没有改动，因所用的数据更正，结果随之变化；新值为空的，打开文件时由软件重新计算。");
    page
}

fn with_sign(formula: &str) -> String {
    if formula.is_empty() { String::new() } else { format!("={formula}") }
}
