#![doc = include_str!("../../docs/rules/heading-guessed.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Column, Severity, Wording};

pub(super) static RULE: Rule = Rule {
    id: "heading-guessed",
    title: "表头识别不确定",
    title_en: "a column told by part of its heading",
    severity: Severity::Info,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/heading-guessed.md"),
    doc_en: include_str!("../../docs/rules-en/heading-guessed.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    for guess in &checker.form.plan.guessed {
        let heading: String = guess.heading.split_whitespace().collect();
        let Some((zh, en)) = name(guess.column) else { continue };
        let message = Wording::new(
            format!("栏目“{heading}”按“{zh}”理解，请核对"),
            format!("the column “{heading}” was taken for {en}"),
        );
        checker.report(Draft {
            stated: heading,
            ..Draft::new(Severity::Info, guess.at, zh, message, Checker::arithmetic_basis())
        });
    }
}

/// The column as the national form prints it; `None` for those the reader never guesses.
fn name(column: Column) -> Option<(&'static str, &'static str)> {
    match column {
        Column::Target => Some(("年度指标值", "the target")),
        Column::Actual => Some(("实际完成值", "the actual value")),
        Column::Score => Some(("得分", "the score")),
        Column::VarianceNote => Some(("偏差原因分析及改进措施", "the variance explanation")),
        _ => None,
    }
}
