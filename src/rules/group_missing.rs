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
    /// The first row that belongs to the group.
    fn first_of<'r>(&self, rows: impl Iterator<Item = &'r IndicatorRow>) -> Option<&'r IndicatorRow> {
        // A merged label stands in every row of its block, and is looked at once.
        let mut seen = [None; 2];
        let mut holds = |row: &IndicatorRow| {
            let levels = [&row.level1, &row.level2].into_iter().zip(&mut seen);
            let new = levels.filter_map(|(level, seen)| {
                let field = level.as_ref()?;
                (seen.replace(field.at) != Some(field.at)).then_some(field)
            });
            let own = row.level3.as_ref().filter(|_| self.by_name);
            new.chain(own).filter(|field| self.names(field)).count() > 0
        };
        rows.into_iter().find(|row| holds(row))
    }

    fn names(&self, field: &Field<String>) -> bool {
        let label = strip_blanks(&field.text);
        self.labels.iter().any(|word| label.contains(word))
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
        if required.first_of(rows.iter().copied()).is_some() {
            continue;
        }
        let name = &group.name;
        let blank = required.first_of(form.own_indicators());
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
