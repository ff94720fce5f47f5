//! What a quantitative indicator earns (定量指标得分): `weight` (分值) in points, `target` (指标值) and `actual`
//! (完成值) in any one unit. A negative actual value counts as 0; no result is above the weight.

use rust_decimal::Decimal;

use super::operand::Operand;
use crate::template::Precision;
use crate::value::Points;

/// Scores a positive indicator (正向指标) or an equal one (`=`, or no sign at all).
///
/// `score = weight × min(actual ÷ target, 1)`, exact. A target of 0 or less is met by any actual value that reaches it
/// and earns nothing otherwise. `None` if the numbers are beyond any form's range.
///
/// # Examples
///
/// ```
/// # use ziping::{score::at_least, value::{Points, round}};
/// # use rust_decimal::dec;
/// let score = at_least(Points::new(dec!(2)), dec!(90), dec!(66.6)).expect("in range");
/// assert_eq!(score, Points::new(dec!(1.48)));
/// ```
///
/// # Source
///
/// The profile's `positive = "proportional"`; where it comes from stands in `docs/sources.md`.
pub fn at_least(weight: Points, target: Decimal, actual: Decimal) -> Option<Points> {
    if actual >= target {
        return Some(weight);
    }
    if target <= Decimal::ZERO {
        return Some(Points::ZERO);
    }
    share(weight, actual.max(Decimal::ZERO), target)
}

/// The Excel text of [`at_least`], rounded.
pub fn at_least_excel(weight: Operand, target: Operand, actual: Operand, precision: Precision) -> String {
    let proportional = precision.excel(&format!("{weight}*MIN(MAX({actual},0)/{target},1)"));
    match target {
        Operand::Number(number) if number > Decimal::ZERO => proportional,
        _ => format!("IF({actual}>={target},{weight},IF({target}<=0,0,{proportional}))"),
    }
}

/// Scores a reverse indicator (反向指标) by the ratio of target to actual.
///
/// `score = weight` if `actual ≤ target`, else `weight × target ÷ actual`, exact; a target of 0 is all or nothing.
///
/// # Source
///
/// The profile's `reverse = ["inverse-ratio"]`.
pub fn inverse_ratio(weight: Points, target: Decimal, actual: Decimal) -> Option<Points> {
    if actual <= target {
        return Some(weight);
    }
    if target <= Decimal::ZERO {
        return Some(all_or_nothing(weight, Decimal::ZERO, actual));
    }
    share(weight, target, actual)
}

/// The Excel text of [`inverse_ratio`], rounded.
pub fn inverse_ratio_excel(
    weight: Operand,
    target: Operand,
    actual: Operand,
    precision: Precision,
) -> String {
    let share = precision.excel(&format!("{weight}*{target}/{actual}"));
    at_most_excel(weight, target, actual, &share)
}

/// The Excel text of a reverse indicator: `missed` where a target above 0 is exceeded.
fn at_most_excel(weight: Operand, target: Operand, actual: Operand, missed: &str) -> String {
    match target {
        Operand::Number(number) if number <= Decimal::ZERO => format!("IF({actual}<={target},{weight},0)"),
        Operand::Number(_) => format!("IF({actual}<={target},{weight},{missed})"),
        Operand::Cell(_) => format!("IF({actual}<={target},{weight},IF({target}<=0,0,{missed}))"),
    }
}

/// Scores a reverse indicator (反向指标) by its overrun.
///
/// `score = weight` if `actual ≤ target`, else `weight × (1 − (actual − target) ÷ target)`, and 0 from twice the target
/// on; a target of 0 is all or nothing. Exact.
///
/// # Source
///
/// The profile's `reverse = ["linear-overrun"]`.
pub fn linear_overrun(weight: Points, target: Decimal, actual: Decimal) -> Option<Points> {
    if actual <= target {
        return Some(weight);
    }
    if target <= Decimal::ZERO {
        return Some(all_or_nothing(weight, Decimal::ZERO, actual));
    }
    let left = target.checked_mul(Decimal::TWO)?.checked_sub(actual)?;
    share(weight, left.max(Decimal::ZERO), target)
}

/// The Excel text of [`linear_overrun`], rounded.
pub fn linear_overrun_excel(
    weight: Operand,
    target: Operand,
    actual: Operand,
    precision: Precision,
) -> String {
    let left = precision.excel(&format!("{weight}*MAX(0,1-({actual}-{target})/{target})"));
    at_most_excel(weight, target, actual, &left)
}

/// Percentage points above the target at which [`per_point`] has taken all.
const POINTS_TO_ZERO: Decimal = Decimal::TEN;

