use crate::support::{FormBuilder, form, told};

const RULE: &str = "value-kind-clash";

fn row(target: &str, actual: &str) -> FormBuilder {
    form().indicator(|row| row.target(target).actual(actual))
}

#[test]
fn warns_of_a_percentage_against_words_or_a_date() {
    assert_eq!(
        told(&row("完整", "100%"), RULE),
        ["F14 warning | 100% → — | no fix | 指标值“完整”是文字，完成值“100%”是百分比，无法比较"]
    );
    assert_eq!(
        told(&row("7月31日前", "100%"), RULE),
        ["F14 warning | 100% → — | no fix | 指标值“7月31日前”是时间，完成值“100%”是百分比，无法比较"]
    );
}

#[test]
fn warns_of_a_count_against_a_percentage_either_way() {
    for (target, actual, kinds) in [
        ("≥40次", "95%", ("数量", "百分比")),
        ("≥95%", "12人", ("百分比", "数量")),
        ("3-5天", "7月5日", ("区间", "时间")),
        ("≥95%", "7月5日", ("百分比", "时间")),
    ] {
        let expected = format!(
            "F14 warning | {actual} → — | no fix | 指标值“{target}”是{}，完成值“{actual}”是{}，无法比较",
            kinds.0, kinds.1
        );
        assert_eq!(told(&row(target, actual), RULE), [expected]);
    }
}

#[test]
fn passes_values_of_one_kind() {
    for (target, actual) in
        [("≥90%", "95%"), ("≥40次", "43次"), ("良好", "良好"), ("7月31日前", "7月5日"), ("3-5天", "4天")]
    {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn gives_a_bare_number_the_benefit_of_the_doubt() {
    for (target, actual) in [("≥90%", "95"), ("90", "95%"), ("≥40次", "43")] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn passes_what_converts_although_it_is_written_differently() {
    for (target, actual) in [("≤1%", "0.9‰"), ("≤1‰", "0.1%")] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn is_silent_where_one_of_both_is_blank() {
    assert_eq!(told(&row("完整", ""), RULE), [""; 0]);
    assert_eq!(told(&row("", "100%"), RULE), [""; 0]);
}
