//! What goes into a new form: texts as a person would type them, before any cell exists.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::form::{Column, FundingColumn};

/// A form's content by block; every text reads as it would on the form (`≥90%`, `66.6`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FormContent {
    /// The form's own title; blank for the profile's.
    pub title: String,
    /// 评价年度.
    pub fiscal_year: Option<u16>,
    /// 万元 or 元; blank for the profile's.
    pub amount_unit: String,
    /// Labels of the head and their entries.
    pub header: Vec<(String, String)>,
    /// Rows of the funding block, in the template's order.
    pub funding: Vec<FundingContent>,
    /// 预期目标.
    pub goal_expected: String,
    /// 实际完成情况.
    pub goal_actual: String,
    /// Further goals: 预期目标 and 实际完成情况 of each.
    pub further_goals: Vec<[String; 2]>,
    /// 年度主要任务: name, content, what came of it.
    pub tasks: Vec<[String; 3]>,
    /// The indicator rows.
    pub indicators: Vec<IndicatorContent>,
    /// 总分's own 分值 as stated; blank lets the form add it up.
    pub total_weight: String,
    /// 总分 as stated; blank lets the form add it up.
    pub total_score: String,
    /// 自评等级 as stated.
    pub grade: String,
    /// Lines under the form: label and text.
    pub notes: Vec<(String, String)>,
    /// What the form has that the content was read from; `None` for content by hand, which the profile's form completes.
    #[serde(skip)]
    pub origin: Option<Origin>,
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
    /// Any further column: heading and text.
    pub other: Vec<(String, String)>,
    /// Of a row that was read from a form.
    #[serde(skip)]
    pub read: Option<ReadCells<FundingColumn>>,
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
    /// 指标性质 or 计算符号, in a column of its own.
    pub sign: String,
    /// 年度指标值.
    pub target: String,
    /// 年初指标值 beside an adjusted one.
    pub original_target: String,
    /// 度量单位, in a column of its own.
    pub unit: String,
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
    /// Any further column: heading and text.
    pub other: Vec<(String, String)>,
    /// Of a row that was read from a form.
    #[serde(skip)]
    pub read: Option<ReadCells<Column>>,
}

/// What the cells of a row say beyond their texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadCells<C> {
    /// The exact numbers; a cell may show fewer digits than it holds. Rates are in percent.
    pub numbers: Vec<(C, Decimal)>,
    /// The columns whose cell is merged with the one above.
    pub merged: Vec<C>,
}

impl<C: Copy + PartialEq> ReadCells<C> {
    /// The exact number of a column.
    pub fn number(&self, column: C) -> Option<Decimal> {
        self.numbers.iter().find(|(own, _)| *own == column).map(|(_, number)| *number)
    }
}

/// What a form has, whatever its profile's own form has: the new form gets the same, no more and no less.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The sheet row of each entry of the head: what stood on one line stays on one line.
    pub header_rows: Vec<u32>,
    /// Columns of the indicator block that have a field of their own.
    pub columns: Vec<Column>,
    /// The same of the funding block.
    pub funding_columns: Vec<FundingColumn>,
    /// Whether the goals have 预期目标 and 实际完成情况.
    pub goal_columns: [bool; 2],
    /// Which goals, counted from 0, stood beside an adjusted one as what was first set (年初绩效目标): they have no result.
    pub original_goals: Vec<usize>,
    /// Whether the tasks have a name, a content and a result.
    pub task_columns: [bool; 3],
    /// The row of the total; `None` if the form has none, or states its total in the head.
    pub total: Option<TotalOrigin>,
    /// Where the grade stands.
    pub grade: GradePlace,
    /// The sheet row of each note.
    pub note_rows: Vec<u32>,
}

/// The cells of a total row, as far as there are any, with their exact numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotalOrigin {
    /// 分值.
    pub weight: Option<Option<Decimal>>,
    /// 得分.
    pub score: Option<Option<Decimal>>,
}

/// Where a form has its grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GradePlace {
    /// Nowhere.
    #[default]
    Nowhere,
    /// Beside the total.
    Total,
    /// Among the entries of the head.
    Header,
    /// On a row of its own, behind its label.
    Row,
}

impl FormContent {
    /// All goals: expected and achieved.
    pub fn goals(&self) -> Vec<[&str; 2]> {
        let first = [self.goal_expected.as_str(), self.goal_actual.as_str()];
        let further =
            self.further_goals.iter().map(|[expected, actual]| [expected.as_str(), actual.as_str()]);
        std::iter::once(first).chain(further).collect()
    }
}

impl IndicatorContent {
    /// The text of a column that has a field of its own.
    pub fn text(&self, column: Column) -> &str {
        match column {
            Column::Level1 => &self.level1,
            Column::Level2 => &self.level2,
            Column::Level3 => &self.level3,
            Column::Sign => &self.sign,
            Column::Target => &self.target,
            Column::OriginalTarget => &self.original_target,
            Column::Unit => &self.unit,
            Column::Actual => &self.actual,
            Column::Weight => &self.weight,
            Column::Score => &self.score,
            Column::Deviation => &self.deviation,
            Column::VarianceNote => &self.variance_note,
            Column::Other => "",
        }
    }
}

impl FundingContent {
    /// The text of a column.
    pub fn text(&self, column: FundingColumn) -> &str {
        match column {
            FundingColumn::Name => &self.name,
            FundingColumn::OriginalBudget => &self.original_budget,
            FundingColumn::RevisedBudget => &self.revised_budget,
            FundingColumn::Outturn => &self.outturn,
            FundingColumn::Weight => &self.weight,
            FundingColumn::ExecutionRate => &self.execution_rate,
            FundingColumn::Score => &self.score,
        }
    }
}
