//! The 自评报告 that goes with a form, as paragraphs.

/// The text of a report, in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narrative {
    /// Its paragraphs; none is empty.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number among the report's paragraphs, from 1.
    pub number: u32,
    /// Its text on one line.
    pub text: String,
}

/// The words of a report that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The paragraph's number, from 1.
    pub paragraph: u32,
    /// The words, verbatim.
    pub text: String,
}
