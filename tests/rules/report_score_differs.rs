use crate::support::{children, reported, roots, told_with, whole};

const RULE: &str = "report-score-differs";

#[test]
fn holds_a_rows_points_against_the_report() {
    assert_eq!(
        told_with("受益覆盖率30分，自评得分28分。", &whole(), RULE),
        [
            "H15 error | 30 → — | no fix | 报告第 1 段“受益覆盖率30分，自评得分28分”，表上“受益覆盖率”的得分为“30”"
        ]
    );
}

#[test]
fn holds_a_group_against_the_sum_of_its_rows() {
    let form = whole().indicator(|row| row.levels("产出指标", "数量指标").name("新建站点").weight("5"));
    assert_eq!(
        told_with("一级指标产出指标：总分55分，自评得分54分。", &form, RULE),
        [
            "B14 error | 55 → — | no fix | 报告第 1 段“一级指标产出指标：总分55分，自评得分54分”，表上“产出指标”的各行得分合计为“55”"
        ]
    );
}

#[test]
fn knows_what_that_item_means() {
    let report = "3.满意度指标完成情况\n服务对象满意度情况：群众反映良好。该项得分35分。";
    assert_eq!(
        told_with(report, &whole(), RULE),
        ["H16 error | 10 → — | no fix | 报告第 2 段“该项得分35分”，表上“服务对象满意度指标”的得分为“10”"]
    );
}

#[test]
fn holds_total_and_grade_against_the_report() {
    assert_eq!(
        told_with("我单位自评得分为98.66，自评结果为良。", &whole(), RULE),
        [
            "H17 error | 99.5 → — | no fix | 报告第 1 段“我单位自评得分为98.66”，表上“总分”的得分为“99.5”",
            "B18 error | 优 → — | no fix | 报告第 1 段“自评结果为良”，表上为“优”，等级是“优”",
        ]
    );
}

#[test]
fn follows_from_what_is_wrong_on_the_form_itself() {
    let checked =
        reported("受益覆盖率30分，自评得分31分。", &whole().change("受益覆盖率", |row| row.score("31")));
    let root = "score-above-weight@H15";
    assert!(roots(&checked).contains(&root.to_owned()), "{:?}", roots(&checked));
    assert!(children(&checked).contains(&format!("{RULE}@H15 ← {root}")), "{:?}", children(&checked));
}

#[test]
fn passes_what_agrees() {
    let report = "预算执行率得分为9.5分。\n其中：预算执行率10分、产出指标50分、效益指标30分、满意度指标10分。\n\
                  综合得分99.5分，评价等级为“优秀”。\n任务完成率50分，得50分（满分50分）。\n总分100分。";
    assert_eq!(told_with(report, &whole(), RULE), [""; 0]);
}

#[test]
fn is_silent_where_it_cannot_tell_what_is_meant() {
    let report = "培训项目自评得分88分，等级为良。\n会议费：预算8万元，等级为良。\n第三小组得分20分。\n得分率95%。\n扣2分。\n合计60分。";
    assert_eq!(told_with(report, &whole(), RULE), [""; 0]);
    let twice = whole().indicator(|row| row.name("受益覆盖率").weight("5"));
    assert_eq!(told_with("受益覆盖率得28分。", &twice, RULE), [""; 0], "two rows of one name");
}

#[test]
fn gives_a_group_no_score_that_a_clause_before_may_own() {
    let form = whole().indicator(|row| row.levels("产出指标", "数量指标").name("新建站点").weight("5"));
    for report in [
        "产出指标：任务完成率50分，得50分；沿线管网基本铺设完成，得分6分。",
        "产出指标：沿线管网目标48公里以上，完成48.6公里，得分6分。",
    ] {
        assert_eq!(told_with(report, &form, RULE), [""; 0], "{report}");
    }
}

#[test]
fn passes_what_is_said_of_another_year() {
    let form = whole().fiscal_year(2023);
    for report in [
        "2022年自评得分93.5分，等级为良。",
        "去年自评得分93.5分，评价等级为良。",
        "2022年受益覆盖率30分，自评得分28分。",
    ] {
        assert_eq!(told_with(report, &form, RULE), [""; 0], "{report}");
    }
    assert_eq!(told_with("2023年自评得分93.5分，等级为优。", &form, RULE).len(), 1);
}
