#![doc = include_str!("../../docs/rules/value-kind-clash.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::value::{Kind, Measure};

pub(super) static RULE: Rule = Rule {
    id: "value-kind-clash",
    title: "目标与完成值类型不符",
    title_en: "target and actual value are of different kinds",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/value-kind-clash.md"),
    doc_en: include_str!("../../docs/rules-en/value-kind-clash.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in &form.indicators {
        let (Some(target), Some(actual)) = (row.target.as_ref(), row.actual.as_ref()) else { continue };
        let (Some(aim), Some(result)) = (&target.value, &actual.value) else { continue };
        let Some((aim, result)) = clash(&aim.0, &result.0) else { continue };
        let (wanted, given) = (target.text.trim(), actual.text.trim());
        let message = Wording::new(
            format!("指标值“{wanted}”是{}，完成值“{given}”是{}，无法比较", aim.0, result.0),
            format!("the target “{wanted}” is {}, the actual value “{given}” is {}", aim.1, result.1),
        );
        checker.report(Draft {
            stated: given.to_owned(),
            reads: vec![target.at, actual.at],
            ..Draft::new(Severity::Warning, actual.at, row.label(), message, Checker::arithmetic_basis())
        });
    }
}

pub(super) type Name = (&'static str, &'static str);

/// The names of both kinds, where they cannot be held against each other.
pub(super) fn clash(target: &Measure, actual: &Measure) -> Option<(Name, Name)> {
    let kinds = (target.kind, actual.kind);
    // 0.9‰ beside 1% differ in kind and yet convert.
    let converts = || target.in_unit_of(actual).or_else(|| actual.in_unit_of(target)).is_some();
    let is_clash = match kinds {
        (Kind::Text | Kind::Date, Kind::Percent) => true,
        (Kind::Percent, Kind::Date) | (Kind::Quantity | Kind::Range, Kind::Date) => true,
        // A bare number may well be a percentage; a count with a unit is not.
        (Kind::Quantity, Kind::Percent) => target.unit.is_some() && !converts(),
        (Kind::Percent, Kind::Quantity) => actual.unit.is_some() && !converts(),
        _ => false,
    };
    is_clash.then(|| (name(kinds.0), name(kinds.1)))
}

fn name(kind: Kind) -> Name {
    match kind {
        Kind::Quantity => ("数量", "a quantity"),
        Kind::Percent => ("百分比", "a percentage"),
        Kind::Range => ("区间", "a range"),
        Kind::Date => ("时间", "a date"),
        Kind::Text => ("文字", "words"),
    }
}
