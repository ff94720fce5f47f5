//! Staff, things and days.

use crate::sheet::{Dice, Grid, OFFICES, PEOPLE, table};

fn texts(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

pub(crate) fn payroll(dice: &mut Dice) -> Vec<Grid> {
    let title = format!(
        "{}月{}",
        dice.number(1, 12),
        dice.pick(&["工资表", "工资发放表", "绩效工资发放表", "奖励性绩效工资表"])
    );
    let headings: &[&str] = match dice.below(3) {
        0 => &["序号", "姓名", "单位", "基本工资", "绩效工资", "应发合计", "实发", "备注"],
        1 => &["序号", "姓名", "部门", "岗位工资", "绩效考核得分", "绩效奖金", "合计", "说明"],
        _ => &["编号", "名称", "单位", "基本工资", "绩效", "得分", "合计", "备注"],
    };
    let mut grid = table(&title, headings, 5 + dice.below(10), |number| {
        let mut row = texts(&[&(number + 1).to_string(), dice.pick(&PEOPLE), dice.pick(&OFFICES)]);
        row.extend((0..4).map(|_| dice.amount()));
        row
    });
    grid.line(&["合计", "", "", "52000", "21000", "73000", "68000"]);
    vec![grid]
}

/// A list, or what a pivot table makes of one.
pub(crate) fn assets(dice: &mut Dice) -> Vec<Grid> {
    if dice.below(2) == 0 {
        let sum = dice.pick(&["求和项:得分", "求和项:原值", "平均值项:执行率"]);
        let mut grid = Grid::default();
        grid.line(&[sum, "列标签"]);
        grid.line(&["行标签", "2021年", "2022年", "2023年", "总计"]);
        for office in OFFICES.iter().chain(&["总计"]) {
            let mut row = texts(&[office]);
            row.extend((0..4).map(|_| dice.amount()));
            grid.row(row);
        }
        return vec![grid];
    }
    let headings = ["资产编号", "名称", "规格型号", "计量单位", "数量", "原值", "使用部门", "备注"];
    vec![table("固定资产清单", &headings, 4 + dice.below(20), |number| {
        let name = dice.pick(&["打印机", "办公桌", "空调", "投影仪"]);
        let unit = dice.pick(&["台", "张", "套"]);
        let (count, value) = (dice.number(1, 9), dice.amount());
        texts(&[&format!("GZ{number:04}"), name, "标准", unit, &count, &value, dice.pick(&OFFICES), ""])
    })]
}

pub(crate) fn attendance(dice: &mut Dice) -> Vec<Grid> {
    let mut headings = vec!["姓名".to_owned()];
    headings.extend((1..=28).map(|day| day.to_string()));
    headings.push("合计".to_owned());
    let mut grid = Grid::new("考勤表");
    grid.row(headings);
    for _ in 0..3 + dice.below(8) {
        let mut row = texts(&[dice.pick(&PEOPLE)]);
        row.extend((0..28).map(|_| dice.pick(&["√", "√", "√", "休", "假"]).to_owned()));
        row.push(dice.number(15, 10));
        grid.row(row);
    }
    vec![grid]
}

pub(crate) fn procurement(dice: &mut Dice) -> Vec<Grid> {
    let title = dice.pick(&["政府采购清单", "政府采购预算执行情况表", "采购项目明细"]);
    let headings: &[&str] = match dice.below(2) {
        0 => &["序号", "项目名称", "采购方式", "预算金额", "成交金额", "供应商", "说明"],
        _ => &["序号", "名称", "指标文号", "预算数", "计量单位", "单价", "备注"],
    };
    vec![table(title, headings, 3 + dice.below(10), |number| {
        let (budget, price) = (dice.amount(), dice.amount());
        texts(&[&(number + 1).to_string(), "物业服务", "公开招标", &budget, &price, "某公司", ""])
    })]
}

pub(crate) fn calendar(dice: &mut Dice) -> Vec<Grid> {
    let mut days = Grid::new("工作日历");
    days.line(&["一", "二", "三", "四", "五", "六", "日"]);
    for week in 0..4 {
        days.row((1..=7).map(|day| (week * 7 + day).to_string()).collect());
    }
    let title =
        dice.pick(&["会议签到表", "预算绩效管理培训签到表", "绩效评价会议签到表", "绩效自评布置会签到表"]);
    let headings = ["序号", "姓名", "单位", "职务", "联系电话", "备注"];
    let people = table(title, &headings, 3 + dice.below(20), |number| {
        texts(&[&(number + 1).to_string(), dice.pick(&PEOPLE), dice.pick(&OFFICES), "科员", "", ""])
    });
    match dice.below(3) {
        0 => vec![days],
        1 => vec![people],
        _ => vec![days, people],
    }
}

pub(crate) fn english(dice: &mut Dice) -> Vec<Grid> {
    let kinds: [(&str, &[&str]); 3] = [
        ("Performance review", &["Indicator", "Target", "Actual", "Weight", "Score"]),
        ("Budget", &["Item", "Original budget", "Revised budget", "Outturn", "Rate"]),
        ("Inventory", &["Name", "Unit", "Count", "Price", "Remarks"]),
    ];
    let (title, headings) = kinds[dice.below(kinds.len())];
    vec![table(title, headings, 3 + dice.below(10), |number| {
        let mut row = vec![format!("Item {number}")];
        row.extend((0..4).map(|_| dice.number(1, 100)));
        row
    })]
}
