#![doc = include_str!("../../docs/rules/funding-off-total.md")]

use super::budget_zero::{ByParts, points_by_parts};
use super::checker::{Checker, Draft};
use super::points_lost::off_by;
use super::{Phase, Rule};
use crate::model::{Applicability, Field, Fix, FixValue, FundingRow, Severity, Wording};
use crate::value::{Amount, round, strip_blanks};

pub(super) static RULE: Rule = Rule {
    id: "funding-off-total",
    title: "资金分项之和不等于总额",
    title_en: "fund parts do not add up to the total",
    severity: Severity::Error,
    phases: &[Phase::Amounts],
    doc: include_str!("../../docs/rules/funding-off-total.md"),
    doc_en: include_str!("../../docs/rules-en/funding-off-total.md"),
    check,
};

/// One amount column of the funding block.
pub(super) type Column = (&'static str, &'static str, fn(&FundingRow) -> Option<&Field<Amount>>);

pub(super) const COLUMNS: [Column; 3] = [
    ("年初预算数", "original budget", |row| row.original_budget.as_ref()),
    ("全年预算数", "revised budget", |row| row.revised_budget.as_ref()),
    ("全年执行数", "outturn", |row| row.outturn.as_ref()),
];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let Some((total_row, parts_rows)) = form.funding.split_first() else { return };
    for (name, name_en, field) in COLUMNS {
        let Some(total) = field(total_row).filter(|field| field.value.is_some()) else { continue };
        let parts: Vec<(&FundingRow, &Field<Amount>)> = parts_rows
            .iter()
            .filter_map(|row| Some((row, field(row)?)))
            .filter(|(_, part)| !part.is_empty())
            .collect();
        if parts.is_empty() {
            continue;
        }
        let what = || Wording::new(format!("{name}分项合计"), format!("parts of the {name_en}"));
        if let Some((_, unread)) = parts.iter().find(|(_, part)| part.is_unread()) {
            checker.skip(unread.at, what(), Wording::new("有分项金额读不懂", "one part could not be read"));
            continue;
        }
        compare(checker, (name, name_en), (total_row, total), &parts);
    }
}

fn compare(
    checker: &mut Checker<'_>,
    (name, name_en): (&str, &str),
    (total_row, total): (&FundingRow, &Field<Amount>),
    parts: &[(&FundingRow, &Field<Amount>)],
) {
    let Some(stated) = total.value else { return };
    let decimals = parts.iter().map(|(_, part)| part.decimals()).fold(total.decimals(), u32::max);
    let sum_of = |parts: &[(&FundingRow, &Field<Amount>)]| -> Amount {
        parts.iter().filter_map(|(_, part)| part.value).sum()
    };
    let fits = |sum: Amount| round(sum.get(), decimals) == round(stated.get(), decimals);
    let sum = sum_of(parts);
    // The same money may be listed twice, by source and by use (资金来源 …, 资金结构 …): each list is a whole of its own.
    let mut lists: Vec<&[(&FundingRow, &Field<Amount>)]> = Vec::new();
    let mut start = 0;
    for (index, (row, _)) in parts.iter().enumerate().skip(1) {
        if starts_a_list(&row.name.text) {
            lists.push(&parts[start..index]);
            start = index;
        }
    }
    lists.push(&parts[start..]);
    if fits(sum) || lists.len() > 1 && lists.iter().all(|list| fits(sum_of(list))) {
        return;
    }
    let terms: Vec<String> =
        parts.iter().filter_map(|(_, part)| part.value).map(|amount| amount.to_string()).collect();
    let terms = terms.join(" + ");
    let difference = Amount::new((stated - sum).get());
    let unit = &checker.form.amount_unit;
    let apart = Amount::new(difference.get().abs());
    let is_base = total_row.budget().is_some_and(|base| base.at == total.at);
    let lost = if is_base { points_off(checker) } else { Wording::default() };
    let message = Wording::new(
        format!("{name}分项合计 {sum} = {terms}，总额填写为 {stated}，相差 {apart} {unit}{}", lost.zh),
        format!(
            "the parts of the {name_en} add up to {sum} = {terms}; the total states {stated}, {apart} {unit} apart{}",
            lost.en
        ),
    );
    let cells: Vec<_> = std::iter::once(total.at).chain(parts.iter().map(|(_, part)| part.at)).collect();
    checker.report(Draft {
        stated: total.text.trim().to_owned(),
        expected: Some(sum.to_string()),
        difference: Some(difference.to_string()),
        fixes: vec![Fix {
            applicability: Applicability::Review,
            cell: total.at,
            value: FixValue::Amount(sum),
            text: sum.to_string(),
        }],
        doubts: cells.clone(),
        reads: cells,
        ..Draft::new(Severity::Error, total.at, &total_row.name.text, message, Checker::arithmetic_basis())
    });
}

/// ` → 预算执行率少计 10 分`, where a total of 0 leaves the budget score without its base.
fn points_off(checker: &Checker<'_>) -> Wording {
    let Some(ByParts { expected, stated: Some(stated) }) = points_by_parts(checker) else {
        return Wording::default();
    };
    if checker.within_tolerance(stated, expected) {
        return Wording::default();
    }
    let (lost, may) = (off_by(stated, expected), if checker.selection.confirmed { "" } else { "可能" });
    let is = if checker.selection.confirmed { "is" } else { "may be" };
    Wording::new(format!(" → 预算执行率{may}{}", lost.zh), format!(" → the budget score {is} {}", lost.en))
}

/// A label that opens a list of parts of its own: `资金结构：（1）基本支出`, `按支出性质分：`.
pub(super) fn starts_a_list(label: &str) -> bool {
    let plain = strip_blanks(label);
    ["资金来源", "资金结构", "按"].iter().any(|word| plain.starts_with(word))
}
