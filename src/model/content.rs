//! What goes into a new form: texts as a person would type them, before any cell exists.

use serde::Deserialize;

/// A form's content by block; every text reads as it would on the form (`≥90%`, `66.6`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FormContent {
    /// 评价年度.
    pub fiscal_year: Option<u16>,
    /// Labels of the head and their entries.
    pub header: Vec<(String, String)>,
    /// Rows of the funding block, in the template's order.
    pub funding: Vec<FundingContent>,
    /// 预期目标.
    pub goal_expected: String,
    /// 实际完成情况.
    pub goal_actual: String,
    /// 年度主要任务: name, content, what came of it.
    pub tasks: Vec<[String; 3]>,
    /// The indicator rows.
    pub indicators: Vec<IndicatorContent>,
    /// 总分 as stated; blank lets the form add it up.
    pub total_score: String,
    /// 自评等级 as stated.
    pub grade: String,
}

/// One row of the funding block.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FundingContent {
    /// The row's label.
    pub name: String,
    /// 年初预算数.
    pub original_budget: String,
    /// 全年预算数.
    pub revised_budget: String,
    /// 全年执行数.
    pub outturn: String,
    /// 分值.
    pub weight: String,
    /// 执行率 as stated; blank lets the form work it out.
    pub execution_rate: String,
    /// 得分 as stated; blank lets the form work it out.
    pub score: String,
}

/// One indicator row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IndicatorContent {
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub level3: String,
    /// 年度指标值.
    pub target: String,
    /// 实际完成值.
    pub actual: String,
    /// 分值.
    pub weight: String,
    /// 得分 as stated; blank lets the form work it out.
    pub score: String,
    /// 偏差度 as stated; blank lets the form work it out.
    pub deviation: String,
    /// 偏差原因分析及改进措施.
    pub variance_note: String,
}
