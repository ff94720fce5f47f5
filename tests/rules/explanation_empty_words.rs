use crate::support::{FormBuilder, form, told};

const RULE: &str = "explanation-empty-words";

fn row(score: &str, reason: &str) -> FormBuilder {
    form().indicator(|row| row.actual("80%").score(score).reason(reason))
}

#[test]
fn warns_of_a_reason_that_is_none() {
    assert_eq!(
        told(&row("8.89", "无"), RULE),
        ["I14 warning | 无 → — | no fix | 少得 1.11 分，原因填写为“无”，没有说明原因"]
    );
    for reason in ["0", "暂无", "没有。", "无偏差", "天气"] {
        assert_eq!(told(&row("8.89", reason), RULE).len(), 1, "{reason}");
    }
}

#[test]
fn warns_of_one_reason_for_three_rows_and_not_for_two() {
    let rows = |count: u32| {
        (0..count).fold(form(), |form, number| {
            form.indicator(|row| {
                row.name(&format!("任务{number}")).actual("80%").score("8.89").reason("工作安排有所调整")
            })
        })
    };
    assert_eq!(
        told(&rows(3), RULE),
        [
            "I14 warning | 工作安排有所调整 → — | no fix | 3 行的原因都是“工作安排有所调整”：I14、I15、I16，应逐行说明"
        ]
    );
    assert_eq!(told(&rows(2), RULE), [""; 0]);
}

#[test]
fn passes_a_reason_of_four_characters() {
    assert_eq!(told(&row("8.89", "天气影响"), RULE), [""; 0]);
}

#[test]
fn passes_none_where_no_points_were_lost() {
    assert_eq!(told(&form().indicator(|row| row.reason("无")), RULE), [""; 0]);
}

#[test]
fn leaves_a_blank_to_the_rule_on_missing_reasons() {
    for reason in ["", "—", "/"] {
        assert_eq!(told(&row("8.89", reason), RULE), [""; 0], "{reason}");
        assert_eq!(told(&row("8.89", reason), "variance-unexplained").len(), 1, "{reason}");
    }
}
