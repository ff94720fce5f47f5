//! Money: budgets, accounts, invoices.

use crate::sheet::{Dice, Grid, OFFICES, table};

fn named(name: &str, amounts: usize, dice: &mut Dice) -> Vec<String> {
    let mut row = vec![name.to_owned()];
    row.extend((0..amounts).map(|_| dice.amount()));
    row
}

const HEADS: [&str; 6] = ["基本支出", "项目支出", "人员经费", "公用经费", "一般公共预算拨款", "其他资金"];

pub(crate) fn budget(dice: &mut Dice) -> Vec<Grid> {
    let title = dice.pick(&[
        "部门收支预算总表",
        "2023年部门预算表",
        "项目支出预算表",
        "预算调整情况表",
        "预算绩效管理经费预算表",
    ]);
    let headings: &[&str] = match dice.below(4) {
        0 => &["项目", "年初预算数", "全年预算数"],
        1 => &["科目名称", "年初预算数", "调整预算数", "全年预算数", "备注"],
        2 => &["项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率"],
        _ => &["单位", "预算数", "执行数", "执行率", "说明"],
    };
    let count = headings.len() - 1;
    let mut grid =
        table(title, headings, 4 + dice.below(8), |number| named(HEADS[number % HEADS.len()], count, dice));
    grid.row(named("合计", count, dice));
    vec![grid]
}

pub(crate) fn final_accounts(dice: &mut Dice) -> Vec<Grid> {
    let mut grid =
        Grid::new(dice.pick(&["收入支出决算总表", "财政拨款收入支出决算表", "“三公”经费支出决算表"]));
    grid.line(&["单位：万元"]);
    grid.line(&["收入", "", "", "支出", "", ""]);
    grid.line(&["项目", "年初预算数", "决算数", "项目", "全年预算数", "决算数"]);
    for number in 0..4 + dice.below(8) {
        let mut row = named(HEADS[number % HEADS.len()], 2, dice);
        row.extend(named(HEADS[(number + 1) % HEADS.len()], 2, dice));
        grid.row(row);
    }
    grid.line(&["总计", "900", "880", "总计", "900", "880"]);
    vec![grid]
}

/// Budget, outturn and rate of many projects: what a finance office keeps, not what a unit evaluates.
pub(crate) fn progress(dice: &mut Dice) -> Vec<Grid> {
    let title = dice.pick(&[
        "预算执行进度表",
        "项目支出预算执行情况统计表",
        "2023年预算执行率通报",
        "绩效运行监控项目资金汇总",
    ]);
    let headings =
        ["序号", "项目名称", "实施单位", "年初预算数", "全年预算数", "全年执行数", "执行率", "备注"];
    vec![table(title, &headings, 4 + dice.below(12), |number| {
        let mut row = vec![(number + 1).to_string(), format!("项目{number}"), dice.pick(&OFFICES).to_owned()];
        row.extend((0..3).map(|_| dice.amount()));
        row.push(format!("{}%", 50 + dice.below(50)));
        row
    })]
}

pub(crate) fn invoices(dice: &mut Dice) -> Vec<Grid> {
    let headings = ["发票号码", "开票日期", "名称", "单位", "数量", "单价", "金额", "税额", "备注"];
    vec![table("发票清单", &headings, 3 + dice.below(12), |number| {
        let mut row = vec![
            format!("{:08}A", number * 37),
            "2023-06-01".to_owned(),
            "办公用品".to_owned(),
            "批".to_owned(),
        ];
        row.extend((0..4).map(|_| dice.amount()));
        row
    })]
}

pub(crate) fn statement(dice: &mut Dice) -> Vec<Grid> {
    let headings = ["交易日期", "摘要", "借方发生额", "贷方发生额", "余额", "对方户名", "备注"];
    vec![table("银行账户明细", &headings, 5 + dice.below(20), |number| {
        let (paid, rest) = (dice.amount(), dice.amount());
        let mut row = vec![format!("2023-06-{:02}", number % 28 + 1), "转账".to_owned(), paid];
        row.extend([String::new(), rest, "某公司".to_owned()]);
        row
    })]
}
