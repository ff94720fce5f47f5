#![doc = include_str!("../../docs/rules/grade-disagrees.md")]

use super::checker::{Checker, Draft};
use super::{Phase, Rule};
use crate::model::{Fix, FixValue, Severity, Wording};
use crate::score::grade;

pub(super) static RULE: Rule = Rule {
    id: "grade-disagrees",
    title: "等级与总分不符",
    title_en: "grade disagrees with the total",
    severity: Severity::Error,
    phases: &[Phase::Grade],
    doc: include_str!("../../docs/rules/grade-disagrees.md"),
    doc_en: include_str!("../../docs/rules-en/grade-disagrees.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let Some(field) = form.grade.as_ref().filter(|field| !field.is_empty()) else { return };
    let Some(total) = form.total.as_ref().and_then(|total| total.score.as_ref()) else { return };
    let Some(points) = checker.points(total) else { return };
    let Some(expected) = grade(&checker.selection.profile.grades, points) else { return };
    let stated = field.text.trim();
    match short(stated) {
        Some(short) if short == expected => return,
        Some(_) => {}
        None => {
            let why = Wording::new("写法不在优、良、中、差之中", "not one of 优, 良, 中, 差");
            checker.skip(field.at, Wording::new("等级", "grade"), why);
            return;
        }
    }
    if let Some(stated) = checker.other_whole() {
        let whole = checker.scoring().total_weight;
        let why = Wording::new(
            format!("总分栏的满分是 {stated}，等级按 {whole} 分制划分"),
            format!("the total is out of {stated}; grades are out of {whole}"),
        );
        checker.skip(field.at, Wording::new("等级", "grade"), why);
        return;
    }
    let message = Wording::new(
        format!("总分 {points} 对应的等级为“{expected}”，填写为“{stated}”"),
        format!("a total of {points} is graded {expected}; stated {stated}"),
    );
    let reads = vec![total.at];
    let fixes = checker.applicability(&reads).map(|applicability| Fix {
        applicability,
        cell: field.at,
        value: FixValue::Text(expected.to_owned()),
        text: expected.to_owned(),
    });
    let draft = Draft {
        stated: stated.to_owned(),
        expected: Some(expected.to_owned()),
        fixes: fixes.into_iter().collect(),
        doubts: vec![field.at],
        reads,
        ..Draft::new(checker.scoring_severity(), field.at, "等级", message, checker.profile_basis())
    };
    checker.report(draft);
}

/// 优秀 is 优, and so on; `None` for words that are no grade.
pub(crate) fn short(grade: &str) -> Option<&'static str> {
    match grade.trim_end_matches(['等', '级']) {
        "优" | "优秀" => Some("优"),
        "良" | "良好" => Some("良"),
        "中" | "中等" | "合格" | "一般" => Some("中"),
        "差" | "较差" | "不合格" => Some("差"),
        _ => None,
    }
}
