//! Findings that count as text: roots with what follows from them below, and warnings of one kind in one line.

use std::collections::{HashMap, HashSet};

use super::check_document::title;
use super::{Lang, Line, Tone, severity_word};
use crate::model::{Applicability, EvaluationForm, Finding, IndicatorRow, NotChecked, Severity};
use crate::rules::CheckedForm;
use crate::value::{CellRef, Points};

/// From so many warnings or infos of one rule on, they share a line.
const GROUP_FROM: usize = 4;

pub(super) fn finding_lines(checked: &CheckedForm, lang: Lang) -> Vec<Line> {
    let findings: Vec<&Finding> = checked.findings.iter().filter(|finding| finding.counts()).collect();
    let mut children: HashMap<(&str, CellRef), Vec<&Finding>> = HashMap::new();
    let roots_at: HashSet<(&str, CellRef)> = findings
        .iter()
        .filter(|finding| finding.caused_by.is_none())
        .map(|finding| (finding.rule, finding.cell))
        .collect();
    // The gravest first; among equals the order of the catalogue's steps stays.
    let mut roots: Vec<&Finding> = Vec::new();
    for finding in findings {
        let root = finding.caused_by.as_ref().map(|cause| (cause.rule, cause.cell));
        match root.filter(|root| roots_at.contains(root)) {
            Some(root) => children.entry(root).or_default().push(finding),
            None => roots.push(finding),
        }
    }
    roots.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    block(&roots, &checked.form, 2, "", lang, |root, lines| {
        let follows = lang.choose("连带 ", "follows: ");
        if let Some(children) = children.get(&(root.rule, root.cell)) {
            lines.extend(block(children, &checked.form, 6, follows, lang, |_, _| {}));
        }
    })
}

/// Findings side by side: warnings and infos of one rule share a line from [`GROUP_FROM`] on; `below` adds what stands
/// under each other one.
fn block(
    findings: &[&Finding],
    form: &EvaluationForm,
    indent: usize,
    prefix: &str,
    lang: Lang,
    below: impl Fn(&Finding, &mut Vec<Line>),
) -> Vec<Line> {
    let mut kin: HashMap<(&str, Severity), Vec<&Finding>> = HashMap::new();
    for finding in findings {
        kin.entry((finding.rule, finding.severity)).or_default().push(finding);
    }
    let mut lines = Vec::new();
    for finding in findings {
        let kin = &kin[&(finding.rule, finding.severity)];
        if finding.severity == Severity::Error || kin.len() < GROUP_FROM {
            lines.extend(single(finding, indent, prefix, lang));
            below(finding, &mut lines);
        } else if std::ptr::eq(kin[0], *finding) {
            lines.push(group_line(kin, form, indent, prefix, lang));
        }
    }
    lines
}

/// The sign of a level; its word always stands beside it.
fn sign(severity: Severity) -> (&'static str, Tone) {
    match severity {
        Severity::Error => ("✗", Tone::Error),
        Severity::Warning => ("△", Tone::Warning),
        Severity::Info => ("ℹ", Tone::Plain),
    }
}

fn single(finding: &Finding, indent: usize, prefix: &str, lang: Lang) -> Vec<Line> {
    let (sign, tone) = sign(finding.severity);
    let (word, title) = (severity_word(finding.severity, lang), title(finding, lang));
    let label = match finding.label.as_str() {
        "" => String::new(),
        label => format!("{}{label}", lang.choose("｜", " | ")),
    };
    let head = format!("{prefix}{sign} {word} {}  {}  {title}{label}", finding.cell, finding.rule);
    let basis = lang.choose(
        format!("依据：{}。{}", finding.basis.zh, remedy(finding, lang)),
        format!("basis: {}. {}", finding.basis.en, remedy(finding, lang)),
    );
    vec![
        Line::new(tone, indent, &head),
        Line::new(Tone::Plain, indent + 4, lang.of(&finding.message)),
        Line::new(Tone::Faint, indent + 4, &basis),
    ]
}

/// Whether and how the finding can be corrected.
fn remedy(finding: &Finding, lang: Lang) -> String {
    let count = |fixes: usize| match fixes {
        0 | 1 => String::new(),
        _ => lang.choose(format!("，共 {fixes} 格"), format!(", {fixes} cells")),
    };
    let cells = count(finding.fixes.len());
    match finding.fixes.first().map(|fix| fix.applicability) {
        Some(Applicability::Safe) => lang.choose(
            format!("可自动更正：是（ziping fix）{cells}"),
            format!("can be corrected: yes (ziping fix){cells}"),
        ),
        Some(Applicability::Review) => lang.choose(
            format!("可自动更正：需人工确认（--accept-review {}）{cells}", finding.rule),
            format!("can be corrected: once a person agrees (--accept-review {}){cells}", finding.rule),
        ),
        None => lang.choose("可自动更正：否", "can be corrected: not by the tool").to_owned(),
    }
}

/// `△ 提醒 value-kind-clash 目标与完成值类型不符：11 行（39 分）：F14、F15…`.
fn group_line(group: &[&Finding], form: &EvaluationForm, indent: usize, prefix: &str, lang: Lang) -> Line {
    let first = group[0];
    let (sign, tone) = sign(first.severity);
    let (word, title) = (severity_word(first.severity, lang), title(first, lang));
    // The points allotted to the indicator rows that the findings stand on.
    let weight = |row: &IndicatorRow| Some((row.row, row.weight.as_ref()?.value?));
    let weights: HashMap<u32, Points> = form.indicators.iter().filter_map(weight).collect();
    let points: Points =
        group.iter().filter_map(|finding| weights.get(&(finding.cell.row + 1)).copied()).sum();
    let cells: Vec<String> = group
        .iter()
        .map(|finding| match &finding.expected {
            Some(expected) => lang.choose(
                format!("{}（应为 {expected}）", finding.cell),
                format!("{} (should be {expected})", finding.cell),
            ),
            None => finding.cell.to_string(),
        })
        .collect();
    let (rows, cells) = (group.len(), cells.join(lang.comma()));
    let points = if points == Points::ZERO {
        String::new()
    } else {
        lang.choose(format!("（{points} 分）"), format!(" ({points} points)"))
    };
    let text = lang.choose(
        format!("{prefix}{sign} {word} {} {title}：{rows} 行{points}：{cells}", first.rule),
        format!("{prefix}{sign} {word} {} {title}: {rows} rows{points}: {cells}", first.rule),
    );
    Line::new(tone, indent, &text)
}

/// What could not be evaluated, one line a reason.
pub(super) fn not_checked_lines(entries: &[NotChecked], lang: Lang) -> Vec<Line> {
    if entries.is_empty() {
        return Vec::new();
    }
    let count = entries.len();
    let head = lang.choose(format!("未核对 {count} 处："), format!("not checked: {count}"));
    let mut lines = vec![Line::new(Tone::Plain, 2, &head)];
    let mut done: Vec<(&str, &str)> = Vec::new();
    for entry in entries {
        let (what, why) = (lang.of(&entry.what), lang.of(&entry.why));
        if done.contains(&(what, why)) {
            continue;
        }
        done.push((what, why));
        let cells: Vec<String> = entries
            .iter()
            .filter(|other| lang.of(&other.what) == what && lang.of(&other.why) == why)
            .map(|other| other.cell.to_string())
            .collect();
        let cells = cells.join(lang.comma());
        let text = lang.choose(format!("{what}：{cells}：{why}"), format!("{what}: {cells}: {why}"));
        lines.push(Line::new(Tone::Faint, 4, &text));
    }
    lines
}
