#![doc = include_str!("../../docs/rules/value-unit-clash.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule, value_kind_clash};
use crate::model::{Severity, Wording};
use crate::score::{Comparison, Obstacle};
use crate::value::Measure;

pub(super) static RULE: Rule = Rule {
    id: "value-unit-clash",
    title: "目标与完成值单位不一致",
    title_en: "target and actual value are in different units",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/value-unit-clash.md"),
    doc_en: include_str!("../../docs/rules-en/value-unit-clash.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.own_indicators() {
        let (Some(target), Some(actual)) = (row.target.as_ref(), row.actual.as_ref()) else { continue };
        let (Some(aim), Some(result)) = (&target.value, &actual.value) else { continue };
        if checker.comparison(row) != Comparison::Open(Obstacle::Units) {
            continue;
        }
        let Some(how) = clash(&aim.0, &result.0) else { continue };
        let (wanted, given) = (target.text.trim(), actual.text.trim());
        let message = Wording::new(
            format!("指标值“{wanted}”，完成值“{given}”，{}", how.zh),
            format!("target “{wanted}”, actual value “{given}”: {}", how.en),
        );
        checker.report(Draft {
            reads: vec![target.at, actual.at],
            ..Draft::on(Severity::Warning, actual, row, message)
        });
    }
}

/// In what the units differ; a bare number beside a percentage is `percent-scale-suspect`'s.
fn clash(target: &Measure, actual: &Measure) -> Option<Wording> {
    if value_kind_clash::clash(target, actual).is_some() {
        return None;
    }
    match (target.unit.as_deref(), actual.unit.as_deref()) {
        (Some(wanted), Some(given)) if !is_same_thing(wanted, given) => Some(Wording::new(
            format!("单位是{wanted}和{given}，不能直接比较"),
            format!("the units {wanted} and {given} do not convert"),
        )),
        (Some(wanted), None) => Some(Wording::new(
            format!("完成值没有单位，与以{wanted}计的指标值相差千倍以上"),
            format!("no unit, and a thousandfold of the target in {wanted}"),
        )),
        _ => None,
    }
}

/// 台(套) and 台, 个 and 个村, 名 and 人, 次/年 and 次 name one thing; 人 and 人次 do not.
fn is_same_thing(one: &str, other: &str) -> bool {
    const PEOPLE: [&str; 3] = ["人", "名", "位"];
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    // 个 is said of anything that is counted one by one.
    if short == "个" && long.chars().count() == 1 || PEOPLE.contains(&short) && PEOPLE.contains(&long) {
        return true;
    }
    match long.strip_prefix(short) {
        Some(rest) if rest.starts_with('/') => rest == "/年",
        Some(rest) => !rest.starts_with('次') || short == "批",
        None => long.ends_with(&format!("({short})")),
    }
}
