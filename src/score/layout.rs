//! Whether a form's layout is a profile's own.

use std::borrow::Cow;

use super::execution::budget_weight;
use crate::model::{EvaluationForm, Field, FormKind};
use crate::template::{Layout, Profile};
use crate::value::strip_blanks;

/// How a form's layout stands to a profile's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the profile's own, and so is the place, where the profile has any.
    Full,
    /// It is the profile's own, and the form names none of its places.
    OtherPlace,
    /// Another one.
    Not,
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
        let Layout { titles, other_titles, required_columns, absent_columns, places, from_year } =
            &profile.layout;
        let form = self.form;
        let is_own = form.kind == profile.kind
            && titles.iter().any(|own| self.title.ends_with(own.as_str()))
            && !other_titles.iter().any(|other| self.title.ends_with(other.as_str()))
            && required_columns.iter().all(|column| form.has_column(*column))
            && !absent_columns.iter().any(|column| form.has_column(*column))
            && from_year.is_none_or(|first| form.fiscal_year.is_some_and(|year| year >= first))
            && budget_weight(&profile.scoring, form)
                .is_none_or(|(_, weight)| weight == profile.scoring.execution_weight)
            && self.level1.iter().all(|name| is_known(profile, name));
        if !is_own {
            Fit::Not
        } else if places.is_empty() || places.iter().any(|place| self.names(place)) {
            Fit::Full
        } else {
            Fit::OtherPlace
        }
    }

    /// Whether the title, the unit or an entry of the head names a place.
    fn names(&self, place: &str) -> bool {
        self.title.contains(place)
            || self.form.unit_name.as_ref().is_some_and(|unit| unit.contains(place))
            || self.form.header.iter().any(|entry| entry.text.contains(place))
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
