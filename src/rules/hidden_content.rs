#![doc = include_str!("../../docs/rules/hidden-content.md")]

use std::fmt::Display;

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{EvaluationForm, Odd, Oddity, Severity, Unseen, Wording};
use crate::value::CellRef;

/// How many cells whose text cannot be seen are named.
const MOST_NAMED: usize = 8;

pub(super) static RULE: Rule = Rule {
    id: "hidden-content",
    title: "含隐藏内容",
    title_en: "part of the form is hidden",
    severity: Severity::Info,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/hidden-content.md"),
    doc_en: include_str!("../../docs/rules-en/hidden-content.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let hidden = &form.hidden;
    let unseen: Vec<(CellRef, Unseen)> = form.oddities.iter().filter_map(unseen).collect();
    let first = first_hidden_cell(form).or_else(|| unseen.first().map(|(at, _)| *at));
    let Some(cell) = first else { return };
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    if hidden.is_sheet {
        zh.push("工作表".to_owned());
        en.push("the sheet".to_owned());
    }
    if !hidden.rows.is_empty() {
        let runs = runs(hidden.rows.iter().map(|row| u64::from(*row)), |row| row + 1);
        zh.push(format!("第 {} 行", runs.join("、")));
        en.push(format!("row {}", runs.join(", ")));
    }
    if !hidden.cols.is_empty() {
        let letters = |col| {
            u16::try_from(col).map_or_else(|_| String::new(), |col| CellRef::new(0, col).column_letters())
        };
        let runs = runs(hidden.cols.iter().map(|col| u64::from(*col)), letters);
        zh.push(format!("{} 列", runs.join("、")));
        en.push(format!("column {}", runs.join(", ")));
    }
    if let Some(last) = zh.last_mut() {
        last.push_str("被隐藏");
    }
    for (why, own_zh, own_en) in [
        (Unseen::Ink, "的字与底色同色", "text in the colour of the cell"),
        (Unseen::Size, "的字小到看不见", "text too small to be seen"),
    ] {
        let cells: Vec<CellRef> = unseen.iter().filter(|(_, own)| *own == why).map(|(at, _)| *at).collect();
        if !cells.is_empty() {
            let (list_zh, list_en) = listed(&cells);
            zh.push(format!("{list_zh}{own_zh}"));
            en.push(format!("{list_en} ({own_en})"));
        }
    }
    let message = Wording::new(
        format!("{}，其中的内容也已核对", zh.join("，")),
        format!("hidden: {}; what stands there was checked too", en.join("; ")),
    );
    checker.report(Draft::new(Severity::Info, cell, &form.sheet, message, Checker::arithmetic_basis()));
}

/// The title of a hidden sheet, the label of the first hidden row, or the heading of the first hidden column.
fn first_hidden_cell(form: &EvaluationForm) -> Option<CellRef> {
    if form.hidden.is_sheet {
        return Some(form.title.at);
    }
    if let Some(row) = form.hidden.rows.first() {
        let label = form.indicators.iter().find(|indicator| indicator.row == row + 1);
        let label = label.and_then(|indicator| indicator.level3.as_ref());
        return Some(label.map_or(CellRef::new(*row, 0), |field| field.at));
    }
    let heading_row = form.plan.heading_rows.last().copied().unwrap_or(form.plan.first_row);
    form.hidden.cols.first().map(|col| CellRef::new(heading_row, *col))
}

fn unseen(oddity: &Oddity) -> Option<(CellRef, Unseen)> {
    if let Odd::Unseen(why) = oddity.what { Some((oddity.at, why)) } else { None }
}

/// The first cells by their addresses, and how many there are if not all are named.
fn listed(cells: &[CellRef]) -> (String, String) {
    let names: Vec<String> = cells.iter().take(MOST_NAMED).map(ToString::to_string).collect();
    let (mut zh, mut en) = (names.join("、"), names.join(", "));
    if cells.len() > MOST_NAMED {
        zh = format!("{zh} 等 {} 格", cells.len());
        en = format!("{en} and others, {} cells", cells.len());
    } else {
        zh.push(' ');
    }
    (zh, en)
}

/// Ascending numbers as people write them: `12`, `15–17`.
fn runs<T: Display>(numbers: impl Iterator<Item = u64>, show: impl Fn(u64) -> T) -> Vec<String> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs.into_iter()
        .map(|(first, last)| {
            if first == last { show(first).to_string() } else { format!("{}–{}", show(first), show(last)) }
        })
        .collect()
}
