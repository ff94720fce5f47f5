//! Target and actual values: `≥95%`, `不低于12种`, `7月31日前`, `3-5天`, `良好`.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::decimal::{fold, parse_number, strip_blanks, trimmed};
use super::partial_date::{PartialDate, read_date};
use super::quantity::{ParseValueError, is_placeholder};

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

/// How the actual value is to stand to the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Comparator {
    /// `≥`, 不低于, 以上.
    #[serde(rename = "ge")]
    AtLeast,
    /// `>`, 大于, 超过.
    #[serde(rename = "gt")]
    MoreThan,
    /// `≤`, 不超过, 以内; before a deadline.
    #[serde(rename = "le")]
    AtMost,
    /// `<`, 小于, 低于.
    #[serde(rename = "lt")]
    LessThan,
    /// `=`.
    #[serde(rename = "eq")]
    Equal,
    /// None written; scored as `=`.
    #[serde(rename = "none")]
    None,
}

impl Comparator {
    /// 反向指标: less is better.
    pub fn is_reverse(self) -> bool {
        matches!(self, Self::AtMost | Self::LessThan)
    }

    /// The sign as printed on forms; empty for [`Comparator::None`].
    pub fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::AtMost => "≤",
            Self::LessThan => "<",
            Self::Equal => "=",
            Self::None => "",
        }
    }
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

/// Prefix words and signs; longer ones first where one begins another.
const PREFIXES: [(&str, Comparator); 32] = [
    (">=", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("≥", Comparator::AtLeast),
    ("≧", Comparator::AtLeast),
    ("⩾", Comparator::AtLeast),
    ("≤", Comparator::AtMost),
    ("≦", Comparator::AtMost),
    ("⩽", Comparator::AtMost),
    (">", Comparator::MoreThan),
    ("<", Comparator::LessThan),
    ("==", Comparator::Equal),
    ("=", Comparator::Equal),
    ("﹦", Comparator::Equal),
    ("═", Comparator::Equal),
    ("大于等于", Comparator::AtLeast),
    ("大于或等于", Comparator::AtLeast),
    ("小于等于", Comparator::AtMost),
    ("小于或等于", Comparator::AtMost),
    ("不低于", Comparator::AtLeast),
    ("不少于", Comparator::AtLeast),
    ("不小于", Comparator::AtLeast),
    ("至少", Comparator::AtLeast),
    ("不超过", Comparator::AtMost),
    ("不高于", Comparator::AtMost),
    ("不多于", Comparator::AtMost),
    ("不大于", Comparator::AtMost),
    ("控制在", Comparator::AtMost),
    ("大于", Comparator::MoreThan),
    ("高于", Comparator::MoreThan),
    ("超过", Comparator::MoreThan),
    ("小于", Comparator::LessThan),
    ("低于", Comparator::LessThan),
];

const SUFFIXES: [(&str, Comparator); 8] = [
    ("及以上", Comparator::AtLeast),
    ("以上", Comparator::AtLeast),
    ("及以下", Comparator::AtMost),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("之内", Comparator::AtMost),
    ("(含)以上", Comparator::AtLeast),
    ("(含)以下", Comparator::AtMost),
];

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

    fn dated(comparator: Comparator, date: PartialDate) -> Self {
        Self { kind: Kind::Date, comparator, date: Some(date), ..Self::words() }
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
        let folded = fold(text);
        let plain = strip_blanks(&folded);
        let (comparator, rest) = PREFIXES
            .iter()
            .find_map(|(word, comparator)| plain.strip_prefix(word).map(|rest| (*comparator, rest)))
            .unwrap_or((Comparator::None, &plain));
        if !rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+') {
            return Ok(Self::words());
        }
        let date = read_date(rest).map(|(date, is_deadline)| {
            Self::dated(if is_deadline { Comparator::AtMost } else { comparator }, date)
        });
        Ok(date.or_else(|| parse_quantity(comparator, rest)).unwrap_or_else(Self::words))
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
    /// and 0.666 beside it is 66.6 % too.
    pub fn adopt_percent(&mut self, target: &Self) {
        let (Kind::Percent, Kind::Quantity, None) = (target.kind, self.kind, &self.unit) else { return };
        if let (Some(number), Some(aim)) = (self.number, target.number) {
            let is_ratio = number.abs() <= Decimal::ONE && !number.is_zero() && aim > Decimal::ONE;
            self.number = Some(if is_ratio { number * Decimal::ONE_HUNDRED } else { number });
            self.kind = Kind::Percent;
            self.unit = Some("%".to_owned());
        }
    }
}

/// Splits off the leading digits, with sign, decimal point and thousands marks.
fn leading_number(text: &str) -> Option<(Decimal, &str)> {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit() || c == '.' || c == ',' || (at == 0 && (c == '-' || c == '+')) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    let digits = text[..end].trim_end_matches([',', '.']);
    Some((parse_number(digits)?, &text[digits.len()..]))
}

