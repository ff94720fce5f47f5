//! Number formats that show another number than the one stored: `"90"`, `"9"0`, `;;;`, `[=30]"90";0`.
//!
//! Only digits that a format prints itself, or a number that it does not print, can mislead. Rounding, percent signs, units,
//! thousands left away and dates show the number in another way, and a dash or nothing for zero is what accountants are used to.

use rust_decimal::Decimal;

use super::format_code::{Token, split};
use super::number_pattern::{general_text, pattern};
use crate::value::{parse_number, round};

/// A format of which some numbers are shown as others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misleading {
    /// The sections for numbers; never none.
    sections: Vec<Vec<Token>>,
}

/// A number that its cell does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misread {
    /// What the cell shows.
    pub(super) shown: String,
    /// What it would show without the digits that are not its own.
    pub(super) meant: String,
}

impl Misleading {
    /// The format, if it could mislead; nearly none can.
    pub(super) fn of(code: &str) -> Option<Self> {
        if is_plain(code) || code.len() > 1024 {
            return None;
        }
        let mut sections = split(code);
        if sections.len() >= 4 {
            sections.truncate(3);
        }
        sections.retain(|tokens| !tokens.contains(&Token::Text));
        let could = |tokens: &Vec<Token>| {
            !tokens.iter().any(is_place) || tokens.iter().any(is_digit) || tokens.starts_with(&MINUS)
        };
        let is_known =
            |tokens: &Vec<Token>| !tokens.iter().any(|token| matches!(token, Token::Date(_) | Token::Exotic));
        (sections.iter().any(could) && sections.iter().all(is_known)).then_some(Self { sections })
    }

    /// How this number is misread; `None` if it is not.
    pub(super) fn misread(&self, number: Decimal) -> Option<Misread> {
        let (section, own_sign) = self.section(number)?;
        let minus = if !own_sign && number.is_sign_negative() && !number.is_zero() { "-" } else { "" };
        let tokens: Vec<Token> =
            section.iter().filter(|token| !matches!(token, Token::Condition(_))).cloned().collect();
        let Some(first) = tokens.iter().position(is_place) else {
            let shown = format!("{minus}{}", literals(&tokens));
            let is_misread = match value(&shown) {
                Some(read) => read != number,
                // Accountants' zero: a dash, or nothing.
                None => !number.is_zero(),
            };
            return is_misread.then(|| Misread { shown, meant: general_text(number) });
        };
        let last = tokens.iter().rposition(is_place).unwrap_or(first);
        let (before, after) = (literals(&tokens[..first]), literals(&tokens[last + 1..]));
        let digits = own_digits(&tokens, number.abs(), (&before, &after))?;
        let inside = if tokens[first..=last].iter().any(is_digit) {
            filled(&tokens[first..=last], number.abs())?
        } else {
            digits.clone()
        };
        let left = before.trim_end_matches(is_part_of_number);
        let right = after.trim_start_matches(is_part_of_number);
        let has_digit = |run: &str| run.contains(is_any_digit);
        let (left_run, right_run) = (&before[left.len()..], &after[..after.len() - right.len()]);
        let (left, left_run) = if has_digit(left_run) { (left, left_run) } else { (before.as_str(), "") };
        let (right, right_run) = if has_digit(right_run) { (right, right_run) } else { (after.as_str(), "") };
        let is_turned = before == "-" && number > Decimal::ZERO;
        let is_alone = left_run.is_empty() && right_run.is_empty() && inside == digits;
        let digits = if digits.is_empty() { "0".to_owned() } else { digits };
        if is_alone && !is_turned {
            return None;
        }
        if value(&format!("{left_run}{inside}{right_run}")) == value(&digits) && !is_turned {
            return None;
        }
        let left = if is_turned { "" } else { left };
        Some(Misread {
            shown: format!("{minus}{before}{inside}{after}"),
            meant: format!("{minus}{left}{digits}{right}"),
        })
    }

