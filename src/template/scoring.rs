//! How an authority scores its form. Each choice names a function in `score/`.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer};

use crate::value::{Points, round};

/// How the authority scores the form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// Points of the 预算执行率 in the form's head.
    #[serde(deserialize_with = "points")]
    pub execution_weight: Points,
    /// What the outturn is divided by.
    pub execution_base: ExecutionBase,
    /// How the execution rate becomes points.
    pub execution_curve: ExecutionCurve,
    /// The rate that earns full points.
    pub execution_target: ExecutionTarget,
    /// Whether more may be spent than was budgeted.
    pub overspending: Overspending,
    /// The rate where nothing was budgeted and nothing spent.
    pub empty_budget: EmptyBudget,
    /// 正向指标 that missed its target.
    pub positive: PositiveRule,
    /// 反向指标 that missed its target; more than one means that it is not known which the authority uses.
    pub reverse: Vec<ReverseRule>,
    /// What a target far exceeded asks for.
    pub over_fulfilment: OverFulfilment,
    /// 偏差度.
    pub deviation: DeviationRule,
    /// When 偏差原因 must be filled in.
    pub reason_required: ReasonRule,
    /// Lower bounds of the three qualitative tiers, as shares of the weight, highest first.
    #[serde(deserialize_with = "decimals")]
    pub qualitative_bands: Vec<Decimal>,
    /// Decimals that scores and totals are rounded to.
    pub decimals: u32,
    /// What becomes of the further decimals.
    pub rounding: Rounding,
    /// How far a stated score may be from the expected one, in points.
    #[serde(deserialize_with = "points")]
    pub score_tolerance: Points,
    /// How far a stated rate may be from the expected one, in percentage points, beyond its shown precision.
    #[serde(deserialize_with = "decimal")]
    pub rate_tolerance: Decimal,
    /// All points of the form together.
    #[serde(deserialize_with = "points")]
    pub total_weight: Points,
    /// How many of them do not stand on the form.
    #[serde(deserialize_with = "points")]
    pub outside_weight: Points,
    /// Whether the level-1 points below bind the form, or are only the usual split.
    pub level1_binding: bool,
}

impl Scoring {
    /// How scores are rounded.
    pub fn precision(&self) -> Precision {
        Precision { decimals: self.decimals, rounding: self.rounding }
    }

    /// The points as a cell will hold them: at the profile's decimals.
    pub fn rounded(&self, points: Points) -> Points {
        Points::new(self.precision().apply(points.get()))
    }

    /// Whether a stated score is the expected one, within the tolerance.
    pub fn agrees(&self, stated: Points, expected: Points) -> bool {
        (stated - self.rounded(expected)).get().abs() <= self.score_tolerance.get()
    }
}

/// How many decimals a score keeps, and what becomes of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Precision {
    /// The decimals kept.
    pub decimals: u32,
    /// What becomes of the others.
    pub rounding: Rounding,
}

/// Decimals beyond those kept that Excel rounds to before it cuts, so that 1.48 held as 1.4799999999999998 stays 1.48.
const GUARD: u32 = 6;

impl Precision {
    /// The number at this precision.
    pub fn apply(self, number: Decimal) -> Decimal {
        match self.rounding {
            Rounding::HalfUp => round(number, self.decimals),
            Rounding::Truncate => number.round_dp_with_strategy(self.decimals, RoundingStrategy::ToZero),
        }
    }

    /// The Excel text of the same.
    pub fn excel(self, number: &str) -> String {
        let decimals = self.decimals;
        match self.rounding {
            Rounding::HalfUp => format!("ROUND({number},{decimals})"),
            Rounding::Truncate => format!("TRUNC(ROUND({number},{}),{decimals})", decimals + GUARD),
        }
    }
}

/// What the outturn is divided by for the execution rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExecutionBase {
    /// 全年预算数; 年初预算数 on a form that has no adjusted one.
    RevisedBudget,
    /// 年初预算数.
    OriginalBudget,
}

/// How the execution rate becomes points.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExecutionCurve {
    /// `weight × min(rate ÷ target, 1)`.
    Proportional,
    /// `weight × share` of the first step that the rate reaches, highest first; 0 below the last.
    Steps(Vec<Step>),
}

/// A step of the execution curve: `["80", "0.7"]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "(String, String)")]
pub struct Step {
    /// The rate from which it holds, in percent, itself included.
    pub from: Decimal,
    /// The share of the points that it earns.
    pub share: Decimal,
}

