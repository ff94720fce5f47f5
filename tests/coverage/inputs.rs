//! Breaks of what an indicator is and where it stands.

use ziping::model::{Active, Column, GuessedColumn, Odd, Oddity};

use super::breaks::{Break, Broken, in_form, in_row};
use super::edit::{put, put_values};
use super::reason::Reason;
use super::sound::Sound;
use ziping::score::{level1_name, same_group};

pub(super) const BREAKS: &[Break] = &[
    Break { rule: "heading-guessed", beside: &[], make: heading },
    Break { rule: "direction-suspect", beside: &[], make: cost_at_least },
    Break { rule: "indicator-repeated", beside: &[], make: name_in_two_groups },
    Break { rule: "indicator-misfiled", beside: &[], make: count_among_satisfaction },
    Break { rule: "comparator-missing", beside: &[], make: no_sign },
    Break { rule: "date-outside-year", beside: &[], make: date_of_last_year },
    Break { rule: "hidden-content", beside: &[], make: hidden_row },
    Break { rule: "display-differs", beside: &[], make: other_number_shown },
    Break { rule: "circular-reference", beside: &[], make: ring },
    Break { rule: "cell-repeated", beside: &[], make: written_twice },
    Break { rule: "active-content", beside: &[], make: macros },
    Break { rule: "field-unread", beside: &[], make: rate_in_words },
];

/// A column was told by a part of its heading.
fn heading(sound: &Sound) -> Result<Broken, Reason> {
    let (column, at) = (Column::Actual, sound.heading(Column::Actual));
    in_form(sound, |form| {
        form.plan.guessed.push(GuessedColumn { column, at, heading: "年末完成数（个）".to_owned() });
        at
    })
}

fn cost_at_least(sound: &Sound) -> Result<Broken, Reason> {
    in_row(sound, sound.plain(), |row| {
        put(&mut row.level3, "设备购置成本");
        put_values(row, "≥12万元", "12万元");
        row.target.as_ref().expect("a target").at
    })
}

/// The first row of a later group bears the name of one before it.
fn name_in_two_groups(sound: &Sound) -> Result<Broken, Reason> {
    let first = sound.plain();
    let group = |row: usize| {
        let level1 = sound.form.indicators[row].level1.as_ref().expect("a level 1");
        level1_name(&level1.text)
    };
    let later = (first + 1..sound.form.indicators.len())
        .find(|row| !same_group(&group(first), &group(*row)))
        .expect("another group");
    let name = sound.form.indicators[first].label().to_owned();
    in_row(sound, later, |row| put(&mut row.level3, &name))
}

fn count_among_satisfaction(sound: &Sound) -> Result<Broken, Reason> {
    in_row(sound, sound.satisfaction(), |row| {
        put_values(row, "≥100人", "100人");
        put(&mut row.level3, "培训人数")
    })
}

fn no_sign(sound: &Sound) -> Result<Broken, Reason> {
    if sound.form.has_column(Column::Sign) {
        return Err(Reason::SignColumn);
    }
    in_row(sound, sound.plain(), |row| {
        put_values(row, "12处", "14处");
        row.target.as_ref().expect("a target").at
    })
}

/// In time, but of the year before.
fn date_of_last_year(sound: &Sound) -> Result<Broken, Reason> {
    let year = sound.form.fiscal_year.ok_or(Reason::NoFiscalYear)?;
    let (target, actual) = (format!("{year}年11月30日前"), format!("{}年11月18日", year - 1));
    in_row(sound, sound.plain(), |row| put_values(row, &target, &actual))
}

fn hidden_row(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| {
        let row = &form.indicators[sound.plain()];
        form.hidden.rows.push(row.row - 1);
        row.level3.as_ref().expect("a level 3").at
    })
}

/// The file is odd about the score of a row.
fn odd_score(sound: &Sound, what: Odd) -> Result<Broken, Reason> {
    in_form(sound, |form| {
        let at = form.indicators[sound.plain()].score.as_ref().expect("a score").at;
        form.oddities.push(Oddity { at, what });
        at
    })
}

fn other_number_shown(sound: &Sound) -> Result<Broken, Reason> {
    odd_score(sound, Odd::ShowsOther { shown: "90".to_owned(), stored: "10".to_owned() })
}

fn ring(sound: &Sound) -> Result<Broken, Reason> {
    odd_score(sound, Odd::Ring { cells: vec!["自评表!H14".to_owned()], count: 1 })
}

fn written_twice(sound: &Sound) -> Result<Broken, Reason> {
    odd_score(sound, Odd::Repeated { times: 2, earlier: vec!["1".to_owned()], last: "10".to_owned() })
}

fn macros(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| {
        let (at, found) = (form.title.at, vec![Active::Macros]);
        form.oddities.push(Oddity { at, what: Odd::Active { found, is_kept: true } });
        at
    })
}

fn rate_in_words(sound: &Sound) -> Result<Broken, Reason> {
    in_form(sound, |form| put(&mut form.funding[0].execution_rate, "九成五左右"))
}
