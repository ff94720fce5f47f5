#![doc = include_str!("../../docs/rules/indicator-repeated.md")]

use super::checker::{Checker, Draft};
use super::row_words::{RowWords, plain};
use super::{Phase, Rule};
use crate::model::{Field, IndicatorRow, Severity, Wording};

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
struct Named<'f> {
    row: &'f IndicatorRow,
    field: &'f Field<String>,
    words: RowWords,
    key: String,
}

impl<'f> Named<'f> {
    fn of(row: &'f IndicatorRow) -> Option<Self> {
        let field = row.level3.as_ref()?;
        let words = RowWords::of(row);
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
        if self.key != other.key || self.field.at == other.field.at {
            return None;
        }
        let ((own, theirs), at) = ((&self.words, &other.words), other.field.at);
        if own.level1 != theirs.level1 && !own.level1.is_empty() && !theirs.level1.is_empty() {
            return Some(Wording::new(
                format!("与 {at} 的指标同名，一个在“{}”，一个在“{}”", theirs.level1, own.level1),
                format!("the same name as in {at}, there under {}, here under {}", theirs.level1, own.level1),
            ));
        }
        let target = self.target();
        (own.level1 == theirs.level1
            && own.level2 == theirs.level2
            && !target.is_empty()
            && target == other.target())
        .then(|| {
            Wording::new(
                format!("与 {at} 的指标同名，指标值同为“{target}”"),
                format!("the same name as in {at}, with the same target “{target}”"),
            )
        })
    }
}

fn check(checker: &mut Checker<'_>, _: Phase) {
    let rows: Vec<Named<'_>> = checker.form.filled_indicators().filter_map(Named::of).collect();
    for (index, own) in rows.iter().enumerate() {
        let earlier = rows[..index].iter().find_map(|other| Some((other.field.at, own.repeats(other)?)));
        let Some((at, message)) = earlier else { continue };
        checker.report(Draft {
            reads: vec![at, own.field.at],
            ..Draft::on(Severity::Warning, own.field, own.row, message)
        });
    }
}
