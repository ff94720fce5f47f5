//! What the 自评报告 says of the form: names with their values and scores, money, claims and citations, each with its words.
//!
//! Reading is strict: what is said in passing, of a part, of another year or as a plan is left alone. A name that is only
//! like one on the form counts where something said of it agrees with the form.

mod agreement;
mod attained;
mod citations;
mod clauses;
mod facts;
mod figures;
mod grades;
mod lists;
mod money;
mod names;
mod pairing;
mod quoted;
mod standing;
mod statements;

pub(super) use agreement::{Shown, Verdict};
pub(super) use citations::{citations, superseded};
pub(super) use facts::Said;
pub(super) use money::money;
pub use pairing::requests;
pub(super) use quoted::{Told, report_all};
pub(super) use standing::{Held, agreeing};
use statements::Statement;

use self::clauses::Line;
use self::names::Names;
use crate::model::{EvaluationForm, IndicatorRow, Narrative, Paragraph, Quote, Wording};
use crate::value::fold;

/// A report, held against the names of its form.
pub(super) struct Report<'f> {
    form: &'f EvaluationForm,
    lines: Vec<Line>,
    names: Names<'f>,
    statements: Vec<Statement<'f>>,
    year: Option<u16>,
}

/// A claim that every one of these rows met its target.
pub(super) struct Claim<'f> {
    pub(super) quote: Quote,
    pub(super) rows: Vec<&'f IndicatorRow>,
}

impl<'f> Report<'f> {
    /// Reads the report that goes with this form.
    pub(super) fn new(form: &'f EvaluationForm, narrative: &Narrative) -> Self {
        let lines = narrative.paragraphs.iter().map(Line::new).collect();
        let year = form.fiscal_year.or_else(|| narrative.paragraphs.iter().take(5).find_map(first_year));
        let mut report = Self { form, lines, names: Names::of(form), statements: Vec::new(), year };
        report.statements = report.read_statements();
        report
    }

    /// Every statement of the report, in reading order.
    pub(super) fn statements(&self) -> &[Statement<'f>] {
        &self.statements
    }

    /// What report and form have to do with each other.
    pub(super) fn basis() -> Wording {
        Wording::new(
            "报告与本表说的是同一件事，应当一致",
            "report and form speak of the same and should agree",
        )
    }

    /// The year the report is about: the form's, or the first that the report names.
    pub(super) fn year(&self) -> Option<u16> {
        self.year
    }

    /// Whether a sentence speaks of another year and not of the report's own; a year in an indicator's name (2022年人代会召开) is
    /// no other one.
    pub(super) fn is_of_other_year(&self, sentence: &str) -> bool {
        let named: Vec<u16> = years(sentence).collect();
        let is_own = |year: &u16| {
            self.year.is_none_or(|own| own == *year)
                || self.form.indicators.iter().any(|row| years(row.label()).any(|own| own == *year))
        };
        let is_other = !named.is_empty() && !named.iter().any(is_own);
        is_other
            || ["上年度", "上一年", "去年", "明年", "下年度", "下一年"]
                .iter()
                .any(|word| sentence.contains(word))
    }
}

/// The first 20xx年 in a paragraph.
fn first_year(paragraph: &Paragraph) -> Option<u16> {
    years(&fold(&paragraph.text)).next()
}

/// Every 20xx年 in a text.
fn years(text: &str) -> impl Iterator<Item = u16> {
    text.match_indices('年').filter_map(|(at, _)| {
        let digits = text.get(at.checked_sub(4)?..at)?;
        digits.parse().ok().filter(|year| (2000..2100).contains(year))
    })
}
