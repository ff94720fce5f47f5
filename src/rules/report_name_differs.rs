#![doc = include_str!("../../docs/rules/report-name-differs.md")]

use super::checker::Checker;
use super::report::{Report, Told, agreeing, report_all};
use super::{Phase, Rule};
use crate::model::{Quote, Severity, Wording};
use crate::value::CellRef;

pub(super) static RULE: Rule = Rule {
    id: "report-name-differs",
    title: "指标名称不一致",
    title_en: "the report's name of an indicator differs from the form's",
    severity: Severity::Info,
    phases: &[Phase::Report],
    doc: include_str!("../../docs/rules/report-name-differs.md"),
    doc_en: include_str!("../../docs/rules-en/report-name-differs.md"),
    check,
};

/// How like a name must be, in hundredths, where only one thing said of it agrees with the form.
const LIKE: u32 = 75;

fn check(checker: &mut Checker<'_>, _: Phase) {
    let Some(report) = checker.narrative() else { return };
    let statements = report.statements();
    let named_elsewhere = |cell: CellRef| statements.iter().any(|other| other.names_exactly(cell));
    let mut told: Vec<Told> = report
        .listed_names()
        .into_iter()
        .map(|listed| remark(&listed.name, &listed.near.shown, listed.near.at, listed.quote))
        .collect();
    for statement in statements {
        let Some(near) = &statement.near else { continue };
        let agreeing = agreeing(&statement.standings(checker));
        let is_meant = agreeing > 1 || agreeing == 1 && near.percent >= LIKE;
        // What bears the form's own name elsewhere is another thing than what is only like it here.
        if is_meant
            && !named_elsewhere(near.at)
            && let Some(fact) = statement.facts.first()
        {
            told.push(remark(&statement.name, &near.shown, near.at, fact.quote.clone()));
        }
    }
    report_all(checker, told, &Report::basis());
}

fn remark(name: &str, shown: &str, at: CellRef, quote: Quote) -> Told {
    let name = name.trim_matches(['“', '”']);
    Told {
        severity: Severity::Info,
        at,
        label: shown.to_owned(),
        stated: shown.to_owned(),
        but: Wording::new(
            format!("写作“{name}”，表上为“{shown}”"),
            format!("it has “{name}”, the form “{shown}”"),
        ),
        quote,
        reads: vec![at],
    }
}
