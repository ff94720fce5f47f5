use ziping::rules::{Request, check};

use crate::support::{reported, told_with, whole};

const RULE: &str = "report-target-differs";

#[test]
fn holds_targets_and_actual_values_against_the_form() {
    assert_eq!(
        told_with("受益覆盖率指标值≥95%，实际完成96%；群众满意度≥90%，实际完成值为95%。", &whole(), RULE),
        [
            "E15 error | ≥90% → — | no fix | 报告第 1 段“受益覆盖率指标值≥95%”，表上指标值为“≥90%”",
            "F15 error | 95% → — | no fix | 报告第 1 段“受益覆盖率指标值≥95%，实际完成96%”，表上完成值为“95%”",
        ]
    );
}

#[test]
fn names_every_place_that_says_the_same_once() {
    let report = "受益覆盖率：年初目标为100%。\n“受益覆盖率”指标值为≥100%，实际完成95%。";
    assert_eq!(
        told_with(report, &whole(), RULE),
        [
            "E15 error | ≥90% → — | no fix | 报告第 1 段“受益覆盖率：年初目标为100%”、第 2 段““受益覆盖率”指标值为≥100%”，表上指标值为“≥90%”"
        ]
    );
    let checked = reported(report, &whole());
    let quote = checked.findings[0].quote.clone().expect("a quotation");
    assert_eq!((quote.paragraph, quote.text.as_str()), (1, "受益覆盖率：年初目标为100%"));
}

#[test]
fn a_lost_sign_is_worth_a_remark_and_the_opposite_one_an_error() {
    assert_eq!(
        told_with("受益覆盖率90%，实际完成值95%。", &whole(), RULE),
        ["E15 info | ≥90% → — | no fix | 报告第 1 段“受益覆盖率90%”，表上指标值为“≥90%”，比较符不同"]
    );
    assert_eq!(
        told_with("受益覆盖率指标值≤90%。", &whole(), RULE),
        ["E15 error | ≥90% → — | no fix | 报告第 1 段“受益覆盖率指标值≤90%”，表上指标值为“≥90%”"]
    );
}

#[test]
fn running_text_is_a_warning_at_most() {
    assert_eq!(
        told_with("通过努力，使群众满意度达到99%。", &whole(), RULE),
        ["F16 warning | 95% → — | no fix | 报告第 1 段“使群众满意度达到99%”，表上完成值为“95%”"]
    );
    assert_eq!(told_with("下一步，确保群众满意度达到99%。", &whole(), RULE), [""; 0]);
}

#[test]
fn passes_what_agrees_to_the_decimals_shown_and_in_other_units() {
    let form = whole().change("受益覆盖率", |row| row.target("≥1.2万亩").actual("12345亩"));
    let report =
        "受益覆盖率指标值不低于12000亩，实际完成1.23万亩。\n群众满意度目标值90%以上，实际完成95.0%。";
    assert_eq!(told_with(report, &form, RULE), [""; 0]);
}

#[test]
fn is_silent_on_names_that_only_resemble_one() {
    let report = "受益农户率指标值≥95%，实际完成80%。\n项目受益面指标值≥50%。\n新增覆盖率100%。";
    assert_eq!(told_with(report, &whole(), RULE), [""; 0]);
}

#[test]
fn says_so_where_the_values_cannot_be_compared() {
    let checked = reported("受益覆盖率指标值≥50个。", &whole());
    let skipped: Vec<String> =
        checked.not_checked.iter().map(|entry| format!("{} {}", entry.cell, entry.what.zh)).collect();
    assert_eq!(skipped, ["E15 报告中的指标值"]);
}

#[test]
fn says_nothing_without_a_report() {
    assert!(check(whole().build(), &Request::default()).findings.is_empty());
}
