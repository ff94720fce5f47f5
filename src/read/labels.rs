//! 栏目用语: labels that mark a row or a cell, totals, grades, the unit's own name, and where notes begin.
//!
//! Keys are written as in [`headings`](super::headings).

/// A label that marks its own row or cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Total,
    Grade,
    /// Beside the goals.
    Goals,
}

pub(super) const MARKS: [(Mark, &[&str]); 3] = [
    (
        Mark::Total,
        &[
            "总分",
            "合计",
            "总计",
            "自评总分",
            "总得分",
            "自评总得分",
            "自评得分合计",
            "得分合计",
            "评价总分",
            "综合得分",
            "总分合计",
            "合计得分",
            "指标得分合计",
            "指标合计",
            "自评分合计",
            "总评分",
            "总分值",
            "分值合计",
            "项目总分",
            "项目得分",
            "自评合计",
            "自评综合得分",
            "绩效自评总分",
            "绩效自评得分",
            "项目自评得分",
            "综合评分",
            "最终得分",
            "总计得分",
        ],
    ),
    (
        Mark::Grade,
        &[
            "自评等级",
            "评价等级",
            "自评结论",
            "绩效等级",
            "等级",
            "自评等次",
            "评价等次",
            "评定等级",
            "绩效评价等级",
            "自评结果",
            "评分等级",
            "评级",
            "自评定级",
            "绩效等次",
            "绩效自评等级",
            "绩效自评等次",
            "项目自评等级",
            "项目自评等次",
            "评价结果",
        ],
    ),
    (
        Mark::Goals,
        &[
            "年度总体目标",
            "年度履职目标",
            "年度绩效目标",
            "当年绩效目标",
            "年度总体绩效目标",
            "总体目标",
            "年度目标",
            "绩效目标",
        ],
    ),
];

/// How the unit's own name is labelled, best first.
pub(super) const UNIT_LABELS: [&str; 24] = [
    "部门(单位)名称",
    "部门名称",
    "单位名称",
    "预算部门",
    "省级预算单位名称",
    "预算单位",
    "预算单位名称",
    "实施单位",
    "项目实施单位",
    "项目单位",
    "资金使用单位",
    "评价部门名称",
    "评价单位",
    "自评单位",
    "填报单位",
    "部门(单位)",
    "部门",
    "单位",
    "项目承担单位",
    "执行单位",
    "主管部门及实施单位",
    "地方主管部门",
    "项目主管部门",
    "主管部门",
];

/// 优 良 中 差 and the other words that grades are given in.
pub(super) const GRADES: [&str; 13] =
    ["优", "良", "中", "差", "优秀", "良好", "中等", "一般", "较差", "合格", "基本合格", "不合格", "及格"];

/// Beginnings of the rows that follow the indicators: notes, conclusions, signatures.
pub(super) const CLOSING_WORDS: [&str; 27] = [
    "注:",
    "注1",
    "注.",
    "备注",
    "说明",
    "填报说明",
    "填表说明",
    "填表人",
    "填报人",
    "填报单位",
    "填报时间",
    "填报日期",
    "制表",
    "经办人",
    "联系人",
    "联系电话",
    "项目负责人",
    "单位负责人",
    "财务负责人",
    "负责人",
    "审核人",
    "评价结论",
    "自评结论",
    "其他需要说明",
    "存在问题",
    "改进措施",
    "偏差大或目标未完成原因分析",
];
