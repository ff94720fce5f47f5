//! 重算底稿: every score worked out again by live formulas that point at the form.

use rust_decimal::Decimal;

use super::edits::{new_values, numbers};
use super::formula_text::{on_sheet, prefix};
use super::live::{
    Live, Numbers, Scaled, budget_score_formula, grade_formula, row_formula, scaled, total_formula,
};
use super::page::{Entry, Page, content, label, text, value};
use super::settle::Settled;
use crate::model::{EvaluationForm, Field, IndicatorRow, Stored};
use crate::read::{Sheet, Workbook};
use crate::score::{
    Formula, Operand, Outcome, execution_rate, execution_rate_excel, execution_target, outcome,
};
use crate::template::{ReverseRule, Scoring};
use crate::value::{CellRef, Points, Rate, round};
use crate::write::drawn::{Cached, Content};

/// The sheet's name.
pub(super) const NAME: &str = "重算底稿";

const HEADINGS: [&str; 10] =
    ["索引号", "指标", "分值", "指标值", "完成值", "公式说明", "重算得分", "现值", "差异", "结论"];
const WIDTHS: [f64; 10] = [10.0, 34.0, 9.0, 12.0, 12.0, 38.0, 12.0, 12.0, 10.0, 8.0];

/// Columns that formulas of this sheet read: 分值, 重算得分, 现值, 差异.
const WEIGHT: u16 = 2;
const COMPUTED: u16 = 6;
const PRESENT: u16 = 7;
const DIFFERENCE: u16 = 8;

const PERCENT: &str = "0.00%";
const POINTS: &str = "0.00";

/// A number that a cell of this sheet shows, and where it comes from.
#[derive(Debug, Clone)]
struct Shown {
    content: Content,
    number: Option<Decimal>,
}

impl Shown {
    fn blank() -> Self {
        Self { content: Content::Blank, number: None }
    }

    fn number(number: Decimal) -> Self {
        Self { content: Content::Number(number), number: Some(number) }
    }

    fn formula(text: String, result: Decimal) -> Self {
        let content = Content::Formula { text, result: Cached::Number(result) };
        Self { content, number: Some(result) }
    }

    fn live(live: &Live, prefix: &str) -> Self {
        match live.result {
            Cached::Number(result) => Self::formula(on_sheet(&live.text, prefix), result),
            Cached::Text(_) => Self::blank(),
        }
    }
}

/// One line: a score worked out again.
struct Line {
    label: String,
    weight: Shown,
    target: Entry,
    actual: Entry,
    how: String,
    computed: Shown,
    present: Shown,
    tolerance: Decimal,
    format: &'static str,
}

/// The working paper of one form, in the making.
struct Paper<'p> {
    page: &'p mut Page,
    form: &'p EvaluationForm,
    /// What stands before the form's cells in a formula.
    prefix: String,
    scoring: &'p Scoring,
    numbers: Numbers<'p>,
    index: &'p mut u32,
}

