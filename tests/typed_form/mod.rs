//! A form as a unit types it into Excel: plain numbers, percentages and words, no formula, and beside each row, one blank
//! column right of the form, what a check has to say about it.

#![expect(clippy::unwrap_used, reason = "a test stops where its own workbook cannot be written")]

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use ziping::model::{Column, FormContent, FundingColumn, FundingContent, IndicatorContent};
use ziping::template::{Profile, Span};

/// A row's own label and a rule that a check has to report there; a row without entry is to stay without report.
pub(crate) type Expected = (&'static str, &'static str);

/// The workbook, and the remark beside each row (counted from 1).
pub(crate) fn typed_form(
    profile: &Profile,
    content: &FormContent,
    expected: &[Expected],
) -> (Vec<u8>, BTreeMap<u32, String>) {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let mut typist = Typist {
        sheet: workbook.add_worksheet(),
        expected,
        remarks_col: profile.form.last_column() + 2,
        row: 0,
        remarks: BTreeMap::new(),
    };
    typist.type_form(profile, content);
    let remarks = typist.remarks;
    (workbook.save_to_buffer().unwrap(), remarks)
}

struct Typist<'w> {
    sheet: &'w mut Worksheet,
    expected: &'w [Expected],
    remarks_col: u16,
    /// The row to be typed next, from 0.
    row: u32,
    remarks: BTreeMap<u32, String>,
}

impl Typist<'_> {
    fn type_form(&mut self, profile: &Profile, content: &FormContent) {
        let form = &profile.form;
        self.sheet.set_name(&form.sheet).unwrap();
        for (col, width) in (0..).zip(&form.widths) {
            self.sheet.set_column_width(col, *width).unwrap();
        }
        self.sheet.set_column_width(self.remarks_col, 40).unwrap();
        let whole = Span { first: 0, last: form.last_column() };
        self.put(&whole, 0, &form.title);
        self.row = 1;
        if let Some(year) = content.fiscal_year.filter(|_| !form.subtitle.is_empty()) {
            self.put(&whole, 0, &format!("（{year}年度）"));
            self.row += 1;
        }
        for line in &form.header {
            for drawn in line {
                let entry = content.header.iter().find(|(label, _)| *label == drawn.label);
                self.put(&drawn.label_at, 0, &drawn.label);
                self.put(&drawn.entry_at, 0, entry.map_or("", |(_, entry)| entry));
            }
            self.row += 1;
        }
        self.type_funding(profile, content);
        self.type_goals(profile, content);
        self.type_tasks(profile, content);
        self.type_indicators(profile, content);
        self.type_total(profile, content);
    }

    fn type_funding(&mut self, profile: &Profile, content: &FormContent) {
        let form = &profile.form;
        self.side(&form.funding_label, form.funding_columns[0].at.first, content.funding.len());
        for drawn in &form.funding_columns {
            self.put(&drawn.at, 0, &drawn.heading);
        }
        self.row += 1;
        for row in &content.funding {
            for drawn in &form.funding_columns {
                self.put(&drawn.at, 0, funding_entry(row, drawn.field));
            }
            self.remark(&row.name);
            self.row += 1;
        }
    }

    fn type_goals(&mut self, profile: &Profile, content: &FormContent) {
        let form = &profile.form;
        let (expected, expected_at) = &form.goal_expected;
        let (actual, actual_at) = &form.goal_actual;
        self.side(&form.goals_label, expected_at.first, 1);
        self.put(expected_at, 0, expected);
        self.put(actual_at, 0, actual);
        self.row += 1;
        self.put(expected_at, 0, &content.goal_expected);
        self.put(actual_at, 0, &content.goal_actual);
        self.sheet.set_row_height(self.row, 54).unwrap();
        self.row += 1;
    }

    fn type_tasks(&mut self, profile: &Profile, content: &FormContent) {
        let form = &profile.form;
        let Some((_, first_at)) = form.task_columns.first() else { return };
        self.side(&form.tasks_label, first_at.first, content.tasks.len());
        for (heading, at) in &form.task_columns {
            self.put(at, 0, heading);
        }
        self.row += 1;
        for task in &content.tasks {
            for ((_, at), text) in form.task_columns.iter().zip(task) {
                self.put(at, 0, text);
            }
            self.row += 1;
        }
    }

    fn type_indicators(&mut self, profile: &Profile, content: &FormContent) {
        let form = &profile.form;
        self.side(&form.indicators_label, form.columns[0].at.first, content.indicators.len());
        for drawn in &form.columns {
            self.put(&drawn.at, 0, &drawn.heading);
        }
        self.row += 1;
        let rows = &content.indicators;
        for (index, row) in rows.iter().enumerate() {
            for drawn in &form.columns {
                let level = |row: &IndicatorContent| match drawn.field {
                    Column::Level1 => Some([row.level1.clone(), String::new()]),
                    Column::Level2 => Some([row.level1.clone(), row.level2.clone()]),
                    _ => None,
                };
                let own = level(row);
                if own.is_none() {
                    self.put(&drawn.at, 0, indicator_entry(row, drawn.field));
                } else if index == 0 || level(&rows[index - 1]) != own {
                    let below = rows[index + 1..].iter().take_while(|next| level(next) == own).count();
                    self.put(&drawn.at, below, indicator_entry(row, drawn.field));
                }
            }
            self.remark(&row.level3);
            self.row += 1;
        }
    }

    fn type_total(&mut self, profile: &Profile, content: &FormContent) {
        let form = &profile.form;
        let weight = form.column(Column::Weight).unwrap();
        let left = Span { first: 0, last: weight.first - 1 };
        self.put(&left, 0, &form.total_label);
        self.put(weight, 0, "100");
        self.put(form.column(Column::Score).unwrap(), 0, &content.total_score);
        self.remark(&form.total_label);
        self.row += 1;
        if !form.grade_label.is_empty() {
            self.put(&left, 0, &form.grade_label);
            self.put(&Span { first: weight.first, last: form.last_column() }, 0, &content.grade);
            self.remark(&form.grade_label);
            self.row += 1;
        }
    }

    /// The label left of a block of one heading and `rows` rows.
    fn side(&mut self, label: &str, first_col: u16, rows: usize) {
        self.put(&Span { first: 0, last: first_col - 1 }, rows, label);
    }

    /// Types `text` over the columns of `at`, from the current row to so many rows `below`.
    fn put(&mut self, at: &Span, below: usize, text: &str) {
        let (row, last) = (self.row, self.row + u32::try_from(below).unwrap());
        let format = Format::new()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_text_wrap();
        if (row, at.first) != (last, at.last) {
            self.sheet.merge_range(row, at.first, last, at.last, "", &format).unwrap();
        }
        match number(text) {
            Some((number, code)) => {
                let format = format.set_num_format(code);
                self.sheet.write_number_with_format(row, at.first, number, &format).unwrap()
            }
            None if text.is_empty() => self.sheet.write_blank(row, at.first, &format).unwrap(),
            None => self.sheet.write_string_with_format(row, at.first, text, &format).unwrap(),
        };
    }

    /// Says beside the current row what is to be reported there.
    fn remark(&mut self, label: &str) {
        let mut rules: Vec<&str> =
            self.expected.iter().filter(|(row, _)| *row == label).map(|(_, rule)| *rule).collect();
        rules.sort_unstable();
        let remark = remark(&rules);
        self.sheet.write_string(self.row, self.remarks_col, &remark).unwrap();
        self.remarks.insert(self.row + 1, remark);
    }
}

