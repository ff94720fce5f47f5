#![doc = include_str!("../../docs/rules/circular-reference.md")]

use super::checker::{Checker, Draft};
use super::form_numbers::row_label;
use super::{Phase, Rule};
use crate::model::{Odd, Oddity, Severity, Wording};

pub(super) static RULE: Rule = Rule {
    id: "circular-reference",
    title: "循环引用",
    title_en: "formulas read one another in a ring",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/circular-reference.md"),
    doc_en: include_str!("../../docs/rules-en/circular-reference.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for Oddity { at, what } in &form.oddities {
        let Odd::Ring { cells, count } = what else { continue };
        let (ring, length) = (ring(cells, *count), count.to_string());
        let message = Wording::new(
            format!(
                "公式循环引用：{ring}（共 {length} 格），算不出确定的结果；核对按存盘时的结果，请改掉其中一格的公式"
            ),
            format!(
                "formulas read one another in a ring: {ring} ({length} {}); they have no certain result; the saved ones were \
                 checked; change the formula of one of these cells",
                if *count == 1 { "cell" } else { "cells" }
            ),
        );
        checker.report(Draft {
            reads: vec![*at],
            ..Draft::new(Severity::Warning, *at, row_label(form, *at), message, Checker::arithmetic_basis())
        });
    }
}

/// The cells in the order in which they read one another, back to the first; what is left out is a `…`.
fn ring(cells: &[String], count: usize) -> String {
    let mut steps: Vec<&str> = cells.iter().map(String::as_str).collect();
    if steps.len() < count {
        steps.insert(steps.len().saturating_sub(2), "…");
    }
    steps.extend(cells.first().map(String::as_str));
    steps.join(" → ")
}
