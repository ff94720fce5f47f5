//! Breaks of 总分, 等级 and of what the form says as a whole.

use rust_decimal::Decimal;
use ziping::model::{EvaluationForm, Field, IndicatorRow};
use ziping::score::grade;
use ziping::value::{CellRef, Measure, Points};

use super::amounts::{leave_some, spend};
use super::breaks::{Break, Broken, in_form};
use super::edit::{add_points, add_up, put, put_actual, put_deviation, put_points, put_target};
use super::reason::Reason;
use super::sound::{Sound, points};

pub(super) const BREAKS: &[Break] = &[
    Break { rule: "derived-missing", beside: &[], make: rate_blank },
    Break { rule: "total-off-sum", beside: &[], make: total_off },
    Break { rule: "parent-and-child-scored", beside: &["total-off-sum"], make: parent_counted },
    Break { rule: "low-spending-full-output", beside: &["execution-row-differs"], make: half_spent },
    Break { rule: "all-full-marks", beside: &[], make: all_full },
    Break { rule: "grade-disagrees", beside: &[], make: other_grade },
];

fn total(form: &mut EvaluationForm) -> &mut Option<Field<Points>> {
    &mut form.total.as_mut().expect("a total row").score
}

fn rate_blank(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| put(&mut form.funding[0].execution_rate, ""))
}

fn total_off(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| add_points(total(form), Points::new(-Decimal::ONE)))
}

/// A row that repeats the sum of the one below it, as the reader marks it, counted in the total.
fn parent_counted(sound: &Sound) -> Result<Broken, Reason> {
    let place = sound.plain();
    in_form(sound, |form| {
        let mut parent = form.indicators[place].clone();
        parent.is_parent = true;
        move_below(&mut parent, form.plan.last_row + 1);
        put(&mut parent.level3, "一、工程建设");
        let counted = points(&parent.score);
        form.indicators.insert(place, parent);
        add_points(total(form), counted)
    })
}

/// Gives a row's own cells a line that nothing else stands on.
fn move_below(row: &mut IndicatorRow, line: u32) {
    let free = |at: &mut CellRef| at.row = line;
    for text in [&mut row.level3, &mut row.variance_note].into_iter().flatten() {
        free(&mut text.at);
    }
    for points in [&mut row.weight, &mut row.score].into_iter().flatten() {
        free(&mut points.at);
    }
    for cell in [row.target.as_mut().map(|f| &mut f.at), row.actual.as_mut().map(|f| &mut f.at)] {
        cell.into_iter().for_each(free);
    }
    row.row = line + 1;
}

/// Half of every budget spent, scored and added up as it is.
fn half_spent(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| {
        spend(form, sound.profile, Decimal::new(5, 1));
        form.funding[0].outturn.as_ref().expect("an outturn").at
    })
}

/// Every row has the target that it reached, and full points; not all of the budget was spent.
fn all_full(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| {
        for row in &mut form.indicators {
            let full = points(&row.weight);
            if points(&row.score) == full {
                continue;
            }
            let aim = row.target.as_ref().and_then(|field| field.value.as_ref()).expect("a target").0.clone();
            let reached = row.actual.as_ref().and_then(|field| field.value.as_ref()).expect("a value");
            match reached.0.number {
                Some(number) => {
                    put_target(row, &Measure { number: Some(number), ..aim }.to_string());
                }
                None => {
                    let words = row.target.as_ref().expect("a target").text.clone();
                    put_actual(row, &words);
                }
            }
            put_points(&mut row.score, full);
            put_deviation(row, "0.00%");
            put(&mut row.variance_note, "");
        }
        leave_some(form, sound.profile);
        add_up(form, sound.profile);
        total(form).as_ref().expect("a total").at
    })
}

fn other_grade(sound: &Sound) -> Result<Broken, Reason> {
    if sound.form.grade.is_none() {
        return Err(Reason::NoGradeCell);
    }
    if Reason::TotalOfOtherWhole.holds(sound) {
        return Err(Reason::TotalOfOtherWhole);
    }
    in_form(sound, |form| {
        let right = points(total(form));
        let right = grade(&sound.profile.grades, right).expect("a grade");
        put(&mut form.grade, if right == "中" { "良" } else { "中" })
    })
}
