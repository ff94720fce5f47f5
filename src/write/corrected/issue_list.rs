//! 问题清单: one line a finding, and below what could not be checked.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use super::StylesOf;
use super::answers::settings_reason;
use super::changes::{Earlier, Place, shown_place};
use super::formula_text::place;
use super::page::{Page, content, label, link, text, value};
use super::settle::Settled;
use crate::model::{EvaluationForm, Finding, Severity};
use crate::value::CellRef;
use crate::write::drawn::{Content, Mark};

/// The sheet's name.
pub(super) const NAME: &str = "问题清单";

/// The columns, left to right.
pub(super) const HEADINGS: [&str; 16] = [
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
    "核实说明",
    "经办人",
];
/// Index of 编号 in [`HEADINGS`].
pub(super) const RULE: usize = 1;
/// Index of 标题.
const TITLE: usize = 2;
/// Index of 级别.
pub(super) const LEVEL: usize = 3;
/// Index of 位置.
pub(super) const PLACE: usize = 4;
/// Index of 指标.
pub(super) const LABEL: usize = 5;
/// Index of 是否已更正.
pub(super) const STATE: usize = 9;
/// Index of 核实情况.
pub(super) const ANSWER: usize = 13;
/// Index of 核实说明.
pub(super) const REASON: usize = 14;
/// Index of 经办人.
pub(super) const BY: usize = 15;

/// 是否已更正 of a finding that is still to be looked at.
const OPEN: &str = "未更正";
/// 是否已更正 of findings that still stand; one that a person had a word on bears that word.
pub(super) const STANDING: [&str; 3] = [OPEN, "已说明", "误报"];
const CORRECTED: &str = "已更正";
/// It followed from another one and went with it.
const RESOLVED: &str = "随根源更正";

const ANSWERS: [&str; 3] = ["属实", "已说明", "误报"];
const ANSWER_COLUMN: u16 = 13;
const WIDTHS: [f64; 16] =
    [5.0, 14.0, 12.0, 6.0, 14.0, 14.0, 8.0, 8.0, 8.0, 8.0, 16.0, 38.0, 11.0, 9.0, 14.0, 8.0];

/// 错误, 提醒, 提示.
pub(super) fn severity_zh(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "提醒",
        Severity::Info => "提示",
    }
}

/// What tells one standing line of the list from another: an earlier list that has the same ones still holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OpenLine {
    pub(super) place: Place,
    pub(super) severity: String,
    pub(super) state: String,
    pub(super) answer: String,
    pub(super) reason: String,
}

/// A finding and whether it still stands.
struct Line<'f> {
    form: &'f EvaluationForm,
    finding: &'f Finding,
    state: &'static str,
}

impl Line<'_> {
    fn place(&self) -> Place {
        (self.finding.rule.to_owned(), self.form.sheet.clone(), self.finding.cell)
    }

    /// 核实情况, 核实说明, 经办人: as a person wrote them on the list, or the reason that stands in the settings.
    fn answer(&self, earlier: &Earlier) -> [String; 3] {
        let own = earlier.answer(self.form, self.finding);
        let [word, mut reason, by] =
            own.map(|own| [&own.word, &own.reason, &own.by].map(String::clone)).unwrap_or_default();
        if word.is_empty() && reason.is_empty() && !self.finding.is_waived_with_root() {
            reason = self.finding.waived.as_ref().map(settings_reason).unwrap_or_default();
        }
        [word, reason, by]
    }
}

