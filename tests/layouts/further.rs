//! Headings and tables as further places have them.

use ziping::model::{Column, FundingColumn as F};

use crate::canvas::Trials;
use crate::content::PROJECT;
use crate::families::{NATIONAL_INDICATORS, block, column, funds, levels_and, national, other, zhengzhou};
use crate::layout::{Closing, Col, Funding, Layout};
use crate::southwest::sichuan;
use crate::truth::{Row, Spot};

fn spot(at: (u32, u16), text: &str) -> Spot {
    Spot { at, text: text.to_owned() }
}

fn tried(role: Column, words: &[&str]) {
    let mut trials = Trials::default();
    for word in words {
        let mut form = national();
        form.heading(role, word);
        trials.add(word, &form.page());
    }
    trials.end();
}

#[test]
fn headings_of_further_places() {
    tried(Column::Level1, &["一级指标名称", "一级指标（分值）", "*一级指标"]);
    tried(
        Column::Target,
        &["设定值", "年初设定值", "年度目标", "预期目标", "预期指标值（包含数字及文字描述）"],
    );
    tried(Column::Actual, &["绩效指标完成值", "年末完成值", "实际完成", "实际完成值【B】"]);
    tried(Column::Weight, &["设定分值", "指标满分", "基准分", "分值/权重", "分值%"]);
    tried(Column::Score, &["自评打分", "部门自评分", "单位自评得分", "得分（10分×（B/A））", "6.得分"]);
}

/// Every office has its own words for the reason; that it is one, they all say.
#[test]
fn headings_told_by_a_part_of_their_words() {
    let reasons = ["扣分原因", "未达标原因及整改措施", "偏离原因及改进措施", "未达到指标值原因分析"];
    tried(Column::VarianceNote, &reasons);
    tried(Column::Score, &["项目实施单位自评分", "本单位自评得分"]);
    tried(Column::Actual, &["截至年末完成值", "本年度实际值"]);
    tried(Column::Target, &["全年预算指标值", "县级目标值"]);
}

/// 主管部门审核得分 and 财政审核得分 beside the own score stay what they are.
#[test]
fn scores_of_others_are_kept_apart() {
    let mut columns = levels_and(&NATIONAL_INDICATORS);
    columns[6] = column("项目单位自评分", Column::Score);
    columns.insert(7, other("主管部门审核得分", &["9", "8.5"]));
    columns.insert(8, other("财政部门审核得分", &["9"]));
    Layout { columns, ..national() }.page().check();
}

#[test]
fn headings_of_the_funds_in_further_places() {
    let mut trials = Trials::default();
    for (role, words) in [
        (F::OriginalBudget, ["年初批复预算数", "年初预算安排", "1.年初预算数"].as_slice()),
        (F::RevisedBudget, &["年度预算数", "预算安排数", "全年预算数/万元"]),
        (F::Outturn, &["实际支出金额", "全年实际执行数", "全年执行数[B]"]),
        (F::ExecutionRate, &["支出进度", "执行率%", "执行率[（B/A）×100%]"]),
        (F::Score, &["得分（10分×（B/A））"]),
    ] {
        for word in words {
            let mut form = national();
            for (heading, own) in form.funding.iter_mut().flat_map(|funding| &mut funding.columns) {
                if *own == Some(role) {
                    (*word).clone_into(heading);
                }
            }
            trials.add(word, &form.page());
        }
    }
    trials.end();
}

/// 年度预算数 is a column where nothing else is the budget, and the label beside the block where something is.
#[test]
fn a_label_beside_the_funds_that_reads_like_a_column() {
    let mut form = sichuan();
    if let Some(funding) = &mut form.funding {
        funding.side = Some("全年预算数（万元）");
    }
    form.page().check();
}

