#![doc = include_str!("../../docs/rules/report-target-differs.md")]

use super::checker::Checker;
use super::report::{Held, Report, Said, Told, Verdict, report_all};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};

pub(super) static RULE: Rule = Rule {
    id: "report-target-differs",
    title: "报告与表指标值不符",
    title_en: "the report's target or actual value differs from the form's",
    severity: Severity::Error,
    phases: &[Phase::Report],
    doc: include_str!("../../docs/rules/report-target-differs.md"),
    doc_en: include_str!("../../docs/rules-en/report-target-differs.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let Some(report) = checker.narrative() else { return };
    let mut told = Vec::new();
    for standing in report.sure_standings(checker) {
        let what = match standing.held {
            Held::Target => ("指标值", "target"),
            Held::Actual => ("完成值", "actual value"),
            Held::Score | Held::Weight => continue,
        };
        let (severity, shown, tail) = match &standing.verdict {
            // In running text the words may be about something else after all.
            Verdict::Differs(shown) if standing.fact.said == Said::Reached => {
                (Severity::Warning, shown, ("", ""))
            }
            Verdict::Differs(shown) => (Severity::Error, shown, ("", "")),
            Verdict::Sign(shown) => {
                (Severity::Info, shown, ("，比较符不同", ", with another comparison sign"))
            }
            Verdict::Open(cell) => {
                let why = Wording::new(
                    "报告与表上的写法无法比较",
                    "the report's wording cannot be held against the form's",
                );
                let what = Wording::new(format!("报告中的{}", what.0), format!("the report's {}", what.1));
                checker.skip(*cell, what, why);
                continue;
            }
            Verdict::Agrees | Verdict::Nothing => continue,
        };
        told.push(Told {
            severity,
            at: shown.at,
            label: shown.label.clone(),
            stated: shown.text.clone(),
            quote: standing.fact.quote.clone(),
            but: Wording::new(
                format!("表上{}为“{}”{}", what.0, shown.text, tail.0),
                format!("the form's {} is “{}”{}", what.1, shown.text, tail.1),
            ),
            reads: shown.reads.clone(),
        });
    }
    report_all(checker, told, &Report::basis());
}
