#![doc = include_str!("../../docs/rules/percent-scale-suspect.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft};
use super::row_words::has_any;
use super::{Phase, Rule};
use crate::model::{FundingRow, IndicatorRow, Severity, Wording};
use crate::score::execution_rate;
use crate::value::{Kind, Measure, trimmed};

pub(super) static RULE: Rule = Rule {
    id: "percent-scale-suspect",
    title: "百分比写法存疑",
    title_en: "a percentage in a doubtful scale",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/percent-scale-suspect.md"),
    doc_en: include_str!("../../docs/rules-en/percent-scale-suspect.md"),
    check,
};

/// Rates of a part in its whole; satisfaction and execution have rules of their own, 完成率 may be more than the whole.
const BOUNDED: [&str; 9] =
    ["合格率", "覆盖率", "及时率", "知晓率", "达标率", "准确率", "到位率", "通过率", "优良率"];

/// A change of a rate is no rate of a part.
const CHANGES: [&str; 6] = ["增长", "提高", "提升", "增幅", "同比", "超"];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in &form.funding {
        execution(checker, row);
    }
    for row in form.own_indicators() {
        bare_actual(checker, row);
        bare_target(checker, row);
        above_the_whole(checker, row);
    }
}

/// 0.958 in a cell of 执行率, with no amounts that could tell 95.8 % from 0.958 %.
fn execution(checker: &mut Checker<'_>, row: &FundingRow) {
    let Some(field) = row.execution_rate.as_ref().filter(|field| field.is_inferred) else { return };
    let worked_out = checker.amounts(row).and_then(|(_, budget, _, outturn)| execution_rate(budget, outturn));
    let (None, Some(rate)) = (worked_out, field.value) else { return };
    let given = field.text.trim();
    let message = inferred(given, &rate.to_string());
    checker.report(Draft {
        stated: given.to_owned(),
        reads: vec![field.at],
        ..Draft::new(Severity::Warning, field.at, &row.name.text, message, Checker::arithmetic_basis())
    });
}

/// 0.95 beside ≥90%.
fn bare_actual(checker: &mut Checker<'_>, row: &IndicatorRow) {
    let Some(actual) = row.actual.as_ref().filter(|field| field.is_inferred) else { return };
    let Some(percent) = actual.value.as_ref().and_then(|value| value.0.number) else { return };
    let message = inferred(actual.text.trim(), &format!("{}%", trimmed(percent)));
    checker.report(Draft::on(Severity::Warning, actual, row, message));
}

fn inferred(given: &str, read: &str) -> Wording {
    Wording::new(
        format!("填写为 {given}，没有百分号，按 {read} 理解；若是 {given}%，请写上百分号"),
        format!("{given} has no percent sign and is taken for {read}; if {given} % is meant, write the sign"),
    )
}

/// 0.95 or 1 as the target of 95%.
fn bare_target(checker: &mut Checker<'_>, row: &IndicatorRow) {
    let (Some(target), Some(actual)) = (row.target.as_ref(), row.actual.as_ref()) else { return };
    let (Some(aim), Some(result)) = (&target.value, &actual.value) else { return };
    let is_ratio = aim.0.unit.is_none()
        && aim.0.kind == Kind::Quantity
        && aim.0.number.is_some_and(|number| number.abs() <= Decimal::ONE && !number.is_zero());
    if !is_ratio || result.0.kind != Kind::Percent {
        return;
    }
    let (wanted, given) = (target.text.trim(), actual.text.trim());
    let message = Wording::new(
        format!("指标值填写为 {wanted}，没有百分号，完成值是 {given}，两者写法不同"),
        format!("the target {wanted} has no percent sign, the actual value is {given}"),
    );
    checker.report(Draft {
        reads: vec![target.at, actual.at],
        ..Draft::on(Severity::Warning, target, row, message)
    });
}

/// 合格率 of 950%.
fn above_the_whole(checker: &mut Checker<'_>, row: &IndicatorRow) {
    let rows = checker.rows();
    let name = rows.words(row).name.as_str();
    if !BOUNDED.iter().any(|rate| name.ends_with(rate)) || has_any(name, &CHANGES) {
        return;
    }
    let target = row.target.as_ref().map(|field| (field.at, &field.text, field.value.as_ref().map(|v| &v.0)));
    let actual = row.actual.as_ref().map(|field| (field.at, &field.text, field.value.as_ref().map(|v| &v.0)));
    for (at, text, value) in [target, actual].into_iter().flatten() {
        let Some(number) = value.and_then(percentage).filter(|number| *number > Decimal::ONE_HUNDRED) else {
            continue;
        };
        let number = trimmed(number);
        let message = Wording::new(
            format!("“{name}”填写为 {number}%，超过 100%"),
            format!("“{name}” is stated as {number} %, more than the whole"),
        );
        checker.report(Draft {
            stated: text.trim().to_owned(),
            reads: vec![at],
            ..Draft::new(Severity::Warning, at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}

/// The number of a percentage; beside a name that ends in 率 a bare number is one too.
fn percentage(value: &Measure) -> Option<Decimal> {
    let is_bare = value.kind == Kind::Quantity && value.unit.is_none();
    value.number.filter(|_| value.kind == Kind::Percent || is_bare)
}
