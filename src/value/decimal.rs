//! Exact decimals: from a cell's number or text, rounded as Excel rounds, compared as shown.

use std::borrow::Cow;

use rust_decimal::{Decimal, RoundingStrategy};

/// Numbers beyond this are no amount, point or rate on these forms; refusing them keeps every later product in range.
const LARGEST: i64 = 10_000_000_000_000;

/// The decimal a cell's binary number stands for: its shortest round-trip text.
///
/// `None` for a number that is not finite or whose magnitude exceeds ten trillion.
pub fn exact(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    if number.fract() == 0.0 && number.abs() < 1e13 {
        // The common case, whole numbers, without going through text.
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 1e13 fits an i64")]
        return Some(Decimal::from(number as i64));
    }
    if number.abs() < 1e-20 {
        return Some(Decimal::ZERO);
    }
    // Most others have a few decimals; the first power of ten that gives the number back is its shortest text.
    if number.abs() < 1e9 {
        for (places, power) in [(1, 1e1), (2, 1e2), (3, 1e3), (4, 1e4)] {
            let scaled = (number * power).round();
            #[expect(clippy::float_cmp, reason = "giving back the very same number is the point")]
            if scaled / power == number {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "a whole number below 1e13 fits an i64"
                )]
                return Some(Decimal::new(scaled as i64, places));
            }
        }
    }
    bounded(if number.abs() < 1e-6 {
        Decimal::from_scientific(&format!("{number:e}")).ok()?
    } else {
        number.to_string().parse().ok()?
    })
}

/// The number, unless it is beyond any form's range.
pub(super) fn bounded(number: Decimal) -> Option<Decimal> {
    (number.abs() <= Decimal::from(LARGEST)).then_some(number)
}

/// Rounds half away from zero, as Excel's ROUND and 四舍五入 do.
pub fn round(number: Decimal, places: u32) -> Decimal {
    number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// Full-width and small characters folded to their ASCII twins (`９５％` is `95%`); other text is returned as it is.
pub fn fold(text: &str) -> Cow<'_, str> {
    // Every character that has a twin begins with one of these bytes; most texts have none.
    let may_have_twin = text.bytes().any(|byte| matches!(byte, 0xc2 | 0xe2 | 0xe3 | 0xef));
    if !may_have_twin || text.chars().all(|c| twin(c) == c) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().map(twin));
    Cow::Owned(folded)
}

fn twin(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '―' | '−' | '–' | '‑' | '﹣' => '-',
        '∼' | '〜' => '~',
        '﹤' => '<',
        '﹥' => '>',
        '﹦' => '=',
        '﹪' => '%',
        '‘' | '’' => '\'',
        other => other,
    }
}

/// The text without any white space, line breaks and full-width blanks included.
pub fn strip_blanks(text: &str) -> Cow<'_, str> {
    // Every blank is one of these bytes or begins with one; most texts have none.
    let may_have_blank = text.bytes().any(|byte| byte <= b' ' || matches!(byte, 0xc2 | 0xe1 | 0xe2 | 0xe3));
    if !may_have_blank || !text.contains(char::is_whitespace) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    plain.extend(text.chars().filter(|c| !c.is_whitespace()));
    Cow::Owned(plain)
}

/// The text folded, without white space and the apostrophe that marks a number as text.
///
/// `None` where white space parts two digits: `1 2` is not 12.
pub(super) fn compact(text: &str) -> Option<String> {
    let folded = fold(text);
    let mut plain = String::with_capacity(folded.len());
    let mut gap = false;
    for c in folded.trim().trim_start_matches('\'').chars() {
        if c.is_whitespace() {
            gap = true;
        } else if !is_invisible(c) {
            if gap && c.is_ascii_digit() && plain.ends_with(|last: char| last.is_ascii_digit()) {
                return None;
            }
            plain.push(c);
            gap = false;
        }
    }
    Some(plain)
}

