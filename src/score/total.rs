//! 总分.

use crate::value::{CellRef, Points};

/// The form's total: the budget score, where there is one, and the indicators' scores.
///
/// # Source
///
/// Arithmetic of the form.
pub fn total(budget_score: Option<Points>, scores: impl IntoIterator<Item = Points>) -> Points {
    budget_score.unwrap_or(Points::ZERO) + scores.into_iter().sum()
}

/// The Excel text of [`total`]: the budget score's cell and the run of the indicators' score cells.
pub fn total_excel(budget_score: Option<CellRef>, first: CellRef, last: CellRef, decimals: u32) -> String {
    match budget_score {
        Some(budget) => format!("ROUND({budget}+SUM({first}:{last}),{decimals})"),
        None => format!("ROUND(SUM({first}:{last}),{decimals})"),
    }
}
