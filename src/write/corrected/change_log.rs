//! 更正记录: one line a changed cell; earlier runs' lines first.

use super::changes::Change;
use super::formula_text::place;
use super::page::{Page, content, label, link, text, value};
use crate::write::drawn::Content;

/// The sheet's name.
pub(super) const NAME: &str = "更正记录";

/// The columns, left to right.
pub(super) const HEADINGS: [&str; 9] =
    ["序号", "工作表", "单元格", "指标", "原值", "原公式", "新值", "新公式", "规则"];

const WIDTHS: [f64; 9] = [6.0, 18.0, 9.0, 24.0, 14.0, 22.0, 14.0, 30.0, 26.0];

/// Builds the sheet.
pub(super) fn page<'c>(changes: impl Iterator<Item = &'c Change>) -> Page {
    let mut page = Page::new(NAME, &WIDTHS, NAME);
    page.line(HEADINGS.map(label));
    page.heading_done();
    let mut number = 0_u32;
    for change in changes {
        number += 1;
        let title = crate::rules::rule(&change.rule).map_or("", |rule| rule.title);
        page.line([
            content(Content::Number(number.into())),
            text(&change.sheet),
            link(place(&change.sheet, change.cell), change.cell.to_string()),
            text(&change.label),
            value(&change.old_text),
            text(&with_sign(&change.old_formula)),
            value(&change.new_text),
            text(&with_sign(&change.new_formula)),
            text(&format!("{title}（{}）", change.rule)),
        ]);
    }
    page.table_done();
    if number == 0 {
        page.paragraph("没有更正任何单元格。");
    }
    page.gap();
    page.paragraph("原值为空表示该格原来没有填写。公式列只供查阅，以“=”开头的内容是文字，不会计算。");
    page
}

fn with_sign(formula: &str) -> String {
    if formula.is_empty() { String::new() } else { format!("={formula}") }
}
