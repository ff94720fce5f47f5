//! Breaks of 偏差原因.

use rust_decimal::Decimal;
use ziping::value::Points;

use super::breaks::{Break, Broken, in_form, in_row};
use super::edit::{add_points, add_up, put, put_values};
use super::reason::Reason;
use super::sound::Sound;

pub(super) const BREAKS: &[Break] = &[
    Break { rule: "variance-unexplained", beside: &[], make: |sound| reason(sound, sound.lost(), "") },
    Break { rule: "over-fulfilment-unexplained", beside: &[], make: far_exceeded },
    Break { rule: "met-but-deducted", beside: &["variance-unexplained"], make: point_lost_for_nothing },
    Break {
        rule: "explanation-empty-words",
        beside: &[],
        make: |sound| reason(sound, sound.lost(), "无原因"),
    },
    Break {
        rule: "explanation-contradicts",
        beside: &[],
        make: |sound| reason(sound, sound.plain(), "招标推迟，年内未完成。"),
    },
];

fn reason(sound: &Sound, row: usize, text: &str) -> Result<Broken, Reason> {
    in_row(sound, row, |row| put(&mut row.variance_note, text))
}

fn far_exceeded(sound: &Sound) -> Result<Broken, Reason> {
    in_row(sound, sound.plain(), |row| {
        put_values(row, "≥10处", "15处");
        row.variance_note.as_ref().expect("a reason").at
    })
}

/// Under a profile that is certain, `score-disagrees` states the points that are due, and there is nothing to explain.
fn point_lost_for_nothing(sound: &Sound) -> Result<Broken, Reason> {
    let broken = in_form(sound, |form| {
        let at = add_points(&mut form.indicators[sound.plain()].score, Points::new(-Decimal::ONE));
        add_up(form, sound.profile);
        at
    })?;
    Ok(broken.without("score-disagrees"))
}
