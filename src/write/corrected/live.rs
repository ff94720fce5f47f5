//! The live formula of each derived cell, where every cell it reads holds a number.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::{EvaluationForm, FundingRow, IndicatorRow, Stored};
use crate::read::{CellValue, Sheet};
use crate::rules::CheckedForm;
use crate::score::{
    Comparison, Deviation, Operand, Outcome, all_or_nothing_excel, at_least_excel, budget_weight, compare,
    compare_with, deviation, execution_base, execution_rate, execution_rate_excel, execution_score,
    execution_score_excel, execution_target, grade, grade_excel, inverse_ratio_excel, linear_overrun_excel,
    outcome, per_point_excel, shortfall_excel, total_excel,
};
use crate::template::{DeviationRule, ReverseRule, Scoring};
use crate::value::{CellRef, Points, Rate, round};
use crate::write::drawn::Cached;

/// A formula and what it gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Live {
    /// Without `=`.
    pub(super) text: String,
    /// Its result with the form's numbers.
    pub(super) result: Cached,
}

impl Live {
    fn number(text: String, result: Decimal) -> Self {
        Self { text, result: Cached::Number(result) }
    }
}

/// The numbers that the cells of the corrected sheet will hold.
#[derive(Debug)]
pub(super) struct Numbers<'s> {
    sheet: &'s Sheet,
    written: BTreeMap<CellRef, Option<Decimal>>,
}

impl<'s> Numbers<'s> {
    /// The sheet's own numbers, and what is written over them: a number, or (`None`) text.
    pub(super) fn new(sheet: &'s Sheet, written: BTreeMap<CellRef, Option<Decimal>>) -> Self {
        Self { sheet, written }
    }

    /// The number at `at`, if the cell will hold one.
    pub(super) fn of(&self, at: CellRef) -> Option<Decimal> {
        match self.written.get(&at) {
            Some(written) => *written,
            None => match self.sheet.cell(at)?.value {
                CellValue::Number(number) => Some(number),
                _ => None,
            },
        }
    }
}

/// The formula of every derived cell of the form that is `wanted` and can have one.
pub(super) fn formulas(
    checked: &CheckedForm,
    numbers: &Numbers<'_>,
    wanted: impl Fn(CellRef) -> bool,
) -> BTreeMap<CellRef, Live> {
    let CheckedForm { form, selection, .. } = checked;
    let scoring = &selection.profile.scoring;
    let mut formulas = BTreeMap::new();
    let mut add = |at: Option<CellRef>, live: &dyn Fn() -> Option<Live>| {
        if let Some(at) = at.filter(|at| wanted(*at))
            && let Some(live) = live()
        {
            formulas.insert(at, live);
        }
    };
    for row in &form.funding {
        add(row.execution_rate.as_ref().map(|f| f.at), &|| rate_formula(scoring, row, numbers));
    }
    if let Some(row) = form.budget_row() {
        add(row.score.as_ref().map(|f| f.at), &|| budget_score_formula(scoring, form, numbers));
    }
    for row in &form.indicators {
        add(row.score.as_ref().map(|f| f.at), &|| score_formula(scoring, row, numbers));
        add(row.deviation.as_ref().map(|f| f.at), &|| deviation_formula(scoring, row, numbers));
    }
    if let Some(at) = form.total.as_ref().and_then(|total| total.score.as_ref()).map(|f| f.at) {
        add(Some(at), &|| total_formula(form, scoring.decimals, at, numbers));
    }
    add(form.grade.as_ref().map(|f| f.at), &|| grade_formula(checked, numbers));
    formulas
}

/// The cells of budget and outturn and their exact rate, where they hold the numbers that were read from them.
fn held_rate(scoring: &Scoring, row: &FundingRow, numbers: &Numbers<'_>) -> Option<(CellRef, CellRef, Rate)> {
    let (base, spent) = (execution_base(scoring, row)?, row.outturn.as_ref()?);
    let (budget, outturn) = (base.value?, spent.value?);
    let held = numbers.of(base.at) == Some(budget.get()) && numbers.of(spent.at) == Some(outturn.get());
    let rate = execution_rate(budget, outturn).filter(|_| held)?;
    Some((base.at, spent.at, rate))
}

