//! The drawing for a content: the profile's own where the content fits it, one with more or other columns where not.

use super::grid::{chunks, pair, spread};
use super::shown::shown;
use crate::model::{Column, FormContent, FundingColumn};
use crate::template::{Drawing, DrawnColumn, DrawnFundingColumn, Profile, Span};
use crate::write::text_size::{longest_line_chars, width_chars};

/// The columns of the indicator block in their usual order, with the heading and the width of those that the profile
/// does not draw. Columns without a field of their own follow: a second 得分 must stand right of the first.
const COLUMNS: [(Column, &str, f64); 12] = [
    (Column::Level1, "一级指标", 12.0),
    (Column::Level2, "二级指标", 16.0),
    (Column::Level3, "三级指标", 24.0),
    (Column::Sign, "指标性质", 10.0),
    (Column::OriginalTarget, "年初指标值", 14.0),
    (Column::Target, "年度指标值", 14.0),
    (Column::Unit, "度量单位", 10.0),
    (Column::Actual, "实际完成值", 14.0),
    (Column::Weight, "分值", 10.0),
    (Column::Score, "得分", 10.0),
    (Column::Deviation, "偏差度", 11.0),
    (Column::VarianceNote, "偏差原因分析及改进措施", 28.0),
];
/// The same of the funding block.
const FUNDING_COLUMNS: [(FundingColumn, &str, f64); 7] = [
    (FundingColumn::Name, "", 24.0),
    (FundingColumn::OriginalBudget, "年初预算数", 13.0),
    (FundingColumn::RevisedBudget, "全年预算数", 13.0),
    (FundingColumn::Outturn, "全年执行数", 13.0),
    (FundingColumn::Weight, "分值", 9.0),
    (FundingColumn::ExecutionRate, "执行率", 10.0),
    (FundingColumn::Score, "得分", 9.0),
];
const OTHER_WIDTH: f64 = 13.0;
/// A grid with fewer columns has no room for two labels and their entries on one line.
const LEAST_COLUMNS: usize = 5;
/// Longer entries are texts, which are wrapped.
const LONGEST_NUMBER: usize = 24;
/// Headings of 年度主要任务 where the profile has no such block.
const TASKS: (&str, [&str; 3]) = ("年度主要\n任务", ["任务名称", "主要内容", "实际完成情况"]);
/// Label of the grade where the profile has none.
pub(super) const GRADE_LABEL: &str = "自评等级";

/// A profile whose form has the columns that a content needs, and those columns that no field stands for.
pub(super) struct Fitted {
    pub(super) profile: Profile,
    /// Further columns of the funding block.
    pub(super) funding_others: Vec<(String, Span)>,
    /// Which of 任务名称, 主要内容, 实际完成情况 the task columns are.
    pub(super) task_fields: Vec<usize>,
}

/// Fits the profile's form to the content.
pub(super) fn fit(profile: &Profile, content: &FormContent) -> Fitted {
    let mut profile = profile.clone();
    let form = &mut profile.form;
    let others = headings(content.indicators.iter().map(|row| row.other.as_slice()));
    let funding_others = headings(content.funding.iter().map(|row| row.other.as_slice()));
    let columns = wanted_columns(form, content);
    let funding = wanted_funding(form, content);
    let keeps_grid =
        others.is_empty() && form.columns.iter().map(|drawn| drawn.field).eq(columns.iter().copied());
    if !keeps_grid {
        fit_columns(form, &columns, &others, funding.len() + funding_others.len());
        let [expected, actual] = [0, 1].map(|side| chunks(&form.widths, 1, 2, 1)[side].clone());
        (form.goal_expected.1, form.goal_actual.1) = (expected, actual);
        for line in &mut form.header {
            let places = chunks(&form.widths, 0, line.len(), 2);
            for (drawn, place) in line.iter_mut().zip(places) {
                (drawn.label_at, drawn.entry_at) = pair(&form.widths, &place, label_width(&drawn.label));
            }
        }
    }
    let keeps_funding = keeps_grid
        && funding_others.is_empty()
        && form.funding_columns.iter().map(|drawn| drawn.field).eq(funding.iter().copied());
    let mut other_spans = Vec::new();
    if !keeps_funding {
        other_spans = fit_funding(form, &funding, content, funding_others);
    }
    let task_fields = fit_tasks(form, content, keeps_grid);
    widen(form, content);
    set_unit(form, content, &profile.amount_unit);
    if !content.amount_unit.is_empty() {
        profile.amount_unit.clone_from(&content.amount_unit);
    }
    Fitted { profile, funding_others: other_spans, task_fields }
}

