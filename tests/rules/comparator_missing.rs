use crate::support::{FormBuilder, form, told};

const RULE: &str = "comparator-missing";

fn row(target: &str, actual: &str) -> FormBuilder {
    form().indicator(|row| row.target(target).actual(actual))
}

#[test]
fn tells_of_a_number_without_a_sign() {
    assert_eq!(
        told(&row("90%", "96%"), RULE),
        ["E14 info | 90% → — | no fix | 指标值“90%”没有写“≥”或“≤”，完成值 96% 与它不同"]
    );
    assert_eq!(told(&row("1100万元", "1093万元"), RULE).len(), 1);
}

#[test]
fn tells_of_it_where_less_may_be_better() {
    assert_eq!(
        told(&row("20万元", "18万元").change("任务完成率", |row| row.name("设备成本")), RULE).len(),
        1
    );
}

#[test]
fn passes_where_the_sign_has_a_column() {
    assert_eq!(
        told(&form().indicator(|row| row.target("90").sign_and_unit("", "%").actual("96%")), RULE),
        [""; 0]
    );
}

#[test]
fn passes_where_the_direction_does_not_matter() {
    for (target, actual) in
        [("1次", "1次"), ("100%", "97%"), ("0起", "1起"), ("≥90%", "96%"), ("=90%", "96%"), ("3-5天", "6天")]
    {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn is_silent_where_the_values_do_not_compare() {
    for (target, actual) in [("90%", ""), ("90%", "完成"), ("20场", "18次")] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}
