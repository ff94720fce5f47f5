//! 项目支出绩效自评表.

use super::{Column, Entry, Fund, Item, Labelled, Layout, Level1, Level2, Reverse, Source};
use super::{entry, level2, over};

const HEAD: &[&[Labelled]] = &[
    &[entry("项目名称", (0, 0), Entry::Project, (1, 8))],
    &[entry("主管部门", (0, 0), Entry::Bureau, (1, 3)), entry("实施单位", (4, 4), Entry::Unit, (5, 8))],
];

const WIDE_HEAD: &[&[Labelled]] = &[
    &[entry("项目名称", (0, 0), Entry::Project, (1, 10))],
    &[entry("主管部门", (0, 0), Entry::Bureau, (1, 3)), entry("实施单位", (4, 5), Entry::Unit, (6, 10))],
];

const FUNDING: &[Column<Fund>] = &[
    over(Fund::Name, "", 1, 2),
    over(Fund::Original, "年初预算数", 3, 3),
    over(Fund::Revised, "全年预算数", 4, 4),
    over(Fund::Outturn, "全年执行数", 5, 5),
    over(Fund::Weight, "分值", 6, 6),
    over(Fund::Rate, "执行率", 7, 7),
    over(Fund::Score, "得分", 8, 8),
];

const COLUMNS: &[Column<Item>] = &[
    over(Item::Level1, "一级指标", 1, 1),
    over(Item::Level2, "二级指标", 2, 2),
    over(Item::Name, "三级指标", 3, 3),
    over(Item::Target, "年度指标值", 4, 4),
    over(Item::Actual, "实际完成值", 5, 5),
    over(Item::Weight, "分值", 6, 6),
    over(Item::Score, "得分", 7, 7),
    over(Item::Note, "偏差原因分析及改进措施", 8, 8),
];

const OUTPUT: &[Level2] = &[
    level2("数量指标", Source::Quantity, 3, 6),
    level2("质量指标", Source::Quality, 2, 4),
    level2("时效指标", Source::Timeliness, 1, 3),
    level2("成本指标", Source::Cost, 1, 3),
];

const OUTPUT_WITHOUT_COST: &[Level2] = &[
    level2("数量指标", Source::Quantity, 3, 6),
    level2("质量指标", Source::Quality, 2, 4),
    level2("时效指标", Source::Timeliness, 2, 4),
];

const COST: &[Level2] = &[level2("经济成本指标", Source::Cost, 2, 3)];

const BENEFIT: &[Level2] = &[
    level2("经济效益指标", Source::Economic, 1, 2),
    level2("社会效益指标", Source::Social, 2, 4),
    level2("生态效益指标", Source::Ecological, 1, 2),
    level2("可持续影响指标", Source::Lasting, 1, 3),
];

const SATISFACTION: &[Level2] = &[level2("服务对象满意度指标", Source::Satisfaction, 1, 2)];

const fn level1(name: &'static str, points: i64, level2: &'static [Level2]) -> Level1 {
    Level1 { name, points, level2 }
}

pub(super) const NATIONAL: Layout = Layout {
    titles: &["项目支出绩效自评表", "项目绩效自评表"],
    is_department: false,
    place: "某市",
    last: 8,
    widths: &[9.0, 11.0, 14.0, 24.0, 14.0, 14.0, 8.0, 9.0, 28.0],
    head: HEAD,
    funding_label: "项目资金\n（万元）",
    funding: FUNDING,
    funds: &["年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"],
    budget: Some(10),
    goals_label: "年度总体\n目标",
    goals: [("预期目标", 1, 4), ("实际完成情况", 5, 8)],
    has_tasks: false,
    columns: COLUMNS,
    target_banner: None,
    groups: &[
        level1("产出指标", 50, OUTPUT),
        level1("效益指标", 30, BENEFIT),
        level1("满意度指标", 10, SATISFACTION),
    ],
    has_grade: true,
    reverse: &[Reverse::Ratio],
    rate_from_row: false,
    binds_groups: false,
    tiers: (80, 60),
};

pub(super) const WITH_COST: Layout = Layout {
    groups: &[
        level1("成本指标", 20, COST),
        level1("产出指标", 40, OUTPUT_WITHOUT_COST),
        level1("效益指标", 20, BENEFIT),
        level1("满意度指标", 10, SATISFACTION),
    ],
    ..NATIONAL
};

/// 30 of the 100 points are given outside the form.
pub(super) const HENAN: Layout = Layout {
    titles: &["项目支出绩效自评表"],
    place: "河南省某县",
    groups: &[
        level1("成本指标", 10, COST),
        level1("产出指标", 30, OUTPUT_WITHOUT_COST),
        level1("效益指标", 25, BENEFIT),
        level1("满意度指标", 5, SATISFACTION),
    ],
    has_grade: false,
    ..NATIONAL
};

