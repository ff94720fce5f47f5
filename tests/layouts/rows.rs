//! Shapes of the indicator block that clerks make, whatever the place.

use crate::canvas::Trials;
use crate::content::{PROJECT, facts};
use crate::families::{NATIONAL_INDICATORS, NOTES, block, column, extra, levels_and, national, tianjin};
use crate::layout::{Closing, Goals, Layout, Levels, Line, Side};
use crate::truth::Spot;
use ziping::model::Column;

#[test]
fn level_cells_merged_blank_below_or_repeated() {
    for levels in [Levels::Merged, Levels::BlankBelow, Levels::Repeated] {
        let mut form = national();
        form.levels = levels;
        form.page().check();
    }
}

/// 一、 and 二、 repeat the sum of the rows below them; all of them are rows.
#[test]
fn parent_rows_that_repeat_the_sum_of_their_children() {
    let mut form = national();
    form.blocks = block(
        Some("绩效指标"),
        &[
            "产出指标|数量指标|一、示范田建设|≥|2000|亩|2000亩|20|20|",
            "产出指标|数量指标|1.早稻示范田|≥|800|亩|800亩|8|8|",
            "产出指标|数量指标|2.晚稻示范田|≥|1200|亩|1200亩|12|12|",
            "产出指标|数量指标|二、田间试验|≥|5|组|5组|20|20|",
            "产出指标|数量指标|（1）肥料试验|≥|5|组|5组|20|20|",
            "效益指标|社会效益指标|三、受益农户数|≥|300|户|310户|30|30|",
        ],
    );
    form.page().check();
}

#[test]
fn subtotals_between_groups_are_no_indicators() {
    let mut trials = Trials::default();
    for label in ["小计", "小  计", "产出指标小计", "合计", "小计："] {
        for column in 0..3 {
            let mut form = national();
            form.levels = Levels::BlankBelow;
            form.blocks[0].lines.insert(5, Line::Sum { label, column, weight: "50", score: "47.5" });
            trials.add(&format!("{label} in column {column}"), &form.page());
        }
    }
    trials.end();
}

/// 合计 of the indicators, then 总分 with the budget's ten points.
#[test]
fn a_sum_of_the_indicators_before_the_total() {
    let mut trials = Trials::default();
    for label in ["合计", "指标得分合计", "小计"] {
        let mut form = national();
        form.blocks[0].lines.push(Line::Sum { label, column: 0, weight: "90", score: "87.5" });
        trials.add(label, &form.page());
    }
    trials.end();
}

#[test]
fn totals_and_grades_are_found_by_their_labels() {
    let mut trials = Trials::default();
    for label in ["总分", "总  分", "合计", "自评总分", "评价总分", "总分：", "总 计", "自评总得分"]
    {
        let mut form = national();
        form.closing[0] = Closing::Total(label, "100", "96.5", None);
        trials.add(label, &form.page());
    }
    for label in ["自评等级", "自评结论", "评价等级"] {
        let mut form = national();
        form.closing.insert(1, Closing::Grade(label, "优"));
        trials.add(label, &form.page());
    }
    let mut head = national();
    head.head.push(vec![("自评得分", "96.5"), ("自评等级", "优")]);
    head.head_grade = Some("自评等级");
    trials.add("in the head", &head.page());
    trials.end();
}

#[test]
fn blank_rows_of_the_template_stay_blank_rows() {
    let mut form = national();
    for (at, line) in [
        (3, "产出指标|质量指标|指标2："),
        (4, "产出指标|质量指标|……"),
        (5, "产出指标|质量指标|..."),
        (8, "产出指标|成本指标|指标2："),
    ] {
        form.blocks[0].lines.insert(at, extra(line));
    }
    form.page().check();
}

#[test]
fn rows_without_a_third_level() {
    let mut form = national();
    form.blocks = block(
        Some("绩效指标"),
        &[
            "产出指标|清淤河段数||≥|4|段|4段|50|50|",
            "效益指标|||提高|||提高|30|30|",
            "满意度指标|居民满意度||≥|90|%|95%|10|10|",
        ],
    );
    form.page().check();
}

