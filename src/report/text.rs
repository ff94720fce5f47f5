//! A file's report as text: head, findings, what was not checked, what to do next.

use std::path::Path;

use super::finding_lines::{finding_lines, not_checked_lines};
use super::head::head_lines;
use super::inferred_line::inferred_line;
use super::waived_lines::{waived_count, waived_lines};
use super::{Lang, Line, Tone, explain};
use crate::check::CheckError;
use crate::model::{Applicability, Severity};
use crate::rules::CheckedForm;

/// The report of one checked file, with the commands to go on with.
pub fn checked_lines(path: &Path, forms: &[CheckedForm], lang: Lang) -> Vec<Line> {
    let path = path.display().to_string();
    let mut lines = vec![Line::new(Tone::Title, 0, &path)];
    lines.extend(form_lines(forms, lang));
    lines.extend(next_steps(&path, forms, lang));
    lines.push(Line::empty());
    lines
}

/// The forms of a file, each with head, verdict, findings and what was not checked.
pub fn form_lines(forms: &[CheckedForm], lang: Lang) -> Vec<Line> {
    let mut lines = Vec::new();
    for form in forms {
        lines.extend(head_lines(form, lang));
        lines.push(verdict(form, lang));
        lines.extend(finding_lines(form, lang));
        lines.extend(waived_lines(&form.findings, lang));
        lines.extend(not_checked_lines(&form.not_checked, lang));
        lines.extend(inferred_line(&form.form, lang));
    }
    lines
}

/// Why a file could not be checked, or its result not saved: path, sentence, code.
pub fn unreadable_line(path: &Path, error: &CheckError, lang: Lang) -> Line {
    let (path, code) = (path.display(), error.code());
    let sentence = explain::check_error(error, lang);
    Line::new(
        Tone::Error,
        0,
        &lang.choose(format!("✗ {path}：{sentence}（{code}）"), format!("✗ {path}: {sentence} ({code})")),
    )
}

fn verdict(form: &CheckedForm, lang: Lang) -> Line {
    let open = || form.findings.iter().filter(|finding| finding.counts());
    let count = |severity| open().filter(|finding| finding.severity == severity).count();
    let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let mut rest = lang.choose(
        format!("提醒 {warnings} 处，提示 {infos} 处"),
        format!("{warnings} warnings, {infos} infos"),
    );
    let known = match form.findings.iter().filter(|finding| finding.known).count() {
        0 => None,
        known => Some(lang.choose(format!("基线内 {known} 处"), format!("in the baseline {known}"))),
    };
    for aside in waived_count(form.findings.iter(), lang).into_iter().chain(known) {
        rest.push_str(lang.choose("；", "; "));
        rest.push_str(&aside);
    }
    if errors == 0 {
        let none = lang.choose("✓ 没有错误", "✓ no errors");
        Line::new(Tone::Good, 2, &lang.choose(format!("{none}；{rest}"), format!("{none}; {rest}")))
    } else {
        let some = lang.choose(format!("✗ 错误 {errors} 处，"), format!("✗ {errors} errors, "));
        Line::new(Tone::Error, 2, &format!("{some}{rest}"))
    }
}

/// The commands that follow from the findings.
fn next_steps(path: &str, forms: &[CheckedForm], lang: Lang) -> Vec<Line> {
    let findings = || forms.iter().flat_map(|form| &form.findings).filter(|finding| finding.counts());
    let gravest = findings().map(|finding| finding.severity).max();
    let Some(first) = findings().find(|finding| Some(finding.severity) == gravest) else { return Vec::new() };
    let count = |wanted: Applicability| {
        findings().flat_map(|finding| &finding.fixes).filter(|fix| fix.applicability == wanted).count()
    };
    let path = if path.contains([' ', '(', '&', '\'']) { format!("\"{path}\"") } else { path.to_owned() };
    let (safe, review) = (count(Applicability::Safe), count(Applicability::Review));
    let mut steps = Vec::new();
    if safe > 0 {
        steps.push(lang.choose(
            format!("ziping fix {path}  另存更正后的副本（可自动更正 {safe} 格，原件不动）"),
            format!("ziping fix {path}  saves a corrected copy ({safe} cells; the input stays)"),
        ));
    }
    if review > 0 {
        steps.push(lang.choose(
            format!("另有 {review} 格要由人确认，确认后加 --accept-review 编号"),
            format!("{review} more cells need a person; then add --accept-review RULE"),
        ));
    }
    steps.push(lang.choose(
        format!("ziping rules {}  看这条规则的说明", first.rule),
        format!("ziping rules {}  explains the rule", first.rule),
    ));
    let head = lang.choose("下一步：", "next: ");
    steps.iter().map(|step| Line::new(Tone::Faint, 2, &format!("{head}{step}"))).collect()
}