/// Builds the sheet.
pub(super) fn page(forms: &[Settled<'_>], workbook: &Workbook) -> Page {
    let mut page = Page::new(NAME, &WIDTHS, NAME);
    page.line(HEADINGS.map(label));
    page.heading_done();
    let mut index = 0;
    for settled in forms {
        let form = &settled.after.form;
        let Some(sheet) = workbook.sheet(&form.sheet) else { continue };
        paper(&mut page, settled, sheet, &mut index);
    }
    page.gap();
    page.paragraph("标识：✓ 相符；△ 不符，需要核实；○ 由人评定，没有算术公式。");
    page.paragraph(
        "重算得分、现值、差异和结论都是活公式，直接引用自评表的单元格；自评表的数据改动后，这里自动重算。",
    );
    page.paragraph("完成值或分值在自评表里是文字的，这里按读出的数值重算。");
    page
}

fn paper(page: &mut Page, settled: &Settled<'_>, sheet: &Sheet, index: &mut u32) {
    let form = &settled.after.form;
    let selection = &settled.after.selection;
    let values = new_values(sheet, settled);
    let mut paper = Paper {
        page,
        form,
        prefix: prefix(&form.sheet),
        scoring: &selection.profile.scoring,
        numbers: numbers(sheet, &values),
        index,
    };
    paper.page.spread([(9, text(&format!("{}：{}", form.sheet, selection.profile.name)))]);
    paper.rate();
    let first = paper.page.row();
    let mut weights = Vec::new();
    let mut scores = Vec::new();
    if let Some((weight, score)) = paper.budget_score() {
        weights.push(weight);
        scores.push(score);
    }
    for row in form.filled_indicators() {
        let (weight, score) = paper.indicator(row);
        weights.push(weight);
        scores.push(score);
    }
    let last = paper.page.row().saturating_sub(1);
    paper.total(settled);
    if last >= first && !scores.is_empty() {
        paper.cross_foot((first, last), &weights, &scores);
    }
    paper.grade(settled);
}

impl Paper<'_> {
    fn place(&self, at: CellRef) -> String {
        format!("{}{at}", self.prefix)
    }

    /// What a cell of the form holds now: a reference where that is a number, else the number that was read.
    fn reference<T>(&self, field: Option<&Field<T>>, read: impl Fn(&T) -> Decimal) -> Shown {
        let Some(field) = field else { return Shown::blank() };
        match (self.numbers.of(field.at), &field.value) {
            (Some(number), _) => Shown::formula(self.place(field.at), number),
            (None, Some(value)) => Shown::number(read(value)),
            (None, None) => Shown::blank(),
        }
    }

    fn points(&self, field: Option<&Field<Points>>) -> Shown {
        self.reference(field, |points| points.get())
    }

    /// 执行率, as a ratio whatever the form's own scale.
    fn rate(&mut self) {
        let Some(row) = self.form.budget_row() else { return };
        let Some(field) = &row.execution_rate else { return };
        let (Some(base), Some(spent)) = (row.budget(), row.outturn.as_ref()) else { return };
        let (Some(budget), Some(outturn)) = (base.value, spent.value) else { return };
        let Some(rate) = execution_rate(budget, outturn) else { return };
        let present = match (self.numbers.of(field.at), field.value) {
            (_, None) => Shown::blank(),
            (None, Some(rate)) => Shown::number(rate.get()),
            (Some(held), Some(rate)) if field.stored != Stored::Percent && held != rate.get() => {
                Shown::formula(format!("{}/100", self.place(field.at)), rate.get())
            }
            (Some(held), Some(_)) => Shown::formula(self.place(field.at), held),
        };
        let decimals = if present.number.is_some() { percent_decimals(field) } else { 2 };
        let result = round(rate.get(), decimals + 2);
        let held = |cell: CellRef, value: Decimal| self.numbers.of(cell) == Some(value);
        let computed = if held(base.at, budget.get()) && held(spent.at, outturn.get()) {
            let formula = execution_rate_excel(base.at, spent.at, false, decimals);
            Shown::formula(on_sheet(&formula, &self.prefix), result)
        } else {
            Shown::number(result)
        };
        let line = Line {
            label: "预算执行率".to_owned(),
            weight: Shown::blank(),
            target: value(""),
            actual: value(""),
            how: "全年执行数÷全年预算数".to_owned(),
            computed,
            present,
            tolerance: self.scoring.rate_tolerance / Decimal::ONE_HUNDRED,
            format: PERCENT,
        };
        self.add(line);
    }

    /// 预算执行得分; gives back its weight and present score.
    fn budget_score(&mut self) -> Option<(Option<Decimal>, Option<Decimal>)> {
        let row = self.form.budget_row()?;
        let weight = row.weight.as_ref()?;
        weight.value.filter(|points| *points < self.scoring.total_weight)?;
        let present = self.points(row.score.as_ref());
        let shown_weight = self.points(Some(weight));
        let (target, _) = execution_target(self.scoring, self.form);
        let live = budget_score_formula(self.scoring, self.form, &self.numbers);
        let back = (shown_weight.number, present.number);
        let how = match &live {
            Some(_) => "分值×min(执行率÷目标值, 1)",
            None => "金额不全或为文字，由人核对",
        };
        let target = Shown::number(target / Decimal::ONE_HUNDRED);
        let line = Line {
            label: format!("预算执行得分（{}）", row.name.text.trim()),
            weight: shown_weight,
            target: content(target.content).format(PERCENT),
            actual: value(""),
            how: how.to_owned(),
            computed: live.map_or_else(Shown::blank, |live| Shown::live(&live, &self.prefix)),
            present,
            tolerance: self.scoring.score_tolerance.get(),
            format: POINTS,
        };
        self.add(line);
        Some(back)
    }

    fn indicator(&mut self, row: &IndicatorRow) -> (Option<Decimal>, Option<Decimal>) {
        let weight = self.points(row.weight.as_ref());
        let present = self.points(row.score.as_ref());
        let back = (weight.number, present.number);
        let scaled = scaled(row, &self.numbers);
        let points = row.weight.as_ref().and_then(|field| field.value);
        let outcome = points.map(|points| outcome(self.scoring, row, points));
        let (how, computed) = match (&outcome, scaled) {
            (Some(Outcome::Points(..)), Some(scaled)) => {
                let operand = match (row.weight.as_ref(), weight.number) {
                    (Some(field), _) if self.numbers.of(field.at).is_some() => Operand::Cell(field.at),
                    (_, Some(number)) => Operand::Number(number),
                    (_, None) => Operand::Number(Decimal::ZERO),
                };
                let live = row_formula(self.scoring, row, scaled, operand);
                let how = how_scored(self.scoring, scaled);
                (how, live.map_or_else(Shown::blank, |live| Shown::live(&live, &self.prefix)))
            }
            (Some(Outcome::Points(Formula::Full, _)), None) => {
                ("已达到指标值，得满分", self.points(row.weight.as_ref()))
            }
            (Some(Outcome::TakenAsMet(_)), _) => ("由人评定（视同达标）", Shown::blank()),
            (Some(Outcome::Disputed(_)), _) => ("由人评定（反向指标未达标，公式未定）", Shown::blank()),
            _ => ("由人评定", Shown::blank()),
        };
        let target = match (scaled, &row.target) {
            (Some(scaled), _) => content(Content::Number(scaled.target)),
            (None, Some(field)) => value(&field.text),
            (None, None) => value(""),
        };
        let percent = row.actual.as_ref().is_some_and(|field| field.stored == Stored::Percent);
        let actual = match &row.actual {
            Some(field) => match (self.numbers.of(field.at), scaled) {
                (Some(number), _) => content(Shown::formula(self.place(field.at), number).content),
                (None, Some(scaled)) => match scaled.actual {
                    Operand::Number(number) => content(Content::Number(number)),
                    Operand::Cell(_) => value(&field.text),
                },
                (None, None) => value(&field.text),
            },
            None => value(""),
        };
        let in_scale = |entry: Entry| if percent { entry.format(PERCENT) } else { entry };
        let line = Line {
            label: row.label().to_owned(),
            weight,
            target: in_scale(target),
            actual: in_scale(actual),
            how: how.to_owned(),
            computed,
            present,
            tolerance: self.scoring.score_tolerance.get(),
            format: POINTS,
        };
        self.add(line);
        back
    }

    fn total(&mut self, settled: &Settled<'_>) {
        let Some(total) = &self.form.total else { return };
        let Some(field) = &total.score else { return };
        let present = self.points(Some(field));
        let live = total_formula(self.form, self.scoring.decimals, field.at, &self.numbers);
        let computed = match (live, settled.after.computed_total) {
            (Some(live), _) => Shown::live(&live, &self.prefix),
            (None, Some(points)) => Shown::number(points.get()),
            (None, None) => Shown::blank(),
        };
        let line = Line {
            label: "总分".to_owned(),
            weight: self.points(total.weight.as_ref()),
            target: value(""),
            actual: value(""),
            how: "各项得分之和".to_owned(),
            computed,
            present,
            tolerance: self.scoring.score_tolerance.get(),
            format: POINTS,
        };
        self.add(line);
    }

    /// The columns of this sheet added up, against the form's own sums.
    fn cross_foot(
        &mut self,
        (first, last): (u32, u32),
        weights: &[Option<Decimal>],
        scores: &[Option<Decimal>],
    ) {
        let decimals = self.scoring.decimals;
        let sum = |col: u16, numbers: &[Option<Decimal>]| {
            let sum: Decimal = numbers.iter().flatten().sum();
            let range = format!("{}:{}", CellRef::new(first, col), CellRef::new(last, col));
            Shown::formula(format!("ROUND(SUM({range}),{decimals})"), round(sum, decimals))
        };
        let total = self.form.total.as_ref();
        let line = Line {
            label: "纵向合计（分值、现值）".to_owned(),
            weight: sum(WEIGHT, weights),
            target: value(""),
            actual: value(""),
            how: "本表各行现值相加，与自评表总分核对".to_owned(),
            computed: sum(PRESENT, scores),
            present: self.points(total.and_then(|total| total.score.as_ref())),
            tolerance: self.scoring.score_tolerance.get(),
            format: POINTS,
        };
        self.add(line);
    }

    fn grade(&mut self, settled: &Settled<'_>) {
        let Some(field) = &self.form.grade else { return };
        let Some(live) = grade_formula(&settled.after, &self.numbers) else { return };
        let row = self.page.row();
        let stated = field.text.trim();
        let Cached::Text(grade) = &live.result else { return };
        let cell = |col| CellRef::new(row, col);
        let mark = if grade == stated { "✓" } else { "△" };
        let formula = |text: String, result: &str| {
            content(Content::Formula { text, result: Cached::Text(result.to_owned()) })
        };
        *self.index += 1;
        let entries = [
            value(&format!("重算-{}", self.index)),
            text("等级"),
            value(""),
            value(""),
            value(""),
            text("按总分所在分数段"),
            formula(on_sheet(&live.text, &self.prefix), grade),
            value(stated),
            value(""),
            formula(format!("IF({}={},\"✓\",\"△\")", cell(COMPUTED), cell(PRESENT)), mark),
        ];
        self.page.line(entries);
    }

    fn add(&mut self, line: Line) {
        *self.index += 1;
        let row = self.page.row();
        let cell = |col| CellRef::new(row, col);
        let decimals = if line.format == PERCENT { self.scoring.decimals + 2 } else { self.scoring.decimals };
        let (difference, verdict) = match (line.computed.number, line.present.number) {
            (Some(computed), Some(present)) => {
                let gap = round(present - computed, decimals);
                let within = gap.abs() <= line.tolerance;
                let formula = format!("ROUND({}-{},{decimals})", cell(PRESENT), cell(COMPUTED));
                let verdict =
                    format!("IF(ABS({})<={},\"✓\",\"△\")", cell(DIFFERENCE), line.tolerance.normalize());
                let mark = if within { "✓" } else { "△" };
                (
                    content(Shown::formula(formula, gap).content),
                    content(Content::Formula { text: verdict, result: Cached::Text(mark.to_owned()) }),
                )
            }
            (None, _) => (value(""), value("○")),
            (Some(_), None) => (value("未填"), value("△")),
        };
        self.page.line([
            value(&format!("重算-{}", self.index)),
            text(&line.label),
            content(line.weight.content),
            line.target,
            line.actual,
            text(&line.how),
            content(line.computed.content).format(line.format),
            content(line.present.content).format(line.format),
            difference.format(line.format),
            verdict,
        ]);
    }
}

/// Decimals of a percent that the cell shows.
fn percent_decimals(field: &Field<Rate>) -> u32 {
    let decimals = field.decimals();
    let ratio = field.value.is_some_and(|rate| crate::value::parse_number(&field.text) == Some(rate.get()));
    if ratio && field.stored != Stored::Percent { decimals.saturating_sub(2) } else { decimals }
}

fn how_scored(scoring: &Scoring, scaled: Scaled) -> &'static str {
    match (scaled.reverse, scoring.reverse.as_slice()) {
        (false, _) if !scaled.is_proportional() => "完成值≥指标值得满分，否则由人评定",
        (false, _) => "分值×min(完成值÷指标值, 1)",
        (true, [ReverseRule::InverseRatio]) => "完成值≤指标值得满分，否则 分值×指标值÷完成值",
        (true, [ReverseRule::LinearOverrun]) => "完成值≤指标值得满分，否则按超出比例扣减",
        (true, _) => "完成值≤指标值得满分，否则由人评定",
    }
}
