//! 定性指标: the three tiers in which a person scores them.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::model::EvaluationForm;
use crate::template::Scoring;
use crate::value::{Points, fold, strip_blanks};

/// The three tiers of attainment in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// 达成年度指标 (达成预期指标).
    Reached,
    /// 部分达成年度指标并具有一定效果.
    PartlyReached,
    /// 未达成年度指标且效果较差.
    NotReached,
}

/// A tier and the points it may earn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierPoints {
    /// The tier.
    pub tier: Tier,
    /// The fewest.
    pub low: Points,
    /// The most; itself included in the highest tier alone.
    pub high: Points,
}

impl TierPoints {
    /// Whether [`TierPoints::high`] itself may be earned.
    pub fn includes_high(self) -> bool {
        self.tier == Tier::Reached
    }

    /// Whether the tier may earn so many points.
    pub fn holds(self, points: Points) -> bool {
        points >= self.low && (points < self.high || points == self.high && self.includes_high())
    }
}

/// The tier that an actual value names, and the points it may earn.
///
/// `bands` are the tiers' lower bounds as shares of the weight, highest first (`0.8, 0.6, 0`). `None` if the words name
/// no tier or there are no bands.
///
/// # Source
///
/// See [`bands`].
pub fn tier(actual: &str, weight: Points, bands: &[Decimal]) -> Option<TierPoints> {
    let tier = tier_named(actual)?;
    let &[reached, partly, not] = bands else { return None };
    let part = |share: Decimal| weight.get().checked_mul(share).map(Points::new);
    let (low, high) = match tier {
        Tier::Reached => (part(reached)?, weight),
        Tier::PartlyReached => (part(partly)?, part(reached)?),
        Tier::NotReached => (part(not)?, part(partly)?),
    };
    Some(TierPoints { tier, low, high })
}

/// The last 评价年度 in which the lower two tiers met at half the points everywhere.
const LAST_YEAR_OF_HALVES: u16 = 2019;

/// The lower bounds of the tiers on a form: those its notes print (`80%-50%`), else half for old forms, else the profile's.
///
/// # Source
///
/// Notes printed on forms: 80 and 50 % for 2017 and, in Hubei, still for 2020; 80 and 60 % from 2022 on. The profile's
/// `qualitative_bands`.
pub fn bands<'s>(scoring: &'s Scoring, form: &EvaluationForm) -> Cow<'s, [Decimal]> {
    let with_middle =
        |tenths: i64| Cow::Owned(vec![Decimal::new(8, 1), Decimal::new(tenths, 1), Decimal::ZERO]);
    let notes = || form.notes.iter().map(|note| plain(&note.text));
    if notes().any(|note| note.contains("80-50")) {
        with_middle(5)
    } else if notes().any(|note| note.contains("80-60")) {
        with_middle(6)
    } else if form.fiscal_year.is_some_and(|year| year <= LAST_YEAR_OF_HALVES) {
        with_middle(5)
    } else {
        Cow::Borrowed(&scoring.qualitative_bands)
    }
}

/// `80%（含）－50%` as `80-50`.
fn plain(note: &str) -> String {
    let folded = fold(note).replace("(含)", "").replace("(含80%)", "");
    folded
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '%')
        .map(|c| if matches!(c, '－' | '—' | '–' | '~' | '～' | '至') { '-' } else { c })
        .collect()
}

/// The tier that an actual value names.
pub fn tier_named(actual: &str) -> Option<Tier> {
    let words = strip_blanks(actual);
    if words.starts_with("未达成") || words.starts_with("未完成") {
        Some(Tier::NotReached)
    } else if words.starts_with("部分达成") || words.starts_with("部分完成") {
        Some(Tier::PartlyReached)
    } else if words.starts_with("达成") || words.starts_with("全部达成") {
        Some(Tier::Reached)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn finds_the_tier_and_its_points() {
        let bands = [dec!(0.8), dec!(0.6), dec!(0)];
        for (words, expected) in [
            ("达成预期指标", Some((Tier::Reached, dec!(8), dec!(10)))),
            ("部分达成年度指标并具有一定效果", Some((Tier::PartlyReached, dec!(6), dec!(8)))),
            ("未达成年度指标且效果较差", Some((Tier::NotReached, dec!(0), dec!(6)))),
            ("显著提升", None),
        ] {
            let found = tier(words, Points::new(dec!(10)), &bands);
            let found = found.map(|found| (found.tier, found.low.get(), found.high.get()));
            assert_eq!(found, expected, "{words}");
        }
        assert_eq!(tier("达成预期指标", Points::new(dec!(10)), &[]), None);
    }

    #[test]
    fn holds_its_lower_bound_and_only_the_highest_its_upper() {
        let bands = [dec!(0.8), dec!(0.6), dec!(0)];
        for (words, points, holds) in [
            ("达成", dec!(10), true),
            ("达成", dec!(8), true),
            ("达成", dec!(7.99), false),
            ("部分达成", dec!(8), false),
            ("部分达成", dec!(7.99), true),
            ("部分达成", dec!(6), true),
            ("未达成", dec!(6), false),
            ("未达成", dec!(0), true),
        ] {
            let tier = tier(words, Points::new(dec!(10)), &bands).expect("a tier");
            assert_eq!(tier.holds(Points::new(points)), holds, "{words} {points}");
        }
    }

    #[test]
    fn reads_the_bounds_that_a_note_prints() {
        for (note, plainly) in [
            ("100%-80%（含）、80%-50%（含）、50%-0%", "80-50"),
            ("100-80%、80%－60%、60—0%", "80-60"),
            ("80%至60%", "80-60"),
        ] {
            assert!(plain(note).contains(plainly), "{note} {}", plain(note));
        }
    }
}
