#![doc = include_str!("../../docs/rules/satisfaction-suspect.md")]

use rust_decimal::Decimal;

use super::checker::{Checker, Draft};
use super::row_words::{has_any, plain};
use super::{Phase, Rule};
use crate::model::{Field, IndicatorRow, Severity, Wording};
use crate::value::{ActualValue, Kind, Measure, Points};

pub(super) static RULE: Rule = Rule {
    id: "satisfaction-suspect",
    title: "满意度异常",
    title_en: "satisfaction above the whole, or without a survey",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/satisfaction-suspect.md"),
    doc_en: include_str!("../../docs/rules-en/satisfaction-suspect.md"),
    check,
};

/// What is said where nobody was asked.
const NO_COMPLAINTS: [&str; 8] =
    ["无投诉", "零投诉", "0投诉", "没有投诉", "未收到投诉", "未接到投诉", "未发生投诉", "无不满意"];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let (form, rows) = (checker.form, checker.rows());
    for row in form.own_indicators() {
        let words = rows.words(row);
        // 投诉次数 is counted, not asked for.
        if !words.is_satisfaction() || words.name.contains("投诉") {
            continue;
        }
        let target = row.target.as_ref().map(|f| (f.at, &f.text, f.value.as_ref().map(|v| &v.0)));
        let actual = row.actual.as_ref().map(|f| (f.at, &f.text, f.value.as_ref().map(|v| &v.0)));
        for (at, text, value) in [target, actual].into_iter().flatten() {
            if !value.is_some_and(|value| is_above_the_whole(value, &words.name)) {
                continue;
            }
            let given = text.trim();
            let message = Wording::new(
                format!("满意度填写为“{given}”，超过 100%"),
                format!("a satisfaction of “{given}”, more than 100 %"),
            );
            checker.report(Draft {
                stated: given.to_owned(),
                reads: vec![at],
                ..Draft::new(Severity::Warning, at, row.label(), message, Checker::arithmetic_basis())
            });
        }
        if let Some(actual) = &row.actual {
            without_survey(checker, row, actual);
        }
    }
}

/// A percentage beyond 100, or a bare number beside a name that says it is one.
fn is_above_the_whole(value: &Measure, name: &str) -> bool {
    let is_bare = value.kind == Kind::Quantity && value.unit.is_none() && name.ends_with(['度', '率']);
    let is_rate = value.kind == Kind::Percent || is_bare;
    is_rate && value.number.is_some_and(|number| number > Decimal::ONE_HUNDRED)
}

/// Points for a satisfaction that rests on nobody having complained.
fn without_survey(checker: &mut Checker<'_>, row: &IndicatorRow, actual: &Field<ActualValue>) {
    let is_scored =
        row.score.as_ref().and_then(|field| checker.points(field)).is_some_and(|score| score > Points::ZERO);
    if !is_scored {
        return;
    }
    let said = |text: &str| {
        let text = plain(text);
        NO_COMPLAINTS
            .into_iter()
            .find(|words| text.contains(words))
            .filter(|_| !has_any(&text, &["调查", "问卷"]))
    };
    let given = actual.text.trim();
    let is_all = actual
        .value
        .as_ref()
        .is_some_and(|value| value.0.kind == Kind::Percent && value.0.number == Some(Decimal::ONE_HUNDRED));
    let by_note = row.variance_note.as_ref().filter(|_| is_all).and_then(|note| said(&note.text));
    let message = if said(given).is_some() {
        Wording::new(
            format!("完成值填写为“{given}”，没有投诉不等于满意，应填调查得出的满意度"),
            format!("“{given}” is no result of a survey: nobody complaining is not everybody satisfied"),
        )
    } else if let Some(words) = by_note {
        Wording::new(
            format!("满意度填写为 {given}，说明写“{words}”，没有投诉不等于全部满意"),
            format!("a satisfaction of {given} on the ground of “{words}”: that is no survey"),
        )
    } else {
        return;
    };
    checker.report(Draft::on(Severity::Warning, actual, row, message));
}
