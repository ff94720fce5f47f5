use crate::support::{FormBuilder, form, told};

const RULE: &str = "scored-without-data";

fn row(target: &str, actual: &str, score: &str) -> FormBuilder {
    form().indicator(|row| row.target(target).actual(actual).score(score))
}

#[test]
fn flags_points_for_a_row_without_target_or_actual_value() {
    for (target, actual, what) in [
        ("≥90%", "", "完成值"),
        ("", "95%", "指标值"),
        ("", "", "指标值和完成值"),
        ("/", "—", "指标值和完成值"),
    ] {
        let expected = format!("H14 error | 10 → — | no fix | {what}未填，得分却为 10");
        assert_eq!(told(&row(target, actual, "10"), RULE), [expected], "{target} {actual}");
    }
}

#[test]
fn passes_a_row_with_both() {
    assert_eq!(told(&row("≥90%", "95%", "10"), RULE), [""; 0]);
    assert_eq!(told(&row("良好", "0", "10"), RULE), [""; 0], "a 0 is data");
}

#[test]
fn passes_a_row_without_data_that_earns_nothing() {
    for score in ["0", "0.00", "", "—"] {
        assert_eq!(told(&row("≥90%", "", score), RULE), [""; 0], "{score}");
    }
    assert_eq!(told(&row("≥90%", "", "0.01"), RULE).len(), 1);
}
