//! Digits through a pattern such as `#,##0.00` or `"≥"0%`, or as General shows them.

use rust_decimal::Decimal;

use super::format_code::Token;
use crate::value::{round, trimmed};

/// `prefix` digits `suffix`; without any digit only the literals show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pattern {
    prefix: String,
    suffix: String,
    has_digits: bool,
    /// Digits before the point that are always shown.
    whole: usize,
    /// Decimals that are always shown.
    least: usize,
    /// Decimals that are shown at most.
    pub(super) most: u32,
    grouped: bool,
    /// Each `%` multiplies by 100, each trailing `,` divides by 1000.
    pub(super) percents: u32,
    thousands: u32,
}

/// `None` for what is too exotic: literals among the digits, fractions, more than two percent signs.
pub(super) fn pattern(tokens: &[Token]) -> Option<Pattern> {
    let mut pattern = Pattern::default();
    let (mut after_point, mut ended) = (false, false);
    for token in tokens {
        match token {
            Token::Literal(c) if pattern.has_digits || after_point => {
                ended = true;
                pattern.suffix.push(*c);
            }
            Token::Literal(c) => pattern.prefix.push(*c),
            Token::Percent => {
                pattern.percents += 1;
                if pattern.has_digits {
                    ended = true;
                    pattern.suffix.push('%');
                } else {
                    pattern.prefix.push('%');
                }
            }
            Token::Digit(_) | Token::Point if ended => return None,
            Token::Digit(digit) => {
                pattern.has_digits = true;
                if after_point {
                    pattern.most += 1;
                    if *digit == '0' {
                        pattern.least = usize::try_from(pattern.most).ok()?;
                    }
                } else {
                    pattern.grouped |= pattern.thousands > 0;
                    pattern.thousands = 0;
                    pattern.whole += usize::from(*digit == '0');
                }
            }
            Token::Point if after_point => return None,
            Token::Point => after_point = true,
            // Until another digit follows, a comma scales; after one it groups.
            Token::Comma if pattern.has_digits && !ended => pattern.thousands += 1,
            Token::Comma => return None,
            Token::Date(_) | Token::Text | Token::General | Token::Condition(_) | Token::Exotic => {
                return None;
            }
        }
    }
    (pattern.percents <= 2 && pattern.thousands <= 3 && pattern.most <= 20 && pattern.whole <= 30)
        .then_some(pattern)
}

impl Pattern {
    pub(super) fn show(&self, number: Decimal, minus: bool) -> String {
        let mut shown = String::with_capacity(self.prefix.len() + self.suffix.len() + 16);
        if minus {
            shown.push('-');
        }
        shown.push_str(&self.prefix);
        if self.has_digits {
            self.show_digits(number, &mut shown);
        }
        shown.push_str(&self.suffix);
        shown
    }

    fn show_digits(&self, number: Decimal, shown: &mut String) {
        let mut scaled = number;
        for _ in 0..self.percents {
            scaled = scaled.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(scaled);
        }
        for _ in 0..self.thousands {
            scaled /= Decimal::ONE_THOUSAND;
        }
        let digits = round(scaled, self.most).to_string();
        let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
        let whole = if whole == "0" && self.whole == 0 { "" } else { whole };
        let zeros = self.whole.saturating_sub(whole.len());
        let length = zeros + whole.len();
        for (at, digit) in std::iter::repeat_n('0', zeros).chain(whole.chars()).enumerate() {
            if self.grouped && at > 0 && (length - at).is_multiple_of(3) {
                shown.push(',');
            }
            shown.push(digit);
        }
        if self.most > 0 {
            let kept = decimals.trim_end_matches('0').len().max(self.least.min(decimals.len()));
            let decimals = decimals.get(..kept).unwrap_or(decimals);
            shown.push('.');
            shown.push_str(decimals);
            shown.extend(std::iter::repeat_n('0', self.least.saturating_sub(decimals.len())));
        }
    }
}

/// General: at most eleven characters, the point included, without trailing zeros.
pub(super) fn general_text(number: Decimal) -> String {
    let number = trimmed(number);
    let size = number.abs();
    if number.scale() == 0 && size < Decimal::from(100_000_000_000_i64) {
        return number.to_string();
    }
    if size >= Decimal::from(100_000_000_000_i64) || size < Decimal::new(1, 4) {
        return scientific(number);
    }
    let whole = size.trunc().to_string().len();
    let places = u32::try_from(10_usize.saturating_sub(whole)).unwrap_or_default();
    trimmed(round(number, places)).to_string()
}

/// `1.23457E+11`, `1E-05`: six digits at most, as General shows what is too long.
fn scientific(number: Decimal) -> String {
    let mut mantissa = number;
    let mut exponent = 0_i32;
    while mantissa.abs() >= Decimal::TEN {
        mantissa /= Decimal::TEN;
        exponent += 1;
    }
    while mantissa.abs() < Decimal::ONE && !mantissa.is_zero() {
        mantissa *= Decimal::TEN;
        exponent -= 1;
    }
    let mut mantissa = round(mantissa, 5);
    if mantissa.abs() >= Decimal::TEN {
        mantissa /= Decimal::TEN;
        exponent += 1;
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}E{sign}{:02}", trimmed(mantissa), exponent.abs())
}
