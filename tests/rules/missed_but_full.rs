use crate::support::{FormBuilder, form, told};

const RULE: &str = "missed-but-full";

/// A row of 10 points beside two sound ones.
fn row(target: &str, actual: &str, score: &str) -> FormBuilder {
    form()
        .indicator(|row| row.target(target).actual(actual).score(score))
        .indicator(|row| row.name("甲"))
        .indicator(|row| row.name("乙"))
}

#[test]
fn flags_a_missed_target_with_full_points() {
    assert_eq!(
        told(&row("≥90%", "89.9%", "10"), RULE),
        ["H14 error | 10 → — | no fix | 完成值 89.9% 未达到指标值 ≥90%，得分却为满分 10"]
    );
    assert_eq!(told(&row("≤20%", "25%", "10"), RULE).len(), 1);
}

#[test]
fn flags_a_missed_deadline_with_full_points() {
    assert_eq!(
        told(&row("7月31日前", "8月5日", "10"), RULE),
        ["H14 error | 10 → — | no fix | 完成值 8月5日 未达到指标值 7月31日前，得分却为满分 10"]
    );
}

#[test]
fn passes_a_missed_target_that_lost_points() {
    assert_eq!(told(&row("≥90%", "80%", "8.89"), RULE), [""; 0]);
    assert_eq!(told(&row("≥90%", "80%", "9.99"), RULE), [""; 0]);
}

#[test]
fn passes_a_target_that_was_just_met() {
    assert_eq!(told(&row("≥90%", "90%", "10"), RULE), [""; 0]);
    assert_eq!(told(&row("7月31日前", "7月31日", "10"), RULE), [""; 0]);
}

#[test]
fn is_silent_where_nobody_can_say_whether_the_target_was_met() {
    assert_eq!(told(&row("良好", "较差", "10"), RULE), [""; 0]);
    assert_eq!(told(&row("≥90%", "0%", "0").change("任务完成率", |row| row.weight("0")), RULE), [""; 0]);
}

#[test]
fn only_warns_where_the_profile_is_not_confirmed() {
    assert!(told(&row("≥90%", "80%", "10").title("绩效情况表"), RULE)[0].starts_with("H14 warning"));
}

#[test]
fn passes_a_miss_so_slight_that_its_points_round_to_the_full_weight() {
    assert_eq!(told(&row("≥98%", "97.99%", "10"), RULE), [""; 0]);
    assert_eq!(told(&row("≥98%", "97.9%", "10"), RULE).len(), 1);
}

#[test]
fn passes_a_slight_miss_where_the_formula_is_open_but_every_one_rounds_to_the_full_weight() {
    let one = |actual| row("≤100%", actual, "1").change("任务完成率", |row| row.weight("1"));
    assert_eq!(told(&one("100.4%"), RULE), [""; 0]);
    assert_eq!(told(&one("110%"), RULE).len(), 1);
}

#[test]
fn quotes_the_target_with_the_sign_of_its_column() {
    let form = row("90", "80", "10").change("任务完成率", |row| row.sign_and_unit("≥", "%"));
    assert_eq!(
        told(&form, RULE),
        ["H14 error | 10 → — | no fix | 完成值 80 未达到指标值 ≥90%，得分却为满分 10"]
    );
}
