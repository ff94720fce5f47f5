//! Findings that a person had a word on: below the others, with the word.

use super::check_document::title;
use super::{Lang, Line, Tone};
use crate::check::Unused;
use crate::model::{Finding, Scope, WaiverKind};

/// The word in the reader's language.
pub(super) fn kind_word(kind: WaiverKind, lang: Lang) -> &'static str {
    match kind {
        WaiverKind::Explained => lang.choose(kind.word(), "explained"),
        WaiverKind::FalseAlarm => lang.choose(kind.word(), "false alarm"),
    }
}

/// `已说明 1 处，误报 2 处`; `None` if nobody had a word on anything.
pub(super) fn waived_count<'f>(findings: impl Iterator<Item = &'f Finding>, lang: Lang) -> Option<String> {
    let kinds: Vec<WaiverKind> =
        findings.filter_map(|finding| finding.waived.as_ref()).map(|w| w.kind).collect();
    let count = |kind: WaiverKind| match kinds.iter().filter(|own| **own == kind).count() {
        0 => None,
        some => Some(
            lang.choose(format!("{} {some} 处", kind.word()), format!("{} {some}", kind_word(kind, lang))),
        ),
    };
    let counts: Vec<String> = WaiverKind::ALL.into_iter().filter_map(count).collect();
    (!counts.is_empty()).then(|| counts.join(lang.choose("，", ", ")))
}

/// Each with its place and reason; those of one rule that share word and reason share a line.
pub(super) fn waived_lines(findings: &[Finding], lang: Lang) -> Vec<Line> {
    let Some(count) = waived_count(findings.iter(), lang) else { return Vec::new() };
    let head = lang.choose(format!("{count}（不计入问题）："), format!("{count} (not counted):"));
    let mut lines = vec![Line::new(Tone::Plain, 2, &head)];
    let mut done: Vec<&Finding> = Vec::new();
    for finding in findings {
        let Some(waiver) = &finding.waived else { continue };
        let is_kin = |other: &Finding| other.rule == finding.rule && other.waived == finding.waived;
        if done.iter().any(|other| is_kin(other)) {
            continue;
        }
        done.push(finding);
        let kin: Vec<&Finding> = findings.iter().filter(|other| is_kin(other)).collect();
        let places: Vec<String> = kin.iter().map(|kin| place(kin, lang)).collect();
        let (kind, rule, title) = (kind_word(waiver.kind, lang), finding.rule, title(finding, lang));
        let (places, reason, from) = (places.join(lang.comma()), &waiver.reason, &waiver.from);
        let from = match finding.is_waived_with_root() {
            true => lang.choose(format!("随 {from} 一并"), format!("with {from}")),
            false => from.clone(),
        };
        let text = lang.choose(
            format!("{kind} {rule} {title}：{places}：{reason}（{from}）"),
            format!("{kind} {rule} {title}: {places}: {reason} ({from})"),
        );
        lines.push(Line::new(Tone::Faint, 4, &text));
    }
    lines
}

fn place(finding: &Finding, lang: Lang) -> String {
    match finding.label.as_str() {
        "" => finding.cell.to_string(),
        label => lang.choose(format!("{}“{label}”", finding.cell), format!("{} “{label}”", finding.cell)),
    }
}

/// The waivers that met no finding, one line each; those for files that were not checked are only counted.
pub fn unused_lines(unused: &[Unused], lang: Lang) -> Vec<Line> {
    let (seen, elsewhere): (Vec<_>, Vec<_>) = unused.iter().partition(|unused| unused.file_seen);
    let mut lines: Vec<Line> = seen.into_iter().map(|unused| unused_line(unused, lang)).collect();
    if !elsewhere.is_empty() {
        let count = elsewhere.len();
        let text = lang.choose(
            format!("另有 {count} 条说明是写给本次没有核对的文件的"),
            format!("{count} more waivers are for files that were not checked this time"),
        );
        lines.push(Line::new(Tone::Faint, 0, &text));
    }
    lines
}

fn unused_line(unused: &Unused, lang: Lang) -> Line {
    let entry = &unused.entry;
    let (kind, rule, from) = (kind_word(entry.waiver.kind, lang), &entry.rule, &entry.waiver.from);
    let from = match &unused.path {
        Some(path) => format!("{} {from}", path.display()),
        None => from.clone(),
    };
    let text = lang.choose(
        format!(
            "△ {from} 的“{kind}”这次没有对应的问题，不再需要的请删去：{rule} {}",
            scope_text(&entry.scope, lang)
        ),
        format!(
            "△ {from}: “{kind}” meets no finding this time; delete it if it has had its day: {rule} {}",
            scope_text(&entry.scope, lang)
        ),
    );
    Line::new(Tone::Warning, 0, text.trim_end())
}

/// The places of a waiver in words: `甲*.xlsx 自评表 H15 “满意度”`.
pub fn scope_text(scope: &Scope, lang: Lang) -> String {
    let quoted = |label: &str| format!("“{label}”");
    match scope {
        Scope::Named { file: None, sheet: None, cell: None, label: None } => {
            lang.choose("（各处）", "(everywhere)").to_owned()
        }
        Scope::Named { file, sheet, cell, label } => {
            let parts = [
                file.clone(),
                sheet.clone(),
                cell.map(|cell| cell.to_string()),
                label.as_deref().map(quoted),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Scope::Listed { sheet, cell, label } if label.is_empty() => format!("{sheet}!{cell}"),
        Scope::Listed { sheet, cell, label } => format!("{sheet}!{cell} {}", quoted(label)),
    }
}

/// The marks without a reason, which waive nothing.
pub fn reasonless_line(path: &std::path::Path, cells: &[String], lang: Lang) -> Option<Line> {
    if cells.is_empty() {
        return None;
    }
    let (path, cells) = (path.display(), cells.join(lang.comma()));
    let text = lang.choose(
        format!("△ {path}：已选“已说明”或“误报”但没有写“核实说明”，仍按问题列出：{cells}"),
        format!("△ {path}: marked 已说明 or 误报 without a reason in 核实说明, so still findings: {cells}"),
    );
    Some(Line::new(Tone::Warning, 0, &text))
}
