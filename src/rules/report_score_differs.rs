#![doc = include_str!("../../docs/rules/report-score-differs.md")]

use super::checker::Checker;
use super::grade_disagrees::short;
use super::report::{Held, Report, Shown, Told, Verdict, report_all};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::grade;
use crate::value::CellRef;

pub(super) static RULE: Rule = Rule {
    id: "report-score-differs",
    title: "报告与表得分不符",
    title_en: "the report's scores differ from the form's",
    severity: Severity::Error,
    phases: &[Phase::Report],
    doc: include_str!("../../docs/rules/report-score-differs.md"),
    doc_en: include_str!("../../docs/rules-en/report-score-differs.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let Some(report) = checker.narrative() else { return };
    let mut told = Vec::new();
    for standing in report.sure_standings(checker) {
        let Verdict::Differs(shown) = &standing.verdict else { continue };
        let (zh, en) = match (standing.held, shown.reads.len() > 1) {
            (Held::Score, false) => ("得分", "score"),
            (Held::Score, true) => ("各行得分合计", "sum of the scores"),
            (Held::Weight, false) => ("分值", "points allotted"),
            (Held::Weight, true) => ("各行分值合计", "sum of the points allotted"),
            (Held::Target | Held::Actual, _) => continue,
        };
        told.push(Told {
            severity: Severity::Error,
            at: shown.at,
            label: shown.label.clone(),
            stated: shown.text.clone(),
            quote: standing.fact.quote.clone(),
            but: but(shown, zh, en),
            reads: shown.reads.clone(),
        });
    }
    told.extend(grades(checker, &report));
    report_all(checker, told, &Report::basis());
}

fn but(shown: &Shown, zh: &str, en: &str) -> Wording {
    let Shown { label, text, due, .. } = shown;
    match due {
        Some(due) => Wording::new(
            format!("表上“{label}”的{zh}填写为“{text}”，应为 {due}"),
            format!("on the form the {en} of “{label}” is “{text}” and should be {due}"),
        ),
        None => Wording::new(
            format!("表上“{label}”的{zh}为“{text}”"),
            format!("on the form the {en} of “{label}” is “{text}”"),
        ),
    }
}

/// The grades that are not the form's, or not that of its total where it states none.
fn grades(checker: &Checker<'_>, report: &Report<'_>) -> Vec<Told> {
    let Some((at, own, shown)) = own_grade(checker) else { return Vec::new() };
    let other = report.grades().into_iter().filter(|said| said.grade != own);
    other
        .map(|said| Told {
            severity: Severity::Error,
            at,
            label: "等级".to_owned(),
            stated: shown.clone(),
            quote: said.quote,
            but: Wording::new(
                format!("表上为“{shown}”，等级是“{own}”"),
                format!("the form has “{shown}”, which is graded {own}"),
            ),
            reads: vec![at],
        })
        .collect()
}

/// The form's grade as stated, or as its total gives it; with the cell and what stands there.
fn own_grade(checker: &Checker<'_>) -> Option<(CellRef, String, String)> {
    let form = checker.form;
    if let Some(field) = form.grade.as_ref().filter(|field| !field.is_empty()) {
        let shown = field.text.trim();
        return Some((field.at, short(shown)?.to_owned(), shown.to_owned()));
    }
    if checker.other_whole().is_some() {
        return None;
    }
    let total = form.total.as_ref()?.score.as_ref()?;
    let points = checker.points(total)?;
    let own = grade(&checker.selection.profile.grades, points)?;
    Some((total.at, own.to_owned(), format!("总分 {points}")))
}
