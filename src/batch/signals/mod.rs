//! 跨表疑点: hints that only many forms together give.

use std::io;

use super::{FileRecord, Records};
use crate::model::Wording;
use crate::report::Lang;
use crate::settings::Thresholds;

/// What a signal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignalKind {
    /// The same free text on forms of different units.
    SameText,
    /// The same set of level-3 indicators in different units.
    SameIndicators,
    /// All forms of a unit have full marks.
    FullMarks,
    /// Nearly all percent targets of a form are alike.
    AlikeTargets,
    /// Many totals just above the bound of a grade.
    JustAbove,
    /// One file under two names.
    SameFile,
    /// Little spent, everything done.
    LowSpending,
}

impl SignalKind {
    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::SameText => lang.choose("文字雷同", "same text"),
            Self::SameIndicators => lang.choose("指标雷同", "same indicators"),
            Self::FullMarks => lang.choose("全部满分", "full marks throughout"),
            Self::AlikeTargets => lang.choose("指标值雷同", "alike targets"),
            Self::JustAbove => lang.choose("压线得分", "just above a bound"),
            Self::SameFile => lang.choose("重复报送", "one file twice"),
            Self::LowSpending => lang.choose("低执行满产出", "little spent, everything done"),
        }
    }
}

/// Something that a person should look into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// What it is about.
    pub kind: SignalKind,
    /// What was seen and what to do: a hint, never an accusation.
    pub meaning: Wording,
    /// The evidence, place by place.
    pub places: Vec<SignalPlace>,
}

/// One place of a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalPlace {
    /// The unit as the form names it.
    pub unit: Option<String>,
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell or rows.
    pub cell: String,
    /// What stands there.
    pub evidence: Wording,
}

/// What is kept of the records of a run until all were seen.
#[derive(Debug)]
pub struct Signals;

impl Signals {
    /// Nothing seen yet.
    pub fn new(_: &Thresholds) -> Self {
        Self
    }

    /// Takes in the file at a place of the run.
    pub fn see(&mut self, _: usize, _: &FileRecord) {}

    /// What the records together give a hint of.
    ///
    /// # Errors
    ///
    /// If a record cannot be read again.
    pub fn finish(self, _: &mut dyn Records) -> io::Result<Vec<Signal>> {
        Ok(Vec::new())
    }
}
