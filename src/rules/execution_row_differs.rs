#![doc = include_str!("../../docs/rules/execution-row-differs.md")]

use super::checker::{Checker, Draft, actual_rate, rows_named};
use super::reading::Reading;
use super::{Phase, Rule};
use crate::model::{Applicability, Severity, Wording};
use crate::score::execution_rate;

pub(super) static RULE: Rule = Rule {
    id: "execution-row-differs",
    title: "指标中的预算执行率与表头不一致",
    title_en: "the indicator row of the execution rate differs from the head",
    severity: Severity::Error,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/execution-row-differs.md"),
    doc_en: include_str!("../../docs/rules-en/execution-row-differs.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let Some(budget_row) = form.budget_row() else { return };
    let header = budget_row.execution_rate.as_ref();
    let stated = header.and_then(|field| Some((field.at, checker.rate(field)?, Reading::of(field))));
    let computed = || {
        let (base, budget, _, outturn) = checker.amounts(budget_row)?;
        Some((base.at, execution_rate(budget, outturn)?, Reading::Sign(2)))
    };
    let Some((header_cell, rate, header_reading)) = stated.or_else(computed) else { return };
    for row in rows_named(form, &["预算执行率", "部门预算执行率"]) {
        let Some((field, own)) = actual_rate(row) else { continue };
        let reading = Reading::of(field);
        if reading.same(own, rate) || header_reading.same(own, rate) {
            continue;
        }
        let fits_amounts = !checker.is_doubted(header_cell);
        let (expected, shown) = (reading.text(rate), field.text.trim());
        let message = Wording::new(
            format!(
                "指标行填写的预算执行率为 {shown}，表头执行率为 {}，两处应一致",
                header_reading.text(rate)
            ),
            format!(
                "the row states an execution rate of {shown}, the head {}: they should agree",
                header_reading.text(rate)
            ),
        );
        let fixes =
            if fits_amounts { vec![reading.fix(Applicability::Review, field.at, rate)] } else { Vec::new() };
        checker.report(Draft {
            stated: shown.to_owned(),
            difference: Some(reading.difference(own, rate)),
            expected: Some(expected),
            fixes,
            doubts: if fits_amounts { vec![field.at] } else { Vec::new() },
            reads: vec![header_cell, field.at],
            ..Draft::new(Severity::Error, field.at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}
