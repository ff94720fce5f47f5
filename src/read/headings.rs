//! 表头用语: the headings of the other blocks as forms print them, the form's own label first.
//!
//! Keys are written as [`Vocabulary::look_up`](super::vocabulary::Vocabulary::look_up) folds a cell: no white space, half-width, without a trailing colon.
//! Trailing brackets (`(A)`, `(万元)`, `(20分*执行率)`) need no entries of their own.

use crate::model::FundingColumn;

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

pub(super) const FUNDING: [(FundingColumn, &[&str]); 6] = [
    (
        FundingColumn::OriginalBudget,
        &[
            "年初预算数",
            "年初预算",
            "年初预算金额",
            "年初批复数",
            "年初数",
            "年初预算批复数",
            "年初批复预算数",
            "年初批复预算",
            "年初安排数",
            "年初预算安排数",
            "年初预算安排",
            "年初部门预算数",
            "年初预算额",
        ],
    ),
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
            "年度预算数",
            "年度预算",
            "年度预算金额",
            "年度预算安排数",
            "本年预算数",
            "本年预算",
            "预算安排数",
            "预算安排",
            "预算安排金额",
            "预算批复数",
            "批复预算数",
            "调整后全年预算数",
            "调整后预算金额",
            "最终预算数",
            "预算总额",
            "全年预算安排数",
            "全年预算总额",
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
            "年度执行数",
            "本年执行数",
            "年度支出数",
            "本年支出数",
            "全年支出",
            "全年实际支出",
            "全年实际执行数",
            "全年实际执行",
            "实际执行",
            "实际执行金额",
            "预算执行金额",
            "预算实际执行数",
            "实际支出金额",
            "支出金额",
            "实际支付数",
            "实际支付金额",
            "实际使用数",
            "实际使用金额",
            "年度实际支出数",
            "全年执行金额",
        ],
    ),
    (FundingColumn::Weight, &["分值", "权重", "执行率权重", "执行率分值", "标准分", "满分"]),
    (
        FundingColumn::ExecutionRate,
        &[
            "执行率",
            "预算执行率",
            "执行率%",
            "全年执行率",
            "年度执行率",
            "资金执行率",
            "支出执行率",
            "支出进度",
            "执行进度",
            "预算执行进度",
            "预算完成率",
        ],
    ),
    (
        FundingColumn::Score,
        &["得分", "执行率得分", "自评得分", "自评分", "自评分数", "单位自评得分", "评分", "执行得分"],
    ),
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
            "年初设定绩效目标",
            "年初预期绩效目标",
            "年度预期目标",
            "年度设定目标",
            "预期绩效目标",
            "年初总体目标",
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
            "年度目标实际完成情况",
            "绩效目标完成情况",
            "绩效目标实际完成情况",
            "总体目标完成情况",
            "年度绩效目标完成情况",
            "实际完成情况综述",
            "年末完成情况",
            "目标完成情况综述",
            "全年总体目标完成情况",
            "年度完成情况",
        ],
    ),
];

pub(super) const TASKS: [(TaskHeading, &[&str]); 3] = [
    (
        TaskHeading::Name,
        &["任务名称", "主要任务", "年度主要任务", "工作任务", "年度重点任务", "主要任务名称"],
    ),
    (TaskHeading::Content, &["主要内容", "任务内容", "工作内容", "具体内容", "任务主要内容", "主要工作内容"]),
    (
        TaskHeading::Actual,
        &[
            "实际完成情况",
            "完成情况",
            "全年完成情况",
            "任务完成情况",
            "任务实际完成情况",
            "全年实际完成情况",
            "年度完成情况",
        ],
    ),
];
