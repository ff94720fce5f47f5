//! Which profile a form belongs to, and how well that profile explains its scores.

use super::execution::{execution_rate, execution_score, execution_target};
use super::indicator::{Outcome, outcome};
use crate::model::{EvaluationForm, Field, FormKind};
use crate::template::{Layout, Profile, builtin, by_id};
use crate::value::{Points, Rate, strip_blanks};

/// The profile a form is checked by, and why.
#[derive(Debug, Clone, Copy)]
pub struct Selection {
    /// The profile.
    pub profile: &'static Profile,
    /// Named by the user, not detected.
    pub given: bool,
    /// Whether scores may be corrected under it: named by the user, or the only one that fits the layout and not at odds
    /// with the form's own scores.
    pub confirmed: bool,
    /// How many stated scores it reproduces, the budget score included.
    pub explained: usize,
    /// How many scores the form states.
    pub stated: usize,
}

/// Picks the profile of a form: the user's, or by layout first, then by the scores each one explains.
pub fn select(form: &EvaluationForm, given: Option<&'static Profile>) -> Selection {
    if let Some(profile) = given {
        return Selection::new(profile, true, true, &tally(profile, form));
    }
    let mut fitting: Vec<(&'static Profile, Tally)> = builtin()
        .iter()
        .filter(|profile| fits(profile, form))
        .map(|profile| (profile, tally(profile, form)))
        .collect();
    fitting.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.explained));
    let unique = match fitting.as_slice() {
        [_] => true,
        [(_, first), (_, second), ..] => first.explained > second.explained,
        [] => false,
    };
    match fitting.first() {
        Some((profile, tally)) => {
            let sound = tally.explained > tally.contradicted || tally.stated == 0;
            Selection::new(profile, false, unique && sound, tally)
        }
        None => {
            let profile = by_id("national-project").expect("the default profile is built in");
            Selection::new(profile, false, false, &tally(profile, form))
        }
    }
}

impl Selection {
    fn new(profile: &'static Profile, given: bool, confirmed: bool, tally: &Tally) -> Self {
        Self { profile, given, confirmed, explained: tally.explained, stated: tally.stated }
    }
}

/// Whether the form's layout is the profile's own.
fn fits(profile: &Profile, form: &EvaluationForm) -> bool {
    let Layout { titles, other_titles, required_columns, absent_columns } = &profile.layout;
    let printed = strip_blanks(&form.title.text);
    let title = printed.split(['（', '(']).next().unwrap_or(&printed);
    let budget_weight = form.budget_row().and_then(|row| row.weight.as_ref()?.value);
    // A merged label stands in every row of its group; each is looked at once.
    let mut labels: Vec<_> = form.indicators.iter().filter_map(|row| row.level1.as_ref()).collect();
    labels.dedup_by_key(|label| label.at);
    let is_known = |label: &&Field<String>| {
        let name = level1_name(&label.text);
        // Cost stands at level 1 on newer project forms.
        name.is_empty()
            || profile.level1.iter().any(|group| same_group(&group.name, &name))
            || profile.kind == FormKind::Project && name == "成本指标"
    };
    form.kind == profile.kind
        && titles.iter().any(|own| title.ends_with(own.as_str()))
        && !other_titles.iter().any(|other| title.ends_with(other.as_str()))
        && required_columns.iter().all(|column| form.has_column(*column))
        && !absent_columns.iter().any(|column| form.has_column(*column))
        && budget_weight.is_none_or(|weight| weight == profile.scoring.execution_weight)
        && labels.iter().all(is_known)
}

/// A level-1 label without blanks, line breaks and points: `产出\n指标（50分）` is 产出指标.
pub fn level1_name(label: &str) -> String {
    let plain = strip_blanks(label);
    plain.split(['（', '(']).next().unwrap_or(&plain).to_owned()
}

/// Whether two level-1 names mean the same group: 满意度指标 is also printed 服务对象满意度指标.
pub fn same_group(own: &str, printed: &str) -> bool {
    let (own, printed) = (own.trim_end_matches("指标"), printed.trim_end_matches("指标"));
    own == printed || own == "满意度" && printed.ends_with("满意度")
}

#[derive(Debug, Default)]
struct Tally {
    stated: usize,
    explained: usize,
    contradicted: usize,
}

fn tally(profile: &Profile, form: &EvaluationForm) -> Tally {
    let scoring = &profile.scoring;
    let mut tally = Tally::default();
    let mut count = |stated: Points, expected: &[Points]| {
        tally.stated += 1;
        if expected.iter().any(|points| scoring.agrees(stated, *points)) {
            tally.explained += 1;
        } else if !expected.is_empty() {
            tally.contradicted += 1;
        }
    };
    for row in form.own_indicators() {
        let stated = row.score.as_ref().and_then(|field| field.value);
        let weight = row.weight.as_ref().and_then(|field| field.value);
        let (Some(stated), Some(weight)) = (stated, weight) else { continue };
        match outcome(scoring, row, weight) {
            Outcome::Points(_, points) | Outcome::TakenAsMet(points) => count(stated, &[points]),
            Outcome::Disputed(results) => {
                count(stated, &results.iter().map(|(_, points)| *points).collect::<Vec<_>>());
            }
            Outcome::Open(_) => count(stated, &[]),
        }
    }
    if let Some(row) = form.budget_row()
        && let Some(stated) = row.score.as_ref().and_then(|field| field.value)
        && let Some(weight) = row.weight.as_ref().and_then(|field| field.value)
        && weight < scoring.total_weight
    {
        let (target, _) = execution_target(scoring, form);
        let amounts =
            row.revised_budget.as_ref().and_then(|f| f.value).zip(row.outturn.as_ref().and_then(|f| f.value));
        let exact = amounts.and_then(|(budget, outturn)| execution_rate(budget, outturn));
        let printed = row.execution_rate.as_ref().and_then(|field| field.value);
        let expected: Vec<Points> = [exact, printed]
            .into_iter()
            .flatten()
            .filter_map(|rate: Rate| execution_score(scoring.execution_curve, weight, rate, target))
            .collect();
        count(stated, &expected);
    }
    tally
}