    /// The section that a number is shown by, and whether that says itself that the number is negative.
    fn section(&self, number: Decimal) -> Option<(&[Token], bool)> {
        let count = self.sections.len();
        let condition = |tokens: &[Token]| {
            tokens.iter().find_map(|token| if let Token::Condition(own) = token { Some(*own) } else { None })
        };
        let usual = |index: usize| match (index, count) {
            (0, 1) => true,
            (0, 2) => number >= Decimal::ZERO,
            (0, _) => number > Decimal::ZERO,
            (1, 3) => number < Decimal::ZERO,
            _ => true,
        };
        let holds = |index: usize, tokens: &[Token]| {
            condition(tokens).map_or_else(|| usual(index), |own| own.holds(number))
        };
        let (index, tokens) = self.sections.iter().enumerate().find(|(index, own)| holds(*index, own))?;
        Some((tokens, index > 0 && condition(tokens).is_none()))
    }
}

/// A minus that a format prints itself.
const MINUS: [Token; 1] = [Token::Literal('-')];

/// Whether a code has nothing that could mislead: every section has a place for digits, and none prints a digit of its own.
fn is_plain(code: &str) -> bool {
    let prints = |byte: u8| matches!(byte, b'"' | b'\\' | b'!' | b'-' | b'1'..=b'9') || byte >= 0x80;
    !code.bytes().any(prints) && code.split(';').all(|section| section.contains(['0', '#', '?', '@']))
}

fn is_place(token: &Token) -> bool {
    matches!(token, Token::Digit(_) | Token::General)
}

fn is_digit(token: &Token) -> bool {
    matches!(token, Token::Literal(letter) if is_any_digit(*letter))
}

fn is_any_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter)
}

fn is_part_of_number(letter: char) -> bool {
    is_any_digit(letter) || matches!(letter, '.' | ',')
}

/// What tokens print besides the number.
fn literals(tokens: &[Token]) -> String {
    let print = |token: &Token| match token {
        Token::Literal(letter) => Some(*letter),
        Token::Percent => Some('%'),
        Token::Point => Some('.'),
        _ => None,
    };
    tokens.iter().filter_map(print).collect()
}

/// The digits of the number alone, as the section's places show them; `None` where we cannot tell.
fn own_digits(tokens: &[Token], number: Decimal, around: (&str, &str)) -> Option<String> {
    if tokens.contains(&Token::General) {
        return Some(general_text(number));
    }
    let Some(pattern) = pattern(tokens) else {
        // Digits printed among the places.
        return tokens.iter().any(is_digit).then(|| round(number, 0).to_string());
    };
    let shown = pattern.show(number, false);
    Some(shown.strip_prefix(around.0)?.strip_suffix(around.1)?.to_owned())
}

/// Whole digits put into places from the right, with what is printed among them; `None` where there is more to it.
fn filled(tokens: &[Token], number: Decimal) -> Option<String> {
    let whole = round(number, 0).to_string();
    let mut left: Vec<char> = whole.chars().collect();
    let mut places = tokens.iter().filter(|token| is_place(token)).count();
    let mut shown = Vec::new();
    for token in tokens.iter().rev() {
        match token {
            Token::Literal(letter) => shown.push(*letter),
            Token::Digit(place) => {
                places -= 1;
                // The first place takes all that is left.
                let taken = if places == 0 { left.len() } else { 1 };
                if left.is_empty() && *place == '0' {
                    shown.push('0');
                }
                for _ in 0..taken {
                    shown.extend(left.pop());
                }
            }
            _ => return None,
        }
    }
    Some(shown.into_iter().rev().collect())
}

