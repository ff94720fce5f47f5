#![doc = include_str!("../../docs/rules/basis-superseded.md")]

use super::checker::{Checker, Draft};
use super::report::{Report, Told, citations, report_all, superseded};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::value::CellRef;

pub(super) static RULE: Rule = Rule {
    id: "basis-superseded",
    title: "引用已废止依据",
    title_en: "a basis that may no longer be in force is cited",
    severity: Severity::Warning,
    phases: &[Phase::Report],
    doc: include_str!("../../docs/rules/basis-superseded.md"),
    doc_en: include_str!("../../docs/rules-en/basis-superseded.md"),
    check,
};

/// The last year for which the citation is no question.
const LAST_YEAR: u16 = 2020;

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let basis = Wording::new("一般知识，未引用条文", "general knowledge; no clause is quoted");
    let report = checker.narrative();
    let quotes = report.as_deref().map(citations).unwrap_or_default();
    let on_form: Vec<(CellRef, String)> = form
        .header
        .iter()
        .chain(&form.notes)
        .filter_map(|entry| Some((entry.at, superseded(&entry.text)?)))
        .collect();
    if quotes.is_empty() && on_form.is_empty() {
        return;
    }
    let Some(year) = report.as_deref().map_or(form.fiscal_year, Report::year) else {
        let why = Wording::new("评价年度不明", "the year evaluated is not known");
        checker.skip(form.title.at, Wording::new("引用依据", "basis cited"), why);
        return;
    };
    if year <= LAST_YEAR {
        return;
    }
    let told = quotes
        .into_iter()
        .map(|quote| Told {
            severity: Severity::Warning,
            at: form.title.at,
            label: "引用依据".to_owned(),
            stated: quote.text.clone(),
            quote,
            but: Wording::new(
                format!("评价年度为 {year} 年，所引文件疑似已废止，请核对"),
                format!(
                    "the year evaluated is {year}; the document may no longer be in force, please verify"
                ),
            ),
            reads: Vec::new(),
        })
        .collect();
    report_all(checker, told, &basis);
    for (cell, text) in on_form {
        let message = Wording::new(
            format!("表上引用“{text}”，评价年度为 {year} 年，疑似已废止，请核对"),
            format!("the form cites “{text}” for {year}; it may no longer be in force, please verify"),
        );
        checker.report(Draft {
            stated: text,
            ..Draft::new(Severity::Warning, cell, "引用依据", message, basis.clone())
        });
    }
}
