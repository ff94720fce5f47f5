//! Points, amounts and rates: three decimals that must not be mixed up.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};
use std::str::FromStr;

use rust_decimal::Decimal;

use super::decimal::{bounded, compact, parse_number, trimmed};
use super::unit;

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
    text.chars()
        .all(|c| c.is_whitespace() || matches!(c, '-' | '－' | '—' | '–' | '―' | '─' | '/' | '／' | '*'))
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

    /// Whether [`Rate::from_bare_number`] takes it for a ratio by its size alone; 0 is 0 in either scale.
    pub fn is_ratio_by_size(number: Decimal) -> bool {
        number.abs() <= Decimal::ONE && !number.is_zero()
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

    /// Reads `10`, `7.4`, `１０`, `99.55 分`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        compact(text)
            .and_then(|plain| parse_number(plain.strip_suffix('分').unwrap_or(&plain)))
            .map(Self)
            .ok_or_else(|| ParseValueError::new("number of points", text))
    }
}

impl Amount {
    /// Reads `620.82万元` on a form in 万元 or 元: an amount that names its own unit is converted, exactly; one that names
    /// none, with or without ¥, is in `form_unit`.
    ///
    /// # Errors
    ///
    /// If it is no amount of money, or beyond any form's range in that unit.
    ///
    /// # Examples
    ///
    /// ```
    /// # use ziping::value::Amount;
    /// # use rust_decimal::dec;
    /// assert_eq!(Amount::parse_in("620.82万元", "元"), Ok(Amount::new(dec!(6208200))));
    /// assert_eq!(Amount::parse_in("￥1,234.00", "元"), Ok(Amount::new(dec!(1234))));
    /// ```
    pub fn parse_in(text: &str, form_unit: &str) -> Result<Self, ParseValueError> {
        amount_and_unit(text)
            .and_then(|(number, unit)| match unit.as_str() {
                "" => Some(number),
                own => bounded(unit::convert(number, own, form_unit)?),
            })
            .map(Self)
            .ok_or_else(|| ParseValueError::new("amount of money", text))
    }
}

/// The number of an amount, and the unit of money after it, if any; ¥ before it says no more than "money".
fn amount_and_unit(text: &str) -> Option<(Decimal, String)> {
    let plain = compact(text)?;
    let (sign, rest) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.as_str()),
    };
    let rest = rest.strip_prefix(['¥', '￥']).unwrap_or(rest);
    let end = rest.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (digits, unit) = rest.split_at(end);
    let unit = unit.strip_prefix('(').and_then(|unit| unit.strip_suffix(')')).unwrap_or(unit);
    if !unit.is_empty() && !unit::is_money(unit) || !sign.is_empty() && digits.starts_with(['-', '+']) {
        return None;
    }
    Some((parse_number(&format!("{sign}{digits}"))?, unit.to_owned()))
}

impl FromStr for Amount {
    type Err = ParseValueError;

    /// Reads `855.66`, `1,234.00`, `620.82万元`. The unit is dropped: it must be the form's own. Where the form's unit is
    /// known, [`Amount::parse_in`] does not rely on that.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        amount_and_unit(text)
            .map(|(number, _)| Self(number))
            .ok_or_else(|| ParseValueError::new("amount of money", text))
    }
}

impl FromStr for Rate {
    type Err = ParseValueError;

    /// Reads `66.6%`, `６６．６％`, `95百分比`, `0.9‰`, and bare numbers by [`Rate::from_bare_number`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = |plain: &str| {
            if let Some(number) = plain.strip_suffix('%').or_else(|| plain.strip_suffix("百分比")) {
                return parse_number(number).map(Self::from_percent);
            }
            match plain.strip_suffix('‰') {
                Some(number) => parse_number(number).map(|n| Self(trimmed(n) / Decimal::ONE_THOUSAND)),
                None => parse_number(plain).map(Self::from_bare_number),
            }
        };
        compact(text).and_then(|plain| read(&plain)).ok_or_else(|| ParseValueError::new("rate", text))
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
            ("66.6％", dec!(0.666)),
            ("66.6﹪", dec!(0.666)),
            ("95百分比", dec!(0.95)),
            ("0.9‰", dec!(0.0009)),
            ("'95%", dec!(0.95)),
            ("－5％", dec!(-0.05)),
        ] {
            assert_eq!(text.parse(), Ok(Rate::from_ratio(ratio)), "{text}");
        }
        for text in ["不适用", "95个百分点", "百分之十二点五", "≥95%", "9 5%", "95%以上", "－", ""]
        {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
    }

    #[test]
    fn reads_points() {
        for (text, points) in [
            ("99.55分", dec!(99.55)),
            (" 10 ", dec!(10)),
            ("１０", dec!(10)),
            ("10.0 分", dec!(10)),
            ("'10", dec!(10)),
            ("10\u{a0}分", dec!(10)),
            ("－3", dec!(-3)),
            ("0", dec!(0)),
        ] {
            assert_eq!(text.parse(), Ok(Points::new(points)), "{text}");
        }
        for text in ["", "优", "1 0", "10%", "十分", "10分钟", "一", "—", "1e1", "分", "10/10"] {
            assert!(text.parse::<Points>().is_err(), "{text}");
        }
    }

    #[test]
    fn reads_amounts_in_the_unit_of_the_form() {
        for (text, unit, amount) in [
            ("620.82", "万元", dec!(620.82)),
            ("620.82", "元", dec!(620.82)),
            ("620.82万元", "万元", dec!(620.82)),
            ("620.82万元", "元", dec!(6208200)),
            ("620.82万", "元", dec!(6208200)),
            ("6208200元", "万元", dec!(620.82)),
            ("1.2亿元", "万元", dec!(12000)),
            ("5千元", "万元", dec!(0.5)),
            ("1,234.00元", "元", dec!(1234)),
            ("1，234.00 元", "元", dec!(1234)),
            ("¥1,234.00", "元", dec!(1234)),
            ("￥1,234.00", "万元", dec!(1234)),
            ("-¥5.00", "元", dec!(-5)),
            ("¥-5.00", "元", dec!(-5)),
            ("－26.00", "万元", dec!(-26)),
            ("620.82（万元）", "万元", dec!(620.82)),
            ("0元", "万元", dec!(0)),
        ] {
            assert_eq!(Amount::parse_in(text, unit), Ok(Amount::new(amount)), "{text} on a form in {unit}");
        }
        for text in [
            "",
            "—",
            "－",
            "- -",
            "无",
            "一万二",
            "5万美元",
            "5%",
            "5人",
            "1 234",
            "--5",
            "9999999999999万元",
        ] {
            assert!(Amount::parse_in(text, "元").is_err(), "{text}");
        }
    }

    #[test]
    fn reads_amounts_without_their_unit_where_the_forms_is_unknown() {
        for (text, amount) in
            [("620.82万元", dec!(620.82)), ("1,234.00 元", dec!(1234)), ("￥5", dec!(5)), ("5", dec!(5))]
        {
            assert_eq!(text.parse(), Ok(Amount::new(amount)), "{text}");
        }
        assert!("优".parse::<Amount>().is_err());
    }

    #[test]
    fn shows_points_as_a_form_does() {
        for (points, text) in [
            (dec!(7.4), "7.40"),
            (dec!(2.00), "2"),
            (dec!(1.48), "1.48"),
            (dec!(96.880), "96.88"),
            (dec!(0), "0"),
        ] {
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
