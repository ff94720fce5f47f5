//! The funding block (项目资金, 部门整体支出情况) of a new form.

use rust_decimal::Decimal;

use super::blank_formulas::{self, execution_target_text};
use super::canvas::{Canvas, fixed, label, value_entry};
use super::fitted::Fitted;
use super::form_places::{Rows, funding_column};
use super::indicator_block::{cell_number, derived, other};
use super::shown::{Shown, Statement, amount, as_typed, exact_amount, percent_format};
use crate::model::{FormContent, FundingColumn, FundingContent};
use crate::score::execution_score;
use crate::template::{Profile, Span};
use crate::value::{CellRef, Points, Rate, is_placeholder, shown_decimals, trimmed};
use crate::write::drawn::{Content, DrawnCell};

/// What a row without points of its own shows for 分值 and 得分.
const NOTHING: &str = "—";

/// What the first row carries over into the total.
pub(super) struct BudgetPoints {
    /// `None` for a form without the block.
    pub(super) rows: Option<Rows>,
    pub(super) weight: Option<Decimal>,
    pub(super) score: Option<Decimal>,
}

/// How many rows the block takes with its headings.
pub(super) fn funding_height(profile: &Profile, content: &FormContent) -> u32 {
    let rows = match &content.origin {
        Some(_) if content.funding.is_empty() => return 0,
        Some(_) => content.funding.len(),
        None => profile.form.funding_rows.len().max(content.funding.len()),
    };
    1 + u32::try_from(rows).expect("rows of a form are few")
}

/// Draws headings and rows from the row `top` on.
pub(super) fn draw_funding(
    canvas: &mut Canvas,
    Fitted { profile, funding_others, .. }: &Fitted,
    top: u32,
    content: &FormContent,
    execution_target: Option<(CellRef, Option<Decimal>)>,
) -> BudgetPoints {
    let form = &profile.form;
    let mut points = BudgetPoints { rows: None, weight: None, score: None };
    let height = funding_height(profile, content);
    let Some(name_at) = form.funding_column(FundingColumn::Name).filter(|_| height > 0) else {
        return points;
    };
    for heading in &form.funding_columns {
        canvas.put(&heading.at, top, label(&heading.heading));
    }
    for (heading, at) in funding_others {
        canvas.put(at, top, label(heading));
    }
    let rows = Rows { first: top + 1, last: top + height - 1 };
    points.rows = Some(rows);
    let side = Span { first: 0, last: name_at.first.saturating_sub(1) };
    canvas.put_over(&side, top, rows.last, label(&form.funding_label));
    let blank = FundingContent::default();
    for (index, row) in (rows.first..=rows.last).enumerate() {
        let own = content.funding.get(index).unwrap_or(&blank);
        let printed = form.funding_rows.get(index).map_or("", String::as_str);
        let name = if own.name.is_empty() && own.read.is_none() { printed } else { &own.name };
        let line = Line { profile, row, own, is_total: index == 0 };
        let is_merged =
            |own: &FundingContent, field| own.read.as_ref().is_some_and(|read| read.merged.contains(&field));
        let below = content.funding.get(index + 1..).unwrap_or_default();
        for drawn in &form.funding_columns {
            if index > 0 && is_merged(own, drawn.field) {
                continue;
            }
            let cell = match drawn.field {
                FundingColumn::Name => label(name),
                field @ (FundingColumn::OriginalBudget
                | FundingColumn::RevisedBudget
                | FundingColumn::Outturn) => value_entry(entry(line.amount(field))),
                FundingColumn::Weight => fixed(line.weight()),
                FundingColumn::ExecutionRate => line.rate(),
                FundingColumn::Score if line.is_total => line.score(execution_target),
                FundingColumn::Score => fixed(line.or_nothing(FundingColumn::Score)),
            };
            if line.is_total && drawn.field == FundingColumn::Weight {
                points.weight = cell_number(&cell);
            }
            if line.is_total && drawn.field == FundingColumn::Score {
                points.score = cell_number(&cell);
            }
            let reach = below.iter().take_while(|row| is_merged(row, drawn.field)).count();
            let last = row + u32::try_from(reach).expect("rows of a form are few");
            canvas.put_over(&drawn.at, row, last, cell);
        }
        for (order, (heading, at)) in funding_others.iter().enumerate() {
            let nth = funding_others[..order].iter().filter(|(own, _)| own == heading).count();
            canvas.put(at, row, value_entry(as_typed(other(&own.other, heading, nth))));
        }
    }
    points
}

