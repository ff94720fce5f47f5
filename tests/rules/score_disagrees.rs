use crate::support::{FormBuilder, children, department, detected, form, skipped, told, under};

const RULE: &str = "score-disagrees";

/// One row of 10 points.
fn row(target: &str, actual: &str, score: &str) -> FormBuilder {
    form().indicator(|row| row.target(target).actual(actual).score(score))
}

/// The same on the department form, which leaves the reverse formula open.
fn open_row(target: &str, actual: &str, score: &str) -> FormBuilder {
    let others = department().indicator(|row| row.name("甲")).indicator(|row| row.name("乙"));
    others.indicator(|row| row.target(target).actual(actual).score(score))
}

/// A second, sound row, so that one wrong score does not shake the profile.
fn beside_a_sound_row(form: FormBuilder) -> FormBuilder {
    form.indicator(|row| row.name("甲")).indicator(|row| row.name("乙"))
}

#[test]
fn flags_a_missed_target_that_is_not_scored_in_proportion() {
    assert_eq!(
        told(&beside_a_sound_row(row("≥90%", "45%", "6")), RULE),
        ["H14 error | 6 → 5 | safe H14=5 | 得分应为 5 = 10 × 45% ÷ 90%，填写为 6，多 1"]
    );
}

#[test]
fn converts_between_units_of_one_family_and_says_so() {
    for (target, actual, score, how) in [
        ("≥2.6亿元", "24500万元", "9.42", ""),
        ("≥1.2万亩", "12000亩", "10", ""),
        ("≥0.11亿元", "1100万元", "10", ""),
        ("≥0.5公里", "500米", "10", ""),
        ("≥5万人", "25000人", "10", "得分应为 5 = 10 × 2.5万人 ÷ 5万人（25000人 = 2.5万人）"),
        ("≥0.5公里", "400米", "10", "得分应为 8 = 10 × 0.4公里 ÷ 0.5公里（400米 = 0.4公里）"),
    ] {
        let findings = told(&beside_a_sound_row(row(target, actual, score)), RULE);
        assert_eq!(findings.is_empty(), how.is_empty(), "{target} {actual}: {findings:?}");
        assert!(findings.iter().all(|finding| finding.contains(how)), "{findings:?}");
    }
}

#[test]
fn leaves_units_that_do_not_convert_to_a_person() {
    for (target, actual) in [("≥735人次", "735人"), ("≥20亩", "20000平方米"), ("≥20场", "18次")]
    {
        assert_eq!(told(&beside_a_sound_row(row(target, actual, "3")), RULE), [""; 0], "{target} {actual}");
    }
}

#[test]
fn leaves_a_missed_count_to_a_person_where_points_go_by_percentage_points() {
    let checked = under("sichuan-department", &row("≤3起", "4起", "8").build());
    let why = |own: &str| checked.not_checked.iter().any(|entry| entry.why.zh == own);
    assert!(why("评分办法的公式不适用于这样的数，得分由人评定"), "{:?}", checked.not_checked);
}

#[test]
fn flags_points_lost_on_a_met_target() {
    assert_eq!(
        told(&beside_a_sound_row(row("≥40次", "43次", "9")), RULE),
        [
            "H14 error | 9 → 10 | safe H14=10 | 得分应为 10（完成值 43次 已达到指标值 ≥40次，得满分），填写为 9，少 1"
        ]
    );
}

#[test]
fn flags_a_missed_reverse_target_that_is_not_scored_by_its_ratio() {
    assert_eq!(
        told(&beside_a_sound_row(row("≤20%", "25%", "9")), RULE),
        ["H14 error | 9 → 8 | safe H14=8 | 得分应为 8 = 10 × 20% ÷ 25%，填写为 9，多 1"]
    );
}

#[test]
fn shows_both_results_and_fixes_nothing_where_the_reverse_formula_is_not_known() {
    assert_eq!(
        told(&open_row("≤20%", "25%", "9"), RULE),
        [
            "H16 error | 9 → 8 / 7.50 | no fix | 填写为 9，反向指标未达标怎么得分，评分办法没有定（参数 reverse）：按目标÷实际 8，按超出比例扣减 7.50"
        ]
    );
    for score in ["8", "7.5"] {
        let either = open_row("≤20%", "25%", score);
        assert_eq!(told(&either, RULE), [""; 0], "{score}");
        assert!(skipped(&either, "H16").iter().any(|why| why.starts_with("得分: 反向指标未达标")), "{score}");
    }
}

