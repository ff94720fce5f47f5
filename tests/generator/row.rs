//! One indicator row: what was to be reached, what was, and the points for it.

use rust_decimal::Decimal;

use super::dice::Dice;
use super::layout::Layout;
use super::themes::{Goal, Measure, REASONS};

/// The sign before a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    AtLeast,
    AtMost,
    /// None, or `=`.
    Equal,
}

/// 年度指标值.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Aim {
    Number(Sign, Decimal, &'static str),
    /// Month and day.
    By(i64, i64),
    Words(&'static str),
}

/// 实际完成值.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Actual {
    /// In the target's unit.
    Number(Decimal),
    By(i64, i64),
    Words(&'static str),
    /// `100%` beside words or a date.
    Full,
    Blank,
}

/// What a row repeats from the form's head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tie {
    /// 预算执行率.
    Execution,
    /// 预算调整率.
    Adjustment,
    /// 结转结余率.
    CarryOver,
}

/// How the actual value stands to the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Met,
    Missed,
    /// The same words, or `100%` against words: full points, by a person's word.
    TakenAsMet,
    /// The words of a tier: its bounds in percent of the points.
    Tier(i64, i64),
    /// A deadline that was missed.
    Late,
    /// Other words.
    Open,
}

/// One row as it stands on the form.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The place of its level 1 in the layout.
    pub(crate) group: usize,
    pub(crate) level2: &'static str,
    pub(crate) name: String,
    pub(crate) aim: Aim,
    pub(crate) actual: Actual,
    pub(crate) weight: Decimal,
    /// What a person gives where no formula does, as a share of the weight.
    pub(crate) judged: Decimal,
    pub(crate) score: Option<Decimal>,
    /// 偏差度 in percent.
    pub(crate) deviation: Decimal,
    /// What is written where points are lost.
    pub(crate) reason: String,
    pub(crate) note: String,
    pub(crate) tie: Option<Tie>,
}

/// Words of the highest and of the middle tier.
const REACHED: &str = "达成预期指标";
const PARTLY: &str = "部分达成预期指标并具有一定效果";

impl Row {
    /// A row for a measure; one in eight misses its target.
    pub(crate) fn new(
        layout: &Layout,
        group: usize,
        level2: &'static str,
        measure: Measure,
        dice: &mut Dice,
    ) -> Self {
        let (name, goal) = measure;
        let is_missed = dice.chance(12);
        let mut judged = Decimal::ONE;
        let (aim, actual) = match goal {
            Goal::Share(low, high) => share(dice.between(low, high), is_missed, dice),
            Goal::All => share(100, is_missed && dice.chance(50), dice),
            Goal::Count(low, high, unit) => {
                let target = rounded(dice.between(low, high));
                let actual = if is_missed { short_of(target, dice) } else { enough(target, dice) };
                (Aim::Number(Sign::AtLeast, target.into(), unit), Actual::Number(actual.into()))
            }
            Goal::Exactly(low, high, unit) => {
                let target = dice.between(low, high);
                let actual = if is_missed { short_of(target, dice) } else { target };
                (Aim::Number(Sign::Equal, target.into(), unit), Actual::Number(actual.into()))
            }
            Goal::AtMost(low, high, unit) => {
                let target = dice.between(low, high);
                let actual = if is_missed {
                    judged = Decimal::new(6, 1);
                    target + dice.between(1, (target * 3 / 10).max(1))
                } else {
                    target - dice.between(0, (target / 5).max(1)).min(target)
                };
                (Aim::Number(Sign::AtMost, target.into(), unit), Actual::Number(actual.into()))
            }
            Goal::AtMostShare(low, high) => {
                let target = dice.between(low, high);
                let actual = if is_missed {
                    Decimal::from(target) + dice.decimal(5, 60, 1)
                } else {
                    dice.decimal(target * 6, target * 10, 1)
                };
                (Aim::Number(Sign::AtMost, target.into(), "%"), Actual::Number(actual))
            }
            Goal::By(first, last) => {
                let month = dice.between(first, last);
                let actual = if is_missed && month < 12 {
                    judged = dice.decimal(60, 95, 2);
                    Actual::By(month + 1, dice.between(3, 25))
                } else if layout.is_department && dice.chance(60) {
                    Actual::Full
                } else {
                    Actual::By(month, dice.between(2, 28))
                };
                (Aim::By(month, 30), actual)
            }
            Goal::Words(words) => {
                let actual = match dice.between(1, 100) {
                    ..=60 if layout.is_department => Actual::Full,
                    ..=70 => Actual::Words(words),
                    71..=80 => {
                        judged = dice.pick(&[Decimal::ONE, Decimal::new(9, 1)]);
                        Actual::Words(REACHED)
                    }
                    81..=85 => {
                        judged = Decimal::new(7, 1);
                        Actual::Words(PARTLY)
                    }
                    _ => {
                        judged = dice.pick(&[Decimal::ONE, Decimal::new(8, 1)]);
                        Actual::Words("较好")
                    }
                };
                (Aim::Words(words), actual)
            }
        };
        let tie = match name {
            "预算执行率" => Some(Tie::Execution),
            "预算调整率" => Some(Tie::Adjustment),
            "结转结余率" => Some(Tie::CarryOver),
            _ => None,
        };
        Self {
            group,
            level2,
            name: name.to_owned(),
            aim,
            actual,
            weight: Decimal::ZERO,
            judged,
            score: None,
            deviation: Decimal::ZERO,
            reason: dice.pick(&REASONS).to_owned(),
            note: String::new(),
            tie,
        }
    }

