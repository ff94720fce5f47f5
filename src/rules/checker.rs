//! What the rules share while they run: the form, the profile, the values settled so far, and the findings.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::causes::Causes;
use super::form_texts::{FormText, form_texts};
use super::report::Report;
use super::row_facts::RowFacts;
use super::{Phase, Request, Rule};
use crate::model::{
    Applicability, Cause, EvaluationForm, Field, Finding, FixValue, FundingRow, IndicatorRow, NotChecked,
    Severity, Waiver, WaiverEntry, WaiverKind, Wording,
};
use crate::score::{Comparison, Formula, Outcome, Selection, budget_weight, execution_base, outcome_of};
use crate::template::Scoring;
use crate::value::{Amount, CellRef, Points, Rate};

pub(super) use super::draft::{Draft, gap, points_fix};
pub(super) use super::form_rows::{Scored, actual_rate, inputs, rows_named, score_cells};

/// A form with all that was found on it.
#[derive(Debug, Clone)]
pub struct CheckedForm {
    /// The form as read.
    pub form: EvaluationForm,
    /// The profile it was checked by.
    pub selection: Selection,
    /// The total recomputed, scores with a safe fix at their new value; `None` where a score is missing.
    pub computed_total: Option<Points>,
    /// The grade of that total.
    pub computed_grade: Option<String>,
    /// What was found, in the order of the catalogue's steps.
    pub findings: Vec<Finding>,
    /// What could not be evaluated.
    pub not_checked: Vec<NotChecked>,
}

/// What the rules found, before it joins the form.
pub(super) struct Verdict {
    pub(super) computed_total: Option<Points>,
    pub(super) computed_grade: Option<String>,
    pub(super) findings: Vec<Finding>,
    pub(super) not_checked: Vec<NotChecked>,
}

/// The rules' workbench.
pub struct Checker<'f> {
    /// The form.
    pub form: &'f EvaluationForm,
    /// The profile and how sure it is.
    pub selection: &'f Selection,
    request: Request<'f>,
    report: Option<Rc<Report<'f>>>,
    rows: Rc<RowFacts>,
    texts: Rc<[FormText<'f>]>,
    settled: HashMap<CellRef, FixValue>,
    /// Cells an error without a safe fix sits on or doubts.
    doubted: HashSet<CellRef>,
    /// Cells with an entry under *not checked*.
    skipped: HashSet<CellRef>,
    findings: Vec<Finding>,
    causes: Causes,
    not_checked: Vec<NotChecked>,
    rule: Option<&'static Rule>,
}

/// Base and outturn of a funding row, each as its cell and its amount.
pub(super) type Spending<'f> = (&'f Field<Amount>, Amount, &'f Field<Amount>, Amount);

impl<'f> Checker<'f> {
    pub(super) fn new(form: &'f EvaluationForm, selection: &'f Selection, request: Request<'f>) -> Self {
        Self {
            form,
            selection,
            request,
            rows: Rc::new(RowFacts::of(form)),
            texts: form_texts(form).into(),
            report: request.narrative.map(|narrative| Rc::new(Report::new(form, narrative))),
            settled: HashMap::new(),
            doubted: HashSet::new(),
            skipped: HashSet::new(),
            findings: Vec::new(),
            causes: Causes::default(),
            not_checked: Vec::new(),
            rule: None,
        }
    }

    pub(super) fn run(&mut self, rule: &'static Rule, phase: Phase) {
        self.rule = Some(rule);
        (rule.check)(self, phase);
    }

    /// The facts of every row.
    pub(super) fn rows(&self) -> Rc<RowFacts> {
        Rc::clone(&self.rows)
    }

    /// Every text of the form, once a cell, in reading order.
    pub(super) fn texts(&self) -> Rc<[FormText<'f>]> {
        Rc::clone(&self.texts)
    }

    /// How a row's actual value stands to its target.
    pub(super) fn comparison(&self, row: &IndicatorRow) -> Comparison {
        self.rows.comparison(row)
    }

