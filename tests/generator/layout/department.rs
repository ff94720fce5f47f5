//! 部门整体自评表.

use super::{Entry, Fund, Item, Layout, Level1, Reverse, Source};
use super::{entry, level2, over};

pub(super) const SHANGJIE: Layout = Layout {
    titles: &["部门整体自评表", "部门整体绩效自评表"],
    is_department: true,
    place: "某区",
    last: 9,
    widths: &[9.0, 13.0, 15.0, 24.0, 13.0, 13.0, 12.0, 9.0, 10.0, 28.0],
    head: &[&[entry("部门（单位）名称", (0, 0), Entry::Unit, (1, 9))]],
    funding_label: "部门整体\n支出情况",
    funding: &[
        over(Fund::Name, "", 1, 3),
        over(Fund::Original, "年初预算数", 4, 4),
        over(Fund::Revised, "全年预算数", 5, 5),
        over(Fund::Outturn, "全年执行数", 6, 6),
        over(Fund::Weight, "分值", 7, 7),
        over(Fund::Rate, "执行率", 8, 8),
        over(Fund::Score, "得分", 9, 9),
    ],
    funds: &["部门预算总额（万元）", "资金来源：（1）政府预算资金", "（2）财政专户管理资金", "（3）单位资金"],
    budget: Some(10),
    goals_label: "年度履职\n目标",
    goals: [("预期目标", 1, 4), ("实际完成情况", 5, 9)],
    has_tasks: true,
    columns: &[
        over(Item::Level1, "一级指标", 1, 1),
        over(Item::Level2, "二级指标", 2, 2),
        over(Item::Name, "三级指标", 3, 3),
        over(Item::Target, "年度指标值", 4, 4),
        over(Item::Actual, "实际完成值", 5, 5),
        over(Item::Weight, "分值", 6, 6),
        over(Item::Score, "得分", 7, 7),
        over(Item::Deviation, "偏差度", 8, 8),
        over(Item::Note, "偏差原因分析及改进措施", 9, 9),
    ],
    target_banner: None,
    groups: &[
        Level1 {
            name: "投入管理指标",
            points: 30,
            level2: &[
                level2("工作目标管理", Source::Management(0), 3, 3),
                level2("预算和财务管理", Source::Management(1), 9, 12),
                level2("绩效管理", Source::Management(2), 4, 5),
            ],
        },
        Level1 {
            name: "产出指标",
            points: 25,
            level2: &[
                level2("重点工作任务完成", Source::Duties, 1, 3),
                level2("履职目标实现", Source::Attainment, 2, 4),
                level2("数量指标", Source::Quantity, 1, 4),
            ],
        },
        Level1 {
            name: "效益指标",
            points: 35,
            level2: &[level2("履职效益", Source::Social, 2, 3), level2("满意度", Source::Satisfaction, 1, 2)],
        },
    ],
    has_grade: false,
    reverse: &[Reverse::Ratio, Reverse::Overrun],
    rate_from_row: true,
    binds_groups: true,
    tiers: (80, 60),
};

