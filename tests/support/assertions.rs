//! What the rules say, one line a finding, so that one comparison shows the whole of it.

use ziping::model::{Applicability, EvaluationForm, Finding, Narrative, Paragraph, Severity};
use ziping::rules::{CheckedForm, Request, check};
use ziping::template::by_id;

use super::builder::FormBuilder;

/// The form under the profile that detection picks.
pub(crate) fn detected(form: &FormBuilder) -> CheckedForm {
    check(form.build(), &Request::default())
}

/// The form under the profile of this id, as if the user had named it.
pub(crate) fn under(profile: &str, form: &EvaluationForm) -> CheckedForm {
    check(form.clone(), &by_id(profile).expect("a built-in profile").into())
}

/// Every finding: `H19 error[score-disagrees] 得分应为 …`.
pub(crate) fn findings(form: &FormBuilder) -> Vec<String> {
    detected(form)
        .findings
        .iter()
        .map(|finding| {
            format!("{} {}[{}] {}", finding.cell, severity(finding), finding.rule, finding.message.zh)
        })
        .collect()
}

/// What one rule finds, in full: see [`line`].
pub(crate) fn told(form: &FormBuilder, rule: &str) -> Vec<String> {
    found(&detected(form), rule)
}

/// What one rule finds on a form that comes with this report, a paragraph a line.
pub(crate) fn told_with(report: &str, form: &FormBuilder, rule: &str) -> Vec<String> {
    found(&reported(report, form), rule)
}

/// The form with this report, a paragraph a line.
pub(crate) fn reported(report: &str, form: &FormBuilder) -> CheckedForm {
    let paragraphs = (1..).zip(report.lines().map(|line| line.trim().to_owned()));
    let paragraphs = paragraphs.map(|(number, text)| Paragraph { number, text }).collect();
    let narrative = Narrative { paragraphs };
    check(form.build(), &Request { narrative: Some(&narrative), ..Request::default() })
}

/// The same under the profile of this id.
pub(crate) fn told_under(profile: &str, form: &FormBuilder, rule: &str) -> Vec<String> {
    found(&under(profile, &form.build()), rule)
}

/// The lines of one rule's findings.
pub(crate) fn found(checked: &CheckedForm, rule: &str) -> Vec<String> {
    checked.findings.iter().filter(|finding| finding.rule == rule).map(line).collect()
}

/// What this cell was not checked for, and why: `得分: 定性指标，得分由人评定`.
pub(crate) fn skipped(form: &FormBuilder, cell: &str) -> Vec<String> {
    detected(form)
        .not_checked
        .iter()
        .filter(|entry| entry.cell.to_string() == cell)
        .map(|entry| format!("{}: {}", entry.what.zh, entry.why.zh))
        .collect()
}

/// The error findings that follow from no other, as `rule@cell`.
pub(crate) fn roots(checked: &CheckedForm) -> Vec<String> {
    checked
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error && finding.caused_by.is_none())
        .map(|finding| format!("{}@{}", finding.rule, finding.cell))
        .collect()
}

/// The findings that follow from others: `rule@cell ← rule@cell`.
pub(crate) fn children(checked: &CheckedForm) -> Vec<String> {
    checked
        .findings
        .iter()
        .filter_map(|finding| {
            let cause = finding.caused_by.as_ref()?;
            Some(format!("{}@{} ← {}@{}", finding.rule, finding.cell, cause.rule, cause.cell))
        })
        .collect()
}

/// `H14 error | 12 → 10 | safe H14=10 | 得分 12 超过分值 10，应为 10`; a dash for what is not said.
fn line(finding: &Finding) -> String {
    let dash = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    let fixes: Vec<String> = finding
        .fixes
        .iter()
        .map(|fix| {
            let how = match fix.applicability {
                Applicability::Safe => "safe",
                Applicability::Review => "review",
            };
            format!("{how} {}={}", fix.cell, fix.text)
        })
        .collect();
    format!(
        "{} {} | {} → {} | {} | {}",
        finding.cell,
        severity(finding),
        dash(&finding.stated),
        dash(finding.expected.as_deref().unwrap_or_default()),
        if fixes.is_empty() { "no fix".to_owned() } else { fixes.join(", ") },
        finding.message.zh,
    )
}

fn severity(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
