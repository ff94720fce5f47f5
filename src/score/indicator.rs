//! What one indicator row earns under a profile.

use super::comparison::{Attainment, Comparison, Obstacle, compare};
use super::points::{all_or_nothing, at_least, inverse_ratio, linear_overrun, per_point};
use crate::model::IndicatorRow;
use crate::template::{PositiveRule, ReverseRule, Scoring};
use crate::value::{Kind, Points};

/// The formula behind a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    /// The target was met: full weight.
    Full,
    /// [`at_least`].
    AtLeast,
    /// [`inverse_ratio`].
    InverseRatio,
    /// [`linear_overrun`].
    LinearOverrun,
    /// [`per_point`].
    PerPoint,
    /// [`all_or_nothing`].
    AllOrNothing,
}

impl Formula {
    /// The name a profile picks it by; empty for full weight.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::AtLeast => "proportional",
            Self::InverseRatio => "inverse-ratio",
            Self::LinearOverrun => "linear-overrun",
            Self::PerPoint => "per-point",
            Self::AllOrNothing => "all-or-nothing",
        }
    }
}

/// What a row earns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// One formula, one exact result.
    Points(Formula, Points),
    /// `100%` or the same words against words or a date: full weight, but never without a person's eye.
    TakenAsMet(Points),
    /// The profile does not say which of these formulas holds.
    Disputed(Vec<(Formula, Points)>),
    /// A person's judgement.
    Open(Obstacle),
}

impl Outcome {
    /// The one result, where there is one.
    pub fn points(&self) -> Option<Points> {
        match self {
            Self::Points(_, points) | Self::TakenAsMet(points) => Some(*points),
            Self::Disputed(_) | Self::Open(_) => None,
        }
    }
}

/// Scores a row whose weight is `weight` under a profile's formulas.
pub fn outcome(scoring: &Scoring, row: &IndicatorRow, weight: Points) -> Outcome {
    outcome_of(scoring, row, compare(row), weight)
}

/// The same for a row already compared.
pub fn outcome_of(scoring: &Scoring, row: &IndicatorRow, comparison: Comparison, weight: Points) -> Outcome {
    match comparison {
        Comparison::Open(obstacle) => Outcome::Open(obstacle),
        Comparison::TakenAsMet => Outcome::TakenAsMet(weight),
        Comparison::Decided(Attainment::Met) => Outcome::Points(Formula::Full, weight),
        Comparison::Decided(Attainment::Missed) => {
            let aim = row.target.as_ref().and_then(|field| field.value.as_ref());
            let is_range = aim.is_some_and(|aim| aim.0.kind == Kind::Range);
            Outcome::Open(if is_range { Obstacle::Range } else { Obstacle::Date })
        }
        comparison @ Comparison::Numbers { .. } if comparison.attainment() == Some(Attainment::Met) => {
            Outcome::Points(Formula::Full, weight)
        }
        Comparison::Numbers { target, actual, reverse: false } => {
            let PositiveRule::Proportional = scoring.positive;
            at_least(weight, target, actual)
                .map_or(Outcome::Open(Obstacle::Formula), |points| Outcome::Points(Formula::AtLeast, points))
        }
        Comparison::Numbers { target, actual, reverse: true } => {
            let is_rate = row.target.as_ref().and_then(|field| field.value.as_ref());
            let is_rate = is_rate.is_some_and(|aim| aim.0.kind == Kind::Percent);
            let missed = |rule: &ReverseRule| match rule {
                ReverseRule::InverseRatio => {
                    Some((Formula::InverseRatio, inverse_ratio(weight, target, actual)?))
                }
                ReverseRule::LinearOverrun => {
                    Some((Formula::LinearOverrun, linear_overrun(weight, target, actual)?))
                }
                // A tenth a percentage point says nothing of counts.
                ReverseRule::PerPoint if is_rate => {
                    Some((Formula::PerPoint, per_point(weight, target, actual)?))
                }
                ReverseRule::PerPoint => None,
                ReverseRule::AllOrNothing => {
                    Some((Formula::AllOrNothing, all_or_nothing(weight, target, actual)))
                }
            };
            let results: Option<Vec<_>> = scoring.reverse.iter().map(missed).collect();
            match results.as_deref() {
                None | Some([]) => Outcome::Open(Obstacle::Formula),
                Some([(formula, points), rest @ ..]) if rest.iter().all(|(_, other)| other == points) => {
                    Outcome::Points(*formula, *points)
                }
                Some(results) => Outcome::Disputed(results.to_vec()),
            }
        }
    }
}
