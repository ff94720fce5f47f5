#![doc = include_str!("../../docs/rules/explanation-contradicts.md")]

use std::collections::HashMap;

use super::checker::{Checker, Draft};
use super::row_facts::RowFacts;
use super::row_words::{RowWords, has_any, plain};
use super::{Phase, Rule};
use crate::model::{Field, IndicatorRow, Severity, Wording};
use crate::score::Attainment;
use crate::value::{CellRef, Points};

pub(super) static RULE: Rule = Rule {
    id: "explanation-contradicts",
    title: "满分却写未完成",
    title_en: "the reason contradicts the score",
    severity: Severity::Warning,
    phases: &[Phase::Reasons],
    doc: include_str!("../../docs/rules/explanation-contradicts.md"),
    doc_en: include_str!("../../docs/rules-en/explanation-contradicts.md"),
    check,
};

/// What says that a target was missed.
const MISSED: [&str; 9] =
    ["未完成", "没有完成", "未能完成", "未达到", "没有达到", "未达标", "未能达到", "未按时", "未按期"];

/// What says so of a row about time only: elsewhere a thing may come late and yet be done in full.
const LATE: [&str; 4] = ["滞后", "延期", "延迟", "推迟"];

/// What says that it was reached.
const DONE: [&str; 6] = ["已完成", "全部完成", "超额完成", "圆满完成", "如期完成", "按期完成"];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let (form, rows) = (checker.form, checker.rows());
    let mut rows_of: HashMap<CellRef, usize> = HashMap::new();
    for reason in form.indicators.iter().filter_map(|row| row.variance_note.as_ref()) {
        *rows_of.entry(reason.at).or_default() += 1;
    }
    for row in form.own_indicators() {
        let Some(reason) = &row.variance_note else { continue };
        // One reason merged over several rows may speak of the others.
        if rows_of.get(&reason.at).is_some_and(|rows| *rows > 1) {
            continue;
        }
        let Some(words) = contradiction(&rows, row) else { continue };
        let value = |text: Option<&str>| text.unwrap_or_default().trim().to_owned();
        let (wanted, given) = (
            value(row.target.as_ref().map(|f| f.text.as_str())),
            value(row.actual.as_ref().map(|f| f.text.as_str())),
        );
        let score = value(row.score.as_ref().map(|f| f.text.as_str()));
        let message = if DONE.contains(&words) {
            Wording::new(
                format!("完成值 {given} 未达到指标值 {wanted}，原因栏却写“{words}”"),
                format!("the actual value {given} misses {wanted}, yet the reason says “{words}”"),
            )
        } else {
            Wording::new(
                format!("得分 {score} 是满分，原因栏却写“{words}”"),
                format!("the score {score} is full, yet the reason says “{words}”"),
            )
        };
        let cells = [row.target.as_ref().map(|f| f.at), row.actual.as_ref().map(|f| f.at)];
        let cells = cells.into_iter().chain([row.score.as_ref().map(|f| f.at)]).flatten();
        checker.report(Draft {
            reads: cells.chain([reason.at]).collect(),
            ..Draft::on(Severity::Warning, reason, row, message)
        });
    }
}

/// The words of a row's reason that its numbers contradict.
pub(super) fn contradiction(rows: &RowFacts, row: &IndicatorRow) -> Option<&'static str> {
    let reason = plain(&row.variance_note.as_ref().filter(|reason| !reason.is_blank())?.text);
    let is_missed = rows.comparison(row).attainment() == Some(Attainment::Missed);
    if is_missed { done(&reason) } else { missed(rows.words(row), row, &reason) }
}

fn missed(words: &RowWords, row: &IndicatorRow, reason: &str) -> Option<&'static str> {
    let points = |field: &Option<Field<Points>>| field.as_ref()?.value;
    let (weight, score) = (points(&row.weight)?, points(&row.score)?);
    // However it ended: 因停电滞后，现已完成.
    let is_overcome = has_any(
        reason,
        &["但", "最终", "仍完成", "仍达到", "现已", "已于", "目前已", "均已", "都已", "全部完成", "已完成"],
    );
    if weight <= Points::ZERO || score != weight || is_overcome {
        return None;
    }
    let about_time = {
        words.level2.contains("时效")
            || has_any(&words.name, &["时间", "及时", "按时", "按期", "进度", "期限"])
    };
    let late: &[&'static str] = if about_time { &LATE } else { &[] };
    MISSED.iter().chain(late).copied().find(|words| {
        let mut clauses = reason.split(['。', ',', ';', '、', '!']);
        clauses.any(|clause| clause.split_once(words).is_some_and(|(before, _)| !is_denied(before)))
    })
}

/// 无未完成情况, 不存在滞后, 避免延期; or of another year.
fn is_denied(before: &str) -> bool {
    has_any(
        before,
        &[
            "无",
            "不",
            "没有",
            "未出现",
            "未发生",
            "避免",
            "防止",
            "杜绝",
            "如",
            "若",
            "免",
            "上年",
            "去年",
            "往年",
            "其他",
        ],
    )
}

fn done(reason: &str) -> Option<&'static str> {
    let is_qualified = reason.contains(|c: char| c.is_ascii_digit())
        || has_any(
            reason,
            &[
                "未", "没", "尚", "但", "因", "由于", "仅", "只", "部分", "大多", "基本", "余", "差", "不",
                "待", "正在", "继续",
            ],
        );
    DONE.into_iter().find(|words| !is_qualified && reason.contains(words))
}
