//! Mistakes in the funding block and the goals, and in rows that repeat them.

use rust_decimal::Decimal;

use super::{Fault, InForm, fault};
use crate::generator::dice::Dice;
use crate::generator::frame::Place;
use crate::generator::layout::{Fund, Item};
use crate::generator::plan::Plan;
use crate::generator::row::{Actual, Tie};
use crate::generator::scoring::round;

pub(super) const KINDS: [InForm; 8] = [
    part_off_total,
    overspent,
    rate,
    rate_on_original,
    budget_score,
    execution_row,
    adjustment_row,
    hint_left,
];

/// One digit of a part is wrong, in any of the three columns.
fn part_off_total(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let parts: Vec<usize> = (1..plan.money.len()).filter(|at| !plan.money[*at].is_nothing()).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let at = dice.pick(&parts);
    let columns: Vec<Fund> = [Fund::Original, Fund::Revised, Fund::Outturn]
        .into_iter()
        .filter(|kind| plan.layout.fund(*kind).is_some())
        .collect();
    let kind = dice.pick(&columns);
    let off = dice.pick(&[Decimal::new(9, 2), Decimal::ONE, Decimal::TEN]);
    let part = &mut plan.money[at];
    match kind {
        Fund::Original => part.original += off,
        Fund::Revised => part.revised += off,
        _ => part.outturn += off,
    }
    vec![fault("funding-off-total", Place::Money(0, kind), "资金分项之和不等于总额")]
}

/// More was spent than there was.
fn overspent(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let over = round(plan.money[0].revised * dice.decimal(5, 60, 3), 2).max(Decimal::ONE);
    let missing = plan.money[0].revised - plan.money[0].outturn + over;
    let first = plan.money.len().min(2) - 1;
    plan.money[0].outturn += missing;
    if first > 0 {
        plan.money[first].outturn += missing;
    }
    plan.settle();
    let what = "执行数超过预算数";
    let rows: &[usize] = if first > 0 { &[0, 1] } else { &[0] };
    rows.iter().map(|row| fault("execution-above-budget", Place::Money(*row, Fund::Outturn), what)).collect()
}

/// A rate that is worked out wrongly, of the total or of a part.
fn rate(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let stated: Vec<usize> = (0..plan.money.len()).filter(|at| plan.money[*at].rate.is_some()).collect();
    let at = dice.pick(&stated);
    let wrong = plan.money[at].rate.map(|rate| rate - dice.decimal(50, 900, 2));
    plan.money[at].rate = wrong;
    vec![fault("execution-rate-disagrees", Place::Money(at, Fund::Rate), "执行率算错")]
}

/// The outturn was divided by the original budget.
fn rate_on_original(plan: &mut Plan, _: &mut Dice) -> Vec<Fault> {
    let total = plan.money[0];
    let wrong = round(Decimal::ONE_HUNDRED * total.outturn / total.original, 2);
    let is_near = total.rate.is_none_or(|rate| (rate - wrong).abs() < Decimal::new(2, 1));
    if is_near || plan.layout.fund(Fund::Original).is_none() {
        return Vec::new();
    }
    plan.money[0].rate = Some(wrong);
    vec![fault("execution-rate-disagrees", Place::Money(0, Fund::Rate), "执行率按年初预算数计算")]
}

/// Full points for a rate below its target, or some other number.
fn budget_score(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let points = plan.budget_points();
    let Some(rate) = plan.money[0].exact_rate().filter(|_| !points.is_zero()) else { return Vec::new() };
    let linear = round(points * rate / Decimal::ONE_HUNDRED, 2);
    let wrong = if dice.chance(50) { points } else { points - dice.decimal(3, 25, 1) };
    let is_right = |right: Decimal| (right - wrong).abs() < Decimal::new(1, 1);
    if is_right(linear) || is_right(plan.budget_score) {
        return Vec::new();
    }
    plan.budget_score = wrong;
    if dice.chance(60) {
        plan.settle_total();
    }
    vec![fault("execution-score-disagrees", Place::Money(0, Fund::Score), "预算执行得分与执行率不符")]
}

/// Moves the actual value of a row that repeats the head, so that it still meets its target.
fn repeated(plan: &mut Plan, tie: Tie, wrong: Decimal) -> Option<usize> {
    let at = plan.rows.iter().position(|row| row.tie == Some(tie))?;
    plan.rows[at].actual = Actual::Number(wrong);
    plan.settle_row(at);
    plan.settle_total();
    Some(at)
}

/// The row 预算执行率 differs from the head.
fn execution_row(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let Some(rate) = plan.money[0].rate else { return Vec::new() };
    let wrong = rate - dice.decimal(60, 700, 2);
    let Some(at) = repeated(plan, Tie::Execution, wrong) else { return Vec::new() };
    vec![fault("execution-row-differs", Place::Row(at, Item::Actual), "指标行的预算执行率与表头不一致")]
}

/// The row 预算调整率 does not follow from the two budgets.
fn adjustment_row(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let total = plan.money[0];
    let right = Decimal::ONE_HUNDRED * (total.revised - total.original) / total.original;
    let wrong = round(right.abs(), 2) + dice.decimal(60, 700, 2);
    let Some(at) = repeated(plan, Tie::Adjustment, wrong) else { return Vec::new() };
    vec![fault("adjustment-rate-disagrees", Place::Row(at, Item::Actual), "预算调整率与两个预算数不符")]
}

/// A hint of the blank form was left where the clerk should write.
fn hint_left(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    if dice.chance(50) {
        plan.goals[1] = "（请简述全年目标实际完成情况，200字以内）".to_owned();
        return vec![fault("template-hint-left", Place::GoalDone, "目标完成情况留有填写提示")];
    }
    let open: Vec<usize> = (0..plan.rows.len()).filter(|at| plan.rows[*at].tie.is_none()).collect();
    let at = dice.pick(&open);
    plan.rows[at].name = "指标2：".to_owned();
    vec![fault("template-hint-left", Place::Row(at, Item::Name), "指标名称留有模板文字")]
}
