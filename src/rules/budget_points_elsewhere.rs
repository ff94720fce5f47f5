#![doc = include_str!("../../docs/rules/budget-points-elsewhere.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::value::{CellRef, Points};

pub(super) static RULE: Rule = Rule {
    id: "budget-points-elsewhere",
    title: "预算执行率分值被占用",
    title_en: "the budget's points are taken by the indicators",
    severity: Severity::Warning,
    phases: &[Phase::Weights],
    doc: include_str!("../../docs/rules/budget-points-elsewhere.md"),
    doc_en: include_str!("../../docs/rules-en/budget-points-elsewhere.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let Some((head, points)) = checker.budget_weight().filter(|(_, points)| *points > Points::ZERO) else {
        return;
    };
    let weights =
        || form.filled_indicators().filter_map(|row| row.weight.as_ref()).filter(|field| !field.is_empty());
    // A weight that cannot be read is listed by `weights-off-total` as not checked.
    let each: Option<Vec<Points>> = weights().map(|field| field.value).collect();
    let whole = checker.scoring().total_weight;
    if each.map(|each| each.into_iter().sum::<Points>()) != Some(whole) {
        return;
    }
    let all = whole + points;
    let message = Wording::new(
        format!(
            "指标分值已合计 {whole}，表头预算执行率又占 {points}，共 {all}；预算执行率的分值可能分给了指标"
        ),
        format!(
            "the indicators alone make {whole}; with the {points} of the head it is {all}: the budget's points may have gone to the indicators"
        ),
    );
    let reads: Vec<CellRef> = std::iter::once(head).chain(weights().map(|field| field.at)).collect();
    let label = form.budget_row().map_or("", |row| &row.name.text);
    checker.report(Draft {
        stated: points.to_string(),
        reads,
        ..Draft::new(Severity::Warning, head, label, message, Checker::arithmetic_basis())
    });
}
