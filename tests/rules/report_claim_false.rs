use crate::support::{FormBuilder, told_with, whole};

const RULE: &str = "report-claim-false";

/// 受益覆盖率 missed its target.
fn missed() -> FormBuilder {
    whole().change("受益覆盖率", |row| row.actual("66.6%").score("22.2").reason("两处站点年末才建成。"))
}

#[test]
fn holds_a_claim_against_the_rows_named_before_it() {
    assert_eq!(
        told_with(
            "受益覆盖率≥90%，实际完成值66.6%；任务完成率≥90%，实际完成值95%，以上均达到指标值。",
            &missed(),
            RULE
        ),
        [
            "F15 error | 66.6% → — | no fix | 报告第 1 段“以上均达到指标值”，表上“受益覆盖率”完成值 66.6% 未达到指标值 ≥90%"
        ]
    );
}

#[test]
fn holds_a_claim_of_all_against_all_or_against_the_group_above() {
    let told = |report| told_with(report, &missed(), RULE).len();
    assert_eq!(told("各项绩效指标均已完成。"), 1);
    assert_eq!(told("效益指标全部达标。"), 1);
    assert_eq!(told("2.效益指标完成情况\n各项指标均达到年初目标。"), 1);
    assert_eq!(told("1.产出指标完成情况\n各项指标均达到年初目标。"), 0);
    assert_eq!(told("产出指标全部达标。"), 0);
}

#[test]
fn passes_a_claim_that_is_so() {
    let report = "各项绩效指标均已完成。\n任务完成率≥90%，实际完成值95%，以上均达到指标值。";
    assert_eq!(told_with(report, &whole(), RULE), [""; 0]);
    // On the target itself.
    let met = whole().change("受益覆盖率", |row| row.actual("90%"));
    assert_eq!(told_with(report, &met, RULE), [""; 0]);
}

#[test]
fn is_silent_on_praise_exceptions_and_what_it_cannot_place() {
    for report in [
        "圆满完成年初各项指标任务。",
        "除受益覆盖率外，各项指标均达到指标值。",
        "大部分指标均已达标。",
        "确保各项指标全部完成。",
        "工作作风情况：目标管理有效，均达到指标值。",
        "各项工作均已完成。",
        "受益覆盖率≥90%，实际完成值66.6%，未达到指标值；任务完成率≥90%，实际完成值95%，均达到指标值。",
        "受益覆盖率≥90%，实际完成值66.6%。任务完成率≥90%，实际完成值95%，均达到指标值。",
    ] {
        assert_eq!(told_with(report, &missed(), RULE), [""; 0], "{report}");
    }
}
