use crate::support::{told, whole};

const RULE: &str = "execution-above-budget";

#[test]
fn flags_an_outturn_above_the_budget() {
    assert_eq!(
        told(&whole().fund_cell(0, 3, "100.01"), RULE),
        ["F6 error | 100.01 → — | no fix | 执行数 100.01 超过预算数 100，多 0.01 万元"]
    );
}

#[test]
fn flags_a_part_above_its_own_budget() {
    assert_eq!(
        told(&whole().fund_cell(2, 3, "26"), RULE),
        ["F8 error | 26 → — | no fix | 执行数 26 超过预算数 20，多 6 万元"]
    );
}

#[test]
fn passes_an_outturn_below_the_budget() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
}

#[test]
fn passes_an_outturn_of_exactly_the_budget() {
    assert_eq!(told(&whole().fund_cell(0, 3, "100"), RULE), [""; 0]);
    assert_eq!(told(&whole().fund_cell(2, 2, "0").fund_cell(2, 3, "0"), RULE), [""; 0]);
}

#[test]
fn measures_by_the_adjusted_budget_where_there_is_one() {
    assert_eq!(told(&whole().fund_cell(0, 1, "90"), RULE), [""; 0]);
}
