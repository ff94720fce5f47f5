#![doc = include_str!("../../docs/rules/derived-missing.md")]

use super::checker::{Checker, Draft, points_fix, score_cells};
use super::deviation_disagrees::deviation_reads;
use super::execution_score_disagrees::{expected_budget_score, rival_scores};
use super::points_lost::left_out;
use super::reading::Reading;
use super::{Phase, Rule};
use crate::model::{Applicability, Fix, FixValue, Severity, Wording};
use crate::score::{Deviation, deviation, grade, row_rate};
use crate::value::{CellRef, Rate};

pub(super) static RULE: Rule = Rule {
    id: "derived-missing",
    title: "派生格未填",
    title_en: "derived cell left blank",
    severity: Severity::Info,
    phases: &[Phase::Rates, Phase::Scores, Phase::Deviations, Phase::Total, Phase::Grade],
    doc: include_str!("../../docs/rules/derived-missing.md"),
    doc_en: include_str!("../../docs/rules-en/derived-missing.md"),
    check,
};

fn check(checker: &mut Checker<'_>, phase: Phase) {
    match phase {
        Phase::Rates => execution_rate_cell(checker),
        Phase::Scores => execution_score_cell(checker),
        Phase::Deviations => deviation_cells(checker),
        Phase::Total => total_cell(checker),
        Phase::Grade => grade_cell(checker),
        Phase::Weights | Phase::Amounts | Phase::Inputs | Phase::Reasons | Phase::Report => {}
    }
}

fn execution_rate_cell(checker: &mut Checker<'_>) {
    let Some(row) = checker.form.budget_row() else { return };
    let Some(field) = row.execution_rate.as_ref().filter(|field| field.is_blank()) else { return };
    let Some((base, _, spent, _)) = checker.amounts(row) else { return };
    let Some(rate) = row_rate(checker.scoring(), row) else { return };
    let reads = vec![base.at, spent.at];
    let fix = checker.applicability(&reads).map(|own| Reading::of(field).fix(own, field.at, rate));
    fill(
        checker,
        (field.at, &row.name.text),
        ("执行率", "the execution rate"),
        Reading::of(field).text(rate),
        fix,
        reads,
    );
}

fn execution_score_cell(checker: &mut Checker<'_>) {
    let Some(row) = checker.form.budget_row() else { return };
    let Some(field) = row.score.as_ref().filter(|field| field.is_blank()) else { return };
    let Some(budget) = expected_budget_score(checker, checker.scoring()) else { return };
    let points = checker.rounded(budget.expected);
    if !rival_scores(checker, budget.expected).is_empty() {
        let why = Wording::new("适用的评分办法不能确定", "more than one profile fits");
        checker.skip(field.at, Wording::new("预算执行率得分（未填）", "budget score (blank)"), why);
        return;
    }
    let fix = checker.applicability(&budget.reads).map(|own| points_fix(own, field.at, points));
    let lost = left_out(checker, points);
    fill_telling(
        checker,
        (field.at, &row.name.text),
        ("预算执行率得分", "the budget score"),
        points.to_string(),
        fix,
        budget.reads,
        &lost,
    );
}

fn deviation_cells(checker: &mut Checker<'_>) {
    for row in checker.form.own_indicators() {
        let Some(field) = row.deviation.as_ref().filter(|field| field.is_blank()) else { continue };
        let (rate, judged) = match deviation(
            checker.scoring().deviation,
            row,
            row.score.as_ref().and_then(|score| checker.points(score)),
        ) {
            Deviation::Rate(rate) => (rate, false),
            Deviation::TakenAsMet => (Rate::ZERO, true),
            Deviation::Disputed(_) | Deviation::Open => continue,
        };
        let reads = deviation_reads(checker, row);
        let reading = Reading::of(field);
        let fix = checker
            .applicability(&reads)
            .map(|own| reading.fix(if judged { Applicability::Review } else { own }, field.at, rate));
        fill(checker, (field.at, row.label()), ("偏差度", "the deviation"), reading.text(rate), fix, reads);
    }
}

fn total_cell(checker: &mut Checker<'_>) {
    let Some(field) = checker.form.total.as_ref().and_then(|total| total.score.as_ref()) else { return };
    if !field.is_blank() {
        return;
    }
    let Some(total) = checker.computed_total() else {
        if let Some(why) = checker.no_sum() {
            checker.skip(field.at, Wording::new("总分（未填）", "total (blank)"), why);
        }
        return;
    };
    let reads = score_cells(checker);
    let fix = checker.applicability(&reads).map(|own| points_fix(own, field.at, total));
    fill(checker, (field.at, "总分"), ("总分", "the total"), total.to_string(), fix, reads);
}

fn grade_cell(checker: &mut Checker<'_>) {
    let Some(field) = checker.form.grade.as_ref().filter(|field| field.is_blank()) else { return };
    if checker.other_whole().is_some() {
        return;
    }
    let Some(total) = checker.form.total.as_ref().and_then(|total| total.score.as_ref()) else { return };
    let Some(points) = checker.points(total) else { return };
    let Some(grade) = grade(&checker.selection.profile.grades, points) else { return };
    let fix = checker.applicability(&[total.at]).map(|applicability| Fix {
        applicability,
        cell: field.at,
        value: FixValue::Text(grade.to_owned()),
        text: grade.to_owned(),
    });
    fill(checker, (field.at, "等级"), ("等级", "the grade"), grade.to_owned(), fix, vec![total.at]);
}

fn fill(
    checker: &mut Checker<'_>,
    at: (CellRef, &str),
    name: (&str, &str),
    expected: String,
    fix: Option<Fix>,
    reads: Vec<CellRef>,
) {
    fill_telling(checker, at, name, expected, fix, reads, &Wording::default());
}

/// As [`fill`], with what the blank costs at the end.
fn fill_telling(
    checker: &mut Checker<'_>,
    (cell, label): (CellRef, &str),
    (zh, en): (&str, &str),
    expected: String,
    fix: Option<Fix>,
    reads: Vec<CellRef>,
    lost: &Wording,
) {
    let message = Wording::new(
        format!("{zh}未填，按本表数据应为 {expected}{}", lost.zh),
        format!("{en} is blank; the form's data give {expected}{}", lost.en),
    );
    let draft = Draft {
        expected: Some(expected),
        fixes: fix.into_iter().collect(),
        reads,
        ..Draft::new(Severity::Info, cell, label, message, checker.profile_basis())
    };
    checker.report(draft);
}
