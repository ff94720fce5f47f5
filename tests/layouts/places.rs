//! One test a place: the form as it is issued there.

use ziping::model::Column;

use crate::content::facts;
use crate::families::{
    block, column, jiangxi, levels_and, national, other, reviewer, tianjin, yinchuan, zhengzhou,
};
use crate::hubei::{caidian, guangshui, hubei};
use crate::layout::{Closing, Layout, Levels};
use crate::southwest::{chongqing, sichuan, yunnan, zhongjiang};

#[test]
fn national_project_form_of_anhui_and_hebei() {
    national().page().check();
    let mut anhui = national();
    anhui.heading(Column::Level1, "一级\n指标");
    anhui.blocks = block(
        Some("年度绩效指标完成情况"),
        &[
            "产出指标\n(50分)|数量指标|指标1：清淤河段数||4||4|10|10|",
            "产出指标\n(50分)|数量指标|指标2：|||||||",
            "产出指标\n(50分)|数量指标|……|||||||",
            "产出指标\n(50分)|质量指标|指标1：验收合格率||100%||100%|40|40|",
            "效益指标\n(30分)|社会效益\n指标|指标1：行洪能力||提高||提高|30|28|",
            "满意度指标\n(10分)|服务对象\n满意度指标|指标1：/||/||/|/|/|",
        ],
    );
    if let Some(funding) = &mut anhui.funding {
        for (at, heading) in [(1, "全年预算数(A)"), (2, "全年执行数(B)"), (4, "执行率(B/A)")] {
            heading.clone_into(&mut funding.columns[at].0);
        }
        funding.rows[0].0 = "年度资金总额：";
        funding.rows[1].0 = "其中：本年财政拨款";
    }
    if let Some(goals) = &mut anhui.goals {
        goals.label = "年度总体目标完成情况";
    }
    anhui.page().check();
}

#[test]
fn zhengzhou_department_form() {
    zhengzhou().page().check();
}

#[test]
fn tianjin_flat_form_with_sign_value_and_unit() {
    tianjin().page().check();
}

#[test]
fn sichuan_form_with_reason_column_in_the_funds_and_conclusions_behind() {
    sichuan().page().check();
}

#[test]
fn sichuan_zhongjiang_transfer_form_with_points_before_the_target() {
    zhongjiang().page().check();
}

#[test]
fn chongqing_department_form_with_total_in_the_head_and_adjusted_targets() {
    chongqing().page().check();
}

#[test]
fn yunnan_form_with_two_heading_rows_amounts_in_yuan_and_the_grade_beside_the_total() {
    yunnan().page().check();
}

#[test]
fn hubei_form_with_twenty_points_in_labels_and_goal_blocks() {
    hubei().page().check();
}

#[test]
fn hubei_goal_blocks_that_repeat_the_headings() {
    let mut form = hubei();
    form.blocks[1].headings = true;
    form.page().check();
    form.blocks[1].headings = false;
    form.page().check();
}

#[test]
fn hubei_guangshui_form_with_sources_as_columns_and_two_scores() {
    guangshui().page().check();
}

#[test]
fn hubei_caidian_form_without_score_columns() {
    caidian().page().check();
}

#[test]
fn shanxi_jishan_form_with_numbered_indicators() {
    let mut form = national();
    form.title = Some("示例县项目支出绩效自评表");
    let names: Vec<String> = (1..=25)
        .map(|number| {
            let level2 = if number < 13 { "数量指标" } else { "质量指标" };
            format!(
                "产出指标\n(50分)|{level2}|指标{number}：第{number}类人员参保|≥|{}|人|{}|2|1.9|",
                number * 40,
                number * 39
            )
        })
        .collect();
    let leaked: Vec<&'static str> = names.into_iter().map(|line| &*line.leak()).collect();
    form.blocks = block(Some("绩\n效\n指\n标"), &leaked);
    form.page().check();
}