impl TryFrom<(String, String)> for Step {
    type Error = rust_decimal::Error;

    fn try_from((from, share): (String, String)) -> Result<Self, Self::Error> {
        Ok(Self { from: from.parse()?, share: share.parse()? })
    }
}

/// The rate that earns the full budget points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExecutionTarget {
    /// In percent.
    #[serde(deserialize_with = "decimal")]
    pub percent: Decimal,
    /// The indicator row whose target replaces it, where the form has one.
    pub from_row: Option<String>,
}

/// Whether more may be spent than was budgeted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overspending {
    /// A rate above 100 % is an error.
    Refused,
    /// A rate above 100 % stands and earns the full points.
    Allowed,
}

/// The execution rate where nothing was budgeted and nothing spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EmptyBudget {
    /// There is none.
    NoRate,
    /// 100 %.
    Full,
}

/// 正向指标 that missed its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PositiveRule {
    /// `weight × actual ÷ target`.
    Proportional,
}

/// 反向指标 that missed its target. A target of 0 is all or nothing where its proportion is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReverseRule {
    /// `weight × target ÷ actual`.
    InverseRatio,
    /// `weight × (1 − (actual − target) ÷ target)`, 0 from twice the target on.
    LinearOverrun,
    /// A tenth of the weight off for each percentage point above the target, of rates alone.
    PerPoint,
    /// Nothing.
    AllOrNothing,
}

/// What a target far exceeded asks for. It never lowers a score.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverFulfilment {
    /// From this multiple of the target on, a reason is asked for.
    #[serde(deserialize_with = "decimal")]
    pub reason_from: Decimal,
    /// The same where the target is 0: the actual value itself.
    #[serde(default, deserialize_with = "some_decimal")]
    pub reason_from_zero: Option<Decimal>,
    /// Whether the authority still counts such an indicator among those attained.
    pub is_counted: bool,
}

/// What 偏差度 means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviationRule {
    /// The form has no such column, or its meaning is not known.
    None,
    /// `min(0, (actual − target) ÷ target)`: 0 once the target is met.
    Shortfall,
    /// `(actual − target) ÷ target`, in both directions.
    Signed,
    /// `actual ÷ target`.
    Ratio,
    /// 得分系数: `score ÷ weight`.
    ScoreRatio,
}

/// When 偏差原因 must be filled in; each condition by itself asks for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonRule {
    /// Whenever 得分 is below 分值.
    pub score_below_weight: bool,
    /// Whenever 执行率 is below this, in percent.
    #[serde(default, deserialize_with = "some_decimal")]
    pub execution_below: Option<Decimal>,
    /// Whenever 全年预算数 differs from 年初预算数.
    #[serde(default)]
    pub budget_adjusted: bool,
    /// Whenever (actual − target) ÷ target is beyond this either way, in percent.
    #[serde(default, deserialize_with = "some_decimal")]
    pub deviation_beyond: Option<Decimal>,
}

/// What becomes of the decimals that a score does not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// 四舍五入: half away from zero.
    HalfUp,
    /// Cut off.
    Truncate,
}

fn decimal<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

fn some_decimal<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
    decimal(from).map(Some)
}

fn decimals<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Decimal>, D::Error> {
    Vec::<String>::deserialize(from)?
        .iter()
        .map(|text| text.parse().map_err(serde::de::Error::custom))
        .collect()
}

pub(super) fn points<'de, D: Deserializer<'de>>(from: D) -> Result<Points, D::Error> {
    decimal(from).map(Points::new)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn rounds_or_cuts() {
        let half_up = Precision { decimals: 2, rounding: Rounding::HalfUp };
        let cut = Precision { decimals: 2, rounding: Rounding::Truncate };
        for (number, rounded, truncated) in [
            (dec!(1.005), dec!(1.01), dec!(1.00)),
            (dec!(6.6604), dec!(6.66), dec!(6.66)),
            (dec!(2.678), dec!(2.68), dec!(2.67)),
            (dec!(-0.519), dec!(-0.52), dec!(-0.51)),
            (dec!(9), dec!(9), dec!(9)),
        ] {
            assert_eq!((half_up.apply(number), cut.apply(number)), (rounded, truncated), "{number}");
        }
        assert_eq!(half_up.excel("A1/B1"), "ROUND(A1/B1,2)");
        assert_eq!(cut.excel("A1/B1"), "TRUNC(ROUND(A1/B1,8),2)");
    }
}
