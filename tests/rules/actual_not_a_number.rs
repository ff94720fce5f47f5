use crate::support::{FormBuilder, children, detected, form, roots, told, whole};

const RULE: &str = "actual-not-a-number";

fn row(target: &str, actual: &str) -> FormBuilder {
    form().indicator(|row| row.target(target).actual(actual))
}

#[test]
fn flags_a_word_against_a_number() {
    assert_eq!(
        told(&row("≤30万元", "完成"), RULE),
        ["F14 error | 完成 → — | no fix | 指标值“≤30万元”是数值，完成值填写为“完成”，应填实际数值"]
    );
    for (target, actual) in
        [("≥5次", "已完成"), ("=100%", "达标"), ("不低于90%", "优"), ("≥20场", "全部完成")]
    {
        assert!(told(&row(target, actual), RULE)[0].starts_with("F14 error"), "{target} {actual}");
    }
}

#[test]
fn reads_the_sign_in_a_column_of_its_own() {
    let form = form().indicator(|row| row.target("30").sign_and_unit("≤", "万元").actual("完成"));
    assert_eq!(
        told(&form, RULE),
        ["F14 error | 完成 → — | no fix | 指标值“≤30万元”是数值，完成值填写为“完成”，应填实际数值"]
    );
    assert_eq!(told(&form.change("任务完成率", |row| row.sign_and_unit("定性", "")), RULE), [""; 0]);
}

#[test]
fn only_warns_of_a_tier_and_of_words_that_may_stand_for_the_number() {
    for (target, actual) in [
        ("不低于95%", "达成预期指标"),
        ("≥5次", "未完成"),
        ("≤0次", "未发生"),
        ("=100%", "全覆盖"),
        ("≤1起", "无事故"),
        ("≥95%", "达到预期"),
        ("≥12个月", "全年"),
        ("≥12次", "每月"),
    ] {
        assert!(told(&row(target, actual), RULE)[0].starts_with("F14 warning"), "{target} {actual}");
    }
}

#[test]
fn is_the_one_root_of_its_row() {
    let form = whole().change("任务完成率", |row| row.actual("完成"));
    assert_eq!(roots(&detected(&form)), ["actual-not-a-number@F14"]);
    assert_eq!(children(&detected(&form)), [""; 0]);
}

#[test]
fn passes_a_number_in_words_and_targets_without_a_sign() {
    for (target, actual) in [
        ("≥3次", "三次"),
        ("≥90%", "百分之九十五"),
        ("≥10人", "约100人"),
        ("10次", "完成"),
        ("良好", "完成"),
        ("7月31日前", "完成"),
    ] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn is_silent_where_nothing_is_answered() {
    for (target, actual) in [("≥3次", ""), ("≥3次", "—"), ("≥3次", "无"), ("≥3次", "不适用"), ("", "完成")]
    {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}
