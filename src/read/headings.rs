//! 表头用语: the headings of each block as forms print them, the form's own label first.
//!
//! Keys are written as [`Vocabulary::look_up`](super::vocabulary::Vocabulary::look_up) folds a cell: no white space, half-width, without a trailing colon.
//! Trailing brackets (`(A)`, `(万元)`, `(20分*执行率)`) need no entries of their own.

use crate::model::FundingColumn;

/// A heading of the indicator block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IndicatorHeading {
    Level1,
    Level2,
    Level3,
    /// 指标名称: the lowest level, where the form has no 三级指标.
    Name,
    /// 绩效指标: usually the label beside the block; a level only where no other column is.
    Group,
    /// 分解目标: stands for 一级指标 on some forms.
    GroupLevel1,
    /// 评价内容: stands for 二级指标 on some forms.
    GroupLevel2,
    Sign,
    Target,
    OriginalTarget,
    RevisedTarget,
    Unit,
    Actual,
    Weight,
    Score,
    Deviation,
    VarianceNote,
}

/// A heading of the goals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GoalHeading {
    Expected,
    /// 全年(调整)绩效目标 beside 年初绩效目标.
    Revised,
    Actual,
}

/// A heading of the tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TaskHeading {
    Name,
    Content,
    Actual,
}

/// A label that marks its own row or cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Total,
    Grade,
    /// Beside the goals.
    Goals,
}

pub(super) const INDICATORS: [(IndicatorHeading, &[&str]); 17] = [
    (IndicatorHeading::Level1, &["一级指标"]),
    (IndicatorHeading::Level2, &["二级指标"]),
    (IndicatorHeading::Level3, &["三级指标"]),
    (IndicatorHeading::Name, &["指标名称", "指标内容", "四级指标", "绩效指标名称", "考核指标"]),
    (IndicatorHeading::Group, &["绩效指标", "评价指标", "指标", "年度绩效指标", "名称"]),
    (IndicatorHeading::GroupLevel1, &["分解目标", "指标类别", "指标类型名称", "一级"]),
    (IndicatorHeading::GroupLevel2, &["评价内容", "指标分类", "二级"]),
    (
        IndicatorHeading::Sign,
        &["指标性质", "计算符号", "指标类型", "目标方向", "指标方向", "符号", "运算符号"],
    ),
    (
        IndicatorHeading::Target,
        &[
            "年度指标值",
            "指标值",
            "目标值",
            "全年指标值",
            "年度目标值",
            "预期指标值",
            "预期目标值",
            "预期值",
            "计划值",
            "计划指标值",
            "绩效目标值",
            "绩效指标值",
            "目标指标值",
            "全年目标值",
            "年度绩效指标值",
        ],
    ),
    (
        IndicatorHeading::OriginalTarget,
        &[
            "年初指标值",
            "年初目标值",
            "年初设定目标",
            "年初指标标值",
            "年初设定指标值",
            "年初绩效指标值",
            "年初设定目标值",
        ],
    ),
    (
        IndicatorHeading::RevisedTarget,
        &[
            "调整指标值",
            "调整后指标值",
            "调整目标值",
            "调整后目标值",
            "全年(调整)指标值",
            "全年调整指标值",
            "年中调整指标值",
        ],
    ),
    (IndicatorHeading::Unit, &["度量单位", "计量单位", "单位", "指标单位"]),
    (
        IndicatorHeading::Actual,
        &[
            "实际完成值",
            "全年实际值",
            "全年实际完成值",
            "全年完成值",
            "自评完成值",
            "年终完成值",
            "年度完成值",
            "完成值",
            "实际值",
            "实际指标值",
            "实际完成指标值",
            "完成指标值",
            "全年实际完成情况",
            "实际完成情况",
            "指标完成情况",
            "目标完成情况",
            "完成情况",
        ],
    ),
    (
        IndicatorHeading::Weight,
        &[
            "分值",
            "权重",
            "指标权重",
            "指标分值",
            "分值权重",
            "标准分值",
            "标准分",
            "参考分",
            "考核参考分",
            "考核(值)参考分",
            "满分",
            "权重分",
            "权重分值",
        ],
    ),
    (
        IndicatorHeading::Score,
        &["得分", "自评得分", "自评分", "指标得分", "自评分数", "实际得分", "自评分值", "评分", "评价得分"],
    ),
    (IndicatorHeading::Deviation, &["偏差度", "偏差率", "偏离度", "偏离率"]),
    (
        IndicatorHeading::VarianceNote,
        &[
            "偏差原因分析及改进措施",
            "偏差原因及改进措施",
            "偏差原因分析",
            "偏差原因",
            "偏差及原因分析",
            "偏差原因分析和改进措施",
            "偏差原因分析与改进措施",
            "未完成原因分析及改进措施",
            "未完成原因及拟采取的改进措施",
            "未完成原因及改进措施",
            "未完成原因和改进措施",
            "未完成原因分析",
            "未完成原因",
            "偏差大或目标未完成原因分析",
            "原因分析及改进措施",
            "原因分析",
            "原因",
            "说明",
            "备注",
        ],
    ),
];

