//! Breaks of 指标值 and 完成值.

use super::breaks::{Break, Broken, in_row};
use super::edit::{put_actual, put_values};
use super::reason::Reason;
use super::sound::Sound;

pub(super) const BREAKS: &[Break] = &[
    Break { rule: "actual-not-a-number", beside: &[], make: |form| plain(form, "≥90%", "进展顺利") },
    Break { rule: "value-kind-clash", beside: &[], make: |form| plain(form, "≥12处", "100%") },
    Break { rule: "value-unit-clash", beside: &[], make: |form| plain(form, "≥12处", "12公里") },
    Break { rule: "percent-scale-suspect", beside: &[], make: |form| plain(form, "≥90%", "0.95") },
    Break { rule: "comparator-in-actual", beside: &[], make: |form| plain(form, "≥90%", "≥95%") },
    Break { rule: "scale-as-value", beside: &[], make: |form| plain(form, "良好", "优/良/中/差") },
    Break { rule: "actual-copies-target", beside: &[], make: sentence_twice },
    Break { rule: "satisfaction-suspect", beside: &[], make: more_than_satisfied },
];

/// A row with other values; the rule speaks of the second one.
fn plain(sound: &Sound, target: &str, actual: &str) -> Result<Broken, Reason> {
    in_row(sound, sound.plain(), |row| put_values(row, target, actual))
}

fn sentence_twice(sound: &Sound) -> Result<Broken, Reason> {
    plain(sound, "按计划完成设备的安装和调试", "按计划完成设备的安装和调试")
}

fn more_than_satisfied(sound: &Sound) -> Result<Broken, Reason> {
    in_row(sound, sound.satisfaction(), |row| put_actual(row, "105%"))
}
