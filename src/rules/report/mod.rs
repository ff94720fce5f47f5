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

use self::clauses::Line;
use self::names::Names;
use super::checker::Checker;
use crate::model::{EvaluationForm, IndicatorRow, Narrative, Quote, Wording};

/// A report, held against the names of its form.
pub(super) struct Report<'f> {
    form: &'f EvaluationForm,
    lines: Vec<Line>,
    names: Names<'f>,
}

/// A claim that every one of these rows met its target.
pub(super) struct Claim<'f> {
    pub(super) quote: Quote,
    pub(super) rows: Vec<&'f IndicatorRow>,
}

impl<'f> Report<'f> {
    /// The report that goes with the checker's form, if there is one.
    pub(super) fn of(checker: &Checker<'f>) -> Option<Self> {
        let form = checker.form;
        checker.narrative().map(|narrative| Self::new(form, narrative))
    }

    fn new(form: &'f EvaluationForm, narrative: &Narrative) -> Self {
        let lines = narrative.paragraphs.iter().map(Line::new).collect();
        Self { form, lines, names: Names::of(form) }
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
        let own = || self.lines.iter().take(5).find_map(|line| first_year(&line.text()));
        self.form.fiscal_year.or_else(own)
    }
}

/// The first 20xx年 in a text.
fn first_year(text: &str) -> Option<u16> {
    years(text).next()
}

/// Every 20xx年 in a text.
fn years(text: &str) -> impl Iterator<Item = u16> {
    text.match_indices('年').filter_map(|(at, _)| {
        let digits = text.get(at.checked_sub(4)?..at)?;
        digits.parse().ok().filter(|year| (2000..2100).contains(year))
    })
}
