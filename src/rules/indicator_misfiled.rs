#![doc = include_str!("../../docs/rules/indicator-misfiled.md")]

use super::checker::{Checker, Draft};
use super::row_words::{RowWords, has_any};
use super::{Phase, Rule};
use crate::model::{IndicatorRow, Severity, Wording};
use crate::value::Kind;

pub(super) static RULE: Rule = Rule {
    id: "indicator-misfiled",
    title: "二三级不匹配",
    title_en: "an indicator under the wrong heading",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/indicator-misfiled.md"),
    doc_en: include_str!("../../docs/rules-en/indicator-misfiled.md"),
    check,
};

/// Clear cases: under one of these level-2 headings, a name with one of these words, and where it belongs.
struct Misfiled {
    groups: &'static [&'static str],
    words: &'static [&'static str],
    /// Words that make it fit after all.
    unless: &'static [&'static str],
    belongs: Belongs,
}

/// In Chinese and English.
type Belongs = (&'static str, &'static str);

const TABLE: [Misfiled; 2] = [
    Misfiled {
        groups: &["数量指标", "质量指标"],
        words: &[
            "资金支付",
            "资金拨付",
            "资金到位",
            "资金执行",
            "资金支出",
            "预算执行",
            "支出进度",
            "支付进度",
        ],
        unless: &["合规", "规范", "准确", "安全", "笔数", "户数", "人数"],
        belongs: ("预算执行或时效", "the budget or timeliness"),
    },
    Misfiled {
        groups: &["数量指标", "时效指标", "成本指标"],
        words: &["满意度", "满意率"],
        unless: &["调查次数", "测评次数", "问卷", "调查份数"],
        belongs: ("满意度指标", "satisfaction"),
    },
];

fn check(checker: &mut Checker<'_>, _: Phase) {
    let (form, rows) = (checker.form, checker.rows());
    for row in form.filled_indicators() {
        let words = rows.words(row);
        let Some(field) = row.level3.as_ref().filter(|field| !field.is_empty()) else { continue };
        let listed = TABLE.iter().find(|case| {
            // A rate or a degree; a number of payments is a quantity.
            words.name.contains(['率', '度'])
                && case.groups.iter().any(|group| words.level2.starts_with(group))
                && has_any(&words.name, case.words)
                && !has_any(&words.name, case.unless)
        });
        let belongs = match listed {
            Some(case) => case.belongs,
            None if is_count_among_satisfaction(words, row) => ("产出指标的数量指标", "quantity"),
            None => continue,
        };
        let (name, group) = (&words.name, &words.level2);
        let message = Wording::new(
            format!("“{name}”列在“{group}”下，内容属于{}", belongs.0),
            format!("“{name}” stands under {group}, yet is about {}", belongs.1),
        );
        checker.report(Draft::on(Severity::Warning, field, row, message));
    }
}

/// 培训人数 ≥100人 under 服务对象满意度指标.
fn is_count_among_satisfaction(words: &RowWords, row: &IndicatorRow) -> bool {
    const OPINIONS: [&str; 10] =
        ["满意", "认可", "投诉", "评价", "好评", "测评", "反馈", "信访", "调查", "表扬"];
    const COUNTS: [&str; 6] = ["人数", "次数", "数量", "面积", "户数", "人次"];
    let is_count = row.target.as_ref().and_then(|field| field.value.as_ref()).is_some_and(|value| {
        value.0.kind == Kind::Quantity && value.0.unit.as_deref().is_some_and(|unit| unit != "分")
    });
    words.level2.contains("满意度")
        && is_count
        && COUNTS.iter().any(|count| words.name.ends_with(count))
        && !has_any(&words.name, &OPINIONS)
}
