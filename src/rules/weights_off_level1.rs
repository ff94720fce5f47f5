#![doc = include_str!("../../docs/rules/weights-off-level1.md")]

use super::checker::{Checker, Draft, gap};
use super::level1_group::groups;
use super::weights_off_total::make_the_whole;
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::level1_name;

pub(super) static RULE: Rule = Rule {
    id: "weights-off-level1",
    title: "一级指标分值不符",
    title_en: "weights of a level-1 group do not add up",
    severity: Severity::Error,
    phases: &[Phase::Weights],
    doc: include_str!("../../docs/rules/weights-off-level1.md"),
    doc_en: include_str!("../../docs/rules-en/weights-off-level1.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    // Where the weights together are right, or nobody can say, a label that differs is `level1-label-off`'s.
    let are_off = make_the_whole(checker) == Some(false);
    for group in groups(checker) {
        if !group.is_off() {
            continue;
        }
        let (Some(sum), Some((expected, labelled))) = (group.sum, group.expected) else { continue };
        if labelled && !are_off {
            continue;
        }
        let name = level1_name(&group.label.text);
        let whose = if labelled {
            ("标注的分值", "its label says")
        } else {
            ("本表规定的分值", "the profile says")
        };
        let message = Wording::new(
            format!("“{name}”各行分值合计 {sum}，{} {expected}，{}", whose.0, gap(sum, expected).zh),
            format!("the rows of “{name}” add up to {sum}; {} {expected}", whose.1),
        );
        let basis = if labelled { Checker::arithmetic_basis() } else { checker.profile_basis() };
        let cells: Vec<_> = group.cells().collect();
        checker.report(Draft {
            doubts: cells.clone(),
            reads: cells,
            ..Draft::new(Severity::Error, group.label.at, &name, message, basis).points(
                &sum.to_string(),
                sum,
                expected,
            )
        });
    }
}
