//! Points, amounts and rates: three decimals that must not be mixed up.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

use rust_decimal::Decimal;

use super::decimal::{fold, parse_number, strip_blanks, trimmed};

/// The text holds no value of this kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a {kind}: {text:?}")]
pub struct ParseValueError {
    kind: &'static str,
    text: String,
}

impl ParseValueError {
    pub(super) fn new(kind: &'static str, text: &str) -> Self {
        Self { kind, text: text.to_owned() }
    }
}

/// Whether the text stands for "no value here": blank, `-`, `—`, `/`, `*`.
pub fn is_placeholder(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '－' | '—' | '–' | '―' | '─' | '/' | '／' | '*'))
}

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(Decimal);

        impl $name {
            /// Nothing at all.
            pub const ZERO: Self = Self(Decimal::ZERO);

            /// The bare decimal.
            pub const fn get(self) -> Decimal {
                self.0
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
                parts.fold(Self::ZERO, Add::add)
            }
        }
    };
}

quantity! {
    /// 分值 or 得分: points, out of the form's 100.
    Points
}
quantity! {
    /// 预算数 or 执行数: money in the form's own unit (万元 unless the form says 元).
    Amount
}
quantity! {
    /// 执行率 or 偏差度: a ratio; 0.95 is 95 %.
    Rate
}

impl Points {
    /// `points` as they stand on the form.
    pub const fn new(points: Decimal) -> Self {
        Self(points)
    }
}

impl Amount {
    /// `amount` in the form's own unit.
    pub const fn new(amount: Decimal) -> Self {
        Self(amount)
    }
}

impl Rate {
    /// A ratio: 0.95 is 95 %.
    pub const fn from_ratio(ratio: Decimal) -> Self {
        Self(ratio)
    }

    /// A percentage: 95 is 95 %.
    pub fn from_percent(percent: Decimal) -> Self {
        Self(trimmed(percent) / Decimal::ONE_HUNDRED)
    }

    /// The percentage: 95 for 0.95.
    pub fn percent(self) -> Decimal {
        self.0 * Decimal::ONE_HUNDRED
    }

    /// Reads a bare number in a rate column: up to 1 it is a ratio (`0.958`), beyond that a percentage (`66.6`).
    pub fn from_bare_number(number: Decimal) -> Self {
        if number.abs() <= Decimal::ONE { Self(number) } else { Self::from_percent(number) }
    }
}

impl fmt::Display for Points {
    /// Whole points without decimals (`2`), others with two or as many as they have (`7.40`, `1.485`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut points = trimmed(self.0);
        if points.scale() == 1 {
            points.rescale(2);
        }
        points.fmt(f)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        trimmed(self.0).fmt(f)
    }
}

impl fmt::Display for Rate {
    /// In percent, with as many decimals as it has: `66.6%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", trimmed(self.percent()))
    }
}

impl FromStr for Points {
    type Err = ParseValueError;

    /// Reads `10`, `7.4`, `99.55分`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = strip_blanks(text);
        let number = plain.strip_suffix('分').unwrap_or(&plain);
        parse_number(number).map(Self).ok_or_else(|| ParseValueError::new("number of points", text))
    }
}

impl FromStr for Amount {
    type Err = ParseValueError;

    /// Reads `855.66`, `1,234.00`, `620.82万元`. The unit is dropped: it must be the form's own.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = strip_blanks(text);
        let number = plain.strip_suffix('元').map_or(&*plain, |rest| rest.strip_suffix('万').unwrap_or(rest));
        parse_number(number).map(Self).ok_or_else(|| ParseValueError::new("amount of money", text))
    }
}

impl FromStr for Rate {
    type Err = ParseValueError;

    /// Reads `66.6%`, `６６．６％`, `95百分比`, and bare numbers by [`Rate::from_bare_number`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseValueError::new("rate", text);
        let folded = fold(text);
        let plain = strip_blanks(&folded);
        match plain.strip_suffix('%').or_else(|| plain.strip_suffix("百分比")) {
            Some(number) => parse_number(number).map(Self::from_percent),
            None => parse_number(&plain).map(Self::from_bare_number),
        }
        .ok_or_else(error)
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn reads_rates_in_every_spelling() {
        for (text, ratio) in [
            ("66.6", dec!(0.666)),
            ("66.6%", dec!(0.666)),
            ("６６．６％", dec!(0.666)),
            ("0.666", dec!(0.666)),
            ("-26.00%", dec!(-0.26)),
            ("- 26.00\n%", dec!(-0.26)),
            ("100百分比", dec!(1)),
            ("0", dec!(0)),
            ("1", dec!(1)),
        ] {
            assert_eq!(text.parse(), Ok(Rate::from_ratio(ratio)), "{text}");
        }
        assert!("不适用".parse::<Rate>().is_err());
    }

    #[test]
    fn reads_points_and_amounts_with_their_units() {
        assert_eq!("99.55分".parse(), Ok(Points::new(dec!(99.55))));
        assert_eq!(" 10 ".parse(), Ok(Points::new(dec!(10))));
        assert_eq!("620.82万元".parse(), Ok(Amount::new(dec!(620.82))));
        assert_eq!("1,234.00 元".parse(), Ok(Amount::new(dec!(1234))));
        assert!("优".parse::<Points>().is_err());
    }

    #[test]
    fn shows_points_as_a_form_does() {
        for (points, text) in
            [(dec!(7.4), "7.40"), (dec!(2.00), "2"), (dec!(1.48), "1.48"), (dec!(96.880), "96.88"), (dec!(0), "0")]
        {
            assert_eq!(Points::new(points).to_string(), text);
        }
    }

    #[test]
    fn knows_a_placeholder() {
        for text in ["", " ", "-", "—", "－", "/", "——", "*"] {
            assert!(is_placeholder(text), "{text:?}");
        }
        for text in ["0", "无", "-1"] {
            assert!(!is_placeholder(text), "{text:?}");
        }
    }
}
