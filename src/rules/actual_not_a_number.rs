#![doc = include_str!("../../docs/rules/actual-not-a-number.md")]

use super::checker::{Checker, Draft};
use super::row_words::{has_any, plain, target_text};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::tier_named;
use crate::value::{Comparator, Kind, Measure};

pub(super) static RULE: Rule = Rule {
    id: "actual-not-a-number",
    title: "定量指标完成值非数值",
    title_en: "a quantitative indicator without a number",
    severity: Severity::Error,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/actual-not-a-number.md"),
    doc_en: include_str!("../../docs/rules-en/actual-not-a-number.md"),
    check,
};

/// Words that leave the answer open, as a dash does.
const OPEN: [&str; 9] = ["无", "暂无", "没有", "不适用", "不涉及", "无此项", "未开展", "未统计", "待统计"];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in form.own_indicators() {
        let (Some(target), Some(actual)) = (row.target.as_ref(), row.actual.as_ref()) else { continue };
        let (Some(aim), Some(result)) = (&target.value, &actual.value) else { continue };
        if !is_quantitative(&aim.0) || result.0.kind != Kind::Text {
            continue;
        }
        let Some(severity) = severity(&aim.0, &actual.text) else { continue };
        let (wanted, given) = (target_text(row, target), actual.text.trim());
        let message = Wording::new(
            format!("指标值“{wanted}”是数值，完成值填写为“{given}”，应填实际数值"),
            format!("the target “{wanted}” is a number, the actual value “{given}” is not"),
        );
        checker.report(Draft {
            doubts: vec![actual.at],
            reads: vec![target.at, actual.at],
            ..Draft::on(severity, actual, row, message)
        });
    }
}

/// Whether a sign says that a number is to be held against another.
fn is_quantitative(target: &Measure) -> bool {
    matches!(target.kind, Kind::Quantity | Kind::Percent) && target.comparator != Comparator::None
}

/// How grave the words are; `None` where a number is in them, or nothing is answered.
fn severity(target: &Measure, actual: &str) -> Option<Severity> {
    let text = plain(actual);
    let is_number =
        |c: char| c.is_ascii_digit() || c.is_numeric() || "零〇一二两三四五六七八九十百千万亿半".contains(c);
    if text.contains(is_number) || OPEN.contains(&text.trim_end_matches(['。', ';', '.', ','])) {
        return None;
    }
    let is_none = has_any(&text, &["无", "未发生", "未出现", "未产生", "没有"])
        && (target.comparator.is_reverse() || target.number.is_some_and(|number| number.is_zero()));
    // 全覆盖, 全年, 每月 may stand for 100%, 12个月, 12次; 全部完成 is no more than 完成.
    let is_whole =
        has_any(&text, &["全覆盖", "全年", "每"]) || text.starts_with('全') && !text.contains("完成");
    // The drop-down of three tiers is offered on quantitative rows in some places.
    let is_tier = tier_named(&text).is_some() || has_any(&text, &["达到", "达成", "实现"]);
    Some(if is_none || is_whole || is_tier { Severity::Warning } else { Severity::Error })
}
