use crate::support::{FormBuilder, form, skipped, told, whole};

const RULE: &str = "funding-off-total";

#[test]
fn flags_each_column_whose_parts_do_not_add_up() {
    assert_eq!(
        told(&whole().fund_cell(1, 1, "70").fund_cell(2, 3, "18.5"), RULE),
        [
            "D6 error | 100 → 90 | review D6=90 | 年初预算数分项合计 90 = 70 + 20，总额填写为 100，相差 10 万元",
            "F6 error | 95 → 94.5 | review F6=94.5 | 全年执行数分项合计 94.5 = 76 + 18.5，总额填写为 95，相差 0.5 万元",
        ]
    );
}

#[test]
fn flags_a_single_cent() {
    let parts = whole().fund_cell(0, 2, "100.00").fund_cell(1, 2, "80.01").fund_cell(2, 2, "20.00");
    assert_eq!(
        told(&parts, RULE),
        [
            "E6 error | 100.00 → 100.01 | review E6=100.01 | 全年预算数分项合计 100.01 = 80.01 + 20，总额填写为 100，相差 0.01 万元"
        ]
    );
}

#[test]
fn passes_parts_that_add_up() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
    assert_eq!(told(&whole().fund_cell(1, 2, "100").fund_cell(2, 2, "—"), RULE), [""; 0]);
}

#[test]
fn passes_a_total_without_parts() {
    let alone = form().funding(["年度资金总额", "100", "100", "95", "10", "95%", "9.5"]);
    assert_eq!(told(&alone, RULE), [""; 0]);
    assert_eq!(told(&alone.funding(["其他资金", "", "-", "/", "-", "", "-"]), RULE), [""; 0]);
}

fn listed_twice(by_use: &str) -> FormBuilder {
    form()
        .funding(["部门预算总额", "", "100", "", "", "", ""])
        .funding(["资金来源：财政拨款", "", "80", "", "", "", ""])
        .funding(["其他资金", "", "20", "", "", "", ""])
        .funding(["资金结构：基本支出", "", "70", "", "", "", ""])
        .funding(["项目支出", "", by_use, "", "", "", ""])
}

#[test]
fn passes_the_same_money_listed_by_source_and_by_use() {
    assert_eq!(told(&listed_twice("30"), RULE), [""; 0]);
}

#[test]
fn flags_two_lists_of_which_one_is_off() {
    assert_eq!(told(&listed_twice("31"), RULE).len(), 1);
}

#[test]
fn leaves_a_part_that_cannot_be_read_unjudged_and_says_so() {
    let unread = whole().fund_cell(1, 2, "八十");
    assert_eq!(told(&unread, RULE), [""; 0]);
    assert_eq!(skipped(&unread, "E7")[0], "全年预算数分项合计: 有分项金额读不懂");
}

/// The total left at 0 while the money stands in its one part.
fn empty_total(score: &str) -> Vec<String> {
    let part = form()
        .funding(["年度资金总额", "0", "0", "0", "10", "0", score])
        .funding(["其他资金", "90", "89.974", "80.9766", "-", "90%", "-"])
        .indicator(|row| row)
        .indicator(|row| row.name("甲"));
    told(&part, RULE)
}

#[test]
fn says_what_a_total_of_0_costs_by_its_parts() {
    assert_eq!(
        empty_total("0")[1],
        "E6 error | 0 → 89.974 | review E6=89.974 | 全年预算数分项合计 89.974 = 89.974，总额填写为 0，相差 89.974 万元 → 预算执行率少计 9 分"
    );
    assert!(empty_total("9.5")[1].ends_with(" → 预算执行率多计 0.50 分"));
}

#[test]
fn says_nothing_of_points_where_none_are_lost_or_stated() {
    for score in ["9", "", "—"] {
        assert!(empty_total(score)[1].ends_with("相差 89.974 万元"), "{score}");
    }
    assert!(empty_total("0")[0].ends_with("相差 90 万元"), "the rate does not rest on the original budget");
}
