//! Breaks in the report that goes with the form: a form that is as it was, and a report that says otherwise.

use rust_decimal::Decimal;
use ziping::model::{Field, IndicatorRow};
use ziping::score::{Attainment, compare};
use ziping::value::{Amount, CellRef, Measure, Points};

use super::breaks::{Break, Broken, in_row};
use super::edit::{put, put_values};
use super::reason::Reason;
use super::sound::{Sound, points};

pub(super) const BREAKS: &[Break] = &[
    Break { rule: "report-score-differs", beside: &[], make: other_score },
    Break { rule: "report-target-differs", beside: &[], make: other_target },
    Break { rule: "report-amount-differs", beside: &[], make: other_outturn },
    Break { rule: "report-claim-false", beside: &[], make: claim },
    Break { rule: "report-name-differs", beside: &[], make: other_name },
    Break { rule: "basis-superseded", beside: &[], make: old_basis },
];

const ONE: Decimal = Decimal::ONE;

/// The form as it is, beside a report.
fn told(sound: &Sound, at: CellRef, report: &str) -> Result<Broken, Reason> {
    Ok(Broken::at(at, sound.form.clone()).told(report))
}

fn plain(sound: &Sound) -> &IndicatorRow {
    &sound.form.indicators[sound.plain()]
}

/// A row has a point less.
fn other_score(sound: &Sound) -> Result<Broken, Reason> {
    let row = plain(sound);
    let (name, full) = (row.label(), points(&row.weight));
    let less = full - Points::new(ONE);
    let at = row.score.as_ref().expect("a score").at;
    told(sound, at, &format!("{name}{full}分，自评得分{less}分。"))
}

/// A row has a target one higher.
fn other_target(sound: &Sound) -> Result<Broken, Reason> {
    let row = plain(sound);
    let target = row.target.as_ref().expect("a target");
    let aim = target.value.as_ref().expect("a value").0.clone();
    let higher = Measure { number: aim.number.map(|number| number + ONE), ..aim };
    told(sound, target.at, &format!("{}指标值{higher}。", row.label()))
}

/// One more was spent of the same budget.
fn other_outturn(sound: &Sound) -> Result<Broken, Reason> {
    let head = &sound.form.funding[0];
    let stated =
        |field: Option<&Field<Amount>>| field.and_then(|field| field.value).expect("an amount").get();
    let (budget, more) = (stated(head.budget()), stated(head.outturn.as_ref()) + ONE);
    let (at, unit) = (head.outturn.as_ref().expect("an outturn").at, &sound.form.amount_unit);
    told(sound, at, &format!("全年预算数{budget}{unit}，全年执行数{more}{unit}。"))
}

/// All is said to be met; the first row that is not speaks against it.
fn claim(sound: &Sound) -> Result<Broken, Reason> {
    let missed = |row: &&IndicatorRow| compare(row).attainment() == Some(Attainment::Missed);
    let row = sound.form.own_indicators().find(missed).expect("a row that missed its target");
    told(sound, row.actual.as_ref().expect("an actual value").at, "各项绩效指标均已完成。")
}

/// A row is called by a name that is only like its own.
fn other_name(sound: &Sound) -> Result<Broken, Reason> {
    let full = points(&plain(sound).weight);
    let broken = in_row(sound, sound.plain(), |row| {
        put_values(row, "≥90%", "95%");
        put(&mut row.level3, "公共场所各类设施完好率")
    })?;
    Ok(broken.told(&format!("公共场所设施完好率{full}分，自评得分{full}分。")))
}

/// The report cites a number that was in force before the year it is about.
fn old_basis(sound: &Sound) -> Result<Broken, Reason> {
    let report = "2023年度自评报告\n根据（财预〔2011〕285号）文件确定的方法开展评价。";
    told(sound, sound.form.title.at, report)
}
