//! What a person's word on a finding does to it, to what follows from it, and to what may be written.

mod support;

use rust_decimal::dec;
use support::{FormBuilder, apply_safe_fixes, children, found, seed};
use ziping::model::{EvaluationForm, Finding, Scope, Waiver, WaiverEntry, WaiverKind};
use ziping::rules::{CheckedForm, Request, check};
use ziping::value::Points;

fn word(kind: WaiverKind, from: &str) -> Waiver {
    Waiver { kind, reason: "上级核定".to_owned(), from: from.to_owned() }
}

/// A waiver of a rule on one cell, `rule@cell`.
fn at(kind: WaiverKind, place: &str) -> WaiverEntry {
    let (rule, cell) = place.split_once('@').expect("rule@cell");
    let cell = Some(cell.parse().expect("a cell"));
    let scope = Scope::Named { file: None, sheet: None, cell, label: None };
    WaiverEntry { rule: rule.to_owned(), scope, waiver: word(kind, "ziping.toml:1") }
}

fn waived(form: &EvaluationForm, waivers: &[WaiverEntry]) -> CheckedForm {
    check(form.clone(), &Request { waivers, ..Request::default() })
}

/// `rule@cell`, and for a waived one where that was said.
fn told(checked: &CheckedForm) -> Vec<String> {
    let shown = |finding: &Finding| match &finding.waived {
        Some(waiver) => format!("{}@{} {}", finding.rule, finding.cell, waiver.from),
        None => format!("{}@{}", finding.rule, finding.cell),
    };
    checked
        .findings
        .iter()
        .filter(|finding| finding.severity >= ziping::model::Severity::Error)
        .map(shown)
        .collect()
}

fn low_score() -> FormBuilder {
    seed().change("政府采购执行率", |row| row.score("1.5").reason("采购推迟")).total("100", "96.38")
}

#[test]
fn a_waived_score_is_not_corrected_and_the_total_takes_it_as_it_stands() {
    let form = low_score().build();
    let plain = waived(&form, &[]);
    assert_eq!(told(&plain), ["score-disagrees@H23", "total-off-sum@H41"]);
    for kind in WaiverKind::ALL {
        let checked = waived(&form, &[at(kind, "score-disagrees@H23")]);
        assert_eq!(told(&checked), ["score-disagrees@H23 ziping.toml:1"], "{kind:?}");
        assert_eq!(checked.computed_total, Some(Points::new(dec!(96.38))));
        assert_eq!(checked.findings.iter().flat_map(Finding::safe_fixes).count(), 0);
        assert_eq!(apply_safe_fixes(&checked), form, "nothing is written");
    }
}

#[test]
fn a_wrong_total_beside_a_waived_score_still_counts() {
    let form = low_score().total("100", "96.88").build();
    let checked = waived(&form, &[at(WaiverKind::Explained, "score-disagrees@H23")]);
    assert_eq!(told(&checked), ["score-disagrees@H23 ziping.toml:1", "total-off-sum@H41"]);
    assert_eq!(children(&checked), Vec::<String>::new());
    let total = &found(&checked, "total-off-sum")[0];
    assert!(total.contains("96.88 → 96.38 | safe H41=96.38"), "{total}");
}

/// One weight too many: the root has no safe fix, and three findings follow from it.
fn heavy() -> EvaluationForm {
    seed().change("预算编制完整性", |row| row.weight("3").score("2")).build()
}

#[test]
fn what_follows_from_an_explained_error_is_waived_with_it() {
    let checked = waived(&heavy(), &[at(WaiverKind::Explained, "weights-off-total@G41")]);
    let root = "weights-off-total@G41";
    assert_eq!(
        told(&checked),
        [
            "weights-off-total@G41 ziping.toml:1".to_owned(),
            format!("weights-off-level1@B14 {root}"),
            format!("score-disagrees@H17 {root}"),
            format!("variance-unexplained@J17 {root}"),
        ]
    );
    assert!(
        checked
            .findings
            .iter()
            .filter(|finding| finding.caused_by.is_some())
            .all(Finding::is_waived_with_root)
    );
    assert_eq!(checked.findings.iter().flat_map(Finding::safe_fixes).count(), 0, "it is in doubt as before");
}

#[test]
fn a_false_alarm_puts_nothing_in_doubt() {
    let checked = waived(&heavy(), &[at(WaiverKind::FalseAlarm, "weights-off-total@G41")]);
    assert_eq!(checked.findings[0].waived.as_ref().map(|waiver| waiver.kind), Some(WaiverKind::FalseAlarm));
    let still: Vec<String> = told(&checked).into_iter().skip(1).collect();
    assert_eq!(still, ["weights-off-level1@B14", "score-disagrees@H17", "variance-unexplained@J17"]);
    assert_eq!(
        children(&checked),
        ["score-disagrees@H17 ← weights-off-level1@B14", "variance-unexplained@J17 ← weights-off-level1@B14"],
        "they follow from the next error"
    );
}

