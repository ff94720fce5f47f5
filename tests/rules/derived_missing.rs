use crate::support::{FormBuilder, department, detected, found, seed, skipped, told, whole};

const RULE: &str = "derived-missing";

#[test]
fn fills_the_rate_the_score_the_total_and_the_grade() {
    let blank = whole().fund_cell(0, 5, "").fund_cell(0, 6, "").total("100", "").grade("");
    assert_eq!(
        told(&blank, RULE),
        [
            "H6 info | — → 95.00% | safe H6=95.00% | 执行率未填，按本表数据应为 95.00%",
            "I6 info | — → 9.50 | safe I6=9.50 | 预算执行率得分未填，按本表数据应为 9.50",
            "H17 info | — → 99.50 | safe H17=99.50 | 总分未填，按本表数据应为 99.50",
            "B18 info | — → 优 | safe B18=优 | 等级未填，按本表数据应为 优",
        ]
    );
}

/// A department row beside two sound ones.
fn deviating(target: &str, actual: &str, score: &str) -> FormBuilder {
    let others = department().indicator(|row| row.name("甲")).indicator(|row| row.name("乙"));
    others.indicator(|row| row.target(target).actual(actual).score(score).deviation(""))
}

#[test]
fn fills_the_deviation() {
    assert_eq!(
        told(&deviating("≥90%", "80%", "8.89"), RULE),
        ["I16 info | — → -11.11% | safe I16=-11.11% | 偏差度未填，按本表数据应为 -11.11%"]
    );
    assert!(told(&deviating("≥90%", "95%", "10"), RULE)[0].contains("| safe I16=0.00% |"));
}

#[test]
fn only_proposes_a_deviation_where_a_percentage_stands_for_a_word() {
    assert!(told(&deviating("良好", "100%", "10"), RULE)[0].contains("| review I16=0.00% |"));
}

#[test]
fn passes_cells_that_are_filled() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
    assert_eq!(told(&seed(), RULE), [""; 0]);
}

#[test]
fn takes_nothing_for_filled_and_leaves_a_dash_to_the_clerk() {
    assert_eq!(told(&whole().fund_cell(0, 5, "0"), RULE), [""; 0]);
    assert_eq!(told(&whole().fund_cell(0, 5, "—"), RULE), [""; 0]);
}

#[test]
fn leaves_parts_of_the_money_without_a_rate_alone() {
    assert_eq!(told(&whole().fund_cell(1, 5, "").fund_cell(1, 6, ""), RULE), [""; 0]);
}

#[test]
fn fills_nothing_from_an_amount_in_doubt() {
    let doubtful = whole().fund_cell(0, 3, "96").fund_cell(0, 5, "");
    assert_eq!(told(&doubtful, RULE), ["H6 info | — → 96.00% | no fix | 执行率未填，按本表数据应为 96.00%"]);
}

#[test]
fn only_proposes_where_the_profile_is_not_confirmed() {
    let guessed = detected(&whole().title("绩效情况表").total("100", ""));
    assert_eq!(
        found(&guessed, RULE),
        ["H17 info | — → 99.50 | review H17=99.50 | 总分未填，按本表数据应为 99.50"]
    );
}

#[test]
fn says_why_a_total_cannot_be_filled() {
    let short =
        whole().change("群众满意度", |row| row.target("满意").actual("较好").score("")).total("100", "");
    assert_eq!(told(&short, RULE), [""; 0]);
    assert_eq!(skipped(&short, "H17"), ["总分（未填）: 有指标没有得分"]);
}

#[test]
fn fills_no_total_that_would_leave_the_budget_score_out() {
    let unknown =
        whole().fund_cell(0, 2, "").fund_cell(0, 5, "").fund_cell(0, 6, "").total("100", "").grade("");
    assert_eq!(told(&unknown, RULE), [""; 0]);
    assert_eq!(skipped(&unknown, "H17"), ["总分（未填）: 预算执行率有分值而没有得分"]);
}

#[test]
fn says_what_a_blank_budget_score_costs_where_the_total_leaves_it_out() {
    let blank = whole().fund_cell(0, 6, "").total("100", "90");
    assert_eq!(
        told(&blank, RULE),
        [
            "I6 info | — → 9.50 | safe I6=9.50 | 预算执行率得分未填，按本表数据应为 9.50；总分没有计入，少计 9.50 分"
        ]
    );
    assert!(told(&blank.clone().total("90", "90"), RULE)[0].ends_with("应为 9.50"), "on purpose");
    assert!(told(&blank.total("100", "99.5"), RULE)[0].ends_with("应为 9.50"));
}
