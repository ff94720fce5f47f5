#![doc = include_str!("../../docs/rules/explanation-empty-words.md")]

use std::collections::{HashMap, HashSet};

use super::checker::{Checker, Draft};
use super::row_words::plain;
use super::{Phase, Rule, explanation_contradicts};
use crate::model::{Field, IndicatorRow, Severity, Wording};
use crate::value::{CellRef, Points};

pub(super) static RULE: Rule = Rule {
    id: "explanation-empty-words",
    title: "原因空泛",
    title_en: "a reason that says nothing",
    severity: Severity::Warning,
    phases: &[Phase::Reasons],
    doc: include_str!("../../docs/rules/explanation-empty-words.md"),
    doc_en: include_str!("../../docs/rules-en/explanation-empty-words.md"),
    check,
};

/// A text of fewer characters gives no reason.
const SHORTEST: usize = 4;

/// So many rows with one text have no reason of their own.
const REPEATED_FROM: usize = 3;

const EMPTY: [&str; 7] = ["无偏差", "没有原因", "无原因", "无特殊原因", "不适用", "无需改进", "无偏差情况"];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let mut cells = HashSet::new();
    let mut given: Vec<(&IndicatorRow, &Field<String>, Points, String)> = Vec::new();
    for row in form.own_indicators() {
        let (Some(weight), Some(score), Some(reason)) = (&row.weight, &row.score, &row.variance_note) else {
            continue;
        };
        let (Some(full), Some(points)) = (weight.value, checker.points(score)) else { continue };
        // A blank or a dash is `variance-unexplained`'s.
        if points < full && !reason.is_empty() && cells.insert(reason.at) {
            let words = plain(&reason.text).trim_matches(['。', ',', '.', ';', '、', ':']).to_owned();
            given.push((row, reason, full - points, words));
        }
    }
    let mut with_words: HashMap<&str, Vec<CellRef>> = HashMap::new();
    for (_, reason, _, words) in &given {
        with_words.entry(words).or_default().push(reason.at);
    }
    for (row, reason, lost, words) in &given {
        let shown = reason.text.trim();
        let says_nothing = words.chars().count() < SHORTEST || EMPTY.contains(&words.as_str());
        if says_nothing && explanation_contradicts::contradiction(&checker.rows(), row).is_none() {
            let message = Wording::new(
                format!("少得 {lost} 分，原因填写为“{shown}”，没有说明原因"),
                format!("{lost} points were lost; “{shown}” does not say why"),
            );
            checker.report(Draft::on(Severity::Warning, reason, row, message));
            continue;
        }
        let same = with_words.remove(words.as_str()).unwrap_or_default();
        if !says_nothing && same.len() >= REPEATED_FROM {
            let cells: Vec<String> = same.iter().map(ToString::to_string).collect();
            let (count, cells) = (same.len(), cells.join("、"));
            let message = Wording::new(
                format!("{count} 行的原因都是“{shown}”：{cells}，应逐行说明"),
                format!("{count} rows give the same reason “{shown}”: {cells}"),
            );
            checker.report(Draft { reads: same, ..Draft::on(Severity::Warning, reason, row, message) });
        }
    }
}