#[test]
fn shanghai_form_in_yuan_with_ascii_signs() {
    let mut form = national();
    form.title = Some("财政项目支出绩效自评表");
    form.amount_unit = "元";
    if let Some(funding) = &mut form.funding {
        funding.side = Some("项目资金（元）");
        funding.rows[0].1 = vec!["1200000", "1180000", "1017042.5", "10", "86.19%", "8.62"];
        funding.rows[1].1 = vec!["1200000", "1180000", "1017042.5", "-", "86.19%", "-"];
    }
    form.blocks = block(
        Some("绩效指标"),
        &[
            "产出指标|数量指标|养护设施完成率|=|100%||100%|50|50|",
            "效益指标|社会效益指标|安全事故数|=|0||0|30|30|",
            "满意度指标|满意度指标|居民满意度|>=|90%||100%|10|10|",
        ],
    );
    form.page().check();
}

#[test]
fn yinchuan_form_with_reference_points_before_the_target_and_execution_as_an_indicator() {
    yinchuan().page().check();
}

#[test]
fn jiangxi_department_form_with_goals_and_their_weights_as_first_columns() {
    jiangxi().page().check();
}

/// No actual values and no scores; that its title says 自评 makes it a form.
#[test]
fn hebei_ningjin_form_without_actual_values() {
    let form = Layout {
        title: Some("2023年度部门自评指标表"),
        subtitle: None,
        kind: ziping::model::FormKind::Department,
        funding: None,
        goals: None,
        columns: vec![
            column("评价指标", Column::Level1),
            column("评价内容", Column::Level2),
            column("指标名称", Column::Level3),
            other("指标说明", &["按台账统计", "按验收记录统计"]),
            column("目标值", Column::Target),
            column("分值", Column::Weight),
            column("备注", Column::VarianceNote),
        ],
        closing: vec![Closing::Total("合计", "90", "", None)],
        ..national()
    };
    form.page().check();
}

#[test]
fn reviewers_sheet_keeps_self_and_review_apart() {
    reviewer().page().check();
}

/// 相关性（5分）: the points stand in labels only, and 得分 is the one column of values.
#[test]
fn old_scoring_table_with_points_only_in_labels() {
    let form = Layout {
        title: Some("2017年部门整体支出绩效评价得分表"),
        subtitle: None,
        year: Some(2017),
        kind: ziping::model::FormKind::Department,
        head: Vec::new(),
        unit_name: None,
        funding: None,
        goals: None,
        columns: levels_and(&[("得 分", Column::Score)]),
        blocks: block(
            None,
            &[
                "部门决策（25分）|目标任务（15分）|相关性（5分）|||||5|5|",
                "部门决策（25分）|目标任务（15分）|明确性（10分）|||||10|8|",
                "部门决策（25分）|预算编制（10分）|测算依据（10分）|||||10|10|",
                "综合管理（75分）|资产管理（75分）|资产账实相符（75分）|||||75|70|",
            ],
        ),
        closing: vec![Closing::Total("总分", "", "93", None)],
        ..national()
    };
    form.page().check();
}

#[test]
fn hunan_department_form_with_income_and_spending_in_prose() {
    let mut form = zhengzhou();
    form.title = Some("部门整体支出绩效自评表");
    form.subtitle = Some("（2023年度）");
    form.head = vec![vec![("省级预算单位名称", "示例区林场")]];
    form.unit_name = Some("示例区林场");
    form.tasks.clear();
    if let Some(funding) = &mut form.funding {
        funding.side = Some("年度预算申请（万元）");
        funding.rows.truncate(1);
        funding.rows[0].0 = "年度资金总额";
        funding.prose = vec![
            vec!["按收入性质分：", "按支出性质分："],
            vec!["其中：一般公共预算：600.5万元", "其中：基本支出：400万元"],
            vec!["政府性基金拨款：", "项目支出：523.8万元"],
            vec!["其他资金：323.3万元", ""],
        ];
    }
    form.blocks =
        vec![crate::layout::Block { side: None, headings: true, lines: facts(crate::content::DEPARTMENT) }];
    form.levels = Levels::Merged;
    form.page().check();
}
