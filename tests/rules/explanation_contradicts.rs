use ziping::rules::{Request, check};

use crate::support::{FormBuilder, form, found, told};

const RULE: &str = "explanation-contradicts";

fn row(actual: &str, score: &str, reason: &str) -> FormBuilder {
    form().indicator(|row| row.actual(actual).score(score).reason(reason))
}

#[test]
fn warns_of_full_points_with_a_miss_in_words() {
    assert_eq!(
        told(&row("95%", "10", "两项任务未完成。"), RULE),
        ["I14 warning | 两项任务未完成。 → — | no fix | 得分 10 是满分，原因栏却写“未完成”"]
    );
}

#[test]
fn warns_of_a_miss_with_success_in_words() {
    assert_eq!(
        told(&row("80%", "8.89", "全年任务全部完成"), RULE),
        ["I14 warning | 全年任务全部完成 → — | no fix | 完成值 80% 未达到指标值 ≥90%，原因栏却写“全部完成”"]
    );
    // It says more than that the reason is short.
    assert_eq!(told(&row("80%", "8.89", "已完成"), RULE).len(), 1);
    assert_eq!(told(&row("80%", "8.89", "已完成"), "explanation-empty-words"), [""; 0]);
}

#[test]
fn takes_delays_for_a_miss_only_where_time_is_the_matter() {
    let late = row("95%", "10", "工程进度滞后");
    assert_eq!(told(&late, RULE), [""; 0]);
    assert_eq!(told(&late.change("任务完成率", |row| row.levels("产出指标", "时效指标")), RULE).len(), 1);
}

#[test]
fn passes_denials_and_what_was_overcome() {
    for reason in [
        "无未完成情况",
        "不存在未达到目标的问题",
        "因停电未按期开工，现已完成",
        "避免未完成任务",
        "上年未完成部分并入本年",
        "无",
        "",
    ] {
        assert_eq!(told(&row("95%", "10", reason), RULE), [""; 0], "{reason}");
    }
    for reason in ["已完成80%", "部分已完成，其余待验收", "因资金未到位，主体已完成", "天气影响"]
    {
        assert_eq!(told(&row("80%", "8.89", reason), RULE), [""; 0], "{reason}");
    }
}

#[test]
fn is_silent_about_a_reason_merged_over_several_rows() {
    let mut form =
        form().indicator(|row| row.reason("两项任务未完成")).indicator(|row| row.name("另一项任务")).build();
    form.indicators[1].variance_note = form.indicators[0].variance_note.clone();
    assert_eq!(found(&check(form, &Request::default()), RULE), [""; 0]);
}

#[test]
fn is_silent_where_the_numbers_do_not_say() {
    assert_eq!(told(&row("95%", "9", "两项任务未完成"), RULE), [""; 0]);
    assert_eq!(told(&row("80%", "10", "两项任务未完成"), RULE), [""; 0], "a missed target with full points");
    assert_eq!(told(&row("", "", "两项任务未完成"), RULE), [""; 0]);
}