    /// How its actual value stands to its target under a layout's tiers.
    pub(crate) fn standing(&self, layout: &Layout) -> Standing {
        let (reached, partly) = layout.tiers;
        match (self.aim, &self.actual) {
            (Aim::Number(Sign::AtMost, target, _), Actual::Number(actual)) if *actual <= target => {
                Standing::Met
            }
            (Aim::Number(Sign::AtMost, ..), Actual::Number(_)) => Standing::Missed,
            (Aim::Number(_, target, _), Actual::Number(actual)) if *actual >= target => Standing::Met,
            (Aim::Number(..), Actual::Number(_)) => Standing::Missed,
            (Aim::By(month, day), Actual::By(own_month, own_day))
                if (*own_month, *own_day) <= (month, day) =>
            {
                Standing::Met
            }
            (Aim::By(..), Actual::By(..)) => Standing::Late,
            (Aim::By(..) | Aim::Words(_), Actual::Full) => Standing::TakenAsMet,
            (Aim::Words(words), Actual::Words(own)) if words == *own => Standing::TakenAsMet,
            (Aim::Words(_), Actual::Words(own)) if *own == REACHED => Standing::Tier(reached, 100),
            (Aim::Words(_), Actual::Words(own)) if *own == PARTLY => Standing::Tier(partly, reached),
            _ => Standing::Open,
        }
    }

    /// Whether less is better.
    pub(crate) fn is_reverse(&self) -> bool {
        matches!(self.aim, Aim::Number(Sign::AtMost, ..))
    }
}

/// A target in percent and what came of it.
fn share(target: i64, is_missed: bool, dice: &mut Dice) -> (Aim, Actual) {
    let actual = if is_missed {
        dice.decimal(target * 7, (target * 10 - 8).max(target * 7), 1)
    } else if dice.chance(40) {
        Decimal::ONE_HUNDRED
    } else {
        dice.decimal(target * 10, 1000, 1)
    };
    let sign = if target == 100 { Sign::Equal } else { Sign::AtLeast };
    (Aim::Number(sign, target.into(), "%"), Actual::Number(actual))
}

/// A number as plans have them: 1300 rather than 1287.
fn rounded(number: i64) -> i64 {
    let step = match number {
        ..100 => 1,
        100..1000 => 10,
        1000..10_000 => 100,
        _ => 1000,
    };
    number / step * step
}

fn short_of(target: i64, dice: &mut Dice) -> i64 {
    (target - dice.between(1, (target / 4).max(1))).max(1)
}

fn enough(target: i64, dice: &mut Dice) -> i64 {
    match dice.between(1, 100) {
        ..=50 => target,
        51..=93 => target + dice.between(0, target / 12),
        _ => target + target / 4 + 1,
    }
}
