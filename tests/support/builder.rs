//! A form row by row: `form().indicator(|row| row.name("…").target("≥90%").actual("66.6%"))`.

use std::str::FromStr;

use ziping::model::{
    Column, EvaluationForm, Field, FormKind, FormPlan, FundingColumn, FundingRow, Goal, GuessedColumn,
    HeaderEntry, Hidden, IndicatorRow, Odd, Oddity, Stored, Total,
};
use ziping::value::{ActualValue, CellRef, Rate, TargetValue, is_placeholder, parse_number};

/// The first indicator row, as Excel counts.
const FIRST_INDICATOR: u32 = 14;

/// A 项目支出绩效自评表 in the national layout: target E, actual F, weight G, score H, reason I, rows from 14; the
/// funding block in D to I, rows from 6.
pub(crate) fn form() -> FormBuilder {
    FormBuilder {
        kind: FormKind::Project,
        title: "项目支出绩效自评表（2023年度）".to_owned(),
        columns: PROJECT.to_vec(),
        funding_columns: funding_columns('D'),
        first_funding: 6,
        funding: Vec::new(),
        rows: Vec::new(),
        total: None,
        grade: None,
        hidden: Hidden::default(),
        oddities: Vec::new(),
        fiscal_year: None,
        goal: ["按计划完成全年工作。", "全年工作基本完成。"].map(str::to_owned),
        notes: Vec::new(),
        guessed: Vec::new(),
    }
}

/// A 部门整体自评表 in the layout of `shangjie-department`: as [`form`], with the deviation in I and the reason in J; the
/// funding block in E to J, rows from 4.
pub(crate) fn department() -> FormBuilder {
    FormBuilder {
        kind: FormKind::Department,
        title: "部门整体自评表".to_owned(),
        columns: DEPARTMENT.to_vec(),
        funding_columns: funding_columns('E'),
        first_funding: 4,
        ..form()
    }
}

/// A project form of 100 points without a fault: 99.50 points, the total in row 17.
pub(crate) fn whole() -> FormBuilder {
    form()
        .funding(["年度资金总额", "100", "100", "95", "10", "95%", "9.5"])
        .funding(["其中：当年财政拨款", "80", "80", "76", "-", "95%", "-"])
        .funding(["其他资金", "20", "20", "19", "-", "95%", "-"])
        .indicator(|row| row.weight("50"))
        .indicator(|row| row.levels("效益指标", "社会效益指标").name("受益覆盖率").weight("30"))
        .indicator(|row| row.levels("满意度指标", "服务对象满意度指标").name("群众满意度"))
        .total("100", "99.5")
        .grade("优")
}

const PROJECT: [(Column, char); 8] = [
    (Column::Level1, 'B'),
    (Column::Level2, 'C'),
    (Column::Level3, 'D'),
    (Column::Target, 'E'),
    (Column::Actual, 'F'),
    (Column::Weight, 'G'),
    (Column::Score, 'H'),
    (Column::VarianceNote, 'I'),
];

const DEPARTMENT: [(Column, char); 9] = [
    (Column::Level1, 'B'),
    (Column::Level2, 'C'),
    (Column::Level3, 'D'),
    (Column::Target, 'E'),
    (Column::Actual, 'F'),
    (Column::Weight, 'G'),
    (Column::Score, 'H'),
    (Column::Deviation, 'I'),
    (Column::VarianceNote, 'J'),
];

/// The funding block's columns; the amounts start at `first`.
fn funding_columns(first: char) -> Vec<(FundingColumn, char)> {
    let fields = [
        FundingColumn::OriginalBudget,
        FundingColumn::RevisedBudget,
        FundingColumn::Outturn,
        FundingColumn::Weight,
        FundingColumn::ExecutionRate,
        FundingColumn::Score,
    ];
    std::iter::once((FundingColumn::Name, 'B')).chain(fields.into_iter().zip(first..)).collect()
}

