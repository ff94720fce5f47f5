#![doc = include_str!("../../docs/rules/indicator-repeated.md")]

use std::collections::HashMap;

use super::checker::{Checker, Draft};
use super::row_words::{RowWords, plain};
use super::{Phase, Rule};
use crate::model::{Field, IndicatorRow, Severity, Wording};
use crate::score::{level1_name, same_group};

pub(super) static RULE: Rule = Rule {
    id: "indicator-repeated",
    title: "指标重复",
    title_en: "the same indicator twice",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/indicator-repeated.md"),
    doc_en: include_str!("../../docs/rules-en/indicator-repeated.md"),
    check,
};

/// 完成率, 满意度 and the like are said of many things.
const LONGEST_GENERIC: usize = 4;

/// A row as it is held against the others.
struct Named<'f, 'w> {
    row: &'f IndicatorRow,
    field: &'f Field<String>,
    words: &'w RowWords,
    key: String,
}

impl<'f, 'w> Named<'f, 'w> {
    fn of(row: &'f IndicatorRow, words: &'w RowWords) -> Option<Self> {
        let field = row.level3.as_ref()?;
        let key: String = words.name.chars().filter(|c| c.is_alphanumeric()).collect();
        (key.chars().count() > LONGEST_GENERIC).then_some(Self { row, field, words, key })
    }

    fn target(&self) -> String {
        self.row
            .target
            .as_ref()
            .filter(|field| !field.is_empty())
            .map_or_else(String::new, |f| plain(&f.text))
    }

    /// Where the other is the same indicator once more, said of both.
    fn repeats(&self, other: &Self) -> Option<Wording> {
        if self.field.at == other.field.at {
            return None;
        }
        let ((own, theirs), at) = ((self.words, other.words), other.field.at);
        let (group, theirs_group) = (level1_name(&own.level1), level1_name(&theirs.level1));
        let is_one_group = same_group(&group, &theirs_group) || same_group(&theirs_group, &group);
        if !is_one_group && !group.is_empty() && !theirs_group.is_empty() {
            return Some(Wording::new(
                format!("与 {at} 的指标同名，一个在“{theirs_group}”，一个在“{group}”"),
                format!("the same name as in {at}, there under {theirs_group}, here under {group}"),
            ));
        }
        let target = self.target();
        (is_one_group && own.level2 == theirs.level2 && !target.is_empty() && target == other.target()).then(
            || {
                Wording::new(
                    format!("与 {at} 的指标同名，指标值同为“{target}”"),
                    format!("the same name as in {at}, with the same target “{target}”"),
                )
            },
        )
    }
}

fn check(checker: &mut Checker<'_>, _: Phase) {
    let mut seen: HashMap<String, Vec<Named<'_, '_>>> = HashMap::new();
    let (form, rows) = (checker.form, checker.rows());
    for own in form.filled_indicators().filter_map(|row| Named::of(row, rows.words(row))) {
        let namesakes = seen.entry(own.key.clone()).or_default();
        let earlier = namesakes.iter().find_map(|other| Some((other.field.at, own.repeats(other)?)));
        if let Some((at, message)) = earlier {
            checker.report(Draft {
                reads: vec![at, own.field.at],
                ..Draft::on(Severity::Warning, own.field, own.row, message)
            });
        }
        namesakes.push(own);
    }
}