#[test]
fn takes_a_target_of_nothing_for_all_or_nothing() {
    assert_eq!(told(&row("0起", "0起", "10"), RULE), [""; 0]);
    assert_eq!(
        told(&beside_a_sound_row(row("0起", "1起", "5")), RULE),
        ["H14 error | 5 → 0 | safe H14=0 | 得分应为 0，填写为 5，多 5"]
    );
}

#[test]
fn passes_scores_by_the_formula() {
    for (target, actual, score) in [
        ("≥90%", "45%", "5"),
        ("≥90%", "66.6%", "7.4"),
        ("≥90%", "200%", "10"),
        ("≤20%", "25%", "8"),
        ("≤20%", "7%", "10"),
        ("=1次", "1次", "10"),
        ("≤90万元", "1000000元", "9"),
        ("7月31日前", "7月5日", "10"),
        ("3-5天", "4天", "10"),
    ] {
        assert_eq!(told(&row(target, actual, score), RULE), [""; 0], "{target} {actual} {score}");
    }
}

#[test]
fn passes_up_to_a_hundredth_of_a_point() {
    // 10 × 66 ÷ 90 = 7.3333…
    for score in ["7.32", "7.33", "7.34"] {
        assert_eq!(told(&beside_a_sound_row(row("≥90%", "66%", score)), RULE), [""; 0], "{score}");
    }
    for score in ["7.31", "7.35", "7"] {
        assert_eq!(told(&beside_a_sound_row(row("≥90%", "66%", score)), RULE).len(), 1, "{score}");
    }
}

#[test]
fn gives_the_target_itself_full_weight() {
    assert_eq!(told(&row("≥90%", "90%", "10"), RULE), [""; 0]);
    assert_eq!(told(&beside_a_sound_row(row("≥90%", "89.99%", "9.9")), RULE).len(), 1);
}

#[test]
fn only_proposes_full_weight_where_a_percentage_stands_for_a_word() {
    assert_eq!(
        told(&beside_a_sound_row(row("良好", "100%", "8")), RULE),
        [
            "H14 error | 8 → 10 | review H14=10 | 得分应为 10（完成值 100% 已达到指标值 良好，得满分），填写为 8，少 2"
        ]
    );
}

#[test]
fn only_warns_where_the_same_words_again_earn_less() {
    assert_eq!(
        told(&row("显著提升", "显著提升", "8"), RULE),
        [
            "H14 warning | 8 → 10 | review H14=10 | 得分应为 10（完成值 显著提升 已达到指标值 显著提升，得满分），填写为 8，少 2"
        ]
    );
}

#[test]
fn leaves_a_row_that_a_person_judges_unjudged_and_says_why() {
    for (target, actual, why) in [
        ("良好", "较好", "定性指标，得分由人评定"),
        ("良好", "部分达成年度指标并具有一定效果", "定性指标由人评定，按该档应在 6–8 分"),
        ("≤30万元", "完成", "指标值是数量，完成值是文字"),
        ("≥40次", "95%", "指标值与完成值的单位不能换算"),
        ("7月31日前", "完成", "时间类指标，得分由人评定"),
        ("≥90%", "", "指标值或完成值为空"),
    ] {
        let judged = row(target, actual, "7");
        assert_eq!(told(&judged, RULE), [""; 0], "{target} {actual}");
        assert_eq!(skipped(&judged, "H14"), [format!("得分: {why}")], "{target} {actual}");
    }
}

#[test]
fn leaves_a_row_with_a_negative_weight_unjudged_and_says_so() {
    for score in ["7", ""] {
        let negative = row("≥90%", "45%", score).change("任务完成率", |row| row.weight("-3"));
        assert_eq!(crate::support::findings(&negative), [""; 0], "{score}");
        assert_eq!(skipped(&negative, "H14"), ["得分: 分值为负"], "{score}");
    }
}

#[test]
fn says_of_a_missed_range_that_no_formula_is_known() {
    assert_eq!(skipped(&row("3-5天", "6天", "7"), "H14"), ["得分: 指标值是区间，没有通用的计分公式"]);
}

#[test]
fn warns_and_proposes_only_where_the_profile_is_not_confirmed() {
    let guessed = beside_a_sound_row(row("≥90%", "45%", "6")).title("绩效情况表");
    assert!(told(&guessed, RULE)[0].starts_with("H14 warning | 6 → 5 | review H14=5 |"));
}

#[test]
fn is_the_root_of_a_full_score_on_a_missed_target() {
    let full = beside_a_sound_row(row("≥90%", "45%", "10"));
    assert_eq!(
        children(&detected(&full)),
        ["missed-but-full@H14 ← score-disagrees@H14", "variance-unexplained@I14 ← score-disagrees@H14"]
    );
}
