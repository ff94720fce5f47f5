//! Scores and indicators of other things: exams, people, bids, and goals before the year.

use crate::sheet::{Dice, Grid, OFFICES, PEOPLE, table};

fn texts(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

pub(crate) fn exam(dice: &mut Dice) -> Vec<Grid> {
    let title = dice.pick(&["期末考试成绩表", "业务知识测试评分", "预算绩效管理知识竞赛成绩表"]);
    let headings: &[&str] = match dice.below(3) {
        0 => &["题号", "题型", "满分", "得分", "备注"],
        1 => &["名称", "科目", "分值", "得分", "说明"],
        _ => &["姓名", "单位", "满分", "得分", "等级"],
    };
    let mut grid = table(title, headings, 4 + dice.below(10), |_| {
        let (weight, score) = (dice.number(10, 5), dice.number(1, 10));
        texts(&[dice.pick(&PEOPLE), dice.pick(&["选择", "填空", "论述"]), &weight, &score, ""])
    });
    grid.line(&["总分", "", "100", "86", "优"]);
    vec![grid]
}

/// A person is judged, not a budget: 被考核人, 岗位 and 考核 in the title, and no 自评表 of money.
pub(crate) fn employee(dice: &mut Dice) -> Vec<Grid> {
    let mut grid = Grid::new(dice.pick(&[
        "员工绩效考核表",
        "个人绩效考核表",
        "公务员平时考核表",
        "岗位绩效考核评分表",
        "员工绩效考核自评表",
    ]));
    grid.line(&["姓名", dice.pick(&PEOPLE), "岗位", "科员", "部门", dice.pick(&OFFICES)]);
    let headings: &[&str] = match dice.below(4) {
        0 => &["考核指标", "权重", "得分", "备注"],
        1 => &["考核指标", "指标说明", "权重", "自评得分", "上级评分", "备注"],
        2 => &["考核项目", "考核指标", "目标值", "实际完成值", "权重", "得分"],
        _ => &["一级指标", "二级指标", "考核标准", "分值", "自评分", "考核得分"],
    };
    grid.line(headings);
    for duty in ["工作态度", "业务能力", "协作精神", "出勤情况", "廉洁自律"] {
        let mut row = texts(&[duty]);
        row.extend((1..headings.len()).map(|_| dice.number(5, 20)));
        grid.row(row);
    }
    grid.line(&["合计", "", "100", "92"]);
    grid.line(&["被考核人签字：", "", "考核人签字："]);
    vec![grid]
}

/// A firm's or office's key indicators, month by month.
pub(crate) fn unit_kpi(dice: &mut Dice) -> Vec<Grid> {
    let title = dice.pick(&["销售部KPI考核表", "季度绩效考核评分表", "年度目标责任考核表", "平衡计分卡"]);
    let headings: &[&str] = match dice.below(3) {
        0 => &["指标", "权重", "得分", "考核人"],
        1 => &["KPI指标", "权重", "目标值", "实际值", "得分"],
        _ => &["维度", "指标名称", "目标值", "完成值", "权重", "得分"],
    };
    let mut grid = table(title, headings, 4 + dice.below(6), |_| {
        let mut row = texts(&[dice.pick(&["销售额", "回款率", "客户投诉数", "新客户数", "离职率"])]);
        row.extend((1..headings.len()).map(|_| dice.number(5, 90)));
        row
    });
    grid.line(&["合计", "100", "93"]);
    vec![grid]
}

pub(crate) fn questionnaire(dice: &mut Dice) -> Vec<Grid> {
    let title = dice.pick(&["满意度调查问卷统计", "服务对象满意度调查汇总表", "绩效评价问卷统计表"]);
    let headings = ["题目", "非常满意", "满意", "一般", "不满意", "满意度", "备注"];
    vec![table(title, &headings, 3 + dice.below(8), |number| {
        let mut row = vec![format!("问题{}", number + 1)];
        row.extend((0..4).map(|_| dice.number(0, 60)));
        row.push(format!("{}%", 70 + dice.below(30)));
        row
    })]
}

/// Experts score bids or a contest.
pub(crate) fn bid_scoring(dice: &mut Dice) -> Vec<Grid> {
    let title = dice.pick(&["评标评分表", "专家评分表", "竞赛评分表", "政务公开第三方评估评分表"]);
    let headings: &[&str] = match dice.below(3) {
        0 => &["评分项目", "评分标准", "分值", "得分"],
        1 => &["序号", "名称", "满分", "评分", "说明"],
        _ => &["评审因素", "权重", "评分", "备注"],
    };
    let mut grid = table(title, headings, 4 + dice.below(6), |_| {
        let mut row = texts(&[dice.pick(&["技术方案", "报价", "业绩", "售后服务"])]);
        row.extend((1..headings.len()).map(|_| dice.number(5, 30)));
        row
    });
    grid.line(&["总分", "", "100", "88"]);
    vec![grid]
}

fn goals(title: &str, headings: &[&str], fill: impl Fn(&str) -> Vec<String>) -> Grid {
    let mut grid = Grid::new(title);
    grid.line(&["项目名称", "渠道养护", "主管部门", "示例县水利局"]);
    grid.line(&["年度总体目标", "养护渠道，保障灌溉。"]);
    grid.line(headings);
    for (level1, level2, level3, target) in [
        ("产出指标", "数量指标", "养护渠道长度", "≥30公里"),
        ("", "质量指标", "养护合格率", "≥95%"),
        ("效益指标", "社会效益指标", "灌溉保障程度", "提高"),
        ("满意度指标", "服务对象满意度指标", "农户满意度", "≥90%"),
    ] {
        let mut row = texts(&[level1, level2, level3, target]);
        row.extend(fill(target));
        grid.row(row);
    }
    grid
}

/// Goals before the year: no actual value, no score, and no 自评 in the title. It declares what is to be reached; whatever this
/// tool checks (rates, scores, deviations) does not exist yet, so it is no self-evaluation form.
pub(crate) fn goal_declaration(dice: &mut Dice) -> Vec<Grid> {
    let title = dice.pick(&[
        "项目支出绩效目标申报表",
        "部门整体支出绩效目标表",
        "2023年度项目绩效目标批复表",
        "绩效目标表",
    ]);
    let heading = dice.pick(&["指标值", "年度指标值", "目标值", "绩效指标值"]);
    vec![match dice.below(3) {
        0 => goals(title, &["一级指标", "二级指标", "三级指标", heading], |_| Vec::new()),
        1 => goals(title, &["一级指标", "二级指标", "三级指标", heading, "备注"], |_| {
            texts(&[""])
        }),
        _ => goals(
            title,
            &["一级指标", "二级指标", "三级指标", heading, "分值", "指标说明"],
            |_| texts(&["20", "按台账"]),
        ),
    }]
}

pub(crate) fn goal_evaluation(dice: &mut Dice) -> Vec<Grid> {
    let heading = dice.pick(&["指标值", "年度指标值", "目标值"]);
    let headings = ["一级指标", "二级指标", "三级指标", heading, "实际完成值", "分值", "得分"];
    vec![goals("项目支出绩效自评表", &headings, |target| texts(&[target, "20", "20"]))]
}
