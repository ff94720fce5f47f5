//! 预算执行率 and its score in the form's head.

use rust_decimal::Decimal;

use super::operand::Operand;
use super::points::at_least;
use super::row_name::own_name;
use crate::model::{EvaluationForm, Field, FundingRow};
use crate::template::{EmptyBudget, ExecutionBase, ExecutionCurve, Precision, Scoring, Step};
use crate::value::{Amount, CellRef, Points, Rate, TargetValue};

/// The budget execution rate (执行率): `outturn ÷ budget`, both in the same unit; `None` if the budget is not positive.
///
/// # Source
///
/// Arithmetic of the form: its own heading reads 执行率 (B/A), with 全年预算数 as A and 全年执行数 as B.
pub fn execution_rate(budget: Amount, outturn: Amount) -> Option<Rate> {
    if budget <= Amount::ZERO {
        return None;
    }
    outturn.get().checked_div(budget.get()).map(Rate::from_ratio)
}

/// The budget score's points in the form's head and their cell: beside the amounts, or in a heading as `（20分）`. `None`
/// where it has none, or states the whole form's.
pub fn budget_weight(scoring: &Scoring, form: &EvaluationForm) -> Option<(CellRef, Points)> {
    let beside = form.budget_row()?.weight.as_ref().filter(|field| field.value.is_some());
    let field = beside.or(form.budget_points.as_ref())?;
    Some((field.at, field.value.filter(|weight| *weight < scoring.total_weight)?))
}

/// What a row's outturn is divided by, as the profile says.
pub fn execution_base<'f>(scoring: &Scoring, row: &'f FundingRow) -> Option<&'f Field<Amount>> {
    match scoring.execution_base {
        ExecutionBase::RevisedBudget => row.budget(),
        ExecutionBase::OriginalBudget => row.original_budget.as_ref(),
    }
}

/// The execution rate of a funding row under a profile; `None` where an amount cannot be read or nothing was budgeted.
pub fn row_rate(scoring: &Scoring, row: &FundingRow) -> Option<Rate> {
    let (budget, outturn) = (execution_base(scoring, row)?.value?, row.outturn.as_ref()?.value?);
    let is_empty = budget == Amount::ZERO && outturn == Amount::ZERO;
    if is_empty && scoring.empty_budget == EmptyBudget::Full {
        return Some(Rate::from_ratio(Decimal::ONE));
    }
    execution_rate(budget, outturn)
}

/// The Excel text of [`execution_rate`], rounded to `decimals` of a percent.
///
/// `in_percent` says that the cell shows 66.6 for 66.6 %; otherwise it holds 0.666.
pub fn execution_rate_excel(budget: CellRef, outturn: CellRef, in_percent: bool, decimals: u32) -> String {
    if in_percent {
        format!("ROUND({outturn}/{budget}*100,{decimals})")
    } else {
        format!("ROUND({outturn}/{budget},{})", decimals + 2)
    }
}

/// The rate that earns the full budget points, and the indicator cell it comes from, if any.
///
/// A profile may name a row (预算执行率) whose target replaces the default of 100 %.
pub fn execution_target<'f>(
    scoring: &Scoring,
    form: &'f EvaluationForm,
) -> (Decimal, Option<&'f Field<TargetValue>>) {
    let default = (scoring.execution_target.percent, None);
    let Some(name) = &scoring.execution_target.from_row else { return default };
    form.indicators
        .iter()
        .filter(|row| own_name(row.label()) == *name)
        .find_map(|row| {
            let field = row.target.as_ref()?;
            let percent = field.value.as_ref()?.0.number.filter(|number| *number > Decimal::ZERO)?;
            Some((percent, Some(field)))
        })
        .unwrap_or(default)
}

/// Scores the budget execution rate, exact: `weight × min(rate ÷ target, 1)`, or `weight × share` of the step that the rate
/// reaches; `target_percent` is in percent, and of no concern to steps.
///
/// `None` if the numbers are beyond any form's range.
///
/// # Source
///
/// The profile's `execution_curve`.
pub fn execution_score(
    curve: &ExecutionCurve,
    weight: Points,
    rate: Rate,
    target_percent: Decimal,
) -> Option<Points> {
    match curve {
        ExecutionCurve::Proportional => {
            at_least(weight, target_percent.checked_div(Decimal::ONE_HUNDRED)?, rate.get())
        }
        ExecutionCurve::Steps(steps) => {
            let share = step_reached(steps, rate).map_or(Decimal::ZERO, |step| step.share);
            weight.get().checked_mul(share).map(Points::new)
        }
    }
}

