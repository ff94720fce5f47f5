#![doc = include_str!("../../docs/rules/scale-as-value.md")]

use super::checker::{Checker, Draft};
use super::row_words::plain;
use super::{Phase, Rule};
use crate::model::{Severity, Wording};

pub(super) static RULE: Rule = Rule {
    id: "scale-as-value",
    title: "填写了评分尺度",
    title_en: "the scale of answers stands in place of an answer",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/scale-as-value.md"),
    doc_en: include_str!("../../docs/rules-en/scale-as-value.md"),
    check,
};

/// Every answer at once, without what parts them. 优良 is an answer.
const SCALES: [&str; 16] = [
    "优良中低差",
    "优良中差",
    "优良差",
    "优中差",
    "优良一般差",
    "好坏",
    "好中差",
    "好一般差",
    "好较好一般差",
    "高中低",
    "是否",
    "有无",
    "合格不合格",
    "达标不达标",
    "及时不及时",
    "满意不满意",
];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.own_indicators() {
        let Some(actual) = row.actual.as_ref().filter(|field| is_scale(&field.text)) else { continue };
        let given = actual.text.trim();
        let message = Wording::new(
            format!("完成值填写为“{given}”，是全部选项，没有选定其中一项"),
            format!("“{given}” names every answer and picks none"),
        );
        checker.report(Draft::on(Severity::Warning, actual, row, message));
    }
}

/// 优/良/中/差, 优、良、中、差 and 优良中差 are one scale.
fn is_scale(text: &str) -> bool {
    let bare: String =
        plain(text).chars().filter(|c| !matches!(c, '/' | '、' | ',' | '或' | '|' | '-' | ';')).collect();
    let inner = bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    SCALES.contains(&inner.unwrap_or(&bare))
}
