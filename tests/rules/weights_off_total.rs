use crate::support::{form, skipped, told, whole};

const RULE: &str = "weights-off-total";

#[test]
fn flags_weights_that_add_up_to_more_than_the_total_row_states() {
    assert_eq!(
        told(&whole().change("群众满意度", |row| row.weight("12")), RULE),
        [
            "G17 error | 100 → 102 | no fix | 分值合计为 102 = 预算执行 10 + 指标 92，与总分行填写的 100 不符，多 2"
        ]
    );
}

#[test]
fn flags_a_total_row_that_misstates_weights_of_100() {
    assert_eq!(
        told(&whole().total("99", "99.5"), RULE),
        ["G17 error | 99 → 100 | no fix | 分值合计为 100 = 预算执行 10 + 指标 90，总分行填写为 99，应为 100"]
    );
}

#[test]
fn flags_weights_short_of_100_though_the_total_row_agrees_with_them() {
    assert_eq!(
        told(&whole().change("群众满意度", |row| row.weight("8")).total("98", "97.5"), RULE),
        ["G17 error | 98 → 100 | no fix | 分值合计为 98 = 预算执行 10 + 指标 88，总分行填写为 98，应为 100"]
    );
}

#[test]
fn flags_weights_off_100_where_the_total_row_states_none() {
    assert_eq!(
        told(&whole().change("群众满意度", |row| row.weight("10.5")).total("", "99.5"), RULE),
        ["G17 error | 100.50 → 100 | no fix | 分值合计为 100.50 = 预算执行 10 + 指标 90.50，应为 100"]
    );
}

#[test]
fn passes_weights_of_exactly_100() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
    assert_eq!(told(&whole().total("", "99.5"), RULE), [""; 0]);
}

#[test]
fn passes_a_total_row_that_counts_the_indicators_alone() {
    assert_eq!(told(&whole().total("90", "90"), RULE), [""; 0]);
}

#[test]
fn leaves_a_form_without_a_total_row_unjudged_and_says_so() {
    let cut = form().indicator(|row| row.weight("50"));
    assert_eq!(told(&cut, RULE), [""; 0]);
    assert_eq!(skipped(&cut, "G14"), ["分值合计: 表中没有总分行，可能只是表的一部分"]);
}

#[test]
fn leaves_an_unreadable_weight_unjudged_and_says_so() {
    let unread = whole().change("群众满意度", |row| row.weight("十分"));
    assert_eq!(told(&unread, RULE), [""; 0]);
    assert_eq!(skipped(&unread, "G16"), ["分值合计: 有分值读不懂"]);
}

#[test]
fn leaves_a_form_that_begins_midway_unjudged_and_says_so() {
    let midway = form()
        .indicator(|row| row.levels("", "").name("讲座知晓率"))
        .indicator(|row| row.levels("满意度指标", "服务对象满意度指标").name("群众满意度"))
        .total("100", "20");
    assert_eq!(told(&midway, RULE), [""; 0]);
    assert_eq!(skipped(&midway, "G14"), ["分值合计: 第一行没有一级、二级指标，可能缺了开头几组"]);
    let labelled = midway.change("讲座知晓率", |row| row.levels("", "社会效益指标"));
    assert_eq!(told(&labelled, RULE).len(), 1);
}