fn parse_quantity(prefix: Comparator, text: &str) -> Option<Measure> {
    let (number, rest) = leading_number(text)?;
    if let Some(range) = parse_range(prefix, number, rest) {
        return Some(range);
    }
    let (comparator, unit) = unit_and_suffix(prefix, rest)?;
    Some(Measure::number(comparator, number, unit))
}

/// `3-5天`, `90%~95%`: the second number may follow the first one's unit.
fn parse_range(comparator: Comparator, from: Decimal, rest: &str) -> Option<Measure> {
    let dash = rest.find(['-', '~', '—', '至'])?;
    let (first_unit, second) = (&rest[..dash], rest[dash..].trim_start_matches(['-', '~', '—', '至']));
    let (to, unit) = leading_number(second)?;
    if !first_unit.is_empty() && first_unit != unit {
        return None;
    }
    let (_, unit) = unit_and_suffix(comparator, unit)?;
    let unit = (!unit.is_empty()).then(|| unit.to_owned());
    Some(Measure { kind: Kind::Range, comparator, number: Some(from), to: Some(to), date: None, unit })
}

/// What follows a number: a vague 余 or 多, a unit, and a suffix such as 以上. `None` if it is a sentence.
fn unit_and_suffix(prefix: Comparator, rest: &str) -> Option<(Comparator, &str)> {
    let (mut comparator, mut unit) = (prefix, rest);
    if let Some(after) = unit.strip_prefix(['余', '多']) {
        (comparator, unit) = (Comparator::AtLeast, after);
    }
    if let Some((before, suffix)) =
        SUFFIXES.iter().find_map(|(word, suffix)| unit.strip_suffix(word).map(|before| (before, *suffix)))
    {
        (comparator, unit) = (suffix, before);
    }
    if let Some(inner) = unit.strip_prefix('(').and_then(|u| u.strip_suffix(')')) {
        unit = inner;
    }
    let is_unit = matches!(unit, "%" | "‰")
        || unit.chars().all(|c| c.is_alphabetic() || matches!(c, '²' | '³' | '/' | '·' | '℃'))
            && unit.chars().count() <= 6;
    is_unit.then_some((comparator, unit))
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

    fn shown(text: &str) -> String {
        let m = Measure::parse(text).expect("not blank");
        let number = m.number.map(|n| trimmed(n).to_string()).unwrap_or_default();
        let to = m.to.map(|n| format!("..{n}")).unwrap_or_default();
        let date = m.date.map(|d| d.to_string()).unwrap_or_default();
        let unit = m.unit.unwrap_or_default();
        format!("{:?} {}{number}{to}{date}{unit}", m.kind, m.comparator.sign())
    }

    #[test]
    fn reads_what_people_type() {
        for (text, expected) in [
            ("≥90%", "Percent ≥90%"),
            ("≥ 95 %", "Percent ≥95%"),
            ("９５％以上", "Percent ≥95%"),
            ("不低于95％", "Percent ≥95%"),
            ("大于等于95%", "Percent ≥95%"),
            (">=90%", "Percent ≥90%"),
            ("＞＝90%", "Percent ≥90%"),
            ("≧ 735 人次", "Quantity ≥735人次"),
            ("≥100百分比", "Percent ≥100%"),
            ("小于0.9‰", "Quantity <0.9‰"),
            ("﹦ 72890 元", "Quantity =72890元"),
            ("═ 100 %", "Percent =100%"),
            ("=8个", "Quantity =8个"),
            ("100%", "Percent 100%"),
            ("-26.00%", "Percent -26%"),
            ("1次", "Quantity 1次"),
            ("43.2", "Quantity 43.2"),
            ("1,234元", "Quantity 1234元"),
            ("40余次", "Quantity ≥40次"),
            ("不少于12种", "Quantity ≥12种"),
            ("16.3万亩", "Quantity 16.3万亩"),
            ("25TB", "Quantity 25TB"),
            ("2年", "Quantity 2年"),
            ("12个月", "Quantity 12个月"),
            ("20000（万美元）", "Quantity 20000万美元"),
            ("3-5天", "Range 3..5天"),
            ("90%～95%", "Range 90..95%"),
            ("7月31日前", "Date ≤07-31"),
            ("12月底之前完成", "Date ≤12"),
            ("2022年12月30日", "Date 2022-12-30"),
            ("2021年12月完成", "Date 2021-12"),
            ("2022-12-30", "Date 2022-12-30"),
            ("2024/6/1前", "Date ≤2024-06-01"),
            ("2022年", "Date 2022"),
            ("7月", "Date 07"),
            ("良好", "Text "),
            ("100%覆盖", "Text "),
            ("每亩300", "Text "),
            ("完成1部宣传片，2套方案", "Text "),
            ("13月1日前", "Text "),
            ("超上年2%", "Text "),
            ("无", "Text "),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        for blank in ["", " ", "—", "/", "-"] {
            assert!(Measure::parse(blank).is_err(), "{blank:?}");
        }
    }

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
