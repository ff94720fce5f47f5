//! Mistakes in the points, the total and the grade.

use rust_decimal::Decimal;

use super::{Fault, InForm, fault};
use crate::generator::dice::Dice;
use crate::generator::frame::Place;
use crate::generator::plan::Plan;
use crate::generator::scoring::GRADES;

pub(super) const KINDS: [InForm; 6] =
    [weight_mistyped, weight_misplanned, points_moved, label_off, total, grade];

/// Changes a row's weight by a point or two; gives back the row, if it still has points.
fn other_weight(plan: &mut Plan, dice: &mut Dice) -> Option<usize> {
    let at = dice.below(plan.rows.len());
    let off = Decimal::from(dice.pick(&[-2, -1, 1, 2, 5]));
    let weight = plan.rows[at].weight + off;
    if weight <= Decimal::ZERO {
        return None;
    }
    plan.rows[at].weight = weight;
    Some(at)
}

/// A weight was typed wrongly after all was worked out.
fn weight_mistyped(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let Some(_) = other_weight(plan, dice) else { return Vec::new() };
    if dice.chance(30) {
        plan.total_weight = plan.rows.iter().map(|row| row.weight).sum::<Decimal>() + plan.budget_points();
    }
    vec![fault("weights-off-total", Place::TotalWeight, "分值合计不等于规定的总分")]
}

/// The weights did not add up from the beginning, and all scores follow them.
fn weight_misplanned(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let faults = weight_mistyped(plan, dice);
    if !faults.is_empty() {
        plan.settle();
    }
    faults
}

/// A point stands in the wrong level 1; the whole is right.
fn points_moved(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let (from, to) = (dice.below(plan.rows.len()), dice.below(plan.rows.len()));
    let (one, other) = (plan.rows[from].group, plan.rows[to].group);
    let rule = match (plan.layout.binds_groups, plan.printed[one].is_some()) {
        (true, _) => "weights-off-level1",
        (false, true) => "level1-label-off",
        (false, false) => return Vec::new(),
    };
    if one == other || plan.rows[from].weight <= Decimal::ONE {
        return Vec::new();
    }
    plan.rows[from].weight -= Decimal::ONE;
    plan.rows[to].weight += Decimal::ONE;
    plan.settle();
    [one, other].map(|group| fault(rule, Place::Group(group), "一级指标分值与各行之和不符")).to_vec()
}

/// The points printed in a label are not those of its rows.
fn label_off(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let group = dice.below(plan.printed.len());
    let Some(points) = plan.printed[group] else { return Vec::new() };
    plan.printed[group] = Some(points + Decimal::from(dice.pick(&[-5, 5, 10])));
    if plan.printed[group] == Some(Decimal::ZERO) {
        return Vec::new();
    }
    vec![fault("level1-label-off", Place::Group(group), "一级指标标注的分值与各行之和不符")]
}

/// The total is not the sum; the grade may follow it.
fn total(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    let sum = plan.total;
    let wrong = sum
        + dice.pick(&[
            Decimal::new(-1, 1),
            Decimal::new(5, 1),
            Decimal::ONE,
            Decimal::TWO,
            Decimal::NEGATIVE_ONE,
        ]);
    let without = sum - plan.budget_score;
    if wrong == without || wrong > Decimal::ONE_HUNDRED {
        return Vec::new();
    }
    plan.total = wrong;
    if dice.chance(50) {
        plan.grade = crate::generator::scoring::grade(wrong);
    }
    vec![fault("total-off-sum", Place::TotalScore, "总分不等于各项得分之和")]
}

/// A grade that the total does not have.
fn grade(plan: &mut Plan, dice: &mut Dice) -> Vec<Fault> {
    if !plan.layout.has_grade {
        return Vec::new();
    }
    let own = plan.grade;
    let others: Vec<&str> = GRADES.iter().map(|(grade, _)| *grade).filter(|grade| *grade != own).collect();
    plan.grade = dice.pick(&others);
    vec![fault("grade-disagrees", Place::Grade, "等级与总分不符")]
}
