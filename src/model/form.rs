//! The form as typed rows. What a form does not have is `None`; a blank cell is a blank [`Field`].

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::oddity::Oddity;
use crate::value::{ActualValue, Amount, CellRef, Points, Rate, TargetValue};

/// Which family a form belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormKind {
    /// 部门整体绩效自评表.
    Department,
    /// 项目支出绩效自评表.
    Project,
    /// 转移支付绩效目标自评表.
    Transfer,
}

/// A label of the form's head and what stands beside it (项目名称, 主管部门, 实施单位 …).
#[derive(Debug, Clone, PartialEq)]
pub struct HeaderEntry {
    /// The label as printed, without trailing colon.
    pub label: String,
    /// The cell of the entry beside it.
    pub at: CellRef,
    /// The entry, verbatim.
    pub text: String,
}

/// One row of the funding block (项目资金, 部门整体支出情况); the first one is the total.
#[derive(Debug, Clone, PartialEq)]
pub struct FundingRow {
    /// The label: 年度资金总额, 其中：当年财政拨款 …
    pub name: Field<String>,
    /// 年初预算数.
    pub original_budget: Option<Field<Amount>>,
    /// 全年预算数: the adjusted budget.
    pub revised_budget: Option<Field<Amount>>,
    /// 全年执行数: what was spent.
    pub outturn: Option<Field<Amount>>,
    /// 分值.
    pub weight: Option<Field<Points>>,
    /// 执行率.
    pub execution_rate: Option<Field<Rate>>,
    /// 得分.
    pub score: Option<Field<Points>>,
    /// 原因, where the block has a column for it; filled in, it also stands under `other`.
    pub variance_note: Option<Field<String>>,
    /// Any further column (来源, 原因 …).
    pub other: Vec<OtherColumn>,
}

impl FundingRow {
    /// The base of the execution rate: 全年预算数, or 年初预算数 on a form that has no adjusted one.
    pub fn budget(&self) -> Option<&Field<Amount>> {
        self.revised_budget.as_ref().or(self.original_budget.as_ref())
    }
}

/// One pair of 预期目标 and 实际完成情况.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// 预期目标.
    pub expected: Option<Field<String>>,
    /// 实际完成情况.
    pub actual: Option<Field<String>>,
}

/// One row of 年度主要任务.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// 任务名称.
    pub name: Option<Field<String>>,
    /// 主要内容.
    pub content: Option<Field<String>>,
    /// 实际完成情况.
    pub actual: Option<Field<String>>,
}

/// A column of the indicator or the funding block that has no field of its own (评价标准, 备注 …).
#[derive(Debug, Clone, PartialEq)]
pub struct OtherColumn {
    /// The heading as printed.
    pub heading: String,
    /// The cell.
    pub field: Field<String>,
}

/// One row of the indicator block (绩效指标).
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorRow {
    /// The sheet's row number, from 1.
    pub row: u32,
    /// 一级指标; a merged cell repeats its text and keeps its first cell's address.
    pub level1: Option<Field<String>>,
    /// 二级指标, likewise.
    pub level2: Option<Field<String>>,
    /// 三级指标.
    pub level3: Option<Field<String>>,
    /// 指标性质 or 计算符号, where it has a column of its own.
    pub sign: Option<Field<String>>,
    /// 年度指标值; the adjusted one where two stand side by side.
    pub target: Option<Field<TargetValue>>,
    /// 年初指标值 where an adjusted target stands beside it.
    pub original_target: Option<Field<TargetValue>>,
    /// 度量单位, where it has a column of its own.
    pub unit: Option<Field<String>>,
    /// 实际完成值.
    pub actual: Option<Field<ActualValue>>,
    /// 分值.
    pub weight: Option<Field<Points>>,
    /// 得分 (自评).
    pub score: Option<Field<Points>>,
    /// 偏差度.
    pub deviation: Option<Field<Rate>>,
    /// 偏差原因分析及改进措施.
    pub variance_note: Option<Field<String>>,
    /// Any further column.
    pub other: Vec<OtherColumn>,
    /// Whether its points repeat the sum of the rows below it (一、 over 1. and 2.); they are not counted again.
    pub is_parent: bool,
}

impl IndicatorRow {
    /// The row's own label: the lowest level that has text.
    pub fn label(&self) -> &str {
        [&self.level3, &self.level2, &self.level1]
            .into_iter()
            .flatten()
            .map(|field| field.text.trim())
            .find(|text| !text.is_empty())
            .unwrap_or("")
    }
}

/// The 总分 row.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// 分值.
    pub weight: Option<Field<Points>>,
    /// 得分.
    pub score: Option<Field<Points>>,
}

/// What a column of the indicator block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// 一级指标.
    Level1,
    /// 二级指标.
    Level2,
    /// 三级指标.
    Level3,
    /// 指标性质, 计算符号.
    Sign,
    /// 年度指标值.
    Target,
    /// 年初指标值 beside an adjusted one.
    OriginalTarget,
    /// 度量单位.
    Unit,
    /// 实际完成值.
    Actual,
    /// 分值.
    Weight,
    /// 得分.
    Score,
    /// 偏差度.
    Deviation,
    /// 偏差原因分析及改进措施.
    VarianceNote,
    /// Anything else.
    Other,
}

