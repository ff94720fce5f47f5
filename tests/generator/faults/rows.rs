//! Mistakes in one indicator row.

use rust_decimal::Decimal;

use super::{Fault, InRow, fault};
use crate::generator::dice::Dice;
use crate::generator::frame::Place;
use crate::generator::layout::Item;
use crate::generator::plan::Plan;
use crate::generator::row::{Actual, Aim, Row, Sign, Standing};
use crate::generator::scoring::{self, allowed};

pub(super) const KINDS: [InRow; 12] = [
    score_slip,
    met_but_less,
    missed_but_full,
    late_but_full,
    above_weight,
    negative,
    missing,
    off_tier,
    words_for_a_number,
    nothing_done,
    deviation,
    no_reason,
];

/// The least by which a wrong number differs, so that no rounding explains it.
const APART: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

fn at(row: usize, item: Item) -> Place {
    Place::Row(row, item)
}

fn standing(plan: &Plan, row: usize) -> Standing {
    plan.rows[row].standing(plan.layout)
}

/// The stated score, of a row that has the one its formula gives.
fn sole(plan: &Plan, row: usize) -> Option<Decimal> {
    let own = allowed(plan.layout, &plan.rows[row]);
    (own.len() == 1).then(|| own[0])
}

/// A missed target with points that no formula gives.
fn score_slip(plan: &mut Plan, row: usize, dice: &mut Dice) -> Option<Fault> {
    let own = allowed(plan.layout, &plan.rows[row]);
    if standing(plan, row) != Standing::Missed || own.is_empty() {
        return None;
    }
    let weight = plan.rows[row].weight;
    let wrong = scoring::round(weight * dice.decimal(30, 98, 2), 1);
    if wrong >= weight || own.iter().any(|right| (wrong - right).abs() < APART) {
        return None;
    }
    plan.rows[row].score = Some(wrong);
    Some(fault("score-disagrees", at(row, Item::Score), "得分不等于按完成比例计算的结果"))
}

/// A target that was met with less than its points.
fn met_but_less(plan: &mut Plan, row: usize, dice: &mut Dice) -> Option<Fault> {
    if standing(plan, row) != Standing::Met {
        return None;
    }
    let own = &mut plan.rows[row];
    own.score = Some(own.weight - scoring::round(own.weight * dice.decimal(10, 40, 2), 1).max(APART));
    if dice.chance(50) {
        own.note = own.reason.clone();
    }
    Some(fault("score-disagrees", at(row, Item::Score), "已达标却少给分"))
}

/// A missed target with all of its points.
fn missed_but_full(plan: &mut Plan, row: usize, dice: &mut Dice) -> Option<Fault> {
    let own = allowed(plan.layout, &plan.rows[row]);
    let weight = plan.rows[row].weight;
    if standing(plan, row) != Standing::Missed
        || own.is_empty()
        || own.iter().any(|right| weight - right < APART)
    {
        return None;
    }
    plan.rows[row].score = Some(weight);
    if dice.chance(70) {
        plan.rows[row].note.clear();
    }
    Some(fault("score-disagrees", at(row, Item::Score), "未达标仍给满分"))
}

/// A missed deadline with all of its points.
fn late_but_full(plan: &mut Plan, row: usize, dice: &mut Dice) -> Option<Fault> {
    let own = &mut plan.rows[row];
    let Aim::By(month, _) = own.aim else { return None };
    if month == 12 {
        return None;
    }
    own.actual = Actual::By(month + 1, dice.between(3, 28));
    own.score = Some(own.weight);
    own.note.clear();
    Some(fault("missed-but-full", at(row, Item::Score), "逾期完成仍给满分"))
}

fn above_weight(plan: &mut Plan, row: usize, dice: &mut Dice) -> Option<Fault> {
    let own = &mut plan.rows[row];
    own.score = Some(own.weight + dice.pick(&[APART * Decimal::from(5), Decimal::ONE, Decimal::TWO]));
    own.note.clear();
    Some(fault("score-above-weight", at(row, Item::Score), "得分超过分值"))
}

