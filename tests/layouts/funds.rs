//! Shapes of the funding block.

use ziping::model::FundingColumn as F;

use crate::canvas::Trials;
use crate::families::{NATIONAL_FUNDS, funds, national, zhengzhou};
use crate::layout::{Funding, Layout};

fn with(columns: &[(&str, F)], rows: &[(&'static str, &[&'static str])]) -> Layout {
    let rows = rows.iter().map(|(name, texts)| (*name, texts.to_vec())).collect();
    Layout {
        funding: Some(Funding {
            side: Some("项目资金\n（万元）"),
            columns: funds(columns),
            rows,
            prose: Vec::new(),
        }),
        ..national()
    }
}

#[test]
fn three_columns() {
    let columns = [("预算数", F::RevisedBudget), ("执行数", F::Outturn), ("执行率", F::ExecutionRate)];
    with(&columns, &[("年度资金总额", &["120", "108", "90%"]), ("其他资金", &["", "", ""])]).page().check();
    let amounts =
        [("年初预算数", F::OriginalBudget), ("全年预算数", F::RevisedBudget), ("全年执行数", F::Outturn)];
    with(&amounts, &[("年度资金总额", &["120", "120", "108"]), ("其他资金", &["", "", ""])]).page().check();
}

#[test]
fn four_columns() {
    let columns = [
        ("年初预算数", F::OriginalBudget),
        ("全年预算数", F::RevisedBudget),
        ("全年执行数", F::Outturn),
        ("执行率", F::ExecutionRate),
    ];
    with(&columns, &[("年度资金总额", &["120", "120", "108", "90%"])]).page().check();
}

#[test]
fn five_columns() {
    let columns = [
        ("全年预算数（A）", F::RevisedBudget),
        ("全年执行数（B）", F::Outturn),
        ("分值", F::Weight),
        ("执行率（B/A）", F::ExecutionRate),
        ("得分", F::Score),
    ];
    with(&columns, &[("年度资金总额：", &["120", "108", "10", "90%", "9"])]).page().check();
}

#[test]
fn two_columns_of_amounts_alone() {
    let columns = [("预算数", F::RevisedBudget), ("执行数", F::Outturn)];
    with(&columns, &[("年度资金总额", &["120", "108"]), ("其中：财政拨款", &["120", "108"])]).page().check();
}

#[test]
fn rows_with_prefixes() {
    let mut trials = Trials::default();
    let texts: &[&str] = &["120", "118.5", "106.65", "10", "90%", "9"];
    let part: &[&str] = &["120", "118.5", "106.65", "-", "90%", "-"];
    for names in [
        ["年度资金总额：", "其中：当年财政拨款", "      上年结转资金", "其他资金"],
        ["部门预算总额（万元）", "资金来源：（1）政府预算资金", "（2）财政专户管理资金", "（3）单位资金"],
        ["总额", "其中：一般公共预算拨款（上级）", "政府性基金", "国有资本经营预算"],
        ["年度总金额", "基本支出", "项目支出", "其中：特定目标类项目"],
        ["合计", "人员类项目", "运转类公用经费项目", "其他运转类项目"],
    ] {
        let rows: Vec<_> = names.into_iter().zip([texts, part, part, part]).collect();
        trials.add(names[0], &with(&NATIONAL_FUNDS, &rows).page());
    }
    trials.end();
}

/// The rate, points and score are filled on the parts too.
#[test]
fn several_execution_rows() {
    let mut form = zhengzhou();
    if let Some(funding) = &mut form.funding {
        for (_, texts) in &mut funding.rows {
            texts[3] = "10";
            texts[5] = "8.1";
        }
    }
    form.page().check();
}

/// The side label ends at the total; what follows is prose, not amounts.
#[test]
fn prose_below_the_total_gives_no_amounts() {
    let mut form = national();
    if let Some(funding) = &mut form.funding {
        funding.rows.truncate(1);
        funding.prose = vec![
            vec![
                "按收入性质分：一般公共预算1873.66万元，其他资金2880万元",
                "按支出性质分：基本支出1768.16万元",
            ],
            vec!["其中：上级补助15.5万元", "项目支出2985.5万元"],
        ];
    }
    form.page().check();
}

#[test]
fn amounts_in_yuan_or_ten_thousands() {
    let mut trials = Trials::default();
    for (side, unit) in [
        ("项目资金（元）", "元"),
        ("项目资金\n(元)", "元"),
        ("项目资金（单位：元）", "元"),
        ("项目资金 （ 万元 ）", "万元"),
        ("项目资金", "万元"),
        ("预算执行情况（万元）\n（20分）", "万元"),
    ] {
        let mut form = national();
        form.amount_unit = unit;
        if let Some(funding) = &mut form.funding {
            funding.side = Some(side);
        }
        trials.add(side, &form.page());
    }
    // The unit in the headings, or in a line under the title.
    let mut form = national();
    form.amount_unit = "元";
    if let Some(funding) = &mut form.funding {
        funding.side = Some("项目资金");
        for (heading, _) in &mut funding.columns[..3] {
            heading.push_str("（元）");
        }
    }
    trials.add("in the headings", &form.page());
    let mut page = Layout { amount_unit: "元", ..national() }.page().with_blank_row(2);
    page.canvas.put((2, 6), "金额单位：元");
    page.canvas.put((5, 0), "项目资金");
    trials.add("under the title", &page);
    trials.end();
}

/// 150元 in a goal or an indicator says nothing about the funding block.
#[test]
fn other_amounts_do_not_change_the_unit() {
    let mut form = national();
    form.head.push(vec![("项目概况", "每人每月补助150（元），共300人")]);
    form.page().check();
}

#[test]
fn funding_without_a_side_label() {
    let mut form = national();
    if let Some(funding) = &mut form.funding {
        funding.side = None;
        funding.rows[0].0 = "年度资金总额（万元）";
    }
    form.page().check();
}

#[test]
fn amounts_written_with_their_unit() {
    let mut form = national();
    if let Some(funding) = &mut form.funding {
        funding.rows[0].1 = vec!["120万元", "1,118.5万元", "106.65 万元", "10分", "90.00%", "9分"];
    }
    form.page().check();
}

/// A form cut after its funds and goals still is one, if its title says so.
#[test]
fn a_titled_form_without_indicators() {
    let form = Layout { blocks: Vec::new(), closing: Vec::new(), ..national() };
    form.page().check();
}
