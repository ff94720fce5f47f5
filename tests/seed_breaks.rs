//! The form that started the project: intact it has no error, and each single slip in it gives exactly one root.

mod support;

use rust_decimal::dec;
use support::{
    FormBuilder, apply_safe_fixes, children, detected, found, roots, seed, told, told_under, under,
};
use ziping::model::{Applicability, Finding, FixValue, Severity};
use ziping::rules::{CheckedForm, Request, check};
use ziping::value::Points;

/// `rule@cell` of every warning and info, for holding a broken form against the intact one.
fn remarks(checked: &CheckedForm) -> Vec<String> {
    checked
        .findings
        .iter()
        .filter(|finding| finding.severity != Severity::Error)
        .map(|finding| format!("{}@{}", finding.rule, finding.cell))
        .collect()
}

/// Checks the broken form and holds the whole table row: one root, its line, its children, nothing else but what the intact
/// form says too, and that one pass of safe fixes leaves none.
fn slips(form: &FormBuilder, root: &str, line: &str, follow_ups: &[&str]) {
    let checked = detected(form);
    assert_eq!(roots(&checked), [root]);
    let (rule, cell) = root.split_once('@').expect("rule@cell");
    let lines = found(&checked, rule);
    let own: Vec<&String> = lines.iter().filter(|line| line.starts_with(&format!("{cell} "))).collect();
    assert_eq!(own, [line]);
    let expected: Vec<String> = follow_ups.iter().map(|child| format!("{child} ← {root}")).collect();
    assert_eq!(children(&checked), expected);
    let intact = remarks(&detected(&seed()));
    let new: Vec<String> = remarks(&checked)
        .into_iter()
        .filter(|remark| !intact.contains(remark) && !follow_ups.contains(&remark.as_str()))
        .collect();
    assert_eq!(new, Vec::<String>::new(), "besides the root and its children");
    leaves_no_safe_fix(&checked);
}

