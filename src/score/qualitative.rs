//! 定性指标: the three tiers in which a person scores them.

use rust_decimal::Decimal;

use crate::value::{Points, strip_blanks};

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

/// The tier that an actual value names, and the points it may earn: lowest and highest, the upper bounds of the two
/// lower tiers not included.
///
/// `bands` are the tiers' lower bounds as shares of the weight, highest first (`0.8, 0.6, 0`). `None` if the words name
/// no tier or the profile has no bands.
///
/// # Source
///
/// The profile's `qualitative_bands`.
pub fn tier(actual: &str, weight: Points, bands: &[Decimal]) -> Option<(Tier, Points, Points)> {
    let tier = tier_named(actual)?;
    let &[reached, partly, not] = bands else { return None };
    let part = |share: Decimal| weight.get().checked_mul(share).map(Points::new);
    match tier {
        Tier::Reached => Some((tier, part(reached)?, weight)),
        Tier::PartlyReached => Some((tier, part(partly)?, part(reached)?)),
        Tier::NotReached => Some((tier, part(not)?, part(partly)?)),
    }
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
        let points = |d| Points::new(d);
        for (words, expected) in [
            ("达成预期指标", Some((Tier::Reached, points(dec!(8.0)), points(dec!(10))))),
            (
                "部分达成年度指标并具有一定效果",
                Some((Tier::PartlyReached, points(dec!(6.0)), points(dec!(8.0)))),
            ),
            ("未达成年度指标且效果较差", Some((Tier::NotReached, points(dec!(0)), points(dec!(6.0))))),
            ("显著提升", None),
        ] {
            assert_eq!(tier(words, points(dec!(10)), &bands), expected, "{words}");
        }
        assert_eq!(tier("达成预期指标", points(dec!(10)), &[]), None);
    }
}