/// A form in the making.
#[derive(Clone)]
pub(crate) struct FormBuilder {
    kind: FormKind,
    title: String,
    columns: Vec<(Column, char)>,
    funding_columns: Vec<(FundingColumn, char)>,
    first_funding: u32,
    funding: Vec<[String; 7]>,
    rows: Vec<Row>,
    total: Option<[String; 2]>,
    grade: Option<String>,
    hidden: Hidden,
    oddities: Vec<Oddity>,
    fiscal_year: Option<u16>,
    goal: [String; 2],
    notes: Vec<HeaderEntry>,
    guessed: Vec<GuessedColumn>,
}

/// An indicator row in the making: `≥90%` reached with `95%`, 10 of 10 points, unless it is told otherwise.
#[derive(Clone)]
pub(crate) struct Row {
    level1: String,
    level2: String,
    name: String,
    target: String,
    actual: String,
    weight: String,
    /// As the weight if not set.
    score: Option<String>,
    deviation: String,
    reason: String,
    /// 计算符号 and 度量单位, in columns of their own.
    sign_and_unit: Option<[String; 2]>,
}

impl Default for Row {
    fn default() -> Self {
        Self {
            level1: "产出指标".to_owned(),
            level2: "质量指标".to_owned(),
            name: "任务完成率".to_owned(),
            target: "≥90%".to_owned(),
            actual: "95%".to_owned(),
            weight: "10".to_owned(),
            score: None,
            deviation: "0.00%".to_owned(),
            reason: String::new(),
            sign_and_unit: None,
        }
    }
}

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $($(#[$doc])* pub(crate) fn $name(mut self, text: &str) -> Self {
            self.$name = text.to_owned();
            self
        })*
    };
}

impl Row {
    setters! {
        /// 三级指标.
        name,
        /// 年度指标值.
        target,
        /// 实际完成值.
        actual,
        /// 分值.
        weight,
        /// 偏差度.
        deviation,
        /// 偏差原因.
        reason,
    }

    /// 得分.
    pub(crate) fn score(mut self, text: &str) -> Self {
        self.score = Some(text.to_owned());
        self
    }

    /// 计算符号 and 度量单位 beside the target, in the columns K and L.
    pub(crate) fn sign_and_unit(mut self, sign: &str, unit: &str) -> Self {
        self.sign_and_unit = Some([sign.to_owned(), unit.to_owned()]);
        self
    }

    /// 一级指标 and 二级指标.
    pub(crate) fn levels(mut self, level1: &str, level2: &str) -> Self {
        (self.level1, self.level2) = (level1.to_owned(), level2.to_owned());
        self
    }
}

impl FormBuilder {
    /// Adds an indicator row.
    pub(crate) fn indicator(mut self, row: impl FnOnce(Row) -> Row) -> Self {
        self.rows.push(row(Row::default()));
        self
    }

    /// Changes the indicator row of this name.
    pub(crate) fn change(mut self, name: &str, change: impl FnOnce(Row) -> Row) -> Self {
        let row = self.rows.iter_mut().find(|row| row.name == name).expect("a row of this name");
        *row = change(row.clone());
        self
    }

    /// Adds a row of the funding block: label, 年初预算数, 全年预算数, 全年执行数, 分值, 执行率, 得分.
    pub(crate) fn funding(mut self, cells: [&str; 7]) -> Self {
        self.funding.push(cells.map(str::to_owned));
        self
    }

    /// Changes one cell of the funding block, rows and cells counted from 0.
    pub(crate) fn fund_cell(mut self, row: usize, cell: usize, text: &str) -> Self {
        text.clone_into(&mut self.funding[row][cell]);
        self
    }

    /// The 总分 row: 分值 and 得分.
    pub(crate) fn total(mut self, weight: &str, score: &str) -> Self {
        self.total = Some([weight.to_owned(), score.to_owned()]);
        self
    }

    /// 自评等级, below the total in column B.
    pub(crate) fn grade(mut self, text: &str) -> Self {
        self.grade = Some(text.to_owned());
        self
    }

    /// What is hidden: the sheet, rows as Excel counts, columns by letter.
    pub(crate) fn hidden(mut self, is_sheet: bool, rows: &[u32], cols: &str) -> Self {
        let cols = cols.chars().map(|letter| at(letter, 1).col).collect();
        self.hidden = Hidden { is_sheet, rows: rows.iter().map(|row| row - 1).collect(), cols };
        self
    }