/// The same level-2 words under two level-1 groups do not run together.
#[test]
fn equal_words_under_two_groups_stay_apart() {
    for levels in [Levels::Merged, Levels::BlankBelow] {
        let mut form = national();
        form.levels = levels;
        form.blocks = block(
            Some("绩效指标"),
            &[
                "产出指标|满意度|交付满意度|≥|90|%|95%|50|50|",
                "效益指标|满意度|群众满意度|≥|90|%|95%|20|20|",
                "效益指标|满意度|企业满意度|≥|90|%|95%|20|20|",
            ],
        );
        form.page().check();
    }
}

#[test]
fn hidden_rows_count() {
    let mut page = national().page();
    for row in [5, 7, 14, 15] {
        page.canvas.hide_row(row);
    }
    page.check();
}

#[test]
fn numbers_kept_as_text_count() {
    let mut page = national().page();
    page.canvas.numbers_as_text = true;
    page.check();
}

#[test]
fn notes_and_signatures_behind_are_no_indicators() {
    let mut trials = Trials::default();
    for label in ["总分", ""] {
        let mut form = national();
        form.closing = NOTES.to_vec();
        if !label.is_empty() {
            form.closing.insert(0, Closing::Total(label, "100", "96.5", None));
        }
        for note in [
            "备注：本表一式两份，得分由主管部门复核。",
            "单位负责人：          经办人：          2024年3月1日",
            "说明：分值按指标值的重要程度确定。",
            "1.一级指标分值统一设置为：产出指标50分、效益指标30分。",
            "2.定性指标根据完成情况分三档。",
            "（盖章）",
        ] {
            form.closing.push(Closing::Note(note));
        }
        form.closing.push(Closing::Line("联系人", "×××"));
        trials.add(label, &form.page());
    }
    trials.end();
}

/// The name of an indicator may begin like a note, or be a word that heads another block.
#[test]
fn names_that_look_like_labels_are_indicators() {
    let mut form = national();
    form.blocks = block(
        Some("绩效指标"),
        &[
            "产出指标|数量指标|说明会场次||4场||4场|10|10|",
            "产出指标|数量指标|存在问题整改率||100%||100%|10|10|",
            "产出指标|质量指标|总分合格率||100%||100%|10|10|",
            "产出指标|质量指标|实际完成情况||全部完成||全部完成|10|10|",
            "产出指标|时效指标|完成情况通报及时率||100%||100%|10|10|",
            "产出指标|成本指标|全年预算数控制率||≤100%||95%|10|10|",
            "效益指标|社会效益指标|合计服务人次||300||310|30|30|",
        ],
    );
    form.page().check();
}

#[test]
fn execution_as_an_indicator_row_is_a_row() {
    let mut form = national();
    form.blocks[0].lines.insert(0, extra("管理指标|项目管理|预算执行率|≥|90|%|90%|5|5|"));
    form.page().check();
    form.funding = None;
    form.page().check();
    let mut first = tianjin();
    first.blocks[0].lines.insert(0, extra("||预算执行率|≥|100|%|95|10|9.5|"));
    first.page().check();
}

#[test]
fn goals_left_right_or_above() {
    let mut trials = Trials::default();
    for side in [Side::Left, Side::Right, Side::Above] {
        for label in ["年度总体目标", "年度履职目标", "年度绩效目标", "年度\n总体\n目标"]
        {
            let mut form = national();
            form.goals = form.goals.map(|own| Goals { side, label, ..own });
            trials.add(&format!("{label} {side:?}"), &form.page());
        }
    }
    trials.end();
}

#[test]
fn goals_in_the_words_of_the_places() {
    let mut trials = Trials::default();
    for (expected, actual) in [
        ("预期目标", "实际完成情况"),
        ("年初设定目标", "全年完成情况"),
        ("总体目标", "全年实际完成情况"),
        ("年初设定目标", "年度总体目标完成情况综述"),
        ("项目年度目标", "年度目标完成情况"),
    ] {
        let mut form = national();
        form.goals = form.goals.map(|own| Goals {
            headings: vec![(expected, Some("expected")), (actual, Some("actual"))],
            rows: vec![vec!["目标1：清淤四段。", "四段全部完成。"], vec!["目标2：管护到位。", "管护到位。"]],
            ..own
        });
        trials.add(actual, &form.page());
    }
    trials.end();
}