/// The lower headings are in nobody's words, but the others are merged down beside them, and the one above tells the first.
#[test]
fn a_second_heading_row_in_unknown_words() {
    let mut trials = Trials::default();
    for (target, actual) in [("设定情况", "完成值"), ("设定", "实际完成值"), ("目标", "完成")]
    {
        let mut form = national();
        form.groups = vec![("绩效指标值", 3, 4)];
        form.heading(Column::Target, target);
        form.heading(Column::Actual, actual);
        trials.add(target, &form.page());
    }
    for (own, review) in [("自评得分", "复核得分"), ("自评", "复核"), ("自评", "财政")] {
        let mut columns = levels_and(&NATIONAL_INDICATORS);
        columns[6] = column(own, Column::Score);
        columns.insert(7, other(review, &["9", "8"]));
        trials.add(review, &Layout { columns, groups: vec![("得分", 6, 7)], ..national() }.page());
    }
    // The reviewer's column stands first.
    let mut columns = levels_and(&NATIONAL_INDICATORS);
    columns[6] = column("自评", Column::Score);
    columns.insert(6, other("财政评审", &["9", "8"]));
    trials.add("left", &Layout { columns, groups: vec![("得分", 6, 7)], ..national() }.page());
    trials.end();
}

/// 年初预算数 and 全年预算数 under 预算数; the other headings are merged down.
#[test]
fn funds_with_two_heading_rows() {
    let mut page = national().page();
    let top = page.truths[0].funding[0]["outturn"].at.0 - 1;
    let first = page.truths[0].funding[0]["original_budget"].at.1;
    page = page.with_blank_row(top + 1);
    for (at, text) in [(0, "年初预算数"), (1, "全年预算数")] {
        page.canvas.put((top + 1, first + at), text);
    }
    page.canvas.block((top, first), (top, first + 1), "预算数");
    for (at, text) in (first + 2..).zip(["全年执行数", "分值", "执行率", "得分"]) {
        page.canvas.block((top, at), (top + 1, at), text);
    }
    page.canvas.erase((top, first + 1));
    page.check();
}

/// 一级指标, 权重, 二级指标, 权重, 三级指标, 权重.
#[test]
fn every_level_with_its_weight() {
    let weights = |texts: &'static [&'static str]| Col { samples: texts, ..other("权重", &[""]) };
    let mut columns = levels_and(&NATIONAL_INDICATORS);
    columns[5] = column("权重", Column::Weight);
    let weight = columns.remove(5);
    columns.insert(3, weight);
    columns.insert(2, weights(&["20", "30", "15"]));
    columns.insert(1, weights(&["50", "30", "10"]));
    Layout { columns, ..national() }.page().check();
}

#[test]
fn a_total_called_by_the_heading_of_the_scores() {
    let mut trials = Trials::default();
    for label in ["自评得分", "得分", "项目总分", "自评得分："] {
        let mut form = national();
        form.closing[0] = Closing::Total(label, "100", "96.5", None);
        trials.add(label, &form.page());
    }
    trials.end();
}

#[test]
fn a_total_right_below_the_headings() {
    let mut form = Layout { blocks: block(None, PROJECT), ..national() };
    form.closing.remove(0);
    let mut page = form.page();
    let (row, weight, score) = {
        let first = &page.truths[0].indicators[0];
        (first["score"].at.0, first["weight"].at.1, first["score"].at.1)
    };
    page = page.with_blank_row(row);
    page.canvas.block((row, 0), (row, weight - 1), "合计");
    page.canvas.put((row, weight), "100");
    page.canvas.put((row, score), "96.5");
    page.truths[0].total = Row::from([
        ("weight".to_owned(), spot((row, weight), "100")),
        ("score".to_owned(), spot((row, score), "96.5")),
    ]);
    page.check();
}

/// 指标完成情况 merged down beside the rows is no column of actual values.
#[test]
fn a_label_beside_the_indicators_that_reads_like_a_column() {
    let mut form = national();
    form.blocks[0].side = Some("指标完成情况");
    form.page().check();
}

