#![doc = include_str!("../../docs/rules/carry-over-rate-disagrees.md")]

use super::checker::{Checker, Draft, actual_rate, rows_named};
use super::reading::Reading;
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::value::{Amount, Rate};

pub(super) static RULE: Rule = Rule {
    id: "carry-over-rate-disagrees",
    title: "结转结余率与资金不符",
    title_en: "carry-over rate disagrees with the amounts",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/carry-over-rate-disagrees.md"),
    doc_en: include_str!("../../docs/rules-en/carry-over-rate-disagrees.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in rows_named(form, &["结转结余率", "结余结转率", "结转结余比率"]) {
        let (Some(target), Some((field, own))) = (row.target.as_ref(), actual_rate(row)) else { continue };
        let what = || Wording::new("结转结余率", "carry-over rate");
        let Some((base, budget, spent, outturn)) = form.budget_row().and_then(|row| checker.amounts(row))
        else {
            checker.skip(field.at, what(), Wording::new("预算数或执行数为空", "budget or outturn is blank"));
            continue;
        };
        let left = budget - outturn;
        let original = form.budget_row().and_then(|row| row.original_budget.as_ref()?.value);
        // Three definitions are in use: unspent money by the revised budget, by the outturn, by the original budget.
        let rates: Vec<(Amount, Rate)> = [Some(budget), Some(outturn), original]
            .into_iter()
            .flatten()
            .filter(|base| *base > Amount::ZERO)
            .filter_map(|base| Some((base, Rate::from_ratio(left.get().checked_div(base.get())?))))
            .collect();
        let reading = Reading::of(field);
        if rates.iter().any(|(_, rate)| reading.same(own, *rate)) {
            continue;
        }
        let limit = target
            .value
            .as_ref()
            .filter(|value| value.0.comparator.is_reverse())
            .and_then(|value| value.0.number);
        let Some(limit) = limit else {
            let why = Wording::new("指标值不是上限，无法判断", "the target is no upper limit");
            checker.skip(field.at, what(), why);
            continue;
        };
        let Some((base_amount, rate)) = rates.first().copied() else { continue };
        if rates.iter().any(|(_, rate)| rate.percent() <= limit) {
            continue;
        }
        let expected = Reading::Sign(2).text(rate);
        let shown = field.text.trim();
        let message = Wording::new(
            format!(
                "结转结余率填写为 {shown}，按资金（{}、{}）应为 {expected} =（{budget} − {outturn}）÷ {base_amount}；未用资金已全部收回的除外",
                base.at, spent.at
            ),
            format!(
                "the carry-over rate is stated as {shown}; the amounts ({}, {}) give {expected} = ({budget} − {outturn}) ÷ {base_amount}, unless the unspent money was taken back",
                base.at, spent.at
            ),
        );
        checker.report(Draft {
            stated: shown.to_owned(),
            difference: Some(Reading::Sign(2).difference(own, rate)),
            expected: Some(expected),
            reads: vec![base.at, spent.at, field.at],
            ..Draft::new(Severity::Warning, field.at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}