#[test]
fn goals_at_the_start_of_the_year_and_adjusted() {
    let mut form = national();
    form.goals = form.goals.map(|own| Goals {
        label: "当年绩效目标",
        headings: vec![
            ("年初绩效目标", Some("original")),
            ("全年（调整）绩效目标", Some("expected")),
            ("全年目标实际完成情况", Some("actual")),
        ],
        rows: vec![vec!["清淤四段。", "清淤五段。", "五段全部完成。"]],
        ..own
    });
    form.page().check();
}

/// Each character of the label beside the block in a cell of its own.
#[test]
fn a_side_label_of_single_characters() {
    let mut page = Layout { blocks: block(Some(""), PROJECT), ..national() }.page();
    let first = page.truths[0].indicators[0]["score"].at.0;
    page.canvas.split_column(0, first - 1, &["绩", "效", "指", "标"]);
    page.check();
}

#[test]
fn two_heading_rows_in_other_groupings() {
    let mut form = national();
    form.groups = vec![("绩效指标", 0, 2), ("完成情况", 3, 6)];
    form.page().check();
    let mut form = national();
    form.groups = vec![("指标", 0, 2), ("指标值", 3, 4), ("评分", 5, 6)];
    form.heading(Column::Target, "年初目标值");
    form.page().check();
}

#[test]
fn a_long_flat_table_reads_to_its_end() {
    let names: Vec<String> = (1..=300)
        .map(|number| format!("产出指标|数量指标|第{number}号泵站巡检次数|≥|12|次|12次|0.3|0.3|"))
        .collect();
    let leaked: Vec<&'static str> = names.into_iter().map(|line| &*line.leak()).collect();
    let mut form = national();
    form.blocks[0].lines = facts(&leaked);
    form.page().check();
}

#[test]
fn a_form_of_indicators_alone() {
    let form = Layout {
        title: Some("绩效自评表"),
        subtitle: None,
        year: None,
        head: Vec::new(),
        unit_name: None,
        funding: None,
        goals: None,
        blocks: block(None, PROJECT),
        closing: Vec::new(),
        ..national()
    };
    form.page().check();
    Layout { title: None, ..form }.page().check();
}

/// 评分标准, 数据来源 and the like are kept beside the known columns.
#[test]
fn unknown_columns_are_kept_under_their_headings() {
    let mut columns = levels_and(&NATIONAL_INDICATORS);
    columns.insert(3, crate::families::other("指标解释", &["按台账", "按验收单"]));
    columns.insert(8, crate::families::other("扣分", &["0", "2.5"]));
    columns.push(crate::families::other("佐证材料", &["附件1", "附件2"]));
    columns.push(column("偏差率", Column::Deviation));
    let form = Layout { columns, ..national() };
    form.page().check();
}

#[test]
fn header_lines_in_other_words() {
    let mut trials = Trials::default();
    for (label, lone) in
        [("项目单位", false), ("单位名称：", false), ("填报单位（盖章）：", false), ("项目承担单位", true)]
    {
        let mut form = national();
        form.head = vec![vec![("项目名称", "河道清淤"), (label, "示例市河道所")]];
        if lone {
            form.head = vec![vec![("项目名称", "河道清淤")], vec![(label, "示例市河道所")]];
        }
        form.unit_name = Some("示例市河道所");
        trials.add(label, &form.page());
    }
    let mut form = national();
    form.subtitle = None;
    form.head.push(vec![("评价年度", "2021年"), ("填报日期", "2022年3月5日")]);
    form.year = Some(2021);
    trials.add("评价年度", &form.page());
    // 单位：万元 speaks of amounts; the unit that fills the form in stands elsewhere.
    let mut page = national().page().with_blank_row(2);
    page.canvas.put((2, 6), "金额单位：元");
    page.truths[0].amount_unit = "万元".to_owned();
    trials.add("a unit of money that the label beside the amounts overrules", &page);
    let mut spot = national();
    spot.funding = None;
    spot.amount_unit = "元";
    let mut page = spot.page().with_blank_row(2);
    page.canvas.put((2, 6), "金额单位：元");
    page.truths[0].header.push(("金额单位".to_owned(), Spot { at: (2, 6), text: "元".to_owned() }));
    trials.add("a unit of money in its own line", &page);
    trials.end();
}