/// The headings of further columns in the order in which they first stand; one that stands twice on a row, twice.
fn headings<'c>(rows: impl Iterator<Item = &'c [(String, String)]>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for row in rows {
        for (at, (heading, _)) in row.iter().enumerate() {
            let needed = row[..=at].iter().filter(|(own, _)| own == heading).count();
            if all.iter().filter(|own| *own == heading).count() < needed {
                all.push(heading.clone());
            }
        }
    }
    // Cells under no heading are found right of all headings only.
    all.sort_by_key(String::is_empty);
    all
}

fn wanted_columns(form: &Drawing, content: &FormContent) -> Vec<Column> {
    let is_wanted = |column: Column| match &content.origin {
        // Of a form without indicators only its other blocks are drawn.
        Some(origin) if !origin.columns.is_empty() => origin.columns.contains(&column),
        _ => {
            form.column(column).is_some()
                || content.indicators.iter().any(|row| !row.text(column).trim().is_empty())
        }
    };
    COLUMNS.iter().map(|(column, ..)| *column).filter(|column| is_wanted(*column)).collect()
}

fn wanted_funding(form: &Drawing, content: &FormContent) -> Vec<FundingColumn> {
    let is_wanted = |column: FundingColumn| match &content.origin {
        Some(origin) if !origin.funding_columns.is_empty() => origin.funding_columns.contains(&column),
        _ => {
            form.funding_column(column).is_some()
                || content.funding.iter().any(|row| !row.text(column).trim().is_empty())
        }
    };
    FUNDING_COLUMNS.iter().map(|(column, ..)| *column).filter(|column| is_wanted(*column)).collect()
}

/// One grid column for each column of the block; the widest is split where other blocks need more.
fn fit_columns(form: &mut Drawing, columns: &[Column], others: &[String], funding: usize) {
    let mut drawn: Vec<(Column, String, f64)> = columns
        .iter()
        .filter_map(|column| COLUMNS.iter().find(|(own, ..)| own == column))
        .map(|(column, heading, width)| match form.columns.iter().find(|drawn| drawn.field == *column) {
            Some(own) => (*column, own.heading.clone(), width_of(form, &own.at)),
            None => (*column, (*heading).to_owned(), *width),
        })
        .collect();
    for (column, heading, _) in &mut drawn {
        // Beside a 自评得分 that is kept as it is, a plain 得分 would be read as the lesser of the two.
        if *column == Column::Score && others.iter().any(|other| other.contains("自评")) {
            "自评得分".clone_into(heading);
        }
    }
    drawn.extend(others.iter().map(|heading| (Column::Other, heading.clone(), OTHER_WIDTH)));
    let least = funding.max(LEAST_COLUMNS);
    let lacking = least.saturating_sub(drawn.len());
    let widest = drawn
        .iter()
        .enumerate()
        .max_by(|(_, one), (_, other)| one.2.total_cmp(&other.2))
        .map_or(0, |(at, _)| at);
    let mut widths = vec![form.widths.first().copied().unwrap_or(OTHER_WIDTH)];
    form.columns.clear();
    for (at, (field, heading, width)) in drawn.into_iter().enumerate() {
        let parts = if at == widest { 1 + lacking } else { 1 };
        let part = (width / f64::from(u32::try_from(parts).unwrap_or(1))).max(OTHER_WIDTH.min(width));
        let first = widths.len();
        widths.extend(std::iter::repeat_n(part, parts));
        form.columns.push(DrawnColumn { field, heading, at: super::grid::span(first, widths.len() - 1) });
    }
    form.widths = widths;
}