    /// Something odd about a cell of the file it came from.
    pub(crate) fn odd(mut self, at: &str, what: Odd) -> Self {
        self.oddities.push(Oddity { at: at.parse().expect("an address"), what });
        self
    }

    /// The title as printed.
    pub(crate) fn title(mut self, text: &str) -> Self {
        text.clone_into(&mut self.title);
        self
    }

    /// 评价年度.
    pub(crate) fn fiscal_year(mut self, year: u16) -> Self {
        self.fiscal_year = Some(year);
        self
    }

    /// 预期目标 in B11 and 实际完成情况 in F11.
    pub(crate) fn goal(mut self, expected: &str, actual: &str) -> Self {
        self.goal = [expected.to_owned(), actual.to_owned()];
        self
    }

    /// A note in B40.
    pub(crate) fn note(mut self, label: &str, text: &str) -> Self {
        self.notes.push(HeaderEntry { label: label.to_owned(), at: at('B', 40), text: text.to_owned() });
        self
    }

    /// A column that was told by part of its heading in row 12.
    pub(crate) fn guessed(mut self, column: Column, letter: char, heading: &str) -> Self {
        self.guessed.push(GuessedColumn { column, at: at(letter, 12), heading: heading.to_owned() });
        self
    }

    /// Leaves a column of the indicator block out.
    pub(crate) fn without(mut self, column: Column) -> Self {
        self.columns.retain(|(own, _)| *own != column);
        self
    }

    /// Leaves a column of the funding block out.
    pub(crate) fn without_funding(mut self, column: FundingColumn) -> Self {
        self.funding_columns.retain(|(own, _)| *own != column);
        self
    }

    /// The form as the reader would hand it on.
    pub(crate) fn build(&self) -> EvaluationForm {
        let total_row = FIRST_INDICATOR + u32::try_from(self.rows.len()).expect("few rows");
        let indicators = self.indicators();
        EvaluationForm {
            sheet: "绩效自评表".to_owned(),
            title: field(at('A', 1), &self.title),
            kind: self.kind,
            fiscal_year: self.fiscal_year,
            unit_name: Some("示例单位".to_owned()),
            amount_unit: "万元".to_owned(),
            header: vec![HeaderEntry {
                label: "部门（单位）名称".to_owned(),
                at: at('B', 2),
                text: "示例单位".to_owned(),
            }],
            funding: self.funding_rows(),
            budget_points: None,
            goals: vec![Goal {
                expected: Some(field(at('B', 11), &self.goal[0])),
                actual: Some(field(at('F', 11), &self.goal[1])),
            }],
            tasks: Vec::new(),
            indicators,
            total: self.total.as_ref().map(|[weight, score]| Total {
                weight: self.column(Column::Weight).map(|col| field(at(col, total_row), weight)),
                score: self.column(Column::Score).map(|col| field(at(col, total_row), score)),
            }),
            grade: self.grade.as_ref().map(|grade| field(at('B', total_row + 1), grade)),
            notes: self.notes.clone(),
            plan: FormPlan {
                first_row: 0,
                last_row: total_row,
                heading_rows: vec![FIRST_INDICATOR - 2],
                indicator_columns: self
                    .columns
                    .iter()
                    .map(|(column, letter)| (*column, at(*letter, 1).col))
                    .collect(),
                funding_columns: self
                    .funding_columns
                    .iter()
                    .map(|(column, letter)| (*column, at(*letter, 1).col))
                    .collect(),
                guessed: self.guessed.clone(),
            },
            hidden: self.hidden.clone(),
            oddities: self.oddities.clone(),
        }
    }

    fn column(&self, column: Column) -> Option<char> {
        self.columns.iter().find(|(own, _)| *own == column).map(|(_, letter)| *letter)
    }