    /// Base of the execution rate and outturn of a funding row, with their cells, where both are readable.
    pub(super) fn amounts(&self, row: &'f FundingRow) -> Option<Spending<'f>> {
        let (base, spent) = (execution_base(self.scoring(), row)?, row.outturn.as_ref()?);
        Some((base, base.value?, spent, spent.value?))
    }

    /// How the profile scores.
    pub(super) fn scoring(&self) -> &'static Scoring {
        &self.selection.profile.scoring
    }

    /// A cell's points: their safe fix, or what is stated.
    pub(super) fn points(&self, field: &Field<Points>) -> Option<Points> {
        match self.settled.get(&field.at) {
            Some(FixValue::Points(points)) => Some(*points),
            _ => field.value,
        }
    }

    /// A cell's rate: its safe fix, or what is stated.
    pub(super) fn rate(&self, field: &Field<Rate>) -> Option<Rate> {
        match self.settled.get(&field.at) {
            Some(FixValue::Rate(rate)) => Some(*rate),
            _ => field.value,
        }
    }

    /// Whether the cell already has a safe fix.
    pub(super) fn is_settled(&self, cell: CellRef) -> bool {
        self.settled.contains_key(&cell)
    }

    /// Whether any finding of error level sits on the cell or doubts it, and no safe fix settles it.
    pub(super) fn is_doubted(&self, cell: CellRef) -> bool {
        !self.is_settled(cell) && self.doubted.contains(&cell)
    }

    /// How a derived cell's value may be written: safely, for review, or (`None`) not at all because an input is in doubt.
    pub(super) fn applicability(&self, reads: &[CellRef]) -> Option<Applicability> {
        if reads.iter().any(|cell| self.is_doubted(*cell)) {
            None
        } else if self.selection.confirmed {
            Some(Applicability::Safe)
        } else {
            Some(Applicability::Review)
        }
    }

    /// Error under a confirmed profile; under a guessed one a local rule may hold, so only a warning.
    pub(super) fn scoring_severity(&self) -> Severity {
        if self.selection.confirmed { Severity::Error } else { Severity::Warning }
    }

    /// The basis of everything the profile decides.
    pub(super) fn profile_basis(&self) -> Wording {
        let profile = self.selection.profile;
        if self.selection.confirmed {
            Wording::new(
                format!("本表适用的评分办法：{}", profile.name),
                format!("this form's profile: {}", profile.name_en),
            )
        } else {
            Wording::new(
                format!("评分办法未能确认，暂按“{}”推算", profile.name),
                format!("profile not confirmed; worked out under “{}”", profile.name_en),
            )
        }
    }

    /// The basis of plain sums and ratios.
    pub(super) fn arithmetic_basis() -> Wording {
        Wording::new("本表自身的计算关系", "arithmetic of the form")
    }

    pub(super) fn report(&mut self, draft: Draft) {
        let rule = self.rule.expect("a rule is running");
        let Some(severity) = self.level(rule, draft.severity) else { return };
        let root = self.causes.root(&self.findings, draft.cell, &draft.reads);
        let waived = self.waiver(rule, &draft, root);
        let mut doubts = draft.doubts;
        let settles = draft.fixes.iter().any(|fix| fix.applicability == Applicability::Safe);
        let is_false_alarm = waived.as_ref().is_some_and(|waiver| waiver.kind == WaiverKind::FalseAlarm);
        if is_false_alarm || waived.is_some() && settles {
            // The stated value stands by a person's word: it is read on as it is, and nothing is in doubt.
            doubts.clear();
        } else if settles {
            let safe = draft.fixes.iter().filter(|fix| fix.applicability == Applicability::Safe);
            self.settled.extend(safe.map(|fix| (fix.cell, fix.value.clone())));
        } else if severity == Severity::Error {
            self.doubted.insert(draft.cell);
            self.doubted.extend(&doubts);
        }
        let caused_by = root.map(|root| &self.findings[root]);
        self.findings.push(Finding {
            rule: rule.id,
            title: rule.title,
            severity,
            cell: draft.cell,
            label: draft.label,
            stated: draft.stated,
            expected: draft.expected,
            difference: draft.difference,
            message: draft.message,
            basis: draft.basis,
            fixes: draft.fixes,
            caused_by: caused_by.map(|root| Cause { rule: root.rule, cell: root.cell }),
            doubts,
            reads: draft.reads,
            quote: draft.quote,
            waived,
            known: false,
        });
        self.causes.add(&self.findings, root);
    }

