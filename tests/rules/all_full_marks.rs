use crate::support::{FormBuilder, form, told, whole};

const RULE: &str = "all-full-marks";

/// Five rows of full marks, 90 points, with 95 of 100 spent.
fn full() -> FormBuilder {
    whole()
        .change("任务完成率", |row| row.weight("30"))
        .indicator(|row| row.name("培训人次").weight("10"))
        .indicator(|row| row.name("课时").weight("10"))
}

#[test]
fn tells_of_full_marks_everywhere_beside_a_budget_not_spent() {
    assert_eq!(
        told(&full(), RULE),
        ["H19 info | 99.5 → — | no fix | 5 行指标全部得满分，共 90 分，而预算只执行了 95.00%"]
    );
}

#[test]
fn tells_of_full_marks_where_nothing_is_known_of_the_spending() {
    let rows = (0..5).fold(form(), |form, index| form.indicator(|row| row.name(&format!("指标{index}"))));
    assert_eq!(
        told(&rows, RULE),
        ["H14 info | 10 → — | no fix | 5 行指标全部得满分，共 50 分；请核对是否如实评分"]
    );
}

#[test]
fn takes_the_stated_rate_where_the_amounts_are_blank() {
    let stated = |rate: &str| full().fund_cell(0, 2, "").fund_cell(0, 3, "").fund_cell(0, 5, rate);
    assert!(told(&stated("76%"), RULE)[0].ends_with("而预算只执行了 76.00%"));
    assert_eq!(told(&stated("100%"), RULE), [""; 0]);
}

#[test]
fn passes_a_budget_wholly_spent() {
    assert_eq!(told(&full().fund_cell(0, 3, "100"), RULE), [""; 0]);
    assert_eq!(told(&full().fund_cell(0, 3, "99.996"), RULE), [""; 0]);
    assert_eq!(told(&full().fund_cell(0, 3, "99.99"), RULE).len(), 1);
}

#[test]
fn passes_a_single_point_lost() {
    assert_eq!(told(&full().change("课时", |row| row.score("9.99")), RULE), [""; 0]);
}

#[test]
fn passes_four_rows() {
    let four = full().change("课时", |row| row.weight("").score("").target("").actual(""));
    assert_eq!(told(&four, RULE), [""; 0]);
}

#[test]
fn is_silent_where_a_score_is_blank_or_cannot_be_read() {
    assert_eq!(told(&full().change("课时", |row| row.score("")), RULE), [""; 0]);
    assert_eq!(told(&full().change("课时", |row| row.score("满分")), RULE), [""; 0]);
}
