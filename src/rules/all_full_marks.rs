#![doc = include_str!("../../docs/rules/all-full-marks.md")]

use super::checker::{Checker, Draft};
use super::reading::Reading;
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::execution_rate;
use crate::value::{Points, Rate};

pub(super) static RULE: Rule = Rule {
    id: "all-full-marks",
    title: "全部满分",
    title_en: "every row at full weight",
    severity: Severity::Info,
    phases: &[Phase::Total],
    doc: include_str!("../../docs/rules/all-full-marks.md"),
    doc_en: include_str!("../../docs/rules-en/all-full-marks.md"),
    check,
};

/// Fewer rows may well all be met.
const ROWS: usize = 5;

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let mut rows = Vec::new();
    for row in form.filled_indicators() {
        let weight = row.weight.as_ref().filter(|field| !field.is_empty());
        let score = row.score.as_ref().filter(|field| !field.is_empty());
        match (weight, score) {
            (None, None) => {}
            (Some(weight), Some(score)) if weight.value.is_some() && score.value == weight.value => {
                rows.extend(weight.value.filter(|full| *full > Points::ZERO).map(|full| (score, full)));
            }
            _ => return,
        }
    }
    if rows.len() < ROWS {
        return;
    }
    let rate = spent(checker);
    let whole = Rate::from_percent(rust_decimal::Decimal::ONE_HUNDRED);
    let reading = Reading::Sign(2);
    if rate.is_some_and(|rate| rate >= whole || reading.same(rate, whole)) {
        return;
    }
    let (count, sum) = (rows.len(), rows.iter().map(|(_, full)| *full).sum::<Points>());
    let (against, against_en) = rate.map_or_else(
        || ("；请核对是否如实评分".to_owned(), "; make sure that each was judged".to_owned()),
        |rate| {
            let shown = reading.text(rate);
            (format!("，而预算只执行了 {shown}"), format!(", yet only {shown} of the budget was spent"))
        },
    );
    let message = Wording::new(
        format!("{count} 行指标全部得满分，共 {sum} 分{against}"),
        format!("all {count} rows have their full weight, {sum} points in all{against_en}"),
    );
    let total = form.total.as_ref().and_then(|total| total.score.as_ref());
    let cell = total.map_or(rows[0].0, |field| field);
    checker.report(Draft {
        stated: cell.text.trim().to_owned(),
        ..Draft::new(Severity::Info, cell.at, "得分", message, Checker::arithmetic_basis())
    });
}

/// The execution rate by the or as stated where they cannot be read.
fn spent(checker: &Checker<'_>) -> Option<Rate> {
    let row = checker.form.budget_row()?;
    match checker.amounts(row) {
        Some((_, budget, _, outturn)) => execution_rate(budget, outturn),
        None => checker.rate(row.execution_rate.as_ref()?),
    }
}
