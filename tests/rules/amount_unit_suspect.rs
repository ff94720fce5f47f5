use ziping::rules::{Request, check};

use crate::support::{FormBuilder, children, detected, form, found, told, whole};

const RULE: &str = "amount-unit-suspect";

fn alone(budget: &str, spent: &str) -> FormBuilder {
    form().funding(["年度资金总额", "", budget, spent, "10", "", ""])
}

/// The same on a form whose amounts are in 元.
fn in_yuan(budget: &str) -> Vec<String> {
    let mut form = alone(budget, "").build();
    form.amount_unit = "元".to_owned();
    found(&check(form, &Request::default()), RULE)
}

#[test]
fn flags_a_total_in_another_unit_than_its_parts() {
    let mixed = whole().fund_cell(0, 2, "1000000");
    assert_eq!(
        told(&mixed, RULE),
        [
            "E6 warning | 1000000 → — | no fix | 全年预算数总额 1000000 与分项合计 100 相差约 10000 倍，两处的单位可能不同（元、万元）"
        ]
    );
    let children = children(&detected(&mixed));
    assert!(children.contains(&"amount-unit-suspect@E6 ← funding-off-total@E6".to_owned()), "{children:?}");
}

#[test]
fn flags_an_outturn_in_another_unit_than_its_budget() {
    assert_eq!(
        told(&alone("100", "998000"), RULE),
        [
            "F6 warning | 998000 → — | no fix | 预算数 100 与执行数 998000 相差约 9980 倍，两处的单位可能不同（元、万元）"
        ]
    );
    assert_eq!(told(&alone("1000000", "100"), RULE).len(), 1);
}

#[test]
fn flags_a_budget_beyond_any_units_form() {
    assert_eq!(
        told(&alone("12345678", ""), RULE),
        ["E6 warning | 12345678 → — | no fix | 预算数 12345678 按万元计相当于 1234.57 亿元，单位可能应为元"]
    );
}

#[test]
fn flags_a_budget_of_some_yuan() {
    assert_eq!(in_yuan("100"), ["E6 warning | 100 → — | no fix | 预算数只有 100 元，单位可能应为万元"]);
}

#[test]
fn takes_half_a_percent_around_ten_thousand_as_the_boundary() {
    assert_eq!(told(&alone("100", "995000"), RULE).len(), 1);
    assert_eq!(told(&alone("100", "994999"), RULE), [""; 0]);
    assert_eq!(told(&alone("100", "1005000"), RULE).len(), 1);
    assert_eq!(told(&alone("100", "1005001"), RULE), [""; 0]);
}

#[test]
fn takes_a_hundred_billion_and_a_thousand_yuan_as_the_boundaries() {
    assert_eq!(told(&alone("10000000", ""), RULE).len(), 1);
    assert_eq!(told(&alone("9999999", ""), RULE), [""; 0]);
    assert_eq!(in_yuan("999").len(), 1);
    assert_eq!(in_yuan("1000"), [""; 0]);
}

#[test]
fn passes_small_and_large_budgets_in_their_own_unit() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
    assert_eq!(told(&alone("0.5", "0.5"), RULE), [""; 0]);
    assert_eq!(in_yuan("12345678"), [""; 0]);
}

#[test]
fn is_silent_about_blanks_and_zeros() {
    assert_eq!(told(&alone("", "100"), RULE), [""; 0]);
    assert_eq!(told(&alone("0", "10000"), RULE), [""; 0]);
    assert_eq!(told(&whole().fund_cell(0, 2, "1000000").fund_cell(1, 2, "八十"), RULE), [""; 0]);
}
