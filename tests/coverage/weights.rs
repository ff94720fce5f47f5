//! Breaks of 分值.

use rust_decimal::Decimal;
use ziping::model::IndicatorRow;
use ziping::score::{budget_weight, level1_name};
use ziping::value::Points;

use super::breaks::{Break, Broken, in_form, in_row};
use super::edit::{add_points, add_up, group_points, put, put_points, relabel};
use super::reason::Reason;
use super::sound::{Sound, points};

pub(super) const BREAKS: &[Break] = &[
    Break { rule: "weights-off-total", beside: &[], make: total_of_weights },
    Break { rule: "weights-off-level1", beside: &["weights-off-total"], make: group_of_weights },
    Break { rule: "level1-label-off", beside: &[], make: label },
    Break {
        rule: "budget-points-elsewhere",
        beside: &["weights-off-level1", "weights-off-total"],
        make: budget_points_to_indicators,
    },
    Break { rule: "execution-scored-twice", beside: &[], make: execution_among_indicators },
    Break { rule: "indicator-too-heavy", beside: &[], make: points_of_a_group_in_one_row },
    Break { rule: "group-missing", beside: &[], make: benefits_renamed },
];

const ONE: Points = Points::new(Decimal::ONE);

/// As little as a row may keep.
const HALF: Points = Points::new(Decimal::from_parts(5, 0, 0, false, 1));

/// The total row states ten points more.
fn total_of_weights(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| {
        let total = form.total.as_mut().expect("a total row");
        add_points(&mut total.weight, Points::new(Decimal::TEN))
    })
}

/// A row has a point more, and earns it; the label says what its group should have, unless the profile does.
fn group_of_weights(sound: &Sound) -> Result<Broken, Reason> {
    let row = sound.plain();
    let should = group_points(&sound.form, row);
    in_form(sound, |form| {
        let heavier = &mut form.indicators[row];
        add_points(&mut heavier.weight, ONE);
        add_points(&mut heavier.score, ONE);
        add_up(form, sound.profile);
        let is_bound = sound.profile.scoring.level1_binding;
        relabel(form, row, |name| if is_bound { name.to_owned() } else { format!("{name}（{should}分）") })
    })
}

fn label(sound: &Sound) -> Result<Broken, Reason> {
    let row = sound.plain();
    let printed = group_points(&sound.form, row) + ONE;
    in_form(sound, |form| relabel(form, row, |name| format!("{name}\n（{printed}分）")))
}

/// The indicators alone make the whole: what they lack goes to two rows at full points.
fn budget_points_to_indicators(sound: &Sound) -> Result<Broken, Reason> {
    let scoring = &sound.profile.scoring;
    let (at, _) = budget_weight(scoring, &sound.form)
        .filter(|(_, points)| *points > Points::ZERO)
        .ok_or(Reason::BudgetWithoutPoints)?;
    let stated: Points = sound.form.filled_indicators().map(|row| points(&row.weight)).sum();
    let half = Points::new((scoring.total_weight - stated).get() / Decimal::TWO);
    in_form(sound, |form| {
        for row in form.indicators.iter_mut().filter(|row| is_full(row)).take(2) {
            add_points(&mut row.weight, half);
            add_points(&mut row.score, half);
        }
        add_up(form, sound.profile);
        at
    })
}

fn execution_among_indicators(sound: &Sound) -> Result<Broken, Reason> {
    if Reason::BudgetWithoutPoints.holds(sound) {
        return Err(Reason::BudgetWithoutPoints);
    }
    in_row(sound, sound.plain(), |row| {
        put(&mut row.level3, "预算完成率");
        row.weight.as_ref().expect("a weight").at
    })
}

/// All but half a point of each other full row of the group goes to one.
fn points_of_a_group_in_one_row(sound: &Sound) -> Result<Broken, Reason> {
    let heavy = sound.plain();
    let group = sound.form.indicators[heavy].level1.clone();
    in_form(sound, |form| {
        let mut moved = Points::ZERO;
        for (_, row) in form.indicators.iter_mut().enumerate().filter(|(place, _)| *place != heavy) {
            if row.level1 == group && is_full(row) {
                moved = moved + points(&row.weight) - HALF;
                put_points(&mut row.weight, HALF);
                put_points(&mut row.score, HALF);
            }
        }
        let row = &mut form.indicators[heavy];
        add_points(&mut row.score, moved);
        add_points(&mut row.weight, moved)
    })
}

/// No label speaks of benefits any more.
fn benefits_renamed(sound: &Sound) -> Result<Broken, Reason> {
    if Reason::NoGroupRequired.holds(sound) {
        return Err(Reason::NoGroupRequired);
    }
    let speaks = |text: &str| ["效益", "效果", "影响"].iter().any(|word| text.contains(word));
    in_form(sound, |form| {
        for row in &mut form.indicators {
            for (level, other) in [(&mut row.level1, "其他指标"), (&mut row.level2, "其他")] {
                if level.as_ref().is_some_and(|level| speaks(&level1_name(&level.text))) {
                    put(level, other);
                }
            }
        }
        form.indicators[0].level1.as_ref().expect("a level 1").at
    })
}

fn is_full(row: &IndicatorRow) -> bool {
    points(&row.weight) > Points::ZERO && points(&row.weight) == points(&row.score)
}
