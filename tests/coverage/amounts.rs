//! Breaks of the funding block and of the rows that repeat it.

use rust_decimal::Decimal;
use ziping::model::{EvaluationForm, Field, FundingRow};
use ziping::score::execution_rate;
use ziping::template::{EmptyBudget, Overspending, Profile};
use ziping::value::{Amount, Rate, round};

use super::breaks::{Break, Broken, in_form, in_row};
use super::edit::{add_up, put, put_actual, put_amount, put_amounts, put_values};
use super::reason::{Reason, needs};
use super::sound::Sound;

pub(super) const BREAKS: &[Break] = &[
    Break { rule: "funding-off-total", beside: &[], make: part_off },
    Break { rule: "execution-above-budget", beside: &[], make: overspent },
    Break { rule: "budget-zero", beside: &[], make: nothing_budgeted },
    Break { rule: "amount-unit-suspect", beside: &[], make: other_unit },
    Break { rule: "execution-rate-disagrees", beside: &[], make: rate_off },
    Break {
        rule: "execution-rate-wrong-base",
        beside: &["execution-rate-disagrees"],
        make: rate_on_original_budget,
    },
    Break {
        rule: "execution-row-differs",
        beside: &["execution-scored-twice", "indicator-misfiled"],
        make: row_of_the_rate_off,
    },
    Break { rule: "adjustment-rate-disagrees", beside: &[], make: adjustment_off },
    Break { rule: "carry-over-rate-disagrees", beside: &[], make: carry_over_off },
];

fn head(form: &mut EvaluationForm) -> &mut FundingRow {
    form.funding.first_mut().expect("a funding row")
}

/// The execution rate of the head by one of its budgets, as a form prints it.
fn printed_rate(row: &FundingRow, on_original: bool) -> Option<Rate> {
    let base = if on_original { row.original_budget.as_ref() } else { row.budget() };
    execution_rate(base?.value?, row.outturn.as_ref()?.value?)
}

fn percent(rate: Rate) -> String {
    format!("{}%", round(rate.percent(), 2))
}

/// One part of the original budget has one more.
fn part_off(sound: &Sound) -> Result<Broken, Reason> {
    if sound.form.funding.len() < 2 {
        return Err(Reason::OneFundingRow);
    }
    in_form(sound, |form| {
        put_amount(&mut form.funding[1].original_budget, |amount| amount + Decimal::ONE);
        head(form).original_budget.as_ref().expect("an original budget").at
    })
}

/// More spent than budgeted, in the head and in its first part.
fn overspent(sound: &Sound) -> Result<Broken, Reason> {
    if sound.profile.scoring.overspending == Overspending::Allowed {
        return Err(Reason::OverspendingAllowed);
    }
    let stated =
        |field: Option<&Field<Amount>>| field.and_then(|field| field.value).expect("an amount").get();
    let head = &sound.form.funding[0];
    let more = stated(head.budget()) - stated(head.outturn.as_ref()) + Decimal::ONE;
    in_form(sound, |form| {
        for row in form.funding.iter_mut().take(2) {
            put_amount(&mut row.outturn, |amount| amount + more);
        }
        form.funding[0].outturn.as_ref().expect("an outturn").at
    })
}

/// All amounts 0, and no rate but where the profile has one for that.
fn nothing_budgeted(sound: &Sound) -> Result<Broken, Reason> {
    let rate = if sound.profile.scoring.empty_budget == EmptyBudget::Full { "100%" } else { "—" };
    in_form(sound, |form| {
        for row in &mut form.funding {
            put_amounts(row, |_| Decimal::ZERO);
            put(&mut row.execution_rate, rate);
        }
        head(form).budget().expect("a budget").at
    })
}

/// Amounts that cannot be in the form's unit.
fn other_unit(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| {
        let is_yuan = form.amount_unit == "元";
        let scale = |amount| {
            if is_yuan { amount / Decimal::from(10_000) } else { amount * Decimal::from(100_000) }
        };
        for row in &mut form.funding {
            put_amounts(row, scale);
        }
        head(form).budget().expect("a budget").at
    })
}

/// The printed rate is ten percentage points too low.
fn rate_off(sound: &Sound) -> Result<Broken, Reason> {
    let rate = printed_rate(&sound.form.funding[0], false).expect("a rate");
    let off = percent(Rate::from_percent(rate.percent() - Decimal::TEN));
    in_form(sound, |form| put(&mut head(form).execution_rate, &off))
}

fn rate_on_original_budget(sound: &Sound) -> Result<Broken, Reason> {
    let row = &sound.form.funding[0];
    needs(row.original_budget.as_ref(), Reason::OneBudget)?;
    let off = percent(printed_rate(row, true).expect("a rate"));
    in_form(sound, |form| put(&mut head(form).execution_rate, &off))
}

/// An indicator states another execution rate than the head.
fn row_of_the_rate_off(sound: &Sound) -> Result<Broken, Reason> {
    let place = sound.named_or_plain("预算执行率");
    in_row(sound, place, |row| {
        if row.label() == "预算执行率" {
            return put_actual(row, "60%");
        }
        put(&mut row.level3, "预算执行率");
        put_values(row, "≥50%", "50%")
    })
}

/// An indicator states another adjustment of the budget than the amounts give.
fn adjustment_off(sound: &Sound) -> Result<Broken, Reason> {
    needs(sound.form.funding[0].original_budget.as_ref(), Reason::OneBudget)?;
    let place = sound.named_or_plain("预算调整率");
    in_row(sound, place, |row| {
        if row.label() == "预算调整率" {
            return put_actual(row, "20%");
        }
        put(&mut row.level3, "预算调整率");
        put_values(row, "≤30%", "20%")
    })
}

/// An indicator states that less is left over than the amounts give.
fn carry_over_off(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| {
        leave_some(form, sound.profile);
        let row = &mut form.indicators[sound.plain()];
        put(&mut row.level3, "结转结余率");
        put_values(row, "≤2%", "1%")
    })
}

/// A tenth of every budget not spent, where all of it was.
pub(super) fn leave_some(form: &mut EvaluationForm, profile: &Profile) {
    let rate = printed_rate(&form.funding[0], false).expect("a rate");
    if rate >= Rate::from_ratio(Decimal::ONE) {
        spend(form, profile, Decimal::new(9, 1));
    }
}

/// So much of every budget spent, with the rates, points and total that follow.
pub(super) fn spend(form: &mut EvaluationForm, profile: &Profile, share: Decimal) {
    for row in &mut form.funding {
        let budget = row.budget().and_then(|field| field.value).filter(|budget| *budget > Amount::ZERO);
        let Some(budget) = budget else { continue };
        put_amount(&mut row.outturn, |_| budget.get() * share);
        put(&mut row.execution_rate, &percent(Rate::from_ratio(share)));
    }
    add_up(form, profile);
}
