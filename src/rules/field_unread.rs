#![doc = include_str!("../../docs/rules/field-unread.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Field, Severity, Stored, Wording};

pub(super) static RULE: Rule = Rule {
    id: "field-unread",
    title: "单元格有内容但读不懂",
    title_en: "a cell has text that could not be read",
    severity: Severity::Warning,
    phases: &[Phase::Inputs],
    doc: include_str!("../../docs/rules/field-unread.md"),
    doc_en: include_str!("../../docs/rules-en/field-unread.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    for row in &form.funding {
        let name = &row.name.text;
        for (field, kind) in
            [(&row.original_budget, AMOUNT), (&row.revised_budget, AMOUNT), (&row.outturn, AMOUNT)]
        {
            unread(checker, field.as_ref(), name, kind);
        }
        unread(checker, row.weight.as_ref(), name, POINTS);
        unread(checker, row.execution_rate.as_ref(), name, RATE);
        unread(checker, row.score.as_ref(), name, POINTS);
    }
    for row in &form.indicators {
        unread(checker, row.weight.as_ref(), row.label(), POINTS);
        unread(checker, row.score.as_ref(), row.label(), POINTS);
        unread(checker, row.deviation.as_ref(), row.label(), RATE);
    }
    if let Some(total) = &form.total {
        unread(checker, total.weight.as_ref(), "总分", POINTS);
        unread(checker, total.score.as_ref(), "总分", POINTS);
    }
}

type Name = (&'static str, &'static str);
const AMOUNT: Name = ("金额", "an amount");
const POINTS: Name = ("分数", "points");
const RATE: Name = ("百分比", "a rate");

fn unread<T>(checker: &mut Checker<'_>, field: Option<&Field<T>>, label: &str, (zh, en): Name) {
    let Some(field) = field.filter(|field| field.is_unread()) else { return };
    let text = field.text.trim();
    let message = if text.starts_with('=') && field.stored != Stored::Text {
        Wording::new(
            format!("此处的公式“{text}”还没有计算结果，请在 Excel 或 WPS 中打开并保存一次，再核对"),
            format!(
                "the formula “{text}” was saved without a result; open and save the file in Excel or WPS first"
            ),
        )
    } else {
        Wording::new(
            format!("此处应填{zh}，填写为“{text}”，无法读出数值"),
            format!("“{text}” could not be read as {en}"),
        )
    };
    checker.report(Draft {
        stated: text.to_owned(),
        reads: vec![field.at],
        ..Draft::new(Severity::Warning, field.at, label, message, Checker::arithmetic_basis())
    });
}
