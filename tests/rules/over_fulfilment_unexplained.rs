use crate::support::{FormBuilder, told, told_under, whole};

const RULE: &str = "over-fulfilment-unexplained";

fn row(name: &str, target: &str, actual: &str, reason: &str) -> FormBuilder {
    whole().indicator(|row| row.name(name).target(target).actual(actual).reason(reason))
}

#[test]
fn asks_for_the_reason_of_a_target_far_exceeded() {
    assert_eq!(
        told(&row("样品检测数量", "≥60个", "105个", ""), RULE),
        [
            "I17 warning | — → — | no fix | 完成值 105个，指标值 ≥60个，达到指标值的 175%（120% 起应说明），未说明原因（不因此扣分）"
        ]
    );
}

#[test]
fn begins_at_the_profiles_multiple_itself() {
    for (actual, count) in [("72个", 1), ("71.9个", 0), ("60个", 0)] {
        assert_eq!(told(&row("样品检测数量", "≥60个", actual, ""), RULE).len(), count, "{actual}");
    }
    for (actual, count) in [("77个", 0), ("78个", 1)] {
        let form = row("样品检测数量", "≥60个", actual, "");
        assert_eq!(told_under("guangxi", &form, RULE).len(), count, "{actual} where 130 % asks");
    }
}

#[test]
fn is_an_error_where_the_profile_says_so() {
    let found = told_under("guangxi", &row("样品检测数量", "≥60个", "90个", ""), RULE);
    assert!(found[0].starts_with("I17 error | "), "{found:?}");
}

#[test]
fn says_where_the_authority_does_not_count_it() {
    let found = told_under("sichuan-department", &row("样品检测数量", "≥60个", "90个", ""), RULE);
    assert!(found[0].ends_with("（不因此扣分，按此办法不计入已完成）"), "{found:?}");
}

#[test]
fn looks_at_a_target_of_zero_only_where_the_profile_sets_a_bound() {
    let form = row("新增场次", "≥0", "30", "");
    assert_eq!(told(&form, RULE), [""; 0]);
    assert_eq!(told_under("guangxi", &form, RULE).len(), 1);
    assert_eq!(told_under("guangxi", &row("新增场次", "≥0", "29", ""), RULE), [""; 0]);
}

#[test]
fn passes_what_is_explained_reverse_or_better_low() {
    for (name, target, actual, reason) in [
        ("样品检测数量", "≥60个", "105个", "上级追加普查任务"),
        ("投诉件数", "≤10件", "30件", ""),
        ("设备采购成本", "20万元", "30万元", ""),
        ("覆盖面", "较广", "很广", ""),
    ] {
        assert_eq!(told(&row(name, target, actual, reason), RULE), [""; 0], "{name}");
    }
}
