//! 预算执行率 and its score in the form's head.

use rust_decimal::Decimal;

use super::operand::Operand;
use super::points::at_least;
use crate::model::{EvaluationForm, Field};
use crate::template::{ExecutionCurve, Scoring};
use crate::value::{Amount, CellRef, Points, Rate, TargetValue, strip_blanks};

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
        .filter(|row| strip_blanks(row.label()) == name.as_str())
        .find_map(|row| {
            let field = row.target.as_ref()?;
            let percent = field.value.as_ref()?.0.number.filter(|number| *number > Decimal::ZERO)?;
            Some((percent, Some(field)))
        })
        .unwrap_or(default)
}

/// A budget score and the two rates it may follow from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExecutionScore {
    /// From the exact rate.
    pub exact: Points,
    /// From the rate as printed, where the form prints one.
    pub printed: Option<Points>,
}

/// Scores the budget execution rate: `weight × min(rate ÷ target, 1)`, exact; `target_percent` is in percent.
///
/// `None` if the numbers are beyond any form's range.
///
/// # Source
///
/// The profile's `execution_curve = "proportional"`.
pub fn execution_score(
    curve: ExecutionCurve,
    weight: Points,
    rate: Rate,
    target_percent: Decimal,
) -> Option<Points> {
    match curve {
        ExecutionCurve::Proportional => {
            at_least(weight, target_percent.checked_div(Decimal::ONE_HUNDRED)?, rate.get())
        }
    }
}

/// The Excel text of [`execution_score`] from the two amounts, rounded to `decimals`.
pub fn execution_score_excel(
    curve: ExecutionCurve,
    weight: Operand,
    budget: CellRef,
    outturn: CellRef,
    target_percent: Decimal,
    decimals: u32,
) -> String {
    match curve {
        ExecutionCurve::Proportional => {
            let divisor = if target_percent == Decimal::ONE_HUNDRED {
                String::new()
            } else {
                format!("/{}", Operand::Number(target_percent / Decimal::ONE_HUNDRED))
            };
            format!("ROUND({weight}*MIN(MAX({outturn}/{budget},0){divisor},1),{decimals})")
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
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
            let points = execution_score(ExecutionCurve::Proportional, Points::new(dec!(10)), rate, target);
            assert_eq!(round(points.expect("in range").get(), 2), score, "{target}");
        }
    }

    #[test]
    fn writes_the_formula_of_the_form() {
        let at = |text: &str| text.parse::<CellRef>().expect("an address");
        let formula = |target| {
            execution_score_excel(
                ExecutionCurve::Proportional,
                Operand::Cell(at("H4")),
                at("F4"),
                at("G4"),
                target,
                2,
            )
        };
        assert_eq!(formula(dec!(100)), "ROUND(H4*MIN(MAX(G4/F4,0),1),2)");
        assert_eq!(formula(dec!(90)), "ROUND(H4*MIN(MAX(G4/F4,0)/0.9,1),2)");
        assert_eq!(execution_rate_excel(at("F4"), at("G4"), true, 1), "ROUND(G4/F4*100,1)");
        assert_eq!(execution_rate_excel(at("F4"), at("G4"), false, 2), "ROUND(G4/F4,4)");
    }
}
