#![doc = include_str!("../../docs/rules/execution-rate-disagrees.md")]

use super::checker::{Checker, Draft};
use super::reading::Reading;
use super::{Phase, Rule};
use crate::model::{FundingRow, Severity, Wording};
use crate::score::{execution_rate, row_rate};
use crate::value::{Amount, Rate};

pub(super) static RULE: Rule = Rule {
    id: "execution-rate-disagrees",
    title: "执行率计算错误",
    title_en: "execution rate disagrees with the amounts",
    severity: Severity::Error,
    phases: &[Phase::Rates],
    doc: include_str!("../../docs/rules/execution-rate-disagrees.md"),
    doc_en: include_str!("../../docs/rules-en/execution-rate-disagrees.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in &form.funding {
        let Some(field) = row.execution_rate.as_ref() else { continue };
        let (Some(stated), Some((base, budget, spent, outturn))) = (field.value, checker.amounts(row)) else {
            if field.value.is_some() {
                let why = Wording::new("预算数或执行数为空", "budget or outturn is blank");
                checker.skip(field.at, Wording::new("执行率", "execution rate"), why);
            }
            continue;
        };
        let Some(exact) = row_rate(checker.scoring(), row) else {
            let why = Wording::new("预算数为0，执行率没有意义", "the budget is 0, so there is no rate");
            checker.skip(field.at, Wording::new("执行率", "execution rate"), why);
            continue;
        };
        let reading = Reading::of(field);
        if reading.same(stated, exact) {
            continue;
        }
        let points_apart = (stated.percent() - exact.percent()).abs();
        let severity =
            if points_apart <= checker.scoring().rate_tolerance { Severity::Info } else { Severity::Error };
        let reads = vec![base.at, spent.at];
        let fixes = match checker.applicability(&reads) {
            Some(applicability) if severity == Severity::Error => {
                vec![reading.fix(applicability, field.at, exact)]
            }
            _ => Vec::new(),
        };
        let (expected, difference) = (reading.text(exact), reading.difference(stated, exact));
        let shown = field.text.trim();
        let (other_zh, other_en) = other_base(row, outturn, stated, reading);
        let apart = difference.trim_start_matches('-');
        let message = Wording::new(
            format!("执行率应为 {expected} = {outturn} ÷ {budget}，填写为 {shown}，相差 {apart}{other_zh}"),
            format!(
                "the rate should be {expected} = {outturn} ÷ {budget}; stated {shown}, {apart} apart{other_en}"
            ),
        );
        checker.report(Draft {
            stated: shown.to_owned(),
            expected: Some(expected),
            difference: Some(difference),
            fixes,
            doubts: vec![field.at],
            reads,
            ..Draft::new(severity, field.at, &row.name.text, message, Checker::arithmetic_basis())
        });
    }
}

/// Says so where the stated rate is what the original budget would give.
fn other_base(row: &FundingRow, outturn: Amount, stated: Rate, reading: Reading) -> (String, String) {
    let original =
        row.revised_budget.as_ref().and(row.original_budget.as_ref()).and_then(|field| field.value);
    match original.and_then(|original| Some((original, execution_rate(original, outturn)?))) {
        Some((original, rate)) if reading.same(stated, rate) => {
            let shown = reading.text(rate);
            (
                format!("；{shown} 是 {outturn} ÷ {original}，即以年初预算数为基数"),
                format!("; {shown} is {outturn} ÷ {original}, on the original budget"),
            )
        }
        _ => (String::new(), String::new()),
    }
}