/// An amount's cell; a blank one already has the format of amounts.
fn entry(mut amount: Shown) -> Shown {
    if !matches!(amount.content, Content::Number(_)) {
        amount.format = Some("0.00".into());
    }
    amount
}

/// One row of the block.
struct Line<'a> {
    profile: &'a Profile,
    row: u32,
    own: &'a FundingContent,
    is_total: bool,
}

impl Line<'_> {
    fn cell(&self, field: FundingColumn) -> Option<CellRef> {
        funding_column(&self.profile.form, field).map(|col| CellRef::new(self.row, col))
    }

    fn amount(&self, field: FundingColumn) -> Shown {
        match &self.own.read {
            Some(read) => exact_amount(self.own.text(field), read.number(field)),
            None => amount(self.own.text(field)),
        }
    }

    fn statement(&self, field: FundingColumn) -> Statement {
        match &self.own.read {
            Some(read) => Statement::read(self.own.text(field), read.number(field)),
            None => Statement::typed(self.own.text(field)),
        }
    }

    fn weight(&self) -> Shown {
        if self.is_total && self.own.read.is_none() && self.own.weight.is_empty() {
            return Shown::number(trimmed(self.profile.scoring.execution_weight.get()), None);
        }
        self.or_nothing(FundingColumn::Weight)
    }

    /// A row without points of its own says so, unless it was read without.
    fn or_nothing(&self, field: FundingColumn) -> Shown {
        let is_bare = self.own.text(field).is_empty() && self.own.read.is_none();
        if is_bare && !self.is_total { Shown::text(NOTHING) } else { self.statement(field).shown }
    }

    /// The budget and the outturn with their cells, where the form has both.
    fn amounts(&self) -> Option<[(CellRef, Option<Decimal>); 2]> {
        let of = |field| Some((self.cell(field)?, self.amount(field).as_number()));
        Some([of(FundingColumn::RevisedBudget)?, of(FundingColumn::Outturn)?])
    }

    fn rate(&self) -> DrawnCell {
        let stated = self.own.execution_rate.trim();
        if !stated.is_empty() && is_placeholder(stated) {
            return fixed(Shown::text(&self.own.execution_rate));
        }
        let statement = self.statement(FundingColumn::ExecutionRate);
        let Some([budget, outturn]) = self.amounts() else { return value_entry(statement.shown) };
        let in_percent = !stated.is_empty() && !stated.contains('%');
        let decimals = if stated.is_empty() { 2 } else { shown_decimals(stated) };
        let (text, result) = blank_formulas::rate(budget, outturn, in_percent, decimals);
        let format = (!in_percent).then(|| percent_format(decimals));
        derived(statement, false, text, result, format.as_deref())
    }

    fn score(&self, target: Option<(CellRef, Option<Decimal>)>) -> DrawnCell {
        let scoring = &self.profile.scoring;
        let statement = self.statement(FundingColumn::Score);
        let (Some([(budget, budget_amount), (outturn, outturn_amount)]), Some(weight)) =
            (self.amounts(), self.cell(FundingColumn::Weight))
        else {
            return value_entry(statement.shown);
        };
        let default = scoring.execution_target.percent;
        let share_of_all = trimmed(default / Decimal::ONE_HUNDRED);
        let divisor = match target {
            Some((cell, _)) => Some(execution_target_text(cell)),
            None => (share_of_all != Decimal::ONE).then(|| share_of_all.to_string()),
        };
        let percent = target.and_then(|(_, percent)| percent).unwrap_or(default);
        let text = blank_formulas::execution_score(scoring, weight, budget, outturn, divisor.as_deref());
        let exact = (|| {
            let rate =
                outturn_amount?.checked_div(budget_amount.filter(|budget| *budget > Decimal::ZERO)?)?;
            let weight = Points::new(self.weight().as_number()?);
            execution_score(&scoring.execution_curve, weight, Rate::from_ratio(rate), percent)
        })();
        let result = exact.map(|points| scoring.rounded(points).get());
        derived(statement, false, text, result, None)
    }
}
