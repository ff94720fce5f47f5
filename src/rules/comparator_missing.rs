#![doc = include_str!("../../docs/rules/comparator-missing.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::{Comparison, Obstacle};
use crate::value::{Comparator, Kind};

pub(super) static RULE: Rule = Rule {
    id: "comparator-missing",
    title: "缺比较符",
    title_en: "a target without a comparison sign",
    severity: Severity::Info,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/comparator-missing.md"),
    doc_en: include_str!("../../docs/rules-en/comparator-missing.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.own_indicators().filter(|row| row.sign.is_none()) {
        let (Some(target), Some(actual)) = (row.target.as_ref(), row.actual.as_ref()) else { continue };
        let Some(aim) = &target.value else { continue };
        let number = aim.0.number.unwrap_or_default();
        // Nothing is above 100 %, and nothing below 0.
        let is_an_end = number.is_zero() || aim.0.kind == Kind::Percent && number == Decimal::ONE_HUNDRED;
        if aim.0.comparator != Comparator::None || is_an_end || !is_direction_needed(checker.comparison(row))
        {
            continue;
        }
        let (wanted, given) = (target.text.trim(), actual.text.trim());
        let message = Wording::new(
            format!("指标值“{wanted}”没有写“≥”或“≤”，完成值 {given} 与它不同"),
            format!("the target “{wanted}” has neither ≥ nor ≤, and the actual value {given} differs"),
        );
        checker.report(Draft {
            reads: vec![target.at, actual.at],
            ..Draft::on(Severity::Info, target, row, message)
        });
    }
}

/// Whether the two numbers differ, so that it matters which way they are compared.
fn is_direction_needed(comparison: Comparison) -> bool {
    match comparison {
        Comparison::Numbers { target, actual, .. } => target != actual,
        Comparison::Open(obstacle) => obstacle == Obstacle::Direction,
        Comparison::Decided(_) | Comparison::TakenAsMet => false,
    }
}
