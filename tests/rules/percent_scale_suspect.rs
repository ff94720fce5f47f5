use crate::support::{FormBuilder, form, told};

const RULE: &str = "percent-scale-suspect";

fn row(name: &str, target: &str, actual: &str) -> FormBuilder {
    form().indicator(|row| row.name(name).target(target).actual(actual))
}

#[test]
fn warns_of_a_ratio_beside_a_percentage() {
    assert_eq!(
        told(&row("验收合格率", "≥90%", "0.95"), RULE),
        ["F14 warning | 0.95 → — | no fix | 填写为 0.95，没有百分号，按 95% 理解；若是 0.95%，请写上百分号"]
    );
}

#[test]
fn warns_of_a_target_without_its_percent_sign() {
    assert_eq!(
        told(&row("验收合格率", "1", "100%"), RULE),
        ["E14 warning | 1 → — | no fix | 指标值填写为 1，没有百分号，完成值是 100%，两者写法不同"]
    );
}

#[test]
fn warns_of_more_than_the_whole() {
    assert_eq!(
        told(&row("政策知晓率", "≥90%", "950%"), RULE),
        ["F14 warning | 950% → — | no fix | “政策知晓率”填写为 950%，超过 100%"]
    );
    assert_eq!(told(&row("政策知晓率", "90", "950"), RULE).len(), 1);
}

#[test]
fn warns_of_a_rate_in_the_head_that_no_amount_explains() {
    let head = |outturn: &str, rate: &str| {
        form().funding(["年度资金总额", "100", "100", outturn, "10", rate, "9.5"]).indicator(|row| row)
    };
    assert_eq!(
        told(&head("", "0.958"), RULE),
        [
            "H6 warning | 0.958 → — | no fix | 填写为 0.958，没有百分号，按 95.8% 理解；若是 0.958%，请写上百分号"
        ]
    );
    assert_eq!(told(&head("95.8", "0.958"), RULE), [""; 0]);
    assert_eq!(told(&head("", "95.8"), RULE), [""; 0]);
}

#[test]
fn passes_what_is_plain() {
    for (name, target, actual) in [
        ("验收合格率", "≥90%", "95"),
        ("验收合格率", "≥90%", "0.95%"),
        ("验收合格率", "≥90%", "100%"),
        ("任务完成率", "≥90%", "120%"),
        ("合格率提高", "≥90%", "120%"),
        ("漏损率", "≤0.5%", "0.4"),
        ("培训人数", "1", "1"),
    ] {
        assert_eq!(told(&row(name, target, actual), RULE), [""; 0], "{name} {target} {actual}");
    }
}

#[test]
fn is_silent_where_nothing_is_filled_in() {
    assert_eq!(told(&row("验收合格率", "≥90%", ""), RULE), [""; 0]);
    assert_eq!(told(&row("验收合格率", "", "0.95"), RULE), [""; 0]);
}