/// Scores a reverse rate (反向指标) by the percentage points it exceeds its target by; both in percent.
///
/// `score = weight` if `actual ≤ target`, else `weight × max(0, 1 − (actual − target) ÷ 10)`: a tenth of the weight a point.
/// Exact.
///
/// # Source
///
/// The profile's `reverse = ["per-point"]`.
pub fn per_point(weight: Points, target: Decimal, actual: Decimal) -> Option<Points> {
    if actual <= target {
        return Some(weight);
    }
    let left = POINTS_TO_ZERO.checked_sub(actual.checked_sub(target)?)?;
    share(weight, left.max(Decimal::ZERO), POINTS_TO_ZERO)
}

/// The Excel text of [`per_point`], rounded. `in_percent` says that the cells show 66.6 for 66.6 %; otherwise they hold 0.666.
pub fn per_point_excel(
    weight: Operand,
    target: Operand,
    actual: Operand,
    in_percent: bool,
    precision: Precision,
) -> String {
    let over = if in_percent { format!("({actual}-{target})/10") } else { format!("({actual}-{target})*10") };
    let left = precision.excel(&format!("{weight}*MAX(0,1-{over})"));
    format!("IF({actual}<={target},{weight},{left})")
}

/// Scores a reverse indicator (反向指标) that earns nothing once it is missed.
///
/// `score = weight` if `actual ≤ target`, else 0.
///
/// # Source
///
/// The profile's `reverse = ["all-or-nothing"]`.
pub fn all_or_nothing(weight: Points, target: Decimal, actual: Decimal) -> Points {
    if actual <= target { weight } else { Points::ZERO }
}

/// The Excel text of [`all_or_nothing`].
pub fn all_or_nothing_excel(weight: Operand, target: Operand, actual: Operand) -> String {
    format!("IF({actual}<={target},{weight},0)")
}

/// `weight × part ÷ whole`, multiplied first so that a terminating result stays exact.
pub(super) fn share(weight: Points, part: Decimal, whole: Decimal) -> Option<Points> {
    weight.get().checked_mul(part)?.checked_div(whole).map(Points::new)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;
    use crate::value::round;

    fn rounded(points: Option<Points>) -> Decimal {
        round(points.expect("in range").get(), 2)
    }

    #[test]
    fn scores_positive_indicators() {
        for (weight, target, actual, score) in [
            (dec!(2), dec!(90), dec!(66.6), dec!(1.48)),
            (dec!(10), dec!(95), dec!(90), dec!(9.47)),
            (dec!(5), dec!(90), dec!(90), dec!(5)),
            (dec!(5), dec!(90), dec!(200), dec!(5)),
            (dec!(5), dec!(90), dec!(-3), dec!(0)),
            (dec!(5), dec!(0), dec!(0), dec!(5)),
            (dec!(5), dec!(0), dec!(-1), dec!(0)),
        ] {
            assert_eq!(rounded(at_least(Points::new(weight), target, actual)), score, "{target} {actual}");
        }
    }

    #[test]
    fn scores_reverse_indicators_by_both_rules() {
        for (target, actual, ratio, overrun) in [
            (dec!(30), dec!(7.97), dec!(10), dec!(10)),
            (dec!(30), dec!(30), dec!(10), dec!(10)),
            (dec!(20), dec!(25), dec!(8), dec!(7.5)),
            (dec!(20), dec!(40), dec!(5), dec!(0)),
            (dec!(20), dec!(400), dec!(0.5), dec!(0)),
            (dec!(0), dec!(0), dec!(10), dec!(10)),
            (dec!(0), dec!(1), dec!(0), dec!(0)),
        ] {
            let weight = Points::new(dec!(10));
            assert_eq!(rounded(inverse_ratio(weight, target, actual)), ratio, "{target} {actual}");
            assert_eq!(rounded(linear_overrun(weight, target, actual)), overrun, "{target} {actual}");
        }
    }

    #[test]
    fn scores_reverse_rates_by_the_point_and_all_or_nothing() {
        for (target, actual, by_point, all) in [
            (dec!(5), dec!(5), dec!(8), dec!(8)),
            (dec!(5), dec!(5.1), dec!(7.92), dec!(0)),
            (dec!(5), dec!(10), dec!(4), dec!(0)),
            (dec!(5), dec!(15), dec!(0), dec!(0)),
            (dec!(0), dec!(2.5), dec!(6), dec!(0)),
            (dec!(0), dec!(-1), dec!(8), dec!(8)),
        ] {
            let weight = Points::new(dec!(8));
            assert_eq!(rounded(per_point(weight, target, actual)), by_point, "{target} {actual}");
            assert_eq!(all_or_nothing(weight, target, actual).get(), all, "{target} {actual}");
        }
    }

    #[test]
    fn numbers_out_of_range_give_no_score_instead_of_a_panic() {
        let huge = Decimal::MAX;
        assert_eq!(at_least(Points::new(huge), huge, dec!(2)), None);
        assert_eq!(
            linear_overrun(Points::new(dec!(1)), dec!(50_000_000_000_000_000_000_000_000_000), huge),
            None
        );
    }
}
