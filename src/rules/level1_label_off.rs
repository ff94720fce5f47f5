#![doc = include_str!("../../docs/rules/level1-label-off.md")]

use super::checker::{Checker, Draft, gap};
use super::level1_group::{Group, groups, level2_groups};
use super::weights_off_total::make_the_whole;
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::level1_name;
use crate::value::CellRef;

pub(super) static RULE: Rule = Rule {
    id: "level1-label-off",
    title: "一级指标标注分值与小计不符",
    title_en: "points in a label differ from its rows",
    severity: Severity::Error,
    phases: &[Phase::Weights],
    doc: include_str!("../../docs/rules/level1-label-off.md"),
    doc_en: include_str!("../../docs/rules-en/level1-label-off.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    // Where the weights together are off, it is the rows that are wrong: `weights-off-level1`.
    if make_the_whole(checker) == Some(false) {
        return;
    }
    let is_off = |group: &Group<'_>| group.is_off() && group.expected.is_some_and(|(_, labelled)| labelled);
    let level1: Vec<Group<'_>> = groups(checker).into_iter().filter(is_off).collect();
    let level2: Vec<Group<'_>> = level2_groups(checker).into_iter().filter(is_off).collect();
    // A level 2 that is all of its level 1 repeats its label.
    let repeats = |group: &Group<'_>| level1.iter().any(|above| above.cells().eq(group.cells()));
    for group in level1.iter().chain(level2.iter().filter(|group| !repeats(group))) {
        report(checker, group);
    }
}

fn report(checker: &mut Checker<'_>, group: &Group<'_>) {
    let (Some(sum), Some((printed, _))) = (group.sum, group.expected) else { return };
    let name = level1_name(&group.label.text);
    let (count, gap) = (group.weights.len(), gap(printed, sum));
    let message = Wording::new(
        format!("“{name}”标注 {printed} 分，其下 {count} 行分值合计 {sum}，标注{}", gap.zh),
        format!("the label “{name}” prints {printed} points, its {count} rows add up to {sum}: {}", gap.en),
    );
    let cells: Vec<CellRef> = group.cells().collect();
    checker.report(Draft {
        doubts: vec![group.label.at],
        reads: cells,
        ..Draft::new(Severity::Error, group.label.at, &name, message, Checker::arithmetic_basis()).points(
            &printed.to_string(),
            printed,
            sum,
        )
    });
}
