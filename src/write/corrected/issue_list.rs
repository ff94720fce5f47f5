//! 问题清单: one line a finding, and below what could not be checked.

use std::collections::HashSet;

use super::changes::{Earlier, Place, shown_place};
use super::formula_text::place;
use super::page::{Page, content, label, link, text, value};
use super::settle::Settled;
use crate::model::{Finding, Severity};
use crate::write::drawn::{Content, Mark};

/// The sheet's name.
pub(super) const NAME: &str = "问题清单";

/// The columns, left to right.
pub(super) const HEADINGS: [&str; 15] = [
    "序号",
    "编号",
    "标题",
    "级别",
    "位置",
    "指标",
    "填报值",
    "应为",
    "差额",
    "是否已更正",
    "依据",
    "说明",
    "连带于",
    "核实情况",
    "经办人",
];
/// Index of 编号 in [`HEADINGS`].
pub(super) const RULE: usize = 1;
/// Index of 位置.
pub(super) const PLACE: usize = 4;
/// Index of 是否已更正.
pub(super) const STATE: usize = 9;
/// Index of 核实情况.
pub(super) const ANSWER: usize = 13;
/// Index of 经办人.
pub(super) const BY: usize = 14;

/// 是否已更正 of a finding that still stands.
pub(super) const OPEN: &str = "未更正";
const CORRECTED: &str = "已更正";
/// It followed from another one and went with it.
const RESOLVED: &str = "随根源更正";

const ANSWERS: [&str; 3] = ["属实", "已说明", "误报"];
const ANSWER_COLUMN: u16 = 13;
const WIDTHS: [f64; 15] =
    [6.0, 15.0, 15.0, 7.0, 24.0, 18.0, 10.0, 10.0, 9.0, 9.0, 24.0, 42.0, 14.0, 11.0, 9.0];

/// 错误, 提醒, 提示.
pub(super) fn severity_zh(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
        Severity::Info => "提示",
    }
}

/// A finding and whether it still stands.
struct Line<'f> {
    sheet: &'f str,
    finding: &'f Finding,
    state: &'static str,
}

/// The findings that still stand.
pub(super) fn open_places<'a>(forms: impl Iterator<Item = &'a Settled<'a>>) -> impl Iterator<Item = Place> {
    forms.flat_map(|settled| {
        let sheet = &settled.after.form.sheet;
        settled.after.findings.iter().map(move |f| (f.rule.to_owned(), sheet.clone(), f.cell))
    })
}

/// Open findings first, the gravest on top; then what was put right.
fn lines<'f>(forms: &'f [Settled<'f>]) -> Vec<Line<'f>> {
    let mut open = Vec::new();
    let mut settled_lines = Vec::new();
    for settled in forms {
        let sheet = settled.after.form.sheet.as_str();
        open.extend(settled.after.findings.iter().map(|finding| Line { sheet, finding, state: OPEN }));
        let still = |f: &Finding| settled.after.findings.iter().any(|o| o.rule == f.rule && o.cell == f.cell);
        let mut seen: HashSet<(&str, crate::value::CellRef)> = HashSet::new();
        for written in &settled.written {
            let finding = &written.finding;
            if seen.insert((finding.rule, finding.cell)) && !still(finding) {
                settled_lines.push(Line { sheet, finding, state: CORRECTED });
            }
        }
        for finding in &settled.before.findings {
            if seen.insert((finding.rule, finding.cell)) && !still(finding) {
                settled_lines.push(Line { sheet, finding, state: RESOLVED });
            }
        }
    }
    open.sort_by_key(|line| std::cmp::Reverse(line.finding.severity));
    open.append(&mut settled_lines);
    open
}

/// Builds the sheet.
pub(super) fn page(forms: &[Settled<'_>], earlier: &Earlier) -> Page {
    let mut page = Page::new(NAME, &WIDTHS, NAME);
    page.line(HEADINGS.map(label));
    page.heading_done();
    let mut number = 0_u32;
    let mut listed: HashSet<Place> = HashSet::new();
    for Line { sheet, finding, state } in lines(forms) {
        number += 1;
        let own: Place = (finding.rule.to_owned(), sheet.to_owned(), finding.cell);
        let (answer, by) = earlier.answers.get(&own).cloned().unwrap_or_default();
        listed.insert(own);
        let cause = finding.caused_by.as_ref().map(|cause| {
            let title = crate::rules::rule(cause.rule).map_or(cause.rule, |rule| rule.title);
            format!("{title} {}", cause.cell)
        });
        let mark = match (state, finding.severity) {
            (OPEN, Severity::Error | Severity::Warning) => Some(Mark::Review),
            (OPEN, Severity::Info) => None,
            _ => Some(Mark::Corrected),
        };
        page.line([
            content(Content::Number(number.into())),
            text(finding.rule),
            text(finding.title),
            value(severity_zh(finding.severity)),
            link(place(sheet, finding.cell), shown_place(sheet, finding.cell)),
            text(&finding.label),
            value(&finding.stated),
            value(finding.expected.as_deref().unwrap_or_default()),
            value(finding.difference.as_deref().unwrap_or_default()),
            value(state).mark(mark),
            text(&finding.basis.zh),
            text(&finding.message.zh),
            text(cause.as_deref().unwrap_or_default()),
            value(&answer),
            value(&by),
        ]);
    }
    // What earlier runs put right stays on the list.
    for (own, texts) in earlier.settled.iter().filter(|(own, _)| !listed.contains(own)) {
        number += 1;
        let (_, sheet, cell) = own;
        page.line(texts.iter().enumerate().map(|(column, words)| match column {
            0 => content(Content::Number(number.into())),
            PLACE => link(place(sheet, *cell), words.clone()),
            STATE => value(words).mark(Some(Mark::Corrected)),
            RULE | 2 | 5 | 10..=12 => text(words),
            _ => value(words),
        }));
    }
    page.table_done();
    page.offer(ANSWER_COLUMN, &ANSWERS);
    if number == 0 {
        page.paragraph("没有发现问题。");
    }
    not_checked(&mut page, forms);
    page
}

/// What could not be evaluated, and why.
fn not_checked(page: &mut Page, forms: &[Settled<'_>]) {
    page.gap();
    let count: usize = forms.iter().map(|settled| settled.after.not_checked.len()).sum();
    if count == 0 {
        page.paragraph("未核对的内容：无。");
        return;
    }
    page.paragraph(&format!("未核对的内容：共 {count} 处，需要人工判断。"));
    page.spread(&[(1, label("位置")), (4, label("内容")), (14, label("为什么没有核对"))]);
    for settled in forms {
        let sheet = settled.after.form.sheet.as_str();
        for entry in &settled.after.not_checked {
            page.spread(&[
                (1, link(place(sheet, entry.cell), shown_place(sheet, entry.cell))),
                (4, text(&entry.what.zh)),
                (14, text(&entry.why.zh)),
            ]);
        }
    }
}