pub(super) const FUNDING: [(FundingColumn, &[&str]); 6] = [
    (FundingColumn::OriginalBudget, &["年初预算数", "年初预算", "年初预算金额", "年初批复数", "年初数"]),
    (
        FundingColumn::RevisedBudget,
        &[
            "全年预算数",
            "全年(调整)预算数",
            "全年调整预算数",
            "调整后预算数",
            "调整后预算",
            "调整预算数",
            "调整预算",
            "全年预算",
            "全年预算金额",
            "预算数",
            "预算金额",
        ],
    ),
    (
        FundingColumn::Outturn,
        &[
            "全年执行数",
            "全年执行",
            "预算执行数",
            "执行数",
            "实际执行数",
            "全年支出数",
            "全年实际支出数",
            "实际支出",
            "实际支出数",
            "决算数",
            "支出数",
            "执行金额",
        ],
    ),
    (FundingColumn::Weight, &["分值", "权重", "执行率权重", "执行率分值"]),
    (FundingColumn::ExecutionRate, &["执行率", "预算执行率", "执行率%"]),
    (FundingColumn::Score, &["得分", "执行率得分", "自评得分", "自评分"]),
];

pub(super) const GOALS: [(GoalHeading, &[&str]); 3] = [
    (
        GoalHeading::Expected,
        &[
            "预期目标",
            "年初设定目标",
            "年初绩效目标",
            "年初目标",
            "年初预期目标",
            "总体目标",
            "项目年度目标",
            "年度目标",
            "绩效目标",
            "全年预期目标",
            "年度总体目标",
            "年度绩效目标",
        ],
    ),
    (GoalHeading::Revised, &["全年(调整)绩效目标", "调整后绩效目标", "全年调整绩效目标", "调整绩效目标"]),
    (
        GoalHeading::Actual,
        &[
            "实际完成情况",
            "全年实际完成情况",
            "全年完成情况",
            "目标实际完成情况",
            "全年目标实际完成情况",
            "年度总体目标完成情况综述",
            "年度目标完成情况",
            "目标完成情况",
            "完成情况",
            "总体完成情况",
            "年度实际完成情况",
            "年度总体目标完成情况",
            "实际完成目标",
        ],
    ),
];

pub(super) const TASKS: [(TaskHeading, &[&str]); 3] = [
    (TaskHeading::Name, &["任务名称", "主要任务", "年度主要任务", "工作任务"]),
    (TaskHeading::Content, &["主要内容", "任务内容", "工作内容"]),
    (TaskHeading::Actual, &["实际完成情况", "完成情况", "全年完成情况", "任务完成情况"]),
];

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