/// The amounts of a task make no funding block of it.
#[test]
fn tasks_with_their_amounts() {
    let mut page = Layout { funding: None, ..zhengzhou() }.page();
    let (row, width) = (page.truths[0].tasks[0]["name"].at.0, page.size().1);
    for (at, texts) in [["预算金额（万元）", "30", "20"], ["执行数（万元）", "29", "20"]].iter().enumerate()
    {
        let col = width + u16::try_from(at).expect("few columns");
        for (row, text) in (row - 1..).zip(texts) {
            page.canvas.put((row, col), text);
        }
    }
    page.check();
}

/// Income has a table of its own above the one of the spending.
#[test]
fn the_table_of_the_spending_is_the_funding() {
    let mut page = zhengzhou().page();
    let row = page.truths[0].funding[0]["outturn"].at.0 - 1;
    for _ in 0..3 {
        page = page.with_blank_row(row);
    }
    for (below, texts) in
        [["", "年初预算数", "决算数"], ["收入合计", "900", "910"], ["财政拨款", "900", "910"]]
            .iter()
            .enumerate()
    {
        for (col, text) in (1_u16..).zip(texts) {
            page.canvas.put((row + u32::try_from(below).expect("few rows"), col), text);
        }
    }
    page.check();
}

/// `预算数 | 100 | 执行数 | 98`, and the parts below it in the same way.
#[test]
fn funds_beside_their_labels_with_parts() {
    let form = Layout {
        funding: Some(Funding { side: None, columns: funds(&[]), rows: Vec::new(), prose: Vec::new() }),
        ..national()
    };
    let mut page = Layout { funding: None, ..form }.page();
    let row = page.truths[0].goals[0]["expected"].at.0 - 1;
    for _ in 0..3 {
        page = page.with_blank_row(row);
    }
    page.canvas.block((row, 0), (row + 2, 0), "预算执行情况（万元）");
    for (at, texts) in (row..).zip([
        ["预算数：", "100", "执行数：", "98"],
        ["其中：财政拨款", "80", "其中：财政拨款", "79"],
        ["其他资金", "20", "其他资金", "19"],
    ]) {
        for (col, text) in (1..).zip(texts) {
            page.canvas.put((at, col), text);
        }
        let name =
            if at == row { spot((at, 0), "预算执行情况（万元）") } else { spot((at, 1), texts[0]) };
        page.truths[0].funding.push(Row::from([
            ("name".to_owned(), name),
            ("revised_budget".to_owned(), spot((at, 2), texts[1])),
            ("outturn".to_owned(), spot((at, 4), texts[3])),
        ]));
    }
    page.check();
}

/// 绩效目标 as a level of the indicators is no goal, on a form that has none.
#[test]
fn a_level_called_like_the_goals() {
    let lines = [
        "预算编制|绩效目标（10分）|目标合理性||合理||合理|5|5|",
        "预算编制|绩效目标（10分）|目标明确性||明确||较明确|5|4|",
        "预算执行|执行率|支出进度率|≥|95|%|96%|80|80|",
    ];
    for side in [None, Some("绩效指标")] {
        Layout { goals: None, blocks: block(side, &lines), ..national() }.page().check();
    }
}

/// 年度绩效指标完成情况 across the sheet heads the indicators; it is no goal.
#[test]
fn a_line_across_the_sheet_ends_the_goals() {
    let mut form = national();
    form.goals = form.goals.map(|own| crate::layout::Goals { side: crate::layout::Side::Above, ..own });
    let mut page = form.page();
    let (row, width) = (page.truths[0].goals[0]["expected"].at.0 + 1, page.size().1);
    page = page.with_blank_row(row);
    page.canvas.block((row, 0), (row, width - 1), "年度绩效指标完成情况");
    page.check();
}

/// A code of many digits keeps them all, though its cell shows 1.5E+11.
#[test]
fn long_codes_keep_their_digits() {
    let mut form = national();
    form.head.push(vec![("项目编码", "150000220011")]);
    form.page().check();
}
