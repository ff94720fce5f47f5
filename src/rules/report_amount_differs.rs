#![doc = include_str!("../../docs/rules/report-amount-differs.md")]

use super::checker::Checker;
use super::report::{Report, money, report_all};
use super::{Phase, Rule};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "report-amount-differs",
    title: "报告金额与表不符",
    title_en: "the report's amounts or rate differ from the form's",
    severity: Severity::Error,
    phases: &[Phase::Report],
    doc: include_str!("../../docs/rules/report-amount-differs.md"),
    doc_en: include_str!("../../docs/rules-en/report-amount-differs.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let Some(report) = checker.narrative() else { return };
    let told = money(checker, &report);
    report_all(checker, told, &Report::basis());
}