#[test]
fn an_error_that_nobody_explained_keeps_its_children() {
    let rest = ["score-disagrees@H17", "variance-unexplained@J17"];
    for (place, told_first) in [
        ("weights-off-level1@B14", ["weights-off-total@G41", "weights-off-level1@B14 ziping.toml:1"]),
        (
            "weights-off-total@G41",
            ["weights-off-total@G41 ziping.toml:1", "weights-off-level1@B14 weights-off-total@G41"],
        ),
    ] {
        let checked = waived(&heavy(), &[at(WaiverKind::Explained, place)]);
        assert_eq!(told(&checked)[..2], told_first);
        let counts = checked
            .findings
            .iter()
            .filter(|finding| rest.contains(&&*format!("{}@{}", finding.rule, finding.cell)));
        assert!(
            counts.into_iter().all(|finding| finding.counts() == (place == "weights-off-level1@B14")),
            "{place}"
        );
    }
    let below = waived(&heavy(), &[at(WaiverKind::Explained, "score-disagrees@H17")]);
    let last = &told(&below)[2..];
    assert_eq!(
        last,
        ["score-disagrees@H17 ziping.toml:1", "variance-unexplained@J17"],
        "it takes nothing along"
    );
}

#[test]
fn a_waived_error_takes_along_what_sits_on_its_cell() {
    let form = seed().change("结转结余率", |row| row.score("2")).build();
    let explained = waived(&form, &[at(WaiverKind::Explained, "score-above-weight@H21")]);
    assert!(
        told(&explained)
            .iter()
            .all(|line| !line.starts_with("score-disagrees@H21") || line.ends_with("@H21"))
    );
    assert!(
        explained.findings.iter().filter(|finding| finding.cell.to_string() == "H21").all(|f| !f.counts())
    );
}

/// A line of 问题清单.
fn listed(rule: &str, cell: &str, label: &str) -> WaiverEntry {
    let scope = Scope::Listed {
        sheet: seed().build().sheet,
        cell: cell.parse().expect("a cell"),
        label: label.to_owned(),
    };
    WaiverEntry { rule: rule.to_owned(), scope, waiver: word(WaiverKind::Explained, "问题清单!M3") }
}

#[test]
fn a_mark_goes_with_its_row_and_with_no_other() {
    let form = low_score().build();
    let holds =
        |entry: WaiverEntry| waived(&form, &[entry]).findings.iter().any(|finding| finding.waived.is_some());
    for (cell, label, says) in [
        ("H23", "政府采购执行率", true),
        ("H23", "政府采购\n执行率", true),
        ("H30", "政府采购执行率", true),
        ("G23", "政府采购执行率", false),
        ("H23", "预算执行率", false),
        ("H23", "", false),
    ] {
        assert_eq!(holds(listed("score-disagrees", cell, label)), says, "{cell} {label}");
    }
    let mut twice = form.clone();
    let name = twice.indicators[0].level3.as_mut().expect("a name");
    name.text = "政府采购执行率".to_owned();
    let moved = waived(&twice, &[listed("score-disagrees", "H30", "政府采购执行率")]);
    assert!(moved.findings.iter().all(|finding| finding.waived.is_none()), "two rows have the label");
    let same = waived(&twice, &[listed("score-disagrees", "H23", "政府采购执行率")]);
    assert!(same.findings.iter().any(|finding| finding.waived.is_some()), "the cell tells them apart");
}

#[test]
fn a_waiver_without_a_cell_takes_every_row_it_names() {
    let form = seed().build();
    let entry = |sheet: Option<&str>, label: Option<&str>| WaiverEntry {
        rule: "value-kind-clash".to_owned(),
        scope: Scope::Named {
            file: None,
            sheet: sheet.map(str::to_owned),
            cell: None,
            label: label.map(str::to_owned),
        },
        waiver: word(WaiverKind::FalseAlarm, "ziping.toml:1"),
    };
    let count = |entry: WaiverEntry| {
        waived(&form, &[entry]).findings.iter().filter(|finding| finding.waived.is_some()).count()
    };
    assert_eq!(count(entry(None, None)), 11);
    assert_eq!(count(entry(Some(&form.sheet), None)), 11);
    assert_eq!(count(entry(Some("别的表"), None)), 0);
    let label = form.indicators[0].label().to_owned();
    assert_eq!(count(entry(None, Some(&label))), 1, "{label}");
}
