#![doc = include_str!("../../docs/rules/low-spending-full-output.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::value::{Points, round};

pub(super) static RULE: Rule = Rule {
    id: "low-spending-full-output",
    title: "低执行高产出",
    title_en: "little spent, everything done",
    severity: Severity::Warning,
    phases: &[Phase::Total],
    doc: include_str!("../../docs/rules/low-spending-full-output.md"),
    doc_en: include_str!("../../docs/rules-en/low-spending-full-output.md"),
    check,
};

/// So much of the budget has to be left.
const UNSPENT: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
/// By so much of itself has the indicators' share of their points to exceed the budget's.
const EXCESS: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let Some(row) = form.budget_row() else { return };
    let Some((base, budget, spent, outturn)) = checker.amounts(row) else { return };
    let left = budget - outturn;
    let Some(unspent) = share(left.get(), budget.get()).filter(|share| *share > UNSPENT) else { return };
    let Some((earned, weight)) = indicators(checker) else { return };
    let Some(index) = share(earned.get(), weight.get()) else { return };
    let Some(rate) = share(outturn.get(), budget.get()) else { return };
    if excess(index, rate).is_none_or(|excess| excess <= EXCESS) {
        return;
    }
    // The budget's own points say it best, unless a generous score hides how little was spent.
    let scored = checker.budget_weight().zip(checker.budget_score()).and_then(|((_, weight), score)| {
        let ratio = share(score.get(), weight.get())?;
        let excess = excess(index, ratio).filter(|excess| *excess > EXCESS)?;
        Some((("预算执行得分率", "budget score"), format!("{score} ÷ {weight}"), ratio, excess))
    });
    let by_rate = || {
        let excess = excess(index, rate)?;
        Some((("执行率", "execution rate"), format!("{outturn} ÷ {budget}"), rate, excess))
    };
    let Some(((what, what_en), terms, ratio, excess)) = scored.or_else(by_rate) else { return };
    let [unspent, index, ratio, excess] = [unspent, index, ratio, excess].map(percent);
    let message = Wording::new(
        format!(
            "预算有 {unspent} 未用（{left} ÷ {budget}），指标得分率却为 {index}（{earned} ÷ {weight}），高于{what} {ratio}（{terms}），高出部分占指标得分率的 {excess}"
        ),
        format!(
            "{unspent} of the budget is unspent ({left} ÷ {budget}), yet the indicators earn {index} of their points ({earned} ÷ {weight}), above the {what_en} of {ratio} ({terms}) by {excess} of their share"
        ),
    );
    checker.report(Draft {
        stated: spent.text.trim().to_owned(),
        // The scores stay out: no single row explains this.
        reads: vec![base.at, spent.at],
        ..Draft::new(Severity::Warning, spent.at, &row.name.text, message, Checker::arithmetic_basis())
    });
}

/// What the indicators earn together, and of how many points; `None` if a score or weight is missing.
fn indicators(checker: &Checker<'_>) -> Option<(Points, Points)> {
    let earned = checker.indicator_scores()?.into_iter().sum();
    let rows = checker
        .form
        .filled_indicators()
        .filter(|row| row.score.as_ref().is_some_and(|field| checker.points(field).is_some()));
    let weights: Option<Vec<Points>> = rows.map(|row| row.weight.as_ref()?.value).collect();
    Some((earned, weights?.into_iter().sum()))
}

/// `None` where the whole is not positive.
fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if whole <= Decimal::ZERO { None } else { part.checked_div(whole) }
}

/// By how much of itself `index` is above `ratio`.
fn excess(index: Decimal, ratio: Decimal) -> Option<Decimal> {
    share(index - ratio, index)
}

fn percent(share: Decimal) -> String {
    format!("{}%", round(share * Decimal::ONE_HUNDRED, 1).normalize())
}
