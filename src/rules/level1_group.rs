//! The level-1 groups (一级指标) with the points their rows add up to and the points they should have; likewise the level-2
//! groups whose label prints points.

use super::checker::Checker;
use crate::model::{Column, Field, IndicatorRow};
use crate::score::{level1_name, same_group};
use crate::value::{CellRef, Points, fold, parse_number, strip_blanks};

/// One group of rows under a label.
pub(super) struct Group<'f> {
    /// Its label's cell.
    pub(super) label: &'f Field<String>,
    /// Its label's name, without points, numbering and blanks.
    name: String,
    /// The name of the level 1 that a level-2 group belongs to.
    within: String,
    /// The weights of its rows.
    pub(super) weights: Vec<&'f Field<Points>>,
    /// Their sum; `None` if one could not be read.
    pub(super) sum: Option<Points>,
    /// The points it should have, and whether its own label says so (else the profile does).
    pub(super) expected: Option<(Points, bool)>,
}

impl Group<'_> {
    /// Whether its rows do not add up to the points it should have.
    pub(super) fn is_off(&self) -> bool {
        matches!((self.sum, self.expected), (Some(sum), Some((expected, _))) if sum != expected)
    }

    /// The cells of its weights.
    pub(super) fn cells(&self) -> impl Iterator<Item = CellRef> {
        self.weights.iter().map(|field| field.at)
    }
}

/// The level-1 groups in form order. The last group of a form without a total row may be cut off, so nothing is expected of
/// it.
pub(super) fn groups<'f>(checker: &Checker<'f>) -> Vec<Group<'f>> {
    let mut groups = gathered(checker, |row| row.level1.as_ref(), |_| String::new());
    for group in but_cut_off(checker, &mut groups) {
        group.expected = label_points(&group.label.text)
            .map(|points| (points, true))
            .or_else(|| profile_points(checker, &group.label.text).map(|points| (points, false)));
    }
    groups
}

/// The level-2 groups in form order; something is expected only of those whose own label says so.
pub(super) fn level2_groups<'f>(checker: &Checker<'f>) -> Vec<Group<'f>> {
    let level1 =
        |row: &IndicatorRow| row.level1.as_ref().map(|label| level1_name(&label.text)).unwrap_or_default();
    let mut groups = gathered(checker, |row| row.level2.as_ref(), level1);
    for group in but_cut_off(checker, &mut groups) {
        group.expected = label_points(&group.label.text).map(|points| (points, true));
    }
    groups
}

fn but_cut_off<'g, 'f>(checker: &Checker<'_>, groups: &'g mut [Group<'f>]) -> &'g mut [Group<'f>] {
    let whole = if checker.is_closed() { groups.len() } else { groups.len().saturating_sub(1) };
    &mut groups[..whole]
}

/// The rows by the label that `label` picks, of one name for each level 1 that `within` names.
fn gathered<'f>(
    checker: &Checker<'f>,
    label: fn(&'f IndicatorRow) -> Option<&'f Field<String>>,
    within: fn(&'f IndicatorRow) -> String,
) -> Vec<Group<'f>> {
    let form = checker.form;
    let mut groups: Vec<Group<'f>> = Vec::new();
    if !form.has_column(Column::Weight) {
        return groups;
    }
    for row in form.own_indicators() {
        let Some(label) = label(row).filter(|label| !label.is_empty()) else { continue };
        // A label may be merged over its rows or typed again in each of them.
        let index = match groups.iter().rposition(|group| group.label.at == label.at) {
            Some(index) => index,
            None => {
                let (name, within) = (level1_name(&label.text), within(row));
                let same = |group: &Group<'_>| group.within == within && group.name == name;
                groups.iter().position(same).unwrap_or_else(|| {
                    let sum = Some(Points::ZERO);
                    groups.push(Group { label, name, within, weights: Vec::new(), sum, expected: None });
                    groups.len() - 1
                })
            }
        };
        if let Some(weight) = row.weight.as_ref().filter(|weight| !weight.is_empty()) {
            let group = &mut groups[index];
            group.sum = group.sum.zip(weight.value).map(|(sum, points)| sum + points);
            group.weights.push(weight);
        }
    }
    groups.retain(|group| !group.weights.is_empty());
    groups
}

/// The points in a label: 50 for `产出指标\n（50分）` and for `产出指标50分`.
fn label_points(label: &str) -> Option<Points> {
    let folded = fold(label);
    let plain = strip_blanks(&folded);
    let number = match plain.strip_suffix(')') {
        Some(open) => {
            let inner = open.rsplit_once('(')?.1;
            inner.strip_suffix('分').unwrap_or(inner)
        }
        // Only one number, so that no span (30至50分) is taken for its end.
        None => plain.strip_suffix('分')?.trim_start_matches(|c: char| c.is_alphabetic()),
    };
    parse_number(number).map(Points::new)
}

/// The profile's points for a group, where they bind the form and no other group shares the name.
fn profile_points(checker: &Checker<'_>, label: &str) -> Option<Points> {
    if !(checker.scoring().level1_binding && checker.selection.confirmed) {
        return None;
    }
    let name = level1_name(label);
    checker
        .selection
        .profile
        .level1
        .iter()
        .find(|group| same_group(&group.name, &name))
        .map(|group| group.weight)
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn reads_the_points_in_a_label() {
        for (label, points) in [
            ("产出指标\n(50分)", Some(dec!(50))),
            ("产出指标（50）", Some(dec!(50))),
            ("产出\n指标\n(50分\n)", Some(dec!(50))),
            ("产出指标50分", Some(dec!(50))),
            ("产出指标\n12.5 分", Some(dec!(12.5))),
            ("产出指标30至50分", None),
            ("产出指标30-50分", None),
            ("满分", None),
            ("产出指标", None),
            ("效益指标（必填）", None),
        ] {
            assert_eq!(label_points(label), points.map(Points::new), "{label}");
        }
    }
}
