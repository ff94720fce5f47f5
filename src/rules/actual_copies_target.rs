#![doc = include_str!("../../docs/rules/actual-copies-target.md")]

use super::checker::{Checker, Draft};
use super::row_words::plain;
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::value::Kind;

pub(super) static RULE: Rule = Rule {
    id: "actual-copies-target",
    title: "完成值照抄指标值",
    title_en: "the actual value repeats the target word for word",
    severity: Severity::Info,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/actual-copies-target.md"),
    doc_en: include_str!("../../docs/rules-en/actual-copies-target.md"),
    check,
};

/// 良好, 完整 and other short words can be an answer; a longer text is a sentence.
const LONGEST_WORD: usize = 6;

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.own_indicators() {
        let (Some(target), Some(actual)) = (row.target.as_ref(), row.actual.as_ref()) else { continue };
        let (Some(aim), Some(result)) = (&target.value, &actual.value) else { continue };
        let copy = plain(&actual.text);
        let count = copy.chars().count();
        if (aim.0.kind, result.0.kind) != (Kind::Text, Kind::Text)
            || count <= LONGEST_WORD
            || copy != plain(&target.text)
        {
            continue;
        }
        let message = Wording::new(
            format!("完成值与指标值 {count} 个字完全相同，没有写出实际完成的情况"),
            format!(
                "all {count} characters of the actual value are the target's: it does not say what was done"
            ),
        );
        checker.report(Draft {
            reads: vec![target.at, actual.at],
            ..Draft::on(Severity::Info, actual, row, message)
        });
    }
}