/// The points taken off instead of those left.
fn negative(plan: &mut Plan, row: usize, _: &mut Dice) -> Option<Fault> {
    let own = &mut plan.rows[row];
    let lost = own.weight - own.score?;
    if lost < APART {
        return None;
    }
    own.score = Some(-lost);
    Some(fault("score-negative", at(row, Item::Score), "把扣分填成了得分"))
}

fn missing(plan: &mut Plan, row: usize, _: &mut Dice) -> Option<Fault> {
    sole(plan, row)?;
    plan.rows[row].score = None;
    Some(fault("score-missing", at(row, Item::Score), "漏填得分"))
}

/// Words of one tier with points of another.
fn off_tier(plan: &mut Plan, row: usize, dice: &mut Dice) -> Option<Fault> {
    let Standing::Tier(low, high) = standing(plan, row) else { return None };
    let own = &mut plan.rows[row];
    let share = if high == 100 { dice.between(low - 30, low - 5) } else { dice.between(high + 5, 100) };
    let score = scoring::round(own.weight * Decimal::new(share, 2), 2);
    let bound = own.weight * Decimal::new(if high == 100 { low } else { high }, 2);
    if (score < bound) != (high == 100) {
        return None;
    }
    own.score = Some(score);
    own.note = own.reason.clone();
    Some(fault("qualitative-off-band", at(row, Item::Score), "定性得分与所属档次不符"))
}

/// A number was asked for.
fn words_for_a_number(plan: &mut Plan, row: usize, dice: &mut Dice) -> Option<Fault> {
    let own = &mut plan.rows[row];
    let is_signed = matches!(own.aim, Aim::Number(Sign::AtLeast | Sign::AtMost, ..));
    if !is_signed || own.tie.is_some() || own.score != Some(own.weight) {
        return None;
    }
    own.actual = Actual::Words(dice.pick(&["已完成", "按计划完成", "良好", "基本完成"]));
    Some(fault("actual-not-a-number", at(row, Item::Actual), "完成值没有填数字"))
}

fn nothing_done(plan: &mut Plan, row: usize, _: &mut Dice) -> Option<Fault> {
    let own = &mut plan.rows[row];
    if own.tie.is_some() {
        return None;
    }
    own.actual = Actual::Blank;
    Some(fault("scored-without-data", at(row, Item::Score), "漏填完成值仍给分"))
}

/// The sign is lost, or more than the target counts as a deviation.
fn deviation(plan: &mut Plan, row: usize, _: &mut Dice) -> Option<Fault> {
    plan.layout.item(Item::Deviation)?;
    let plain = plain_deviation(&plan.rows[row])?;
    let right = plan.rows[row].deviation;
    let wrong = if right.is_zero() { plain } else { -right };
    if (wrong - right).abs() < APART {
        return None;
    }
    plan.rows[row].deviation = wrong;
    Some(fault("deviation-disagrees", at(row, Item::Deviation), "偏差度算错"))
}

/// (actual − target) ÷ target in percent, of a positive indicator.
fn plain_deviation(row: &Row) -> Option<Decimal> {
    match (row.aim, &row.actual) {
        (Aim::Number(_, target, _), Actual::Number(actual)) if !row.is_reverse() => {
            Some(scoring::round(Decimal::ONE_HUNDRED * (actual - target) / target, 2))
        }
        _ => None,
    }
}

/// Points are lost, and nothing says why.
fn no_reason(plan: &mut Plan, row: usize, _: &mut Dice) -> Option<Fault> {
    let own = &mut plan.rows[row];
    if own.score? >= own.weight {
        return None;
    }
    own.note.clear();
    Some(fault("variance-unexplained", at(row, Item::Note), "扣分而没有填写原因"))
}
