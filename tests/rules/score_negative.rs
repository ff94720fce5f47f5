use crate::support::{FormBuilder, form, told};

const RULE: &str = "score-negative";

/// A row of 10 points beside two sound ones.
fn row(actual: &str, score: &str) -> FormBuilder {
    form()
        .indicator(|row| row.actual(actual).score(score))
        .indicator(|row| row.name("甲"))
        .indicator(|row| row.name("乙"))
}

#[test]
fn flags_a_score_below_nothing() {
    assert_eq!(
        told(&row("95%", "-1"), RULE),
        ["H14 error | -1 → 10 | safe H14=10 | 得分填写为 -1，不能为负，应为 10"]
    );
    assert_eq!(
        told(&row("0%", "-0.01"), RULE),
        ["H14 error | -0.01 → 0 | safe H14=0 | 得分填写为 -0.01，不能为负，应为 0"]
    );
}

#[test]
fn expects_nothing_where_a_person_judges_the_row() {
    assert_eq!(
        told(&form().indicator(|row| row.target("良好").actual("较差").score("-1")), RULE),
        ["H14 error | -1 → — | no fix | 得分填写为 -1，不能为负，最低为 0"]
    );
}

#[test]
fn passes_a_score_above_nothing() {
    assert_eq!(told(&row("95%", "0.01"), RULE), [""; 0]);
}

#[test]
fn passes_a_score_of_nothing() {
    for zero in ["0", "0.00", "-0"] {
        assert_eq!(told(&row("95%", zero), RULE), [""; 0], "{zero}");
    }
}