fn fit_funding(
    form: &mut Drawing,
    columns: &[FundingColumn],
    content: &FormContent,
    others: Vec<String>,
) -> Vec<(String, Span)> {
    let mut needs: Vec<f64> = Vec::with_capacity(columns.len() + others.len());
    for column in columns {
        let base = FUNDING_COLUMNS.iter().find(|(own, ..)| own == column).map_or(OTHER_WIDTH, |own| own.2);
        needs.push(base.max(number_width(content.funding.iter().map(|row| row.text(*column)))));
    }
    needs.extend(others.iter().map(|_| OTHER_WIDTH));
    let mut spans = spread(&mut form.widths, &needs).into_iter();
    let heading = |column: FundingColumn| {
        let own = form.funding_columns.iter().find(|drawn| drawn.field == column);
        let usual = FUNDING_COLUMNS.iter().find(|(own, ..)| *own == column).map_or("", |own| own.1);
        own.map_or_else(|| usual.to_owned(), |own| own.heading.clone())
    };
    form.funding_columns = columns
        .iter()
        .zip(spans.by_ref())
        .map(|(field, at)| DrawnFundingColumn { field: *field, heading: heading(*field), at })
        .collect();
    others.into_iter().zip(spans).collect()
}

/// The task columns on this grid; gives which of the three they are.
fn fit_tasks(form: &mut Drawing, content: &FormContent, keeps_grid: bool) -> Vec<usize> {
    let all: Vec<usize> = (0..TASKS.1.len()).collect();
    if content.tasks.is_empty() {
        if content.origin.is_some() {
            form.tasks_label.clear();
        } else if !keeps_grid && !form.tasks_label.is_empty() {
            set_task_spans(form);
        }
        return all;
    }
    let fields = match &content.origin {
        Some(origin) => all.into_iter().filter(|field| origin.task_columns[*field]).collect(),
        None => all,
    };
    if form.tasks_label.is_empty() {
        TASKS.0.clone_into(&mut form.tasks_label);
    } else if keeps_grid && form.task_columns.len() == fields.len() {
        return fields;
    }
    let blank = || Span { first: 0, last: 0 };
    let heading = |field: usize| {
        form.task_columns.get(field).map_or_else(|| TASKS.1[field].to_owned(), |(own, _)| own.clone())
    };
    form.task_columns = fields.iter().map(|field| (heading(*field), blank())).collect();
    set_task_spans(form);
    fields
}

fn set_task_spans(form: &mut Drawing) {
    let spans = chunks(&form.widths, 1, form.task_columns.len(), 1);
    for ((_, at), span) in form.task_columns.iter_mut().zip(spans) {
        *at = span;
    }
}

/// Makes room for the numbers: Excel shows a number that does not fit as `####`.
fn widen(form: &mut Drawing, content: &FormContent) {
    let mut needs: Vec<(Span, f64)> = Vec::new();
    for drawn in &form.columns {
        needs.push((
            drawn.at.clone(),
            number_width(content.indicators.iter().map(|row| row.text(drawn.field))),
        ));
    }
    for drawn in &form.funding_columns {
        needs.push((drawn.at.clone(), number_width(content.funding.iter().map(|row| row.text(drawn.field)))));
    }
    for (at, need) in needs {
        let lacking = need - width_of(form, &at);
        if lacking > 0.0 {
            form.widths[usize::from(at.last)] += lacking;
        }
    }
}

fn number_width<'c>(texts: impl Iterator<Item = &'c str>) -> f64 {
    let longest = texts
        .filter(|text| width_chars(text) <= LONGEST_NUMBER && shown(text).as_number().is_some())
        .map(longest_line_chars)
        .max();
    longest.map_or(0.0, |chars| f64::from(u32::try_from(chars).unwrap_or(0)) + 2.0)
}

/// What a label takes on one line.
pub(super) fn label_width(label: &str) -> f64 {
    f64::from(u32::try_from(longest_line_chars(label)).unwrap_or(u32::MAX)) + 2.0
}

fn width_of(form: &Drawing, at: &Span) -> f64 {
    form.widths[usize::from(at.first)..=usize::from(at.last)].iter().sum()
}

/// 元 instead of 万元 in the label beside the funding block, where the content counts in it.
fn set_unit(form: &mut Drawing, content: &FormContent, profile_unit: &str) {
    let unit = content.amount_unit.as_str();
    if unit.is_empty() {
        return;
    }
    let label = &mut form.funding_label;
    if label.contains('元') {
        *label = label.replace(profile_unit, unit);
        return;
    }
    // Without a word on it a form counts in 万元; and 万元 counts if both are named.
    let names_yuan = |text: &str| text.contains("（元") || text.contains("(元");
    let names_other = content.header.iter().any(|(label, text)| names_yuan(text) || label.ends_with('位'))
        || content.funding.iter().any(|row| names_yuan(&row.name));
    if unit != "万元" || names_other {
        *label = format!("{label}\n（{unit}）");
    }
}
