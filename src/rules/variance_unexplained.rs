#![doc = include_str!("../../docs/rules/variance-unexplained.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::template::ReasonRule;

pub(super) static RULE: Rule = Rule {
    id: "variance-unexplained",
    title: "未填偏差原因",
    title_en: "lost points without a reason",
    severity: Severity::Error,
    phases: &[Phase::Reasons],
    doc: include_str!("../../docs/rules/variance-unexplained.md"),
    doc_en: include_str!("../../docs/rules-en/variance-unexplained.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let ReasonRule::ScoreBelowWeight = checker.scoring().reason_required;
    for row in form.own_indicators() {
        let (Some(weight), Some(score), Some(reason)) = (&row.weight, &row.score, &row.variance_note) else {
            continue;
        };
        let (Some(full), Some(points)) = (weight.value, checker.points(score)) else { continue };
        if points >= full || !reason.is_empty() {
            continue;
        }
        let lost = full - points;
        let message = Wording::new(
            format!("得分 {points} 低于分值 {full}，少 {lost}，未填偏差原因"),
            format!("the score {points} is {lost} below its weight {full}, and no reason is given"),
        );
        checker.report(Draft {
            stated: reason.text.trim().to_owned(),
            reads: vec![weight.at, score.at],
            doubts: vec![reason.at],
            ..Draft::new(Severity::Error, reason.at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}
