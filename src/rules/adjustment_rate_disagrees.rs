#![doc = include_str!("../../docs/rules/adjustment-rate-disagrees.md")]

use super::checker::{Checker, Draft, actual_rate, rows_named};
use super::reading::Reading;
use super::{Phase, Rule};
use crate::model::{Applicability, Severity, Wording};
use crate::value::{Amount, Rate};

pub(super) static RULE: Rule = Rule {
    id: "adjustment-rate-disagrees",
    title: "预算调整率不符",
    title_en: "budget adjustment rate disagrees with the amounts",
    severity: Severity::Error,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/adjustment-rate-disagrees.md"),
    doc_en: include_str!("../../docs/rules-en/adjustment-rate-disagrees.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in rows_named(form, &["预算调整率"]) {
        let Some((field, own)) = actual_rate(row) else { continue };
        let budgets = form
            .budget_row()
            .and_then(|budget| Some((budget.original_budget.as_ref()?, budget.revised_budget.as_ref()?)))
            .and_then(|(first, last)| Some((first.at, first.value?, last.at, last.value?)))
            .filter(|(_, first, ..)| *first > Amount::ZERO);
        let Some((first_cell, first, last_cell, last)) = budgets else {
            let why = Wording::new("年初预算数或全年预算数为空", "original or revised budget is blank");
            checker.skip(field.at, Wording::new("预算调整率", "adjustment rate"), why);
            continue;
        };
        let Some(ratio) = (last - first).get().checked_div(first.get()) else { continue };
        let (exact, reading) = (Rate::from_ratio(ratio), Reading::of(field));
        // A cut may be written as a rate without its minus sign.
        if reading.same(own, exact) || reading.same(own, Rate::from_ratio(ratio.abs())) {
            continue;
        }
        let (expected, shown) = (reading.text(exact), field.text.trim());
        let message = Wording::new(
            format!("预算调整率应为 {expected} =（{last} − {first}）÷ {first}，填写为 {shown}"),
            format!(
                "the adjustment rate should be {expected} = ({last} − {first}) ÷ {first}; stated {shown}"
            ),
        );
        checker.report(Draft {
            stated: shown.to_owned(),
            difference: Some(reading.difference(own, exact)),
            expected: Some(expected),
            fixes: vec![reading.fix(Applicability::Review, field.at, exact)],
            doubts: vec![field.at],
            reads: vec![first_cell, last_cell, field.at],
            ..Draft::new(Severity::Error, field.at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}
