#![doc = include_str!("../../docs/rules/execution-scored-twice.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Field, IndicatorRow, Severity, Wording};
use crate::value::{Points, fold, strip_blanks};

pub(super) static RULE: Rule = Rule {
    id: "execution-scored-twice",
    title: "预算执行率重复计分",
    title_en: "execution rate scored twice",
    severity: Severity::Info,
    phases: &[Phase::Weights],
    doc: include_str!("../../docs/rules/execution-scored-twice.md"),
    doc_en: include_str!("../../docs/rules-en/execution-scored-twice.md"),
    check,
};

/// Names of a row that measures spending against the budget; any of 年度, 项目 … may stand before them.
const NAMES: [&str; 12] = [
    "预算执行率",
    "预算执行完成率",
    "预算资金执行率",
    "预算完成率",
    "预算支出率",
    "预算支出完成率",
    "预算支付率",
    "资金执行率",
    "资金支付率",
    "资金支付完成率",
    "资金支出率",
    "财政资金执行率",
];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let Some((_, points)) = checker.budget_weight().filter(|(_, points)| *points > Points::ZERO) else {
        return;
    };
    let rows: Vec<(&IndicatorRow, &Field<Points>, Points)> = form
        .filled_indicators()
        .filter(|row| measures_spending(row.label()))
        .filter_map(|row| {
            let field = row.weight.as_ref()?;
            Some((row, field, field.value.filter(|weight| *weight > Points::ZERO)?))
        })
        .collect();
    let Some((first, cell, _)) = rows.first() else { return };
    let names: Vec<String> = rows.iter().map(|(row, ..)| format!("“{}”", row.label())).collect();
    let terms: Vec<String> = rows.iter().map(|(.., weight)| weight.to_string()).collect();
    let (names, terms) = (names.concat(), terms.join(" + "));
    let sum = points + rows.iter().map(|(.., weight)| *weight).sum();
    let whole = checker.scoring().total_weight;
    let message = Wording::new(
        format!("预算执行率在表头占 {points} 分，指标{names}又占 {terms} 分，合计 {whole} 分中的 {sum} 分"),
        format!(
            "the execution rate has {points} points in the head and {terms} in {names}: {sum} of {whole} in all"
        ),
    );
    // It reads no cell that an error may doubt: a sum that is off elsewhere does not explain it.
    checker.report(Draft {
        stated: cell.text.trim().to_owned(),
        ..Draft::new(Severity::Info, cell.at, first.label(), message, Checker::arithmetic_basis())
    });
}

/// `指标1：年度资金支付完成率100%` does, 政府采购执行率 does not.
fn measures_spending(label: &str) -> bool {
    let folded = fold(label);
    let plain = strip_blanks(&folded);
    let name = plain.rsplit(':').next().unwrap_or(&plain);
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || ".%≥≤=".contains(c));
    ["", "年度", "本年", "全年", "项目", "部门", "单位"]
        .iter()
        .filter_map(|before| name.strip_prefix(before))
        .any(|name| NAMES.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_row_that_measures_spending() {
        for label in ["预算执行率", "部门预算执行率", "指标1：年度资金支付完成率100%", "项目 预算完成率≥95%"]
        {
            assert!(measures_spending(label), "{label}");
        }
        for label in ["政府采购执行率", "资金到位率", "预算调整率", "预算执行率偏差", ""]
        {
            assert!(!measures_spending(label), "{label}");
        }
    }
}
