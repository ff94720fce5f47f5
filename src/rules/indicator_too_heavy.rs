#![doc = include_str!("../../docs/rules/indicator-too-heavy.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft};
use super::level1_group::{Group, groups};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::level1_name;
use crate::value::{CellRef, Points, round, trimmed};

pub(super) static RULE: Rule = Rule {
    id: "indicator-too-heavy",
    title: "单一指标权重过大",
    title_en: "one indicator weighs too much",
    severity: Severity::Info,
    phases: &[Phase::Weights],
    doc: include_str!("../../docs/rules/indicator-too-heavy.md"),
    doc_en: include_str!("../../docs/rules-en/indicator-too-heavy.md"),
    check,
};

/// A row beyond this share of all points is heavy: 20 of 100.
const SHARE_OF_FORM: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
/// With fewer rows than this, some row has to be.
const ROWS_OF_FORM: usize = 5;
/// So is a row from this share of its group's points on.
const SHARE_OF_GROUP: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
/// In a group of fewer rows, that says nothing.
const ROWS_OF_GROUP: usize = 3;

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let weighed = |weight: &Points| *weight > Points::ZERO;
    let count = form.filled_indicators().filter_map(|row| row.weight.as_ref()?.value.filter(weighed)).count();
    let groups = groups(checker);
    for row in form.filled_indicators() {
        let Some(field) = row.weight.as_ref() else { continue };
        let Some(weight) = field.value.filter(weighed) else { continue };
        let of_form = || if count < ROWS_OF_FORM { None } else { share_of_form(checker, weight) };
        let Some(message) = of_form().or_else(|| share_of_group(&groups, field.at, weight)) else { continue };
        checker.report(Draft {
            stated: field.text.trim().to_owned(),
            ..Draft::new(Severity::Info, field.at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}

fn share_of_form(checker: &Checker<'_>, weight: Points) -> Option<Wording> {
    let whole = checker.scoring().total_weight;
    let limit = Points::new(trimmed(whole.get() * SHARE_OF_FORM));
    if weight <= limit {
        return None;
    }
    let share = percent(weight, whole)?;
    Some(Wording::new(
        format!("分值 {weight} 占全表 {whole} 分的 {share}%，超过 {limit} 分"),
        format!("its {weight} points are {share}% of the form's {whole}, more than {limit}"),
    ))
}

fn share_of_group(groups: &[Group<'_>], cell: CellRef, weight: Points) -> Option<Wording> {
    let group = groups.iter().find(|group| group.cells().any(|own| own == cell))?;
    let (sum, count) = (group.sum?, group.weights.len());
    if count < ROWS_OF_GROUP || weight.get() < sum.get() * SHARE_OF_GROUP {
        return None;
    }
    let share = percent(weight, sum)?;
    let name = level1_name(&group.label.text);
    Some(Wording::new(
        format!("分值 {weight} 占“{name}”{count} 行共 {sum} 分的 {share}%"),
        format!("its {weight} points are {share}% of the {sum} points in the {count} rows of “{name}”"),
    ))
}

/// The share in percent, to one decimal.
fn percent(part: Points, whole: Points) -> Option<Decimal> {
    let ratio = part.get().checked_div(whole.get())?;
    Some(trimmed(round(ratio * Decimal::ONE_HUNDRED, 1)))
}
