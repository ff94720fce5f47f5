#![doc = include_str!("../../docs/rules/amount-unit-suspect.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft};
use super::funding_off_total::COLUMNS;
use super::{Phase, Rule};
use crate::model::{Field, Severity, Wording};
use crate::value::{Amount, CellRef, round, trimmed};

pub(super) static RULE: Rule = Rule {
    id: "amount-unit-suspect",
    title: "金额单位疑误",
    title_en: "unit of the amounts seems off",
    severity: Severity::Warning,
    phases: &[Phase::Amounts],
    doc: include_str!("../../docs/rules/amount-unit-suspect.md"),
    doc_en: include_str!("../../docs/rules-en/amount-unit-suspect.md"),
    check,
};

/// 万元 in 元.
const TEN_THOUSAND: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
/// How far a ratio may be from 10 000: half a percent.
const LEEWAY: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
/// 万元: 100 billion 元, more than any one unit's form.
const TOO_MUCH: Decimal = Decimal::from_parts(10_000_000, 0, 0, false, 0);
/// 元: less than any budget that is evaluated.
const TOO_LITTLE: Decimal = Decimal::ONE_THOUSAND;

fn check(checker: &mut Checker<'_>, _: Phase) {
    let off = total_against_parts(checker);
    let off = spent_against_budget(checker, off);
    if off.is_empty() {
        magnitude(checker);
    }
}

/// How many times the smaller one the greater is, where that is about 10 000.
fn ten_thousandfold(one: Amount, other: Amount) -> Option<Decimal> {
    let (small, great) = if one <= other { (one, other) } else { (other, one) };
    if small <= Amount::ZERO {
        return None;
    }
    let ratio = great.get().checked_div(small.get())?;
    ((ratio - TEN_THOUSAND).abs() <= LEEWAY).then(|| trimmed(round(ratio, 0)))
}

/// Holds each column's total against the sum of its parts; returns the totals' cells that are off.
fn total_against_parts(checker: &mut Checker<'_>) -> Vec<CellRef> {
    let form = checker.form;
    let mut off = Vec::new();
    let Some((total_row, rows)) = form.funding.split_first() else { return off };
    for (name, name_en, field) in COLUMNS {
        let Some((total, stated)) = field(total_row).and_then(|field| Some((field, field.value?))) else {
            continue;
        };
        let parts: Vec<&Field<Amount>> = rows.iter().filter_map(field).collect();
        // A part that cannot be read is listed by `funding-off-total` as not checked.
        if parts.iter().any(|part| part.is_unread()) {
            continue;
        }
        let sum: Amount = parts.iter().filter_map(|part| part.value).sum();
        let Some(ratio) = ten_thousandfold(stated, sum) else { continue };
        let message = Wording::new(
            format!("{name}总额 {stated} 与分项合计 {sum} 相差约 {ratio} 倍，两处的单位可能不同（元、万元）"),
            format!(
                "the total {stated} of the {name_en} and its parts {sum} are about {ratio} times apart: 元 and 万元 may be mixed"
            ),
        );
        let reads = std::iter::once(total.at).chain(parts.iter().map(|part| part.at)).collect();
        off.push(total.at);
        report(checker, total, &total_row.name.text, message, reads);
    }
    off
}

/// Holds each row's outturn against its budget, unless one of them is known to be off already.
fn spent_against_budget(checker: &mut Checker<'_>, mut off: Vec<CellRef>) -> Vec<CellRef> {
    let form = checker.form;
    for row in &form.funding {
        let Some((base, budget, spent, outturn)) = checker.amounts(row) else { continue };
        if off.contains(&base.at) || off.contains(&spent.at) {
            continue;
        }
        let Some(ratio) = ten_thousandfold(budget, outturn) else { continue };
        let message = Wording::new(
            format!("预算数 {budget} 与执行数 {outturn} 相差约 {ratio} 倍，两处的单位可能不同（元、万元）"),
            format!(
                "the budget {budget} and the outturn {outturn} are about {ratio} times apart: 元 and 万元 may be mixed"
            ),
        );
        off.push(spent.at);
        report(checker, spent, &row.name.text, message, vec![base.at, spent.at]);
    }
    off
}

/// Holds the total against what a unit's budget can be at all.
fn magnitude(checker: &mut Checker<'_>) {
    let form = checker.form;
    let Some((row, field)) = form.budget_row().and_then(|row| Some((row, row.budget()?))) else { return };
    let Some(budget) = field.value.filter(|budget| *budget > Amount::ZERO).map(Amount::get) else { return };
    let (unit, text) = (form.amount_unit.as_str(), field.text.trim());
    let in_ten_thousands = unit == "万元";
    let names_yuan = text.contains('元') && !text.contains("万元") && !text.contains("亿元");
    let message = if in_ten_thousands && budget >= TOO_MUCH {
        let hundred_millions = trimmed(round(budget / TEN_THOUSAND, 2));
        Wording::new(
            format!("预算数 {text} 按万元计相当于 {hundred_millions} 亿元，单位可能应为元"),
            format!("the budget {text} in 万元 would be {hundred_millions} 亿元; the unit may be 元"),
        )
    } else {
        let yuan = if in_ten_thousands && names_yuan { budget * TEN_THOUSAND } else { budget };
        if yuan >= TOO_LITTLE || in_ten_thousands && !names_yuan {
            return;
        }
        let yuan = trimmed(yuan);
        Wording::new(
            format!("预算数只有 {yuan} 元，单位可能应为万元"),
            format!("the budget is only {yuan} 元; the unit may be 万元"),
        )
    };
    report(checker, field, &row.name.text, message, vec![field.at]);
}

fn report(
    checker: &mut Checker<'_>,
    field: &Field<Amount>,
    label: &str,
    message: Wording,
    reads: Vec<CellRef>,
) {
    checker.report(Draft {
        stated: field.text.trim().to_owned(),
        reads,
        ..Draft::new(Severity::Warning, field.at, label, message, Checker::arithmetic_basis())
    });
}
