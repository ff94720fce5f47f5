//! Whether what was found is a 绩效自评表 at all: a wrong guess is worse than a question.

use super::blocks::{Kind, Segment, names_form};
use super::vocabulary::{Meaning, Vocabulary, folded};
use crate::model::{Column, EvaluationForm, FundingColumn, IndicatorRow};
use crate::value::Measure;

/// What the title of an appraisal of persons says.
const PERSON_TITLES: [&str; 13] = [
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
    "绩效合同",
    "KPI",
];

/// What the title of a form that judges other things, or only sets goals, says.
const OTHER_TITLES: [&str; 3] = ["考核", "申报", "批复"];

/// What the title of a form says that looks on during the year, or that others fill in.
const FOREIGN_TITLES: [&str; 7] = ["监控", "事前", "第三方", "事务所", "专家", "重点绩效评价", "财政评价"];

/// What the title of a page about forms says.
const GUIDE_TITLES: [&str; 3] = ["填报说明", "填表说明", "填写说明"];

/// What the title of a list of many forms says.
const LIST_TITLES: [&str; 5] = ["汇总", "统计", "一览", "清单", "明细"];

/// What only the title of a form about public money says.
const MONEY_TITLES: [&str; 9] = ["支出", "资金", "项目", "整体", "预算", "转移支付", "专项", "经费", "财政"];

/// Whether the segment is a form: its title says so, or its blocks leave no doubt.
pub(super) fn is_form(segment: &Segment<'_>, form: &EvaluationForm) -> bool {
    let title = folded(&form.title.text);
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let named = segment.title.is_some() && names_form(&title);
    let about_money = says(&MONEY_TITLES);
    // No appraisal of persons accounts for money spent.
    let has_spent = form.plan.funding_columns.iter().any(|(column, _)| *column == FundingColumn::Outturn);
    let is_other = says(&PERSON_TITLES) && !about_money && !has_spent
        || says(&OTHER_TITLES) && !(about_money && title.contains("自评"))
        || says(&FOREIGN_TITLES) && !title.contains("自评")
        || says(&GUIDE_TITLES);
    let judges = title.contains("自评") || title.contains("评价");
    if is_other {
        return false;
    }
    let has = |column| form.has_column(column);
    if segment.of(Kind::Indicators).next().is_none() {
        // A form that breaks off behind its funding block.
        return segment.of(Kind::Funding).next().is_some()
            && named
            && judges
            && title.contains('表')
            && !says(&LIST_TITLES);
    }
    if !has(Column::Actual) && !has(Column::Score) {
        // 绩效目标表 have targets only.
        return named && judges && title.contains('表');
    }
    if named && title.contains('表') {
        return true;
    }
    // Without a telling title: levels and values beside each other, and a row that measures something under its own name.
    let count = |columns: &[Column]| columns.iter().filter(|column| has(**column)).count();
    count(&[Column::Level1, Column::Level2, Column::Level3]) >= if named { 1 } else { 2 }
        && count(&[Column::Target, Column::Actual, Column::Weight, Column::Score]) >= 2
        && form.indicators.iter().any(|row| is_measured(row) && !is_heading(row.label()))
}

fn is_measured(row: &IndicatorRow) -> bool {
    let is_number = |measure: &Measure| measure.number.is_some();
    [&row.weight, &row.score].into_iter().flatten().any(|field| field.value.is_some())
        || row.target.as_ref().and_then(|field| field.value.as_ref()).is_some_and(|value| is_number(&value.0))
        || row.actual.as_ref().and_then(|field| field.value.as_ref()).is_some_and(|value| is_number(&value.0))
}

/// Words of the form's own vocabulary are the name of no indicator.
fn is_heading(label: &str) -> bool {
    Vocabulary::get().look_up(label, &mut String::new()) != Meaning::default()
}
