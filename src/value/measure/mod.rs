//! Target and actual values: `≥95%`, `不低于12种`, `7月31日前`, `3-5天`, `良好`.

#[cfg(test)]
mod cases;
mod comparator;
mod parse;

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

pub use self::comparator::Comparator;
use super::decimal::trimmed;
use super::partial_date::PartialDate;
use super::quantity::{ParseValueError, is_placeholder};
use super::unit;

/// What sort of value a target or actual is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A number with or without a unit: `40次`, `43.2`.
    Quantity,
    /// A percentage; its number is in percent.
    Percent,
    /// Two numbers: `3-5天`.
    Range,
    /// A date or a part of one: `7月31日前`, `2021年12月`.
    Date,
    /// Words: `良好`, `有效提升`.
    Text,
}

/// One value as typed on the form; [`TargetValue`] and [`ActualValue`] say which side it stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Number, percentage, range, date or words.
    pub kind: Kind,
    /// The comparison sign or word.
    pub comparator: Comparator,
    /// The number, in percent where `kind` is percent; the lower end of a range.
    #[serde(serialize_with = "decimal_text")]
    pub number: Option<Decimal>,
    /// The upper end of a range.
    #[serde(serialize_with = "decimal_text")]
    pub to: Option<Decimal>,
    /// The date.
    #[serde(serialize_with = "date_text")]
    pub date: Option<PartialDate>,
    /// The unit as written, `%` for percentages.
    pub unit: Option<String>,
}

fn decimal_text<S: Serializer>(number: &Option<Decimal>, out: S) -> Result<S::Ok, S::Error> {
    number.map(|n| trimmed(n).to_string()).serialize(out)
}

fn date_text<S: Serializer>(date: &Option<PartialDate>, out: S) -> Result<S::Ok, S::Error> {
    date.map(|d| d.to_string()).serialize(out)
}

impl Measure {
    fn words() -> Self {
        Self {
            kind: Kind::Text,
            comparator: Comparator::None,
            number: None,
            to: None,
            date: None,
            unit: None,
        }
    }

    fn number(comparator: Comparator, number: Decimal, unit: &str) -> Self {
        let (kind, unit) = match unit {
            "%" | "百分比" => (Kind::Percent, Some("%".to_owned())),
            "" => (Kind::Quantity, None),
            other => (Kind::Quantity, Some(other.to_owned())),
        };
        Self { kind, comparator, number: Some(number), to: None, date: None, unit }
    }

    fn span(from: Decimal, to: Decimal, unit: &str) -> Self {
        let whole = Self::number(Comparator::None, from, unit);
        Self { kind: Kind::Range, to: Some(to), ..whole }
    }

    /// Reads one value; everything that is not a number, a range or a date is words.
    ///
    /// # Errors
    ///
    /// If the text is blank or a placeholder such as `—`.
    pub fn parse(text: &str) -> Result<Self, ParseValueError> {
        if is_placeholder(text) {
            return Err(ParseValueError::new("target or actual value", text));
        }
        Ok(parse::read(text).unwrap_or_else(Self::words))
    }

    /// Its number in the unit of `other`, exact; a bare number takes the other's unit.
    ///
    /// `None` where the units do not convert, or the result is no finite decimal: then the other way round may be.
    pub fn in_unit_of(&self, other: &Self) -> Option<Decimal> {
        self.converted(self.number?, other)
    }

    /// Both ends of a range in the unit of `other`.
    pub fn ends_in_unit_of(&self, other: &Self) -> Option<(Decimal, Decimal)> {
        Some((self.converted(self.number?, other)?, self.converted(self.to?, other)?))
    }

    fn converted(&self, number: Decimal, other: &Self) -> Option<Decimal> {
        match (self.unit.as_deref(), other.unit.as_deref()) {
            (Some(own), Some(wanted)) => unit::convert(number, own, wanted),
            _ => Some(number),
        }
    }

    /// Replaces the number read from the shown text by the exact one stored in the cell.
    ///
    /// `stored` is in percent where the value is a percentage.
    pub fn set_exact(&mut self, stored: Decimal) {
        if self.number.is_some() && self.to.is_none() {
            self.number = Some(stored);
        }
    }

    /// Lets a bare number in an actual cell take the percent sign of its target: `66.6` beside `≥90%` is 66.6 %,
    /// and 0.666 beside it is 66.6 % too. Returns whether it was such a ratio, by its size alone.
    pub fn adopt_percent(&mut self, target: &Self) -> bool {
        let (Kind::Percent, Kind::Quantity, None) = (target.kind, self.kind, &self.unit) else {
            return false;
        };
        let (Some(number), Some(aim)) = (self.number, target.number) else { return false };
        let is_ratio = number.abs() <= Decimal::ONE && !number.is_zero() && aim > Decimal::ONE;
        self.number = Some(if is_ratio { number * Decimal::ONE_HUNDRED } else { number });
        self.kind = Kind::Percent;
        self.unit = Some("%".to_owned());
        is_ratio
    }
}

impl fmt::Display for Measure {
    /// As it reads on a form, in one spelling: `≥90%`, `3-5天`, `2022年12月30日前`. Words are in the cell, not in here,
    /// and show as nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(date) = self.date {
            return match self.comparator {
                // 2022年前 could end with 2021, 12月前 with November.
                Comparator::AtMost if date.day.is_none() => write!(f, "{}底前", date.on_form()),
                Comparator::AtMost => write!(f, "{}前", date.on_form()),
                other => write!(f, "{}{}", other.sign(), date.on_form()),
            };
        }
        let Some(number) = self.number else { return Ok(()) };
        write!(f, "{}{}", self.comparator.sign(), trimmed(number))?;
        match self.to {
            Some(to) if to.is_sign_negative() => write!(f, "~{}", trimmed(to))?,
            Some(to) => write!(f, "-{}", trimmed(to))?,
            None => {}
        }
        f.write_str(self.unit.as_deref().unwrap_or_default())
    }
}

macro_rules! side {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub Measure);

        impl FromStr for $name {
            type Err = ParseValueError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Measure::parse(text).map(Self)
            }
        }
    };
}

side! {
    /// 年度指标值: what was to be reached.
    TargetValue
}
side! {
    /// 实际完成值: what was reached.
    ActualValue
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn a_bare_actual_takes_the_percent_of_its_target() {
        let target = Measure::parse("≥90%").expect("a percentage");
        for (text, number) in
            [("66.6", dec!(66.6)), ("0.666", dec!(66.6)), ("0", dec!(0)), ("100", dec!(100))]
        {
            let mut actual = Measure::parse(text).expect("a number");
            actual.adopt_percent(&target);
            assert_eq!((actual.kind, actual.number.map(trimmed)), (Kind::Percent, Some(number)), "{text}");
        }
        let mut people = Measure::parse("12人").expect("a number");
        people.adopt_percent(&target);
        assert_eq!(people.kind, Kind::Quantity, "a unit of its own stays");
    }
}
