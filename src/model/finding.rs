//! What a rule says about a cell, and what may be written there.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::narrative::Quote;
use crate::value::{Amount, CellRef, Points, Rate};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Info,
    /// For a person to look at.
    Warning,
    /// Wrong.
    Error,
}

/// The level that a profile or a user gives a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule says nothing.
    Off,
    /// See [`Severity::Info`].
    Info,
    /// See [`Severity::Warning`].
    Warning,
    /// See [`Severity::Error`].
    Error,
}

impl WaiverKind {
    /// Every word, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Explained, Self::FalseAlarm];

    /// The Chinese word, as it is chosen from the list.
    pub fn word(self) -> &'static str {
        match self {
            Self::Explained => "已说明",
            Self::FalseAlarm => "误报",
        }
    }
}

impl Level {
    /// Every level with its word in settings.
    pub const ALL: [(&'static str, Self); 4] =
        [("off", Self::Off), ("info", Self::Info), ("warning", Self::Warning), ("error", Self::Error)];

    /// A finding's severity under this level, for a rule that is usually `usual`; `None` if it is not to be reported.
    ///
    /// The level lowers every finding of the rule; it raises only those that had the rule's usual severity, so that what a
    /// rule itself holds less grave stays so.
    pub fn applied(self, usual: Severity, own: Severity) -> Option<Severity> {
        let level = match self {
            Self::Off => return None,
            Self::Info => Severity::Info,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        };
        Some(if own == usual { level } else { own.min(level) })
    }
}

/// What a person found a finding to be: 核实情况.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaiverKind {
    /// 已说明: it is so, and there is a reason.
    #[serde(rename = "已说明")]
    Explained,
    /// 误报: it is not so.
    #[serde(rename = "误报")]
    FalseAlarm,
}

/// A person's word on a finding, which takes it off the list of things to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// 已说明 or 误报.
    pub kind: WaiverKind,
    /// The reason, never empty.
    pub reason: String,
    /// Where it was said: `ziping.toml:12`, `问题清单!M5`; or `rule@cell` of the finding that this one follows from.
    pub from: String,
}

/// One sentence in both of the tool's languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// Chinese, the users' language.
    pub zh: String,
    /// English, for `--lang en`.
    pub en: String,
}

impl Wording {
    /// Both sentences.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

/// Whether a fix may be written without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// The confirmed profile determines the value with no alternative: written by `ziping fix`.
    Safe,
    /// A proposal: written only when a person accepts its rule.
    Review,
}

/// The value of a fix.
#[derive(Debug, Clone, PartialEq)]
pub enum FixValue {
    /// 得分, 总分.
    Points(Points),
    /// 执行率, 偏差度, a rate among the actual values.
    Rate(Rate),
    /// An amount of money.
    Amount(Amount),
    /// 等级.
    Text(String),
}

/// What to write where.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// Safe, or for a person to accept.
    pub applicability: Applicability,
    /// The cell to write.
    pub cell: CellRef,
    /// The value, exact.
    pub value: FixValue,
    /// The value as it will read on the form.
    pub text: String,
}

/// The finding that another one follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The root's rule.
    pub rule: &'static str,
    /// The root's cell.
    pub cell: CellRef,
}

/// `rule@cell`, as reports name it.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.rule, self.cell)
    }
}

/// One rule's word on one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// The rule's Chinese title.
    pub title: &'static str,
    /// Error, warning or info.
    pub severity: Severity,
    /// The cell.
    pub cell: CellRef,
    /// The row's own label.
    pub label: String,
    /// What the form says, as it reads there.
    pub stated: String,
    /// What it should say, read the same way; `None` where that is for a person to say.
    pub expected: Option<String>,
    /// Stated less expected, in the same reading.
    pub difference: Option<String>,
    /// One sentence with the arithmetic.
    pub message: Wording,
    /// What the expectation rests on.
    pub basis: Wording,
    /// What may be written; the first one belongs to `cell`, further ones only where one finding speaks for several cells.
    pub fixes: Vec<Fix>,
    /// The finding this one follows from.
    pub caused_by: Option<Cause>,
    /// The cells whose values this finding puts in doubt.
    pub doubts: Vec<CellRef>,
    /// The cells its arithmetic reads.
    pub reads: Vec<CellRef>,
    /// The words of the report, where the finding holds them against the form.
    pub quote: Option<Quote>,
    /// A person's word on it.
    pub waived: Option<Waiver>,
    /// Whether an earlier report that the user named has it already.
    pub known: bool,
}

impl Finding {
    /// The fixes that may be written without asking; none where a person had a word on the finding.
    pub fn safe_fixes(&self) -> impl Iterator<Item = &Fix> {
        self.open_fixes().filter(|fix| fix.applicability == Applicability::Safe)
    }

    /// The fixes that may be written at all: a person's word stands against every one.
    pub fn open_fixes(&self) -> impl Iterator<Item = &Fix> {
        self.fixes.iter().filter(|_| self.waived.is_none())
    }

    /// Whether it is waived only because the finding it follows from is.
    pub fn is_waived_with_root(&self) -> bool {
        match (&self.waived, &self.caused_by) {
            (Some(waiver), Some(cause)) => waiver.from == cause.to_string(),
            _ => false,
        }
    }

    /// Whether it is still to be looked at: nobody had a word on it, and no earlier report has it.
    pub fn counts(&self) -> bool {
        self.waived.is_none() && !self.known
    }
}

/// Something on the form that could not be evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotChecked {
    /// Where.
    pub cell: CellRef,
    /// What would have been checked.
    pub what: Wording,
    /// Why it was not.
    pub why: Wording,
}
