use crate::support::{FormBuilder, detected, form, found, seed, skipped, told, whole};

const RULE: &str = "execution-score-disagrees";

fn scored(points: &str) -> FormBuilder {
    whole().fund_cell(0, 6, points)
}

#[test]
fn flags_a_budget_score_that_the_rate_does_not_earn() {
    assert_eq!(
        told(&scored("10"), RULE),
        ["I6 error | 10 → 9.50 | safe I6=9.50 | 得分应为 9.50 = 10 × 95%，填写为 10，多 0.50"]
    );
}

#[test]
fn names_the_row_that_its_target_comes_from() {
    let broken = seed().fund_cell(0, 6, "7");
    assert_eq!(
        told(&broken, RULE),
        [
            "J4 error | 7 → 7.40 | safe J4=7.40 | 得分应为 7.40 = 10 × 66.6% ÷ 90%（目标值取自 E19），填写为 7，少 0.40"
        ]
    );
}

#[test]
fn passes_the_score_of_the_rate() {
    assert_eq!(told(&scored("9.5"), RULE), [""; 0]);
}

#[test]
fn passes_up_to_a_hundredth_of_a_point() {
    for points in ["9.49", "9.51"] {
        assert_eq!(told(&scored(points), RULE), [""; 0], "{points}");
    }
    for points in ["9.48", "9.52"] {
        assert_eq!(told(&scored(points), RULE).len(), 1, "{points}");
    }
}

#[test]
fn passes_a_score_that_follows_from_the_exact_or_from_the_printed_rate() {
    // 20 × 10.77 % = 2.15, 20 × 10.8 % = 2.16.
    let printed = |points: &str| {
        form().funding(["年度资金总额", "100", "100", "10.77", "20", "10.8%", points]).indicator(|row| row)
    };
    for points in ["2.15", "2.16", "2.17"] {
        assert_eq!(told(&printed(points), RULE), [""; 0], "{points}");
    }
    assert_eq!(told(&printed("2.18"), RULE).len(), 1);
}

#[test]
fn never_flags_a_linear_score_whatever_target_the_row_has() {
    assert_eq!(told(&seed().fund_cell(0, 6, "6.66"), RULE), [""; 0]);
}

#[test]
fn caps_the_score_at_the_weight() {
    // 95 % spent reaches the row's own target of 90 %.
    let reached = |points: &str| {
        seed()
            .fund_cell(0, 3, "877.67")
            .fund_cell(1, 3, "877.67")
            .fund_cell(0, 5, "95")
            .fund_cell(0, 6, points)
    };
    assert_eq!(told(&reached("10"), RULE), [""; 0]);
    assert!(told(&reached("9"), RULE)[0].contains("| 9 → 10 |"));
}

#[test]
fn takes_the_stated_rate_where_the_amounts_cannot_be_read() {
    let amounts_blank = |points: &str| scored(points).fund_cell(0, 3, "");
    assert_eq!(told(&amounts_blank("9.5"), RULE), [""; 0]);
    assert_eq!(told(&amounts_blank("8"), RULE).len(), 1);
}

#[test]
fn warns_and_proposes_only_where_the_profile_is_not_confirmed() {
    let checked = detected(&scored("10").title("绩效情况表"));
    assert_eq!(
        found(&checked, RULE),
        ["I6 warning | 10 → 9.50 | review I6=9.50 | 得分应为 9.50 = 10 × 95%，填写为 10，多 0.50"]
    );
}

#[test]
fn leaves_a_head_that_states_the_whole_forms_points_unjudged_and_says_so() {
    let whole_form = scored("99.5").fund_cell(0, 4, "100");
    assert_eq!(told(&whole_form, RULE), [""; 0]);
    assert_eq!(skipped(&whole_form, "I6"), ["预算执行率得分: 表头分值是全表总分，不是预算执行率的分值"]);
}

#[test]
fn leaves_a_head_with_neither_amounts_nor_rate_unjudged_and_says_so() {
    let bare = scored("10").fund_cell(0, 3, "").fund_cell(0, 5, "");
    assert_eq!(told(&bare, RULE), [""; 0]);
    assert_eq!(skipped(&bare, "I6"), ["预算执行率得分: 预算数、执行数和执行率都不足以计算"]);
}
