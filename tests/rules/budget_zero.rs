use crate::support::{FormBuilder, children, detected, form, told, whole};

const RULE: &str = "budget-zero";

/// The total left at 0 while the money stands in its part.
fn empty_total(score: &str) -> FormBuilder {
    whole()
        .fund_cell(0, 1, "0")
        .fund_cell(0, 2, "0")
        .fund_cell(0, 3, "0")
        .fund_cell(0, 5, "0")
        .fund_cell(0, 6, score)
        .fund_cell(1, 1, "90")
        .fund_cell(1, 2, "89.974")
        .fund_cell(1, 3, "89.974")
        .fund_cell(2, 1, "")
        .fund_cell(2, 2, "")
        .fund_cell(2, 3, "")
}

#[test]
fn flags_a_total_of_0_over_parts_that_are_not_and_says_what_it_may_cost() {
    assert_eq!(
        told(&empty_total("0"), RULE),
        [
            "E6 warning | 0 → — | no fix | 年度资金总额为 0，而分项合计 89.974，执行率无从计算，预算执行率可能少计 10 分"
        ]
    );
}

#[test]
fn stands_under_the_total_that_is_off_its_parts() {
    let children = children(&detected(&empty_total("0")));
    assert!(children.contains(&"budget-zero@E6 ← funding-off-total@E6".to_owned()), "{children:?}");
}

#[test]
fn flags_money_spent_without_a_budget() {
    let spent = form().funding(["年度资金总额：", "0", "0", "33.78", "10", "", ""]);
    assert_eq!(
        told(&spent, RULE),
        [
            "E6 warning | 0 → — | no fix | 年度资金总额为 0，而执行数为 33.78，执行率无从计算，预算执行率的 10 分没有依据"
        ]
    );
}

#[test]
fn flags_a_form_without_any_money() {
    let none = form().funding(["年度资金总额", "0", "0", "0", "", "", ""]);
    assert_eq!(told(&none, RULE), ["E6 warning | 0 → — | no fix | 年度资金总额为 0，执行率无从计算"]);
}

#[test]
fn says_nothing_of_points_that_are_not_lost() {
    assert!(told(&empty_total("10"), RULE)[0].ends_with("预算执行率的 10 分没有依据"));
}

#[test]
fn passes_any_budget_above_0_and_a_part_of_0() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
    assert_eq!(told(&whole().fund_cell(2, 2, "0"), RULE), [""; 0]);
    assert_eq!(told(&form().funding(["年度资金总额", "0", "0.01", "0", "10", "", ""]), RULE), [""; 0]);
}

#[test]
fn is_silent_where_the_budget_is_blank() {
    assert_eq!(told(&form().funding(["年度资金总额", "", "", "5", "10", "", ""]), RULE), [""; 0]);
    assert_eq!(told(&form().funding(["年度资金总额", "", "—", "5", "10", "", ""]), RULE), [""; 0]);
    assert_eq!(told(&form(), RULE), [""; 0]);
}
