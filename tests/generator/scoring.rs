//! The formulas as the authorities print them, worked out without the tool: what its findings are held against.

use rust_decimal::{Decimal, RoundingStrategy};

use super::layout::{Layout, Reverse};
use super::row::{Actual, Aim, Row, Standing};

/// Rounded to so many decimals, half away from zero.
pub(crate) fn round(number: Decimal, decimals: u32) -> Decimal {
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// Every score that a formula allows the row, rounded; more than one where nobody knows which formula holds, none where a
/// person decides.
pub(crate) fn allowed(layout: &Layout, row: &Row) -> Vec<Decimal> {
    let weight = row.weight;
    let exact = match (row.standing(layout), row.aim, &row.actual) {
        (Standing::Met | Standing::TakenAsMet, ..) => vec![weight],
        (Standing::Missed, Aim::Number(_, target, unit), Actual::Number(actual)) if row.is_reverse() => {
            let missed = |way: &Reverse| match way {
                Reverse::Ratio => Some(weight * target / actual),
                Reverse::Overrun => Some((weight * (target + target - actual) / target).max(Decimal::ZERO)),
                Reverse::PerPoint if unit == "%" => {
                    Some((weight * (Decimal::TEN - (actual - target)) / Decimal::TEN).max(Decimal::ZERO))
                }
                Reverse::PerPoint => None,
            };
            layout.reverse.iter().filter_map(missed).collect()
        }
        (Standing::Missed, Aim::Number(_, target, _), Actual::Number(actual)) => {
            vec![weight * actual / target]
        }
        _ => Vec::new(),
    };
    exact.into_iter().map(|points| round(points, 2)).collect()
}

/// The score of a row: the first that a formula allows, or what a person gives.
pub(crate) fn score(layout: &Layout, row: &Row) -> Decimal {
    allowed(layout, row).first().copied().unwrap_or_else(|| round(row.weight * row.judged, 2))
}

/// 偏差度 in percent: by how much a target was missed, below 0; 0 once it is met.
pub(crate) fn deviation(layout: &Layout, row: &Row) -> Decimal {
    match (row.standing(layout), row.aim, &row.actual) {
        (Standing::Missed, Aim::Number(_, target, _), Actual::Number(actual)) => {
            let share = Decimal::ONE_HUNDRED * (actual - target).abs() / target;
            round(-share, 2)
        }
        _ => Decimal::ZERO,
    }
}

/// The budget's score: `points × min(rate ÷ target, 1)`; rate and target in percent.
pub(crate) fn budget_score(points: Decimal, rate: Decimal, target: Decimal) -> Decimal {
    round(points * (rate / target).min(Decimal::ONE), 2)
}

/// The grade of a total.
pub(crate) fn grade(total: Decimal) -> &'static str {
    GRADES.iter().find(|(_, from)| total >= Decimal::from(*from)).map_or("差", |(grade, _)| *grade)
}

/// Every grade and the points it begins at.
pub(crate) const GRADES: [(&str, i64); 4] = [("优", 90), ("良", 80), ("中", 60), ("差", 0)];
