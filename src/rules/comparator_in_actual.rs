#![doc = include_str!("../../docs/rules/comparator-in-actual.md")]

use super::checker::{Checker, Draft};
use super::row_words::plain;
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::value::{Comparator, Kind, Measure};

pub(super) static RULE: Rule = Rule {
    id: "comparator-in-actual",
    title: "完成值带比较符",
    title_en: "a comparison sign in the actual value",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/comparator-in-actual.md"),
    doc_en: include_str!("../../docs/rules-en/comparator-in-actual.md"),
    check,
};

const SIGNS: [char; 8] = ['≥', '≤', '≧', '≦', '⩾', '⩽', '>', '<'];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.own_indicators() {
        let Some(actual) = &row.actual else { continue };
        let Some(value) = &actual.value else { continue };
        let given = actual.text.trim();
        let message = match instead(&value.0, given) {
            None => continue,
            Some(Instead::Deadline) => Wording::new(
                format!("完成值填写为“{given}”，是期限，不是实际完成的时间"),
                format!("“{given}” is a deadline, not the date of completion"),
            ),
            Some(Instead::Bound) => Wording::new(
                format!("完成值填写为“{given}”，是要求或大概范围，不是实际数值"),
                format!("“{given}” is a bound or an estimate, not the value that was reached"),
            ),
        };
        checker.report(Draft::on(Severity::Warning, actual, row, message));
    }
}

/// What stands in place of a plain value.
enum Instead {
    Deadline,
    Bound,
}

fn instead(value: &Measure, text: &str) -> Option<Instead> {
    // = says no more than the number alone.
    let is_bound = !matches!(value.comparator, Comparator::None | Comparator::Equal);
    match value.kind {
        Kind::Date => is_bound.then_some(Instead::Deadline),
        Kind::Quantity | Kind::Percent | Kind::Range => is_bound.then_some(Instead::Bound),
        Kind::Text => is_estimate(text).then_some(Instead::Bound),
    }
}

/// `合格率≥98%`, `约100人`, `100人左右`.
fn is_estimate(text: &str) -> bool {
    let text = plain(text);
    let is_digit = |c: char| c.is_ascii_digit();
    let about = ["大约", "约", "近"].iter().find_map(|word| text.strip_prefix(word));
    about.is_some_and(|rest| rest.starts_with(is_digit))
        || text.starts_with(is_digit) && text.ends_with("左右")
        || text.split(SIGNS).skip(1).any(|rest| rest.trim_start_matches('=').starts_with(is_digit))
}
