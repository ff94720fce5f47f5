//! What one indicator row earns under a profile.

use super::comparison::{Attainment, Comparison, Obstacle, compare};
use super::points::{at_least, inverse_ratio, linear_overrun};
use crate::model::IndicatorRow;
use crate::template::{PositiveRule, ReverseRule, Scoring};
use crate::value::Points;

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
}

impl Formula {
    /// The name a profile picks it by; empty for full weight.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::AtLeast => "proportional",
            Self::InverseRatio => "inverse-ratio",
            Self::LinearOverrun => "linear-overrun",
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
    match compare(row) {
        Comparison::Open(obstacle) => Outcome::Open(obstacle),
        Comparison::TakenAsMet => Outcome::TakenAsMet(weight),
        Comparison::Decided(Attainment::Met) => Outcome::Points(Formula::Full, weight),
        Comparison::Decided(Attainment::Missed) => Outcome::Open(Obstacle::Date),
        comparison @ Comparison::Numbers { .. } if comparison.attainment() == Some(Attainment::Met) => {
            Outcome::Points(Formula::Full, weight)
        }
        Comparison::Numbers { target, actual, reverse: false } => {
            let PositiveRule::Proportional = scoring.positive;
            at_least(weight, target, actual)
                .map_or(Outcome::Open(Obstacle::Units), |points| Outcome::Points(Formula::AtLeast, points))
        }
        Comparison::Numbers { target, actual, reverse: true } => {
            let results: Option<Vec<_>> = scoring
                .reverse
                .iter()
                .map(|rule| match rule {
                    ReverseRule::InverseRatio => {
                        Some((Formula::InverseRatio, inverse_ratio(weight, target, actual)?))
                    }
                    ReverseRule::LinearOverrun => {
                        Some((Formula::LinearOverrun, linear_overrun(weight, target, actual)?))
                    }
                })
                .collect();
            match results.as_deref() {
                None | Some([]) => Outcome::Open(Obstacle::Units),
                Some([(formula, points), rest @ ..]) if rest.iter().all(|(_, other)| other == points) => {
                    Outcome::Points(*formula, *points)
                }
                Some(results) => Outcome::Disputed(results.to_vec()),
            }
        }
    }
}
