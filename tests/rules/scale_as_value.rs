use crate::support::{FormBuilder, form, told};

const RULE: &str = "scale-as-value";

fn row(target: &str, actual: &str) -> FormBuilder {
    form().indicator(|row| row.target(target).actual(actual))
}

#[test]
fn warns_of_the_whole_scale_as_an_answer() {
    assert_eq!(
        told(&row("好坏", "好坏"), RULE),
        ["F14 warning | 好坏 → — | no fix | 完成值填写为“好坏”，是全部选项，没有选定其中一项"]
    );
    for actual in ["优良中低差", "优/良/中/差", "优、良、中、差", "高中低", "（是/否）", "是否"]
    {
        assert_eq!(told(&row("定性", actual), RULE).len(), 1, "{actual}");
    }
}

#[test]
fn passes_one_of_the_answers() {
    for (target, actual) in [
        ("优良中低差", "优"),
        ("好坏", "好"),
        ("是", "是"),
        ("良好", "优良"),
        ("高", "中"),
        ("优良中低差", "完成是否验收"),
    ] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn is_silent_where_only_the_target_is_a_scale() {
    for (target, actual) in [("优良中低差", ""), ("好坏", "较好")] {
        assert_eq!(told(&row(target, actual), RULE), [""; 0], "{target} {actual}");
    }
}
