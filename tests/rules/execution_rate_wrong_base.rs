use ziping::model::FundingColumn;

use crate::support::{FormBuilder, children, detected, told, whole};

const RULE: &str = "execution-rate-wrong-base";

/// 95 spent of 120 at first and 100 in the end: 79.17 % and 95 %.
fn stating(rate: &str) -> FormBuilder {
    whole().fund_cell(0, 1, "120").fund_cell(1, 1, "100").fund_cell(0, 5, rate)
}

#[test]
fn flags_a_rate_on_the_original_budget_and_says_both() {
    assert_eq!(
        told(&stating("79.17%"), RULE),
        [
            "H6 warning | 79.17% → 95.00% | no fix | 执行率 79.17% = 95 ÷ 120（年初预算数）；按全年预算数应为 95.00% = 95 ÷ 100"
        ]
    );
}

#[test]
fn stands_under_the_error_that_it_explains() {
    assert_eq!(
        children(&detected(&stating("79.17%")))[0],
        "execution-rate-wrong-base@H6 ← execution-rate-disagrees@H6"
    );
}

#[test]
fn flags_a_part_too() {
    let part = whole().fund_cell(0, 1, "90").fund_cell(2, 1, "10").fund_cell(2, 5, "190%");
    assert_eq!(told(&part, RULE).len(), 1);
}

#[test]
fn passes_the_right_rate_and_one_that_is_neither() {
    assert_eq!(told(&stating("95%"), RULE), [""; 0]);
    assert_eq!(told(&stating("80%"), RULE), [""; 0]);
    assert_eq!(told(&whole().fund_cell(0, 5, "80%"), RULE), [""; 0]);
}

#[test]
fn takes_the_shown_decimals_as_the_boundary() {
    assert_eq!(told(&stating("79%"), RULE).len(), 1);
    assert_eq!(told(&stating("79.2%"), RULE).len(), 1);
    assert_eq!(told(&stating("79.1%"), RULE), [""; 0]);
}

#[test]
fn passes_budgets_too_close_to_tell_apart() {
    let close = whole().fund_cell(0, 1, "100.05").fund_cell(1, 1, "80.05").fund_cell(0, 5, "94.95%");
    assert_eq!(told(&close, RULE), [""; 0]);
}

#[test]
fn is_silent_where_one_of_the_budgets_is_not_known() {
    assert_eq!(told(&stating("79.17%").fund_cell(0, 1, ""), RULE), [""; 0]);
    assert_eq!(told(&stating("79.17%").fund_cell(0, 2, "0"), RULE), [""; 0]);
    assert_eq!(told(&stating("79.17%").without_funding(FundingColumn::RevisedBudget), RULE), [""; 0]);
}
