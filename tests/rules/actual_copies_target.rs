use crate::support::{FormBuilder, form, told};

const RULE: &str = "actual-copies-target";

fn row(target: &str, actual: &str) -> FormBuilder {
    form().indicator(|row| row.target(target).actual(actual))
}

#[test]
fn tells_of_a_sentence_copied_over() {
    assert_eq!(
        told(&row("编制完成并印发三年方案", "编制完成并 印发三年方案"), RULE),
        [
            "F14 info | 编制完成并 印发三年方案 → — | no fix | 完成值与指标值 11 个字完全相同，没有写出实际完成的情况"
        ]
    );
}

#[test]
fn passes_a_word_of_six_characters_and_not_of_seven() {
    assert_eq!(told(&row("达成预期指标", "达成预期指标"), RULE), [""; 0]);
    assert_eq!(told(&row("达成预期的指标", "达成预期的指标"), RULE).len(), 1);
}

#[test]
fn passes_what_is_no_sentence() {
    for (target, actual) in [
        ("20000000平方米", "20000000平方米"),
        ("2022年12月30日", "2022年12月30日"),
        ("编制完成并印发方案", "方案5月印发"),
    ] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn is_silent_where_one_of_both_is_blank() {
    for (target, actual) in [("", ""), ("编制完成并印发方案", "")] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}
