//! Which form stands on top.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::batch::FormRecord;
use crate::batch::form_place::FormPlace;
use crate::model::Severity;

/// What a form is ordered by. The worst comes first:
///
/// 1. a form whose grade changes,
/// 2. the more findings at error level,
/// 3. the further the stated total is from the recomputed one, either way,
/// 4. the more warnings,
/// 5. the place in the run, which is the order of the paths in each folder, then the place in the file.
///
/// The fields stand in this order. Grade and gap count only where the profile is confirmed: under a guessed one they prove nothing.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    grade_kept: bool,
    errors: Reverse<u32>,
    gap: Reverse<Decimal>,
    warnings: Reverse<u32>,
    pub(super) place: FormPlace,
}

impl Rank {
    pub(super) fn new(form: &FormRecord, place: FormPlace) -> Self {
        let is_proved = form.profile.confirmed;
        let count = |severity| Reverse(u32::try_from(form.count(severity)).unwrap_or(u32::MAX));
        let gap = form.gap().filter(|_| is_proved).unwrap_or_default().abs();
        Self {
            grade_kept: !(is_proved && form.grade_change().is_some()),
            errors: count(Severity::Error),
            gap: Reverse(gap),
            warnings: count(Severity::Warning),
            place,
        }
    }
}
