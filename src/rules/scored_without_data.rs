#![doc = include_str!("../../docs/rules/scored-without-data.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::value::Points;

pub(super) static RULE: Rule = Rule {
    id: "scored-without-data",
    title: "无指标值或完成值仍给分",
    title_en: "scored without target or actual value",
    severity: Severity::Error,
    phases: &[Phase::Scores],
    doc: include_str!("../../docs/rules/scored-without-data.md"),
    doc_en: include_str!("../../docs/rules-en/scored-without-data.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.own_indicators() {
        let (Some(target), Some(actual), Some(score)) = (&row.target, &row.actual, &row.score) else {
            continue;
        };
        let Some(stated) = score.value.filter(|score| *score > Points::ZERO) else { continue };
        let (zh, en) = match (target.is_empty(), actual.is_empty()) {
            (false, false) => continue,
            (true, true) => ("指标值和完成值", "target and actual value"),
            (true, false) => ("指标值", "the target"),
            (false, true) => ("完成值", "the actual value"),
        };
        let message = Wording::new(
            format!("{zh}未填，得分却为 {stated}"),
            format!("{en} left blank, yet the score is {stated}"),
        );
        checker.report(Draft {
            stated: score.text.trim().to_owned(),
            doubts: vec![score.at],
            reads: vec![target.at, actual.at],
            ..Draft::new(Severity::Error, score.at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}
