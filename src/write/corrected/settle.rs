//! The form as it will be: fixes applied to its fields, and checked again.

use crate::model::{Applicability, EvaluationForm, Field, Finding, Fix, FixValue, Stored};
use crate::read::Merge;
use crate::rules::{CheckedForm, Request, check_under};
use crate::score::{Selection, select};
use crate::value::ActualValue;

/// How often a form is checked again at most: each round of fixes may settle what the next one reads.
pub(super) const MAX_ROUNDS: usize = 10;

/// A fix that is written, with the finding that called for it.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// The finding.
    pub(super) finding: Finding,
    /// Its fix.
    pub(super) fix: Fix,
    /// How the cell held its value before.
    pub(super) stored: Stored,
}

/// A form before and after its fixes.
#[derive(Debug)]
pub(super) struct Settled<'c> {
    /// As read.
    pub(super) before: &'c CheckedForm,
    /// As written.
    pub(super) after: CheckedForm,
    /// What was written, in order; a cell may come twice, and the last one holds.
    pub(super) written: Vec<Written>,
}

impl<'c> Settled<'c> {
    /// A form with nothing written yet.
    pub(super) fn new(before: &'c CheckedForm) -> Self {
        Self { before, after: before.clone(), written: Vec::new() }
    }

    /// Applies the safe fixes, and those for review whose rule was accepted, until there is none left. Says whether there
    /// were any.
    ///
    /// Cells in `frozen` blocks are filled by one formula together, so no fix goes into one of them, nor into a cell that
    /// would be right only if it did.
    pub(super) fn settle(&mut self, accepted: &[String], request: &Request<'_>, frozen: &[Merge]) -> bool {
        let count = self.written.len();
        for _ in 0..MAX_ROUNDS {
            let Some((form, mut round)) = self.round(accepted, frozen) else { break };
            // What was named or confirmed stays so; only the scores it explains are counted anew.
            let Selection { profile, given, confirmed, ref candidates, .. } = self.after.selection;
            let candidates = candidates.clone();
            let selection = Selection { given, confirmed, candidates, ..select(&form, Some(profile)) };
            self.after = check_under(form, selection, request);
            self.written.append(&mut round);
        }
        self.written.len() > count
    }

    /// The form with the open fixes written into it, and these; `None` if there are none.
    fn round(&self, accepted: &[String], frozen: &[Merge]) -> Option<(EvaluationForm, Vec<Written>)> {
        let mut form: Option<EvaluationForm> = None;
        let is_frozen = |cell| frozen.iter().any(|block| block.contains(cell));
        let mut round: Vec<Written> = Vec::new();
        let findings = &self.after.findings;
        for (finding, fix) in findings.iter().flat_map(|f| f.open_fixes().map(move |fix| (f, fix))) {
            let taken = |list: &[Written]| list.iter().any(|other| other.fix.cell == fix.cell);
            let wanted = match fix.applicability {
                Applicability::Safe => true,
                // A proposal is taken once: what it settles may itself be proposed anew.
                Applicability::Review => {
                    accepted.iter().any(|rule| rule == finding.rule) && !taken(&self.written)
                }
            };
            if wanted
                && !is_frozen(fix.cell)
                && !finding.caused_by.as_ref().is_some_and(|cause| is_frozen(cause.cell))
                && !taken(&round)
                && let Some(stored) = apply(form.get_or_insert_with(|| self.after.form.clone()), fix)
            {
                round.push(Written { finding: finding.clone(), fix: fix.clone(), stored });
            }
        }
        form.filter(|_| !round.is_empty()).map(|form| (form, round))
    }
}

/// Writes a fix into the field of its cell and says how that cell held its value; `None` if the form has no such field,
/// or nothing would change.
fn apply(form: &mut EvaluationForm, fix: &Fix) -> Option<Stored> {
    let mut slot = Slot { fix, stored: None };
    match &fix.value {
        FixValue::Points(points) => {
            form.funding.iter_mut().for_each(|row| slot.put(&mut row.score, *points));
            form.indicators.iter_mut().for_each(|row| slot.put(&mut row.score, *points));
            if let Some(total) = &mut form.total {
                slot.put(&mut total.score, *points);
            }
        }
        FixValue::Rate(rate) => {
            form.funding.iter_mut().for_each(|row| slot.put(&mut row.execution_rate, *rate));
            let actual: Option<ActualValue> = fix.text.parse().ok();
            for row in &mut form.indicators {
                slot.put(&mut row.deviation, *rate);
                if let Some(actual) = &actual {
                    slot.put(&mut row.actual, actual.clone());
                }
            }
        }
        FixValue::Amount(amount) => {
            for row in &mut form.funding {
                slot.put(&mut row.original_budget, *amount);
                slot.put(&mut row.revised_budget, *amount);
                slot.put(&mut row.outturn, *amount);
            }
        }
        FixValue::Text(text) => slot.put(&mut form.grade, text.clone()),
    }
    slot.stored
}

/// The cell a fix is for, until it is found.
struct Slot<'f> {
    fix: &'f Fix,
    stored: Option<Stored>,
}

impl Slot<'_> {
    fn put<T: PartialEq>(&mut self, field: &mut Option<Field<T>>, value: T) {
        let Some(field) = field.as_mut().filter(|field| field.at == self.fix.cell) else { return };
        if field.value.as_ref() == Some(&value) {
            return;
        }
        self.stored.get_or_insert(field.stored);
        field.value = Some(value);
        field.text.clone_from(&self.fix.text);
        field.stored = match field.stored {
            Stored::Blank | Stored::Other if matches!(self.fix.value, FixValue::Text(_)) => Stored::Text,
            Stored::Blank | Stored::Other if self.fix.text.contains('%') => Stored::Percent,
            Stored::Blank | Stored::Other => Stored::Number,
            same => same,
        };
    }
}
