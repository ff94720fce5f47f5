use crate::support::{FormBuilder, form, skipped, told, whole};

const RULE: &str = "score-missing";

fn blank(name: &str) -> FormBuilder {
    whole().change(name, |row| row.score(""))
}

#[test]
fn flags_a_blank_score_and_fills_it_from_the_row() {
    assert_eq!(
        told(&blank("群众满意度"), RULE),
        [
            "H16 error | — → 10 | safe H16=10 | 得分未填，按本表数据应为 10（完成值 95% 已达到指标值 ≥90%，得满分）"
        ]
    );
    assert_eq!(
        told(&blank("群众满意度").change("群众满意度", |row| row.actual("66%")), RULE),
        ["H16 error | — → 7.33 | safe H16=7.33 | 得分未填，按本表数据应为 7.33 = 10 × 66% ÷ 90%"]
    );
}

#[test]
fn only_proposes_full_weight_where_a_word_is_taken_as_met() {
    let word = blank("群众满意度").change("群众满意度", |row| row.target("满意").actual("100%"));
    assert!(told(&word, RULE)[0].contains("| — → 10 | review H16=10 |"));
}

#[test]
fn passes_a_row_with_a_score() {
    assert_eq!(told(&whole(), RULE), [""; 0]);
}

#[test]
fn takes_a_score_of_nothing_for_a_score() {
    assert_eq!(told(&whole().change("群众满意度", |row| row.score("0")), RULE), [""; 0]);
}

#[test]
fn leaves_a_dash_unjudged_and_says_so() {
    let dash = whole().change("群众满意度", |row| row.score("—"));
    assert_eq!(told(&dash, RULE), [""; 0]);
    assert_eq!(skipped(&dash, "H16"), ["得分: 有分值，得分处填写为“—”"]);
}

#[test]
fn says_once_that_a_form_has_no_scores_at_all() {
    let unscored = form()
        .indicator(|row| row.score(""))
        .indicator(|row| row.name("覆盖率").actual("45%").score(""))
        .indicator(|row| row.name("工作成效").target("良好").actual("良好").score(""))
        .indicator(|row| row.name("服务质量").target("良好").actual("较好").score(""));
    assert_eq!(
        told(&unscored, RULE),
        [
            "H14 info | — → 10 | safe H14=10, safe H15=5, review H16=10 | 全表未填得分，其中 3 行可按本表数据算出"
        ]
    );
    assert_eq!(skipped(&unscored, "H17"), ["得分（未填）: 定性指标，得分由人评定"]);
}

#[test]
fn leaves_a_row_without_data_unjudged_and_says_so() {
    let no_actual = blank("群众满意度").change("群众满意度", |row| row.actual(""));
    assert_eq!(told(&no_actual, RULE), [""; 0]);
    assert_eq!(skipped(&no_actual, "H16"), ["得分（未填）: 指标值或完成值为空"]);
}

#[test]
fn says_what_it_costs_where_the_total_leaves_it_out() {
    let left_out = blank("群众满意度").total("100", "89.5");
    assert!(told(&left_out, RULE)[0].ends_with("，得满分）；总分没有计入，少计 10 分"));
    assert!(told(&blank("群众满意度").total("100", "89.4"), RULE)[0].ends_with("，得满分）"));
    assert!(told(&blank("群众满意度").total("", ""), RULE)[0].ends_with("，得满分）"));
}
