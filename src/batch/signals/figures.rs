//! What the numbers of forms give a hint of.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rust_decimal::Decimal;

use super::texts::hash;
use super::{Signal, SignalKind, SignalPlace};
use crate::batch::{FileRecord, FormRecord};
use crate::model::Wording;
use crate::value::{round, trimmed};

/// What a kind of signal means, as a hint.
pub(super) fn meaning(kind: SignalKind) -> Wording {
    let (zh, en) = match kind {
        SignalKind::FullMarks => (
            "这个单位的各张表都是满分，请核实自评是否偏松",
            "all forms of the unit have full marks; please look into it",
        ),
        SignalKind::AlikeTargets => {
            ("指标值几乎都一样，请核实是否随意填列", "nearly all targets are alike; please look into it")
        }
        SignalKind::JustAbove => (
            "总分刚过等级线的明显多于刚好不到的，请核实评分",
            "far more totals lie just above the bound of a grade than just below; please look into it",
        ),
        SignalKind::SameFile => {
            ("同一份表报送了两次，请核实是否重复", "the same form was handed in twice; please look into it")
        }
        SignalKind::LowSpending => (
            "钱花得少而各项指标全部满分（按未用金额从大到小），请核实完成情况",
            "little was spent and every indicator is full, by the amount unspent; please look into it",
        ),
        SignalKind::SameText | SignalKind::SameIndicators => ("", ""),
    };
    Wording::new(zh, en)
}

/// The hash of all that is filled in: unit, project, year, indicators, points.
pub(super) fn content(form: &FormRecord) -> u64 {
    let mut hasher = DefaultHasher::new();
    for text in [&form.unit_name, &form.project_name] {
        text.as_deref().map(hash).hash(&mut hasher);
    }
    (form.fiscal_year, form.revised_budget, form.outturn).hash(&mut hasher);
    for row in &form.indicators {
        (&row.level3, &row.target, &row.actual, row.weight, row.score).hash(&mut hasher);
    }
    hasher.finish()
}

/// The percent target that so many percent of at least so many have, with how many of how many.
pub(super) fn alike_target(form: &FormRecord, least: usize, share: usize) -> Option<(String, usize, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in &form.indicators {
        if row.target.trim_end().ends_with(['%', '％']) {
            let target = row.target.chars().filter(|c| !c.is_whitespace()).collect();
            *counts.entry(target).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    let (target, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    // 100 % is what most indicators rightly aim at.
    let is_whole = target.trim_start_matches(['≥', '=']).starts_with("100");
    (all >= least && count * 100 >= all * share && !is_whole).then_some((target, count, all))
}

/// The evidence of alike targets.
pub(super) fn alike_targets(form: &FormRecord, least: usize, share: usize) -> (String, Wording) {
    let (target, count, all) = alike_target(form, least, share).unwrap_or_default();
    let first = form.indicators.first().map_or_else(String::new, |row| row.row.to_string());
    let zh = format!("{all} 个百分比指标值中有 {count} 个是“{target}”");
    (first, Wording::new(zh, format!("{count} of {all} percent targets are {target}")))
}

/// The evidence of full marks.
pub(super) fn full_marks(form: &FormRecord) -> (String, Wording) {
    let (zh, en) = match &form.project_name {
        Some(project) => (format!("总分 100：{project}"), format!("total 100: {project}")),
        None => ("总分 100".to_owned(), "total 100".to_owned()),
    };
    (String::new(), Wording::new(zh, en))
}

/// The evidence of a total just above a bound.
pub(super) fn just_above(form: &FormRecord, below: u32) -> (String, Wording) {
    let score = form.stated_score.map(trimmed).unwrap_or_default();
    let zh = format!("总分 {score}；线下一分以内共 {below} 张");
    (String::new(), Wording::new(zh, format!("total {score}; {below} within a point below the bound")))
}

/// The evidence of the same content.
pub(super) fn same_content(form: &FormRecord) -> (String, Wording) {
    let count = form.indicators.len();
    let zh = format!("单位、资金和 {count} 行指标都相同");
    (String::new(), Wording::new(zh, format!("unit, funds and all {count} rows are the same")))
}

/// A file with the bytes of an earlier one.
pub(super) fn same_file(file: &FileRecord) -> Signal {
    let first = file.same_as.as_deref().unwrap_or_default();
    let evidence = Wording::new(format!("与 {first} 逐字节相同"), format!("the very bytes of {first}"));
    let place = SignalPlace {
        unit: None,
        file: file.path.clone(),
        sheet: String::new(),
        cell: String::new(),
        evidence,
    };
    Signal { kind: SignalKind::SameFile, meaning: meaning(SignalKind::SameFile), places: vec![place] }
}

/// The execution rate in percent, worked out from the amounts.
fn rate(form: &FormRecord) -> Option<(Decimal, Decimal, Decimal)> {
    let budget = form.revised_budget.or(form.original_budget).filter(|budget| *budget > Decimal::ZERO)?;
    let outturn = form.outturn?;
    let rate = outturn.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(budget)?;
    Some((budget, outturn, rate))
}

/// What a form left unspent in 万元, where it spent less than so many percent and every indicator is full.
pub(super) fn unspent(form: &FormRecord, below: u32) -> Option<Decimal> {
    let (budget, outturn, rate) = rate(form)?;
    let mut scored = form.indicators.iter().filter_map(|row| row.weight.zip(row.score)).peekable();
    let is_full = scored.peek().is_some() && scored.all(|(weight, score)| weight == score);
    let unspent = budget.checked_sub(outturn)?;
    let in_wan = if form.amount_unit == "元" { unspent / Decimal::from(10_000) } else { unspent };
    (is_full && rate < Decimal::from(below)).then_some(in_wan)
}

/// The evidence of low spending.
pub(super) fn low_spending(form: &FormRecord) -> (String, Wording) {
    let (budget, outturn, rate) = rate(form).unwrap_or_default();
    let (rate, unit) = (round(rate, 2), &form.amount_unit);
    let (budget, outturn) = (trimmed(budget), trimmed(outturn));
    let zh = format!("预算 {budget} {unit}，执行 {outturn} {unit}（{rate}%），各项指标满分");
    (
        String::new(),
        Wording::new(zh, format!("{outturn} of {budget} {unit} spent ({rate} %), all indicators full")),
    )
}