/// The lines of findings that still stand.
pub(super) fn open_lines(forms: &[Settled<'_>], earlier: &Earlier) -> BTreeSet<OpenLine> {
    let standing = forms.iter().flat_map(standing);
    let open = standing.map(|line| {
        let [answer, reason, _] = line.answer(earlier);
        let severity = severity_zh(line.finding.severity).to_owned();
        OpenLine { place: line.place(), severity, state: line.state.to_owned(), answer, reason }
    });
    open.collect()
}

fn standing<'f>(settled: &'f Settled<'_>) -> impl Iterator<Item = Line<'f>> {
    let form = &settled.after.form;
    settled.after.findings.iter().map(move |finding| {
        let state = finding.waived.as_ref().map_or(OPEN, |waiver| waiver.kind.word());
        Line { form, finding, state }
    })
}

/// Open findings first, the gravest on top; then those that a person had a word on; then what was put right.
fn lines<'f>(forms: &'f [Settled<'f>]) -> Vec<Line<'f>> {
    let mut open = Vec::new();
    let mut settled_lines = Vec::new();
    for settled in forms {
        let form = &settled.after.form;
        open.extend(standing(settled));
        let still = |f: &Finding| settled.after.findings.iter().any(|o| o.rule == f.rule && o.cell == f.cell);
        let mut seen: HashSet<(&str, CellRef)> = HashSet::new();
        for written in &settled.written {
            let finding = &written.finding;
            if seen.insert((finding.rule, finding.cell)) && !still(finding) {
                settled_lines.push(Line { form, finding, state: CORRECTED });
            }
        }
        for finding in &settled.before.findings {
            if seen.insert((finding.rule, finding.cell)) && !still(finding) {
                settled_lines.push(Line { form, finding, state: RESOLVED });
            }
        }
    }
    open.sort_by_key(|line| (line.finding.waived.is_some(), Reverse(line.finding.severity)));
    open.append(&mut settled_lines);
    open
}

/// Builds the sheet.
pub(super) fn page(forms: &[Settled<'_>], earlier: &Earlier, styles_of: &StylesOf<'_>) -> Page {
    let mut page = Page::new(NAME, &WIDTHS, NAME);
    page.line(HEADINGS.map(label));
    page.heading_done();
    let mut number = 0_u32;
    let mut listed: HashSet<Place> = HashSet::new();
    for line in lines(forms) {
        number += 1;
        let [answer, reason, by] = line.answer(earlier);
        listed.insert(line.place());
        let Line { form, finding, state } = line;
        let cause = finding.caused_by.as_ref().map(|cause| {
            let title = crate::rules::rule(cause.rule).map_or(cause.rule, |rule| rule.title);
            format!("{title} {}", cause.cell)
        });
        let mark = match (state, finding.severity) {
            (OPEN, Severity::Error | Severity::Warning) => Some(Mark::Review),
            (CORRECTED | RESOLVED, _) => Some(Mark::Corrected),
            _ => None,
        };
        page.line([
            content(Content::Number(number.into())),
            text(finding.rule),
            text(finding.title),
            value(severity_zh(finding.severity)),
            link(place(&form.sheet, finding.cell), shown_place(&form.sheet, finding.cell)),
            text(&finding.label),
            value(&finding.stated),
            value(finding.expected.as_deref().unwrap_or_default()),
            value(finding.difference.as_deref().unwrap_or_default()),
            value(state).mark(mark),
            text(&finding.basis.zh),
            text(&finding.message.zh),
            text(cause.as_deref().unwrap_or_default()),
            value(&answer),
            text(&reason),
            value(&by),
        ]);
        page.keep_styles(&form.sheet, &styles_of(&form.sheet, finding.cell));
    }
    // What earlier runs put right stays on the list.
    for (own, texts) in earlier.settled.iter().filter(|(own, _)| !listed.contains(own)) {
        number += 1;
        let (_, sheet, cell) = own;
        page.line(texts.iter().enumerate().map(|(column, words)| match column {
            0 => content(Content::Number(number.into())),
            PLACE => link(place(sheet, *cell), words.clone()),
            STATE => value(words).mark(Some(Mark::Corrected)),
            RULE | TITLE | LABEL | 10..=12 | REASON => text(words),
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
    page.spread([(2, label("位置")), (5, label("内容")), (15, label("为什么没有核对"))]);
    for settled in forms {
        let sheet = settled.after.form.sheet.as_str();
        for entry in &settled.after.not_checked {
            page.spread([
                (2, link(place(sheet, entry.cell), shown_place(sheet, entry.cell))),
                (5, text(&entry.what.zh)),
                (15, text(&entry.why.zh)),
            ]);
        }
    }
}