/// Marks without width that come along when text is pasted.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Reads a plain number: `1,234.00`, `１２．５`, `-26.00`, `'95`.
///
/// Only digits, one decimal point, thousands marks in their places and a leading sign are accepted.
pub fn parse_number(text: &str) -> Option<Decimal> {
    let folded = fold(text);
    let mut digits = folded.trim().trim_start_matches('\'');
    let negative = digits.starts_with('-');
    if negative || digits.starts_with('+') {
        digits = &digits[1..];
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next().filter(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()))?;
    let mut plain = String::with_capacity(digits.len() + 1);
    if negative {
        plain.push('-');
    }
    plain.push_str(first);
    for group in groups {
        if first.len() > 3 || group.len() != 3 || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        plain.push_str(group);
    }
    if plain.len() > 15 {
        return None;
    }
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(&fraction[..fraction.len().min(14)]);
    }
    bounded(plain.parse().ok()?)
}

/// How many decimals a shown number has: `66.60%` has two, `7` none.
pub fn shown_decimals(text: &str) -> u32 {
    let folded = fold(text);
    let Some((_, fraction)) = folded.split_once('.') else { return 0 };
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    u32::try_from(digits.min(14)).expect("at most 14")
}

/// The number without trailing zeros, as a cell formatted General shows it.
pub fn trimmed(number: Decimal) -> Decimal {
    number.normalize()
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn no_twin_and_no_blank_is_missed() {
        for c in (char::MIN..=char::MAX).filter(|c| twin(*c) != *c || c.is_whitespace()) {
            let text = format!("分{c}值");
            assert_eq!(fold(&text), format!("分{}值", twin(c)), "{c:?}");
            assert_eq!(strip_blanks(&text).contains(c), !c.is_whitespace(), "{c:?}");
        }
    }

    #[test]
    fn takes_a_cell_number_by_its_shortest_text() {
        for (number, decimal) in [
            (0.666, dec!(0.666)),
            (855.66, dec!(855.66)),
            (0.0797, dec!(0.0797)),
            (12345.67891, dec!(12345.67891)),
            (1.1, dec!(1.1)),
            (0.1 + 0.2, dec!(0.30000000000000004)),
            (-26.0, dec!(-26)),
            (1e-7, dec!(0.0000001)),
            (-0.0, dec!(0)),
        ] {
            assert_eq!(exact(number), Some(decimal), "{number}");
        }
        for number in [f64::NAN, f64::INFINITY, 1e14, 1e308, -2e13] {
            assert_eq!(exact(number), None, "{number}");
        }
        assert_eq!(exact(1e-320), Some(dec!(0)), "nothing, on a form");
    }

    #[test]
    fn rounds_half_away_from_zero() {
        for (number, places, rounded) in [
            (dec!(1.005), 2, dec!(1.01)),
            (dec!(2.675), 2, dec!(2.68)),
            (dec!(-0.5), 0, dec!(-1)),
            (dec!(0.125), 2, dec!(0.13)),
            (dec!(1.4999999999999999), 0, dec!(1)),
        ] {
            assert_eq!(round(number, places), rounded, "{number}");
        }
    }

    #[test]
    fn reads_numbers_as_people_type_them() {
        for (text, number) in [
            ("10", dec!(10)),
            (" 7.4 ", dec!(7.4)),
            ("１２．５", dec!(12.5)),
            ("1,234.00", dec!(1234.00)),
            ("1，234", dec!(1234)),
            ("－26.00", dec!(-26)),
            ("−0.5", dec!(-0.5)),
            ("'95", dec!(95)),
            ("+3", dec!(3)),
        ] {
            assert_eq!(parse_number(text), Some(number), "{text}");
        }
        for text in
            ["", "-", "1,23", "1234,567", "1.2.3", "95%", "一", "1e5", "NaN", "0x10", "1 2", "99999999999999"]
        {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn counts_shown_decimals() {
        for (text, decimals) in [("66.6", 1), ("-26.00%", 2), ("100", 0), ("", 0), ("1,234.50 元", 2)] {
            assert_eq!(shown_decimals(text), decimals, "{text}");
        }
    }
}
