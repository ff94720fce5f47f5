use crate::support::{FormBuilder, form, skipped, told, whole};

const RULE: &str = "total-off-sum";

fn stating(total: &str) -> FormBuilder {
    whole().total("100", total)
}

#[test]
fn flags_a_total_that_is_not_the_sum() {
    assert_eq!(
        told(&stating("98.5"), RULE),
        [
            "H17 error | 98.5 → 99.50 | safe H17=99.50 | 总分应为 99.50 = 预算执行 9.50 + 指标 90，填写为 98.50，少 1；不含预算执行的合计也不是 98.50"
        ]
    );
}

#[test]
fn flags_it_on_a_form_without_a_budget_score() {
    assert_eq!(
        told(&form().indicator(|row| row).indicator(|row| row.name("甲")).total("20", "21"), RULE),
        ["H16 error | 21 → 20 | safe H16=20 | 总分应为 20，即各指标得分之和，填写为 21，多 1"]
    );
}

#[test]
fn passes_the_sum() {
    assert_eq!(told(&stating("99.5"), RULE), [""; 0]);
    assert_eq!(told(&stating("99.50分"), RULE), [""; 0]);
}

#[test]
fn passes_the_sum_without_the_budget_score() {
    assert_eq!(told(&stating("90"), RULE), [""; 0]);
}

#[test]
fn passes_up_to_a_hundredth_of_a_point() {
    for total in ["99.49", "99.51", "90.01"] {
        assert_eq!(told(&stating(total), RULE), [""; 0], "{total}");
    }
    for total in ["99.48", "99.52", "89.98"] {
        assert_eq!(told(&stating(total), RULE).len(), 1, "{total}");
    }
}

#[test]
fn adds_up_scores_at_their_corrected_values() {
    let slip = whole().change("群众满意度", |row| row.score("9"));
    assert_eq!(told(&slip.clone().total("100", "99.5"), RULE), [""; 0]);
    assert!(told(&slip.total("100", "98.5"), RULE)[0].contains("| 98.5 → 99.50 |"));
}

#[test]
fn follows_the_corrected_score_of_a_missed_row_with_full_points() {
    // Two findings sit on that score; the one without a fix must not keep the total from following the other.
    let full = whole().change("群众满意度", |row| row.actual("45%"));
    assert_eq!(
        told(&full, RULE),
        [
            "H17 error | 99.5 → 94.50 | safe H17=94.50 | 总分应为 94.50 = 预算执行 9.50 + 指标 85，填写为 99.50，多 5；不含预算执行的合计也不是 99.50"
        ]
    );
}

#[test]
fn only_proposes_where_the_profile_is_not_confirmed() {
    assert!(told(&stating("98.5").title("绩效情况表"), RULE)[0].contains("| review H17=99.50 |"));
}

#[test]
fn leaves_a_sum_with_a_score_missing_unjudged_and_says_so() {
    let short = whole().change("群众满意度", |row| row.target("满意").actual("较好").score(""));
    assert_eq!(told(&short, RULE), [""; 0]);
    assert_eq!(skipped(&short, "H17"), ["总分: 有指标没有得分，无法求和"]);
}

#[test]
fn leaves_a_sum_without_the_budget_score_unjudged_where_that_score_is_missing() {
    let unknown = whole().fund_cell(0, 2, "").fund_cell(0, 5, "").fund_cell(0, 6, "");
    assert_eq!(told(&unknown, RULE), [""; 0]);
    assert_eq!(skipped(&unknown, "H17"), ["总分: 预算执行率有分值而没有得分，无法求和"]);
}

#[test]
fn passes_the_sum_of_the_indicators_where_the_budget_score_is_missing() {
    let unknown = stating("90").fund_cell(0, 2, "").fund_cell(0, 5, "").fund_cell(0, 6, "");
    assert_eq!((told(&unknown, RULE), skipped(&unknown, "H17")), (vec![], vec![]));
}