pub(super) const CHONGQING: Layout = Layout {
    titles: &["部门整体绩效自评表", "部门整体支出绩效自评表"],
    place: "重庆市某区",
    last: 11,
    widths: &[9.0, 12.0, 13.0, 22.0, 9.0, 12.0, 12.0, 13.0, 9.0, 9.0, 9.0, 26.0],
    head: &[&[
        entry("主管部门", (0, 0), Entry::Unit, (1, 5)),
        entry("部门联系人", (6, 6), Entry::Blank, (7, 11)),
    ]],
    funding_label: "部门预算\n执行情况\n（万元）",
    funding: &[
        over(Fund::Name, "", 1, 2),
        over(Fund::Original, "年初预算数", 3, 4),
        over(Fund::Revised, "全年（调整）预算数", 5, 6),
        over(Fund::Outturn, "全年执行数", 7, 7),
        over(Fund::Weight, "执行率权重", 8, 8),
        over(Fund::Rate, "执行率", 9, 9),
        over(Fund::Score, "执行率得分", 10, 11),
    ],
    funds: &["部门预算执行情况"],
    goals_label: "当年绩效\n目标",
    goals: [("年初绩效目标", 1, 5), ("全年目标实际完成情况", 6, 11)],
    has_tasks: false,
    columns: &[
        over(Item::Level1, "一级指标", 1, 1),
        over(Item::Level2, "二级指标", 2, 2),
        over(Item::Name, "指标名称", 3, 3),
        over(Item::Unit, "计量单位", 4, 4),
        over(Item::FirstTarget, "年初指标值", 5, 5),
        over(Item::Target, "调整指标值", 6, 6),
        over(Item::Actual, "全年完成值", 7, 7),
        over(Item::Weight, "指标权重", 8, 8),
        over(Item::ScoreRatio, "得分系数（%）", 9, 9),
        over(Item::Score, "指标得分", 10, 10),
        over(Item::Note, "偏差原因分析", 11, 11),
    ],
    groups: &[
        Level1 {
            name: "投入管理",
            points: 30,
            level2: &[
                level2("预算管理", Source::RuleScored(2), 3, 4),
                level2("绩效管理", Source::Management(2), 3, 5),
            ],
        },
        Level1 {
            name: "履职产出",
            points: 40,
            level2: &[
                level2("数量指标", Source::Quantity, 3, 6),
                level2("质量指标", Source::Quality, 2, 4),
                level2("时效指标", Source::Timeliness, 1, 3),
            ],
        },
        Level1 {
            name: "履职效益",
            points: 20,
            level2: &[
                level2("社会效益指标", Source::Social, 2, 4),
                level2("生态效益指标", Source::Ecological, 1, 2),
                level2("满意度指标", Source::Satisfaction, 1, 2),
            ],
        },
    ],
    has_grade: true,
    rate_from_row: false,
    binds_groups: false,
    ..SHANGJIE
};

/// The budget earns nothing by itself.
pub(super) const SICHUAN: Layout = Layout {
    titles: &["部门整体支出绩效自评表", "部门整体支出绩效自评得分表"],
    place: "四川省某县",
    last: 8,
    widths: &[9.0, 12.0, 14.0, 24.0, 14.0, 14.0, 8.0, 9.0, 28.0],
    head: &[&[entry("部门（单位）名称", (0, 0), Entry::Unit, (1, 8))]],
    funding_label: "部门预算\n（万元）",
    funding: &[
        over(Fund::Name, "", 1, 2),
        over(Fund::Original, "年初预算数", 3, 3),
        over(Fund::Revised, "全年预算数", 4, 5),
        over(Fund::Outturn, "全年执行数", 6, 7),
        over(Fund::Rate, "执行率", 8, 8),
    ],
    funds: &["部门预算总额"],
    budget: None,
    goals: [("预期目标", 1, 4), ("实际完成情况", 5, 8)],
    has_tasks: false,
    columns: &[
        over(Item::Level1, "一级指标", 1, 1),
        over(Item::Level2, "二级指标", 2, 2),
        over(Item::Name, "三级指标", 3, 3),
        over(Item::Target, "年度指标值", 4, 4),
        over(Item::Actual, "实际完成值", 5, 5),
        over(Item::Weight, "分值", 6, 6),
        over(Item::Score, "得分", 7, 7),
        over(Item::Note, "偏差原因分析及改进措施", 8, 8),
    ],
    groups: &[
        Level1 {
            name: "部门决策",
            points: 25,
            level2: &[
                level2("目标任务", Source::RuleScored(0), 3, 3),
                level2("预算编制", Source::RuleScored(1), 2, 3),
            ],
        },
        Level1 {
            name: "综合管理",
            points: 30,
            level2: &[
                level2("预算执行", Source::RuleScored(2), 3, 4),
                level2("资产管理", Source::RuleScored(3), 2, 3),
            ],
        },
        Level1 {
            name: "部门绩效",
            points: 45,
            level2: &[
                level2("数量指标", Source::Quantity, 3, 6),
                level2("质量指标", Source::Quality, 1, 3),
                level2("社会效益指标", Source::Social, 2, 3),
                level2("满意度指标", Source::Satisfaction, 1, 2),
            ],
        },
    ],
    has_grade: true,
    reverse: &[Reverse::PerPoint],
    rate_from_row: false,
    binds_groups: false,
    ..SHANGJIE
};
