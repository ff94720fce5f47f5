//! `[signals]`: from what on many forms together give a hint.

use std::collections::BTreeMap;

/// One threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Threshold {
    /// So many letters and digits make a text that is not written twice by chance.
    TextLength,
    /// So many indicators make a set.
    Indicators,
    /// So many forms of a unit, all with full marks.
    FullForms,
    /// So many percent targets on a form.
    Targets,
    /// So many percent of them alike.
    TargetsAlike,
    /// So many totals within a point above the bound of a grade.
    JustAbove,
    /// So many times as many as within a point below it.
    JustAboveTimes,
    /// Less than so many percent of the budget spent.
    LowSpending,
}

impl Threshold {
    /// All, in the order they are shown.
    pub const ALL: [Self; 8] = [
        Self::TextLength,
        Self::Indicators,
        Self::FullForms,
        Self::Targets,
        Self::TargetsAlike,
        Self::JustAbove,
        Self::JustAboveTimes,
        Self::LowSpending,
    ];

    /// Its key in `[signals]`.
    pub fn key(self) -> &'static str {
        match self {
            Self::TextLength => "text_length",
            Self::Indicators => "indicators",
            Self::FullForms => "full_forms",
            Self::Targets => "targets",
            Self::TargetsAlike => "targets_alike",
            Self::JustAbove => "just_above",
            Self::JustAboveTimes => "just_above_times",
            Self::LowSpending => "low_spending",
        }
    }

    /// Its value where nothing else is set.
    pub fn usual(self) -> u32 {
        match self {
            Self::TextLength => 30,
            Self::Indicators | Self::Targets => 5,
            Self::FullForms | Self::JustAboveTimes => 3,
            Self::TargetsAlike => 90,
            Self::JustAbove => 10,
            Self::LowSpending => 60,
        }
    }

    /// The largest value it takes.
    pub(super) fn most(self) -> u32 {
        match self {
            Self::TargetsAlike | Self::LowSpending => 100,
            _ => 1_000_000,
        }
    }
}

/// The thresholds in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thresholds(BTreeMap<Threshold, u32>);

impl Thresholds {
    /// The value of one.
    pub fn get(&self, threshold: Threshold) -> u32 {
        self.0.get(&threshold).copied().unwrap_or_else(|| threshold.usual())
    }

    /// The same, to compare counts with.
    pub fn count(&self, threshold: Threshold) -> usize {
        usize::try_from(self.get(threshold)).unwrap_or(usize::MAX)
    }
}

impl FromIterator<(Threshold, u32)> for Thresholds {
    fn from_iter<I: IntoIterator<Item = (Threshold, u32)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}
