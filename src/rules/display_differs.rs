#![doc = include_str!("../../docs/rules/display-differs.md")]

use super::checker::{Checker, Draft};
use super::form_numbers::number_label;
use super::{Phase, Rule};
use crate::model::{Odd, Oddity, Severity, Wording};

pub(super) static RULE: Rule = Rule {
    id: "display-differs",
    title: "显示与实际不一致",
    title_en: "what the cell shows is not what it stores",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/display-differs.md"),
    doc_en: include_str!("../../docs/rules-en/display-differs.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for Oddity { at, what } in &form.oddities {
        let Odd::ShowsOther { shown, stored } = what else { continue };
        // Elsewhere a number is a part of a text: a year in a title, a number before a name.
        let Some(label) = number_label(form, *at) else { continue };
        let (zh, en) = if shown.trim().is_empty() {
            ("什么也不显示".to_owned(), "nothing".to_owned())
        } else {
            (format!("显示“{shown}”"), format!("“{shown}”"))
        };
        let message = Wording::new(
            format!("这一格按数字格式{zh}，实际存的是 {stored}；核对按存的 {stored}，请改正数字格式或数字"),
            format!(
                "the cell's number format shows {en}, the cell stores {stored}; {stored} was checked; correct the format or \
                 the number"
            ),
        );
        checker.report(Draft {
            stated: stored.clone(),
            reads: vec![*at],
            ..Draft::new(Severity::Warning, *at, label, message, Checker::arithmetic_basis())
        });
    }
}
