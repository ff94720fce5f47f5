#![doc = include_str!("../../docs/rules/score-above-weight.md")]

use super::checker::{Checker, Draft, Scored, points_fix};
use super::{Phase, Rule};
use crate::model::{Applicability, Severity, Wording};
use crate::score::Outcome;

pub(super) static RULE: Rule = Rule {
    id: "score-above-weight",
    title: "得分超过分值",
    title_en: "score above its weight",
    severity: Severity::Error,
    phases: &[Phase::Scores],
    doc: include_str!("../../docs/rules/score-above-weight.md"),
    doc_en: include_str!("../../docs/rules-en/score-above-weight.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in &form.indicators {
        let Some(Scored { weight, score, stated, reads }) = Scored::of(checker, row) else { continue };
        if stated <= weight {
            continue;
        }
        let own = checker.applicability(&reads);
        let (expected, applicability, should) = match checker.outcome(row, weight) {
            Outcome::Points(_, points) => (checker.rounded(points), own, ("应为", "it should be")),
            // Full weight is the most a judged row can have, but how much it has is a person's to say.
            _ => (weight, own.map(|_| Applicability::Review), ("最多", "it can be at most")),
        };
        let message = Wording::new(
            format!("得分 {stated} 超过分值 {weight}，{} {expected}", should.0),
            format!("the score {stated} is above its weight {weight}; {} {expected}", should.1),
        );
        let fixes = applicability.map(|a| points_fix(a, score.at, expected)).into_iter().collect();
        checker.report(Draft {
            fixes,
            doubts: vec![score.at],
            reads,
            ..Draft::new(Severity::Error, score.at, row.label(), message, Checker::arithmetic_basis()).points(
                &score.text,
                stated,
                expected,
            )
        });
    }
}