/// The highest step that a rate reaches; `None` below the last.
pub fn step_reached(steps: &[Step], rate: Rate) -> Option<&Step> {
    steps.iter().find(|step| rate.percent() >= step.from)
}

/// The Excel text of [`execution_score`] from the two amounts, rounded.
pub fn execution_score_excel(
    curve: &ExecutionCurve,
    weight: Operand,
    budget: CellRef,
    outturn: CellRef,
    target_percent: Decimal,
    precision: Precision,
) -> String {
    match curve {
        ExecutionCurve::Proportional => {
            let divisor = if target_percent == Decimal::ONE_HUNDRED {
                String::new()
            } else {
                format!("/{}", Operand::Number(target_percent / Decimal::ONE_HUNDRED))
            };
            precision.excel(&format!("{weight}*MIN(MAX({outturn}/{budget},0){divisor},1)"))
        }
        ExecutionCurve::Steps(steps) => {
            precision.excel(&format!("{weight}*{}", steps_excel(steps, &format!("{outturn}/{budget}"))))
        }
    }
}

/// The Excel text of the share that a rate earns by steps: `IF(A1>=0.8,0.7,0)`.
pub fn steps_excel(steps: &[Step], rate: &str) -> String {
    let mut text = String::new();
    for step in steps {
        let (from, share) = (Operand::Number(step.from / Decimal::ONE_HUNDRED), Operand::Number(step.share));
        text.push_str(&format!("IF({rate}>={from},{share},"));
    }
    format!("{text}0{}", ")".repeat(steps.len()))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::template::Rounding;
    use crate::value::round;

    #[test]
    fn divides_outturn_by_budget() {
        let rate = execution_rate(Amount::new(dec!(923.86)), Amount::new(dec!(615.33))).expect("a budget");
        assert_eq!(round(rate.percent(), 3), dec!(66.604));
        assert_eq!(execution_rate(Amount::ZERO, Amount::new(dec!(1))), None);
        assert_eq!(execution_rate(Amount::new(dec!(-5)), Amount::new(dec!(1))), None);
    }

    #[test]
    fn scores_against_its_target() {
        let rate = execution_rate(Amount::new(dec!(923.86)), Amount::new(dec!(615.33))).expect("a budget");
        for (target, score) in [(dec!(100), dec!(6.66)), (dec!(90), dec!(7.40)), (dec!(60), dec!(10))] {
            let points = execution_score(&ExecutionCurve::Proportional, Points::new(dec!(10)), rate, target);
            assert_eq!(round(points.expect("in range").get(), 2), score, "{target}");
        }
    }

    #[test]
    fn scores_by_steps() {
        let step = |from, share| Step { from, share };
        let steps = [step(dec!(100), dec!(1)), step(dec!(80), dec!(0.7)), step(dec!(60), dec!(0.5))];
        let curve = ExecutionCurve::Steps(steps.to_vec());
        for (percent, score) in [
            (dec!(102), dec!(10)),
            (dec!(100), dec!(10)),
            (dec!(99.99), dec!(7)),
            (dec!(80), dec!(7)),
            (dec!(79.99), dec!(5)),
            (dec!(60), dec!(5)),
            (dec!(59.99), dec!(0)),
            (dec!(0), dec!(0)),
        ] {
            let rate = Rate::from_percent(percent);
            let points = execution_score(&curve, Points::new(dec!(10)), rate, dec!(100));
            assert_eq!(points.expect("in range").get(), score, "{percent}");
        }
        assert_eq!(steps_excel(&steps, "A1"), "IF(A1>=1,1,IF(A1>=0.8,0.7,IF(A1>=0.6,0.5,0)))");
    }

    #[test]
    fn writes_the_formula_of_the_form() {
        let at = |text: &str| text.parse::<CellRef>().expect("an address");
        let formula = |target| {
            execution_score_excel(
                &ExecutionCurve::Proportional,
                Operand::Cell(at("H4")),
                at("F4"),
                at("G4"),
                target,
                Precision { decimals: 2, rounding: Rounding::HalfUp },
            )
        };
        assert_eq!(formula(dec!(100)), "ROUND(H4*MIN(MAX(G4/F4,0),1),2)");
        assert_eq!(formula(dec!(90)), "ROUND(H4*MIN(MAX(G4/F4,0)/0.9,1),2)");
        assert_eq!(execution_rate_excel(at("F4"), at("G4"), true, 1), "ROUND(G4/F4*100,1)");
        assert_eq!(execution_rate_excel(at("F4"), at("G4"), false, 2), "ROUND(G4/F4,4)");
    }
}
