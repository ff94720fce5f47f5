use ziping::model::Column;

use crate::support::{FormBuilder, detected, form, found, told};

const RULE: &str = "variance-unexplained";

/// A row of 10 points that earns `score`, beside two sound ones.
fn row(actual: &str, score: &str, reason: &str) -> FormBuilder {
    form()
        .indicator(|row| row.actual(actual).score(score).reason(reason))
        .indicator(|row| row.name("甲"))
        .indicator(|row| row.name("乙"))
}

#[test]
fn flags_lost_points_without_a_reason() {
    assert_eq!(
        told(&row("80%", "8.89", ""), RULE),
        ["I14 error | — → — | no fix | 得分 8.89 低于分值 10，少 1.11，未填偏差原因"]
    );
}

#[test]
fn takes_a_dash_for_no_reason() {
    assert_eq!(
        told(&row("80%", "8.89", "—"), RULE),
        ["I14 error | — → — | no fix | 得分 8.89 低于分值 10，少 1.11，未填偏差原因"]
    );
}

#[test]
fn passes_lost_points_with_a_reason() {
    assert_eq!(told(&row("80%", "8.89", "设备到货推迟"), RULE), [""; 0]);
}

#[test]
fn puts_the_boundary_at_the_full_weight() {
    assert_eq!(told(&row("95%", "10", ""), RULE), [""; 0]);
    let hundredth = told(&row("89.91%", "9.99", ""), RULE);
    assert_eq!(hundredth, ["I14 error | — → — | no fix | 得分 9.99 低于分值 10，少 0.01，未填偏差原因"]);
}

#[test]
fn asks_for_a_reason_by_the_corrected_score() {
    // A met target that lost points by mistake needs none; a missed one that was given them all does.
    assert_eq!(told(&row("95%", "9", ""), RULE), [""; 0]);
    let full = detected(&row("80%", "10", ""));
    assert_eq!(
        found(&full, RULE),
        ["I14 error | — → — | no fix | 得分 8.89 低于分值 10，少 1.11，未填偏差原因"]
    );
}

#[test]
fn is_silent_on_a_form_without_the_column() {
    assert_eq!(told(&row("80%", "8.89", "").without(Column::VarianceNote), RULE), [""; 0]);
}
