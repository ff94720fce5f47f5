#![doc = include_str!("../../docs/rules/report-claim-false.md")]

use super::checker::Checker;
use super::report::{Report, Told, report_all};
use super::{Phase, Rule};
use crate::model::{IndicatorRow, Severity, Wording};
use crate::score::{Attainment, compare};
use crate::value::CellRef;

pub(super) static RULE: Rule = Rule {
    id: "report-claim-false",
    title: "报告称全部达标但表有未达标",
    title_en: "the report claims that all targets were met, the form has one missed",
    severity: Severity::Error,
    phases: &[Phase::Report],
    doc: include_str!("../../docs/rules/report-claim-false.md"),
    doc_en: include_str!("../../docs/rules-en/report-claim-false.md"),
    check,
};

/// How many missed rows a sentence names; the rest are counted.
const MOST: usize = 3;

fn check(checker: &mut Checker<'_>, _: Phase) {
    let Some(report) = checker.narrative() else { return };
    let mut told = Vec::new();
    for claim in report.claims() {
        let missed: Vec<Missed<'_>> = claim.rows.iter().filter_map(|row| Missed::of(row)).collect();
        let Some(first) = missed.first() else { continue };
        let named = &missed[..missed.len().min(MOST)];
        let zh: Vec<String> = named
            .iter()
            .map(|row| format!("“{}”完成值 {} 未达到指标值 {}", row.name, row.actual, row.target))
            .collect();
        let en: Vec<String> =
            named.iter().map(|row| format!("{}: {} misses {}", row.name, row.actual, row.target)).collect();
        let (more_zh, more_en) = match missed.len() - named.len() {
            0 => (String::new(), String::new()),
            more => (format!("，共 {} 项", missed.len()), format!(", and {more} more")),
        };
        told.push(Told {
            severity: Severity::Error,
            at: first.at,
            label: first.name.to_owned(),
            stated: first.actual.to_owned(),
            quote: claim.quote,
            but: Wording::new(
                format!("表上{}{more_zh}", zh.join("；")),
                format!("on the form {}{more_en}", en.join("; ")),
            ),
            reads: missed.iter().flat_map(|row| row.reads).collect(),
        });
    }
    report_all(checker, told, &Report::basis());
}

/// A row that misses its target.
struct Missed<'f> {
    at: CellRef,
    name: &'f str,
    actual: &'f str,
    target: &'f str,
    reads: [CellRef; 2],
}

impl<'f> Missed<'f> {
    fn of(row: &'f IndicatorRow) -> Option<Self> {
        let (target, actual) = (row.target.as_ref()?, row.actual.as_ref()?);
        (compare(row).attainment() == Some(Attainment::Missed)).then(|| Self {
            at: actual.at,
            name: row.label(),
            actual: actual.text.trim(),
            target: target.text.trim(),
            reads: [target.at, actual.at],
        })
    }
}
