//! A finding in the making.

use super::checker::Checker;
use crate::model::{Applicability, Field, Fix, FixValue, IndicatorRow, Quote, Severity, Wording};
use crate::value::{CellRef, Points};

/// A finding in the making; see [`Checker::report`].
pub(super) struct Draft {
    pub(super) severity: Severity,
    pub(super) cell: CellRef,
    pub(super) label: String,
    pub(super) stated: String,
    pub(super) expected: Option<String>,
    pub(super) difference: Option<String>,
    pub(super) message: Wording,
    pub(super) basis: Wording,
    pub(super) fixes: Vec<Fix>,
    pub(super) doubts: Vec<CellRef>,
    pub(super) reads: Vec<CellRef>,
    pub(super) quote: Option<Quote>,
}

impl Draft {
    /// A finding that states nothing but its sentence; the caller fills in the rest.
    pub(super) fn new(
        severity: Severity,
        cell: CellRef,
        label: &str,
        message: Wording,
        basis: Wording,
    ) -> Self {
        Self {
            severity,
            cell,
            label: label.trim().to_owned(),
            stated: String::new(),
            expected: None,
            difference: None,
            message,
            basis,
            fixes: Vec::new(),
            doubts: Vec::new(),
            reads: Vec::new(),
            quote: None,
        }
    }

    /// A finding on a cell of an indicator row that reads no more than this cell.
    pub(super) fn on<T>(severity: Severity, field: &Field<T>, row: &IndicatorRow, message: Wording) -> Self {
        Self {
            stated: field.text.trim().to_owned(),
            reads: vec![field.at],
            ..Self::new(severity, field.at, row.label(), message, Checker::arithmetic_basis())
        }
    }

    /// Adds what a cell states, as it reads there, the points it should state, and the difference.
    pub(super) fn points(mut self, shown: &str, stated: Points, expected: Points) -> Self {
        self.stated = shown.trim().to_owned();
        self.expected = Some(expected.to_string());
        self.difference = Some((stated - expected).to_string());
        self
    }
}

/// How far a stated number of points is from the expected one, in words.
pub(super) fn gap(stated: Points, expected: Points) -> Wording {
    if stated > expected {
        let over = stated - expected;
        Wording::new(format!("多 {over}"), format!("{over} too many"))
    } else {
        let under = expected - stated;
        Wording::new(format!("少 {under}"), format!("{under} too few"))
    }
}

/// Points in a finding: value and text.
pub(super) fn points_fix(applicability: Applicability, cell: CellRef, points: Points) -> Fix {
    Fix { applicability, cell, value: FixValue::Points(points), text: points.to_string() }
}
