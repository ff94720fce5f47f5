//! Which profile a form belongs to: by its layout first, then by the scores that each one explains.

use rust_decimal::Decimal;

use super::comparison::{Comparison, compare};
use super::execution::{budget_weight, execution_score, execution_target, row_rate};
use super::indicator::{Outcome, outcome_of};
use super::layout::{Fit, Looks};
use crate::model::{EvaluationForm, IndicatorRow};
use crate::template::{ExecutionCurve, Profile, builtin, by_id};
use crate::value::Points;

/// The profile a form is checked by, and why.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The profile.
    pub profile: &'static Profile,
    /// Named by the user, not detected.
    pub given: bool,
    /// Whether scores may be corrected under it: named by the user, or fitting the form's layout, not at odds with the form's
    /// own scores, and with no other one that explains more of them.
    pub confirmed: bool,
    /// How many stated scores it reproduces, the budget score included.
    pub explained: usize,
    /// How many scores the form states.
    pub stated: usize,
    /// The profiles whose layout fits, the best first; none where the user named one.
    pub candidates: Vec<Candidate>,
}

/// A profile whose layout fits the form.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// The profile.
    pub profile: &'static Profile,
    /// Whether the form names a place of units that use it, or it is of every place.
    pub is_of_place: bool,
    /// How many stated scores it reproduces.
    pub explained: usize,
    /// How many stated scores it gives otherwise.
    pub contradicted: usize,
}

impl Selection {
    /// The profiles that fit and explain as much as the one picked: where they give another result, nobody can say which
    /// holds.
    pub fn rivals(&self) -> impl Iterator<Item = &'static Profile> {
        self.candidates
            .iter()
            .filter(|other| other.is_of_place && other.explained == self.explained)
            .map(|other| other.profile)
            .filter(|other| other.id != self.profile.id)
    }

    /// The profiles of other places that explain more of the stated scores than the one picked.
    pub fn better_elsewhere(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|other| !other.is_of_place && other.explained > self.explained)
    }
}

/// Picks the profile of a form: the user's, or by layout first, then by the scores each one explains.
pub fn select(form: &EvaluationForm, given: Option<&'static Profile>) -> Selection {
    if let Some(profile) = given {
        let (stated, explained) = explained_by(profile, form);
        let candidates = Vec::new();
        return Selection { profile, given: true, confirmed: true, explained, stated, candidates };
    }
    let looks = Looks::of(form);
    let fitting: Vec<(&'static Profile, bool)> = builtin()
        .iter()
        .filter_map(|profile| match looks.fit(profile) {
            Fit::Full => Some((profile, true)),
            Fit::OtherPlace => Some((profile, false)),
            Fit::Not(_) => None,
        })
        .collect();
    let profiles: Vec<&'static Profile> = fitting.iter().map(|(profile, _)| *profile).collect();
    let (stated, tallies) = tallies(&profiles, form);
    let mut candidates: Vec<Candidate> = fitting
        .iter()
        .zip(tallies)
        .map(|((profile, is_of_place), Tally { explained, contradicted })| Candidate {
            profile,
            is_of_place: *is_of_place,
            explained,
            contradicted,
        })
        .collect();
    // A profile that names the form's own place goes before one of every place.
    candidates.sort_by_key(|candidate| {
        let Candidate { profile, is_of_place, explained, .. } = candidate;
        (!is_of_place, std::cmp::Reverse(*explained), profile.layout.places.is_empty())
    });
    let Some(best) = candidates.first().copied().filter(|best| best.is_of_place) else {
        let profile = by_id("national-project").expect("the default profile is built in");
        let (stated, explained) = explained_by(profile, form);
        return Selection { profile, given: false, confirmed: false, explained, stated, candidates };
    };
    let Candidate { profile, explained, contradicted, .. } = best;
    let is_sound = explained > contradicted || stated == 0;
    let selection = Selection { profile, given: false, confirmed: is_sound, explained, stated, candidates };
    let is_best = selection.better_elsewhere().next().is_none();
    Selection { confirmed: is_sound && is_best, ..selection }
}

/// How many scores the form states, and how many of them one profile reproduces.
fn explained_by(profile: &'static Profile, form: &EvaluationForm) -> (usize, usize) {
    let (stated, tallies) = tallies(&[profile], form);
    (stated, tallies.iter().map(|tally| tally.explained).sum())
}

#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    explained: usize,
    contradicted: usize,
}

/// How many scores the form states, and how they stand to what each profile gives.
fn tallies(profiles: &[&'static Profile], form: &EvaluationForm) -> (usize, Vec<Tally>) {
    let mut tallies = vec![Tally::default(); profiles.len()];
    let mut scores = 0;
    for row in form.own_indicators() {
        let Some((stated, weight)) = stated_score(row) else { continue };
        scores += 1;
        let comparison = compare(row);
        for (profile, tally) in profiles.iter().zip(&mut tallies) {
            tally.count(profile, stated, &expected(profile, row, comparison, weight));
        }
    }
    if let Some(stated) = form.budget_row().and_then(|row| row.score.as_ref()?.value) {
        let has_weight = |profile: &&Profile| budget_weight(&profile.scoring, form).is_some();
        scores += usize::from(profiles.iter().any(has_weight));
        for (profile, tally) in profiles.iter().zip(&mut tallies).filter(|(profile, _)| has_weight(profile)) {
            tally.count(profile, stated, &budget_scores(profile, form));
        }
    }
    (scores, tallies)
}

impl Tally {
    fn count(&mut self, profile: &Profile, stated: Points, expected: &[Points]) {
        if expected.iter().any(|points| profile.scoring.agrees(stated, *points)) {
            self.explained += 1;
        } else if !expected.is_empty() {
            self.contradicted += 1;
        }
    }
}

fn stated_score(row: &IndicatorRow) -> Option<(Points, Points)> {
    let stated = row.score.as_ref().and_then(|field| field.value);
    stated.zip(row.weight.as_ref().and_then(|field| field.value))
}

/// What a row may earn under a profile; nothing where a person judges.
fn expected(profile: &Profile, row: &IndicatorRow, comparison: Comparison, weight: Points) -> Vec<Points> {
    match outcome_of(&profile.scoring, row, comparison, weight) {
        Outcome::Points(_, points) | Outcome::TakenAsMet(points) => vec![points],
        Outcome::Disputed(results) => results.into_iter().map(|(_, points)| points).collect(),
        Outcome::Open(_) => Vec::new(),
    }
}

/// What the budget may earn under a profile: from the exact or the printed rate, in proportion to its target or, as a head
/// often is, to 100 %.
fn budget_scores(profile: &Profile, form: &EvaluationForm) -> Vec<Points> {
    let scoring = &profile.scoring;
    let (Some(row), Some((_, weight))) = (form.budget_row(), budget_weight(scoring, form)) else {
        return Vec::new();
    };
    let (target, _) = execution_target(scoring, form);
    let printed = row.execution_rate.as_ref().and_then(|field| field.value);
    let linear = (scoring.execution_curve == ExecutionCurve::Proportional).then_some(Decimal::ONE_HUNDRED);
    let targets = || std::iter::once(target).chain(linear);
    [row_rate(scoring, row), printed]
        .into_iter()
        .flatten()
        .flat_map(|rate| targets().map(move |target| (rate, target)))
        .filter_map(|(rate, target)| execution_score(&scoring.execution_curve, weight, rate, target))
        .collect()
}