    /// What a person said of this finding, or of the one it follows from.
    fn waiver(&self, rule: &Rule, draft: &Draft, root: Option<usize>) -> Option<Waiver> {
        let fits = |entry: &&WaiverEntry| entry.fits(self.form, rule.id, draft.cell, &draft.label);
        if let Some(entry) = self.request.waivers.iter().find(fits) {
            return Some(entry.waiver.clone());
        }
        let root = &self.findings[root?];
        let waiver = root.waived.as_ref()?;
        let from = Cause { rule: root.rule, cell: root.cell }.to_string();
        Some(Waiver { from, ..waiver.clone() })
    }

    /// The severity of a rule's finding, under the level that the user or else the profile gives the rule; `None` for off.
    fn level(&self, rule: &Rule, own: Severity) -> Option<Severity> {
        match self.request.level(rule, self.selection.profile) {
            Some(level) => level.applied(rule.severity, own),
            None => Some(own),
        }
    }

    /// The report that goes with the form, read once for all rules.
    pub(super) fn narrative(&self) -> Option<Rc<Report<'f>>> {
        self.report.clone()
    }

    /// The budget score's points in the form's head and their cell: beside the amounts, or in a heading as `（20分）`. `None`
    /// where it has none, or states the whole form's.
    pub(super) fn budget_weight(&self) -> Option<(CellRef, Points)> {
        budget_weight(self.scoring(), self.form)
    }

    pub(super) fn skip(&mut self, cell: CellRef, what: Wording, why: Wording) {
        let entry = NotChecked { cell, what, why };
        if self.skipped.insert(cell) || !self.not_checked.contains(&entry) {
            self.not_checked.push(entry);
        }
    }

    /// What a row earns; under profiles that fit equally well and disagree, each one's result.
    pub(super) fn outcome(&self, row: &IndicatorRow, weight: Points) -> Outcome {
        let comparison = self.comparison(row);
        let own = outcome_of(self.scoring(), row, comparison, weight);
        let mut all = results(&own);
        let alone = all.len();
        for rival in self.selection.rivals() {
            for (formula, points) in results(&outcome_of(&rival.scoring, row, comparison, weight)) {
                if !all.iter().any(|(_, other)| self.rounded(*other) == self.rounded(points)) {
                    all.push((formula, points));
                }
            }
        }
        if all.len() == alone { own } else { Outcome::Disputed(all) }
    }

    /// Whether two scores are the same within the profile's tolerance.
    pub(super) fn within_tolerance(&self, stated: Points, expected: Points) -> bool {
        self.scoring().agrees(stated, expected)
    }

    /// The points as a cell will hold them.
    pub(super) fn rounded(&self, points: Points) -> Points {
        self.scoring().rounded(points)
    }

    pub(super) fn finish(self) -> Verdict {
        // The sum of a part is no total.
        let is_all = self.is_closed() || self.weights_are_whole();
        let computed_total = self.computed_total().filter(|_| is_all);
        let bands = &self.selection.profile.grades;
        let is_whole = self.other_whole().is_none() && self.scoring().outside_weight == Points::ZERO;
        Verdict {
            computed_grade: computed_total
                .filter(|_| is_whole)
                .and_then(|total| crate::score::grade(bands, total))
                .map(str::to_owned),
            computed_total,
            findings: self.findings,
            not_checked: self.not_checked,
        }
    }
}

/// The results of an outcome that has any by formula.
fn results(outcome: &Outcome) -> Vec<(Formula, Points)> {
    match outcome {
        Outcome::Points(formula, points) => vec![(*formula, *points)],
        Outcome::Disputed(results) => results.clone(),
        Outcome::TakenAsMet(_) | Outcome::Open(_) => Vec::new(),
    }
}
