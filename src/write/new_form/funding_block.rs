//! The funding block (项目资金, 部门整体支出情况) of a new form.

use rust_decimal::Decimal;

use super::blank_formulas::{self, execution_target_text};
use super::canvas::{Canvas, fixed, label, value_entry};
use super::form_places::{Rows, funding_column};
use super::indicator_block::{cell_number, derived};
use super::shown::{Shown, amount, percent_format, shown};
use crate::model::{FormContent, FundingColumn, FundingContent};
use crate::score::execution_score;
use crate::template::{Profile, Span};
use crate::value::{CellRef, Points, Rate, is_placeholder, round, shown_decimals, trimmed};

/// What a row without points of its own shows for 分值 and 得分.
const NOTHING: &str = "—";

/// What the first row carries over into the total.
pub(super) struct BudgetPoints {
    pub(super) rows: Rows,
    pub(super) weight: Option<Decimal>,
    pub(super) score: Option<Decimal>,
}

/// How many rows the block has below its headings.
pub(super) fn funding_rows(profile: &Profile, content: &FormContent) -> u32 {
    let rows = profile.form.funding_rows.len().max(content.funding.len());
    u32::try_from(rows).expect("rows of a form are few")
}

/// Draws headings and rows from the row `top` on.
pub(super) fn draw_funding(
    canvas: &mut Canvas,
    profile: &Profile,
    top: u32,
    content: &FormContent,
    execution_target: Option<(CellRef, Option<Decimal>)>,
) -> BudgetPoints {
    let form = &profile.form;
    for heading in &form.funding_columns {
        canvas.put(&heading.at, top, label(&heading.heading));
    }
    let rows = Rows { first: top + 1, last: top + funding_rows(profile, content) };
    let side = Span { first: 0, last: funding_column(form, FundingColumn::Name).saturating_sub(1) };
    canvas.put_over(&side, top, rows.last, label(&form.funding_label));
    let mut points = BudgetPoints { rows, weight: None, score: None };
    let blank = FundingContent::default();
    for (index, row) in (rows.first..=rows.last).enumerate() {
        let own = content.funding.get(index).unwrap_or(&blank);
        let printed = form.funding_rows.get(index).map_or("", String::as_str);
        let name = if own.name.is_empty() { printed } else { &own.name };
        let line = Line { profile, row, own, is_total: index == 0 };
        for drawn in &form.funding_columns {
            let cell = match drawn.field {
                FundingColumn::Name => label(name),
                FundingColumn::OriginalBudget => value_entry(entry(&own.original_budget)),
                FundingColumn::RevisedBudget => value_entry(entry(&own.revised_budget)),
                FundingColumn::Outturn => value_entry(entry(&own.outturn)),
                FundingColumn::Weight => fixed(line.weight()),
                FundingColumn::ExecutionRate => line.rate(),
                FundingColumn::Score if line.is_total => line.score(execution_target),
                FundingColumn::Score => fixed(line.or_nothing(&own.score)),
            };
            if line.is_total && drawn.field == FundingColumn::Weight {
                points.weight = cell_number(&cell);
            }
            if line.is_total && drawn.field == FundingColumn::Score {
                points.score = cell_number(&cell);
            }
            canvas.put(&drawn.at, row, cell);
        }
    }
    points
}

/// An amount's cell; a blank one already has the format of amounts.
fn entry(text: &str) -> Shown {
    let mut shown = amount(text);
    shown.format.get_or_insert_with(|| "0.00".into());
    shown
}

/// One row of the block.
struct Line<'a> {
    profile: &'a Profile,
    row: u32,
    own: &'a FundingContent,
    is_total: bool,
}

impl Line<'_> {
    fn cell(&self, field: FundingColumn) -> CellRef {
        CellRef::new(self.row, funding_column(&self.profile.form, field))
    }

    fn weight(&self) -> Shown {
        if self.is_total && self.own.weight.is_empty() {
            return Shown::number(trimmed(self.profile.scoring.execution_weight.get()), None);
        }
        self.or_nothing(&self.own.weight)
    }

    fn or_nothing(&self, text: &str) -> Shown {
        if text.is_empty() && !self.is_total { Shown::text(NOTHING) } else { shown(text) }
    }

    /// The budget and the outturn with their cells.
    fn amounts(&self) -> [(CellRef, Option<Decimal>); 2] {
        [
            (self.cell(FundingColumn::RevisedBudget), amount(&self.own.revised_budget).as_number()),
            (self.cell(FundingColumn::Outturn), amount(&self.own.outturn).as_number()),
        ]
    }

    fn rate(&self) -> crate::write::drawn::DrawnCell {
        let stated = self.own.execution_rate.trim();
        if !stated.is_empty() && is_placeholder(stated) {
            return fixed(Shown::text(stated));
        }
        let in_percent = !stated.is_empty() && !stated.contains('%');
        let decimals = if stated.is_empty() { 2 } else { shown_decimals(stated) };
        let [budget, outturn] = self.amounts();
        let (text, result) = blank_formulas::rate(budget, outturn, in_percent, decimals);
        let format = (!in_percent).then(|| percent_format(decimals));
        derived(stated, false, text, result, format.as_deref())
    }

    fn score(&self, target: Option<(CellRef, Option<Decimal>)>) -> crate::write::drawn::DrawnCell {
        let scoring = &self.profile.scoring;
        let [(budget, budget_amount), (outturn, outturn_amount)] = self.amounts();
        let weight = self.cell(FundingColumn::Weight);
        let default = scoring.execution_target.percent;
        let share_of_all = trimmed(default / Decimal::ONE_HUNDRED);
        let divisor = match target {
            Some((cell, _)) => Some(execution_target_text(cell)),
            None => (share_of_all != Decimal::ONE).then(|| share_of_all.to_string()),
        };
        let percent = target.and_then(|(_, percent)| percent).unwrap_or(default);
        let text =
            blank_formulas::execution_score(weight, budget, outturn, divisor.as_deref(), scoring.decimals);
        let exact = (|| {
            let rate =
                outturn_amount?.checked_div(budget_amount.filter(|budget| *budget > Decimal::ZERO)?)?;
            let weight = Points::new(self.weight().as_number()?);
            execution_score(scoring.execution_curve, weight, Rate::from_ratio(rate), percent)
        })();
        let result = exact.map(|points| round(points.get(), scoring.decimals));
        derived(&self.own.score, false, text, result, None)
    }
}