pub(super) const HUBEI: Layout = Layout {
    titles: &["项目自评表"],
    place: "湖北省某市",
    funding_label: "预算执行\n情况\n（万元）",
    funding: &[
        over(Fund::Name, "", 1, 2),
        over(Fund::Revised, "预算数（A）", 3, 4),
        over(Fund::Outturn, "执行数（B）", 5, 5),
        over(Fund::Weight, "分值", 6, 6),
        over(Fund::Rate, "执行率（B/A）", 7, 7),
        over(Fund::Score, "得分（20分*执行率）", 8, 8),
    ],
    funds: &["年度财政资金总额"],
    budget: Some(20),
    goals_label: "年度绩效\n目标",
    columns: &[
        over(Item::Level1, "一级指标", 1, 1),
        over(Item::Level2, "二级指标", 2, 2),
        over(Item::Name, "三级指标", 3, 3),
        over(Item::Target, "年初目标值（A）", 4, 4),
        over(Item::Actual, "实际完成值（B）", 5, 5),
        over(Item::Weight, "分值", 6, 6),
        over(Item::Score, "得分", 7, 7),
        over(Item::Note, "偏差大或目标未完成原因分析", 8, 8),
    ],
    groups: &[
        level1("产出指标", 40, OUTPUT),
        level1("效益指标", 30, BENEFIT),
        level1("满意度指标", 10, SATISFACTION),
    ],
    has_grade: false,
    tiers: (80, 50),
    ..NATIONAL
};

pub(super) const SICHUAN: Layout = Layout {
    titles: &["部门预算项目支出绩效自评表"],
    place: "四川省某县",
    last: 10,
    widths: &[9.0, 11.0, 14.0, 22.0, 9.0, 10.0, 9.0, 13.0, 8.0, 9.0, 26.0],
    head: WIDE_HEAD,
    funding_label: "年度预算数\n（万元）",
    funding: &[
        over(Fund::Name, "", 1, 2),
        over(Fund::Original, "年初预算", 3, 3),
        over(Fund::Revised, "调整后预算数", 4, 5),
        over(Fund::Outturn, "预算执行数", 6, 7),
        over(Fund::Weight, "权重", 8, 8),
        over(Fund::Rate, "预算执行率", 9, 9),
        over(Fund::Score, "得分", 10, 10),
    ],
    funds: &["总额", "其中：财政资金", "财政专户管理资金", "单位资金", "其他资金"],
    goals: [("预期目标", 1, 5), ("实际完成情况", 6, 10)],
    columns: &[
        over(Item::Level1, "一级指标", 1, 1),
        over(Item::Level2, "二级指标", 2, 2),
        over(Item::Name, "三级指标", 3, 3),
        over(Item::Sign, "指标性质", 4, 4),
        over(Item::Target, "指标值", 5, 5),
        over(Item::Unit, "度量单位", 6, 6),
        over(Item::Actual, "完成值", 7, 7),
        over(Item::Weight, "权重", 8, 8),
        over(Item::Score, "得分", 9, 9),
        over(Item::Note, "未完成原因分析", 10, 10),
    ],
    has_grade: false,
    reverse: &[Reverse::Ratio, Reverse::Overrun],
    ..NATIONAL
};

pub(super) const YUNNAN: Layout = Layout {
    titles: &["项目支出绩效自评表"],
    place: "云南省某县",
    last: 10,
    widths: &[9.0, 11.0, 14.0, 22.0, 9.0, 10.0, 9.0, 13.0, 8.0, 9.0, 26.0],
    head: WIDE_HEAD,
    funding: &[
        over(Fund::Name, "", 1, 2),
        over(Fund::Original, "年初预算数", 3, 3),
        over(Fund::Revised, "全年预算数", 4, 5),
        over(Fund::Outturn, "全年执行数", 6, 7),
        over(Fund::Weight, "分值", 8, 8),
        over(Fund::Rate, "执行率", 9, 9),
        over(Fund::Score, "得分", 10, 10),
    ],
    goals: [("预期目标", 1, 5), ("实际完成情况", 6, 10)],
    columns: &[
        over(Item::Level1, "一级指标", 1, 1),
        over(Item::Level2, "二级指标", 2, 2),
        over(Item::Name, "三级指标", 3, 3),
        over(Item::Sign, "指标性质", 4, 4),
        over(Item::Target, "指标值", 5, 5),
        over(Item::Unit, "度量单位", 6, 6),
        over(Item::Actual, "实际完成值", 7, 7),
        over(Item::Weight, "分值", 8, 8),
        over(Item::Score, "得分", 9, 9),
        over(Item::Note, "偏差原因分析及改进措施", 10, 10),
    ],
    target_banner: Some("年度指标值"),
    ..NATIONAL
};