/// The number that a person reads; digits that are left away count as none.
fn value(text: &str) -> Option<Decimal> {
    let text = text.trim();
    match text {
        "" => None,
        _ if text.starts_with('.') => parse_number(&format!("0{text}")),
        _ => parse_number(text),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    fn misread(code: &str, number: Decimal) -> Option<(String, String)> {
        Misleading::of(code)?.misread(number).map(|own| (own.shown, own.meant))
    }

    #[test]
    fn tells_what_is_shown_in_place_of_the_number() {
        for (code, number, shown, meant) in [
            ("\"90\"", dec!(30), "90", "30"),
            ("90", dec!(30), "930", "30"),
            ("\\9\\0", dec!(30), "90", "30"),
            ("\"90\";\"90\";\"90\"", dec!(0), "90", "0"),
            ("\"合格\"", dec!(1), "合格", "1"),
            (";;;", dec!(30), "", "30"),
            (";;", dec!(-1.5), "", "-1.5"),
            ("0;;", dec!(-5), "", "-5"),
            ("\"9\"0", dec!(0), "90", "0"),
            ("\"9\"0", dec!(30), "930", "30"),
            ("9General", dec!(5), "95", "5"),
            ("\"≥9\"0\"次\"", dec!(5), "≥95次", "≥5次"),
            ("0\"0\"", dec!(3), "30", "3"),
            ("0\",000\"", dec!(3), "3,000", "3"),
            ("0\".5\"", dec!(3), "3.5", "3"),
            ("\"9\"#", dec!(0), "9", "0"),
            ("\"0.\"0", dec!(30), "0.30", "30"),
            ("0\"9\"0", dec!(30), "390", "30"),
            ("\"９\"0", dec!(5), "９5", "5"),
            ("[=30]\"90\";0", dec!(30), "90", "30"),
            ("[<60]\"6\"0;0", dec!(5), "65", "5"),
            ("[>=60]0;\"60\"", dec!(5), "60", "5"),
            ("[=1]\"1\";[=2]\"1\";0", dec!(2), "1", "2"),
            ("-0", dec!(5), "-5", "5"),
            ("0.00\"9\"", dec!(1), "1.009", "1.00"),
        ] {
            let own = misread(code, number);
            assert_eq!(own, Some((shown.to_owned(), meant.to_owned())), "{code} of {number}");
        }
    }

    #[test]
    fn what_shows_the_number_in_another_way_does_not_mislead() {
        for (code, number) in [
            ("0.00", dec!(1.005)),
            ("0", dec!(0.4)),
            ("#", dec!(0)),
            ("#,##0.00_);[Red]\\(#,##0.00\\)", dec!(-5)),
            ("#,##0;-#,##0", dec!(-5)),
            ("0.00;[Red]0.00", dec!(-5)),
            ("0.0%", dec!(0.666)),
            ("0\"%\"", dec!(95)),
            ("\"≥\"0\"次\"", dec!(12)),
            ("\"≥\"0%", dec!(0.9)),
            ("0\"m2\"", dec!(90)),
            ("0 \"km2\"", dec!(90)),
            ("0\"m3/s\"", dec!(90)),
            ("\"2024年\"0\"次\"", dec!(5)),
            ("\"第\"0\"名\"", dec!(5)),
            ("\"No.\"0", dec!(5)),
            ("yyyy\"年\"m\"月\"", dec!(45000)),
            ("0\"年\"", dec!(2024)),
            ("0,", dec!(123456)),
            ("0!.0,", dec!(123456)),
            ("0!.0000", dec!(123456)),
            ("0\".\"0,\"万\"", dec!(123456)),
            ("\"¥\"#,##0.00", dec!(5)),
            ("[$¥-804]#,##0.00", dec!(5)),
            ("[$-804]0", dec!(5)),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", dec!(0)),
            ("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", dec!(-12)),
            ("0;-0;;@", dec!(0)),
            ("0;-0;\"-\"", dec!(0)),
            ("0;-0;\"0\"", dec!(0)),
            ("\"30\"", dec!(30)),
            ("\"0\"0", dec!(30)),
            ("0.00\"0\"", dec!(1)),
            ("[>=60]0;[Red]0", dec!(5)),
            ("[=1]\"9\";0", dec!(5)),
            ("[DBNum1]0", dec!(90)),
            ("[h]:mm", dec!(90)),
            ("# ?/4", dec!(0.5)),
            ("0.00E+00", dec!(1234)),
            ("000-0000", dec!(5551234)),
            ("0\"-9\"", dec!(5)),
            ("General\"次\"", dec!(3)),
            ("G/通用格式", dec!(3)),
            ("@", dec!(3)),
            ("", dec!(0)),
            ("[=system('id')]0", dec!(30)),
        ] {
            assert_eq!(misread(code, number), None, "{code} of {number}");
        }
    }
}
