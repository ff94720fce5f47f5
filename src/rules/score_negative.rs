#![doc = include_str!("../../docs/rules/score-negative.md")]

use super::checker::{Checker, Draft, Scored, points_fix};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::Outcome;
use crate::value::Points;

pub(super) static RULE: Rule = Rule {
    id: "score-negative",
    title: "得分为负",
    title_en: "negative score",
    severity: Severity::Error,
    phases: &[Phase::Scores],
    doc: include_str!("../../docs/rules/score-negative.md"),
    doc_en: include_str!("../../docs/rules-en/score-negative.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in &form.indicators {
        let Some(Scored { weight, score, stated, reads }) = Scored::of(checker, row) else { continue };
        if stated >= Points::ZERO {
            continue;
        }
        let expected = match checker.outcome(row, weight) {
            Outcome::Points(_, points) => Some(checker.rounded(points)),
            _ => None,
        };
        let (should_zh, should_en) = match expected {
            Some(points) => (format!("应为 {points}"), format!("it should be {points}")),
            None => ("最低为 0".to_owned(), "it cannot be below 0".to_owned()),
        };
        let message = Wording::new(
            format!("得分填写为 {stated}，不能为负，{should_zh}"),
            format!("the score {stated} is negative; {should_en}"),
        );
        let fixes = expected
            .zip(checker.applicability(&reads))
            .map(|(points, applicability)| points_fix(applicability, score.at, points))
            .into_iter()
            .collect();
        checker.report(Draft {
            stated: score.text.trim().to_owned(),
            expected: expected.map(|points| points.to_string()),
            difference: expected.map(|points| (stated - points).to_string()),
            fixes,
            doubts: vec![score.at],
            reads,
            ..Draft::new(Severity::Error, score.at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}
