//! What the summary tells of one form, worked out from its record.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::book::Light;
use crate::batch::{FindingRecord, FormRecord};
use crate::model::{Applicability, Severity};
use crate::rules::short_grade;

impl<Rows> FormRecord<Rows> {
    /// An amount of this form in 万元.
    pub(in crate::batch) fn in_wan(&self, amount: Decimal) -> Decimal {
        if self.amount_unit == "元" { amount / Decimal::from(10_000) } else { amount }
    }

    /// What the form is about in money: 全年预算数, or 年初预算数 where that is missing; in 万元.
    pub(super) fn budget(&self) -> Option<Decimal> {
        self.revised_budget.or(self.original_budget).map(|amount| self.in_wan(amount))
    }

    /// The stated total less the recomputed one.
    pub(super) fn gap(&self) -> Option<Decimal> {
        Some(self.stated_score? - self.computed_score?)
    }

    /// The stated grade and that of the recomputed total, where they differ.
    pub(super) fn grade_change(&self) -> Option<(&str, &str)> {
        let (stated, computed) = (self.stated_grade.as_deref()?, self.computed_grade.as_deref()?);
        let short = short_grade(stated)?;
        (Some(short) != short_grade(computed)).then_some((short, computed))
    }

    /// How many findings of a level are still to be looked at.
    pub(super) fn count(&self, severity: Severity) -> usize {
        self.open().filter(|finding| finding.severity == severity).count()
    }

    /// The cells that may be corrected without asking.
    pub(super) fn safe_cells(&self) -> usize {
        let findings = self.findings.iter().filter(|finding| finding.waived.is_none());
        let fixes = findings.flat_map(|finding| &finding.fixes);
        let safe = fixes.filter(|fix| fix.applicability == Applicability::Safe);
        safe.map(|fix| fix.cell.as_str()).collect::<BTreeSet<_>>().len()
    }

    /// The first of the gravest findings, one that follows from no other if there is one.
    pub(super) fn gravest(&self) -> Option<&FindingRecord> {
        self.open().reduce(|gravest, finding| {
            let rank = |own: &FindingRecord| (own.severity, own.caused_by.is_none());
            if rank(finding) > rank(gravest) { finding } else { gravest }
        })
    }

    pub(super) fn light(&self) -> Light {
        match self.gravest().map(|finding| finding.severity) {
            Some(Severity::Error) => Light::Wrong,
            Some(Severity::Warning) => Light::Look,
            Some(Severity::Info) | None => Light::Right,
        }
    }

    fn open(&self) -> impl Iterator<Item = &FindingRecord> {
        self.findings.iter().filter(|finding| finding.counts())
    }
}
