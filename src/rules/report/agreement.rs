//! Whether what the report says of a name is what the form says.

use rust_decimal::Decimal;

use super::facts::points;
use super::names::Meant;
use crate::model::{Field, IndicatorRow};
use crate::rules::checker::Checker;
use crate::value::{
    CellRef, Comparator, Kind, Measure, PartialDate, Points, fold, parse_number, round, shown_decimals,
    strip_blanks,
};

/// What the form has in the place the report speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Shown {
    pub(in crate::rules) at: CellRef,
    /// The row's own label, or the group's.
    pub(in crate::rules) label: String,
    /// As it reads there.
    pub(in crate::rules) text: String,
    /// What it is corrected to, where a finding of the form itself settles it.
    pub(in crate::rules) due: Option<String>,
    /// The cells it follows from, where it is a sum.
    pub(in crate::rules) reads: Vec<CellRef>,
}

/// How a fact stands to the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) enum Verdict {
    Agrees,
    /// The same number with another comparison sign, or none.
    Sign(Shown),
    Differs(Shown),
    /// The form has something there, and it cannot be held against the report's.
    Open(CellRef),
    /// The form has nothing there.
    Nothing,
}

/// Holds a target or an actual value against a row's cell.
pub(in crate::rules) fn measured<T>(
    value: &str,
    label: &str,
    field: Option<&Field<T>>,
    measure: impl Fn(&T) -> &Measure,
) -> Verdict {
    let Some(field) = field.filter(|field| !field.is_empty()) else { return Verdict::Nothing };
    if same_words(value, &field.text) {
        return Verdict::Agrees;
    }
    let (Ok(said), Some(own)) = (Measure::parse(value), &field.value) else { return Verdict::Open(field.at) };
    let own = measure(own);
    // A bare number whose sign has a cell of its own.
    let is_bare = parse_number(&field.text).is_some() && own.comparator != Comparator::None;
    let text = if is_bare { own.to_string() } else { field.text.trim().to_owned() };
    let shown = || Shown {
        at: field.at,
        label: label.to_owned(),
        text: text.clone(),
        due: None,
        reads: vec![field.at],
    };
    match same_measure(&said, value, own, &field.text) {
        None => Verdict::Open(field.at),
        Some(false) => Verdict::Differs(shown()),
        Some(true) if are_opposite(said.comparator, own.comparator) => Verdict::Differs(shown()),
        Some(true) if said.comparator.sign() != own.comparator.sign() => Verdict::Sign(shown()),
        Some(true) => Verdict::Agrees,
    }
}

fn same_words(one: &str, other: &str) -> bool {
    strip_blanks(&fold(one)) == strip_blanks(&fold(other))
}

fn are_opposite(said: Comparator, own: Comparator) -> bool {
    let has_direction = |own| !matches!(own, Comparator::None | Comparator::Equal);
    has_direction(said) && has_direction(own) && said.is_reverse() != own.is_reverse()
}

/// Whether both are the same value to the coarser one's decimals; `None` where they cannot be compared.
pub(super) fn same_measure(said: &Measure, said_text: &str, own: &Measure, own_text: &str) -> Option<bool> {
    match (said.kind, own.kind) {
        (Kind::Date, Kind::Date) => same_date(said.date?, own.date?),
        (Kind::Range, Kind::Range) => {
            let (from, to) = own.ends_in_unit_of(said)?;
            Some((from, to) == (said.number?, said.to?))
        }
        (Kind::Quantity | Kind::Percent, Kind::Quantity | Kind::Percent) => {
            let (number, own_number) = (said.number?, own.number?);
            // A bare 0.95 beside 95% may be the same, a bare 1 beside 100% too.
            let scales = (said.unit.is_none(), own.unit.is_none());
            if said.kind != own.kind
                && (scales.0 && number <= Decimal::ONE || scales.1 && own_number <= Decimal::ONE)
            {
                return None;
            }
            let decimals = |text: &str| shown_decimals(&fold(text));
            let exact_in_said = own.in_unit_of(said).map(|own| round(own, decimals(said_text)) == number);
            let said_in_own = said
                .in_unit_of(own)
                .map(|number| round(number, decimals(own_text)) == round(own_number, decimals(own_text)));
            match (exact_in_said, said_in_own) {
                (None, None) => None,
                (one, other) => Some(one == Some(true) || other == Some(true)),
            }
        }
        _ => None,
    }
}

