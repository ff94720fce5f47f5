use crate::support::{FormBuilder, skipped, told, whole};

const RULE: &str = "carry-over-rate-disagrees";

/// 100 to spend, `outturn` of it spent.
fn spent(outturn: &str, target: &str, actual: &str) -> FormBuilder {
    whole().fund_cell(0, 3, outturn).indicator(|row| row.name("结转结余率").target(target).actual(actual))
}

#[test]
fn warns_of_a_rate_that_the_unspent_money_exceeds_by_every_definition() {
    assert_eq!(
        told(&spent("60", "≤20%", "0%"), RULE),
        [
            "F17 warning | 0% → 40.00% | no fix | 结转结余率填写为 0%，按资金（E6、F6）应为 40.00% =（100 − 60）÷ 100；未用资金已全部收回的除外"
        ]
    );
}

#[test]
fn passes_the_rate_by_any_of_the_three_definitions() {
    // By the revised budget, by the outturn, by the original budget.
    for actual in ["40%", "66.7%", "33.3%"] {
        let form = spent("60", "≤20%", actual).fund_cell(0, 1, "120").fund_cell(1, 1, "100");
        assert_eq!(told(&form, RULE), [""; 0], "{actual}");
    }
}

#[test]
fn is_silent_up_to_the_target_itself() {
    assert_eq!(told(&spent("80", "≤20%", "0%"), RULE), [""; 0]);
    assert_eq!(told(&spent("79.99", "≤20%", "0%"), RULE).len(), 1);
}

#[test]
fn leaves_what_it_cannot_judge_unjudged_and_says_so() {
    let no_limit = spent("60", "20%", "0%");
    assert_eq!(told(&no_limit, RULE), [""; 0]);
    assert!(skipped(&no_limit, "F17").contains(&"结转结余率: 指标值不是上限，无法判断".to_owned()));
    let no_outturn = spent("", "≤20%", "0%");
    assert!(skipped(&no_outturn, "F17").contains(&"结转结余率: 预算数或执行数为空".to_owned()));
}
