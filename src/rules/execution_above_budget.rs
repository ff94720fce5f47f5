#![doc = include_str!("../../docs/rules/execution-above-budget.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::template::Overspending;

pub(super) static RULE: Rule = Rule {
    id: "execution-above-budget",
    title: "执行率超过100%",
    title_en: "outturn above budget",
    severity: Severity::Error,
    phases: &[Phase::Amounts],
    doc: include_str!("../../docs/rules/execution-above-budget.md"),
    doc_en: include_str!("../../docs/rules-en/execution-above-budget.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    if checker.scoring().overspending == Overspending::Allowed {
        return;
    }
    for row in &form.funding {
        let Some((base, budget, spent, outturn)) = checker.amounts(row) else { continue };
        if outturn <= budget {
            continue;
        }
        let over = outturn - budget;
        let unit = &form.amount_unit;
        let message = Wording::new(
            format!("执行数 {outturn} 超过预算数 {budget}，多 {over} {unit}"),
            format!("the outturn {outturn} is above the budget {budget} by {over} {unit}"),
        );
        checker.report(Draft {
            stated: spent.text.trim().to_owned(),
            difference: Some(over.to_string()),
            doubts: vec![spent.at],
            reads: vec![base.at, spent.at],
            ..Draft::new(Severity::Error, spent.at, &row.name.text, message, Checker::arithmetic_basis())
        });
    }
}
