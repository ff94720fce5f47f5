#![doc = include_str!("../../docs/rules/group-missing.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Column, Field, IndicatorRow, Severity, Wording};
use crate::value::strip_blanks;

pub(super) static RULE: Rule = Rule {
    id: "group-missing",
    title: "缺必备类别",
    title_en: "a required group is missing",
    severity: Severity::Warning,
    phases: &[Phase::Weights],
    doc: include_str!("../../docs/rules/group-missing.md"),
    doc_en: include_str!("../../docs/rules-en/group-missing.md"),
    check,
};

/// A group that a profile may list, by the word in its name, and the words by which a row's labels belong to it.
struct Required {
    word: &'static str,
    labels: &'static [&'static str],
    /// Whether the row's own name counts too: satisfaction often stands among the benefits.
    by_name: bool,
}

const REQUIRED: [Required; 3] = [
    Required { word: "产出", labels: &["产出", "完成", "数量", "质量", "时效"], by_name: false },
    Required { word: "效益", labels: &["效益", "效果", "影响"], by_name: false },
    Required { word: "满意度", labels: &["满意"], by_name: true },
];

impl Required {
    fn holds(&self, row: &IndicatorRow) -> bool {
        let says = |field: &Option<Field<String>>| {
            field.as_ref().is_some_and(|field| {
                let label = strip_blanks(&field.text);
                self.labels.iter().any(|word| label.contains(word))
            })
        };
        says(&row.level1) || says(&row.level2) || self.by_name && says(&row.level3)
    }
}

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    // Another authority may not require them; a form without its end, or without labels, may have lost them.
    if !checker.selection.confirmed || !checker.is_closed() || !form.has_column(Column::Level1) {
        return;
    }
    let rows: Vec<&IndicatorRow> = form.filled_indicators().collect();
    let Some(labels) = rows.iter().map(|row| label(row)).collect::<Option<Vec<_>>>() else { return };
    let Some(first) = labels.first() else { return };
    for group in &checker.selection.profile.level1 {
        let Some(required) = REQUIRED.iter().find(|required| group.name.contains(required.word)) else {
            continue;
        };
        if rows.iter().any(|row| required.holds(row)) {
            continue;
        }
        let name = &group.name;
        let blank = form.own_indicators().find(|row| required.holds(row));
        let message = if blank.is_some() {
            Wording::new(
                format!("“{name}”各行都没有填写，这一类等于没有指标"),
                format!("no row of “{name}” is filled in"),
            )
        } else {
            Wording::new(
                format!("表中没有“{name}”的行，本表的评分办法列有这一类"),
                format!("the form has no row of “{name}”, a group that its profile lists"),
            )
        };
        let cell = blank.and_then(label).unwrap_or(first).at;
        let basis = checker.profile_basis();
        checker.report(Draft::new(Severity::Warning, cell, name, message, basis));
    }
}

fn label(row: &IndicatorRow) -> Option<&Field<String>> {
    row.level1.as_ref().filter(|field| !field.is_empty())
}
