#![doc = include_str!("../../docs/rules/budget-zero.md")]

use super::checker::{Checker, Draft};
use super::funding_off_total::starts_a_list;
use super::points_lost::off_by;
use super::{Phase, Rule};
use crate::model::{Field, FundingRow, Severity, Wording};
use crate::score::{execution_rate, execution_score, execution_target};
use crate::value::{Amount, CellRef, Points};

pub(super) static RULE: Rule = Rule {
    id: "budget-zero",
    title: "预算为0",
    title_en: "budget of 0",
    severity: Severity::Warning,
    phases: &[Phase::Amounts],
    doc: include_str!("../../docs/rules/budget-zero.md"),
    doc_en: include_str!("../../docs/rules-en/budget-zero.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let Some(row) = form.budget_row() else { return };
    let Some(field) = row.budget().filter(|field| field.value == Some(Amount::ZERO)) else { return };
    let name = row.name.text.trim().trim_end_matches(['：', ':']);
    let parts = sum_of_parts(checker, FundingRow::budget).filter(|sum| *sum > Amount::ZERO);
    let spent = row.outturn.as_ref().filter(|spent| spent.value.is_some_and(|spent| spent > Amount::ZERO));
    let (against, against_en) = match (parts, spent) {
        (Some(sum), _) => (format!("，而分项合计 {sum}"), format!(" and its parts {sum}")),
        (None, Some(spent)) => {
            let spent = spent.text.trim();
            (format!("，而执行数为 {spent}"), format!(" and the outturn {spent}"))
        }
        (None, None) => (String::new(), String::new()),
    };
    let (points, points_en) = match (points_by_parts(checker), checker.budget_weight()) {
        (Some(ByParts { expected, stated: Some(stated) }), _) if stated < expected => {
            let lost = off_by(stated, expected);
            (format!("，预算执行率可能{}", lost.zh), format!("; the budget score may be {}", lost.en))
        }
        (_, Some((_, weight))) if weight > Points::ZERO => (
            format!("，预算执行率的 {weight} 分没有依据"),
            format!("; nothing bears out the {weight} points of the execution rate"),
        ),
        _ => (String::new(), String::new()),
    };
    let message = Wording::new(
        format!("{name}为 0{against}，执行率无从计算{points}"),
        format!("the total budget is 0{against_en}, so there is no execution rate{points_en}"),
    );
    let reads: Vec<CellRef> =
        std::iter::once(field.at).chain(row.outturn.as_ref().map(|field| field.at)).collect();
    checker.report(Draft {
        stated: field.text.trim().to_owned(),
        reads,
        ..Draft::new(Severity::Warning, field.at, name, message, Checker::arithmetic_basis())
    });
}

/// What the parts of the total add up to in one column.
///
/// `None` if there are no parts, one cannot be read, or the same money is listed twice.
fn sum_of_parts(checker: &Checker<'_>, field: fn(&FundingRow) -> Option<&Field<Amount>>) -> Option<Amount> {
    let rows = checker.form.funding.get(1..)?;
    if rows.iter().skip(1).any(|row| starts_a_list(&row.name.text)) {
        return None;
    }
    let cells: Vec<_> = rows.iter().filter_map(field).filter(|field| !field.is_empty()).collect();
    let values: Option<Vec<Amount>> = cells.iter().map(|field| field.value).collect();
    values.filter(|values| !values.is_empty()).map(|values| values.into_iter().sum())
}

/// What the budget would earn by the parts' sums, where the total's own budget is 0.
pub(super) struct ByParts {
    /// What the parts give.
    pub(super) expected: Points,
    /// What the head states, if anything.
    pub(super) stated: Option<Points>,
}

/// See [`ByParts`]; `None` where the total's budget is not 0 or the parts give no rate.
pub(super) fn points_by_parts(checker: &Checker<'_>) -> Option<ByParts> {
    let row = checker.form.budget_row()?;
    row.budget().filter(|field| field.value == Some(Amount::ZERO))?;
    let (_, weight) = checker.budget_weight().filter(|(_, weight)| *weight > Points::ZERO)?;
    let budget = sum_of_parts(checker, FundingRow::budget)?;
    let outturn = sum_of_parts(checker, |row| row.outturn.as_ref())?;
    let rate = execution_rate(budget, outturn)?;
    let (target, _) = execution_target(checker.scoring(), checker.form);
    let exact = execution_score(&checker.scoring().execution_curve, weight, rate, target)?;
    let stated = row.score.as_ref().and_then(|field| field.value);
    Some(ByParts { expected: checker.rounded(exact), stated })
}