/// Parts that one of them leaves out do not count.
fn same_date(one: PartialDate, other: PartialDate) -> Option<bool> {
    fn same<T: Copy + PartialEq>(one: Option<T>, other: Option<T>) -> bool {
        one.is_none() || other.is_none() || one == other
    }
    if one.month.is_none() != other.month.is_none() {
        return None;
    }
    Some(same(one.year, other.year) && same(one.month, other.month) && same(one.day, other.day))
}

/// Holds points against what is meant: the score, the points allotted, or either where the report does not say which.
pub(in crate::rules) fn scored(
    checker: &Checker<'_>,
    value: &str,
    meant: &Meant<'_>,
    which: Which,
) -> Verdict {
    let Some(said) = points(value) else { return Verdict::Nothing };
    let own = match which {
        Which::Score => vec![score_of(checker, meant)],
        Which::Weight => vec![weight_of(checker, meant)],
        Which::Either => vec![score_of(checker, meant), weight_of(checker, meant)],
    };
    let own: Vec<(Points, Shown)> = own.into_iter().flatten().collect();
    let decimals = shown_decimals(value);
    let agrees = |points: &Points| {
        checker.within_tolerance(said, *points) || round(points.get(), decimals) == said.get() && decimals > 0
    };
    if own.iter().any(|(points, _)| agrees(points)) {
        return Verdict::Agrees;
    }
    own.into_iter().next().map_or(Verdict::Nothing, |(_, shown)| Verdict::Differs(shown))
}

/// Which points a fact speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Which {
    Score,
    Weight,
    Either,
}

fn score_of(checker: &Checker<'_>, meant: &Meant<'_>) -> Option<(Points, Shown)> {
    let one = |field: &Field<Points>| Some((checker.points(field)?, shown(checker, field, meant)));
    match meant {
        Meant::Row(row) => one(row.score.as_ref()?),
        Meant::Budget(row) => one(row.score.as_ref()?),
        Meant::Whole => one(checker.form.total.as_ref()?.score.as_ref()?),
        Meant::Group(group) => sum(checker, meant, &group.rows, |row| row.score.as_ref()),
    }
}

fn weight_of(checker: &Checker<'_>, meant: &Meant<'_>) -> Option<(Points, Shown)> {
    let one = |field: &Field<Points>| Some((field.value?, shown(checker, field, meant)));
    match meant {
        Meant::Row(row) => one(row.weight.as_ref()?),
        Meant::Budget(row) => one(row.weight.as_ref()?),
        Meant::Whole => one(checker.form.total.as_ref()?.weight.as_ref()?),
        Meant::Group(group) => sum(checker, meant, &group.rows, |row| row.weight.as_ref()),
    }
}

/// The sum over a group's rows, at their cell if there is but one; `None` if one of them cannot be read.
fn sum<'f>(
    checker: &Checker<'_>,
    meant: &Meant<'_>,
    rows: &[&'f IndicatorRow],
    field: impl Fn(&'f IndicatorRow) -> Option<&'f Field<Points>>,
) -> Option<(Points, Shown)> {
    let fields: Vec<&Field<Points>> = rows.iter().filter_map(|row| field(row)).collect();
    let sum: Points = fields.iter().map(|field| checker.points(field)).sum::<Option<Points>>()?;
    match fields.as_slice() {
        [] => None,
        [one] => Some((sum, shown(checker, one, meant))),
        [first, ..] => {
            let at = if let Meant::Group(group) = meant { group.label.at } else { first.at };
            let reads = fields.iter().map(|field| field.at).collect();
            Some((sum, Shown { at, label: meant.label(), text: sum.to_string(), due: None, reads }))
        }
    }
}

fn shown(checker: &Checker<'_>, field: &Field<Points>, meant: &Meant<'_>) -> Shown {
    Shown {
        at: field.at,
        label: meant.label(),
        text: field.text.trim().to_owned(),
        due: checker.points(field).filter(|due| field.value != Some(*due)).map(|due| due.to_string()),
        reads: vec![field.at],
    }
}
