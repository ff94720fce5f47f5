#![doc = include_str!("../../docs/rules/parent-and-child-scored.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{EvaluationForm, Field, FundingRow, IndicatorRow, Severity, Total, Wording};
use crate::value::{CellRef, Points};

pub(super) static RULE: Rule = Rule {
    id: "parent-and-child-scored",
    title: "父子行重复计分",
    title_en: "a row and its parts are both scored",
    severity: Severity::Warning,
    phases: &[Phase::Total],
    doc: include_str!("../../docs/rules/parent-and-child-scored.md"),
    doc_en: include_str!("../../docs/rules-en/parent-and-child-scored.md"),
    check,
};

/// Weights or scores.
struct Side {
    name: &'static str,
    name_en: &'static str,
    row: fn(&IndicatorRow) -> Option<&Field<Points>>,
    fund: fn(&FundingRow) -> Option<&Field<Points>>,
    total: fn(&Total) -> Option<&Field<Points>>,
}

const SIDES: [Side; 2] = [
    Side {
        name: "分值合计",
        name_en: "sum of the weights",
        row: |row| row.weight.as_ref(),
        fund: |row| row.weight.as_ref(),
        total: |total| total.weight.as_ref(),
    },
    Side {
        name: "总分",
        name_en: "total",
        row: |row| row.score.as_ref(),
        fund: |row| row.score.as_ref(),
        total: |total| total.score.as_ref(),
    },
];

/// Rows that may have been counted beside the rows they are the sum of.
struct Doubled {
    names: String,
    points: Points,
    cells: Vec<CellRef>,
}

fn check(checker: &mut Checker<'_>, _: Phase) {
    let mut is_doubled = false;
    for side in &SIDES {
        is_doubled |= counted_twice(checker, side);
    }
    let parents: Vec<&IndicatorRow> = checker.form.indicators.iter().filter(|row| row.is_parent).collect();
    let Some(first) = parents.first().filter(|_| !is_doubled) else { return };
    let stated = |field: &&Field<Points>| field.value.is_some();
    let Some(cell) = SIDES.iter().filter_map(|side| (side.row)(first)).find(stated) else { return };
    let rows: Vec<String> = parents.iter().map(|row| row.row.to_string()).collect();
    let message = Wording::new(
        format!("第 {} 行等于下面各行之和，核对时只计下面各行，不重复计分", rows.join("、")),
        format!("row {}: the sum of the rows below, so only those are counted", rows.join(", ")),
    );
    checker.report(Draft {
        stated: cell.text.trim().to_owned(),
        ..Draft::new(Severity::Info, cell.at, first.label(), message, Checker::arithmetic_basis())
    });
}

/// Reports where the total's row comes out only if a row and the rows below it are both counted.
fn counted_twice(checker: &mut Checker<'_>, side: &Side) -> bool {
    let form = checker.form;
    let Some((total, stated)) =
        form.total.as_ref().and_then(side.total).and_then(|field| Some((field, field.value?)))
    else {
        return false;
    };
    let own: Points = form.filled_indicators().filter_map(|row| (side.row)(row)?.value).sum();
    let head = form.budget_row().and_then(|row| (side.fund)(row)?.value);
    let head = head.filter(|head| *head < checker.scoring().total_weight).unwrap_or(Points::ZERO);
    let fits = |sum: Points| checker.within_tolerance(stated, sum);
    if fits(own) || fits(own + head) {
        return false;
    }
    let doubled = candidates(checker.form, side)
        .into_iter()
        .find(|doubled| fits(own + doubled.points) || fits(own + head + doubled.points));
    let Some(Doubled { names, points, cells }) = doubled else { return false };
    let (name, name_en) = (side.name, side.name_en);
    let message = Wording::new(
        format!("{name} {stated} 把{names}的 {points} 分和其下各行的 {points} 分都计入了，多计 {points} 分"),
        format!(
            "the {name_en} {stated} counts both {names} and the rows below, {points} points each: {points} too many"
        ),
    );
    checker.report(Draft {
        stated: total.text.trim().to_owned(),
        reads: std::iter::once(total.at).chain(cells).collect(),
        ..Draft::new(Severity::Warning, total.at, "总分", message, Checker::arithmetic_basis())
    });
    true
}

/// All indicator rows marked as sums, each of them, and the funding total over its parts.
fn candidates(form: &EvaluationForm, side: &Side) -> Vec<Doubled> {
    let each: Vec<Doubled> = form
        .indicators
        .iter()
        .filter(|row| row.is_parent)
        .filter_map(|row| {
            let field = (side.row)(row)?;
            let points = field.value.filter(|points| *points > Points::ZERO)?;
            Some(Doubled { names: format!("“{}”", row.label()), points, cells: vec![field.at] })
        })
        .collect();
    let all = (each.len() > 1).then(|| Doubled {
        names: each.iter().map(|row| row.names.as_str()).collect(),
        points: each.iter().map(|row| row.points).sum(),
        cells: each.iter().flat_map(|row| row.cells.clone()).collect(),
    });
    all.into_iter().chain(each).chain(funding(form, side)).collect()
}

/// The funding block's total, where its parts state points of their own that add up to it.
fn funding(form: &EvaluationForm, side: &Side) -> Option<Doubled> {
    let (first, parts) = form.funding.split_first()?;
    let head = (side.fund)(first)?;
    let points = head.value.filter(|points| *points > Points::ZERO)?;
    let sum: Points = parts.iter().filter_map(|row| (side.fund)(row)?.value).sum();
    let name = first.name.text.trim().trim_end_matches(['：', ':']);
    (sum == points).then(|| Doubled { names: format!("“{name}”"), points, cells: vec![head.at] })
}
