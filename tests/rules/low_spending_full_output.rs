use crate::support::{FormBuilder, form, told, whole};

const RULE: &str = "low-spending-full-output";

/// 100 to spend, so much spent; 90 of 90 points.
fn spent(amount: &str, score: &str) -> FormBuilder {
    whole().fund_cell(0, 3, amount).fund_cell(0, 6, score)
}

#[test]
fn flags_full_points_for_two_thirds_spent() {
    assert_eq!(
        told(&spent("66.6", "6.66"), RULE),
        [
            "F6 warning | 66.6 → — | no fix | 预算有 33.4% 未用（33.4 ÷ 100），指标得分率却为 100%（90 ÷ 90），高于预算执行得分率 66.6%（6.66 ÷ 10），高出部分占指标得分率的 33.4%"
        ]
    );
}

#[test]
fn holds_the_indicators_against_the_rate_where_the_budget_score_is_generous_or_blank() {
    for score in ["10", ""] {
        let lines = told(&spent("66.6", score).fund_cell(0, 4, "10").fund_cell(0, 5, ""), RULE);
        assert_eq!(lines.len(), 1, "{score}");
    }
    let head = form()
        .funding(["年度资金总额", "", "100", "66.6", "", "", ""])
        .indicator(|row| row)
        .indicator(|row| row.name("甲"));
    assert!(told(&head, RULE)[0].ends_with("高于执行率 66.6%（66.6 ÷ 100），高出部分占指标得分率的 33.4%"));
}

#[test]
fn takes_a_fifth_unspent_as_the_boundary() {
    assert_eq!(told(&spent("80", "8"), RULE), [""; 0]);
    assert_eq!(told(&spent("79.99", "8"), RULE).len(), 1);
}

#[test]
fn takes_a_twentieth_above_the_rate_as_the_boundary() {
    let scored = |score: &str| {
        spent("76", "7.6")
            .change("任务完成率", |row| row.target("良好").actual("较好").weight("90").score(score))
            .change("受益覆盖率", |row| row.weight("0"))
            .change("群众满意度", |row| row.weight("0"))
    };
    assert_eq!(told(&scored("72"), RULE), [""; 0]);
    assert_eq!(told(&scored("72.1"), RULE).len(), 1);
}

#[test]
fn passes_a_budget_that_was_spent() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
}

#[test]
fn is_silent_without_amounts_or_with_a_score_missing() {
    assert_eq!(told(&spent("", ""), RULE), [""; 0]);
    assert_eq!(told(&spent("50", "5").fund_cell(0, 2, "0"), RULE), [""; 0]);
    let missing =
        spent("50", "5").change("群众满意度", |row| row.target("良好").actual("较好").score(""));
    assert_eq!(told(&missing, RULE), [""; 0]);
}