/// 执行率.
fn rate_formula(scoring: &Scoring, row: &FundingRow, numbers: &Numbers<'_>) -> Option<Live> {
    let field = row.execution_rate.as_ref()?;
    let (base, spent, rate) = held_rate(scoring, row, numbers)?;
    let decimals = field.decimals();
    let held = numbers.of(field.at)?;
    let points = round(rate.percent(), decimals);
    if field.stored == Stored::Percent {
        let text = execution_rate_excel(base, spent, false, decimals);
        Some(Live::number(text, round(rate.get(), decimals + 2)))
    } else if held == points {
        Some(Live::number(execution_rate_excel(base, spent, true, decimals), points))
    } else {
        // 0.666 shown as such: its decimals are those of the ratio.
        let percent_decimals = decimals.checked_sub(2)?;
        let text = execution_rate_excel(base, spent, false, percent_decimals);
        Some(Live::number(text, round(rate.get(), decimals)))
    }
}

/// 预算执行得分, in the form's head.
pub(super) fn budget_score_formula(
    scoring: &Scoring,
    form: &EvaluationForm,
    numbers: &Numbers<'_>,
) -> Option<Live> {
    let row = form.budget_row()?;
    let (weight_cell, points) = budget_weight(scoring, form)?;
    // Points that a heading prints are a number in the formula.
    let operand = match row.weight.as_ref().filter(|field| field.at == weight_cell) {
        Some(_) if numbers.of(weight_cell) != Some(points.get()) => return None,
        Some(_) => Operand::Cell(weight_cell),
        None => Operand::Number(points.get()),
    };
    let (base, spent, rate) = held_rate(scoring, row, numbers)?;
    let (target, _) = execution_target(scoring, form);
    let score = execution_score(&scoring.execution_curve, points, rate, target)?;
    let text =
        execution_score_excel(&scoring.execution_curve, operand, base, spent, target, scoring.precision());
    Some(Live::number(text, scoring.rounded(score).get()))
}

/// A row's target and actual value in the scale of the actual value's cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scaled {
    /// 指标值, as a number for the formula.
    pub(super) target: Decimal,
    /// 完成值: its cell, or its number where the cell holds text.
    pub(super) actual: Operand,
    /// 反向指标.
    pub(super) reverse: bool,
    /// A missed target is for a person to judge, or the deviation's sign is not known.
    one_way: bool,
    /// Whether both are ratios: 0.666 for 66.6 %.
    is_ratio: bool,
}

impl Scaled {
    /// `then` once the target is met, else nothing: a person has to say.
    fn if_met(self, then: &dyn std::fmt::Display) -> String {
        let sign = if self.reverse { "<=" } else { ">=" };
        format!("IF({}{sign}{},{then},\"\")", self.actual, Operand::Number(self.target))
    }

    /// Whether a positive target that was missed still earns its proportion.
    pub(super) fn is_proportional(self) -> bool {
        !self.one_way
    }
}

/// Whether the row would still have a formula if its actual value fell below the target: what a live formula has to
/// say once somebody types a lower value.
fn scores_when_missed(row: &IndicatorRow) -> bool {
    let mut missed = row.actual.clone();
    if let Some(actual) = missed.as_mut().and_then(|field| field.value.as_mut()) {
        actual.0.number = Some(Decimal::NEGATIVE_ONE);
    }
    matches!(compare_with(row, missed.as_ref()), Comparison::Numbers { .. })
}

/// Target and actual value where both are numbers; `None` where a person judges.
pub(super) fn scaled(row: &IndicatorRow, numbers: &Numbers<'_>) -> Option<Scaled> {
    let given = row.actual.as_ref()?;
    let Comparison::Numbers { target, actual, reverse } = compare(row) else { return None };
    let one_way = reverse || !scores_when_missed(row);
    let Some(held) = numbers.of(given.at) else {
        return Some(Scaled { target, actual: Operand::Number(actual), reverse, one_way, is_ratio: false });
    };
    let in_percent = given.stored == Stored::Percent;
    let hundredth = held.checked_mul(Decimal::ONE_HUNDRED) == Some(actual);
    let is_ratio = match (held == actual, hundredth) {
        (false, true) => true,
        // 0 is 0 in every scale; the format says which one the next entry will have.
        (true, true) if in_percent => true,
        (true, _) if !in_percent => false,
        _ => return None,
    };
    let target = if is_ratio { target / Decimal::ONE_HUNDRED } else { target };
    Some(Scaled { target, actual: Operand::Cell(given.at), reverse, one_way, is_ratio })
}

/// 得分 of a row with numbers; the formula reads the actual value's cell, and the target stands in it as a number.
fn score_formula(scoring: &Scoring, row: &IndicatorRow, numbers: &Numbers<'_>) -> Option<Live> {
    let scaled = scaled(row, numbers).filter(|scaled| matches!(scaled.actual, Operand::Cell(_)))?;
    let weight = row.weight.as_ref()?;
    if numbers.of(weight.at)? != weight.value?.get() {
        return None;
    }
    row_formula(scoring, row, scaled, Operand::Cell(weight.at))
}

