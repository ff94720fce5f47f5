#![doc = include_str!("../../docs/rules/missed-but-full.md")]

use super::checker::{Checker, Draft, inputs};
use super::row_words::target_text;
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::{Attainment, Outcome};
use crate::value::Points;

pub(super) static RULE: Rule = Rule {
    id: "missed-but-full",
    title: "未达标仍满分",
    title_en: "target missed but full score",
    severity: Severity::Error,
    phases: &[Phase::Scores],
    doc: include_str!("../../docs/rules/missed-but-full.md"),
    doc_en: include_str!("../../docs/rules-en/missed-but-full.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.own_indicators() {
        let (Some(target), Some(actual), Some(weight), Some(score)) =
            (&row.target, &row.actual, &row.weight, &row.score)
        else {
            continue;
        };
        // What was stated counts here: correcting the score does not undo the claim.
        let (Some(full), Some(stated)) = (weight.value, score.value) else { continue };
        if full <= Points::ZERO
            || stated != full
            || checker.comparison(row).attainment() != Some(Attainment::Missed)
        {
            continue;
        }
        // So near a miss that every formula's own points round to the full weight: there is nothing to put right.
        let is_full = |exact: Points| checker.rounded(exact) == full;
        match checker.outcome(row, full) {
            Outcome::Points(_, exact) if is_full(exact) => continue,
            Outcome::Disputed(all) if all.iter().all(|(_, exact)| is_full(*exact)) => continue,
            _ => {}
        }
        let (wanted, given) = (target_text(row, target), actual.text.trim());
        let message = Wording::new(
            format!("完成值 {given} 未达到指标值 {wanted}，得分却为满分 {stated}"),
            format!("the actual value {given} misses {wanted}, yet the score is the full {stated}"),
        );
        let draft = Draft {
            stated: score.text.trim().to_owned(),
            doubts: vec![score.at],
            reads: inputs(row).collect(),
            ..Draft::new(
                checker.scoring_severity(),
                score.at,
                row.label(),
                message,
                Checker::arithmetic_basis(),
            )
        };
        checker.report(draft);
    }
}
