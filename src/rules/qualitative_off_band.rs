#![doc = include_str!("../../docs/rules/qualitative-off-band.md")]

use super::checker::{Checker, Draft, Scored};
use super::{Phase, Rule};
use crate::model::{Severity, Wording};
use crate::score::{Outcome, bands, tier};

pub(super) static RULE: Rule = Rule {
    id: "qualitative-off-band",
    title: "定性得分超档",
    title_en: "qualitative score outside its tier",
    severity: Severity::Error,
    phases: &[Phase::Scores],
    doc: include_str!("../../docs/rules/qualitative-off-band.md"),
    doc_en: include_str!("../../docs/rules-en/qualitative-off-band.md"),
    check,
};

fn check(checker: &mut Checker<'_>, _: Phase) {
    let form = checker.form;
    let bands = bands(checker.scoring(), form);
    for row in form.own_indicators() {
        let Some(actual) = &row.actual else { continue };
        let Some(Scored { weight, score, stated, reads }) = Scored::of(checker, row) else { continue };
        // Above the weight has a rule of its own.
        if stated > weight || !matches!(checker.outcome(row, weight), Outcome::Open(_)) {
            continue;
        }
        let Some(tier) = tier(&actual.text, weight, &bands) else { continue };
        if tier.holds(stated) {
            continue;
        }
        let (low, high, words) = (tier.low, tier.high, actual.text.trim());
        let nearest = if stated < low { low } else { high };
        let (end_zh, end_en) =
            if tier.includes_high() { ("", "") } else { ("（不含上限）", " (the upper not included)") };
        let message = Wording::new(
            format!("完成值为“{words}”，这一档应得 {low}–{high} 分{end_zh}，填写为 {stated}"),
            format!("the actual value is “{words}”; its tier earns {low} to {high}{end_en}, stated {stated}"),
        );
        let draft = Draft {
            stated: score.text.trim().to_owned(),
            expected: Some(format!("{low}–{high}")),
            difference: Some((stated - nearest).to_string()),
            doubts: vec![score.at],
            reads,
            ..Draft::new(checker.scoring_severity(), score.at, row.label(), message, checker.profile_basis())
        };
        checker.report(draft);
    }
}
