#![doc = include_str!("../../docs/rules/score-missing.md")]

use super::checker::{Checker, Draft, inputs, points_fix};
use super::points_lost::left_out;
use super::score_disagrees::{arithmetic, disputed, why_open};
use super::{Phase, Rule};
use crate::model::{Applicability, Fix, Severity, Wording};
use crate::score::{Formula, Outcome};
use crate::value::{CellRef, Points};

pub(super) static RULE: Rule = Rule {
    id: "score-missing",
    title: "得分未填",
    title_en: "score missing",
    severity: Severity::Error,
    phases: &[Phase::Scores],
    doc: include_str!("../../docs/rules/score-missing.md"),
    doc_en: include_str!("../../docs/rules-en/score-missing.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let any_score =
        form.indicators.iter().any(|row| row.score.as_ref().is_some_and(|field| !field.is_empty()));
    let mut fills = Vec::new();
    for row in form.own_indicators() {
        let (Some(weight_field), Some(score)) = (row.weight.as_ref(), row.score.as_ref()) else { continue };
        let sound = |weight: &Points| *weight >= Points::ZERO && score.is_empty();
        let Some(weight) = weight_field.value.filter(sound) else { continue };
        if !score.is_blank() {
            // A dash may say that the row does not apply; it is no score, and no blank either.
            let (shown, what) = (score.text.trim(), Wording::new("得分", "score"));
            let why = Wording::new(
                format!("有分值，得分处填写为“{shown}”"),
                format!("the row has a weight, its score reads “{shown}”"),
            );
            checker.skip(score.at, what, why);
            continue;
        }
        let reads: Vec<CellRef> = inputs(row).collect();
        let (formula, points, judged) = match checker.outcome(row, weight) {
            Outcome::Points(formula, points) => (formula, checker.rounded(points), false),
            Outcome::TakenAsMet(points) => (Formula::Full, points, true),
            Outcome::Disputed(results) => {
                let why = disputed(&results, checker.scoring().decimals);
                checker.skip(score.at, Wording::new("得分（未填）", "score (blank)"), why);
                continue;
            }
            Outcome::Open(obstacle) => {
                checker.skip(score.at, Wording::new("得分（未填）", "score (blank)"), why_open(obstacle));
                continue;
            }
        };
        let applicability =
            checker.applicability(&reads).map(|own| if judged { Applicability::Review } else { own });
        let fix = applicability.map(|applicability| points_fix(applicability, score.at, points));
        if !any_score {
            fills.extend(fix);
            continue;
        }
        let (how, lost) = (arithmetic(row, formula, weight, points), left_out(checker, points));
        let message = Wording::new(
            format!("得分未填，按本表数据应为 {}{}", how.zh, lost.zh),
            format!("the score is blank; the row's data give {}{}", how.en, lost.en),
        );
        let draft = Draft {
            expected: Some(points.to_string()),
            fixes: fix.into_iter().collect(),
            doubts: vec![score.at],
            reads,
            ..Draft::new(Severity::Error, score.at, row.label(), message, checker.profile_basis())
        };
        checker.report(draft);
    }
    report_unscored(checker, fills);
}

/// A form without any score is not faulty but unscored: one info that carries all the scores that can be worked out.
fn report_unscored(checker: &mut Checker<'_>, fills: Vec<Fix>) {
    let Some(first) = fills.first() else { return };
    let (cell, count) = (first.cell, fills.len());
    let message = Wording::new(
        format!("全表未填得分，其中 {count} 行可按本表数据算出"),
        format!("the form has no scores; {count} rows can be scored from their data"),
    );
    let draft = Draft {
        expected: Some(first.text.clone()),
        fixes: fills,
        ..Draft::new(Severity::Info, cell, "得分", message, checker.profile_basis())
    };
    checker.report(draft);
}