/// The words beside a row in which these rules, in alphabetical order, report something.
pub(crate) fn remark(rules: &[&str]) -> String {
    if rules.is_empty() { "不应报".to_owned() } else { format!("应报：{}", rules.join("、")) }
}

/// What Excel makes of a typed number or percentage: its value and its number format.
fn number(text: &str) -> Option<(f64, String)> {
    let (digits, percent) = text.strip_suffix('%').map_or((text, ""), |digits| (digits, "%"));
    let exponent = if percent.is_empty() { "" } else { "e-2" };
    let number = format!("{digits}{exponent}").parse().ok()?;
    let code = match digits.split_once('.') {
        Some((_, decimals)) if !percent.is_empty() || decimals.ends_with('0') => {
            format!("0.{}{percent}", "0".repeat(decimals.len()))
        }
        None if !percent.is_empty() => "0%".to_owned(),
        _ => "General".to_owned(),
    };
    Some((number, code))
}

fn funding_entry(row: &FundingContent, field: FundingColumn) -> &str {
    match field {
        FundingColumn::Name => &row.name,
        FundingColumn::OriginalBudget => &row.original_budget,
        FundingColumn::RevisedBudget => &row.revised_budget,
        FundingColumn::Outturn => &row.outturn,
        FundingColumn::Weight => &row.weight,
        FundingColumn::ExecutionRate => &row.execution_rate,
        FundingColumn::Score => &row.score,
    }
}

fn indicator_entry(row: &IndicatorContent, field: Column) -> &str {
    match field {
        Column::Level1 => &row.level1,
        Column::Level2 => &row.level2,
        Column::Level3 => &row.level3,
        Column::Target => &row.target,
        Column::Actual => &row.actual,
        Column::Weight => &row.weight,
        Column::Score => &row.score,
        Column::Deviation => &row.deviation,
        Column::VarianceNote => &row.variance_note,
        Column::Sign | Column::Unit | Column::OriginalTarget | Column::Other => "",
    }
}
