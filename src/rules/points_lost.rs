//! What a fault costs or gives away, in points and plain words.

use super::checker::Checker;
use crate::model::Wording;
use crate::value::Points;

/// `少计 10 分` where more was to be had, `多计 1.96 分` where less.
pub(super) fn off_by(stated: Points, expected: Points) -> Wording {
    if stated > expected {
        let over = stated - expected;
        Wording::new(format!("多计 {over} 分"), format!("{over} points too many"))
    } else {
        let under = expected - stated;
        Wording::new(format!("少计 {under} 分"), format!("{under} points too few"))
    }
}

/// `；总分没有计入，少计 1.48 分`, where the stated total is the sum of what is filled in and so leaves a blank score
/// out; otherwise nothing, in either language.
pub(super) fn left_out(checker: &Checker<'_>, points: Points) -> Wording {
    let form = checker.form;
    let stated = form.total.as_ref().and_then(|total| total.score.as_ref()?.value);
    let budget = form.budget_row().and_then(|row| row.score.as_ref()?.value);
    let rows = form.filled_indicators().filter_map(|row| row.score.as_ref()?.value);
    let sum: Points = budget.into_iter().chain(rows).sum();
    // A total row of 90 points leaves the budget's out on purpose.
    let whole = checker.other_whole().unwrap_or(checker.scoring().total_weight);
    let is_left_out = stated.is_some_and(|stated| checker.within_tolerance(stated, sum))
        && points > Points::ZERO
        && sum + points <= whole;
    if is_left_out {
        let lost = off_by(Points::ZERO, points);
        Wording::new(
            format!("；总分没有计入，{}", lost.zh),
            format!("; the total leaves it out: {}", lost.en),
        )
    } else {
        Wording::default()
    }
}