/// What a column of the funding block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundingColumn {
    /// The row's label.
    Name,
    /// 年初预算数.
    OriginalBudget,
    /// 全年预算数.
    RevisedBudget,
    /// 全年执行数.
    Outturn,
    /// 分值.
    Weight,
    /// 执行率.
    ExecutionRate,
    /// 得分.
    Score,
}

/// Where the form's blocks stand on the sheet, for whoever draws it again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FormPlan {
    /// First row of the form: its title.
    pub first_row: u32,
    /// Last row of the form, notes and signatures included.
    pub last_row: u32,
    /// Rows that hold headings.
    pub heading_rows: Vec<u32>,
    /// Columns of the indicator block, left to right.
    pub indicator_columns: Vec<(Column, u16)>,
    /// Columns of the funding block, left to right.
    pub funding_columns: Vec<(FundingColumn, u16)>,
    /// Columns of the indicator block that were told by a part of their heading only.
    pub guessed: Vec<GuessedColumn>,
}

/// A column whose heading is in no list, but has words that tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuessedColumn {
    /// What it was taken for.
    pub column: Column,
    /// The heading's cell.
    pub at: CellRef,
    /// The heading as printed.
    pub heading: String,
}

/// What of a form is not shown; rows and columns only where something stands in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hidden {
    /// Whether the sheet's tab is hidden.
    pub is_sheet: bool,
    /// The form's hidden rows, from 0, ascending.
    pub rows: Vec<u32>,
    /// The form's hidden columns, from 0, ascending.
    pub cols: Vec<u16>,
}

impl Hidden {
    /// Whether all of the form is shown.
    pub fn is_nothing(&self) -> bool {
        !self.is_sheet && self.rows.is_empty() && self.cols.is_empty()
    }
}

/// One 绩效自评表.
#[derive(Debug, Clone, PartialEq)]
pub struct EvaluationForm {
    /// The sheet it stands on.
    pub sheet: String,
    /// The title as printed.
    pub title: Field<String>,
    /// Department, project or transfer payment.
    pub kind: FormKind,
    /// 评价年度, where the form says it.
    pub fiscal_year: Option<u16>,
    /// The unit that filled it in: 部门（单位）名称, 实施单位 …
    pub unit_name: Option<String>,
    /// 万元 or 元.
    pub amount_unit: String,
    /// The head of the form, in reading order.
    pub header: Vec<HeaderEntry>,
    /// The funding block; its first row is the total.
    pub funding: Vec<FundingRow>,
    /// The budget score's points where a heading prints them: 预算执行情况（20分）, 得分（20分*执行率）.
    pub budget_points: Option<Field<Points>>,
    /// 年度总体目标 / 年度履职目标.
    pub goals: Vec<Goal>,
    /// 年度主要任务.
    pub tasks: Vec<Task>,
    /// 绩效指标.
    pub indicators: Vec<IndicatorRow>,
    /// 总分.
    pub total: Option<Total>,
    /// 自评等级.
    pub grade: Option<Field<String>>,
    /// What stands on the form outside its blocks, in reading order: prose between them, 其他需要说明事项, notes, signatures.
    pub notes: Vec<HeaderEntry>,
    /// Where the blocks stand.
    pub plan: FormPlan,
    /// What of it is hidden.
    pub hidden: Hidden,
    /// What is odd about how the file holds it; by cell.
    pub oddities: Vec<Oddity>,
}

impl EvaluationForm {
    /// The funding row that carries the budget score: the first.
    pub fn budget_row(&self) -> Option<&FundingRow> {
        self.funding.first()
    }

    /// Whether the indicator block has this column.
    pub fn has_column(&self, column: Column) -> bool {
        self.plan.indicator_columns.iter().any(|(own, _)| *own == column)
    }

    /// The indicator rows that speak for themselves: all but those that repeat the sum of the rows below them.
    pub fn own_indicators(&self) -> impl Iterator<Item = &IndicatorRow> {
        self.indicators.iter().filter(|row| !row.is_parent)
    }

    /// The indicator rows that count: filled in with at least a target, an actual value, a weight or a score.
    ///
    /// Rows of a blank template (`指标2：`, `……`) are left out, and rows that repeat the sum of the rows below them.
    pub fn filled_indicators(&self) -> impl Iterator<Item = &IndicatorRow> {
        self.own_indicators().filter(|row| {
            row.target.as_ref().is_some_and(|f| !f.is_empty())
                || row.actual.as_ref().is_some_and(|f| !f.is_empty())
                || row.weight.as_ref().is_some_and(|f| !f.is_empty())
                || row.score.as_ref().is_some_and(|f| !f.is_empty())
        })
    }
}
