#![doc = include_str!("../../docs/rules/cell-repeated.md")]

use super::checker::{Checker, Draft};
use super::form_numbers::row_label;
use super::{Phase, Rule};
use crate::model::{Odd, Oddity, Severity, Wording};

pub(super) static RULE: Rule = Rule {
    id: "cell-repeated",
    title: "单元格重复",
    title_en: "the file writes a cell more than once",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/cell-repeated.md"),
    doc_en: include_str!("../../docs/rules-en/cell-repeated.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for Oddity { at, what } in &form.oddities {
        let Odd::Repeated { times, earlier, last } = what else { continue };
        let quoted: Vec<String> = earlier.iter().map(|own| format!("“{own}”")).collect();
        let more = if earlier.len() + 1 < *times { ("等", " and others") } else { ("", "") };
        let message = Wording::new(
            format!(
                "文件把这一格写了 {times} 次：先写{}{}，最后写“{last}”；与 Excel 一样，核对按最后一次的",
                quoted.join("、"),
                more.0
            ),
            format!(
                "the file writes this cell {times} times: first {}{}, at last “{last}”; as in Excel, the last one was checked",
                quoted.join(", "),
                more.1
            ),
        );
        checker.report(Draft {
            stated: last.clone(),
            reads: vec![*at],
            ..Draft::new(Severity::Warning, *at, row_label(form, *at), message, Checker::arithmetic_basis())
        });
    }
}
