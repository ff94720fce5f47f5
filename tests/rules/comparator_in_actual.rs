use crate::support::{FormBuilder, form, told};

const RULE: &str = "comparator-in-actual";

fn row(target: &str, actual: &str) -> FormBuilder {
    form().indicator(|row| row.target(target).actual(actual))
}

#[test]
fn warns_of_a_bound_in_place_of_a_value() {
    assert_eq!(
        told(&row("≥266米", "≥266米"), RULE),
        ["F14 warning | ≥266米 → — | no fix | 完成值填写为“≥266米”，是要求或大概范围，不是实际数值"]
    );
    for actual in ["95%以上", "40余次", "不低于95%", "约100人", "100人左右", "合格率≥98%"] {
        assert_eq!(told(&row("≥90%", actual), RULE).len(), 1, "{actual}");
    }
}

#[test]
fn warns_of_a_deadline_in_place_of_a_date() {
    assert_eq!(
        told(&row("7月31日前", "7月31日前"), RULE),
        ["F14 warning | 7月31日前 → — | no fix | 完成值填写为“7月31日前”，是期限，不是实际完成的时间"]
    );
}

#[test]
fn passes_plain_values() {
    for (target, actual) in [
        ("≥90%", "95%"),
        ("≥90%", "=95%"),
        ("7月31日前", "7月5日"),
        ("3-5天", "3-5天"),
        ("通过", "近期通过"),
        ("良好", "约定事项已办理"),
    ] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn is_silent_where_nothing_is_filled_in() {
    for (target, actual) in [("≥90%", ""), ("≥90%", "—")] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}