    fn funding_rows(&self) -> Vec<FundingRow> {
        let letter =
            |column| self.funding_columns.iter().find(|(own, _)| *own == column).map(|(_, letter)| *letter);
        (self.first_funding..)
            .zip(&self.funding)
            .map(|(row, [name, original, revised, outturn, weight, rate, score])| FundingRow {
                name: field(at('B', row), name),
                original_budget: letter(FundingColumn::OriginalBudget)
                    .map(|col| field(at(col, row), original)),
                revised_budget: letter(FundingColumn::RevisedBudget).map(|col| field(at(col, row), revised)),
                outturn: letter(FundingColumn::Outturn).map(|col| field(at(col, row), outturn)),
                weight: letter(FundingColumn::Weight).map(|col| field(at(col, row), weight)),
                execution_rate: letter(FundingColumn::ExecutionRate)
                    .map(|col| rate_field(at(col, row), rate)),
                score: letter(FundingColumn::Score).map(|col| field(at(col, row), score)),
                variance_note: None,
                other: Vec::new(),
            })
            .collect()
    }

    fn indicators(&self) -> Vec<IndicatorRow> {
        // A merged level cell repeats its text and keeps its first cell's address.
        let master = |index: usize, same: &dyn Fn(&Row, &Row) -> bool| {
            let first =
                (0..index).rev().take_while(|above| same(&self.rows[*above], &self.rows[index])).last();
            FIRST_INDICATOR + u32::try_from(first.unwrap_or(index)).expect("few rows")
        };
        self.rows
            .iter()
            .enumerate()
            .map(|(index, row)| {
                let number = FIRST_INDICATOR + u32::try_from(index).expect("few rows");
                let cell = |column| self.column(column).map(|letter| at(letter, number));
                let mut target: Option<Field<TargetValue>> =
                    cell(Column::Target).map(|at| field(at, &row.target));
                if let (Some(target), Some([sign, unit])) = (&mut target, &row.sign_and_unit) {
                    target.value = format!("{sign}{}{unit}", row.target).parse().ok();
                }
                let beside = |letter, which: usize| {
                    row.sign_and_unit.as_ref().map(|cells| field(at(letter, number), &cells[which]))
                };
                let mut actual: Option<Field<ActualValue>> =
                    cell(Column::Actual).map(|at| field(at, &row.actual));
                if let Some(aim) = target.as_ref().and_then(|field| field.value.as_ref())
                    && let Some(field) = actual.as_mut()
                    && let Some(result) = field.value.as_mut()
                {
                    field.is_inferred = result.0.adopt_percent(&aim.0);
                }
                IndicatorRow {
                    row: number,
                    level1: Some(field(at('B', master(index, &|a, b| a.level1 == b.level1)), &row.level1)),
                    level2: Some(field(
                        at('C', master(index, &|a, b| (&a.level1, &a.level2) == (&b.level1, &b.level2))),
                        &row.level2,
                    )),
                    level3: Some(field(at('D', number), &row.name)),
                    sign: beside('K', 0),
                    target,
                    original_target: None,
                    unit: beside('L', 1),
                    actual,
                    weight: cell(Column::Weight).map(|at| field(at, &row.weight)),
                    score: cell(Column::Score).map(|at| field(at, row.score.as_ref().unwrap_or(&row.weight))),
                    deviation: cell(Column::Deviation).map(|at| field(at, &row.deviation)),
                    variance_note: cell(Column::VarianceNote).map(|at| field(at, &row.reason)),
                    other: Vec::new(),
                    is_parent: false,
                }
            })
            .collect()
    }
}

/// A rate; whether a bare number is a ratio is told by its size alone.
fn rate_field(at: CellRef, text: &str) -> Field<Rate> {
    Field { is_inferred: parse_number(text).is_some_and(Rate::is_ratio_by_size), ..field(at, text) }
}

/// A cell by its column's letter and its row as Excel counts.
fn at(letter: char, row: u32) -> CellRef {
    format!("{letter}{row}").parse().expect("an address")
}

/// A field as the reader makes it: what looks like a number is stored as one, a percentage through a percent format.
pub(crate) fn field<T: FromStr>(at: CellRef, text: &str) -> Field<T> {
    let stored = if text.is_empty() {
        Stored::Blank
    } else if parse_number(text).is_some() {
        Stored::Number
    } else if text.strip_suffix('%').is_some_and(|number| parse_number(number).is_some()) {
        Stored::Percent
    } else {
        Stored::Text
    };
    let value = if is_placeholder(text) { None } else { text.parse().ok() };
    Field { at, text: text.to_owned(), value, stored, is_inferred: false }
}
