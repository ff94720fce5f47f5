use ziping::model::FundingColumn;

use crate::support::{skipped, told, whole};

const RULE: &str = "execution-rate-disagrees";

#[test]
fn flags_a_rate_that_the_amounts_do_not_give() {
    assert_eq!(
        told(&whole().fund_cell(0, 5, "96.5%"), RULE),
        ["H6 error | 96.5% → 95.0% | safe H6=95.0% | 执行率应为 95.0% = 95 ÷ 100，填写为 96.5%，相差 1.5%"]
    );
}

#[test]
fn writes_the_rate_back_as_the_cell_writes_it() {
    for (stated, fix) in [("90", "95"), ("90.00", "95.00"), ("0.9", "0.95"), ("0.90", "0.95"), ("90%", "95%")]
    {
        let lines = told(&whole().fund_cell(0, 5, stated), RULE);
        assert_eq!(lines.len(), 1, "{stated}");
        assert!(lines[0].contains(&format!("| {stated} → {fix} | safe H6={fix} |")), "{}", lines[0]);
    }
}

#[test]
fn never_writes_a_rate_that_would_be_read_as_another() {
    // Bare 0.5 is 50 %, bare 1.0 is 100 %.
    let half_a_percent = whole().fund_cell(0, 3, "0.5").fund_cell(1, 3, "0.4").fund_cell(2, 3, "0.1");
    assert!(
        told(&half_a_percent.fund_cell(0, 5, "66.6"), RULE)[0].contains("| 66.6 → 0.5% | safe H6=0.5% |")
    );
    assert!(told(&whole().fund_cell(0, 5, "0.5"), RULE)[0].contains("| 0.5 → 0.95 | safe H6=0.95 |"));
}

#[test]
fn says_so_where_the_rate_is_that_of_the_original_budget() {
    assert_eq!(
        told(&whole().fund_cell(0, 1, "120").fund_cell(1, 1, "100").fund_cell(0, 5, "79.17%"), RULE),
        [
            "H6 error | 79.17% → 95.00% | safe H6=95.00% | 执行率应为 95.00% = 95 ÷ 100，填写为 79.17%，相差 15.83%；79.17% 是 95 ÷ 120，即以年初预算数为基数"
        ]
    );
}

#[test]
fn flags_a_rate_of_a_part() {
    assert_eq!(told(&whole().fund_cell(2, 5, "100%"), RULE).len(), 1);
}

#[test]
fn passes_a_rate_in_every_way_it_is_written() {
    for rate in ["95%", "95", "95.00", "0.95", "９５％"] {
        assert_eq!(told(&whole().fund_cell(0, 5, rate), RULE), [""; 0], "{rate}");
    }
}

#[test]
fn takes_the_shown_decimals_as_the_boundary_and_rounds_half_up() {
    // 94.365 ÷ 100.
    let spent = |rate: &str| whole().fund_cell(0, 3, "94.365").fund_cell(0, 5, rate);
    for rate in ["94.37%", "94.4%", "94%", "94.365%"] {
        assert_eq!(told(&spent(rate), RULE), [""; 0], "{rate}");
    }
    assert_eq!(told(&spent("94.5%"), RULE).len(), 1);
}

#[test]
fn takes_a_slip_within_the_tolerance_for_an_info_and_fixes_nothing() {
    assert_eq!(
        told(&whole().fund_cell(0, 5, "95.05%"), RULE),
        ["H6 info | 95.05% → 95.00% | no fix | 执行率应为 95.00% = 95 ÷ 100，填写为 95.05%，相差 0.05%"]
    );
    assert!(told(&whole().fund_cell(0, 5, "95.06%"), RULE)[0].starts_with("H6 error"));
}

#[test]
fn takes_the_original_budget_for_the_base_where_there_is_no_other() {
    let one_budget = whole().without_funding(FundingColumn::RevisedBudget);
    assert_eq!(told(&one_budget, RULE), [""; 0]);
    assert_eq!(told(&one_budget.fund_cell(0, 1, "120"), RULE).len(), 1);
}

#[test]
fn proposes_only_where_the_profile_is_not_confirmed() {
    let guessed = whole().title("绩效情况表").fund_cell(0, 5, "96.5%");
    assert!(told(&guessed, RULE)[0].contains("| review H6=95.0% |"));
}

#[test]
fn leaves_a_rate_of_nothing_unjudged_and_says_so() {
    let none = whole().fund_cell(2, 2, "0").fund_cell(2, 3, "0").fund_cell(2, 5, "0");
    assert_eq!(told(&none, RULE), [""; 0]);
    assert_eq!(skipped(&none, "H8"), ["执行率: 预算数为0，执行率没有意义"]);
    assert_eq!(skipped(&whole().fund_cell(2, 3, ""), "H8"), ["执行率: 预算数或执行数为空"]);
}
