//! Whether what was found is a 绩效自评表 at all: a wrong guess is worse than a question.

use super::blocks::{Kind, Segment, names_form};
use super::vocabulary::folded;
use crate::model::{Column, EvaluationForm};

/// What the title of an employee's appraisal, or of a form that only sets goals, says.
const OTHER_TITLES: [&str; 16] = [
    "员工",
    "职工",
    "教师",
    "学生",
    "个人",
    "岗位",
    "干部",
    "人员",
    "薪酬",
    "工资",
    "奖金",
    "考核",
    "申报",
    "批复",
    "绩效合同",
    "KPI",
];

/// What only the title of a form about public money says.
const MONEY_TITLES: [&str; 10] =
    ["支出", "资金", "项目", "整体", "预算", "转移支付", "专项", "经费", "财政", "自评表"];

/// Whether the segment is a form: its title says so, or its blocks leave no doubt.
pub(super) fn is_form(segment: &Segment<'_>, form: &EvaluationForm) -> bool {
    let title = folded(&form.title.text);
    let named = segment.title.is_some() && names_form(&title);
    let about_money = MONEY_TITLES.iter().any(|word| title.contains(word));
    let other =
        OTHER_TITLES.iter().any(|word| title.contains(word)) && !(about_money && title.contains("自评"));
    let indicators = segment.of(Kind::Indicators).next().is_some();
    let funding = segment.of(Kind::Funding).next().is_some();
    if !indicators {
        // A form that breaks off behind its funding block.
        return funding && named && !other;
    }
    let has = |column| form.has_column(column);
    let levels =
        [Column::Level1, Column::Level2, Column::Level3].into_iter().filter(|level| has(*level)).count();
    if !has(Column::Actual) && !has(Column::Score) {
        // 绩效目标申报表 and 绩效目标批复表 have targets only.
        return named && !other && (title.contains("自评") || title.contains("评价"));
    }
    if other {
        return false;
    }
    // Without a telling title: levels beside each other, and a row with points, an amount or a measured value.
    named || ((levels >= 2 || funding) && form.indicators.iter().any(is_measured))
}

fn is_measured(row: &crate::model::IndicatorRow) -> bool {
    let points = [&row.weight, &row.score].into_iter().flatten().any(|field| field.value.is_some());
    let number =
        |measure: Option<&crate::value::Measure>| measure.is_some_and(|measure| measure.number.is_some());
    points
        || number(row.target.as_ref().and_then(|field| field.value.as_ref()).map(|value| &value.0))
        || number(row.actual.as_ref().and_then(|field| field.value.as_ref()).map(|value| &value.0))
}
