use crate::support::{FormBuilder, skipped, told, whole};

const RULE: &str = "adjustment-rate-disagrees";

/// 100 at the start of the year, `revised` in the end.
fn adjusted(revised: &str, actual: &str) -> FormBuilder {
    whole().fund_cell(0, 2, revised).indicator(|row| row.name("预算调整率").target("≤30%").actual(actual))
}

#[test]
fn flags_a_rate_that_the_budgets_do_not_give() {
    assert_eq!(
        told(&adjusted("120", "25%"), RULE),
        ["F17 error | 25% → 20% | review F17=20% | 预算调整率应为 20% =（120 − 100）÷ 100，填写为 25%"]
    );
}

#[test]
fn passes_the_rate_of_the_budgets() {
    for actual in ["20%", "20.00%", "20", "0.2"] {
        assert_eq!(told(&adjusted("120", actual), RULE), [""; 0], "{actual}");
    }
}

#[test]
fn passes_a_cut_with_or_without_its_minus_sign() {
    for actual in ["-20%", "20%"] {
        assert_eq!(told(&adjusted("80", actual), RULE), [""; 0], "{actual}");
    }
    assert!(told(&adjusted("80", "25%"), RULE)[0].contains("| 25% → -20% | review F17=-20% |"));
}

#[test]
fn takes_the_shown_decimals_as_the_boundary() {
    assert_eq!(told(&adjusted("107.965", "7.97%"), RULE), [""; 0]);
    assert_eq!(told(&adjusted("107.964", "7.97%"), RULE).len(), 1);
}

#[test]
fn leaves_a_form_without_an_original_budget_unjudged_and_says_so() {
    let unknown = adjusted("120", "25%").fund_cell(0, 1, "");
    assert_eq!(told(&unknown, RULE), [""; 0]);
    assert!(skipped(&unknown, "F17").contains(&"预算调整率: 年初预算数或全年预算数为空".to_owned()));
}
