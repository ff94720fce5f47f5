//! Which form stands on top.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::batch::{FileRecord, FormRecord};
use crate::model::Severity;

/// What a form is ordered by. The worst comes first:
///
/// 1. a form whose grade changes,
/// 2. the more findings at error level,
/// 3. the further the stated total is from the recomputed one, either way,
/// 4. the more warnings,
/// 5. the path, then the place on the file.
///
/// The fields stand in this order. Grade and gap count only where the profile is confirmed: under a guessed one they prove nothing.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    grade_kept: bool,
    errors: Reverse<usize>,
    gap: Reverse<Decimal>,
    warnings: Reverse<usize>,
    path: Box<str>,
    /// The file's place in the run, and the form's among the file's.
    pub(super) place: (usize, usize),
}

impl Rank {
    pub(super) fn new(file: &FileRecord, form: &FormRecord, place: (usize, usize)) -> Self {
        let is_proved = form.profile.confirmed;
        let gap = form.gap().filter(|_| is_proved).unwrap_or_default().abs();
        Self {
            grade_kept: !(is_proved && form.grade_change().is_some()),
            errors: Reverse(form.count(Severity::Error)),
            gap: Reverse(gap),
            warnings: Reverse(form.count(Severity::Warning)),
            path: file.path.as_str().into(),
            place,
        }
    }
}
