//! What people wrote beside findings in 问题清单: 核实情况, 核实说明, 经办人.

use super::changes::{Earlier, Place};
use super::issue_list;
use crate::model::{EvaluationForm, Finding, Scope, Waiver, WaiverEntry, WaiverKind};
use crate::read::Workbook;
use crate::value::CellRef;

/// What a person wrote beside one finding.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    rule: String,
    scope: Scope,
    /// The cell of 核实情况.
    at: CellRef,
    /// 核实情况.
    pub(super) word: String,
    /// 核实说明.
    pub(super) reason: String,
    /// 经办人.
    pub(super) by: String,
    /// Whether the finding still stood.
    is_open: bool,
}

impl Answer {
    /// The answer in the line of a finding, with that line's texts by column.
    pub(super) fn new(
        place: &Place,
        label: String,
        at: CellRef,
        is_open: bool,
        text: impl Fn(usize) -> String,
    ) -> Self {
        let (rule, sheet, cell) = place.clone();
        Self {
            rule,
            scope: Scope::Listed { sheet, cell, label },
            at,
            word: text(issue_list::ANSWER),
            reason: text(issue_list::REASON),
            by: text(issue_list::BY),
            is_open,
        }
    }

    /// What of it a person wrote, if anything: a reason beside which nothing was chosen may be the settings'.
    pub(super) fn by_a_person(mut self) -> Option<Self> {
        if self.word.is_empty() && is_settings_reason(&self.reason) {
            self.reason.clear();
        }
        let is_blank = self.word.is_empty() && self.reason.is_empty() && self.by.is_empty();
        (!is_blank).then_some(self)
    }

    /// Whether it was written beside this finding.
    pub(super) fn is_about(&self, form: &EvaluationForm, finding: &Finding) -> bool {
        self.rule == finding.rule && self.scope.takes(form, finding.cell, &finding.label)
    }

    fn kind(&self) -> Option<WaiverKind> {
        WaiverKind::ALL.into_iter().find(|kind| kind.word() == self.word.trim())
    }
}

/// 核实说明 of a finding that is waived by the settings.
pub(super) fn settings_reason(waiver: &Waiver) -> String {
    format!("{}（{}）", waiver.reason, waiver.from)
}

/// Whether [`settings_reason`] wrote it: it ends with a file's name and a line.
fn is_settings_reason(reason: &str) -> bool {
    let from = reason.strip_suffix('）').and_then(|reason| reason.rsplit_once('（'));
    let line = from.and_then(|(_, from)| from.rsplit_once(':'));
    line.is_some_and(|(_, line)| line.parse::<usize>().is_ok())
}

/// What people marked as 已说明 or 误报 in a corrected workbook.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Those with a reason, beside findings that stood when the list was written.
    pub open: Vec<WaiverEntry>,
    /// Those beside findings that were put right: they hold if the finding comes back.
    pub settled: Vec<WaiverEntry>,
    /// Those without a reason beside findings that stood, which waive nothing: cells of 核实情况, `问题清单!M5`.
    pub without_reason: Vec<String>,
}

impl Marks {
    /// Every mark that waives.
    pub fn entries(&self) -> impl Iterator<Item = &WaiverEntry> {
        self.open.iter().chain(&self.settled)
    }
}

/// Reads the marks of a corrected workbook; any other workbook has none.
pub fn marks(workbook: &Workbook) -> Marks {
    let mut marks = Marks::default();
    for answer in Earlier::read(workbook).answers {
        let Some(kind) = answer.kind() else { continue };
        let from = format!("{}!{}", issue_list::NAME, answer.at);
        let reason = answer.reason.trim().to_owned();
        if reason.is_empty() {
            if answer.is_open {
                marks.without_reason.push(from);
            }
            continue;
        }
        let entry =
            WaiverEntry { rule: answer.rule, scope: answer.scope, waiver: Waiver { kind, reason, from } };
        if answer.is_open { &mut marks.open } else { &mut marks.settled }.push(entry);
    }
    marks
}
