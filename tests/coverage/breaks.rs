//! What a break is, and all of them.

use std::collections::BTreeMap;

use ziping::model::{EvaluationForm, IndicatorRow, Level, Narrative, Paragraph};
use ziping::value::CellRef;

use super::reason::Reason;
use super::sound::Sound;
use super::{amounts, explanations, inputs, report, scores, texts, totals, values, weights};

/// One way to break a sound form, so that one rule speaks.
pub(super) struct Break {
    pub(super) rule: &'static str,
    /// Rules that the same fault concerns, at least on one form; all others stay as they were, but for what follows from
    /// the fault.
    pub(super) beside: &'static [&'static str],
    pub(super) make: fn(&Sound) -> Result<Broken, Reason>,
}

/// A form that was sound.
pub(super) struct Broken {
    pub(super) form: EvaluationForm,
    /// The report that goes with it.
    pub(super) narrative: Option<Narrative>,
    /// What the user set; only to switch off a rule that would otherwise say more.
    pub(super) levels: BTreeMap<String, Level>,
    /// Where the rule has to speak.
    pub(super) at: CellRef,
}

impl Broken {
    /// A changed form without a report.
    pub(super) fn at(at: CellRef, form: EvaluationForm) -> Self {
        Self { form, narrative: None, levels: BTreeMap::new(), at }
    }

    /// The same form beside a report, a line a paragraph.
    pub(super) fn told(mut self, report: &str) -> Self {
        let paragraphs = (1..).zip(report.lines());
        let paragraphs =
            paragraphs.map(|(number, line)| Paragraph { number, text: line.to_owned() }).collect();
        self.narrative = Some(Narrative { paragraphs });
        self
    }

    /// The rule speaks only if this one does not.
    pub(super) fn without(mut self, rule: &str) -> Self {
        self.levels.insert(rule.to_owned(), Level::Off);
        self
    }
}

/// A break that changes nothing but one row; `change` says where the rule has to speak.
pub(super) fn in_row(
    sound: &Sound,
    row: usize,
    change: impl FnOnce(&mut IndicatorRow) -> CellRef,
) -> Result<Broken, Reason> {
    in_form(sound, |form| change(&mut form.indicators[row]))
}

/// A break anywhere in the form.
pub(super) fn in_form(
    sound: &Sound,
    change: impl FnOnce(&mut EvaluationForm) -> CellRef,
) -> Result<Broken, Reason> {
    let mut form = sound.form.clone();
    let at = change(&mut form);
    Ok(Broken::at(at, form))
}

/// The break of every rule, in no order.
pub(super) fn breaks() -> impl Iterator<Item = &'static Break> {
    [
        weights::BREAKS,
        amounts::BREAKS,
        inputs::BREAKS,
        values::BREAKS,
        texts::BREAKS,
        scores::BREAKS,
        totals::BREAKS,
        explanations::BREAKS,
        report::BREAKS,
    ]
    .into_iter()
    .flatten()
}
