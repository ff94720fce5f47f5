//! Breaks of 得分 and 偏差度.

use rust_decimal::Decimal;
use ziping::model::Column;
use ziping::value::Points;

use super::breaks::{Break, Broken, in_form, in_row};
use super::edit::{add_points, put, put_actual, put_deviation, put_points, put_values};
use super::reason::Reason;
use super::sound::{Sound, points};

pub(super) const BREAKS: &[Break] = &[
    Break { rule: "execution-score-disagrees", beside: &[], make: budget_score_off },
    Break { rule: "score-above-weight", beside: &[], make: |sound| off_weight(sound, Decimal::ONE) },
    Break { rule: "score-disagrees", beside: &[], make: |sound| off_weight(sound, -Decimal::ONE) },
    Break { rule: "score-negative", beside: &[], make: |sound| scored(sound, "-1") },
    Break { rule: "score-missing", beside: &[], make: |sound| scored(sound, "") },
    Break { rule: "qualitative-off-band", beside: &[], make: full_for_a_part },
    Break { rule: "missed-but-full", beside: &["score-disagrees"], make: full_for_a_miss },
    Break { rule: "scored-without-data", beside: &[], make: no_actual },
    Break { rule: "deviation-disagrees", beside: &[], make: deviation_off },
];

/// A point less for the budget; some points where it has none to give.
fn budget_score_off(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| {
        let score = &mut form.funding[0].score;
        let one = Points::new(Decimal::ONE);
        let off = if points(score) > one { points(score) - one } else { one };
        put_points(score, off)
    })
}

/// A row at full points has so many more.
fn off_weight(sound: &Sound, more: Decimal) -> Result<Broken, Reason> {
    in_row(sound, sound.plain(), |row| add_points(&mut row.score, Points::new(more)))
}

fn scored(sound: &Sound, score: &str) -> Result<Broken, Reason> {
    in_row(sound, sound.plain(), |row| put(&mut row.score, score))
}

fn full_for_a_part(sound: &Sound) -> Result<Broken, Reason> {
    in_row(sound, sound.plain(), |row| {
        put_values(row, "健全", "部分达成年度指标并具有一定效果");
        row.score.as_ref().expect("a score").at
    })
}

/// Missed, said so where the form asks for it, and yet at full points.
fn full_for_a_miss(sound: &Sound) -> Result<Broken, Reason> {
    in_row(sound, sound.plain(), |row| {
        put_values(row, "≥90%", "81%");
        put_deviation(row, "-10.00%");
        put(&mut row.variance_note, "一批设备到货较晚，已列入下年计划。");
        row.score.as_ref().expect("a score").at
    })
}

fn no_actual(sound: &Sound) -> Result<Broken, Reason> {
    in_row(sound, sound.plain(), |row| {
        put_actual(row, "");
        row.score.as_ref().expect("a score").at
    })
}

fn deviation_off(sound: &Sound) -> Result<Broken, Reason> {
    if !sound.form.has_column(Column::Deviation) {
        return Err(Reason::NoDeviationColumn);
    }
    in_row(sound, sound.plain(), |row| put(&mut row.deviation, "-5.00%"))
}