fn leaves_no_safe_fix(checked: &CheckedForm) {
    let again = check(apply_safe_fixes(checked), &Request::default());
    let left: Vec<_> = again.findings.iter().flat_map(Finding::safe_fixes).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_intact_form_is_known_by_its_layout_and_wholly_explained() {
    let selection = detected(&seed()).selection;
    assert_eq!(selection.profile.id, "shangjie-department");
    assert!(selection.confirmed && !selection.given);
    assert_eq!((selection.explained, selection.stated), (28, 28));
}

#[test]
fn the_intact_form_has_no_error_and_nothing_to_fix() {
    let checked = detected(&seed());
    assert_eq!(roots(&checked), Vec::<String>::new());
    assert_eq!(children(&checked), Vec::<String>::new());
    assert!(checked.findings.iter().all(|finding| finding.severity != Severity::Error));
    assert!(checked.findings.iter().all(|finding| finding.fixes.is_empty()));
    assert_eq!(checked.computed_total, Some(Points::new(dec!(96.88))));
    assert_eq!(checked.computed_grade.as_deref(), Some("优"));
}

#[test]
fn the_intact_form_warns_of_eleven_targets_that_no_percentage_can_prove() {
    let checked = detected(&seed());
    let clashes: Vec<_> =
        checked.findings.iter().filter(|finding| finding.rule == "value-kind-clash").collect();
    let cells: Vec<String> = clashes.iter().map(|finding| finding.cell.to_string()).collect();
    assert_eq!(cells, ["F14", "F15", "F16", "F17", "F24", "F25", "F26", "F27", "F28", "F38", "F39"]);
    let weight: Points = checked
        .form
        .indicators
        .iter()
        .filter(|row| {
            clashes.iter().any(|clash| row.actual.as_ref().is_some_and(|field| field.at == clash.cell))
        })
        .filter_map(|row| row.weight.as_ref()?.value)
        .sum();
    assert_eq!(weight, Points::new(dec!(39)));
    assert_eq!(
        found(&checked, "carry-over-rate-disagrees"),
        [
            "F21 warning | 0% → 33.40% | no fix | 结转结余率填写为 0%，按资金（F4、G4）应为 33.40% =（923.86 − 615.33）÷ 923.86；未用资金已全部收回的除外"
        ]
    );
    let mut others: Vec<&str> = checked.findings.iter().map(|finding| finding.rule).collect();
    others.retain(|rule| *rule != "value-kind-clash");
    others.sort_unstable();
    assert_eq!(
        others,
        [
            "carry-over-rate-disagrees",
            "execution-scored-twice",
            "low-spending-full-output",
            "over-fulfilment-unexplained"
        ]
    );
}

#[test]
fn the_intact_form_spends_two_thirds_for_nearly_all_points_and_scores_that_twice() {
    let checked = detected(&seed());
    assert_eq!(
        found(&checked, "low-spending-full-output"),
        [
            "G4 warning | 615.33 → — | no fix | 预算有 33.4% 未用（308.53 ÷ 923.86），指标得分率却为 99.4%（89.48 ÷ 90），高于预算执行得分率 74%（7.40 ÷ 10），高出部分占指标得分率的 25.6%"
        ]
    );
    assert_eq!(
        found(&checked, "execution-scored-twice"),
        [
            "G19 info | 2 → — | no fix | 预算执行率在表头占 10 分，指标“预算执行率”又占 2 分，合计 100 分中的 12 分"
        ]
    );
}

#[test]
fn under_the_national_profile_the_budget_score_is_linear() {
    assert_eq!(
        told_under("national-project", &seed(), "execution-score-disagrees"),
        ["J4 error | 7.4 → 6.66 | safe J4=6.66 | 得分应为 6.66 = 10 × 66.6%，填写为 7.40，多 0.74"]
    );
    let checked = under("national-project", &seed().build());
    assert!(checked.selection.given && checked.selection.confirmed);
    assert_eq!(roots(&checked), ["execution-score-disagrees@J4"]);
    assert_eq!(checked.computed_total, Some(Points::new(dec!(96.14))));
}

#[test]
fn a_total_off_its_sum_is_the_sum() {
    slips(
        &seed().total("100", "97.88"),
        "total-off-sum@H41",
        "H41 error | 97.88 → 96.88 | safe H41=96.88 | 总分应为 96.88 = 预算执行 7.40 + 指标 89.48，填写为 97.88，多 1；不含预算执行的合计也不是 97.88",
        &[],
    );
}

#[test]
fn a_rate_on_the_original_budget_is_told_as_such() {
    slips(
        &seed().fund_cell(0, 5, "71.9"),
        "execution-rate-disagrees@I4",
        "I4 error | 71.9 → 66.6 | safe I4=66.6 | 执行率应为 66.6 = 615.33 ÷ 923.86，填写为 71.9，相差 5.3；71.9 是 615.33 ÷ 855.66，即以年初预算数为基数",
        &["execution-rate-wrong-base@I4"],
    );
}

#[test]
fn a_full_budget_score_for_two_thirds_spent_is_cut() {
    slips(
        &seed().fund_cell(0, 6, "10"),
        "execution-score-disagrees@J4",
        "J4 error | 10 → 7.40 | safe J4=7.40 | 得分应为 7.40 = 10 × 66.6% ÷ 90%（目标值取自 E19），填写为 10，多 2.60",
        &[],
    );
}

#[test]
fn a_missed_target_has_a_deviation() {
    slips(
        &seed().change("预算执行率", |row| row.deviation("0.00%")),
        "deviation-disagrees@I19",
        "I19 error | 0.00% → -26.00% | safe I19=-26.00% | 偏差度应为 -26.00% =（66.6% − 90%）÷ 90%，填写为 0.00%",
        &[],
    );
}

#[test]
fn a_met_target_earns_its_full_weight() {
    slips(
        &seed().change("政府采购执行率", |row| row.score("1.5")),
        "score-disagrees@H23",
        "H23 error | 1.5 → 2 | safe H23=2 | 得分应为 2（完成值 100% 已达到指标值 ≥80%，得满分），填写为 1.50，少 0.50",
        &[],
    );
}

#[test]
fn a_score_above_its_weight_is_cut_to_what_the_row_earns() {
    slips(
        &seed().change("结转结余率", |row| row.score("2")),
        "score-above-weight@H21",
        "H21 error | 2 → 1 | safe H21=1 | 得分 2 超过分值 1，应为 1",
        &[],
    );
}

#[test]
fn a_blank_score_is_filled_from_its_row() {
    slips(
        &seed().change("预算执行率", |row| row.score("")),
        "score-missing@H19",
        "H19 error | — → 1.48 | safe H19=1.48 | 得分未填，按本表数据应为 1.48 = 2 × 66.6% ÷ 90%",
        &[],
    );
}

#[test]
fn a_missing_reason_is_for_a_person_to_write() {
    slips(
        &seed().change("预算执行率", |row| row.reason("")),
        "variance-unexplained@J19",
        "J19 error | — → — | no fix | 得分 1.48 低于分值 2，少 0.52，未填偏差原因",
        &[],
    );
}

#[test]
fn a_weight_too_many_is_found_at_the_total_and_in_its_group() {
    slips(
        &seed().change("预算编制完整性", |row| row.weight("3").score("2")),
        "weights-off-total@G41",
        "G41 error | 100 → 101 | no fix | 分值合计为 101 = 预算执行 10 + 指标 91，与总分行填写的 100 不符，多 1",
        &["weights-off-level1@B14", "score-disagrees@H17", "variance-unexplained@J17"],
    );
    assert_eq!(
        told(&seed().change("预算编制完整性", |row| row.weight("3").score("2")), "weights-off-level1"),
        ["B14 error | 31 → 30 | no fix | “投入管理指标”各行分值合计 31，本表规定的分值 30，多 1"]
    );
}

#[test]
fn an_adjustment_rate_with_swapped_digits_is_for_review() {
    slips(
        &seed().change("预算调整率", |row| row.actual("9.79%")),
        "adjustment-rate-disagrees@F20",
        "F20 error | 9.79% → 7.97% | review F20=7.97% | 预算调整率应为 7.97% =（923.86 − 855.66）÷ 855.66，填写为 9.79%",
        &[],
    );
}

#[test]
fn a_row_that_contradicts_the_head_is_not_scored_anew() {
    slips(
        &seed().change("预算执行率", |row| row.actual("96.6%")),
        "execution-row-differs@F19",
        "F19 error | 96.6% → 66.6% | review F19=66.6% | 指标行填写的预算执行率为 96.6%，表头执行率为 66.6，两处应一致",
        &["score-disagrees@H19", "deviation-disagrees@I19"],
    );
}

#[test]
fn an_outturn_off_its_parts_puts_all_that_follows_in_doubt() {
    let broken = seed().fund_cell(0, 3, "651.33");
    slips(
        &broken,
        "funding-off-total@G4",
        "G4 error | 651.33 → 615.33 | review G4=615.33 | 全年执行数分项合计 615.33 = 615.33 + 0 + 0，总额填写为 651.33，相差 36 万元",
        &[
            "execution-rate-disagrees@I4",
            "carry-over-rate-disagrees@F21",
            "execution-score-disagrees@J4",
            "low-spending-full-output@G4",
        ],
    );
}

/// Root and children but the roots carry no safe fix where a person has to decide.
#[test]
fn what_rests_on_a_doubted_cell_is_never_fixed() {
    for broken in [
        seed().change("预算编制完整性", |row| row.weight("3").score("2")),
        seed().change("预算调整率", |row| row.actual("9.79%")),
        seed().change("预算执行率", |row| row.actual("96.6%")),
        seed().change("预算执行率", |row| row.reason("")),
        seed().fund_cell(0, 3, "651.33"),
    ] {
        let checked = detected(&broken);
        assert!(!roots(&checked).is_empty());
        let safe: Vec<_> = checked.findings.iter().flat_map(Finding::safe_fixes).collect();
        assert!(safe.is_empty(), "{safe:?}");
    }
}

#[test]
fn one_pass_settles_a_wrong_budget_score_and_the_total_that_followed_it() {
    let checked = detected(&seed().fund_cell(0, 6, "10").total("100", "99.48"));
    assert_eq!(roots(&checked), ["execution-score-disagrees@J4"]);
    assert_eq!(children(&checked), ["total-off-sum@H41 ← execution-score-disagrees@J4"]);
    let mended = apply_safe_fixes(&checked);
    let again = check(mended.clone(), &Request::default());
    assert_eq!(roots(&again), Vec::<String>::new());
    let score = mended.budget_row().and_then(|row| row.score.as_ref()?.value);
    let total = mended.total.as_ref().and_then(|total| total.score.as_ref()?.value);
    assert_eq!((score, total), (Some(Points::new(dec!(7.4))), Some(Points::new(dec!(96.88)))));
    leaves_no_safe_fix(&checked);
}

#[test]
fn two_wrong_scores_are_two_roots_and_the_total_is_the_sum_of_the_right_ones() {
    let broken = seed()
        .change("政府采购执行率", |row| row.score("1.5"))
        .change("人大代表满意度", |row| row.score("14"));
    let checked = detected(&broken);
    assert_eq!(roots(&checked), ["score-disagrees@H23", "score-disagrees@H40"]);
    assert_eq!(children(&checked), Vec::<String>::new());
    assert_eq!(checked.computed_total, Some(Points::new(dec!(96.88))));
    let values: Vec<_> = checked
        .findings
        .iter()
        .flat_map(|finding| &finding.fixes)
        .map(|fix| (fix.applicability, fix.cell.to_string(), fix.value.clone()))
        .collect();
    let points = |number| FixValue::Points(Points::new(number));
    assert_eq!(
        values,
        [
            (Applicability::Safe, "H23".to_owned(), points(dec!(2))),
            (Applicability::Safe, "H40".to_owned(), points(dec!(15))),
        ]
    );
    leaves_no_safe_fix(&checked);
}

#[test]
fn a_word_in_place_of_a_number_is_for_a_person_to_replace() {
    slips(
        &seed().change("政府采购执行率", |row| row.actual("完成")),
        "actual-not-a-number@F23",
        "F23 error | 完成 → — | no fix | 指标值“≥80%”是数值，完成值填写为“完成”，应填实际数值",
        &[],
    );
}

#[test]
fn a_hint_of_the_template_is_for_a_person_to_replace() {
    slips(
        &seed().goal("请填写年度目标（100字以内）", "全年工作完成。"),
        "template-hint-left@B11",
        "B11 error | 请填写年度目标（100字以内） → — | no fix | 单元格里还留着模板的填写提示“请填写”",
        &[],
    );
}
