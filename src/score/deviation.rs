//! 偏差度.

use rust_decimal::Decimal;

use super::comparison::{Attainment, Comparison, compare};
use super::operand::Operand;
use crate::model::IndicatorRow;
use crate::template::DeviationRule;
use crate::value::{Points, Rate};

/// What the profile's definition gives for a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deviation {
    /// One result.
    Rate(Rate),
    /// 0 because `100%` or the same words count as met; never without a person's eye.
    TakenAsMet,
    /// A missed reverse indicator: the sign is not known, so both are shown.
    Disputed([Rate; 2]),
    /// No definition, or nothing to calculate with.
    Open,
}

/// The shortfall: `min(0, (actual − target) ÷ target)`; 0 once a positive target is met. `None` for a target of 0 or less.
///
/// # Source
///
/// The profile's `deviation = "shortfall"`.
pub fn shortfall(target: Decimal, actual: Decimal) -> Option<Rate> {
    if target <= Decimal::ZERO {
        return None;
    }
    let plain = actual.checked_sub(target)?.checked_div(target)?;
    Some(Rate::from_ratio(plain.min(Decimal::ZERO)))
}

/// The Excel text of [`shortfall`], rounded to `decimals` of a percent.
pub fn shortfall_excel(target: Operand, actual: Operand, decimals: u32) -> String {
    format!("ROUND(MIN(0,({actual}-{target})/{target}),{})", decimals + 2)
}

/// The deviation of a row under the profile's definition; `score` (得分) and its weight are of concern to 得分系数 alone.
pub fn deviation(rule: DeviationRule, row: &IndicatorRow, score: Option<Points>) -> Deviation {
    match rule {
        DeviationRule::None => Deviation::Open,
        DeviationRule::Shortfall => shortfall_of(row),
        DeviationRule::Signed => {
            of_numbers(row, |target, actual| actual.checked_sub(target)?.checked_div(target))
        }
        DeviationRule::Ratio => of_numbers(row, |target, actual| actual.checked_div(target)),
        DeviationRule::ScoreRatio => {
            let weight = row.weight.as_ref().and_then(|field| field.value).map(Points::get);
            let ratio = score.zip(weight).and_then(|(score, weight)| score.get().checked_div(weight));
            ratio.map_or(Deviation::Open, |ratio| Deviation::Rate(Rate::from_ratio(ratio)))
        }
    }
}

fn shortfall_of(row: &IndicatorRow) -> Deviation {
    let comparison = compare(row);
    match (comparison, comparison.attainment()) {
        (Comparison::TakenAsMet, _) => Deviation::TakenAsMet,
        (_, Some(Attainment::Met)) => Deviation::Rate(Rate::ZERO),
        (Comparison::Numbers { target, actual, reverse: false }, _) => {
            shortfall(target, actual).map_or(Deviation::Open, Deviation::Rate)
        }
        (Comparison::Numbers { target, actual, reverse: true }, _) if target > Decimal::ZERO => {
            let plain = actual.checked_sub(target).and_then(|over| over.checked_div(target));
            plain.map_or(Deviation::Open, |over| {
                Deviation::Disputed([Rate::from_ratio(-over), Rate::from_ratio(over)])
            })
        }
        _ => Deviation::Open,
    }
}

/// Two numbers above 0 in one unit, whichever way the indicator runs.
fn of_numbers(row: &IndicatorRow, ratio: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Deviation {
    match compare(row) {
        Comparison::Numbers { target, actual, .. } if target > Decimal::ZERO => {
            ratio(target, actual).map_or(Deviation::Open, |ratio| Deviation::Rate(Rate::from_ratio(ratio)))
        }
        _ => Deviation::Open,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::value::round;

    #[test]
    fn counts_only_the_shortfall() {
        for (target, actual, percent) in [
            (dec!(90), dec!(66.6), dec!(-26.00)),
            (dec!(90), dec!(90), dec!(0)),
            (dec!(80), dec!(100), dec!(0)),
            (dec!(1), dec!(0), dec!(-100)),
        ] {
            let rate = shortfall(target, actual).expect("a target");
            assert_eq!(round(rate.percent(), 2), percent, "{target} {actual}");
        }
        assert_eq!(shortfall(dec!(0), dec!(1)), None);
    }
}