/// The score's formula from any operands.
pub(super) fn row_formula(
    scoring: &Scoring,
    row: &IndicatorRow,
    scaled: Scaled,
    weight: Operand,
) -> Option<Live> {
    let Outcome::Points(_, points) = outcome(scoring, row, row.weight.as_ref()?.value?) else { return None };
    let Scaled { target, actual, reverse, one_way, .. } = scaled;
    let (wanted, precision) = (Operand::Number(target), scoring.precision());
    let text = match (reverse, scoring.reverse.as_slice()) {
        (false, _) if one_way => scaled.if_met(&weight),
        (false, _) => at_least_excel(weight, wanted, actual, precision),
        (true, [ReverseRule::InverseRatio]) => inverse_ratio_excel(weight, wanted, actual, precision),
        (true, [ReverseRule::LinearOverrun]) => linear_overrun_excel(weight, wanted, actual, precision),
        (true, [ReverseRule::PerPoint]) => {
            per_point_excel(weight, wanted, actual, !scaled.is_ratio, precision)
        }
        (true, [ReverseRule::AllOrNothing]) => all_or_nothing_excel(weight, wanted, actual),
        // Once the target is missed, a person has to say which formula holds.
        (true, _) => scaled.if_met(&weight),
    };
    Some(Live::number(text, scoring.rounded(points).get()))
}

/// 偏差度 in a percent cell; only the shortfall has a formula.
fn deviation_formula(scoring: &Scoring, row: &IndicatorRow, numbers: &Numbers<'_>) -> Option<Live> {
    if scoring.deviation != DeviationRule::Shortfall {
        return None;
    }
    let field = row.deviation.as_ref().filter(|field| field.stored == Stored::Percent)?;
    let Deviation::Rate(rate) = deviation(scoring.deviation, row, None) else { return None };
    let scaled = scaled(row, numbers).filter(|scaled| matches!(scaled.actual, Operand::Cell(_)))?;
    let (target, decimals) = (Operand::Number(scaled.target), field.decimals());
    let text = if scaled.one_way {
        scaled.if_met(&0)
    } else if scaled.target > Decimal::ZERO {
        shortfall_excel(target, scaled.actual, decimals)
    } else {
        return None;
    };
    Some(Live::number(text, round(rate.get(), decimals + 2)))
}

/// 等级, by the total's cell.
pub(super) fn grade_formula(checked: &CheckedForm, numbers: &Numbers<'_>) -> Option<Live> {
    let at = checked.form.total.as_ref()?.score.as_ref()?.at;
    let bands = &checked.selection.profile.grades;
    let grade = grade(bands, Points::new(numbers.of(at)?))?;
    Some(Live { text: grade_excel(bands, at), result: Cached::Text(grade.to_owned()) })
}

/// 总分: with the budget score, or without it where the form's own total leaves it out.
pub(super) fn total_formula(
    form: &EvaluationForm,
    decimals: u32,
    at: CellRef,
    numbers: &Numbers<'_>,
) -> Option<Live> {
    let stated = numbers.of(at)?;
    let mut cells: Vec<CellRef> = Vec::new();
    for field in form.filled_indicators().filter_map(|row| row.score.as_ref()) {
        if field.value.is_some() && !cells.contains(&field.at) {
            cells.push(field.at);
        }
    }
    let held = |cell: &CellRef| numbers.of(*cell);
    let indicators: Decimal = cells.iter().map(held).sum::<Option<Decimal>>()?;
    let budget = form.budget_row().and_then(|row| row.score.as_ref()).filter(|field| field.value.is_some());
    let with = match budget {
        Some(field) => Some((field.at, numbers.of(field.at)? + indicators)),
        None => None,
    };
    let is = |sum: Decimal| round(sum, decimals) == stated;
    let (budget, sum) = match with {
        Some((at, sum)) if is(sum) || !is(indicators) => (Some(at), sum),
        _ => (None, indicators),
    };
    let (first, last) = (*cells.first()?, *cells.last()?);
    // Between the first and the last score nothing else may stand in the column.
    let run = cells.iter().all(|cell| cell.col == first.col)
        && (first.row..=last.row)
            .map(|row| CellRef::new(row, first.col))
            .all(|cell| cells.contains(&cell) || numbers.of(cell).is_none());
    let text = if run {
        total_excel(budget, first, last, decimals)
    } else {
        let all: Vec<String> = budget.iter().chain(&cells).map(ToString::to_string).collect();
        format!("ROUND({},{decimals})", all.join("+"))
    };
    Some(Live::number(text, round(sum, decimals)))
}
