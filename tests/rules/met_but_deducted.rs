use ziping::model::Column;

use crate::support::{FormBuilder, children, detected, form, told};

const RULE: &str = "met-but-deducted";

/// A row of 10 points on a form whose profile is not confirmed, so that its score is not corrected.
fn row(target: &str, actual: &str, score: &str) -> FormBuilder {
    form().title("绩效情况表").indicator(|row| row.target(target).actual(actual).score(score))
}

#[test]
fn flags_points_lost_on_a_target_that_was_met() {
    assert_eq!(
        told(&row("100", "100%", "7"), RULE),
        ["H14 warning | 7 → — | no fix | 完成值 100% 已达到指标值 100，已达标却少得 3 分，未说明原因"]
    );
    assert_eq!(told(&row("7月31日前", "7月5日", "7"), RULE).len(), 1);
    assert_eq!(told(&row("7月31日前", "100%", "7"), RULE).len(), 1);
}

#[test]
fn stands_under_the_reason_that_is_missing() {
    assert_eq!(
        children(&detected(&row("≥90%", "95%", "7"))),
        ["met-but-deducted@H14 ← variance-unexplained@I14"]
    );
}

#[test]
fn flags_it_on_a_form_without_a_column_for_the_reason() {
    let lines = told(&row("≥90%", "95%", "7").without(Column::VarianceNote), RULE);
    assert!(lines[0].ends_with("已达标却少得 3 分，表中没有说明原因的栏"), "{lines:?}");
}

#[test]
fn leaves_a_score_that_is_wrong_under_a_confirmed_profile_to_that_error() {
    let confirmed = row("≥90%", "95%", "7")
        .title("项目支出绩效自评表")
        .indicator(|row| row.name("甲"))
        .indicator(|row| row.name("乙"));
    assert_eq!(told(&confirmed, "score-disagrees").len(), 1);
    assert_eq!(told(&confirmed, RULE), [""; 0]);
}

#[test]
fn passes_a_reason_a_full_score_and_a_target_just_missed() {
    assert_eq!(
        told(&row("≥90%", "95%", "7").change("任务完成率", |row| row.reason("评审扣分")), RULE),
        [""; 0]
    );
    assert_eq!(told(&row("≥90%", "90%", "10"), RULE), [""; 0]);
    assert_eq!(told(&row("≥90%", "89.9%", "9"), RULE), [""; 0]);
}

#[test]
fn takes_the_profiles_tolerance_as_the_boundary() {
    assert_eq!(told(&row("≥90%", "90%", "9.99"), RULE), [""; 0]);
    assert_eq!(told(&row("≥90%", "90%", "9.98"), RULE).len(), 1);
}

#[test]
fn is_silent_where_being_met_is_a_judgement() {
    assert_eq!(told(&row("良好", "良好", "9"), RULE), [""; 0]);
    assert_eq!(told(&row("良好", "较好", "9"), RULE), [""; 0]);
    assert_eq!(told(&row("≥90%", "", "9"), RULE), [""; 0]);
}
