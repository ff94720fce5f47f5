//! Whether a form's layout is a profile's own.

use std::borrow::Cow;

use super::execution::budget_weight;
use crate::model::{Column, EvaluationForm, Field, FormKind};
use crate::template::{Layout, Profile, builtin};
use crate::value::{Points, strip_blanks};

/// How a form's layout stands to a profile's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the profile's own, and so is the place, where the profile has any.
    Full,
    /// It is the profile's own, and the form names none of its places.
    OtherPlace,
    /// Another one; of a form of another kind or title nothing more is said.
    Not(Option<Misfit>),
}

/// The first thing in which a form differs from a profile's layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// A column that the profile's form has.
    NoColumn(Column),
    /// A column that the profile's form has not.
    FurtherColumn(Column),
    /// 评价年度, before the profile's first or not stated.
    Year,
    /// The budget score's points: as stated, or not stated.
    ExecutionWeight(Option<Points>),
    /// A level-1 group that the profile's form has.
    NoLevel1(String),
    /// A level-1 group that the profile's form has not.
    FurtherLevel1(String),
}

/// The built-in profiles of the form's kind and title whose layout is another one, and in what it differs first.
pub fn misfits(form: &EvaluationForm) -> Vec<(&'static Profile, Misfit)> {
    let looks = Looks::of(form);
    let near = |profile: &'static Profile| match looks.fit(profile) {
        Fit::Not(misfit) => Some((profile, misfit?)),
        Fit::Full | Fit::OtherPlace => None,
    };
    builtin().iter().filter(|profile| profile.layout.places.is_empty()).filter_map(near).collect()
}

/// What of a form tells its layout, looked up once for all profiles.
pub(super) struct Looks<'f> {
    form: &'f EvaluationForm,
    /// The title without blanks and what stands in brackets.
    title: String,
    /// The names of its level-1 groups, each once.
    level1: Vec<String>,
}

impl<'f> Looks<'f> {
    pub(super) fn of(form: &'f EvaluationForm) -> Self {
        let printed: Cow<'_, str> = strip_blanks(&form.title.text);
        let title = printed.split(['（', '(']).next().unwrap_or(&printed).to_owned();
        // A merged label stands in every row of its group; each is looked at once.
        let mut labels: Vec<&Field<String>> =
            form.indicators.iter().filter_map(|row| row.level1.as_ref()).collect();
        labels.dedup_by_key(|label| label.at);
        let level1 = labels
            .into_iter()
            .map(|label| level1_name(&label.text))
            .filter(|name| !name.is_empty())
            .collect();
        Self { form, title, level1 }
    }

    pub(super) fn fit(&self, profile: &Profile) -> Fit {
        let Layout { titles, other_titles, places, .. } = &profile.layout;
        let is_titled = |ending: &String| self.title.ends_with(ending.as_str());
        if self.form.kind != profile.kind
            || !titles.iter().any(is_titled)
            || other_titles.iter().any(is_titled)
        {
            return Fit::Not(None);
        }
        match self.misfit(profile) {
            Some(misfit) => Fit::Not(Some(misfit)),
            None if places.is_empty() || places.iter().any(|place| self.names(place)) => Fit::Full,
            None => Fit::OtherPlace,
        }
    }

    fn misfit(&self, profile: &Profile) -> Option<Misfit> {
        let layout = &profile.layout;
        let Layout { required_columns, absent_columns, required_level1, from_year, .. } = layout;
        let form = self.form;
        if let Some(column) = required_columns.iter().find(|column| !form.has_column(**column)) {
            return Some(Misfit::NoColumn(*column));
        }
        if let Some(column) = absent_columns.iter().find(|column| form.has_column(**column)) {
            return Some(Misfit::FurtherColumn(*column));
        }
        if from_year.is_some_and(|first| form.fiscal_year.is_none_or(|year| year < first)) {
            return Some(Misfit::Year);
        }
        let weight = budget_weight(&profile.scoring, form).map(|(_, weight)| weight);
        let is_own = |weight: Points| weight == profile.scoring.execution_weight;
        if !weight.map_or(!layout.states_execution_weight, is_own) {
            return Some(Misfit::ExecutionWeight(weight));
        }
        let has = |group: &String| self.level1.iter().any(|name| same_group(group, name));
        if let Some(group) = required_level1.iter().find(|group| !has(group)) {
            return Some(Misfit::NoLevel1(group.clone()));
        }
        self.level1.iter().find(|name| !is_known(profile, name)).cloned().map(Misfit::FurtherLevel1)
    }

    /// Whether the title or a unit of the head names a place.
    fn names(&self, place: &str) -> bool {
        let units = self.form.header.iter().filter(|entry| entry.label.contains(['单', '部', '地']));
        self.title.contains(place)
            || self.form.unit_name.as_ref().is_some_and(|unit| unit.contains(place))
            || units.into_iter().any(|entry| entry.text.contains(place))
    }
}

/// Whether a level-1 name is one of the profile's; cost stands at level 1 on newer project forms.
fn is_known(profile: &Profile, name: &str) -> bool {
    profile.level1.is_empty()
        || profile.level1.iter().any(|group| same_group(&group.name, name))
        || profile.kind == FormKind::Project && name == "成本指标"
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
