use ziping::model::EvaluationForm;
use ziping::rules::{Request, check};

use crate::support::{FormBuilder, children, form, found, told, whole};

const RULE: &str = "parent-and-child-scored";

/// 60 points over two rows of 30, and 30 more; 10 in the head.
fn rows() -> FormBuilder {
    form()
        .funding(["年度资金总额", "100", "100", "95", "10", "95%", "9.5"])
        .indicator(|row| row.name("一、培训").weight("60"))
        .indicator(|row| row.name("1.培训人次").weight("30"))
        .indicator(|row| row.name("2.课时").weight("30"))
        .indicator(|row| row.levels("满意度指标", "服务对象满意度指标").name("学员满意度").weight("30"))
}

/// With its first row marked as the sum of the two below.
fn marked(form: &FormBuilder) -> EvaluationForm {
    let mut form = form.build();
    form.indicators[0].is_parent = true;
    form
}

fn told_of(form: &FormBuilder) -> Vec<String> {
    found(&check(marked(form), &Request::default()), RULE)
}

#[test]
fn tells_which_rows_are_sums_where_the_total_counts_them_once() {
    assert_eq!(
        told_of(&rows().total("100", "99.5")),
        ["G14 info | 60 → — | no fix | 第 14 行等于下面各行之和，核对时只计下面各行，不重复计分"]
    );
    assert_eq!(told_of(&rows()).len(), 1);
}

#[test]
fn flags_a_total_that_counts_both() {
    let doubled = rows().total("100", "159.5");
    assert_eq!(
        told_of(&doubled),
        [
            "H18 warning | 159.5 → — | no fix | 总分 159.50 把“一、培训”的 60 分和其下各行的 60 分都计入了，多计 60 分"
        ]
    );
    let children = children(&check(marked(&doubled), &Request::default()));
    assert_eq!(children, ["parent-and-child-scored@H18 ← total-off-sum@H18"]);
}

#[test]
fn flags_weights_that_are_whole_only_if_both_count() {
    let doubled = rows().total("160", "99.5");
    assert_eq!(
        told_of(&doubled),
        [
            "G18 warning | 160 → — | no fix | 分值合计 160 把“一、培训”的 60 分和其下各行的 60 分都计入了，多计 60 分"
        ]
    );
}

#[test]
fn flags_a_total_that_counts_the_parts_of_the_budget_score_too() {
    let parts = whole().fund_cell(1, 6, "7.6").fund_cell(2, 6, "1.9").total("100", "109");
    assert_eq!(
        told(&parts, RULE),
        [
            "H17 warning | 109 → — | no fix | 总分 109 把“年度资金总额”的 9.50 分和其下各行的 9.50 分都计入了，多计 9.50 分"
        ]
    );
}

#[test]
fn passes_parts_that_state_their_points_without_counting_them() {
    assert_eq!(told(&whole().fund_cell(1, 6, "7.6").fund_cell(2, 6, "1.9"), RULE), [""; 0]);
}

#[test]
fn passes_a_total_that_is_off_by_something_else() {
    assert_eq!(told(&whole().total("100", "98"), RULE), [""; 0]);
    assert_eq!(told_of(&rows().total("100", "159.4"))[0].split_whitespace().nth(1), Some("info"));
    assert_eq!(told_of(&rows().total("100", "159.49"))[0].split_whitespace().nth(1), Some("warning"));
}

#[test]
fn is_silent_where_no_row_is_a_sum() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
    assert_eq!(told(&whole().total("", ""), RULE), [""; 0]);
}
