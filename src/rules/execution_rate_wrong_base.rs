#![doc = include_str!("../../docs/rules/execution-rate-wrong-base.md")]

use super::checker::{Checker, Draft};
use super::reading::Reading;
use super::{Phase, Rule};
use crate::model::{FundingRow, Severity, Wording};
use crate::score::execution_rate;
use crate::value::{CellRef, Rate};

pub(super) static RULE: Rule = Rule {
    id: "execution-rate-wrong-base",
    title: "执行率基数疑似年初预算",
    title_en: "execution rate seems to be on the original budget",
    severity: Severity::Warning,
    phases: &[Phase::Rates],
    doc: include_str!("../../docs/rules/execution-rate-wrong-base.md"),
    doc_en: include_str!("../../docs/rules-en/execution-rate-wrong-base.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in &form.funding {
        let Some(field) = row.execution_rate.as_ref() else { continue };
        let (Some(stated), Some(rates)) = (field.value, Rates::of(row)) else { continue };
        let reading = Reading::of(field);
        // As far from the right rate as a rule of its own tolerates is right.
        let is_right = reading.same(stated, rates.revised)
            || (stated.percent() - rates.revised.percent()).abs() <= checker.scoring().rate_tolerance;
        if is_right || !reading.same(stated, rates.original) {
            continue;
        }
        let (shown, right) = (field.text.trim(), reading.text(rates.revised));
        let message = Wording::new(
            format!(
                "执行率 {shown} = {}（年初预算数）；按全年预算数应为 {right} = {}",
                rates.on_original, rates.on_revised
            ),
            format!(
                "the rate {shown} = {} (original budget); on the revised budget it is {right} = {}",
                rates.on_original, rates.on_revised
            ),
        );
        checker.report(Draft {
            stated: shown.to_owned(),
            difference: Some(reading.difference(stated, rates.revised)),
            expected: Some(right),
            reads: rates.cells,
            ..Draft::new(Severity::Warning, field.at, &row.name.text, message, Checker::arithmetic_basis())
        });
    }
}

/// The outturn of a row by either of its budgets.
struct Rates {
    original: Rate,
    revised: Rate,
    /// `615.33 ÷ 855.66`.
    on_original: String,
    on_revised: String,
    cells: Vec<CellRef>,
}

impl Rates {
    fn of(row: &FundingRow) -> Option<Self> {
        let fields = [row.original_budget.as_ref()?, row.revised_budget.as_ref()?, row.outturn.as_ref()?];
        let [original, revised, outturn] = [fields[0].value?, fields[1].value?, fields[2].value?];
        Some(Self {
            original: execution_rate(original, outturn)?,
            revised: execution_rate(revised, outturn)?,
            on_original: format!("{outturn} ÷ {original}"),
            on_revised: format!("{outturn} ÷ {revised}"),
            cells: fields.map(|field| field.at).to_vec(),
        })
    }
}
