use crate::support::{FormBuilder, children, detected, told, whole};

const RULE: &str = "budget-points-elsewhere";

/// 100 points of indicators beside the 10 of the head.
fn taken() -> FormBuilder {
    whole().change("群众满意度", |row| row.weight("20")).total("100", "109.5")
}

#[test]
fn flags_indicators_that_make_100_by_themselves() {
    assert_eq!(
        told(&taken(), RULE),
        [
            "G6 warning | 10 → — | no fix | 指标分值已合计 100，表头预算执行率又占 10，共 110；预算执行率的分值可能分给了指标"
        ]
    );
}

#[test]
fn stands_under_the_weights_that_are_off() {
    let children = children(&detected(&taken()));
    assert!(
        children.contains(&"budget-points-elsewhere@G6 ← weights-off-total@G17".to_owned()),
        "{children:?}"
    );
}

#[test]
fn passes_indicators_that_leave_the_budget_its_points() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
    assert_eq!(told(&taken().change("群众满意度", |row| row.weight("19.99")), RULE), [""; 0]);
    assert_eq!(told(&taken().change("群众满意度", |row| row.weight("20.01")), RULE), [""; 0]);
}

#[test]
fn passes_a_head_without_points_or_with_those_of_the_whole_form() {
    assert_eq!(told(&taken().fund_cell(0, 4, ""), RULE), [""; 0]);
    assert_eq!(told(&taken().fund_cell(0, 4, "0"), RULE), [""; 0]);
    assert_eq!(told(&taken().fund_cell(0, 4, "100"), RULE), [""; 0]);
}

#[test]
fn is_silent_where_a_weight_cannot_be_read() {
    assert_eq!(told(&taken().indicator(|row| row.name("甲").weight("十分")), RULE), [""; 0]);
}
